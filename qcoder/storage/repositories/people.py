"""Coders and their assignments."""

from typing import Any

from sqlalchemy import Row, bindparam, func, select

from qcoder.domain.assignment import Assignment
from qcoder.domain.ids import CoderId, TranscriptId
from qcoder.domain.people import Coder
from qcoder.storage.repositories.rows import Repository, first_or_not_found
from qcoder.storage.schema import AssignmentRow, CoderRow

_CODERS = select(CoderRow.id, CoderRow.name, CoderRow.colour, CoderRow.retired)
_ASSIGNMENTS = select(
    AssignmentRow.transcript,
    AssignmentRow.coder,
    AssignmentRow.position,
    AssignmentRow.sealed_at,
    AssignmentRow.in_blind_pass,
).order_by(AssignmentRow.transcript, AssignmentRow.position, AssignmentRow.coder)
_CODER = _CODERS.where(CoderRow.id == bindparam("coder"))
_ASSIGNED = _ASSIGNMENTS.where(AssignmentRow.transcript == bindparam("transcript"))


class CoderRepository(Repository):
    """The people who code, in the order they joined."""

    def all(self) -> list[Coder]:
        """Every coder, the retired as well."""
        rows = self._select(_CODERS.order_by(CoderRow.position, CoderRow.id))
        return [_coder_of(row) for row in rows]

    def get(self, coder: CoderId) -> Coder:
        """One coder, or NotFound."""
        rows = self._select(_CODER, coder=coder)
        return _coder_of(first_or_not_found(rows, "coder"))

    def by_name(self, name: str) -> Coder | None:
        """The coder of that name, case and outer blanks ignored."""
        folded = name.strip().casefold()
        return next((c for c in self.all() if c.name.casefold() == folded), None)

    def add(self, coder: Coder) -> None:
        """Add a coder after all others."""
        last = self._select(select(func.max(CoderRow.position))).scalar()
        position = 0 if last is None else last + 1
        self._insert(CoderRow(id=coder.id, position=position, **_coder_values(coder)))

    def update(self, coder: Coder) -> None:
        """Write what is new of a coder."""
        self._update(self._row(CoderRow, coder.id, "coder"), _coder_values(coder))


class AssignmentRepository(Repository):
    """Who codes what; the coders of a transcript in the order they were assigned."""

    def all(self) -> list[Assignment]:
        """Every assignment, transcript by transcript."""
        return [_assignment_of(row) for row in self._select(_ASSIGNMENTS)]

    def of_transcript(self, transcript: TranscriptId) -> list[Assignment]:
        """The assignments of one transcript."""
        rows = self._select(_ASSIGNED, transcript=transcript)
        return [_assignment_of(row) for row in rows]

    def get(self, transcript: TranscriptId, coder: CoderId) -> Assignment | None:
        """The assignment of that coder to that transcript, if there is one."""
        mine = (a for a in self.of_transcript(transcript) if a.coder == coder)
        return next(mine, None)

    def add(self, assignment: Assignment) -> None:
        """Assign a coder."""
        self._insert(
            AssignmentRow(
                transcript=assignment.transcript,
                coder=assignment.coder,
                **_assignment_values(assignment),
            )
        )

    def update(self, assignment: Assignment) -> None:
        """Write the place, when it was sealed, and whether it is being weighed."""
        row = self._assigned(assignment.transcript, assignment.coder)
        self._update(row, _assignment_values(assignment))

    def remove(self, transcript: TranscriptId, coder: CoderId) -> None:
        """Take an assignment back; the coder's codings stay."""
        self._delete(self._assigned(transcript, coder))

    def _assigned(self, transcript: TranscriptId, coder: CoderId) -> AssignmentRow:
        return self._row(AssignmentRow, (transcript, coder), "assignment")


def _coder_values(coder: Coder) -> dict[str, object]:
    return {"name": coder.name, "colour": coder.colour, "retired": coder.retired}


def _assignment_values(assignment: Assignment) -> dict[str, object]:
    return {
        "position": assignment.position,
        "sealed_at": assignment.sealed_at,
        "in_blind_pass": assignment.in_blind_pass or None,
    }


def _coder_of(row: Row[Any]) -> Coder:
    return Coder(CoderId(row.id), row.name, row.colour, row.retired)


def _assignment_of(row: Row[Any]) -> Assignment:
    return Assignment(
        TranscriptId(row.transcript),
        CoderId(row.coder),
        row.position,
        row.sealed_at,
        bool(row.in_blind_pass),
    )
