"""Excerpts below each other: code, source, and the first lines of the words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from qcoder.domain.excerpts import Excerpt
from qcoder.gui.parts.words import small_font
from qcoder.gui.transcript.typography import reading_font

Index = QModelIndex | QPersistentModelIndex
Roles = QPalette.ColorRole
_NOWHERE = QModelIndex()
_Role = Qt.ItemDataRole
_EXCERPT = Qt.ItemDataRole.UserRole + 1
_LINES = 3
_MARGIN = 10
_SWATCH = 12
_TIP = 1200
# Text is a little wider than its average character says; a line too many is only white.
_WIDER = 1.05
_BATCH = 300


class ExcerptsModel(QAbstractListModel):
    """Adapts a sequence of excerpts; reads each one aloud whole."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.excerpts: Sequence[Excerpt] = ()

    def show(self, excerpts: Sequence[Excerpt]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self.excerpts = tuple(excerpts)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """One row an excerpt."""
        return 0 if parent.isValid() else len(self.excerpts)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        """The excerpt for the delegate, its words for everybody else."""
        excerpt = self.excerpts[index.row()]
        match role:
            case _Role.DisplayRole:
                return excerpt.text
            case _Role.AccessibleTextRole:
                return f"{excerpt.code}. {source_of(excerpt)}. {excerpt.text}"
            case _Role.ToolTipRole:
                return excerpt.text[:_TIP] + ("…" if len(excerpt.text) > _TIP else "")
            case value if value == _EXCERPT:
                return excerpt
        return None


def source_of(excerpt: Excerpt) -> str:
    """Who speaks, in which transcript, where; and whose coding it is."""
    first, last = excerpt.turns
    turns = f"{first}" if first == last else f"{first}–{last}"
    parts = (", ".join(excerpt.speakers), excerpt.transcript, turns, excerpt.coder)
    return " · ".join(part for part in parts if part)


class ExcerptDelegate(QStyledItemDelegate):
    """Code and source in a line, below it the first lines of the words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.colours: Mapping[str, str] = {}
        self._measured: tuple[QFont, QFontMetrics] | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for one to three lines; estimated, since every row is asked for its own."""
        excerpt = cast("Excerpt", index.data(_EXCERPT))
        head, metrics = QFontMetrics(option.font).height(), self._metrics(option.font)
        view = self.parent()
        assert isinstance(view, QListView)
        room = max(1, view.viewport().width() - 2 * _MARGIN)
        needed = len(excerpt.text) * metrics.averageCharWidth() * _WIDER
        lines = min(_LINES, 1 + int(needed // room))
        return QSize(200, head + lines * metrics.height() + 5 * _MARGIN // 2)

    def _metrics(self, font: QFont) -> QFontMetrics:
        if self._measured is None or self._measured[0] != font:
            self._measured = (QFont(font), QFontMetrics(_words_font(font)))
        return self._measured[1]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One excerpt."""
        excerpt = cast("Excerpt", index.data(_EXCERPT))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRect(option.rect)
        palette = QPalette(option.palette)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(Roles.AlternateBase))
            painter.drawRoundedRect(place.adjusted(2, 2, -2, -2), 4, 4)
        inner = place.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        top = self._paint_head(painter, option, inner, excerpt)
        inner.setTop(top)
        _paint_words(painter, inner, _words_font(option.font), excerpt.text, palette)
        painter.restore()

    def _paint_head(
        self, painter: QPainter, option: QStyleOptionViewItem, inner: QRect, excerpt: Excerpt
    ) -> int:
        font, small = QFont(option.font), small_font(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(font)
        line = QRect(inner.left(), inner.top(), inner.width(), metrics.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.colours.get(excerpt.code, "#888888")))
        painter.drawRoundedRect(
            QRectF(line.left(), line.center().y() - _SWATCH / 2 + 1, _SWATCH, _SWATCH), 2.5, 2.5
        )
        line.setLeft(line.left() + _SWATCH + 8)
        palette = QPalette(option.palette)
        painter.setFont(font)
        painter.setPen(palette.color(Roles.Text))
        painter.drawText(line, int(_LEFT), excerpt.code)
        line.setLeft(line.left() + metrics.horizontalAdvance(excerpt.code) + 12)
        painter.setFont(small)
        painter.setPen(palette.color(Roles.PlaceholderText))
        source = QFontMetrics(small).elidedText(
            source_of(excerpt), Qt.TextElideMode.ElideRight, max(0, line.width())
        )
        painter.drawText(line, int(_LEFT), source)
        return line.bottom() + 4


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def _words_font(interface: QFont) -> QFont:
    font = reading_font(interface)
    font.setPointSizeF(font.pointSizeF() * 0.88)
    return font


def _paint_words(
    painter: QPainter, place: QRect, font: QFont, words: str, palette: QPalette
) -> None:
    """As many lines as fit, the last one cut with an ellipsis."""
    # What stands behind some hundred characters a line is never seen.
    text = words[: _LINES * 300].replace("\n", " ")
    metrics = QFontMetrics(font)
    layout = QTextLayout(text, font)
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
    layout.beginLayout()
    painter.setFont(font)
    painter.setPen(palette.color(Roles.Text))
    for number in range(_LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(place.width())
        baseline = place.top() + number * metrics.height() + metrics.ascent()
        start, length = line.textStart(), line.textLength()
        shown = text[start : start + length].rstrip()
        if number == _LINES - 1 and start + length < len(text):
            shown = metrics.elidedText(text[start:], Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place.left(), baseline, shown)
    layout.endLayout()


class ExcerptsView(QListView):
    """The list; a double click or Enter on an excerpt activates it."""

    def __init__(self, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("excerptsList")
        self.setAccessibleName(spoken)
        self.excerpts = ExcerptsModel(self)
        self.painted = ExcerptDelegate(self)
        self.setModel(self.excerpts)
        self.setItemDelegate(self.painted)
        # Thousands are laid out while one already reads the first.
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_BATCH)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)

    def excerpt_at(self, index: QModelIndex) -> Excerpt:
        """The excerpt of a row."""
        return self.excerpts.excerpts[index.row()]
