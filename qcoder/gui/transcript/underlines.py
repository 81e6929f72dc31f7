"""Where the line of each coding runs below the words."""

from collections.abc import Sequence
from typing import NamedTuple

from qcoder.gui.transcript.laid_unit import Piece
from qcoder.gui.transcript.lines import Braid, Lines
from qcoder.gui.transcript.painted import PaintedCoding
from qcoder.gui.transcript.palette import Tints
from qcoder.gui.transcript.strokes import Stroke
from qcoder.gui.transcript.typography import Typography

# Long enough to show dots from dashes, short enough to come twice in a line.
_TURNS = (36, 18, 5)
"""Pixels of a turn; where a line is too short for the first, the next."""


class Rule(NamedTuple):
    """How the underlines of a unit stand in the room of a line.

    ``rows`` is how many run one below the other, ``slots`` how many take turns in a row.
    """

    top: int
    thickness: int
    distance: int
    rows: int
    slots: int
    scale: int

    def braid_of(self, lane: int, width: int) -> Braid | None:
        """How the underline of a lane takes turns; None where it runs alone.

        One that is too short to come by takes shorter turns, and runs alone if it is
        shorter still: it is painted over those that show elsewhere in the line.
        """
        if self.slots == 1:
            return None
        for length in _TURNS:
            stroke = length * self.scale
            if width >= stroke * self.slots:
                return Braid(lane // self.rows, self.slots, stroke)
        return None


def rule_of(lanes: int, fonts: Typography) -> Rule:
    """Room for that many underlines, below the letters: thinner and closer where there are many.

    Where more would reach into the letters, several take turns in one row; so each has
    pixels of its own and the words stay clear of all of them.
    """
    scale = max(1, round(fonts.text_height / 22))
    room = fonts.pitch - fonts.baseline - 2
    for thickness, distance in ((2, 3), (1, 2)):
        thick, apart = thickness * scale, distance * scale
        height = (lanes - 1) * apart + thick
        if height <= room:
            top = min(fonts.band_height, fonts.pitch - height)
            return Rule(top, thick, apart, max(1, lanes), 1, scale)
    thick, apart = min(2 * scale, room), 3 * scale
    rows = max(1, 1 + (room - thick) // apart)
    top = fonts.pitch - (rows - 1) * apart - thick
    return Rule(top, thick, apart, rows, -(-lanes // rows), scale)


class Underlines:
    """Draws the underlines of one look: fonts, colours and pixels of the device."""

    def __init__(self, fonts: Typography, tints: Tints, ratio: float) -> None:
        self._fonts = fonts
        self._tints = tints
        self._lines = Lines(ratio)

    def rule_for(self, lanes: int) -> Rule:
        """How so many stand in the room of a line."""
        return rule_of(lanes, self._fonts)

    def strokes(
        self, piece: Piece, lane: int, coding: PaintedCoding, rule: Rule, tops: Sequence[int]
    ) -> list[Stroke]:
        """The line of one coding below a stretch of words, in lines of text with these tops."""
        colour = self._tints.line(coding.colour)
        line, left, width = piece
        top = tops[line] + rule.top + lane % rule.rows * rule.distance
        if not coding.is_stored:
            # Hollow, whatever its style: it is about to become one of the others.
            inside = (left + 1, top, width - 2, rule.thickness, self._tints.page)
            return [(left, top - 1, width, rule.thickness + 2, colour), inside]
        thickness = rule.thickness if coding.is_sure else max(1, rule.thickness // 2)
        box = (left, top, width, thickness)
        braid = rule.braid_of(lane, width)
        if braid is None:
            return self._lines.across(box, colour, coding.style)
        return self._lines.braided(box, colour, coding.style, braid, left)
