"""What has changed under a decision since it was taken."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from qcoder.domain.codebook import Codebook, CodingUnit
from qcoder.domain.coding import Coding
from qcoder.domain.consensus import CodingAtDecision, Decision
from qcoder.domain.ids import CodeId, CoderId, CodingId
from qcoder.domain.spans import Span


class StaleCause(StrEnum):
    """One way in which a decision no longer rests on what it was taken on."""

    CORRECTED = "corrected"
    """Words that it was decided on are others in the transcript's text."""
    MOVED = "moved"
    RECODED = "recoded"
    REMOVED = "removed"
    """The coding is in its coder's layer no more."""
    LEFT = "left"
    """The coding is there, but is no longer compared with the others."""
    JOINED = "joined"
    """A coding that was elsewhere, or not there, is compared with the others now."""
    REWORDED = "reworded"
    """Definition, rule or unit of a code say something else."""
    CODE_GONE = "code_gone"
    MERGED = "merged"
    """A code went into another one, and its codings with it."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Definition, rule and unit of a code at one revision of the codebook."""

    revision: int
    definition: str
    rule: str
    unit: CodingUnit


@dataclass(frozen=True, slots=True)
class WhatChanged:
    """One change, with what it was before and is now; what does not apply is None.

    ``code`` is that of the decision; ``code_now`` the one a coding was given since.
    """

    cause: StaleCause
    coder: CoderId | None = None
    coding: CodingId | None = None
    code: CodeId | None = None
    before: Span | None = None
    now: Span | None = None
    code_now: CodeId | None = None
    worded: Wording | None = None
    worded_now: Wording | None = None


def changed_codings(
    decision: Decision, members: Sequence[Coding], layers: Mapping[CodingId, Coding]
) -> Iterator[WhatChanged]:
    """What became of the codings of ``decision``, reading by reading, then who came to them.

    ``members`` are the codings of the difference as it is now, ``layers`` all there are.
    """
    present = {coding.id for coding in members}
    for member in decision.readings:
        yield from _became(member, layers.get(member.coding), is_member=member.coding in present)
    known = {member.coding for member in decision.readings}
    for coding in members:
        if coding.id not in known:
            yield WhatChanged(
                StaleCause.JOINED, coding.coder, coding.id, coding.code, now=coding.span
            )


def is_by_merging(change: WhatChanged, codebook: Codebook) -> bool:
    """Whether a coding has another code because its own went into that one."""
    if change.cause is not StaleCause.RECODED or change.code is None:
        return False
    into = codebook.merged_into(change.code)
    return into is not None and into.id == change.code_now and change.before == change.now


def _became(
    member: CodingAtDecision, coding: Coding | None, *, is_member: bool
) -> Iterator[WhatChanged]:
    if coding is None:
        yield _of(member, StaleCause.REMOVED)
        return
    if coding.code != member.code:
        yield _of(member, StaleCause.RECODED, coding)
    elif coding.span != member.span:
        yield _of(member, StaleCause.MOVED, coding)
    elif not is_member:
        yield _of(member, StaleCause.LEFT, coding)


def _of(member: CodingAtDecision, cause: StaleCause, coding: Coding | None = None) -> WhatChanged:
    return WhatChanged(
        cause,
        member.coder,
        member.coding,
        member.code,
        before=member.span,
        now=coding.span if coding else None,
        code_now=coding.code if coding else None,
    )
