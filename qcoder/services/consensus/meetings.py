"""Consensus meetings: opened, gone on with after an interruption, closed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from qcoder.domain.errors import RuleBroken
from qcoder.domain.ids import CoderId, DifferenceId, MeetingId, TranscriptId, new_id
from qcoder.domain.meeting import Meeting, PlaceInHand
from qcoder.services.clock import now
from qcoder.services.consensus.room import open_room
from qcoder.services.consensus.rounds import current_round
from qcoder.services.consensus.snapshots import freeze_if_revealed

if TYPE_CHECKING:
    from qcoder.domain.transcript import Transcript
    from qcoder.storage.unit_of_work import UnitOfWork


def open_meeting(
    uow: UnitOfWork,
    transcript: Transcript,
    present: Iterable[str] = (),
    driver: CoderId | None = None,
) -> Meeting:
    """Open a meeting on a sealed transcript, or go on with the one that was not closed.

    ``present`` are names; without any, those who code the transcript. The layers are frozen
    first, where nobody ever did: those of a round before stay in it.
    """
    going_on = uow.meetings.open_on(transcript.id)
    if going_on:
        return going_on
    if not uow.snapshots.of_transcript(transcript.id):
        freeze_if_revealed(uow, transcript.id)
    room = open_room(uow, transcript)
    names = tuple(present) or tuple(uow.coders.get(coder).name for coder in room.coders)
    meeting = Meeting(
        id=MeetingId(new_id()),
        transcript=transcript.id,
        number=len(uow.meetings.of_transcript(transcript.id)) + 1,
        round=current_round(uow).number,
        opened_at=now(),
        present=names,
        driver=driver,
        open_before=room.still_open,
    )
    uow.meetings.add(meeting)
    return meeting


def close_meeting(uow: UnitOfWork, transcript: Transcript) -> Meeting:
    """End the meeting that goes on, with what is open now and the time it took."""
    meeting = _going_on(uow, transcript.id)
    closed = replace(
        meeting,
        closed_at=now(),
        open_after=open_room(uow, transcript).still_open,
        seconds=uow.meetings.place(meeting.id).seconds,
    )
    uow.meetings.update(closed)
    return closed


def note_names_shown(uow: UnitOfWork, transcript: TranscriptId) -> Meeting:
    """Record that the names of the readers are shown from now on."""
    meeting = _going_on(uow, transcript)
    noted = replace(meeting, named=(*meeting.named, now()))
    uow.meetings.update(noted)
    return noted


def keep_place(
    uow: UnitOfWork, transcript: TranscriptId, difference: DifferenceId | None, seconds: float
) -> None:
    """Keep the difference in hand and the time spent so far; nothing is journalled.

    Of a meeting that somebody has closed meanwhile nothing is kept.
    """
    meeting = uow.meetings.open_on(transcript)
    if meeting is not None:
        uow.meetings.keep_place(meeting.id, PlaceInHand(difference, seconds))


def place_in_hand(uow: UnitOfWork, transcript: TranscriptId) -> PlaceInHand:
    """Where the meeting that goes on stands; at the beginning where none does."""
    meeting = uow.meetings.open_on(transcript)
    return uow.meetings.place(meeting.id) if meeting else PlaceInHand(None, 0.0)


def _going_on(uow: UnitOfWork, transcript: TranscriptId) -> Meeting:
    meeting = uow.meetings.open_on(transcript)
    if meeting is None:
        raise RuleBroken("No meeting on this transcript goes on; open one first.")
    return meeting
