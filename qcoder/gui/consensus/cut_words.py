"""Words of which the card shows the beginning where there is no room for all of them."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QPointF, QSize
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPalette, QTextLayout
from PySide6.QtWidgets import QSizePolicy, QWidget

from qcoder.gui.parts.words import small_font

_NARROWEST = 120
_CUT = " …"
_NEXT_LINE = "\N{LINE SEPARATOR}"


class CutWords(QWidget):
    """Muted, small, in so many lines; tooltip and screen reader have all of it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._text = ""
        self._emphasised = 0
        self._most: int | None = None
        self._whole: dict[int, QTextLayout] = {}
        self._shown: dict[int, QTextLayout] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFont(small_font(self.font()))

    def show_words(self, text: str, *, emphasised: int = 0) -> None:
        """Show others, the first so many letters emphasised; without any it takes no room."""
        self.setVisible(bool(text))
        if (text, emphasised) != (self._text, self._emphasised):
            self._text, self._emphasised = text, emphasised
            self.setAccessibleName(text)
            self.setToolTip(text)
            self._begin_anew()

    def allow(self, most: int | None) -> None:
        """Show no more lines than that; None for all of them."""
        if most != self._most:
            self._most = most
            self._shown.clear()
            self.updateGeometry()
            self.update()

    def is_cut(self) -> bool:
        """Whether there is more than is shown."""
        return not self.isHidden() and self._is_cut_at(self.width())

    # -- as Qt asks ------------------------------------------------------------------------

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher, as far as it may be."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of the lines that are shown at that width."""
        layout = self._shown_at(width)
        count = layout.lineCount()
        return ceil(layout.lineAt(count - 1).rect().bottom()) if count else 0

    def sizeHint(self) -> QSize:
        """At the width it has."""
        return QSize(200, self.heightForWidth(max(_NARROWEST, self.width())))

    def changeEvent(self, event: QEvent) -> None:
        """Another font or palette: laid out and coloured anew."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self._begin_anew()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The lines that there is room for."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        self._shown_at(self.width()).draw(painter, QPointF(0, 0))
        painter.end()

    # -- lines -----------------------------------------------------------------------------

    def _begin_anew(self) -> None:
        self._whole.clear()
        self._shown.clear()
        self.updateGeometry()
        self.update()

    def _whole_at(self, width: int) -> QTextLayout:
        if width not in self._whole:
            self._whole[width] = self._laid_out(self._text, width)
        return self._whole[width]

    def _shown_at(self, width: int) -> QTextLayout:
        if width not in self._shown:
            is_cut = self._is_cut_at(width)
            self._shown[width] = self._cut(width) if is_cut else self._whole_at(width)
        return self._shown[width]

    def _is_cut_at(self, width: int) -> bool:
        return self._most is not None and self._whole_at(width).lineCount() > self._most

    def _cut(self, width: int) -> QTextLayout:
        """As many words as leave room for the ellipsis in the last line that is allowed."""
        most = self._most or 1
        last = self._whole_at(width).lineAt(most - 1)
        words = self._text[: last.textStart() + last.textLength()].rstrip()
        layout = self._laid_out(words + _CUT, width)
        while layout.lineCount() > most and " " in words:
            words = words.rpartition(" ")[0]
            layout = self._laid_out(words + _CUT, width)
        return layout

    def _laid_out(self, text: str, width: int) -> QTextLayout:
        layout = QTextLayout(text.replace("\n", _NEXT_LINE), self.font())
        if self._emphasised:
            layout.setFormats([_emphasis(min(self._emphasised, len(text)), self._ink())])
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, top))
            top += line.height()
        layout.endLayout()
        return layout

    def _ink(self) -> QColor:
        return self.palette().color(QPalette.ColorRole.Text)


def _emphasis(length: int, ink: QColor) -> QTextLayout.FormatRange:
    emphasis = QTextLayout.FormatRange()
    emphasis.start, emphasis.length = 0, length
    emphasis.format.setFontWeight(QFont.Weight.DemiBold)
    emphasis.format.setForeground(ink)
    return emphasis
