"""All units one below the other at one width: which is where, estimated until it is known."""

from collections import OrderedDict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QFontInfo, QTextLayout

from qcoder.gui.transcript.heights import Advances
from qcoder.gui.transcript.laid_unit import LaidUnit, Setting, coloured
from qcoder.gui.transcript.shown_text import Joint, ShownText, UnitKind
from qcoder.gui.transcript.typography import Typography

_KEPT_LAYOUTS = 400


class LineBox(NamedTuple):
    """The unit and line that a position stands in, with the line's top and bottom there."""

    unit: int
    line: int
    top: int
    bottom: int


class Flow:
    """Geometry of the whole transcript in pixels from its top.

    A unit's height is exact once it has been laid out or measured; every other one is an
    estimate that is off by half a percent. ``tops`` grows by what turns out.
    """

    def __init__(
        self,
        shown: ShownText,
        advances: Advances,
        fonts: Typography,
        width: int,
        muted: QColor,
    ) -> None:
        self.shown = shown
        self.fonts = fonts
        self.width = width
        self._muted = muted
        self._laid: OrderedDict[int, LaidUnit] = OrderedDict()
        self._line_boxes: dict[int, LineBox] = {}
        self.rooms = _rooms(shown, fonts)
        self._heights = self._estimated(advances)
        self._is_exact: NDArray[np.bool_] = np.zeros(len(shown), dtype=np.bool_)
        self._tops: NDArray[np.int64] = np.zeros(len(shown) + 1, dtype=np.int64)
        self.sum_up()

    def _estimated(self, advances: Advances) -> NDArray[np.int64]:
        fonts = self.fonts
        lines = advances.lines(QFontInfo(fonts.text).pixelSize(), self.width)
        pitches = np.full(len(self.shown), fonts.pitch, dtype=np.int64)
        is_heading = [unit.kind is UnitKind.HEADING for unit in self.shown.units]
        pitches[np.array(is_heading, dtype=np.bool_)] = fonts.heading_pitch
        return lines * pitches + self.rooms

    def sum_up(self) -> None:
        """Bring ``tops`` up to date with the heights that have become exact."""
        np.cumsum(self._heights, out=self._tops[1:])
        self._is_summed = True

    @property
    def tops(self) -> NDArray[np.int64]:
        """Where every unit begins, and at last where all of them end."""
        if not self._is_summed:
            self.sum_up()
        return self._tops

    @property
    def height(self) -> int:
        """Of everything."""
        return self.top_of(len(self.shown))

    def top_of(self, unit: int) -> int:
        """Where the unit begins, with the room above it; one past the last is the end."""
        return int(self.tops[unit])

    def height_of(self, unit: int) -> int:
        """Exact height with the room above."""
        if not self._is_exact[unit]:
            self.laid(unit)
        return int(self._heights[unit])

    def unit_at(self, y: int) -> int:
        """The unit that covers a height; the first or last where none does."""
        return min(max(0, int(self.tops.searchsorted(y, "right")) - 1), len(self.shown) - 1)

    def laid(self, unit: int) -> LaidUnit:
        """The unit laid out; makes its height exact."""
        found = self._laid.get(unit)
        if found is not None:
            self._laid.move_to_end(unit)
            return found
        made = self._lay_out(unit, self._muted_in(unit))
        self._laid[unit] = made
        if len(self._laid) > _KEPT_LAYOUTS:
            self._laid.popitem(last=False)
        return made

    def line_box(self, position: int) -> LineBox:
        """The line of a position; remembered, because ends of codings are asked for often."""
        found = self._line_boxes.get(position)
        if found is None:
            unit = self.shown.unit_at(position)
            laid = self.laid(unit)
            line = laid.line_of(self.shown.to_local(unit, position))
            found = LineBox(unit, line, laid.tops[line], laid.tops[line + 1])
            self._line_boxes[position] = found
        return found

    def measure(self, unit: int) -> None:
        """Make a unit's height exact without keeping its layout."""
        if not self._is_exact[unit]:
            self._lay_out(unit)

    def unmeasured_from(self, unit: int) -> NDArray[np.intp]:
        """Units whose height is an estimate, those after ``unit`` first."""
        open_ones = np.flatnonzero(~self._is_exact)
        return np.roll(open_ones, -int(np.searchsorted(open_ones, unit)))

    def _lay_out(self, unit: int, formats: Sequence[QTextLayout.FormatRange] = ()) -> LaidUnit:
        fonts, kind = self.fonts, self.shown.units[unit].kind
        baseline = 0 if kind is UnitKind.HEADING else fonts.baseline
        setting = Setting(fonts.font_of(kind), self.width, fonts.pitch_of(kind), baseline)
        made = LaidUnit(self.shown.words_of(unit), setting, formats)
        height = made.height + int(self.rooms[unit])
        if height != self._heights[unit]:
            self._heights[unit] = height
            self._is_summed = False
        self._is_exact[unit] = True
        return made

    def _muted_in(self, unit: int) -> list[QTextLayout.FormatRange]:
        shown = self.shown
        start, end, kind, _, _ = shown.units[unit]
        stretches = [(start, end)]
        if kind is UnitKind.SPEECH:
            stretches = [(span.start, span.end) for span in shown.muted_in(unit)]
        return [
            coloured(shown.to_local(unit, a), shown.to_local(unit, b), self._muted)
            for a, b in stretches
        ]


def _rooms(shown: ShownText, fonts: Typography) -> NDArray[np.int64]:
    by_joint = np.array([fonts.room_above(joint) for joint in Joint], dtype=np.int64)
    joints = np.array([unit.joint for unit in shown.units], dtype=np.int64)
    rooms: NDArray[np.int64] = by_joint[joints] if len(joints) else np.zeros(0, dtype=np.int64)
    if len(rooms):
        rooms[0] = fonts.room_at_top
    return rooms
