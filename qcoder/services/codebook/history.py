"""The revisions of the codebook: who changed what, and when, as the journal has it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qcoder.domain.changes import CODEBOOK_REVISION, Change, EntryKind, JournalEntry, Kind
from qcoder.domain.ids import CodeId, CoderId

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class CodeChange:
    """What became of one code: ``fields`` are those that changed, in the codebook's order.

    A code that came or went has no fields.
    """

    label: str
    came: bool = False
    went: bool = False
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupingChange:
    """What became of one grouping; ``was`` is the name it had before, where that is another."""

    name: str
    was: str = ""
    came: bool = False
    went: bool = False
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Revision:
    """One revision. ``coder`` is empty where nobody had said who they are; ``at`` is UTC."""

    number: int
    at: str
    coder: str
    label: str
    kind: EntryKind
    codes: tuple[CodeChange, ...]
    groupings: tuple[GroupingChange, ...] = ()


_FIELDS = (
    *("label", "grouping", "definition", "rule", "unit", "grain", "colour", "key"),
    "position",
)


def codebook_revisions(uow: UnitOfWork) -> list[Revision]:
    """Every revision, the latest first."""
    names = {coder.id: coder.name for coder in uow.coders.all()}
    found = [
        _revision(uow, entry, number=int((change.after or {}).get("value", 0)), names=names)
        for entry, change in uow.journal.history(Kind.PROJECT, CODEBOOK_REVISION)
        if change.before is not None
    ]
    return found[::-1]


def _revision(
    uow: UnitOfWork, entry: JournalEntry, *, number: int, names: Mapping[CoderId, str]
) -> Revision:
    changes = uow.journal.entry(entry.id)
    return Revision(
        number=number,
        at=entry.at,
        coder=names.get(entry.actor, "") if entry.actor else "",
        label=entry.label,
        kind=entry.kind,
        codes=tuple(_code_changes(changes.of(Kind.CODE))),
        groupings=tuple(map(_grouping_change, changes.of(Kind.GROUPING))),
    )


def _grouping_change(change: Change) -> GroupingChange:
    before, after, name = change.before, change.after, str(change.either["name"])
    if before is None or after is None:
        return GroupingChange(name, came=before is None, went=after is None)
    was = str(before["name"]) if before["name"] != name else ""
    return GroupingChange(name, was, moved=before["position"] != after["position"])


_GONE_BY = ("label", "grouping", "definition", "rule", "unit", "grain")
"""What coders go by; colours, keys and the order change nothing of what a code means."""


def code_changes_between(uow: UnitOfWork, after: int, until: int) -> tuple[CodeChange, ...]:
    """What became of each code from revision ``after`` to ``until``, all its changes as one.

    What was changed and changed back is none. In the order in which codes were first changed.
    """
    first: dict[str, Mapping[str, Any] | None] = {}
    last: dict[str, Mapping[str, Any] | None] = {}
    for entry, change in uow.journal.history(Kind.PROJECT, CODEBOOK_REVISION):
        if after < int((change.after or {}).get("value", 0)) <= until:
            for of_code in uow.journal.entry(entry.id).of(Kind.CODE):
                first.setdefault(of_code.key, of_code.before)
                last[of_code.key] = of_code.after
    net = (Change(Kind.CODE, key, first[key], last[key]) for key in first)
    found = _code_changes(change for change in net if change.before or change.after)
    return tuple(change for change in map(_of_what_counts, found) if change)


def _of_what_counts(change: CodeChange) -> CodeChange | None:
    if change.came or change.went:
        return change
    fields = tuple(name for name in change.fields if name in _GONE_BY)
    return CodeChange(change.label, fields=fields) if fields else None


def wording_changed_since(uow: UnitOfWork, code: CodeId, revision: int) -> int:
    """The latest revision after ``revision`` that changed definition, rule or unit of a code.

    0 where none did: what was coded under that revision still goes by what is written now.
    """
    numbers = {
        entry.id: int((change.after or {}).get("value", 0))
        for entry, change in uow.journal.history(Kind.PROJECT, CODEBOOK_REVISION)
    }
    later = [
        (number, change.before, change.after)
        for entry, change in uow.journal.history(Kind.CODE, code)
        if (number := numbers.get(entry.id, 0)) > revision and change.before and change.after
    ]
    changed = [number for number, before, after in later if _wording(before) != _wording(after)]
    if not changed or _wording(later[0][1]) == _wording(later[-1][2]):
        return 0
    return changed[-1]


def _wording(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return row["definition"], row["rule"], row["unit"]


def _code_changes(changes: Iterable[Change]) -> Iterable[CodeChange]:
    for change in changes:
        before, after = change.before, change.after
        label = str(change.either["label"])
        if before is None or after is None:
            yield CodeChange(label, came=before is None, went=after is None)
            continue
        fields = tuple(name for name in _FIELDS if before.get(name) != after.get(name))
        if fields != ("position",):
            yield CodeChange(label, fields=fields)
