"""Rules that every transaction keeps, whatever act, undo or redo it came from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from qcoder.domain.changes import Change, Kind
from qcoder.domain.coding import MemoTarget
from qcoder.domain.errors import LayerSealed, RuleBroken
from qcoder.domain.ids import CoderId, CodingId, TranscriptId

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork


def check_layers(uow: UnitOfWork, changes: Iterable[Change]) -> None:
    """Refuse changes to codings, and memos on them, in layers that are sealed or unassigned."""
    changes = tuple(changes)
    touched = dict.fromkeys(layer for c in changes if (layer := _layer(uow, c, changes)))
    for transcript, coder in touched:
        check_open(uow, transcript, coder)


def check_open(uow: UnitOfWork, transcript: TranscriptId, coder: CoderId) -> None:
    """Refuse unless ``coder`` is assigned to ``transcript`` and has not sealed it."""
    assignment = uow.assignments.get(transcript, coder)
    if assignment is not None and not assignment.is_sealed:
        return
    name, title = uow.coders.get(coder).name, uow.transcripts.header(transcript).name
    if assignment is None:
        raise RuleBroken(f"{name} is not assigned to {title}. Assign {name} first.")
    raise LayerSealed(f"{name} has sealed {title}. Unseal it to change its coding.")


def _layer(
    uow: UnitOfWork, change: Change, changes: tuple[Change, ...]
) -> tuple[TranscriptId, CoderId] | None:
    row = change.either
    if change.kind is Kind.CODING:
        return row["transcript"], row["coder"]
    if change.kind is Kind.MEMO and row["target"] == MemoTarget.CODING:
        return _layer_of_coding(uow, CodingId(row["target_id"]), changes)
    return None


def _layer_of_coding(
    uow: UnitOfWork, coding: CodingId, changes: tuple[Change, ...]
) -> tuple[TranscriptId, CoderId] | None:
    """A removed coding's memo goes with it: then the coding itself stands among the changes."""
    for change in changes:
        if change.kind is Kind.CODING and change.key == coding:
            return None
    found = uow.codings.get(coding)
    return found.transcript, found.coder
