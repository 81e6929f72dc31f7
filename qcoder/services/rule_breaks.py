"""Codings that break their code's rule and that their coder leaves as they are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from qcoder.domain.codebook import Code
from qcoder.domain.coding import Coding
from qcoder.domain.ids import CoderId, CodingId
from qcoder.services.coding_changes import own_codings

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork

_ACCEPTED = "rule_accepted/"


def accept_break(uow: UnitOfWork, coder: CoderId, coding: CodingId) -> None:
    """Leave a coding as it is; it is not pointed out any more.

    That holds for these words under this wording of the code; on other words, or when the rule
    says something else, it is pointed out again.
    """
    (own,) = own_codings(uow, coder, [coding])
    code = uow.codebook.load().by_id[own.code]
    uow.project.set_setting(_key(own.id), _as_it_is(own, code))


def accepted(uow: UnitOfWork, codings: Iterable[Coding]) -> set[CodingId]:
    """Those of these codings that their coders leave as they are."""
    codes = uow.codebook.load().by_id
    kept = uow.project.settings_under(_ACCEPTED)
    return {
        coding.id
        for coding in codings
        if kept.get(_key(coding.id)) == _as_it_is(coding, codes[coding.code])
    }


def _key(coding: CodingId) -> str:
    return _ACCEPTED + coding


def _as_it_is(coding: Coding, code: Code) -> list[object]:
    return [coding.span.start, coding.span.end, code.id, code.wording_hash]
