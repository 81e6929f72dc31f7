"""Decisions are taken back, and brought back, by further decisions: their log only grows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qcoder.domain.changes import ChangeSet, Kind
from qcoder.domain.consensus import Decision, Outcome
from qcoder.domain.decisions import DecisionLog
from qcoder.domain.errors import RuleBroken, StaleUndo
from qcoder.domain.ids import DecisionId, DifferenceId, new_id
from qcoder.services.clock import now

if TYPE_CHECKING:
    from qcoder.services.consensus.room import Room
    from qcoder.storage.unit_of_work import UnitOfWork


def withdrawal_of(room: Room, difference: DifferenceId) -> Decision:
    """The log line that takes the decision in force back; what was in force before is again."""
    decision = room.resolution(difference).decision
    if decision is None:
        raise RuleBroken("There is no decision to withdraw on this difference.")
    # A stale one may have been about a difference that is gone by now.
    return withdrawal_after(room.log, decision)


def withdrawal_after(log: DecisionLog, decision: Decision) -> Decision:
    """The log line that takes ``decision``, which is in force, back."""
    return _withdrawal(decision, log.heads()[decision.difference])


def replay_decisions(uow: UnitOfWork, recorded: ChangeSet, *, is_undo: bool) -> None:
    """Undo or redo the decisions of a journal entry, each difference to where it stood.

    Raises :class:`StaleUndo` where something else has been decided on one of them since.
    """
    rows = recorded.of(Kind.DECISION)
    written = {change.key for change in rows}
    log = uow.decisions.about({DifferenceId(change.either["difference"]) for change in rows})
    lines = [line for line in log.decisions if line.id in written]
    answers: list[Decision] = []
    for line in reversed(lines) if is_undo else lines:
        answer = _undone(log, line) if is_undo else _redone(log, line)
        log = log.with_lines([answer])
        answers.append(answer)
    if answers:
        uow.decisions.append_all(answers)


def _undone(log: DecisionLog, line: Decision) -> Decision:
    head, before = log.heads()[line.difference], _before(log, line)
    _require(log.in_force(head), log.in_force(line))
    if line.outcome is not Outcome.WITHDRAWN:
        return _withdrawal(line, head)
    if before is None:
        raise StaleUndo("Nothing was in force before. Nothing was changed.")
    return _again(before, head)


def _redone(log: DecisionLog, line: Decision) -> Decision:
    head, before = log.heads()[line.difference], _before(log, line)
    _require(log.in_force(head), before)
    return _withdrawal(line, head) if line.outcome is Outcome.WITHDRAWN else _again(line, head)


def _before(log: DecisionLog, line: Decision) -> Decision | None:
    """What was in force on its difference when ``line`` was written."""
    superseded = (decision for decision in log.decisions if decision.id == line.supersedes)
    before = log.in_force(next(superseded, None))
    return before if before and before.difference == line.difference else None


def _require(found: Decision | None, expected: Decision | None) -> None:
    if _verdict(found) != _verdict(expected):
        raise StaleUndo(
            "This difference has been decided anew since; undo that decision first. "
            "Nothing was changed."
        )


def _verdict(decision: Decision | None) -> Decision | None:
    """A decision without what differs where redo has written it once more."""
    if decision is None:
        return None
    return replace(decision, id=DecisionId(""), supersedes=None, decided_at="")


def _withdrawal(decision: Decision, head: Decision) -> Decision:
    return replace(
        decision,
        id=DecisionId(new_id()),
        supersedes=head.id,
        outcome=Outcome.WITHDRAWN,
        reading=None,
        result=(),
        reason="",
        note="",
        decided_at=now(),
    )


def _again(decision: Decision, head: Decision) -> Decision:
    return replace(decision, id=DecisionId(new_id()), supersedes=head.id, decided_at=now())
