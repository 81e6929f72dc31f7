"""Differences and decisions as JSON: names and labels instead of ids, no transcript words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qcoder.domain.audit import AuditMark
from qcoder.domain.codebook import Codebook
from qcoder.domain.coding import Coding
from qcoder.domain.consensus import CodingAtDecision, Decision
from qcoder.domain.decisions import Resolution
from qcoder.domain.ids import CodeId, CoderId
from qcoder.domain.taken import whose_reading
from qcoder.domain.transcript import Transcript
from qcoder.services.consensus.meeting_records import meeting_records

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Names:
    """What ids are called in files."""

    coders: Mapping[CoderId, str]
    codes: Mapping[CodeId, str]


def names_of(uow: UnitOfWork) -> Names:
    """Names of all coders, retired ones too, and labels of all codes, those merged too."""
    codebook: Codebook = uow.codebook.load()
    return Names(
        {coder.id: coder.name for coder in uow.coders.all()},
        {code: codebook.label_of(code) for code in (*codebook.merged, *codebook.by_id)},
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
        "readings": [_member_record(member, names) for member in decision.readings],
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
        "parts": [list(part) for part in decision.parts],
        "batch": decision.batch,
    }


def _member_record(member: CodingAtDecision, names: Names) -> Record:
    return {
        "coder": names.coders[member.coder],
        "coding": member.coding,
        "code": names.codes.get(member.code, member.code),
        "start": member.span.start,
        "end": member.span.end,
        "sure": member.sure,
    }


def log_records(uow: UnitOfWork, transcript: Transcript) -> list[Record]:
    """The whole log of a transcript, oldest first, withdrawn and superseded lines too."""
    names = names_of(uow)
    proposals = uow.proposals.of_transcript(transcript.id)
    marks = uow.audit_marks.of_transcript(transcript.id)
    meetings = meeting_records(uow, transcript.id)
    coders = [assignment.coder for assignment in uow.assignments.of_transcript(transcript.id)]
    return [
        {
            **decision_record(decision, transcript.name, names),
            "taken_from": _taken_from(decision, coders, names),
            "meeting_held": meetings.get(decision.meeting),
            "proposal": "; ".join(p.text for p in proposals if p.decision == decision.id),
            "audit": [_mark_record(m, names) for m in marks if m.decision == decision.id],
        }
        for decision in uow.decisions.log(transcript.id).decisions
    ]


def _taken_from(decision: Decision, coders: Sequence[CoderId], names: Names) -> str | None:
    coder = whose_reading(decision, coders)
    return names.coders[coder] if coder else None


def _mark_record(mark: AuditMark, names: Names) -> Record:
    return {
        "who": names.coders[mark.auditor],
        "opinion": mark.opinion.value,
        "note": mark.note,
        "at": mark.at,
    }
