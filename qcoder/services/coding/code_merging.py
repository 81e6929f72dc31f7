"""Codes merged: every coding of some codes gets one code, in the layers of all coders.

It is the one act that changes layers of others, since a codebook belongs to the team. So it is
refused as a whole while one of these layers is sealed, and is one entry of the journal, undone as
one. Decisions that speak of an absorbed code are kept and go stale; its label is kept for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qcoder.domain.codebook import Code
from qcoder.domain.coding import Coding, MemoTarget
from qcoder.domain.errors import LayerSealed, RuleBroken
from qcoder.domain.ids import CodeId, CoderId
from qcoder.services.codebook.rearranging import (
    CoderShare,
    code_of,
    codings_with,
    groupings_emptied,
    hidden_layers,
    joined,
    remove_codes,
)
from qcoder.services.coding.chosen_together import gather_memos
from qcoder.services.coding.left_breaks import forget_breaks

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What merging would do; it is refused where ``obstacle`` is not empty."""

    kept: Code
    absorbed: tuple[Code, ...]
    shares: tuple[CoderShare, ...]
    """Codings that get the kept code, of the coders whose layers the viewer may see."""
    has_hidden: bool
    """Whether codings move that the viewer may not see."""
    key: str
    """The key that the kept code will have: its own, or the first of the absorbed."""
    keys_gone: tuple[str, ...]
    groupings_gone: tuple[str, ...]
    decisions: int
    """Decisions in force that speak of an absorbed code, and will be stale."""
    obstacle: str


@dataclass(frozen=True, slots=True)
class _Place:
    """Codings of one coder on the same words, of which ``stays`` remains."""

    stays: Coding
    goes: tuple[Coding, ...]

    @property
    def layer(self) -> tuple[str, str]:
        return self.stays.transcript, self.stays.coder


def preview_merge(
    uow: UnitOfWork, kept: CodeId, absorbed: Iterable[CodeId], viewer: CoderId | None = None
) -> MergePreview:
    """What :func:`merge_codes` would do, told to someone who may not see every layer."""
    merge = _Merge(uow, kept, absorbed)
    hidden = hidden_layers(uow, viewer)
    visible = [place for place in merge.places if place.layer not in hidden]
    return MergePreview(
        kept=merge.kept,
        absorbed=merge.absorbed,
        shares=merge.shares(visible),
        has_hidden=len(visible) < len(merge.places),
        key=merge.key,
        keys_gone=tuple(c.key for c in merge.absorbed if c.key and c.key != merge.key),
        groupings_gone=tuple(g.name for g in groupings_emptied(merge.codebook, merge.absorbed)),
        decisions=_decisions_on(uow, merge.absorbed),
        obstacle=str(merge.obstacle() or ""),
    )


def merge_codes(uow: UnitOfWork, kept: CodeId, absorbed: Iterable[CodeId]) -> None:
    """Move every coding and memo of ``absorbed`` to ``kept`` and remove these codes.

    Where a coder has several of them on the very same words, one coding remains, that of the
    kept code or else the oldest, with the memos of all. Codings that only overlap all remain.
    Definition and rule of the kept code stay as they are. Refused while a layer that would
    change is sealed, or its coder not assigned any more.
    """
    merge = _Merge(uow, kept, absorbed)
    obstacle = merge.obstacle()
    if obstacle:
        raise obstacle
    for place in merge.places:
        _settle(uow, place, kept)
    gather_memos(uow, MemoTarget.CODE, kept, [code.id for code in merge.absorbed])
    for code in merge.absorbed:
        uow.codebook.note_merged(code, kept)
    remove_codes(uow, merge.absorbed)
    if merge.key != merge.kept.key:
        uow.codebook.update_code(replace(merge.kept, key=merge.key))
    uow.project.bump_revision()


def _settle(uow: UnitOfWork, place: _Place, kept: CodeId) -> None:
    gather_memos(uow, MemoTarget.CODING, place.stays.id, [coding.id for coding in place.goes])
    forget_breaks(uow, [coding.id for coding in place.goes])
    for coding in place.goes:
        uow.codings.remove(coding.id)
    if place.stays.code != kept:
        uow.codings.update(replace(place.stays, code=kept))


def _decisions_on(uow: UnitOfWork, codes: Iterable[Code]) -> int:
    going = {code.id for code in codes}
    logs = (uow.decisions.log(header.id) for header in uow.transcripts.headers())
    in_force = (log.in_force(head) for log in logs for head in log.heads().values())
    return sum(bool(decision and going & decision.codes_named) for decision in in_force)


class _Merge:
    """What is merged into what, and where."""

    def __init__(self, uow: UnitOfWork, kept: CodeId, absorbed: Iterable[CodeId]) -> None:
        self._uow = uow
        self.codebook = uow.codebook.load()
        self.kept = code_of(self.codebook, kept)
        self.absorbed = tuple(code_of(self.codebook, code) for code in dict.fromkeys(absorbed))
        if not self.absorbed or self.kept in self.absorbed:
            raise RuleBroken("To merge codes, choose one to keep and others to go into it.")
        self.places = self._places()

    @property
    def key(self) -> str:
        """The key of the kept code, or the first that would go."""
        return next((code.key for code in (self.kept, *self.absorbed) if code.key), "")

    def shares(self, places: Sequence[_Place]) -> tuple[CoderShare, ...]:
        """How many codings get the kept code, or become one with a coding that has it."""
        return tuple(
            CoderShare(
                coder.name,
                sum(self._moving(place) for place in own),
                sum(len(place.goes) for place in own),
            )
            for coder in self._uow.coders.all()
            if (own := [place for place in places if place.stays.coder == coder.id])
        )

    def _moving(self, place: _Place) -> int:
        return sum(coding.code != self.kept.id for coding in (place.stays, *place.goes))

    def obstacle(self) -> RuleBroken | None:
        """What stands against it."""
        assignments = {(a.transcript, a.coder): a for a in self._uow.assignments.all()}
        layers = [(place.stays.transcript, place.stays.coder) for place in self.places]
        layers = list(dict.fromkeys(layers))
        sealed = [one for one in layers if one in assignments and assignments[one].is_sealed]
        absent = [one for one in layers if one not in assignments]
        if sealed:
            return LayerSealed(
                f"Merging would change what is sealed: {self._names(sealed)}. Unseal it first."
            )
        if absent:
            return RuleBroken(
                "Merging would change codings of coders who were taken off: "
                f"{self._names(absent)}. Assign them again first."
            )
        return None

    def _names(self, layers: Sequence[tuple[str, str]]) -> str:
        headers = self._uow.transcripts.headers(include_removed=True)
        titles = {h.id: f"{h.name} (removed)" if h.removed else h.name for h in headers}
        by_coder = [
            f"{joined(own)} by {coder.name}"
            for coder in self._uow.coders.all()
            if (own := [titles[t] for t in titles if (t, coder.id) in layers])
        ]
        return "; ".join(by_coder)

    def _places(self) -> list[_Place]:
        codes = [self.kept.id, *(code.id for code in self.absorbed)]
        found: dict[object, list[Coding]] = {}
        for coding in codings_with(self._uow, codes):
            place = (coding.transcript, coding.coder, coding.span)
            found.setdefault(place, []).append(coding)
        return [self._place(own) for own in found.values() if not self._is_settled(own)]

    def _is_settled(self, codings: Sequence[Coding]) -> bool:
        return all(coding.code == self.kept.id for coding in codings)

    def _place(self, codings: Sequence[Coding]) -> _Place:
        # In the order they were made; False comes before True.
        stays, *goes = sorted(codings, key=lambda coding: coding.code != self.kept.id)
        return _Place(stays, tuple(goes))
