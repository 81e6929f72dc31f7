"""The log of decisions as JSON lines: names and labels instead of ids, no transcript words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qcoder.domain.codebook import Codebook
from qcoder.domain.coding import Coding
from qcoder.domain.consensus import CodedSpan, Decision, Outcome
from qcoder.domain.decisions import Resolution
from qcoder.domain.errors import BadInput, QCoderError, RuleBroken
from qcoder.domain.ids import CodeId, CoderId, DifferenceId
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript
from qcoder.importers.decisions_file import DecisionLine
from qcoder.services.codebook import code_labelled
from qcoder.services.coders import coder_named
from qcoder.services.consensus import Room, Verdict, decide, open_room, withdraw

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Names:
    """What ids are called in files."""

    coders: Mapping[CoderId, str]
    codes: Mapping[CodeId, str]


def names_of(uow: UnitOfWork) -> Names:
    """Names of all coders, retired ones too, and labels of all codes."""
    codebook: Codebook = uow.codebook.load()
    return Names(
        {coder.id: coder.name for coder in uow.coders.all()},
        {code.id: code.label for code in codebook.codes},
    )


def difference_record(resolution: Resolution, names: Names) -> Record:
    """A difference as ``qcoder differences --json`` lists it; readings as stored."""
    difference = resolution.difference
    return {
        "id": difference.id,
        "kind": difference.kind.value,
        "status": resolution.status.value,
        "codes": [names.codes.get(code, code) for code in difference.codes],
        "start": difference.span.start,
        "end": difference.span.end,
        "passage": difference.passage,
        "readings": {
            names.coders[reading.coder]: [_coding_record(c, names) for c in reading.codings]
            for reading in difference.readings
        },
        "decision": resolution.decision.id if resolution.decision else None,
    }


def _coding_record(coding: Coding, names: Names) -> Record:
    return {
        "coding": coding.id,
        "code": names.codes.get(coding.code, coding.code),
        "start": coding.span.start,
        "end": coding.span.end,
    }


def decision_record(decision: Decision, transcript: str, names: Names) -> Record:
    """One line of the exported log; ``docs/consensus.md`` explains every field."""
    return {
        "id": decision.id,
        "supersedes": decision.supersedes,
        "difference": decision.difference,
        "fingerprint": decision.fingerprint,
        "kind": decision.kind.value,
        "transcript": transcript,
        "text_sha256": decision.text_sha256,
        "codebook_revision": decision.codebook_revision,
        "rule_version": decision.rule_version,
        "readings": [
            {
                "coder": names.coders[member.coder],
                "coding": member.coding,
                "code": names.codes.get(member.code, member.code),
                "start": member.span.start,
                "end": member.span.end,
                "sure": member.sure,
            }
            for member in decision.readings
        ],
        "outcome": decision.outcome.value,
        "reading": decision.reading,
        "result": [
            {"code": names.codes.get(s.code, s.code), "start": s.span.start, "end": s.span.end}
            for s in decision.result
        ],
        "reason": decision.reason,
        "note": decision.note,
        "proposed_by": names.coders[decision.proposed_by] if decision.proposed_by else None,
        "assent": [
            {"coder": names.coders[a.coder], "stance": a.stance, "at": a.at}
            for a in decision.assent
        ],
        "meeting": decision.meeting,
        "decided_at": decision.decided_at,
        "seconds": decision.seconds,
    }


def log_records(uow: UnitOfWork, transcript: Transcript) -> list[Record]:
    """The whole log of a transcript, oldest first, withdrawn and superseded lines too."""
    names = names_of(uow)
    log = uow.decisions.log(transcript.id)
    return [decision_record(decision, transcript.name, names) for decision in log.decisions]


def apply_decisions(
    uow: UnitOfWork, transcript: Transcript, lines: Sequence[DecisionLine]
) -> list[Decision]:
    """Decide what the lines say, in their order: all lines or none.

    A line for a difference decided by an earlier one supersedes it. Lines of an exported
    log that withdraw a decision bring back the one before; lines whose id the log has
    already are passed over, so that applying a log twice changes nothing. Raises
    :class:`BadInput` naming
    every line that cannot be taken.
    """
    room = open_room(uow, transcript)
    known = {decision.id for decision in room.log.decisions}
    problems: list[str] = []
    decided: list[Decision] = []
    for line in lines:
        if line.id in known:
            continue
        try:
            decision = _apply(uow, room, line)
        except QCoderError as error:
            problems.append(f"Line {line.number}: {error}")
        else:
            decided.append(decision)
            room = room.with_decision(decision)
    if problems:
        raise BadInput("No decision was taken:", problems)
    return decided


def _apply(uow: UnitOfWork, room: Room, line: DecisionLine) -> Decision:
    if line.transcript not in (None, room.transcript.name):
        raise RuleBroken(f"it is about {line.transcript}, not {room.transcript.name}.")
    difference = DifferenceId(line.difference)
    if line.outcome is Outcome.WITHDRAWN:
        return withdraw(uow, room, difference)
    verdict = Verdict(
        outcome=line.outcome,
        reading=_reading(uow, room, line.reading),
        result=tuple(
            CodedSpan(Span(r.start, r.end), code_labelled(room.codebook, r.code).id)
            for r in line.result
        ),
        reason=line.reason,
        note=line.note,
        proposed_by=coder_named(uow, line.proposed_by).id if line.proposed_by else None,
        stances={coder_named(uow, a.coder).id: a.stance for a in line.assent},
    )
    return decide(uow, room, difference, verdict)


def _reading(uow: UnitOfWork, room: Room, reading: int | str | None) -> int | None:
    """Readings are named by number, from 1 in the order of assignment, or by coder."""
    if not isinstance(reading, str):
        return reading
    coder = coder_named(uow, reading)
    if coder.id not in room.coders:
        raise RuleBroken(f"{coder.name} has no reading of {room.transcript.name}.")
    return room.coders.index(coder.id) + 1
