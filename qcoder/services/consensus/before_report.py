"""What a pair is shown before it meets: how much there is to discuss, and none of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from qcoder.comparison.agreement_words import counted
from qcoder.domain.consensus import DifferenceKind, Status
from qcoder.exporters.report import Bars, Column, Heading, Part, Report, Table, Tone, Words
from qcoder.services.consensus.outcome_words import KINDS
from qcoder.services.consensus.room import STILL_OPEN, Room
from qcoder.services.consensus.sampling import opened_again
from qcoder.services.consensus.summary import RoomSummary, summary_of

if TYPE_CHECKING:
    from qcoder.services.consensus.sampling import Sample


def before_report(room: Room, samples: Sequence[Sample] = ()) -> Report:
    """Readings by their numbers, without names; and what was sampled of the same."""
    summary = summary_of(room)
    remarks = (*_remarks(room, summary), *_sampled(room, samples))
    kinds = [kind for kind in DifferenceKind if summary.kinds[kind]]
    pictures = [_picture(room, kinds)] if kinds else []
    tables = _tables(room, summary, kinds)
    parts = (Words(what_there_is(summary)), *remarks, *pictures, *tables)
    return Report(room.transcript.name, "", parts)


def _sampled(room: Room, samples: Sequence[Sample]) -> Iterator[Part]:
    for sample in samples:
        drawn, opened = len(sample.differences), opened_again(room, sample)
        yield Words(
            f"{drawn} of {counted(sample.of, 'place')} the same, drawn with the seed {sample.seed} "
            f"on {sample.at[:10]}; {opened or 'none'} of them opened again.",
            lead="Sampled:",
        )


def what_there_is(summary: RoomSummary) -> str:
    """How much there is to discuss; that it is nothing is said, and why."""
    if not any(summary.codings.values()):
        return "Nobody marked anything, and all have sealed: there is nothing to discuss."
    if not summary.to_discuss:
        count = sum(summary.kinds.values())
        places = f"All {count:,} places are" if count > 1 else "The only place is"
        return (
            f"{places} the same: there is nothing to discuss. That is a result; close the "
            "consensus when you all stand by it."
        )
    return (
        f"{counted(summary.to_discuss, 'difference')} to discuss, in "
        f"{counted(summary.passages, 'passage')}. {_what_is_accepted(summary)}"
    )


def _what_is_accepted(summary: RoomSummary) -> str:
    same, fillers = summary.same, summary.same_but_fillers
    if not same + fillers:
        return "No place is the same."
    said = f"{counted(same, 'place')} {'is' if same == 1 else 'are'} the same"
    but = f"{fillers} the same but for filler words" if fillers else ""
    accepted = ", ".join(part for part in (said if same else "", but) if part)
    return f"{accepted}: accepted, always visible, and can be opened again."


def _remarks(room: Room, summary: RoomSummary) -> Iterator[Part]:
    # Where nobody marked anything, that has been said of all.
    empty = summary.marked_nothing if any(summary.codings.values()) else ()
    for number in sorted(room.sides.number(coder) for coder in empty):
        yield Words(
            f"Reading {number} is empty: this coder has sealed without marking anything. "
            "That is a reading, not a missing one.",
            Tone.REMARK,
        )
    settled = len(room.resolutions) - room.still_open
    if room.log.decisions:
        yield Words(
            f"{counted(room.still_open, 'difference')} still open; {settled} of "
            f"{counted(len(room.resolutions), 'place')} settled so far.",
            lead="By now:",
        )


def _tables(room: Room, summary: RoomSummary, kinds: Sequence[DifferenceKind]) -> Iterator[Part]:
    yield Heading("What was sealed", 2)
    yield Table(
        "Codings",
        (Column("Reading", "its number on the screen"), Column("Codings", "as they were sealed")),
        tuple(
            (f"Reading {number}", summary.codings[coder])
            for number, coder in enumerate(room.sides.shown, start=1)
        ),
    )
    if kinds:
        yield Table(
            "Places by kind",
            (Column("Kind", "how the readings differ"), Column("Places", "as compared")),
            tuple((KINDS[kind], summary.kinds[kind]) for kind in kinds),
        )


def _picture(room: Room, kinds: Sequence[DifferenceKind]) -> Bars:
    """The kinds as bars; what was settled in a meeting before is told from what is to discuss."""
    return Bars(
        "Places by kind, and where they stand",
        ("accepted as the same", "settled so far", "to discuss"),
        tuple((KINDS[kind], _bar(room, kind)) for kind in kinds),
    )


def _bar(room: Room, kind: DifferenceKind) -> tuple[int, int, int]:
    of_kind = [r.status for r in room.resolutions if r.difference.kind is kind]
    accepted = of_kind.count(Status.AUTO)
    still_open = sum(status in STILL_OPEN for status in of_kind)
    return accepted, len(of_kind) - accepted - still_open, still_open
