"""Paints the rows of the window's lists."""

from typing import cast

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from qcoder.gui.icons import paint_shape
from qcoder.gui.parts.key_cap import paint_key_cap
from qcoder.gui.parts.row import Row, RowRole
from qcoder.gui.parts.words import small_font

_MARGIN = 6
_SWATCH = 12
_GAP = 8
_BAR = 3

Roles = QPalette.ColorRole


class RowDelegate(QStyledItemDelegate):
    """One row: swatch, words, number, key; a second line and a thin bar where it has them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._measured = QFont()
        self._heights: dict[tuple[bool, bool, bool], int] = {}
        """A list asks for every row as often as one comes or goes."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """High enough for the lines the row has."""
        row, font = _row_of(index), option.font
        if font != self._measured:
            self._measured, self._heights = QFont(font), {}
        lines = (row.is_heading, bool(row.second), row.bar is not None)
        if lines not in self._heights:
            self._heights[lines] = _height(row, font)
        return QSize(80, self._heights[lines])

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one row, all of it: Qt's own selection would hide the swatch."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _Painting(painter, option, _row_of(index)).paint()
        painter.restore()


def _row_of(index: QModelIndex | QPersistentModelIndex) -> Row:
    return cast("Row", index.data(RowRole.ROW))


def _height(row: Row, font: QFont) -> int:
    height = QFontMetrics(font).height() + 6
    if row.is_heading:
        height += 2
    if row.second:
        height += QFontMetrics(small_font(font)).height() + 2
    if row.bar is not None:
        height += _BAR + 5
    return height


def _font(option: QStyleOptionViewItem) -> QFont:
    return QFont(option.font)


class _Painting:
    """One row being painted: ``free`` is what is left of its place, from the right."""

    def __init__(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        self._painter = painter
        self._row = row
        self._place = QRect(option.rect)
        # Not the list's own palette: the style sheet has put tints and nothing into it.
        self._palette = QGuiApplication.palette()
        self._font = _font(option)
        state = option.state
        self._is_selected = bool(state & QStyle.StateFlag.State_Selected)
        self._free = self._place.adjusted(_MARGIN, 0, -_MARGIN, 0)

    def paint(self) -> None:
        if self._is_selected and not self._row.is_heading:
            self._paint_ground()
        self._free.setHeight(QFontMetrics(self._font).height() + 6)
        if self._row.is_heading:
            self._free.translate(0, 4)
        self._paint_swatch()
        self._paint_key()
        self._paint_note()
        self._paint_line_sample()
        self._paint_words()
        self._paint_second()
        self._paint_bar()

    def _paint_ground(self) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._palette.color(Roles.AlternateBase))
        self._painter.drawRoundedRect(self._place.adjusted(0, 0, -1, 0), 4, 4)

    def _paint_swatch(self) -> None:
        if not self._row.colour:
            return
        top = self._free.center().y() - _SWATCH / 2 + 1
        place = QRectF(self._free.left(), top, _SWATCH, _SWATCH)
        paint_shape(
            self._painter, place, self._row.colour, self._palette, is_round=self._row.is_round
        )
        self._free.setLeft(self._free.left() + _SWATCH + _GAP)

    def _paint_key(self) -> None:
        """Numbers have a column of their own, so that keys stand below each other."""
        if not self._row.key:
            return
        small = small_font(self._font)
        self._painter.setFont(small)
        place = QRectF(self._free.adjusted(0, 0, -self._numbers_width(QFontMetrics(small)), 0))
        paint_key_cap(self._painter, place, self._row.key)

    def _numbers_width(self, metrics: QFontMetrics) -> int:
        """Room for what stands at the right end of a row with a key or with columns."""
        if self._row.columns:
            return len(self._row.columns) * _column_width(metrics)
        return metrics.horizontalAdvance("000") + 2

    def _paint_note(self) -> None:
        small = small_font(self._font)
        metrics = QFontMetrics(small)
        self._painter.setFont(small)
        self._painter.setPen(self._palette.color(Roles.PlaceholderText))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if self._row.note:
            self._painter.drawText(self._free, right, self._row.note)
        for number, words in enumerate(reversed(self._row.columns)):
            column = self._free.adjusted(0, 0, -number * _column_width(metrics), 0)
            self._painter.drawText(column, right, words)
        taken = metrics.horizontalAdvance(self._row.note) + _GAP if self._row.note else 0
        if self._row.columns:
            taken = self._numbers_width(metrics) + _GAP
        if self._row.key:
            cap = max(metrics.horizontalAdvance(self._row.key) + 10, metrics.height() + 2)
            taken = self._numbers_width(metrics) + cap + _GAP
        self._free.setRight(self._free.right() - taken)

    def _paint_line_sample(self) -> None:
        if self._row.line is Qt.PenStyle.NoPen:
            return
        right, middle = self._free.right(), self._free.center().y()
        pen = QPen(self._palette.color(Roles.PlaceholderText), 2, self._row.line)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        self._painter.setPen(pen)
        self._painter.drawLine(right - 22, middle, right, middle)
        self._free.setRight(right - 28)

    def _paint_words(self) -> None:
        font = QFont(self._font)
        if self._row.is_heading or self._row.is_strong:
            font.setWeight(QFont.Weight.DemiBold)
        self._painter.setFont(font)
        role = Roles.PlaceholderText if self._row.is_muted else Roles.Text
        self._painter.setPen(self._palette.color(role))
        self._draw(self._free, font, self._row.words)

    def _paint_second(self) -> None:
        if not self._row.second:
            return
        small = small_font(self._font)
        self._painter.setFont(small)
        self._painter.setPen(self._palette.color(Roles.PlaceholderText))
        line = QRect(self._free.left(), self._free.bottom() - 3, 0, QFontMetrics(small).height())
        line.setRight(self._place.right() - _MARGIN)
        self._draw(line, small, self._row.second)

    def _draw(self, place: QRect, font: QFont, words: str) -> None:
        fitted = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self._painter.drawText(place, left | Qt.TextFlag.TextSingleLine, fitted)

    def _paint_bar(self) -> None:
        if self._row.bar is None:
            return
        left, width = self._place.left() + _MARGIN, self._place.width() - 2 * _MARGIN
        top = self._place.bottom() - _BAR - 3
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._palette.color(Roles.Mid))
        self._painter.drawRect(left, top, width, _BAR)
        is_muted = self._row.is_muted
        role = Roles.PlaceholderText if is_muted else Roles.Highlight
        self._painter.setBrush(self._palette.color(role))
        for start, end in self._row.bar:
            stretch = QRectF(left + start * width, top, max(1.0, (end - start) * width), _BAR)
            self._painter.drawRect(stretch)


def _column_width(metrics: QFontMetrics) -> int:
    return metrics.horizontalAdvance("0000") + 2
