"""One verb of the card: its key, its words, and what it would result in."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from qcoder.gui.consensus.card_words import VerbShown
from qcoder.gui.consensus.verbs import Verb
from qcoder.gui.parts.key_cap import paint_key_cap
from qcoder.gui.parts.words import small_font

_MARGIN = 6
_KEY_WIDTH = 22
_GAP = 10

Roles = QPalette.ColorRole


class VerbButton(QAbstractButton):
    """Pressed like its key; stands out where the pair has decided so."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: VerbShown | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def verb(self) -> Verb:
        """What is done when it is pressed."""
        assert self._shown is not None
        return self._shown.verb

    def show_verb(self, shown: VerbShown) -> None:
        """Stand for another verb, or for the same with another result."""
        if shown == self._shown:
            return
        self._shown = shown
        self.setObjectName(f"verb_{shown.verb.name}")
        self.setText(shown.verb.text)
        spoken = self._spoken(shown)
        self.setAccessibleName(spoken)
        self.setToolTip(shown.refusal or spoken)
        self.setEnabled(not shown.refusal)
        self.update()

    def _spoken(self, shown: VerbShown) -> str:
        parts = [shown.verb.text, shown.result, self.tr("key {key}").format(key=shown.key)]
        if shown.is_in_force:
            parts.append(self.tr("decided so"))
        return ", ".join(part for part in parts if part)

    def sizeHint(self) -> QSize:
        """One line; the words are cut where there is no room."""
        return QSize(160, QFontMetrics(self.font()).height() + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Key, words, result; a ground where it is in force or pointed at."""
        if self._shown is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        key_place = QRectF(_MARGIN, 0, _KEY_WIDTH, self.height())
        painter.setFont(small_font(self.font()))
        paint_key_cap(painter, key_place, self._shown.key)
        self._paint_words(painter, self._shown)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        palette, place = self.palette(), QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if (self._shown and self._shown.is_in_force) or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(Roles.AlternateBase))
            painter.drawRoundedRect(place, 4, 4)
        if self.hasFocus():
            painter.setPen(palette.color(Roles.Highlight))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place, 4, 4)

    def _paint_words(self, painter: QPainter, shown: VerbShown) -> None:
        font, small = QFont(self.font()), small_font(self.font())
        font.setBold(shown.is_in_force)
        free = self.rect().adjusted(_MARGIN + _KEY_WIDTH + _GAP, 0, -_MARGIN, 0)
        words, result = QFontMetrics(font), QFontMetrics(small)
        needed = min(words.horizontalAdvance(self.text()), free.width())
        painter.setFont(font)
        painter.setPen(self._ink(Roles.Text))
        fitted = words.elidedText(self.text(), Qt.TextElideMode.ElideRight, free.width())
        painter.drawText(free, int(_LEFT), fitted)
        room = free.width() - needed - _GAP
        painter.setFont(small)
        painter.setPen(self._ink(Roles.PlaceholderText))
        fitted = result.elidedText(shown.result, Qt.TextElideMode.ElideRight, max(0, room))
        place = QRect(free.right() - room, free.top(), room, free.height())
        if room > result.horizontalAdvance("…"):
            painter.drawText(place, int(_RIGHT), fitted)

    def _ink(self, role: QPalette.ColorRole) -> QColor:
        return self.palette().color(role if self.isEnabled() else Roles.PlaceholderText)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
