"""What became of a coder's own codings, one by one: nothing of them is ever changed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from qcoder.domain.coding import Coding
from qcoder.domain.consensus import Status
from qcoder.domain.decisions import Resolution, consensus_layer
from qcoder.domain.errors import RuleBroken
from qcoder.domain.words import trimmed_to_words

if TYPE_CHECKING:
    from qcoder.domain.ids import CoderId
    from qcoder.domain.spans import Span
    from qcoder.services.consensus.room import Room


class Fate(StrEnum):
    """What the consensus has in the place of a coding."""

    KEPT = "kept"
    """The same code on the same words."""
    OTHER_WORDS = "other_words"
    """The same code on others."""
    OTHER_CODE = "other_code"
    NOT_CODED = "not_coded"
    UNRESOLVED = "unresolved"
    UNDECIDED = "undecided"
    """Open, put off, proposed or stale."""


@dataclass(frozen=True, slots=True)
class Became:
    """One coding of the coder, what it became, and where that was decided."""

    coding: Coding
    fate: Fate
    consensus: tuple[Coding, ...]
    """What stands in the consensus from the same difference."""
    resolution: Resolution


def own_coding(room: Room, coder: CoderId) -> tuple[Became, ...]:
    """Every coding of ``coder`` in text order; refused to who does not code the transcript."""
    if coder not in room.coders:
        raise RuleBroken(
            f"Only who codes {room.transcript.name} has a coding of it for something to become of."
        )
    found = [
        _became(room, coding, resolution)
        for resolution in room.resolutions
        for coding in resolution.difference.codings
        if coding.coder == coder
    ]
    return tuple(sorted(found, key=lambda became: (became.coding.span, became.coding.id)))


def _became(room: Room, coding: Coding, resolution: Resolution) -> Became:
    agreed = consensus_layer(room.transcript, [resolution])
    return Became(coding, _fate(room, coding, resolution, agreed), agreed, resolution)


def _fate(room: Room, coding: Coding, resolution: Resolution, agreed: tuple[Coding, ...]) -> Fate:
    if resolution.status is Status.UNRESOLVED:
        return Fate.UNRESOLVED
    if resolution.status not in (Status.AUTO, Status.DECIDED):
        return Fate.UNDECIDED
    if not agreed:
        return Fate.NOT_CODED
    alike = [one for one in agreed if one.code == coding.code]
    if not alike:
        return Fate.OTHER_CODE
    words = _words(room, coding.span)
    return Fate.KEPT if any(_words(room, c.span) == words for c in alike) else Fate.OTHER_WORDS


def _words(room: Room, span: Span) -> Span | None:
    """A full stop more or less is no other words."""
    return trimmed_to_words(room.transcript.text, span)
