"""What a code said at an earlier revision of the codebook, as the journal has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qcoder.domain.changes import CODEBOOK_REVISION, Kind
from qcoder.domain.codebook import Code, CodingUnit
from qcoder.domain.ids import CodeId
from qcoder.domain.staleness import Wording

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from qcoder.storage.unit_of_work import UnitOfWork


def is_reworded_since(uow: UnitOfWork, now: Code, revision: int) -> bool:
    """Whether the code says something else than it did at that revision of the codebook."""
    row = _row_at(uow, now.id, revision)
    return row is not None and _hash(now.id, row) != now.wording_hash


def wording_then(uow: UnitOfWork, code: CodeId, revision: int) -> Wording | None:
    """Definition, rule and unit of then; None where the code was not there."""
    row = _row_at(uow, code, revision)
    if row is None:
        return None
    return Wording(revision, row["definition"], row["rule"], CodingUnit(row["unit"]))


def _row_at(uow: UnitOfWork, code: CodeId, revision: int) -> Mapping[str, Any] | None:
    """The code as it was when the codebook had that revision."""
    written = _entry_of_revision(uow, revision)
    history = uow.journal.history(Kind.CODE, code)
    before = [change.after for entry, change in history if entry.id <= written]
    return before[-1] if before else None


def _entry_of_revision(uow: UnitOfWork, revision: int) -> int:
    history = uow.journal.history(Kind.PROJECT, CODEBOOK_REVISION)
    reached = [e.id for e, c in history if c.after is not None and c.after["value"] <= revision]
    return max(reached, default=0)


def _hash(code: CodeId, row: Mapping[str, Any]) -> str:
    return Code(
        id=code,
        grouping=row["grouping"],
        label=row["label"],
        definition=row["definition"],
        rule=row["rule"],
        unit=CodingUnit(row["unit"]),
        colour=row["colour"],
        key=row["key"],
        position=row["position"],
        meaning=row.get("meaning") or "",
    ).wording_hash
