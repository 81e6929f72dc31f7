"""What is on the page now: text, codings, selection, and which part of it is in view."""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QRect

from qcoder.domain.ids import CodingId
from qcoder.domain.spans import Span
from qcoder.gui.transcript.bands import Bands
from qcoder.gui.transcript.coding_index import CodingIndex
from qcoder.gui.transcript.columns import Columns
from qcoder.gui.transcript.flow import Flow
from qcoder.gui.transcript.highlights import Highlights, MarkedWords
from qcoder.gui.transcript.painted import ReadingsShown, ShownStory
from qcoder.gui.transcript.palette import Tints
from qcoder.gui.transcript.rule_flags import RuleFlags
from qcoder.gui.transcript.selection import Selection
from qcoder.gui.transcript.shown_text import ShownText, UnitKind
from qcoder.gui.transcript.typography import Typography


class Place(NamedTuple):
    """Where a position stands: its unit, line in the unit, and Qt's count within it."""

    unit: int
    line: int
    local: int


class Row(NamedTuple):
    """A unit in view and the top of its first line in the viewport."""

    unit: int
    y: int


class Scene:
    """Everything the painters and gestures share, in coordinates of the viewport.

    What is in view is held by a unit and the pixels of it above the upper edge, not by a
    distance from the start: so nothing moves when the height of something above turns out
    to be another one.
    """

    def __init__(
        self,
        shown: ShownText,
        index: CodingIndex,
        *,
        flow: Flow,
        columns: Columns,
        fonts: Typography,
        tints: Tints,
    ) -> None:
        self.shown = shown
        self.index = index
        self.selection = Selection()
        self.highlights: dict[str, Highlights] = {}
        self.readings: ReadingsShown | None = None
        self.current: CodingId | None = None
        self.story: ShownStory | None = None
        self.marked: MarkedWords | None = None
        self.rule_flags = RuleFlags({})
        self.width = 0
        self.height = 0
        self._unit = 0
        self._offset = 0
        self._rows: list[Row] | None = None
        self.dress(flow, columns, fonts, tints)

    def dress(self, flow: Flow, columns: Columns, fonts: Typography, tints: Tints) -> None:
        """Lay everything out anew; what stood at the upper edge stays there."""
        held = self.held_line() if hasattr(self, "flow") and len(self.shown) else None
        self.flow, self.columns, self.fonts, self.tints = flow, columns, fonts, tints
        self.bands = Bands(flow, self.index, tints)
        self.index.keep_apart(round(1.4 * columns.text_width / fonts.character))
        self._rows = None
        if held is not None:
            self.hold_line(*held)

    def held_line(self) -> tuple[int, int]:
        """Position of the first character in view, and the top of its line."""
        for row in self.rows():
            laid = self.flow.laid(row.unit)
            for line, top in enumerate(laid.tops[:-1]):
                if row.y + laid.tops[line + 1] > 0:
                    position = self.shown.to_position(row.unit, laid.start_of(line))
                    return position, row.y + top
        return 0, 0

    def hold_line(self, position: int, y: int) -> None:
        """Scroll so that the line of ``position`` has its top at ``y``."""
        place = self.place_of(position)
        top = int(self.flow.rooms[place.unit]) + self.flow.laid(place.unit).tops[place.line]
        self._unit, self._offset = place.unit, top - y
        self._settle()

    @property
    def value(self) -> int:
        """How far the scroll bar is down."""
        return self.flow.top_of(self._unit) + self._offset

    @property
    def highest_value(self) -> int:
        """How far it can go."""
        return max(0, self.flow.height + 4 * self.fonts.step - self.height)

    @property
    def first_unit(self) -> int:
        """The unit at the upper edge."""
        return self._unit

    @property
    def held(self) -> tuple[int, int]:
        """The unit at the upper edge and how much of it is above."""
        return self._unit, self._offset

    def moved_since(self, held: tuple[int, int]) -> int:
        """How far the page has moved down since then; exact for less than a viewport."""
        unit, offset = held
        return self.flow.top_of(unit) + offset - self.value

    def set_index(self, index: CodingIndex) -> None:
        """Show other codings."""
        self.index = index
        self.dress(self.flow, self.columns, self.fonts, self.tints)

    def resize(self, width: int, height: int) -> None:
        """The viewport has another size."""
        self.width, self.height = width, height
        self._rows = None

    def scroll_by(self, distance: int) -> None:
        """Move the page up by so many pixels, exactly."""
        self._offset += distance
        self._settle()

    def scroll_to_value(self, value: int) -> None:
        """Go where the scroll bar is."""
        if abs(value - self.value) < self.height:
            self.scroll_by(value - self.value)
            return
        self._unit = self.flow.unit_at(value)
        self._offset = value - self.flow.top_of(self._unit)
        self._settle()

    def _settle(self) -> None:
        """Let the unit that is really at the upper edge hold the view, within bounds."""
        self._rows = None
        self._climb()
        if self._unit >= len(self.shown):
            # The words that stand on an empty page are in its middle: there is nothing to move.
            self._unit, self._offset = 0, 0
            return
        self.rows()
        excess = self.value - self.highest_value
        if excess > 0:
            self._offset -= excess
            self._climb()
        if self.value < 0:
            self._unit, self._offset = 0, 0
        self._rows = None

    def _climb(self) -> None:
        """Walk from the holding unit to the one at the edge, through exact heights only."""
        while self._offset < 0 and self._unit > 0:
            self._unit -= 1
            self._offset += self.flow.height_of(self._unit)
        while self._unit < len(self.shown) - 1:
            height = self.flow.height_of(self._unit)
            if self._offset < height:
                break
            self._offset -= height
            self._unit += 1

    def rows(self) -> list[Row]:
        """Units in view from top to bottom."""
        if self._rows is None:
            rows = []
            y = -self._offset
            for unit in range(self._unit, len(self.shown)):
                if y >= self.height:
                    break
                height = self.flow.height_of(unit)
                rows.append(Row(unit, y + int(self.flow.rooms[unit])))
                y += height
            self._rows = rows
        return self._rows

    def row_at(self, y: int) -> Row | None:
        """The row that covers a height, the nearest one where none does."""
        rows = self.rows()
        for row in reversed(rows):
            if row.y - int(self.flow.rooms[row.unit]) <= y:
                return row
        return rows[0] if rows else None

    def left_of(self, unit: int) -> int:
        """Where the lines of a unit begin: headings stand with the speakers."""
        is_heading = self.shown.units[unit].kind is UnitKind.HEADING
        return self.columns.speaker if is_heading else self.columns.text

    def place_of(self, position: int) -> Place:
        """Unit and line of a position."""
        unit = self.shown.unit_at(position)
        local = self.shown.to_local(unit, position)
        return Place(unit, self.flow.laid(unit).line_of(local), local)

    def position_at(self, x: int, y: int) -> int:
        """The caret position nearest to a point of the viewport."""
        row = self.row_at(y)
        if row is None:
            return 0
        laid = self.flow.laid(row.unit)
        line = laid.line_at(y - row.y)
        return self.shown.to_position(row.unit, laid.place_at(x - self.left_of(row.unit), line))

    def character_at(self, x: int, y: int) -> int | None:
        """The character whose own place covers a point; None between lines and beside them."""
        row = self.row_at(y)
        if row is None or y < row.y or y >= row.y + self.flow.laid(row.unit).height:
            return None
        laid, left = self.flow.laid(row.unit), x - self.left_of(row.unit)
        line = laid.line_at(y - row.y)
        place = laid.character_at(left, line)
        return None if place is None else self.shown.to_position(row.unit, place)

    def caret_rect(self, position: int) -> QRect:
        """Where the caret stands in the viewport, also above and below what is in view."""
        place = self.place_of(position)
        laid = self.flow.laid(place.unit)
        x = self.left_of(place.unit) + round(laid.x_of(place.local, place.line))
        y = self.top_in_view(place.unit) + laid.tops[place.line]
        return QRect(x - 1, y, 2, laid.tops[place.line + 1] - laid.tops[place.line])

    def top_in_view(self, unit: int) -> int:
        """Top of a unit's first line in the viewport; exact for what is in view."""
        rows = self.rows()
        place = unit - rows[0].unit if rows else -1
        if 0 <= place < len(rows):
            return rows[place].y
        return self.flow.top_of(unit) + int(self.flow.rooms[unit]) - self.value

    def span_in_view(self) -> tuple[int, int]:
        """From the first to the last character of the units in view."""
        rows = self.rows()
        if not rows:
            return 0, 0
        units = self.shown.units
        return units[rows[0].unit].start, units[rows[-1].unit].end

    def lines_in_view(self) -> tuple[int, int]:
        """From the first to the last character of the lines in view."""
        rows = self.rows()
        if not rows:
            return 0, 0
        (first, above), (last, below) = rows[0], rows[-1]
        upper, lower = self.flow.laid(first), self.flow.laid(last)
        start = upper.start_of(upper.line_at(-above)) if upper.lines else 0
        depth = self.height - 1 - below
        # Of the last unit only the space above its words may be in view.
        end = lower.end_of(lower.line_at(depth)) if lower.tops and lower.tops[0] <= depth else 0
        return self.shown.to_position(first, start), self.shown.to_position(last, end)

    def vertical_extent(self, span: Span) -> tuple[int, int]:
        """Top and bottom in the viewport of the lines that a span touches."""
        first, last = self.flow.line_box(span.start), self.flow.line_box(span.end - 1)
        top = self.top_in_view(first.unit) + first.top
        return top, self.top_in_view(last.unit) + last.bottom

    def extents_of(self, spans: Iterable[Span]) -> list[tuple[int, int]]:
        """Top and bottom of spans that are in view, cut well outside the viewport.

        Only what is laid out anyway is asked for. A little is left free below, so that
        spans on neighbouring lines stand apart.
        """
        first, last = self.span_in_view()
        tops = {row.unit: row.y for row in self.rows()}
        extents = []
        for span in spans:
            top, bottom = -self.height, 2 * self.height
            if span.start >= first:
                unit, _, upper, _ = self.flow.line_box(span.start)
                top = tops[unit] + upper
            if span.end <= last:
                unit, _, upper, lower = self.flow.line_box(span.end - 1)
                bottom = tops[unit] + lower - (lower - upper) // 6
            extents.append((top, bottom))
        return extents

    def extent_in_view(self, span: Span) -> tuple[int, int] | None:
        """One of :meth:`extents_of`; None where nothing of the span is in view."""
        first, last = self.span_in_view()
        return self.extents_of([span])[0] if span.start < last and span.end > first else None
