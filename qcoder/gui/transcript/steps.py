"""From sentence to sentence and from section to section; the same position at the ends."""

from qcoder.domain.sentences import sentences_in
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript

_NEAR = 4000
"""Characters: a sentence that is longer is stepped over in pieces of this length."""


def next_sentence(transcript: Transcript, position: int) -> int:
    """Where the next sentence begins, in this turn or a later one."""
    near = Span(position, position + _NEAR)
    starts = (s.start for s in sentences_in(transcript, near) if s.start > position)
    return next(starts, min(near.end, max(position, len(transcript.text))))


def previous_sentence(transcript: Transcript, position: int) -> int:
    """Where this sentence begins, or the one before if the caret is there already."""
    if not position:
        return 0
    near = Span(max(0, position - _NEAR), position)
    starts = [s.start for s in sentences_in(transcript, near) if s.start < position]
    return max(starts, default=near.start)


def next_section(transcript: Transcript, position: int) -> int:
    """The first words of the next section."""
    return min((s for s in _section_starts(transcript) if s > position), default=position)


def previous_section(transcript: Transcript, position: int) -> int:
    """The first words of this section, or of the one before if the caret is there already."""
    return max((s for s in _section_starts(transcript) if s < position), default=position)


def _section_starts(transcript: Transcript) -> list[int]:
    spoken = (transcript.clipped_to_speech(s.span) for s in transcript.structure.sections)
    return [span.start for span in spoken if span]
