"""Decisions taken in from a file: written by hand, or the log of a copy of the project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qcoder.domain.codebook import Codebook
from qcoder.domain.consensus import Assent, CodedSpan, Decision, Outcome, result_of
from qcoder.domain.errors import BadInput, QCoderError, RuleBroken
from qcoder.domain.ids import CodeId, CoderId, CodingId, DecisionId, DifferenceId, is_guid
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript
from qcoder.importers.decisions_file import DecisionLine
from qcoder.services.codebook.editing import code_labelled
from qcoder.services.consensus.arranging import arrangement_line
from qcoder.services.consensus.deciding import Verdict, decision_on
from qcoder.services.consensus.meeting_records import keep_meetings
from qcoder.services.consensus.retraction import withdrawal_after, withdrawal_of
from qcoder.services.consensus.room import Room, open_room
from qcoder.services.consensus.wording_then import WordingThen
from qcoder.services.prepare.coders import coder_named

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class DecisionsImport:
    """What came of a file of decisions.

    ``already_there`` counts lines that the log has under the same id; ``passed_over`` says of
    lines of an exported log why they have nothing to decide on here.
    """

    taken: tuple[Decision, ...]
    already_there: int
    passed_over: tuple[str, ...]


def apply_decisions(
    uow: UnitOfWork, transcript: Transcript, lines: Sequence[DecisionLine]
) -> DecisionsImport:
    """Decide what the lines say, in their order.

    A line for a difference decided by an earlier one supersedes it. Lines of an exported log
    keep their ids, times and meeting; those that the log has already, and those about codings
    that are not so (any more), are passed over, so that applying a log twice changes nothing.
    Of lines without an id all are taken or none: :class:`BadInput` names every one that cannot
    be taken.
    """
    reader = _Reader(uow, open_room(uow, transcript))
    for line in lines:
        reader.take(line)
    if reader.problems or (reader.passed_over and not reader.taken and not reader.already_there):
        raise BadInput("No decision was taken:", [*reader.problems, *reader.passed_over])
    uow.decisions.append_all(reader.taken)
    known = {decision.meeting for decision in reader.room.log.decisions}
    told = {line.meeting: line.meeting_held for line in lines if line.meeting in known}
    keep_meetings(uow, transcript.id, {key: dict(held) for key, held in told.items() if held})
    return DecisionsImport(tuple(reader.taken), reader.already_there, tuple(reader.passed_over))


class _Reader:
    """Decides line by line, without writing, and notes what cannot be decided."""

    def __init__(self, uow: UnitOfWork, room: Room) -> None:
        self.uow = uow
        self.room = room
        self.taken: list[Decision] = []
        self.already_there = 0
        self.problems: list[str] = []
        self.passed_over: list[str] = []
        self._known: set[str] = {decision.id for decision in room.log.decisions}
        self._dropped: set[str] = set()
        self._then = WordingThen(uow)

    def take(self, line: DecisionLine) -> None:
        """Decide what one line says; an id that no export wrote counts as none."""
        if line.id and not is_guid(line.id):
            line = replace(line, id=None)
        if line.id in self._known:
            self.already_there += 1
        elif line.outcome is Outcome.WITHDRAWN and line.supersedes in self._dropped:
            self._drop(line, "what it withdraws was passed over.")
        else:
            self._try(line)

    def _try(self, line: DecisionLine) -> None:
        try:
            decision = self._decision(line)
        except QCoderError as error:
            self._drop(line, str(error))
            return
        self.taken.append(decision)
        self._known.add(decision.id)
        self.room = self.room.with_decision(decision)

    def _drop(self, line: DecisionLine, reason: str) -> None:
        sentence = f"Line {line.number}: {reason}"
        if line.id:
            self._dropped.add(line.id)
            self.passed_over.append(sentence)
        else:
            self.problems.append(sentence)

    def _decision(self, line: DecisionLine) -> Decision:
        if line.transcript not in (None, self.room.transcript.name):
            raise RuleBroken(f"it is about {line.transcript}, not {self.room.transcript.name}.")
        difference = DifferenceId(line.difference)
        if line.outcome is Outcome.WITHDRAWN:
            return self._as_recorded(self._withdrawal(difference), line)
        if line.outcome.rearranges:
            return self._as_recorded(self._arrangement(line), line)
        decision = decision_on(self.room, difference, self._verdict(line))
        _check_result(self.room, line, decision)
        if any(self._is_reworded(code, line) for code in decision.codes_named):
            raise RuleBroken("the wording of a code was changed since; decide it anew.")
        return self._as_recorded(decision, line)

    def _is_reworded(self, code: CodeId, line: DecisionLine) -> bool:
        """Since an exported line was written."""
        revision, now = line.codebook_revision, self.room.codebook.by_id.get(code)
        if revision is None or now is None or revision >= self.room.codebook.revision:
            return False
        return self._then.is_other_than(now, revision)

    def _withdrawal(self, difference: DifferenceId) -> Decision:
        arrangement = next(
            (d for d in self.room.log.arrangements if d.difference == difference), None
        )
        if arrangement is not None:
            return withdrawal_after(self.room.log, arrangement)
        return withdrawal_of(self.room, difference)

    def _arrangement(self, line: DecisionLine) -> Decision:
        """What is taken apart or joined, found by the codings of its parts."""
        parts = [tuple(CodingId(coding) for coding in part) for part in line.parts]
        whole = {coding for part in parts for coding in part}
        is_apart = line.outcome is Outcome.APART
        wanted = [whole] if is_apart else [set(part) for part in parts]
        present = {frozenset(c.id for c in r.difference.codings): r for r in self.room.resolutions}
        found = [present[frozenset(w)].difference for w in wanted if frozenset(w) in present]
        is_each_once = sum(map(len, parts)) == len(whole)
        if len(parts) < 2 or len(found) != len(wanted) or not is_each_once:
            raise RuleBroken("there is no difference of exactly these codings to arrange.")
        return arrangement_line(self.room, line.outcome, found, parts)

    def _verdict(self, line: DecisionLine) -> Verdict:
        proposed_by = coder_named(self.uow, line.proposed_by).id if line.proposed_by else None
        return Verdict(
            outcome=line.outcome,
            reading=self._reading(line) if line.outcome is Outcome.TAKE else None,
            result=_result(self.room, line),
            reason=line.reason,
            note=line.note,
            proposed_by=proposed_by,
            stances={coder_named(self.uow, a.coder).id: a.stance for a in line.assent},
            batch=line.batch,
        )

    def _reading(self, line: DecisionLine) -> int | None:
        """Readings are named by number, from 1 in the order of assignment, or by coder.

        The order may be another one where the log came from: then the result says which.
        """
        if isinstance(line.reading, str):
            return self._reading_of(coder_named(self.uow, line.reading).id, line.reading)
        difference = self.room.resolution(DifferenceId(line.difference)).difference
        numbers = range(1, len(difference.readings) + 1)
        wanted = _result(self.room, line)
        fitting = [n for n in numbers if result_of(difference, Outcome.TAKE, n) == wanted]
        if line.id and fitting and line.reading not in fitting:
            return fitting[0]
        return line.reading

    def _reading_of(self, coder: CoderId, name: str) -> int:
        if coder not in self.room.coders:
            raise RuleBroken(f"{name} has no reading of {self.room.transcript.name}.")
        return self.room.coders.index(coder) + 1

    def _as_recorded(self, decision: Decision, line: DecisionLine) -> Decision:
        """With the identity, the times and the assent that an exported line has."""
        times = {coder_named(self.uow, a.coder).id: a.at for a in line.assent}
        is_exported = line.id is not None and bool(times or line.decided_at)
        return replace(
            decision,
            id=DecisionId(line.id or decision.id),
            decided_at=line.decided_at or decision.decided_at,
            meeting=line.meeting or ("" if line.id else decision.meeting),
            seconds=line.seconds,
            assent=tuple(
                Assent(a.coder, a.stance, times.get(a.coder) or a.at)
                for a in decision.assent
                if a.coder in times or not is_exported
            ),
        )


def _check_result(room: Room, line: DecisionLine, decision: Decision) -> None:
    """Refuse a decision that is not the one which the line, an exported one above all, tells of.

    Other words by hand may begin at a blank; those of an exported log were moved off already.
    """
    if line.id is None:
        if line.result and not line.outcome.takes_result and decision.result != _result(room, line):
            raise RuleBroken(
                f"“{line.outcome.value}” does not result in what stands under “result”; leave "
                "that out, or decide other_words."
            )
        return
    if line.text_sha256 not in ("", decision.text_sha256):
        raise RuleBroken("the text of the transcript was corrected since; decide it anew.")
    is_result = not line.result or decision.result == _result(room, line)
    if not is_result or not _is_about(room, line, decision):
        raise RuleBroken("the codings it was about have changed since; decide it anew.")


def _is_about(room: Room, line: DecisionLine, decision: Decision) -> bool:
    """Whether the codings are as an exported line has them; a code is known by its label."""
    then = {m.coding: (m.code, m.start, m.end) for m in line.readings}
    return not then or all(
        member.coding in then
        and then[member.coding][1:] == (member.span.start, member.span.end)
        and _is_code(room.codebook, then[member.coding][0], member.code)
        for member in decision.readings
    )


def _is_code(codebook: Codebook, label: str, code: CodeId) -> bool:
    """A label that is nobody's any more says nothing: the code may have another one by now.

    That of a code that was merged is no other's.
    """
    found = codebook.find(label)
    merged = {gone.label.casefold() for gone in codebook.merged.values()}
    return found.id == code if found else label.casefold() not in merged


def _result(room: Room, line: DecisionLine) -> tuple[CodedSpan, ...]:
    spans = (CodedSpan(Span(r.start, r.end), _code(room, r.code)) for r in line.result)
    return tuple(sorted(spans))


def _code(room: Room, label: str) -> CodeId:
    return code_labelled(room.codebook, label).id
