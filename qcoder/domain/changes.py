"""What an act changed, so that whoever shows it can show it anew."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from qcoder.domain.ids import CoderId, EntryId


class Kind(StrEnum):
    """Kinds of stored things that can change; the names of the journal's tables."""

    PROJECT = "project"
    CODER = "coder"
    TRANSCRIPT = "transcript"
    ASSIGNMENT = "assignment"
    GROUPING = "grouping"
    CODE = "code"
    CODING = "coding"
    STORY = "story"
    HIGHLIGHT = "highlight"
    MEMO = "memo"
    DECISION = "decision"
    SNAPSHOT = "snapshot"
    MEETING = "meeting"
    PROPOSAL = "proposal"
    AUDIT_MARK = "audit_mark"
    CLOSING = "closing"
    BLIND_MARK = "blind_mark"


ONLY_APPENDED = frozenset({Kind.DECISION, Kind.SNAPSHOT, Kind.AUDIT_MARK, Kind.CLOSING})
"""What is taken back by something further, never by removing it."""


CODEBOOK_REVISION = "codebook_revision"
"""Key of the one project property that only ever grows, also when an act is undone."""


class EntryKind(StrEnum):
    """How a journal entry came about."""

    ACT = "act"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class Change:
    """One stored thing before and after; None where it did not exist."""

    kind: Kind
    key: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None

    @property
    def is_revision(self) -> bool:
        """Whether this is the codebook's revision number going up."""
        return self.kind is Kind.PROJECT and self.key == CODEBOOK_REVISION

    @property
    def is_setting(self) -> bool:
        """Whether this is about a setting of the project, on which no panel rests."""
        return self.kind is Kind.PROJECT and self.key.startswith("setting/")

    @property
    def either(self) -> Mapping[str, Any]:
        """The state after, or before where it is gone: to read what does not change."""
        return self.after if self.after is not None else self.before or {}

    def inverted(self) -> "Change":
        """The change that takes this one back."""
        return Change(self.kind, self.key, self.after, self.before)


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """All changes of one journal entry, in the order they were made."""

    entry: EntryId | None
    label: str
    actor: CoderId | None
    changes: tuple[Change, ...]
    undoable: bool = True
    """False for acts that only an act of their own takes back: seal, unseal, decide."""

    def __bool__(self) -> bool:
        return bool(self.changes)

    def of(self, kind: Kind) -> tuple[Change, ...]:
        """The changes of one kind."""
        return tuple(change for change in self.changes if change.kind is kind)

    @property
    def kinds(self) -> frozenset[Kind]:
        """Every kind that was touched."""
        return frozenset(change.kind for change in self.changes)


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """The head of one journal entry: who did what, when, with which version.

    ``of`` is the act that was undone or redone, None for an act. ``at`` is UTC, ISO 8601.
    """

    id: EntryId
    at: str
    actor: CoderId | None
    label: str
    kind: EntryKind
    of: EntryId | None
    undoable: bool
    app_version: str
