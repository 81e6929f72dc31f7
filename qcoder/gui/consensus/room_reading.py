"""Everything the room shows, read in one consistent state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qcoder.domain.coding import Memo
from qcoder.domain.ids import CodingId, TranscriptId
from qcoder.domain.meeting import PlaceInHand
from qcoder.domain.people import Coder
from qcoder.services.consensus.meetings import place_in_hand
from qcoder.services.consensus.room import Room, open_room
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
