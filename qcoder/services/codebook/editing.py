"""The codebook, edited code by code, with a revision for every act."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qcoder.domain.codebook import (
    Code,
    Codebook,
    CodeEntry,
    CodingUnit,
    free_key,
    unit_named_in,
)
from qcoder.domain.coding import MemoTarget
from qcoder.domain.colours import proposed_colour
from qcoder.domain.errors import NotFound, RuleBroken
from qcoder.domain.ids import CodeId, GroupingId, new_id
from qcoder.services.codebook.closing import check_new_codes
from qcoder.services.memos.writing import remove_memos
from qcoder.services.rules import check_decided_codes

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork


def code_labelled(codebook: Codebook, label: str) -> Code:
    """The code of that label, case ignored; the error lists those there are, or where it went."""
    code = codebook.find(label)
    if code is not None:
        return code
    folded = label.strip().casefold()
    gone = (one for one, merged in codebook.merged.items() if merged.label.casefold() == folded)
    into = next(filter(None, map(codebook.merged_into, gone)), None)
    if into is not None:
        raise NotFound(f"“{label}” was merged into “{into.label}”; name that code instead.")
    known = ", ".join(c.label for c in codebook.codes) or "none yet"
    raise NotFound(f"There is no code “{label}” in the codebook (codes: {known}).")


def add_code(uow: UnitOfWork, grouping: GroupingId, label: str) -> Code:
    """A new code at the end of a grouping, with a colour and a key that are free."""
    return add_described_code(uow, grouping, CodeEntry("", label, "", "", CodingUnit.FREE))


def add_described_code(uow: UnitOfWork, grouping: GroupingId, entry: CodeEntry) -> Code:
    """A new code as it is described, at the end of a grouping.

    Unit, colour and key that are not given are proposed: the unit from the coding rule. Refused
    while the codebook is closed for new codes, and where label or key are taken.
    """
    check_new_codes(uow)
    codebook = uow.codebook.load()
    _refuse_label(codebook, entry.label, None)
    key = free_key(entry.label, (c.key for c in codebook.codes)) if entry.key is None else entry.key
    code = Code(
        id=CodeId(new_id()),
        grouping=grouping,
        label=entry.label.strip(),
        definition=entry.definition,
        rule=entry.rule,
        unit=entry.unit or unit_named_in(entry.rule),
        colour=entry.colour or proposed_colour(c.colour for c in codebook.codes),
        key=key.upper(),
        position=max((c.position for c in codebook.codes), default=-1) + 1,
    )
    _refuse_key(codebook, code)
    uow.codebook.add_code(code)
    uow.project.bump_revision()
    return code


def edit_code(uow: UnitOfWork, edited: Code, *, wording_only: bool = False) -> None:
    """Store the code as edited; label and key must be free.

    With another definition, rule or unit, decisions of consensus meetings on the code go stale,
    unless the edit is one of ``wording_only``, which says the same in other words.
    """
    codebook = uow.codebook.load()
    _present(codebook, edited.id)
    _refuse_label(codebook, edited.label, edited.id)
    _refuse_key(codebook, edited)
    before = codebook.by_id[edited.id]
    tidy = replace(edited, label=edited.label.strip(), key=edited.key.upper())
    tidy = tidy.edited_from(before, wording_only=wording_only)
    if tidy != before:
        uow.codebook.update_code(tidy)
        uow.project.bump_revision()


def remove_code(uow: UnitOfWork, code: CodeId) -> None:
    """Remove a code that no coding uses, with the memos on it.

    Its grouping goes with its last code.
    """
    found = _present(uow.codebook.load(), code)
    uses = uow.codings.using_code(code)
    if uses:
        noun = "coding" if uses == 1 else "codings"
        raise RuleBroken(f"“{found.label}” is used by {uses} {noun}; recode or remove them first.")
    check_decided_codes(uow, [code])
    remove_memos(uow, MemoTarget.CODE, code)
    uow.codebook.remove_code(code)
    drop_empty_groupings(uow)
    uow.project.bump_revision()


def drop_empty_groupings(uow: UnitOfWork) -> None:
    """Remove the groupings that have lost their last code."""
    codebook = uow.codebook.load()
    for grouping in codebook.groupings:
        if not codebook.codes_of(grouping.id):
            uow.codebook.remove_grouping(grouping.id)


def _present(codebook: Codebook, code: CodeId) -> Code:
    if code not in codebook.by_id:
        raise NotFound("The codebook does not have this code any more.")
    return codebook.by_id[code]


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
