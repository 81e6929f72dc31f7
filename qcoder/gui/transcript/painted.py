"""What the transcript view is given to paint, and what can be dropped on it."""

from dataclasses import dataclass, field
from enum import Enum

from qcoder.domain.codebook import Codebook
from qcoder.domain.ids import CodeId, CoderId, CodingId, DifferenceId, GroupingId
from qcoder.domain.spans import Span
from qcoder.gui.transcript.ghosts import Ghosts

CODE_MIME_TYPE = "application/x-qcoder-code"
"""What a code dragged from the codebook carries: its identifier in UTF-8."""


class LineStyle(Enum):
    """How the line of a grouping is drawn; line styles mean nothing else."""

    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"


def line_styles(codebook: Codebook) -> dict[GroupingId, LineStyle]:
    """The line of each grouping, in the order of the codebook; the fourth begins again."""
    styles = tuple(LineStyle)
    return {g.id: styles[n % len(styles)] for n, g in enumerate(codebook.groupings)}


@dataclass(frozen=True, slots=True)
class PaintedCoding:
    """One coding as it is shown: where, and how it is told from the others.

    ``label`` is the code's and stands in the margin; ``coder_label`` is shown beside it
    where it is not empty. ``colour`` is ``#RRGGBB`` as in the codebook; the view makes it
    legible on its own background. ``lane`` is the lowest lane it may take, for layers that
    shall stand apart. What is not stored yet is drawn hollow, and what its coder is unsure
    of with a thin line.
    """

    coding: CodingId
    span: Span
    code: CodeId
    label: str
    colour: str
    style: LineStyle = LineStyle.SOLID
    coder: CoderId | None = None
    coder_label: str = ""
    lane: int = 0
    is_stored: bool = True
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class ShownStory:
    """The story around the caret: set by its coder, or only proposed.

    One that is set and not stored yet is drawn in dashes.
    """

    span: Span
    is_set: bool
    is_stored: bool = True


@dataclass(frozen=True, slots=True)
class ReadingsShown:
    """One difference laid open: what each reading took, and what the consensus takes.

    ``readings`` are two or more. ``consensus`` is what is decided, or only proposed while
    ``is_decided`` is false, and is then drawn hollow; what is stale has a sign besides.
    ``names`` head the lanes: those of the readings, in their order; ``consensus_name`` that of
    the consensus. Ghosts of ``difference``, the one laid open, are not drawn.
    """

    label: str
    readings: tuple[tuple[Span, ...], ...]
    consensus: tuple[Span, ...] = ()
    is_decided: bool = False
    is_stale: bool = False
    names: tuple[str, ...] = ("1", "2")
    consensus_name: str = "both"
    ghosts: Ghosts = field(default_factory=Ghosts)
    difference: DifferenceId | None = None

    @property
    def consensus_lane(self) -> int:
        """Between two readings; after more of them."""
        return 1 if len(self.readings) == 2 else len(self.readings)

    def lane_of(self, reading: int) -> int:
        """The lane of a reading, both counted from 0."""
        return reading if reading < self.consensus_lane else reading + 1
