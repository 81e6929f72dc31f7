"""A transcript: its text, who speaks where, and which part of the guide is answered.

The text is the whole text as read, with LF line ends; labels and time stamps are in it.
Structure says where they are. Redoing the structure moves no position.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from typing import Any

from qcoder.domain.ids import TranscriptId
from qcoder.domain.spans import Span, intersected, merged, span_or_none


class SpeakerRole(StrEnum):
    """What a speaker label stands for."""

    MODERATOR = "moderator"
    PARTICIPANT = "participant"
    COLLECTIVE = "collective"
    """Several voices at once ("All"): no person."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Speaker:
    """A label as printed in the transcript, and what it stands for."""

    label: str
    role: SpeakerRole = SpeakerRole.PARTICIPANT


@dataclass(frozen=True, slots=True)
class Turn:
    """Uninterrupted speech of one speaker; without speakers, one paragraph.

    ``span`` runs from the label (or the first word) to the end of the last paragraph of
    the turn, line end excluded. ``label`` covers the label with its colon and is no speech.
    ``speech`` is disjoint, in order, and inside ``span``. ``time`` is in milliseconds from
    the start of the recording, None where the transcript gives no stamp.
    """

    span: Span
    speech: tuple[Span, ...]
    speaker: str | None = None
    label: Span | None = None
    time: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Stretch of a transcript that answers one part of the discussion guide.

    ``span`` runs from its heading to the next section's heading or the end of the text;
    ``heading`` covers the printed heading, which is no speech.
    """

    title: str
    span: Span
    heading: Span


@dataclass(frozen=True, slots=True)
class Structure:
    """What was recognised in a text. Turns and sections are in text order and disjoint."""

    turns: tuple[Turn, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    sections: tuple[Section, ...] = ()


def text_hash(text: str) -> str:
    """SHA-256 of the text in UTF-8, hexadecimal."""
    return sha256(text.encode("utf-8")).hexdigest()


@dataclass(frozen=True)
class Transcript:
    """The written record of one discussion."""

    id: TranscriptId
    name: str
    text: str = field(repr=False)
    structure: Structure = field(repr=False)

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The turns in text order."""
        return self.structure.turns

    @cached_property
    def sha256(self) -> str:
        """Hash of the text."""
        return text_hash(self.text)

    @cached_property
    def speech(self) -> tuple[Span, ...]:
        """Everything that is coded, counted, compared and searched: disjoint, in order."""
        return merged(piece for turn in self.turns for piece in turn.speech)

    @cached_property
    def _turn_starts(self) -> list[int]:
        return [turn.span.start for turn in self.turns]

    @cached_property
    def _speech_starts(self) -> list[int]:
        return [piece.start for piece in self.speech]

    @cached_property
    def roles(self) -> dict[str, SpeakerRole]:
        """Role by speaker label."""
        return {speaker.label: speaker.role for speaker in self.structure.speakers}

    def turn_number_at(self, position: int) -> int | None:
        """Index of the last turn that starts at or before ``position``."""
        index = bisect_right(self._turn_starts, position) - 1
        return index if index >= 0 else None

    def turn_numbers(self, span: Span) -> range:
        """Indices of the turns that ``span`` touches."""
        first = max(0, bisect_right(self._turn_starts, span.start) - 1)
        last = bisect_left(self._turn_starts, span.end)
        if first < last and self.turns[first].span.end <= span.start:
            first += 1
        return range(first, last)

    def section_at(self, position: int) -> Section | None:
        """The section that ``position`` lies in."""
        starts = [section.span.start for section in self.structure.sections]
        index = bisect_right(starts, position) - 1
        return self.structure.sections[index] if index >= 0 else None

    def speech_in(self, span: Span) -> tuple[Span, ...]:
        """The speech inside ``span``: what a coding of that span is about."""
        first = max(0, bisect_right(self._speech_starts, span.start) - 1)
        last = bisect_left(self._speech_starts, span.end)
        return intersected(self.speech[first:last], (span,))

    def clipped_to_speech(self, span: Span) -> Span | None:
        """``span`` with both ends on speech that is no blank; None if it has none.

        So a selection never begins or ends inside a label, a stamp or a heading.
        """
        pieces = self.speech_in(span)
        ends = [trimmed for piece in pieces if (trimmed := self._without_blanks(piece))]
        return Span(ends[0].start, ends[-1].end) if ends else None

    def _without_blanks(self, span: Span) -> Span | None:
        words = self.text[span.start : span.end]
        start = span.start + len(words) - len(words.lstrip())
        return span_or_none(start, start + len(words.strip()))

    def speech_text(self, span: Span) -> str:
        """The words of ``span`` as an excerpt shows them: turns joined by a line break."""
        return "\n".join(text for _, text in self.speech_by_turn(span))

    def speech_by_turn(self, span: Span) -> Iterator[tuple[Turn, str]]:
        """Each turn that has speech in ``span``, with that speech.

        The paragraphs of one turn are joined by a line break as well.
        """
        for number in self.turn_numbers(span):
            turn = self.turns[number]
            pieces = intersected(turn.speech, (span,))
            text = "\n".join(self.text[p.start : p.end].strip() for p in pieces).strip()
            if text:
                yield turn, text

    def speakers_in(self, span: Span) -> tuple[str, ...]:
        """Labels of those who speak in ``span``, each once, in order of appearance."""
        labels = (turn.speaker for turn, _ in self.speech_by_turn(span))
        return tuple(dict.fromkeys(label for label in labels if label))


@dataclass(frozen=True, slots=True)
class TranscriptHeader:
    """What is known of a transcript without reading its text.

    The hashes name the text, the structure and the original file, None where there was none.
    ``length`` is in code points, ``turns`` a count. A removed transcript keeps its codings,
    so that removal can be taken back. ``report`` is what the import said, as JSON.
    """

    id: TranscriptId
    name: str
    format: str
    text_sha256: str
    structure_sha256: str
    source_sha256: str | None
    length: int
    turns: int
    speakers: tuple[Speaker, ...] = ()
    position: int = 0
    removed: bool = False
    imported_at: str = ""
    report: Mapping[str, Any] = field(default_factory=dict, hash=False)
