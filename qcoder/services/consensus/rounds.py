"""Rounds of a study: code, reconcile, revise the codebook, code again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qcoder.domain.errors import RuleBroken
from qcoder.domain.rounds import Round
from qcoder.services.clock import now

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork

_ROUNDS = "rounds"
_FIRST = Round(1, "Round 1")


def rounds(uow: UnitOfWork) -> tuple[Round, ...]:
    """All rounds in order; the first is there from the beginning, the last goes on."""
    stored = uow.project.setting(_ROUNDS)
    return tuple(Round(**value) for value in stored) if stored else (_FIRST,)


def current_round(uow: UnitOfWork) -> Round:
    """The round that goes on."""
    return rounds(uow)[-1]


def begin_round(uow: UnitOfWork, name: str) -> Round:
    """End the round that goes on, and begin another one; names are told apart.

    What was sealed, decided and reckoned before belongs to the rounds before and stays there.
    """
    before = rounds(uow)
    _refuse_name(before, name)
    number = before[-1].number + 1
    new = Round(number, name.strip(), now(), uow.project.codebook_revision)
    _store(uow, (*before, new))
    return new


def rename_round(uow: UnitOfWork, number: int, name: str) -> None:
    """Call a round otherwise, the first one too."""
    present = rounds(uow)
    _refuse_name([r for r in present if r.number != number], name)
    _store(
        uow,
        [
            Round(r.number, name.strip(), r.started_at, r.codebook_revision)
            if r.number == number
            else r
            for r in present
        ],
    )


def _refuse_name(present: tuple[Round, ...] | list[Round], name: str) -> None:
    if not name.strip():
        raise RuleBroken("A round needs a name.")
    if any(r.name.casefold() == name.strip().casefold() for r in present):
        raise RuleBroken(f"There is already a round “{name.strip()}”.")


def _store(uow: UnitOfWork, all_rounds: tuple[Round, ...] | list[Round]) -> None:
    uow.project.set_setting(
        _ROUNDS,
        [
            {
                "number": r.number,
                "name": r.name,
                "started_at": r.started_at,
                "codebook_revision": r.codebook_revision,
            }
            for r in all_rounds
        ],
    )
