"""Classes of reasons for decisions: those every project has, and those it adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qcoder.domain.consensus import REASONS
from qcoder.domain.errors import RuleBroken

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork

_OWN = "consensus/reasons"


def reasons(uow: UnitOfWork) -> tuple[str, ...]:
    """All of them, the project's own last, in the order they were added."""
    own = uow.project.setting(_OWN)
    return (*REASONS, *own) if isinstance(own, list) else REASONS


def add_reason(uow: UnitOfWork, reason: str) -> str:
    """Add a class to the project, as typed but for blanks; the one there is, where there is."""
    words = " ".join(reason.split())
    if not words:
        raise RuleBroken("Say in a word or two what kind of reason it is.")
    known = reasons(uow)
    same = next((one for one in known if one.casefold() == words.casefold()), None)
    if same is None:
        uow.project.set_setting(_OWN, [*known[len(REASONS) :], words])
    return same or words
