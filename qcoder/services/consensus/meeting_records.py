"""Meetings as the exported log tells of them: when, in which round, who was there, who drove."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qcoder.services.consensus.rounds import rounds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qcoder.domain.ids import TranscriptId
    from qcoder.domain.meeting import Meeting
    from qcoder.storage.unit_of_work import UnitOfWork

Record = dict[str, Any]

_ELSEWHERE = "consensus/meetings_elsewhere/"


def meeting_records(uow: UnitOfWork, transcript: TranscriptId) -> dict[str, Record]:
    """By its id, each meeting that decisions on the transcript may name.

    Those held in another copy of the project are told of as that copy told of them.
    """
    told = uow.project.settings_under(_ELSEWHERE)
    elsewhere = {key.removeprefix(_ELSEWHERE): record for key, record in told.items()}
    names = {number.number: number.name for number in rounds(uow)}
    here = uow.meetings.of_transcript(transcript)
    return elsewhere | {meeting.id: _record(uow, meeting, names) for meeting in here}


def keep_meetings(uow: UnitOfWork, transcript: TranscriptId, told: Mapping[str, Record]) -> None:
    """Keep what a log from another copy tells of its meetings; those held here are known better."""
    here = {meeting.id for meeting in uow.meetings.of_transcript(transcript)}
    for meeting, record in told.items():
        if meeting not in here:
            uow.project.set_setting(_ELSEWHERE + meeting, record)


def _record(uow: UnitOfWork, meeting: Meeting, names: Mapping[int, str]) -> Record:
    return {
        "number": meeting.number,
        "round": meeting.round,
        "round_name": names.get(meeting.round, ""),
        "opened_at": meeting.opened_at,
        "closed_at": meeting.closed_at,
        "present": list(meeting.present),
        "driver": uow.coders.get(meeting.driver).name if meeting.driver else None,
        "names_shown": list(meeting.named),
    }
