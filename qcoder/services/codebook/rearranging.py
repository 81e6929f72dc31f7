"""The codebook rearranged: groupings and codes moved, named and deleted.

Every act that changes something is one revision. Merging is in ``code_merging``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qcoder.domain.assignment import may_see
from qcoder.domain.codebook import Code, Codebook, CodeEntry, Grouping
from qcoder.domain.coding import Coding, MemoTarget
from qcoder.domain.errors import NotFound, RuleBroken
from qcoder.domain.ids import CodeId, CoderId, GroupingId, new_id
from qcoder.services.codebook.closing import check_new_codes
from qcoder.services.codebook.editing import add_described_code
from qcoder.services.rules import decided_codes

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork


def add_grouping(uow: UnitOfWork, name: str) -> Grouping:
    """A new grouping at the end; loading a table sweeps it away as long as it is empty."""
    grouping = _new_grouping(uow, name)
    uow.project.bump_revision()
    return grouping


def _new_grouping(uow: UnitOfWork, name: str) -> Grouping:
    codebook = uow.codebook.load()
    _refuse_name(codebook, name, None)
    last = max((grouping.position for grouping in codebook.groupings), default=-1)
    grouping = Grouping(GroupingId(new_id()), name.strip(), last + 1)
    uow.codebook.add_grouping(grouping)
    return grouping


def add_code_of(uow: UnitOfWork, entry: CodeEntry) -> Code:
    """A new code as it is described, its grouping with it where there is none of that name.

    It is one revision.
    """
    check_new_codes(uow)
    name = entry.grouping.strip().casefold()
    codebook = uow.codebook.load()
    present = next((g for g in codebook.groupings if g.name.casefold() == name), None)
    grouping = present or _new_grouping(uow, entry.grouping)
    return add_described_code(uow, grouping.id, entry)


def rename_grouping(uow: UnitOfWork, grouping: GroupingId, name: str) -> None:
    """Give it another name; the name must be free, case ignored."""
    codebook = uow.codebook.load()
    present = grouping_of(codebook, grouping)
    _refuse_name(codebook, name, grouping)
    if present.name != name.strip():
        uow.codebook.update_grouping(replace(present, name=name.strip()))
        uow.project.bump_revision()


def move_grouping(uow: UnitOfWork, grouping: GroupingId, place: int) -> None:
    """Put it at that place, counted from 0 among the others; its codes go with it."""
    codebook = uow.codebook.load()
    moved = grouping_of(codebook, grouping)
    others = [other for other in codebook.groupings if other.id != grouping]
    order = (*others[:place], moved, *others[place:])
    if order == codebook.groupings:
        return
    for position, each in enumerate(order):
        if each.position != position:
            uow.codebook.update_grouping(replace(each, position=position))
    uow.project.bump_revision()


def remove_grouping(uow: UnitOfWork, grouping: GroupingId) -> None:
    """Remove a grouping that has no codes."""
    codebook = uow.codebook.load()
    present, count = grouping_of(codebook, grouping), len(codebook.codes_of(grouping))
    if count:
        codes = "1 code" if count == 1 else f"{count} codes"
        raise RuleBroken(f"“{present.name}” has {codes}; move or delete them first.")
    uow.codebook.remove_grouping(grouping)
    uow.project.bump_revision()


def move_code(uow: UnitOfWork, code: CodeId, grouping: GroupingId, place: int) -> None:
    """Put a code into a grouping, its own or another, at that place counted from 0.

    The grouping that it leaves stays, even empty.
    """
    codebook = uow.codebook.load()
    moved = replace(code_of(codebook, code), grouping=grouping_of(codebook, grouping).id)
    others = [other for other in codebook.codes_of(grouping) if other.id != code]
    order = (*others[:place], moved, *others[place:])
    if order == codebook.codes_of(grouping):
        return
    for position, each in enumerate(order):
        placed = replace(each, position=position)
        if placed != codebook.by_id[each.id]:
            uow.codebook.update_code(placed)
    uow.project.bump_revision()


@dataclass(frozen=True, slots=True)
class CoderShare:
    """How many codings of one coder an act is about.

    ``coinciding`` of them are on words where the coder has another, and become one with it.
    """

    name: str
    codings: int
    coinciding: int = 0


@dataclass(frozen=True, slots=True)
class DeletionPreview:
    """What deleting a code would do; it is refused where ``obstacle`` is not empty."""

    code: Code
    shares: tuple[CoderShare, ...]
    """Of the coders whose codings the viewer may see, in the order they joined."""
    has_hidden: bool
    """Whether layers that the viewer may not see use the code as well."""
    memos: int
    """Memos on the code, which go with it."""
    grouping_gone: str
    """The grouping that goes with its last code; empty where it stays."""
    obstacle: str


def preview_deletion(
    uow: UnitOfWork, code: CodeId, viewer: CoderId | None = None
) -> DeletionPreview:
    """What :func:`delete_code` would do, told to someone who may not see every layer."""
    codebook = uow.codebook.load()
    found = code_of(codebook, code)
    visible, has_hidden = _visible(uow, codings_with(uow, [code]), viewer)
    shares = tuple(
        CoderShare(coder.name, count)
        for coder in uow.coders.all()
        if (count := sum(coding.coder == coder.id for coding in visible))
    )
    return DeletionPreview(
        code=found,
        shares=shares,
        has_hidden=has_hidden,
        memos=len(uow.memos.on(MemoTarget.CODE, code)),
        grouping_gone=", ".join(g.name for g in groupings_emptied(codebook, [found])),
        obstacle=_obstacle(uow, found, shares, has_hidden=has_hidden),
    )


def delete_code(uow: UnitOfWork, code: CodeId, viewer: CoderId | None = None) -> None:
    """Delete a code that nothing uses, with the memos on it; undoing brings all back.

    Refused while a coding uses it, or a decision speaks of it. What ``viewer`` may not see is
    not counted in the refusal.
    """
    preview = preview_deletion(uow, code, viewer)
    if preview.obstacle:
        raise RuleBroken(preview.obstacle)
    for memo in uow.memos.on(MemoTarget.CODE, code):
        uow.memos.remove(memo.id)
    remove_codes(uow, [preview.code])
    uow.project.bump_revision()


def _obstacle(
    uow: UnitOfWork, code: Code, shares: Sequence[CoderShare], *, has_hidden: bool
) -> str:
    users = [f"{_codings(share.codings)} of {share.name}" for share in shares]
    users += ["codings that you may not see yet"] if has_hidden else []
    if users:
        return f"“{code.label}” is used by {joined(users)}. They must be recoded or removed first."
    if code.id in decided_codes(uow):
        return decided_sentence(code)
    return ""


def decided_sentence(code: Code) -> str:
    """Why a code that a decision speaks of cannot go: the log must stay readable."""
    return (
        f"Decisions of a consensus meeting speak of “{code.label}”, so it cannot be removed. "
        "Merge it into another code: the decisions stay on record, to be looked at again."
    )


def _codings(count: int) -> str:
    return "1 coding" if count == 1 else f"{count} codings"


def joined(names: Sequence[str]) -> str:
    """As a sentence lists them: commas, and "and" before the last."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def codings_with(uow: UnitOfWork, codes: Iterable[CodeId]) -> list[Coding]:
    """Every coding with one of ``codes``, in removed transcripts too, in text order in each."""
    wanted = frozenset(codes)
    headers = uow.transcripts.headers(include_removed=True)
    codings = (coding for h in headers for coding in uow.codings.of_transcript(h.id))
    return [coding for coding in codings if coding.code in wanted]


def _visible(
    uow: UnitOfWork, codings: Iterable[Coding], viewer: CoderId | None
) -> tuple[list[Coding], bool]:
    """Those that ``viewer`` may see, and whether there are others."""
    hidden = hidden_layers(uow, viewer)
    codings = list(codings)
    visible = [coding for coding in codings if (coding.transcript, coding.coder) not in hidden]
    return visible, len(visible) < len(codings)


def hidden_layers(uow: UnitOfWork, viewer: CoderId | None) -> frozenset[tuple[str, str]]:
    """Transcript and coder of each layer that ``viewer`` may not see yet."""
    if viewer is None:
        return frozenset()
    hidden: set[tuple[str, str]] = set()
    for header in uow.transcripts.headers(include_removed=True):
        assignments = uow.assignments.of_transcript(header.id)
        coders = (coder.id for coder in uow.coders.all())
        hidden |= {(header.id, c) for c in coders if not may_see(viewer, c, assignments)}
    return frozenset(hidden)


def remove_codes(uow: UnitOfWork, codes: Sequence[Code]) -> None:
    """Remove codes that nothing uses, and the groupings that lose their last code by it."""
    emptied = groupings_emptied(uow.codebook.load(), codes)
    for code in codes:
        uow.codebook.remove_code(code.id)
    for grouping in emptied:
        uow.codebook.remove_grouping(grouping.id)


def groupings_emptied(codebook: Codebook, going: Sequence[Code]) -> list[Grouping]:
    """The groupings whose codes all are among ``going``; those empty already are not."""
    left = {code.grouping for code in codebook.codes if code not in going}
    losing = {code.grouping for code in going} - left
    return [grouping for grouping in codebook.groupings if grouping.id in losing]


def code_of(codebook: Codebook, code: CodeId) -> Code:
    """The code, or NotFound with a sentence."""
    if code not in codebook.by_id:
        raise NotFound("The codebook does not have this code any more.")
    return codebook.by_id[code]


def grouping_of(codebook: Codebook, grouping: GroupingId) -> Grouping:
    """The grouping, or NotFound with a sentence."""
    for found in codebook.groupings:
        if found.id == grouping:
            return found
    raise NotFound("The codebook does not have this grouping any more.")


def _refuse_name(codebook: Codebook, name: str, own: GroupingId | None) -> None:
    if not name.strip():
        raise RuleBroken("A grouping needs a name.")
    for other in codebook.groupings:
        if other.id != own and other.name.casefold() == name.strip().casefold():
            raise RuleBroken(f"There is already a grouping “{other.name}”.")
