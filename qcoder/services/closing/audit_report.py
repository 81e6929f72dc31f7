"""One decision as an auditor sees it: readings by number, no names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qcoder.domain.consensus import Outcome
from qcoder.exporters.report import Part, Report, Tone, Words
from qcoder.services.consensus.outcome_words import KINDS, OUTCOMES

if TYPE_CHECKING:
    from qcoder.domain.consensus import Decision
    from qcoder.services.closing.auditing import ToAudit
    from qcoder.services.consensus.room import Room


def audit_report(room: Room, one: ToAudit) -> Report:
    """The code with its rule, the readings, what was decided and why, and the mark so far."""
    difference, decision = one.resolution.difference, one.decision
    labels = " or ".join(room.codebook.label_of(code) for code in difference.codes)
    parts: list[Part] = []
    for key in difference.codes:
        code = room.codebook.by_id.get(key)
        if code is not None:
            wording = ". ".join(
                words.rstrip(".") for words in (code.rule, code.definition) if words
            )
            parts.append(Words(wording, Tone.REMARK, f"{code.label}:"))
    by_coder = {reading.coder: reading.codings for reading in difference.readings}
    for coder in room.sides.shown:
        words = "; ".join(
            f"{room.codebook.label_of(c.code)}: “{room.transcript.speech_text(c.span)}”"
            for c in by_coder[coder]
        )
        lead = f"Reading {room.sides.number(coder)}:"
        parts.append(Words(words or "nothing coded", Tone.QUOTE, lead))
    parts.append(Words(_decided(room, decision), lead="Decided:"))
    parts += [
        Words(
            f"{room.codebook.label_of(coded.code)}: “{room.transcript.speech_text(coded.span)}”",
            Tone.QUOTE,
        )
        for coded in decision.result
    ]
    why = "; ".join(filter(None, (decision.reason, decision.note)))
    parts.append(Words(why or "none given", lead="Reason:"))
    if one.mark is not None:
        parts.append(Words(f"{one.mark.opinion.value} {one.mark.note}".strip(), lead="Marked:"))
    return Report(labels, KINDS[difference.kind], tuple(parts))


def _decided(room: Room, decision: Decision) -> str:
    if decision.outcome is Outcome.TAKE and decision.reading is not None:
        return f"reading {room.sides.number(room.coders[decision.reading - 1])}"
    return OUTCOMES[decision.outcome]
