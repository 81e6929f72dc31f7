"""What has changed under a stale decision, with the wording of codes then and now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qcoder.domain.changes import CODEBOOK_REVISION, Kind
from qcoder.domain.codebook import Code, CodingUnit
from qcoder.domain.consensus import Decision
from qcoder.domain.decisions import Resolution
from qcoder.domain.ids import CodeId
from qcoder.domain.staleness import StaleCause, WhatChanged, Wording, changed_codings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from qcoder.services.consensus.room import Room
    from qcoder.storage.unit_of_work import UnitOfWork


def what_changed(uow: UnitOfWork, room: Room, resolution: Resolution) -> tuple[WhatChanged, ...]:
    """Everything a decision no longer rests on; nothing where nothing was decided.

    The wording that a code had is that of the journal at the time the decision was written.
    """
    decision = resolution.decision
    if decision is None:
        return ()
    return tuple(_changes(uow, room, resolution, decision))


def is_reworded_since(uow: UnitOfWork, now: Code, revision: int) -> bool:
    """Whether the code says something else than it did at that revision of the codebook."""
    row = _row_at(uow, now.id, revision)
    return row is not None and _hash(now.id, row) != now.wording_hash


def _changes(
    uow: UnitOfWork, room: Room, resolution: Resolution, decision: Decision
) -> Iterator[WhatChanged]:
    if room.log.is_on_other_words(decision):
        yield WhatChanged(StaleCause.CORRECTED)
    yield from changed_codings(decision, resolution.difference.codings, room.codings)
    yield from _rewordings(uow, room, decision)


def _rewordings(uow: UnitOfWork, room: Room, decision: Decision) -> Iterator[WhatChanged]:
    read = dict.fromkeys(member.code for member in decision.readings)
    for code in (*read, *sorted(decision.codes_brought_in)):
        now = room.codebook.by_id.get(code)
        if now is None:
            yield WhatChanged(StaleCause.CODE_GONE, code=code, worded=_worded(uow, code, decision))
        else:
            yield from _reworded(uow, now, room.codebook.revision, decision)


def _reworded(
    uow: UnitOfWork, now: Code, revision: int, decision: Decision
) -> Iterator[WhatChanged]:
    row = _row_at(uow, now.id, decision.codebook_revision)
    if row is None or _hash(now.id, row) == now.wording_hash:
        return
    yield WhatChanged(
        StaleCause.REWORDED,
        code=now.id,
        worded=_wording(row, decision.codebook_revision),
        worded_now=Wording(revision, now.definition, now.rule, now.unit),
    )


def _worded(uow: UnitOfWork, code: CodeId, decision: Decision) -> Wording | None:
    row = _row_at(uow, code, decision.codebook_revision)
    return _wording(row, decision.codebook_revision) if row else None


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


def _wording(row: Mapping[str, Any], revision: int) -> Wording:
    return Wording(revision, row["definition"], row["rule"], CodingUnit(row["unit"]))


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
