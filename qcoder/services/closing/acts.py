"""A consensus closed when nothing is open, and opened again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from qcoder.comparison.agreement_words import listed
from qcoder.domain.closing import Closing
from qcoder.domain.consensus import Assent, Status
from qcoder.domain.errors import RuleBroken
from qcoder.domain.ids import ClosingId, CoderId, TranscriptId, new_id
from qcoder.services.clock import now
from qcoder.services.closing.records import sheet_record
from qcoder.services.closing.sheet import closing_sheet

if TYPE_CHECKING:
    from qcoder.services.consensus.room import Room
    from qcoder.storage.unit_of_work import UnitOfWork


def close_consensus(
    uow: UnitOfWork, room: Room, assenting: Iterable[CoderId] | None = None
) -> Closing:
    """Everybody stands by the consensus as it is; nothing is decided on it until it is reopened.

    At one screen all coders assent; ``assenting`` names those who do. Refused while a
    difference is open, put off, proposed or stale, or while somebody does not assent.
    """
    title = room.transcript.name
    if uow.closings.in_force(room.transcript.id):
        raise RuleBroken(f"The consensus on {title} is closed already.")
    if room.still_open:
        raise RuleBroken(_still_open(room))
    missing = set(room.coders) - set(room.coders if assenting is None else assenting)
    if missing:
        names = [uow.coders.get(c).name for c in room.coders if c in missing]
        have = "has" if len(names) == 1 else "have"
        raise RuleBroken(
            f"A consensus is closed by all its coders; {listed(names)} {have} yet to assent."
        )
    at = now()
    closing = Closing(
        id=ClosingId(new_id()),
        transcript=room.transcript.id,
        is_closed=True,
        at=at,
        assent=tuple(Assent(coder, "agree", at) for coder in room.coders),
        figures=sheet_record(closing_sheet(uow, room)),
    )
    uow.closings.append(closing)
    return closing


def _still_open(room: Room) -> str:
    are, them = ("difference is", "it") if room.still_open == 1 else ("differences are", "them")
    stale = room.count(Status.STALE)
    of_them = f" ({stale} to be decided anew, because something changed since)" if stale else ""
    return (
        f"{room.still_open} {are} still open in {room.transcript.name}{of_them}. Decide {them}, or "
        f"leave {them} unresolved on purpose; then close the consensus."
    )


def reopen(uow: UnitOfWork, transcript: TranscriptId) -> Closing:
    """Discuss a closed consensus again; what it was closed with stays on record."""
    if uow.closings.in_force(transcript) is None:
        raise RuleBroken("This consensus is not closed.")
    closing = Closing(ClosingId(new_id()), transcript, False, now(), (), {})
    uow.closings.append(closing)
    return closing
