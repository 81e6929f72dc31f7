"""Several differences decided alike: previewed, one act, logged line by line, undone as one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qcoder.domain.consensus import CodedSpan, Decision, Difference, DifferenceKind, Outcome, Status
from qcoder.domain.errors import QCoderError, RuleBroken
from qcoder.domain.ids import CoderId, DifferenceId, new_id
from qcoder.services.consensus.deciding import Verdict, decision_on
from qcoder.services.consensus.room import Room

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork

_UNDECIDED = (Status.OPEN, Status.LATER)
_PASSED_ON = (Outcome.TAKE, Outcome.UNION, Outcome.INTERSECTION, Outcome.BOTH, Outcome.NONE)


@dataclass(frozen=True, slots=True)
class Prefilled:
    """What would be decided on one difference; nothing is, until the batch is confirmed.

    ``obstacle`` says why it cannot be so; ``result`` is empty then.
    """

    difference: Difference
    verdict: Verdict
    result: tuple[CodedSpan, ...]
    obstacle: str = ""


def of_kind(room: Room, kind: DifferenceKind, verdict: Verdict) -> tuple[Prefilled, ...]:
    """Every undecided difference of one kind, with that verdict."""
    chosen = (d for d in _undecided(room) if d.kind is kind)
    return _prefilled(room, ((d, verdict) for d in chosen))


def all_from(room: Room, reader: CoderId) -> tuple[Prefilled, ...]:
    """Every undecided difference in which that reader coded something, as they coded it."""
    if reader not in room.coders:
        raise RuleBroken(f"That coder has no reading of {room.transcript.name}.")
    number = room.coders.index(reader) + 1
    chosen = (d for d in _undecided(room) if d.readings[number - 1].codings)
    return _prefilled(room, ((d, Verdict(Outcome.TAKE, number)) for d in chosen))


def kin_of(room: Room, decision: Decision) -> tuple[Prefilled, ...]:
    """The undecided differences of the same codes and kind, with the same outcome.

    Other words are never passed on, and another code only where it was one code for one.
    """
    decided = room.resolution(decision.difference).difference
    alike = [
        d
        for d in _undecided(room)
        if d.id != decided.id and d.kind is decided.kind and set(d.codes) == set(decided.codes)
    ]
    verdicts = ((d, _passed_on(decision, d)) for d in alike)
    return _prefilled(room, ((d, verdict) for d, verdict in verdicts if verdict))


def as_before(room: Room, difference: DifferenceId) -> tuple[Prefilled, ...]:
    """The stale differences of the same codes, each as it was decided, with its reason and note.

    Those alone whose codings and words are as they were: what changed is the codebook, by a rule
    that the pair itself proposed perhaps. Who gave way then is not said again for anybody.
    """
    codes = set(room.resolution(difference).difference.codes)
    reworded = [
        (r.difference, r.decision)
        for r in room.resolutions
        if r.status is Status.STALE and r.decision and set(r.difference.codes) == codes
    ]
    return _prefilled(
        room, ((d, _again(was)) for d, was in reworded if _rests_on_the_same(room, d, was))
    )


def _rests_on_the_same(room: Room, difference: Difference, was: Decision) -> bool:
    then = {(c.coding, c.code, c.span) for c in was.readings}
    now = {(c.id, c.code, c.span) for c in difference.codings}
    return then == now and was.text_sha256 == room.transcript.sha256


def _again(was: Decision) -> Verdict:
    given = was.result if was.outcome in (Outcome.OTHER_WORDS, Outcome.OTHER_CODE) else ()
    return Verdict(was.outcome, was.reading, given, was.reason, was.note)


def _passed_on(decision: Decision, difference: Difference) -> Verdict | None:
    if decision.outcome in _PASSED_ON:
        return Verdict(decision.outcome, decision.reading, reason=decision.reason)
    codes = {coded.code for coded in decision.result}
    if decision.outcome is Outcome.OTHER_CODE and len(codes) == 1:
        words = tuple(CodedSpan(coding.span, *codes) for coding in difference.codings)
        return Verdict(Outcome.OTHER_CODE, result=tuple(dict.fromkeys(words)))
    return None


def decide_batch(
    uow: UnitOfWork, room: Room, batch: Iterable[Prefilled], *, without: Collection[str] = ()
) -> tuple[Decision, ...]:
    """Write the confirmed lines of a batch; those with an obstacle, and ``without``, are not.

    They share the mark ``batch``. Where somebody has decided one of them meanwhile, none is
    written.
    """
    confirmed = [p for p in batch if not p.obstacle and p.difference.id not in without]
    if not confirmed:
        raise RuleBroken("Nothing in this batch can be decided.")
    mark = new_id()
    decisions = tuple(
        decision_on(room, p.difference.id, replace(p.verdict, batch=mark)) for p in confirmed
    )
    uow.decisions.append_all(decisions)
    return decisions


def _undecided(room: Room) -> list[Difference]:
    return [r.difference for r in room.resolutions if r.status in _UNDECIDED]


def _prefilled(room: Room, verdicts: Iterable[tuple[Difference, Verdict]]) -> tuple[Prefilled, ...]:
    return tuple(_one(room, difference, verdict) for difference, verdict in verdicts)


def _one(room: Room, difference: Difference, verdict: Verdict) -> Prefilled:
    try:
        decision = decision_on(room, DifferenceId(difference.id), verdict)
    except QCoderError as error:
        return Prefilled(difference, verdict, (), str(error))
    return Prefilled(difference, verdict, decision.result)
