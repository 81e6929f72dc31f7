"""One unit laid out in lines: the only code that asks Qt where characters stand."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple, cast

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextLayout, QTextLine, QTextOption

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)

Extent = tuple[int, int]
"""Left edge and width in pixels."""

Edge = tuple[int, int]
"""The line and the pixel in it where something begins or ends."""


class Setting(NamedTuple):
    """How a unit is set; ``pitch`` and ``baseline`` are those of its lines."""

    font: QFont
    width: int
    pitch: int
    baseline: int


class Piece(NamedTuple):
    """What a stretch of characters covers of one line, in pixels."""

    line: int
    left: int
    width: int


class LaidUnit:
    """A text layout with even lines; places inside it are counted as Qt counts them.

    ``tops`` has the top of each line and, last, the bottom of the unit.
    """

    __slots__ = (
        "_ends",
        "_lefts",
        "_right_edges",
        "_rights",
        "_starts",
        "_visual",
        "has_both_directions",
        "layout",
        "lines",
        "tops",
    )

    def __init__(
        self, words: str, setting: Setting, formats: Sequence[QTextLayout.FormatRange] = ()
    ) -> None:
        self.has_both_directions = bool(_RIGHT_TO_LEFT.search(words))
        self.layout = QTextLayout(words, setting.font)
        self.layout.setTextOption(_option())
        self.layout.setCacheEnabled(True)
        # Before the lines are broken: setting formats throws them away.
        if formats:
            self.layout.setFormats(formats)
        self.lines, self.tops = _break_lines(self.layout, setting)
        self._starts = [line.textStart() for line in self.lines]
        # Of the lines, not of the text: PySide gives that back counted in code points.
        self._ends = [line.textStart() + line.textLength() for line in self.lines] or [0]
        # Ends of codings are asked for again and again: by bands, lines, selection, outline.
        self._lefts: dict[int, Edge] = {}
        self._right_edges: dict[int, Edge] = {}
        self._rights: dict[int, int] = {}
        self._visual: dict[tuple[int, int, int], list[Extent]] = {}

    @property
    def runs_right_to_left(self) -> bool:
        """Whether the paragraph does, as its first strong character says."""
        return self.has_both_directions and is_right_to_left(self.layout.text())

    @property
    def height(self) -> int:
        """Pixels from the top of the first line to the bottom of the last."""
        return self.tops[-1]

    @property
    def length(self) -> int:
        """Characters, as Qt counts."""
        return self._ends[-1]

    def line_of(self, place: int) -> int:
        """The line that ``place`` stands in; a place between two lines is in the second."""
        return bisect_right(self._starts, place) - 1

    def line_at(self, y: int) -> int:
        """The line at a height, the nearest one where there is none."""
        return min(max(0, bisect_right(self.tops, y) - 1), len(self.lines) - 1)

    def start_of(self, line: int) -> int:
        """The first place of a line."""
        return self._starts[line]

    def end_of(self, line: int) -> int:
        """The place after the last character of a line, which begins the next one."""
        return self._ends[line]

    def last_place_in(self, line: int) -> int:
        """The last place that is still shown in this line."""
        end = self._ends[line]
        if line + 1 < len(self.lines):
            return self.layout.previousCursorPosition(end)
        return end

    def x_of(self, place: int, line: int | None = None) -> float:
        """Where the caret stands."""
        number = self.line_of(place) if line is None else line
        # The call gives back both the x and the place that Qt moved it to; its stub says object.
        x, _ = cast("tuple[float, int]", self.lines[number].cursorToX(place))
        return x

    def place_at(self, x: float, line: int) -> int:
        """The caret's place nearest to ``x`` in a line."""
        # Between signs of several code points Qt answers with the end of the line, a pixel beside
        # it with the right place.
        answers = [self.lines[line].xToCursor(near) for near in (x, x + 1, x - 1)]
        place: int = min(answers, key=lambda answer: abs(self.x_of(answer, line) - x))
        if not self.layout.isValidCursorPosition(place):
            place = self.layout.previousCursorPosition(place)
        return min(max(place, self._starts[line]), self.last_place_in(line))

    def character_at(self, x: float, line: int) -> int | None:
        """The place of the character that covers ``x`` in a line; None beside the words."""
        found = self.lines[line]
        if not 0 <= x - found.naturalTextRect().left() < found.naturalTextWidth():
            return None
        on_character = QTextLine.CursorPosition.CursorOnCharacter
        place: int = found.xToCursor(x, on_character)
        return min(max(place, self._starts[line]), max(self._starts[line], self._ends[line] - 1))

    def pieces(self, start: int, end: int) -> list[Piece]:
        """What the characters of ``[start, end)`` cover, from line to line, left to right.

        One piece a line as a rule; several where directions are mixed.
        """
        start, end = max(start, 0), min(end, self.length)
        if start >= end or not self.lines:
            return []
        if self.has_both_directions:
            return self._visual_pieces(start, end)
        first, left = self._left_edge(start)
        last, right = self._right_edge(end)
        if first == last:
            return [Piece(first, left, max(1, right - left))]
        return [
            Piece(first, left, max(1, self._right_of(first) - left)),
            *(Piece(line, 0, max(1, self._right_of(line))) for line in range(first + 1, last)),
            Piece(last, 0, max(1, right)),
        ]

    def _left_edge(self, place: int) -> Edge:
        """Line and x of what begins here."""
        found = self._lefts.get(place)
        if found is None:
            line = self.line_of(place)
            x = 0 if place == self._starts[line] else round(self.x_of(place, line))
            found = self._lefts[place] = line, x
        return found

    def _right_edge(self, place: int) -> Edge:
        """Line and x of what ends here."""
        found = self._right_edges.get(place)
        if found is None:
            line = self.line_of(place - 1)
            # Blanks at the end of a line hang over the edge: nobody sees or means them.
            is_last = place == self._ends[line]
            found = line, self._right_of(line) if is_last else self._left_edge(place)[1]
            self._right_edges[place] = found
        return found

    def _right_of(self, line: int) -> int:
        found = self._rights.get(line)
        if found is None:
            found = self._rights[line] = round(self.lines[line].naturalTextWidth())
        return found

    def _visual_pieces(self, start: int, end: int) -> list[Piece]:
        lines = range(self.line_of(start), self.line_of(end - 1) + 1)
        return [
            Piece(line, left, width)
            for line in lines
            for left, width in self._visual_extents(line, start, end)
        ]

    def _visual_extents(self, line: int, start: int, end: int) -> list[Extent]:
        """Where the glyphs are: ends are no help when the direction turns between them."""
        start, end = max(start, self._starts[line]), min(end, self._ends[line])
        key = (line, start, end)
        if key not in self._visual:
            runs = self.lines[line].glyphRuns(start, end - start)
            boxes = [run.boundingRect() for run in runs]
            self._visual[key] = _joined(sorted((box.left(), box.right()) for box in boxes))
        return self._visual[key]


def coloured(start: int, end: int, colour: QColor) -> QTextLayout.FormatRange:
    """A stretch written in a colour of its own."""
    stretch = QTextLayout.FormatRange()
    stretch.start, stretch.length = start, end - start
    # Reading the member gives a copy, so it is made and put there whole.
    look = QTextCharFormat()
    look.setForeground(colour)
    stretch.format = look
    return stretch


def is_right_to_left(words: str) -> bool:
    """The direction of the first character that has one, as Qt decides it too."""
    for character in words:
        direction = unicodedata.bidirectional(character)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def _joined(boxes: list[tuple[float, float]]) -> list[Extent]:
    """Overlapping boxes as one, or a colour would be laid on twice."""
    joined: list[tuple[float, float]] = []
    for left, right in boxes:
        if joined and left <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(right, joined[-1][1]))
        else:
            joined.append((left, right))
    return [(round(left), max(1, round(right) - round(left))) for left, right in joined]


def _option() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    return option


def _break_lines(layout: QTextLayout, setting: Setting) -> tuple[list[QTextLine], list[int]]:
    """Lines at an even pitch; only a fallback font that is taller than that gets more."""
    lines: list[QTextLine] = []
    tops = [0]
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(setting.width)
        height = line.height()
        own_pitch = max(setting.pitch, int(height + 0.99))
        inset = min(max(setting.baseline - line.ascent(), 0), own_pitch - height)
        line.setPosition(QPointF(0, tops[-1] + inset))
        lines.append(line)
        tops.append(tops[-1] + own_pitch)
    layout.endLayout()
    if not lines:
        tops.append(setting.pitch)
    return lines, tops
