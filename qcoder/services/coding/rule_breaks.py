"""Codings that break their code's rule and that their coder leaves as they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from qcoder.domain.changes import ChangeSet, Kind
from qcoder.domain.codebook import Code
from qcoder.domain.coding import Coding
from qcoder.domain.ids import CoderId, CodingId
from qcoder.services.coding.chosen_together import own_codings
from qcoder.services.coding.left_breaks import LEFT_AS_IT_IS

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork

Acceptances = Mapping[CodingId, Any]
"""For each coding that was left as it is, how it was then."""

_IN_CHANGES = f"setting/{LEFT_AS_IT_IS}"


def accept_break(uow: UnitOfWork, coder: CoderId, coding: CodingId) -> None:
    """Leave a coding as it is; it is not pointed out any more.

    That holds for these words under this wording of the code; on other words, or when the rule
    says something else, it is pointed out again.
    """
    (own,) = own_codings(uow, coder, [coding])
    code = uow.codebook.load().by_id[own.code]
    uow.project.set_setting(LEFT_AS_IT_IS + own.id, _as_it_is(own, code))


def acceptances(uow: UnitOfWork) -> dict[CodingId, Any]:
    """What coders have left as it was, in the whole project."""
    kept = uow.project.settings_under(LEFT_AS_IT_IS)
    return {CodingId(key.removeprefix(LEFT_AS_IT_IS)): value for key, value in kept.items()}


def changed_acceptances(changes: ChangeSet) -> dict[CodingId, Any]:
    """Those of one change set; None where it was taken back."""
    return {
        CodingId(change.key.removeprefix(_IN_CHANGES)): (change.after or {}).get("value")
        for change in changes.of(Kind.PROJECT)
        if change.key.startswith(_IN_CHANGES)
    }


def is_accepted(kept: Acceptances, coding: Coding, code: Code) -> bool:
    """Whether the coding, as it is now, was left so."""
    return coding.id in kept and bool(kept[coding.id] == _as_it_is(coding, code))


def accepted(uow: UnitOfWork, codings: Iterable[Coding]) -> set[CodingId]:
    """Those of these codings that their coders leave as they are."""
    codes, kept = uow.codebook.load().by_id, acceptances(uow)
    return {coding.id for coding in codings if is_accepted(kept, coding, codes[coding.code])}


def _as_it_is(coding: Coding, code: Code) -> list[object]:
    return [coding.span.start, coding.span.end, code.id, code.wording_hash]
