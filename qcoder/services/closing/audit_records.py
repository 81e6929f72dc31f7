"""The decisions for an auditor outside the window: readings by number, no names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qcoder.domain.audit import AuditMark, Opinion
from qcoder.domain.errors import BadInput, QCoderError
from qcoder.domain.ids import DifferenceId
from qcoder.services.closing.auditing import concur, decisions_to_audit, query
from qcoder.services.consensus.room import open_room

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qcoder.domain.ids import CodeId, CoderId
    from qcoder.domain.spans import Span
    from qcoder.domain.transcript import Transcript
    from qcoder.importers.audit_file import MarkLine
    from qcoder.services.closing.auditing import ToAudit
    from qcoder.services.consensus.room import Room
    from qcoder.storage.unit_of_work import UnitOfWork

Record = dict[str, Any]


def audit_record(room: Room, one: ToAudit) -> Record:
    """One decision; ``opinion`` and ``note`` are those of the last mark, empty for none.

    Given back with an opinion filled in, it is a mark.
    """
    difference, decision = one.resolution.difference, one.decision
    by_coder = {reading.coder: reading.codings for reading in difference.readings}
    return {
        "difference": difference.id,
        "kind": difference.kind.value,
        "codes": [room.codebook.label_of(code) for code in difference.codes],
        "turn": (room.transcript.turn_number_at(difference.span.start) or 0) + 1,
        "readings": [
            {
                "reading": room.sides.number(coder),
                "codings": [_coded(room, c.code, c.span) for c in by_coder[coder]],
            }
            for coder in room.sides.shown
        ],
        "outcome": decision.outcome.value,
        "taken": _taken(room, one),
        "result": [_coded(room, coded.code, coded.span) for coded in decision.result],
        "reason": decision.reason,
        "reason_note": decision.note,
        "opinion": one.mark.opinion.value if one.mark else "",
        "note": one.mark.note if one.mark else "",
    }


def _coded(room: Room, code: CodeId, span: Span) -> Record:
    words = room.transcript.speech_text(span)
    return {"code": room.codebook.label_of(code), "words": words}


def _taken(room: Room, one: ToAudit) -> int | None:
    """The reading taken, by the number that it has on the screen."""
    reading = one.decision.reading
    return room.sides.number(room.coders[reading - 1]) if reading else None


def mark_all(
    uow: UnitOfWork, transcript: Transcript, auditor: CoderId, lines: Sequence[MarkLine]
) -> tuple[AuditMark, ...]:
    """Write all marks of a file, or none; a difference is marked once. Returns what is new.

    Raises :class:`BadInput` naming every line that cannot be.
    """
    room = open_room(uow, transcript)
    there = {one.resolution.difference.id: one.mark for one in decisions_to_audit(uow, room)}
    marks: list[AuditMark] = []
    problems: list[str] = []
    marked: dict[str, int] = {}
    for line in lines:
        try:
            if line.difference in marked:
                raise QCoderError(f"line {marked[line.difference]} marks this difference already.")
            if not _is_there(there.get(DifferenceId(line.difference)), auditor, line):
                marks.append(_mark(uow, room, auditor, line))
        except QCoderError as error:
            problems.append(f"Line {line.number}: {error}")
        marked.setdefault(line.difference, line.number)
    if problems:
        raise BadInput("No mark was taken:", problems)
    return tuple(marks)


def _mark(uow: UnitOfWork, room: Room, auditor: CoderId, line: MarkLine) -> AuditMark:
    act = query if line.opinion is Opinion.QUERY else concur
    return act(uow, room, DifferenceId(line.difference), auditor, line.note)


def _is_there(mark: AuditMark | None, auditor: CoderId, line: MarkLine) -> bool:
    """Whether the auditor's last mark says the same: a list is given back more than once."""
    if mark is None:
        return False
    return (mark.auditor, mark.opinion, mark.note) == (auditor, line.opinion, line.note.strip())
