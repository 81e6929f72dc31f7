"""Stripes beside the text, one per coding, and the names of their codes."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QStaticText

from qcoder.domain.ids import CodingId
from qcoder.gui.transcript.columns import STRIPE_COLUMNS, Columns
from qcoder.gui.transcript.dog_ears import paint_flag
from qcoder.gui.transcript.lanes import MOST_LANES
from qcoder.gui.transcript.lines import Lines
from qcoder.gui.transcript.names import Name, Names, Stripe
from qcoder.gui.transcript.scene import Scene
from qcoder.gui.transcript.strokes import paint_strokes

_CLEAR = 6
_FLAG = 5
_REACH = 3
"""Pixels beside a stripe that still count as hitting it."""


class Margin:
    """The margin of what is in view, arranged when first asked for after a change."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._lines = Lines()
        self._stripes: list[Stripe] | None = None
        self._names: list[Name] = []
        self._end = 0
        self._arranger: Names | None = None
        self._left_out = 0
        self._texts: dict[tuple[str, int, bool], QStaticText] = {}

    def forget(self) -> None:
        """Arrange it anew: the view has moved or the codings have changed."""
        self._stripes = None

    def stripes(self) -> list[Stripe]:
        """All stripes in view."""
        scene = self._scene
        if self._stripes is None:
            self._stripes = self._arranged_stripes()
            if self._arranger is None or self._arranger.fonts is not scene.fonts:
                self._arranger = Names(scene.fonts)
            columns = beside(scene.columns, self._stripes, scene.width)
            self._names = self._arranger.arranged(self._stripes, columns, scene.height)
            self._end = columns.names + columns.names_width
        return self._stripes

    @property
    def right(self) -> int:
        """Where it ends; beyond, the page is empty."""
        self.stripes()
        return self._end + self._scene.fonts.step

    def names(self) -> list[Name]:
        """All names in view; no two overlap."""
        self.stripes()
        return self._names

    @property
    def left_out(self) -> int:
        """How many codings in view have no stripe, because there is no room for so many."""
        self.stripes()
        return self._left_out

    def count_box(self) -> QRect:
        """Where it says how many codings have no stripe; empty if all have one."""
        if not self.left_out:
            return QRect()
        columns, fonts = self._scene.columns, self._scene.fonts
        width = fonts.label_metrics.horizontalAdvance(_count(self.left_out)) + 2 * fonts.step
        end = columns.names + columns.names_width
        height = fonts.label_metrics.height()
        return QRect(end - width, self._scene.height - height, width, height)

    def coding_at(self, point: QPoint) -> CodingId | None:
        """The coding whose name or stripe is at a point; the nearest of the stripes."""
        for name in self.names():
            if name.box.contains(point):
                return name.coding.coding
        near = [
            (abs(stripe.box.center().x() - point.x()), stripe.coding.coding)
            for stripe in self.stripes()
            if stripe.box.adjusted(-_REACH, 0, _REACH, 0).contains(point)
        ]
        return min(near)[1] if near else None

    def _arranged_stripes(self) -> list[Stripe]:
        scene = self._scene
        numbers = scene.index.touching(*scene.lines_in_view())
        count, lanes = len(numbers), scene.index.margin_lanes.of(numbers)
        numbers, lanes = numbers[lanes < MOST_LANES], lanes[lanes < MOST_LANES]
        codings = [scene.index[number] for number in numbers.tolist()]
        extents = scene.extents_of(coding.span for coding in codings)
        columns = separated(lanes.tolist(), extents)
        step, thickness = self._spacing(max(columns, default=0) + 1)
        left, (first, _), above = scene.columns.stripes, scene.span_in_view(), -scene.value
        stripes = [
            Stripe(
                left + column * step,
                top,
                thickness,
                bottom - top,
                coding,
                top if coding.span.start >= first else above,
            )
            for coding, column, (top, bottom) in zip(codings, columns, extents, strict=True)
            if column < MOST_LANES
        ]
        self._left_out = count - len(stripes)
        return stripes

    def _spacing(self, columns: int) -> tuple[int, int]:
        """Distance and thickness of stripes: many move together, none goes away.

        By halves, so that they seldom move while the page is scrolled.
        """
        step = self._scene.fonts.step
        if columns > STRIPE_COLUMNS:
            step = max(3, step // 2 if columns <= 2 * STRIPE_COLUMNS else 3)
        return step, max(2, min(round(step * 0.4), step - 2))

    def paint(self, painter: QPainter) -> None:
        """Draw stripes and names."""
        ratio = painter.device().devicePixelRatioF()
        if ratio != self._lines.ratio:
            self._lines = Lines(ratio)
        for stripe in self.stripes():
            self._paint_stripe(painter, stripe)
        painter.setFont(self._scene.fonts.label)
        for name in self.names():
            self._paint_name(painter, name)
        if self.left_out:
            self._paint_count(painter)

    def _paint_count(self, painter: QPainter) -> None:
        box, tints = self.count_box(), self._scene.tints
        painter.fillRect(box, tints.page)
        painter.setFont(self._scene.fonts.label)
        painter.setPen(tints.muted)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, _count(self.left_out))

    def _paint_stripe(self, painter: QPainter, stripe: Stripe) -> None:
        coding, tints = stripe.coding, self._scene.tints
        colour = tints.line(coding.colour)
        if coding.is_stored:
            left, top, width, height = stripe[:4]
            box = stripe[:4] if coding.is_sure else (left + (width - 1) // 2, top, 1, height)
            phase = top - stripe.origin
            paint_strokes(painter, self._lines.down(box, colour, coding.style, phase))
        else:
            painter.setPen(colour)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(stripe.box.adjusted(0, 0, -1, -1))
        if coding.coder_label:
            _paint_head(painter, stripe.box, colour, tints.page)
        if coding.coding == self._scene.current:
            _frame(painter, stripe.box, colour)

    def _paint_name(self, painter: QPainter, name: Name) -> None:
        """Draw a name, in another font than that of labels if it is to stand out."""
        coding, fonts = name.coding, self._scene.fonts
        colour = self._scene.tints.ink(coding.colour)
        is_current = coding.coding == self._scene.current
        painter.setPen(colour)
        row_height = name.height // len(name.lines)
        if coding.coding in self._scene.rule_flags.codings:
            corner = QPoint(name.left - _FLAG, name.top + row_height // 4)
            paint_flag(painter, corner, _FLAG, colour)
        if is_current or not coding.is_stored:
            font = QFont(fonts.strong if is_current else fonts.label)
            font.setItalic(not coding.is_stored)
            painter.setFont(font)
        for number, words in enumerate(name.lines):
            text = self._text_of(words, row_height, is_current)
            painter.drawStaticText(name.left, name.top + number * row_height, text)
        if is_current or not coding.is_stored:
            painter.setFont(fonts.label)

    def _text_of(self, words: str, height: int, is_current: bool) -> QStaticText:
        """Laid out once for each size."""
        found = self._texts.get((words, height, is_current))
        if found is None:
            found = self._texts[words, height, is_current] = QStaticText(words)
            found.setTextFormat(Qt.TextFormat.PlainText)
        return found


def _count(codings: int) -> str:
    return f"+{codings:,}"


def _head(box: QRect) -> QRect:
    size = max(5, box.width() + 2)
    return QRect(box.center().x() - size // 2, max(box.top(), 0), size - 1, size - 1)


def _paint_head(painter: QPainter, box: QRect, colour: QColor, page: QColor) -> None:
    """A ring at the upper end in view: somebody else's coding, also where no name finds room."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.4))
    painter.setBrush(page)
    painter.drawEllipse(_head(box))
    painter.restore()


def _frame(painter: QPainter, box: QRect, colour: QColor) -> None:
    around = QColor(colour)
    around.setAlphaF(0.35)
    painter.fillRect(QRect(box.left() - 2, box.top() - 1, 2, box.height() + 2), around)
    painter.fillRect(QRect(box.right() + 1, box.top() - 1, 2, box.height() + 2), around)


def beside(columns: Columns, stripes: Sequence[Stripe], right: int) -> Columns:
    """The columns, with names moved clear of stripes that need more room than is kept.

    They keep their width as far as the page goes, which ends at ``right``.
    """
    end = max((stripe.left + stripe.width for stripe in stripes), default=1) - 1 + _CLEAR
    moved = max(0, end - columns.names)
    width = max(0, min(columns.names_width, right - columns.names - moved))
    return replace(columns, names=columns.names + moved, names_width=width)


def separated(columns: list[int], extents: list[tuple[int, int]]) -> list[int]:
    """Columns such that no two extents in one touch, each as near as can be to its own.

    Extents are given from top to bottom, as text order has them.

    Lanes keep codings apart by characters; lines differ in how many they hold, so two
    codings in neighbouring lines may still meet in pixels.
    """
    given: list[int] = []
    reached: dict[int, int] = {}
    for wanted, (top, bottom) in zip(columns, extents, strict=True):
        column = wanted
        while reached.get(column, top) > top:
            column += 1
        reached[column] = bottom
        given.append(column)
    return given
