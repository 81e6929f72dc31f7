"""One coding of the blind pass as its coder sees it: the code, the words, and what is around."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qcoder.domain.spans import span_or_none
from qcoder.domain.units import grown_to_turns
from qcoder.exporters.report import Part, Report, Tone, Words

if TYPE_CHECKING:
    from qcoder.domain.codebook import Codebook
    from qcoder.domain.coding import Coding
    from qcoder.domain.transcript import Transcript


def blind_pass_report(transcript: Transcript, codebook: Codebook, coding: Coding) -> Report:
    """The code with its rule, and the coded words between those before and after in their turns."""
    code = codebook.by_id.get(coding.code)
    parts: list[Part] = []
    if code is not None:
        said = (("Means:", code.definition), ("Rule:", code.rule))
        parts += [Words(words, Tone.REMARK, lead) for lead, words in said if words]
    around = grown_to_turns(transcript, coding.span)
    before = span_or_none(around.start, coding.span.start)
    after = span_or_none(coding.span.end, around.end)
    if before is not None:
        parts.append(Words(transcript.speech_text(before), Tone.REMARK, "Before:"))
    parts.append(Words(transcript.speech_text(coding.span), Tone.QUOTE, "Coded:"))
    if after is not None:
        parts.append(Words(transcript.speech_text(after), Tone.REMARK, "After:"))
    number = (transcript.turn_number_at(coding.span.start) or 0) + 1
    return Report(codebook.label_of(coding.code), f"turn {number}", tuple(parts))
