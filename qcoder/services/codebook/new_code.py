"""A difference that no code fits: a new one as the outcome, while the codebook is open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from qcoder.domain.consensus import CodedSpan, Decision, Outcome
from qcoder.services.codebook.closing import check_new_codes
from qcoder.services.codebook.editing import add_code
from qcoder.services.consensus.deciding import Verdict, decide
from qcoder.services.consensus.room import open_room

if TYPE_CHECKING:
    from qcoder.domain.ids import DifferenceId, GroupingId
    from qcoder.domain.spans import Span
    from qcoder.domain.transcript import Transcript
    from qcoder.storage.unit_of_work import UnitOfWork


def decide_on_new_code(
    uow: UnitOfWork,
    transcript: Transcript,
    difference: DifferenceId,
    *,
    grouping: GroupingId,
    label: str,
    words: Iterable[Span] = (),
    verdict: Verdict | None = None,
) -> Decision:
    """Add a code and decide a difference for it, as one act; refused while the codebook is closed.

    ``words`` are all that anybody coded there where none are given; ``verdict`` has reason,
    note and stances.
    """
    check_new_codes(uow)
    code = add_code(uow, grouping, label)
    room = open_room(uow, transcript)
    spans = tuple(words) or tuple(c.span for c in room.resolution(difference).difference.codings)
    result = tuple(dict.fromkeys(CodedSpan(span, code.id) for span in spans))
    verdict = verdict or Verdict(Outcome.OTHER_CODE)
    return decide(
        uow, room, difference, replace(verdict, outcome=Outcome.OTHER_CODE, result=result)
    )
