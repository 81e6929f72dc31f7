"""Everything the room shows, read in one consistent state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qcoder.domain.changes import ChangeSet, Kind
from qcoder.domain.coding import Memo
from qcoder.domain.ids import CodingId, TranscriptId
from qcoder.domain.meeting import PlaceInHand
from qcoder.domain.people import Coder
from qcoder.services.consensus.meetings import place_in_hand
from qcoder.services.consensus.room import Room, assents_separately, open_room
from qcoder.services.workspace import Workspace

if TYPE_CHECKING:
    from qcoder.domain.transcript import Transcript
    from qcoder.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class RoomRead:
    """A room with its people, their memos, and where its meeting stands."""

    room: Room
    coders: tuple[Coder, ...]
    memos: Mapping[CodingId, Memo]
    place: PlaceInHand


def read_room(workspace: Workspace, transcript: TranscriptId, before: Room | None) -> RoomRead:
    """Open the room; what is as it was in the one ``before`` is not compared again."""
    parsed = workspace.transcript(transcript)
    return workspace.read(lambda uow: _read(uow, parsed, before))


def _read(uow: UnitOfWork, transcript: Transcript, before: Room | None) -> RoomRead:
    room = open_room(uow, transcript, before=before)
    return RoomRead(
        room,
        tuple(uow.coders.get(coder) for coder in room.coders),
        uow.memos.of_codings(transcript.id),
        place_in_hand(uow, transcript.id),
    )


def tells_of_meeting(changes: ChangeSet, room: Room) -> bool:
    """Whether its meeting may be another now, or how assent is given."""
    here = {change.either["transcript"] for change in changes.of(Kind.MEETING)}
    return room.transcript.id in here or any(change.is_setting for change in changes.changes)


def read_meeting(workspace: Workspace, room: Room) -> tuple[Room, PlaceInHand]:
    """The room with the meeting and the assent of now, and where that meeting stands."""

    def read(uow: UnitOfWork) -> tuple[Room, PlaceInHand]:
        where = room.transcript.id
        meeting, separate = uow.meetings.open_on(where), assents_separately(uow)
        return replace(room, meeting=meeting, separate=separate), place_in_hand(uow, where)

    return workspace.read(read)
