"""An act on its way to be stored: what it has made, and whose turn it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import RLock
from typing import TYPE_CHECKING, Generic, TypeVar

from qcoder.domain.changes import ChangeSet, EntryKind
from qcoder.domain.errors import RuleBroken
from qcoder.domain.ids import CoderId, EntryId

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork

T = TypeVar("T")

Progress = Callable[[int], None]
"""Hears how many rows were written, those of the journal among them; an error it raises ends the
act, of which nothing is stored then."""


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What an act returned and what it changed; nothing changed is an empty change set."""

    value: T
    changes: ChangeSet


@dataclass(frozen=True, slots=True)
class Made(Generic[T]):
    """What an act has done in its transaction, and how it is to be committed."""

    value: T
    label: str
    actor: CoderId | None
    undoable: bool = True
    kind: EntryKind = EntryKind.ACT
    of: EntryId | None = None
    stays: EntryId | None = None
    """What ``of`` is called once more has been stored."""

    def commit(self, uow: UnitOfWork) -> ChangeSet:
        """Store it; CommitUnsure where the project was lost in that moment."""
        return uow.commit(
            self.label, self.actor, undoable=self.undoable, kind=self.kind, of=self.of
        )


class Turn:
    """One act at a time in one program, whatever thread it runs in; who comes second is refused.

    The file has a turn of its own, but who waits for that in vain goes on in memory, and so would
    part from an act of this very window. ``is_beside`` while what runs must be stored as it is.
    """

    def __init__(self) -> None:
        self._held = RLock()
        self.is_beside = False

    @contextmanager
    def taken(self, *, is_beside: bool) -> Iterator[None]:
        """Hold it; RuleBroken while another thread does."""
        if not self._held.acquire(blocking=False):
            raise RuleBroken("Something long is being done at present. Try again once it is done.")
        was_beside, self.is_beside = self.is_beside, is_beside
        try:
            yield
        finally:
            self.is_beside = was_beside
            self._held.release()

    @contextmanager
    def taken_if_free(self) -> Iterator[bool]:
        """Hold it where no other thread does; whether it is held."""
        is_held = self._held.acquire(blocking=False)
        try:
            yield is_held
        finally:
            if is_held:
                self._held.release()
