"""What a code said at an earlier revision of the codebook, as the journal has it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from qcoder.domain.changes import CODEBOOK_REVISION, Kind
from qcoder.domain.codebook import Code, CodingUnit
from qcoder.domain.ids import CodeId
from qcoder.domain.staleness import Wording

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from qcoder.domain.ids import EntryId
    from qcoder.storage.unit_of_work import UnitOfWork


class WordingThen:
    """What codes said; the journal is read once of each code, and of the revisions."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow
        self._codes: dict[CodeId, list[tuple[EntryId, Mapping[str, Any] | None]]] = {}

    def is_other_than(self, now: Code, revision: int) -> bool:
        """Whether the code says something else than it did at that revision of the codebook."""
        row = self._row(now.id, revision)
        return row is not None and _hash(now.id, row) != now.wording_hash

    def of(self, code: CodeId, revision: int) -> Wording | None:
        """Definition, rule and unit of then; None where the code was not there."""
        row = self._row(code, revision)
        if row is None:
            return None
        return Wording(revision, row["definition"], row["rule"], CodingUnit(row["unit"]))

    def _row(self, code: CodeId, revision: int) -> Mapping[str, Any] | None:
        """The code as it was when the codebook had that revision."""
        if code not in self._codes:
            history = self._uow.journal.history(Kind.CODE, code)
            self._codes[code] = [(entry.id, change.after) for entry, change in history]
        written = self._written(revision)
        before = [row for entry, row in self._codes[code] if entry <= written]
        return before[-1] if before else None

    def _written(self, revision: int) -> int:
        """The last entry of the journal that left the codebook at that revision."""
        return max((entry for entry, reached in self._revisions if reached <= revision), default=0)

    @cached_property
    def _revisions(self) -> list[tuple[EntryId, int]]:
        history = self._uow.journal.history(Kind.PROJECT, CODEBOOK_REVISION)
        return [(e.id, int(c.after["value"])) for e, c in history if c.after is not None]


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
