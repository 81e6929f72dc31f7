"""What has changed under a stale decision, with the wording of codes then and now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qcoder.domain.codebook import Code
from qcoder.domain.consensus import Decision
from qcoder.domain.decisions import Resolution
from qcoder.domain.staleness import (
    StaleCause,
    WhatChanged,
    Wording,
    changed_codings,
    is_by_merging,
)
from qcoder.services.consensus.wording_then import WordingThen

if TYPE_CHECKING:
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


def _changes(
    uow: UnitOfWork, room: Room, resolution: Resolution, decision: Decision
) -> Iterator[WhatChanged]:
    if room.log.is_on_other_words(decision):
        yield WhatChanged(StaleCause.CORRECTED)
    changed = changed_codings(decision, resolution.difference.codings, room.codings)
    yield from (one for one in changed if not is_by_merging(one, room.codebook))
    yield from _rewordings(uow, room, decision)


def _rewordings(uow: UnitOfWork, room: Room, decision: Decision) -> Iterator[WhatChanged]:
    then = WordingThen(uow)
    read = dict.fromkeys(member.code for member in decision.readings)
    for code in (*read, *sorted(decision.codes_brought_in)):
        now = room.codebook.by_id.get(code)
        if now is None:
            into = room.codebook.merged_into(code)
            cause = StaleCause.MERGED if into else StaleCause.CODE_GONE
            worded = then.of(code, decision.codebook_revision)
            yield WhatChanged(cause, code=code, code_now=into.id if into else None, worded=worded)
        else:
            yield from _reworded(then, now, room.codebook.revision, decision)


def _reworded(
    then: WordingThen, now: Code, revision: int, decision: Decision
) -> Iterator[WhatChanged]:
    if then.is_other_than(now, decision.codebook_revision):
        yield WhatChanged(
            StaleCause.REWORDED,
            code=now.id,
            worded=then.of(now.id, decision.codebook_revision),
            worded_now=Wording(revision, now.definition, now.rule, now.unit),
        )
