"""Every place of one code in all transcripts whose layers are shown, each to be opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qcoder.domain.assignment import is_paired, is_revealed
from qcoder.domain.consensus import Status
from qcoder.domain.ids import DifferenceId, TranscriptId
from qcoder.exporters.report import Column, Part, Report, Table, Tone, Words
from qcoder.services.consensus.outcome_words import KINDS
from qcoder.services.consensus.room import open_room

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from qcoder.domain.decisions import Resolution
    from qcoder.domain.ids import CodeId, CoderId
    from qcoder.services.consensus.room import Room
    from qcoder.storage.unit_of_work import UnitOfWork

_WORDS = 12


@dataclass(frozen=True, slots=True)
class _Place:
    room: Room
    resolution: Resolution


def code_differences_report(
    uow: UnitOfWork, code: CodeId, only: TranscriptId | None = None
) -> Report:
    """The places by who coded them, in ``only`` one transcript or in all.

    A row's link is what :func:`place_behind` reads. The layers are as they are now.
    """
    names = {coder.id: coder.name for coder in uow.coders.all()}
    groups: dict[str, list[_Place]] = {}
    for room in _rooms(uow, only):
        for resolution in room.resolutions:
            if code in resolution.difference.codes:
                place = _Place(room, resolution)
                groups.setdefault(_who(place, code, names), []).append(place)
    parts: list[Part] = [_table(who, places, code) for who, places in sorted(groups.items())]
    if not parts:
        parts.append(Words("Nobody used this code where layers are shown to each other."))
    parts.append(Words("The layers are as they are now; figures from before may rest on others.",
                       Tone.REMARK))  # fmt: skip
    title = uow.codebook.load().label_of(code)
    return Report(f"Places of “{title}”", "Open one to discuss it.", tuple(parts))


def is_place(link: str) -> bool:
    """Whether a link leads to a difference, and not to a code."""
    return "/" in link


def place_behind(link: str) -> tuple[TranscriptId, DifferenceId]:
    """Where a row of the report leads."""
    transcript, _, difference = link.partition("/")
    return TranscriptId(transcript), DifferenceId(difference)


def _rooms(uow: UnitOfWork, only: TranscriptId | None) -> Iterator[Room]:
    for header in uow.transcripts.headers():
        assignments = uow.assignments.of_transcript(header.id)
        if only in (None, header.id) and is_paired(assignments) and is_revealed(assignments):
            yield open_room(uow, uow.transcripts.get(header.id))


def _who(place: _Place, code: CodeId, names: Mapping[CoderId, str]) -> str:
    readings = place.resolution.difference.readings
    coded = [names[r.coder] for r in readings if any(c.code == code for c in r.codings)]
    if len(coded) < len(readings):
        return f"Only {' and '.join(coded)}"
    return "Matched" if place.resolution.difference.kind.is_same else "Matched, on other words"


def _table(who: str, places: Iterable[_Place], code: CodeId) -> Table:
    found = list(places)
    return Table(
        f"{who}: {len(found)}",
        (
            Column("Transcript", "where it is"),
            Column("Turn", "of its first word, counted from 1"),
            Column("Words", "the first words that anybody gave this code"),
            Column("Kind", "how the readings differ"),
            Column("Stands", "what has become of it so far"),
        ),
        tuple(_row(place, code) for place in found),
        links=tuple(f"{p.room.transcript.id}/{p.resolution.difference.id}" for p in found),
    )


def _row(place: _Place, code: CodeId) -> tuple[str, int, str, str, str]:
    transcript, difference = place.room.transcript, place.resolution.difference
    first = min(c.span for c in difference.codings if c.code == code)
    words = transcript.speech_text(first).split()
    more = " …" if len(words) > _WORDS else ""
    status = place.resolution.status
    return (
        transcript.name,
        (transcript.turn_number_at(first.start) or 0) + 1,
        " ".join(words[:_WORDS]) + more,
        KINDS[difference.kind],
        "accepted as the same" if status is Status.AUTO else status.value,
    )
