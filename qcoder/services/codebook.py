"""The codebook: loaded from a table, edited, with a revision for every act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qcoder.domain.codebook import (
    Code,
    Codebook,
    CodeEntry,
    CodingUnit,
    Grouping,
    free_key,
    unit_named_in,
)
from qcoder.domain.errors import NotFound, RuleBroken
from qcoder.domain.ids import CodeId, GroupingId, new_id

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork

# One lightness in OKLCH (0.56, chroma 0.13), hues far apart first, so that neighbours in a
# codebook without colours differ most.
PROPOSED_COLOURS = (
    "#2D78BD", "#AD5C15", "#478638", "#9A579E", "#0086A4", "#B4514C", "#817700", "#6769BF",
    "#008C7E", "#AB517F", "#638119", "#8160B5", "#9C6A00", "#008B59", "#B14F6A",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CodebookLoad:
    """What loading a codebook did, as labels in the order of the codebook."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    kept_because_used: tuple[str, ...]
    """Codes that the table does not have, but codings do."""


def load_codebook(uow: UnitOfWork, entries: Sequence[CodeEntry]) -> CodebookLoad:
    """Make the codebook what the table says.

    A code of the same label keeps its identity, so its codings stay. Codes the table does
    not have are removed, unless codings use them. Unit, colour and key that the table does
    not give are kept, or proposed: the unit from the coding rule, a colour and a key that
    no other code has.
    """
    before = uow.codebook.load()
    used = {code.id for code in before.codes if uow.codings.using_code(code.id)}
    listed = {entry.label.casefold() for entry in entries}
    absent = [code for code in before.codes if code.label.casefold() not in listed]
    for code in absent:
        if code.id not in used:
            uow.codebook.remove_code(code.id)
    kept = [code for code in absent if code.id in used]
    added, changed = _write_entries(uow, before, entries, kept)
    _drop_empty_groupings(uow)
    uow.project.bump_revision()
    return CodebookLoad(
        tuple(added),
        tuple(changed),
        tuple(code.label for code in absent if code.id not in used),
        tuple(code.label for code in kept),
    )


def _write_entries(
    uow: UnitOfWork, before: Codebook, entries: Sequence[CodeEntry], kept: Sequence[Code]
) -> tuple[list[str], list[str]]:
    groupings = _groupings(uow, before, entries)
    keys = {entry.key for entry in entries if entry.key} | {code.key for code in kept}
    added: list[str] = []
    changed: list[str] = []
    for position, entry in enumerate(entries):
        present = before.find(entry.label)
        code = _code(entry, present, groupings[entry.grouping.casefold()].id, position, keys)
        keys.add(code.key)
        if present is None:
            uow.codebook.add_code(code)
            added.append(code.label)
        elif code != present:
            uow.codebook.update_code(code)
            changed.append(code.label)
    return added, changed


def _groupings(
    uow: UnitOfWork, before: Codebook, entries: Sequence[CodeEntry]
) -> dict[str, Grouping]:
    found = {grouping.name.casefold(): grouping for grouping in before.groupings}
    for name in dict.fromkeys(entry.grouping for entry in entries):
        if name.casefold() not in found:
            grouping = Grouping(GroupingId(new_id()), name, len(found))
            uow.codebook.add_grouping(grouping)
            found[name.casefold()] = grouping
    return found


def _drop_empty_groupings(uow: UnitOfWork) -> None:
    codebook = uow.codebook.load()
    for grouping in codebook.groupings:
        if not codebook.codes_of(grouping.id):
            uow.codebook.remove_grouping(grouping.id)


def _code(
    entry: CodeEntry, present: Code | None, grouping: GroupingId, position: int, keys: set[str]
) -> Code:
    colour = PROPOSED_COLOURS[position % len(PROPOSED_COLOURS)]
    key = entry.key
    if key is None:
        taken = keys - ({present.key} if present else set())
        key = present.key if present and present.key else free_key(entry.label, taken)
    return Code(
        id=present.id if present else CodeId(new_id()),
        grouping=grouping,
        label=entry.label,
        definition=entry.definition,
        rule=entry.rule,
        unit=entry.unit or (present.unit if present else unit_named_in(entry.rule)),
        colour=entry.colour or (present.colour if present else colour),
        key=key,
        position=position,
    )


def code_labelled(codebook: Codebook, label: str) -> Code:
    """The code of that label, case ignored; the error lists those there are."""
    code = codebook.find(label)
    if code is None:
        known = ", ".join(c.label for c in codebook.codes) or "none yet"
        raise NotFound(f"There is no code “{label}” in the codebook (codes: {known}).")
    return code


def add_code(uow: UnitOfWork, grouping: GroupingId, label: str) -> Code:
    """A new code at the end of a grouping, with a colour and a key that are free."""
    codebook = uow.codebook.load()
    _refuse_label(codebook, label, None)
    count = len(codebook.codes)
    code = Code(
        id=CodeId(new_id()),
        grouping=grouping,
        label=label.strip(),
        definition="",
        rule="",
        unit=CodingUnit.FREE,
        colour=PROPOSED_COLOURS[count % len(PROPOSED_COLOURS)],
        key=free_key(label, (c.key for c in codebook.codes)),
        position=max((c.position for c in codebook.codes), default=-1) + 1,
    )
    uow.codebook.add_code(code)
    uow.project.bump_revision()
    return code


def edit_code(uow: UnitOfWork, edited: Code) -> None:
    """Store the code as edited; label and key must be free."""
    codebook = uow.codebook.load()
    _refuse_label(codebook, edited.label, edited.id)
    _refuse_key(codebook, edited)
    tidy = replace(edited, label=edited.label.strip(), key=edited.key.upper())
    if tidy != codebook.by_id[edited.id]:
        uow.codebook.update_code(tidy)
        uow.project.bump_revision()


def remove_code(uow: UnitOfWork, code: CodeId) -> None:
    """Remove a code that no coding uses; its grouping goes with its last code."""
    found = uow.codebook.load().by_id[code]
    uses = uow.codings.using_code(code)
    if uses:
        raise RuleBroken(f"“{found.label}” is used by {uses} codings; recode or remove them first.")
    uow.codebook.remove_code(code)
    _drop_empty_groupings(uow)
    uow.project.bump_revision()


def _refuse_label(codebook: Codebook, label: str, own: CodeId | None) -> None:
    if not label.strip():
        raise RuleBroken("A code needs a label.")
    other = codebook.find(label)
    if other and other.id != own:
        raise RuleBroken(f"There is already a code “{other.label}”.")


def _refuse_key(codebook: Codebook, edited: Code) -> None:
    if len(edited.key) > 1:
        raise RuleBroken("The key of a code is a single letter or digit.")
    other = codebook.by_key.get(edited.key.upper()) if edited.key else None
    if other and other.id != edited.id:
        raise RuleBroken(f"The key {edited.key.upper()} belongs to “{other.label}”.")
