"""Coders: who works on the project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qcoder.domain.errors import NotFound, RuleBroken
from qcoder.domain.ids import CoderId, new_id
from qcoder.domain.people import Coder

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork

# Okabe and Ito's palette without black and yellow: told apart by colour-blind eyes, and
# dark enough on white for a dot of eight pixels.
CODER_COLOURS = ("#D55E00", "#0072B2", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")


def add_coder(uow: UnitOfWork, name: str) -> Coder:
    """A new coder; the name must be free, case ignored, among retired coders too."""
    wanted = _free_name(uow, name)
    colour = CODER_COLOURS[len(uow.coders.all()) % len(CODER_COLOURS)]
    coder = Coder(CoderId(new_id()), wanted, colour)
    uow.coders.add(coder)
    return coder


def rename_coder(uow: UnitOfWork, coder: CoderId, name: str) -> None:
    """Everything the coder did stays theirs under the new name."""
    current = uow.coders.get(coder)
    wanted = _one_line(name)
    if current.name.casefold() != wanted.casefold():
        _free_name(uow, wanted)
    _update(uow, current, name=wanted)


def retire_coder(uow: UnitOfWork, coder: CoderId) -> None:
    """The coder gets no new work; their layers stay as they are."""
    _update(uow, uow.coders.get(coder), retired=True)


def reinstate_coder(uow: UnitOfWork, coder: CoderId) -> None:
    """The opposite of retiring."""
    _update(uow, uow.coders.get(coder), retired=False)


def coder_named(uow: UnitOfWork, name: str) -> Coder:
    """The coder of that name, case ignored; the error lists those there are."""
    coder = uow.coders.by_name(name.strip())
    if coder is None:
        known = ", ".join(c.name for c in uow.coders.all()) or "none yet"
        raise NotFound(f"There is no coder named “{name}” in this project (coders: {known}).")
    return coder


def active_coder(uow: UnitOfWork, coder: CoderId) -> Coder:
    """The coder, refused if retired: for anything that gives new work."""
    found = uow.coders.get(coder)
    if found.retired:
        raise RuleBroken(f"{found.name} is retired and gets no new work.")
    return found


def _free_name(uow: UnitOfWork, name: str) -> str:
    wanted = _one_line(name)
    if not wanted:
        raise RuleBroken("A coder needs a name.")
    if wanted.casefold() in RESERVED_NAMES:
        raise RuleBroken(f"“{wanted}” names a layer of its own; choose another name.")
    present = uow.coders.by_name(wanted)
    if present is not None:
        retired = ", who is retired" if present.retired else ""
        raise RuleBroken(f"There is already a coder named “{present.name}”{retired}.")
    return wanted


def _one_line(name: str) -> str:
    """A name is shown in lists and menus: every run of white space is one blank."""
    return " ".join(name.split())


RESERVED_NAMES = frozenset({"final", "consensus", "all"})
"""Words of ``excerpts --layer``; a coder of that name could not be asked for."""


def _update(
    uow: UnitOfWork, coder: Coder, name: str | None = None, retired: bool | None = None
) -> None:
    uow.coders.update(
        Coder(
            coder.id,
            coder.name if name is None else name,
            coder.colour,
            coder.retired if retired is None else retired,
        )
    )
