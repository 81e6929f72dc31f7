"""What the page shows: one transcript as one coder may see it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from qcoder.domain.assignment import is_revealed
from qcoder.domain.codebook import Codebook
from qcoder.domain.coding import Coding
from qcoder.domain.ids import CodeId, CoderId, GroupingId, TranscriptId
from qcoder.domain.people import Coder
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript
from qcoder.gui.transcript.painted import LineStyle, PaintedCoding, line_styles
from qcoder.services.viewing import VisibleLayer, visible_layers
from qcoder.services.workspace import Workspace

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork


class Standing(Enum):
    """How the coder at work stands to the transcript that is shown."""

    NOBODY = "nobody"
    """Nobody has said who is at work."""
    UNASSIGNED = "unassigned"
    OPEN = "open"
    SEALED = "sealed"


@dataclass(frozen=True)
class Contents:
    """A transcript, the layers the viewer may see, and the codebook they speak of."""

    transcript: Transcript
    viewer: CoderId | None
    standing: Standing
    layers: tuple[VisibleLayer, ...]
    codebook: Codebook
    styles: Mapping[GroupingId, LineStyle]
    partners: tuple[str, ...]
    """Names of the others who code this transcript."""
    in_blind_pass: bool = False
    """Whether all have sealed, and somebody still weighs their own codings."""

    @property
    def others(self) -> tuple[Coder, ...]:
        """The other coders whose layers may be seen."""
        return tuple(layer.coder for layer in self.layers if not layer.is_own)

    @property
    def own_counts(self) -> Mapping[CodeId, int]:
        """How often the viewer has used each code here."""
        return Counter(c.code for layer in self.layers if layer.is_own for c in layer.codings)

    def coder(self, coder: CoderId) -> Coder | None:
        """One of the coders whose layers may be seen."""
        return next((la.coder for la in self.layers if la.coder.id == coder), None)

    def label_of(self, coding: Coding) -> str:
        """The label of its code, with a question mark where its coder is unsure."""
        label = self.codebook.by_id[coding.code].label
        return label if coding.sure else f"{label} ?"

    def painted(self, coding: Coding) -> PaintedCoding:
        """A coding as the view is given it; another coder's has its coder's name."""
        code, coder = self.codebook.by_id[coding.code], self.coder(coding.coder)
        is_own = coding.coder == self.viewer
        return PaintedCoding(
            coding=coding.id,
            span=coding.span,
            code=code.id,
            label=self.label_of(coding),
            colour=code.colour,
            style=self.styles[code.grouping],
            coder=coding.coder,
            coder_label="" if is_own or coder is None else coder.name,
            is_sure=coding.sure,
        )


def read_contents(
    workspace: Workspace, transcript: TranscriptId, viewer: CoderId | None
) -> Contents:
    """Read everything the page shows, on one consistent state."""
    parsed = workspace.transcript(transcript)
    return workspace.read(lambda uow: _contents(uow, parsed, viewer))


def _contents(uow: UnitOfWork, transcript: Transcript, viewer: CoderId | None) -> Contents:
    codebook = uow.codebook.load()
    assignments = uow.assignments.of_transcript(transcript.id)
    own = next((a for a in assignments if a.coder == viewer), None)
    if viewer is None:
        standing = Standing.NOBODY
    elif own is None:
        standing = Standing.UNASSIGNED
    else:
        standing = Standing.SEALED if own.is_sealed else Standing.OPEN
    return Contents(
        transcript=transcript,
        viewer=viewer,
        standing=standing,
        layers=() if viewer is None else visible_layers(uow, transcript.id, viewer),
        codebook=codebook,
        styles=line_styles(codebook),
        partners=tuple(uow.coders.get(a.coder).name for a in assignments if a.coder != viewer),
        in_blind_pass=all(a.is_sealed for a in assignments) and not is_revealed(assignments),
    )


def turns_of(transcript: Transcript, span: Span) -> tuple[int, int]:
    """First and last turn of a span, counted from 1."""
    numbers = transcript.turn_numbers(span)
    return numbers.start + 1, max(numbers.stop, numbers.start + 1)
