"""For one coder: what became of every coding of theirs."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from qcoder.comparison.agreement_words import counted
from qcoder.exporters.report import Column, Heading, Part, Report, Table, Tone, Words
from qcoder.services.consensus.outcome_words import FATES
from qcoder.services.consensus.own_coding import Became, Fate, own_coding

if TYPE_CHECKING:
    from qcoder.domain.coding import Coding
    from qcoder.domain.ids import CoderId
    from qcoder.services.consensus.room import Room
    from qcoder.storage.unit_of_work import UnitOfWork

_COLUMNS = (
    Column("Turn", "turn in which the coding begins, from 1"),
    Column("Code", "the code you gave"),
    Column("Your words", "what you coded; speech only"),
    Column("What became of it", "what the consensus has in its place"),
    Column("In the consensus", "code and words there, where they are others"),
    Column("Reason", "reason and note of the decision"),
)


def own_report(uow: UnitOfWork, room: Room, coder: CoderId) -> Report:
    """How many of each fate, and then every coding in text order, with its words."""
    became = own_coding(room, coder)
    name = uow.coders.get(coder).name
    title = f"What became of {name}'s coding of {room.transcript.name}"
    return Report(title, "Your layer is as you sealed it; this is what the consensus has.", (
        *_counts(became),
        Table(
            "Codings",
            _COLUMNS,
            tuple(
                (
                    (room.transcript.turn_number_at(one.coding.span.start) or 0) + 1,
                    room.codebook.label_of(one.coding.code),
                    room.transcript.speech_text(one.coding.span),
                    FATES[one.fate],
                    _instead(room, one),
                    _reason(one),
                )
                for one in became
            ),
            links=tuple(one.resolution.difference.id for one in became),
        ),
    ))  # fmt: skip


def _counts(became: tuple[Became, ...]) -> tuple[Part, ...]:
    if not became:
        return (Words("You sealed this transcript without marking anything.", Tone.REMARK),)
    counts = Counter(one.fate for one in became)
    words = "; ".join(f"{counts[fate]:,} {FATES[fate]}" for fate in Fate if counts[fate])
    return (Words(f"{counted(len(became), 'coding')}: {words}."), Heading("One by one"))


def _instead(room: Room, one: Became) -> str:
    if one.fate not in (Fate.OTHER_WORDS, Fate.OTHER_CODE):
        return ""
    return "; ".join(_worded(room, coding) for coding in one.consensus)


def _worded(room: Room, coding: Coding) -> str:
    label = room.codebook.label_of(coding.code)
    return f"{label}: “{room.transcript.speech_text(coding.span)}”"


def _reason(one: Became) -> str:
    decision = one.resolution.decision
    return "; ".join(filter(None, (decision.reason, decision.note))) if decision else ""
