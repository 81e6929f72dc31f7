"""A codebook closed for new codes: coding goes on with those there are.

A team closes its codebook when coding in earnest begins. Everybody may open it again; who closed
it is told, so that one knows whom to ask.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qcoder.domain.errors import RuleBroken
from qcoder.domain.ids import CoderId

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork

_CLOSED_BY = "codebook_closed_by"
_NOBODY = ""
"""Stands for whoever had not said who they are."""


def is_closed(uow: UnitOfWork) -> bool:
    """Whether no code may be added."""
    return uow.project.setting(_CLOSED_BY) is not None


def closed_by(uow: UnitOfWork) -> str:
    """Name of who closed it; empty where it is open, or nobody had said who they are."""
    coder = uow.project.setting(_CLOSED_BY)
    return uow.coders.get(CoderId(coder)).name if coder else ""


def close_codebook(uow: UnitOfWork, coder: CoderId | None) -> None:
    """Let nobody add a code from now on; one revision."""
    if not is_closed(uow):
        uow.project.set_setting(_CLOSED_BY, coder or _NOBODY)
        uow.project.bump_revision()


def open_codebook(uow: UnitOfWork) -> None:
    """Let codes be added again; one revision."""
    if is_closed(uow):
        uow.project.set_setting(_CLOSED_BY, None)
        uow.project.bump_revision()


def check_new_codes(uow: UnitOfWork) -> bool:
    """Refuse a new code while the codebook is closed for them; True otherwise."""
    if is_closed(uow):
        raise RuleBroken(_closed_sentence(closed_by(uow)))
    return True


def _closed_sentence(name: str) -> str:
    who = f"{name} has closed the codebook" if name else "The codebook is closed"
    return (
        f"{who} for new codes. Whoever leads the coding opens it in the menu Codebook, or under "
        "Prepare: “Closed for new codes”."
    )
