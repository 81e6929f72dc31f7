"""The codebook made what a table says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qcoder.domain.codebook import (
    Code,
    Codebook,
    CodeEntry,
    Grouping,
    free_key,
    unit_named_in,
)
from qcoder.domain.coding import MemoTarget
from qcoder.domain.colours import proposed_colour
from qcoder.domain.ids import CodeId, GroupingId, new_id
from qcoder.services.codebook.closing import check_new_codes
from qcoder.services.codebook.editing import drop_empty_groupings
from qcoder.services.memos.writing import remove_memos
from qcoder.services.rules import decided_codes

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class CodebookLoad:
    """What loading a codebook did, as labels in the order of the codebook."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    kept_because_used: tuple[str, ...]
    """Codes that the table does not have, but codings or decisions do."""


def preview_load(uow: UnitOfWork, entries: Sequence[CodeEntry]) -> CodebookLoad:
    """What :func:`load_codebook` would do; codes that only get another place are not named."""
    before = uow.codebook.load()
    removed, kept = _absent(uow, before, entries)
    pairs = [(entry, before.find(entry.label)) for entry in entries]
    return CodebookLoad(
        added=tuple(entry.label for entry, code in pairs if code is None),
        changed=tuple(
            entry.label for entry, code in pairs if code and _differs(before, code, entry)
        ),
        removed=tuple(code.label for code in removed),
        kept_because_used=tuple(code.label for code in kept),
    )


def _differs(codebook: Codebook, code: Code, entry: CodeEntry) -> bool:
    """Whether the table says something else; what it does not give is no difference."""
    now = (codebook.grouping(code).name, code.label, code.definition, code.rule)
    given = ((entry.unit, code.unit), (entry.colour, code.colour), (entry.key, code.key))
    return now != (entry.grouping, entry.label, entry.definition, entry.rule) or any(
        new is not None and new != old for new, old in given
    )


def _absent(
    uow: UnitOfWork, before: Codebook, entries: Sequence[CodeEntry]
) -> tuple[list[Code], list[Code]]:
    """Codes that the table does not have: those that go, and those that stay as they are used."""
    listed = {entry.label.casefold() for entry in entries}
    absent = [code for code in before.codes if code.label.casefold() not in listed]
    decided = decided_codes(uow)
    kept = [c for c in absent if c.id in decided or uow.codings.using_code(c.id)]
    return [code for code in absent if code not in kept], kept


def load_codebook(uow: UnitOfWork, entries: Sequence[CodeEntry]) -> CodebookLoad:
    """Make the codebook what the table says.

    A code of the same label keeps its identity, so its codings stay. Codes the table does
    not have are removed with the memos on them, unless they are used. Unit, colour and key that
    the table does not give are kept, or proposed: the unit from the coding rule, a colour and a
    key that no other code has. A key that a code kept from before would share with one of the
    table is given up. Refused where codes would come while the codebook is closed for new ones.
    """
    before = uow.codebook.load()
    if any(before.find(entry.label) is None for entry in entries):
        check_new_codes(uow)
    removed, kept = _absent(uow, before, entries)
    for code in removed:
        remove_memos(uow, MemoTarget.CODE, code.id)
        uow.codebook.remove_code(code.id)
    added, changed = _write(uow, before, _codes(uow, before, entries, kept))
    drop_empty_groupings(uow)
    if uow.pending_changes():
        uow.project.bump_revision()
    return CodebookLoad(
        tuple(added), tuple(changed), tuple(c.label for c in removed), tuple(c.label for c in kept)
    )


def _write(uow: UnitOfWork, before: Codebook, codes: Sequence[Code]) -> tuple[list[str], list[str]]:
    added: list[str] = []
    changed: list[str] = []
    for code in codes:
        present = before.by_id.get(code.id)
        if present is None:
            uow.codebook.add_code(code)
            added.append(code.label)
        elif code != present:
            uow.codebook.update_code(code)
            changed.append(code.label)
    return added, changed


def _codes(
    uow: UnitOfWork, before: Codebook, entries: Sequence[CodeEntry], kept: Sequence[Code]
) -> list[Code]:
    """What the codebook will consist of, but for what is not used: the table, then the kept."""
    groupings = _groupings(uow, before, entries)
    taken = _Taken.by(before, entries, kept)
    codes = [
        taken.code(entry, before.find(entry.label), groupings[entry.grouping.casefold()], position)
        for position, entry in enumerate(entries)
    ]
    return [*codes, *(taken.kept(code) for code in kept)]


class _Taken:
    """Keys and colours that are given, and codes from entries with what is free of them."""

    def __init__(self, keys: set[str], given: frozenset[str], colours: set[str]) -> None:
        self._keys = keys
        self._given = given
        self._colours = colours

    @staticmethod
    def by(before: Codebook, entries: Sequence[CodeEntry], kept: Sequence[Code]) -> _Taken:
        """What the table gives, what its codes keep from before, and what the kept codes have."""
        given = frozenset(entry.key.upper() for entry in entries if entry.key)
        found = [(entry, before.find(entry.label)) for entry in entries]
        keys = {code.key for entry, code in found if code and entry.key is None}
        colours = {entry.colour or (code.colour if code else "") for entry, code in found}
        used = {*given, *keys, *(code.key for code in kept)}
        return _Taken(used, given, {*colours, *(code.colour for code in kept)})

    def code(
        self, entry: CodeEntry, present: Code | None, grouping: GroupingId, position: int
    ) -> Code:
        colour = entry.colour or (present.colour if present else "")
        if not colour:
            colour = proposed_colour(self._colours)
            self._colours.add(colour)
        loaded = Code(
            id=present.id if present else CodeId(new_id()),
            grouping=grouping,
            label=entry.label,
            definition=entry.definition,
            rule=entry.rule,
            unit=entry.unit or (present.unit if present else unit_named_in(entry.rule)),
            colour=colour,
            key=self._key(entry, present),
            position=position,
            grain=present.grain if present else None,
        )
        return loaded.edited_from(present) if present else loaded

    def _key(self, entry: CodeEntry, present: Code | None) -> str:
        if entry.key is not None:
            return entry.key.upper()
        if present is not None and present.key and present.key not in self._given:
            return present.key
        key = free_key(entry.label, self._keys)
        self._keys.add(key)
        return key

    def kept(self, code: Code) -> Code:
        """A code that the table does not have, without a key that the table has given away."""
        return replace(code, key="") if code.key in self._given else code


def _groupings(
    uow: UnitOfWork, before: Codebook, entries: Sequence[CodeEntry]
) -> Mapping[str, GroupingId]:
    """The groupings of the table in its order, before those it does not have."""
    present = {grouping.name.casefold(): grouping for grouping in before.groupings}
    names = {entry.grouping.casefold(): entry.grouping for entry in reversed(entries)}
    order = dict.fromkeys([*(entry.grouping.casefold() for entry in entries), *present])
    found: dict[str, GroupingId] = {}
    for position, folded in enumerate(order):
        found[folded] = _placed(uow, present.get(folded), names.get(folded, ""), position)
    return found


def _placed(uow: UnitOfWork, present: Grouping | None, name: str, position: int) -> GroupingId:
    if present is None:
        grouping = Grouping(GroupingId(new_id()), name, position)
        uow.codebook.add_grouping(grouping)
        return grouping.id
    if present.position != position:
        uow.codebook.update_grouping(Grouping(present.id, present.name, position))
    return present.id
