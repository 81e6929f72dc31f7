"""The meetings of the same coders one after the other: how the pair moves over time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from qcoder.domain.consensus import DifferenceKind, Outcome
from qcoder.domain.fairness import JOINT
from qcoder.exporters.report import Bars, Column, Form, Heading, Part, Table, Value, Words
from qcoder.services.consensus.outcome_words import KINDS

if TYPE_CHECKING:
    from qcoder.services.closing.sheet import MeetingFigures

_FAMILIES = (
    ("one reading", (Outcome.TAKE,)),
    ("joined or other", JOINT),
    ("not coded", (Outcome.NONE,)),
    ("unresolved", (Outcome.UNRESOLVED,)),
)
_MOST_REASONS = 3


def drift_parts(drift: Sequence[MeetingFigures]) -> Iterator[Part]:
    """When each was, what it decided and how, and how fast; nothing of whose reading it was."""
    yield Heading("The meetings of these coders, one after the other")
    if not drift:
        yield Words("No meeting is on record: decisions were taken without one.")
        return
    yield Table("Meetings", _MEETING_COLUMNS, tuple(_meeting(figures) for figures in drift))
    if not any(figures.decided for figures in drift):
        return
    yield Bars(
        "How each meeting decided",
        tuple(name for name, _ in _FAMILIES),
        tuple((_name(figures), _counts(figures)) for figures in drift),
    )
    yield _decisions(drift)


_MEETING_COLUMNS = (
    Column("Transcript", "what was discussed"),
    Column("Meeting", "number of the meeting on this transcript"),
    Column("Date", "day on which the meeting was opened", Form.DAY),
    Column("Round", "round of the study"),
    Column("Present", "who was there"),
    Column("Minutes", "time spent; of a meeting that goes on, so far as it was kept"),
    Column("Open before", "open differences when it began"),
    Column("Open after", "open differences when it ended; empty while it goes on"),
    Column("Decided", "decisions of this meeting that are in force"),
    Column("Minutes a decision", "minutes by decisions in force", Form.COEFFICIENT),
    Column("Kappa before", "pooled over the codes, by turn, of this transcript", Form.COEFFICIENT),
)


def _meeting(figures: MeetingFigures) -> tuple[Value, ...]:
    meeting, pace = figures.meeting, figures.seconds_a_decision
    return (
        *(figures.transcript, meeting.number, meeting.opened_at[:10], meeting.round),
        *(", ".join(meeting.present), round(meeting.seconds / 60)),
        *(meeting.open_before, meeting.open_after, figures.decided),
        *(None if pace is None else pace / 60, figures.kappa_before),
    )


def _decisions(drift: Sequence[MeetingFigures]) -> Table:
    kinds = [kind for kind in DifferenceKind if any(f.kinds.get(kind) for f in drift)]
    return Table(
        title="What each meeting decided",
        columns=(
            Column("Meeting", "transcript and number of the meeting"),
            *(Column(KINDS[kind], f"decisions in force on: {KINDS[kind]}") for kind in kinds),
            Column("One reading", "share that took the reading of one coder", Form.SHARE),
            Column(
                "Joined or other",
                "share that joined the readings, or found other words or another code",
                Form.SHARE,
            ),
            Column("Reasons", f"the {_MOST_REASONS} classes of reason given most"),
        ),
        rows=tuple(
            (
                _name(figures),
                *(figures.kinds.get(kind, 0) for kind in kinds),
                *(figures.share_of(Outcome.TAKE), figures.share_of(*JOINT)),
                _reasons(figures),
            )
            for figures in drift
        ),
        caption="Of the decisions in force, kinds and shares, meeting by meeting.",
    )


def _name(figures: MeetingFigures) -> str:
    return f"{figures.transcript}, {figures.meeting.number}"


def _counts(figures: MeetingFigures) -> tuple[int, ...]:
    return tuple(
        sum(figures.outcomes.get(outcome, 0) for outcome in family) for _, family in _FAMILIES
    )


def _reasons(figures: MeetingFigures) -> str:
    ordered = sorted(figures.reasons.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{reason} ({count})" for reason, count in ordered[:_MOST_REASONS])
