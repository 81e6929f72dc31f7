"""Turns, speakers and sections of a text. The text itself is never touched."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from qcoder.domain.spans import Span, span_or_none, subtracted
from qcoder.domain.transcript import Section, Speaker, Structure, Turn
from qcoder.importers import stamps
from qcoder.importers.headings import headings_of
from qcoder.importers.imported import LineHint, Place, SpeakerCount, Speakers
from qcoder.importers.layouts import Layout, TurnHead, is_stamp
from qcoder.importers.lines import Line, lines_of, place
from qcoder.importers.vote import Verdict, recognise, role_for

_TRAILER = re.compile(
    r"transcribed by http|transcription ended after|.{1,60} (?:started|stopped) transcription$",
    re.IGNORECASE,
)
"""What a tool writes below a transcript."""

_SHOWN = 20
"""Doubts of one kind that are told one by one."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A structure, with what the recognition was sure of and what not."""

    structure: Structure
    layout: Layout | None = None
    front_matter: tuple[Place, ...] = ()
    continued: tuple[Place, ...] = ()
    unmatched: tuple[Place, ...] = ()
    remarks: tuple[str, ...] = ()

    def speaker_counts(self) -> tuple[SpeakerCount, ...]:
        """Each speaker with the number of turns, in order of appearance."""
        turns = Counter(turn.speaker for turn in self.structure.turns)
        return tuple(SpeakerCount(s, turns[s.label]) for s in self.structure.speakers)


def read_structure(
    text: str, speakers: Speakers = "auto", hints: Sequence[LineHint] = ()
) -> Structure:
    """Turns, speakers and sections of a stored text.

    ``hints`` are those of :class:`ImportedTranscript`; they are used as long as there is
    one for each line. With ``none`` every paragraph is a turn, and all of it is speech.
    """
    return recognise_structure(text, speakers, hints).structure


def recognise_structure(
    text: str, speakers: Speakers = "auto", hints: Sequence[LineHint] = ()
) -> Recognised:
    """As :func:`read_structure`, with what an import reports."""
    lines = list(lines_of(text, hints))
    if speakers == "none":
        return Recognised(Structure(turns=_paragraphs(lines)))
    verdict = recognise(lines, text)
    if verdict.layout is None:
        return _without_speakers(lines, text)
    return _Builder(lines, text, verdict).build()


def _paragraphs(lines: Iterable[Line]) -> tuple[Turn, ...]:
    return tuple(Turn(line.span, (line.span,)) for line in lines)


def _without_speakers(lines: Sequence[Line], text: str) -> Recognised:
    headings = headings_of(lines, {}, cautious=True)
    spoken = [line for line in lines if line.number not in headings]
    sections = _sections([line for line in lines if line.number in headings], text)
    return Recognised(
        Structure(_paragraphs(spoken), (), sections),
        unmatched=tuple(place(line, text) for line in spoken),
    )


def _sections(headings: Sequence[Line], text: str) -> tuple[Section, ...]:
    spans = [line.span for line in headings]
    ends = [span.start for span in spans[1:]] + [len(text)]
    return tuple(
        Section(text[span.start : span.end], Span(span.start, end), span)
        for span, end in zip(spans, ends, strict=False)
    )


@dataclass(slots=True)
class _OpenTurn:
    """A turn while its lines are gathered. ``line`` is where it begins."""

    line: int
    head: TurnHead | None
    time: int | None
    speech: list[Span] = field(default_factory=list)
    end: int = 0

    def closed(self, speakers: dict[str, str]) -> Turn | None:
        start = self.head.start if self.head else self.speech[0].start if self.speech else 0
        span = span_or_none(start, max(self.end, self.head.end if self.head else 0))
        if span is None:
            return None
        if self.head is None:
            return Turn(span, tuple(self.speech), None, None, self.time)
        label = Span(self.head.start, self.head.end)
        speaker = speakers[self.head.folded]
        return Turn(span, tuple(self.speech), speaker, label, self.time)


class _Builder:
    """Goes down the lines once and gives each its part: label, speech, heading, front matter."""

    def __init__(self, lines: Sequence[Line], text: str, verdict: Verdict) -> None:
        self._lines = lines
        self._text = text
        self._verdict = verdict
        self._heads = {head.line: head for head in verdict.heads}
        self._first = min(self._heads)
        self._used_stamps = {number for head in verdict.heads for number in head.stamps}
        timed = sum(head.time is not None for head in verdict.heads)
        self._every_turn_is_timed = 2 * timed > len(verdict.heads)
        self._headings: list[Line] = []
        self._turns: list[Turn] = []
        self._front: list[Line] = []
        self._continued: list[Line] = []
        self._unmatched: list[Line] = []
        self._remarks: list[str] = list(verdict.remarks)
        self._open: _OpenTurn | None = None
        self._time: int | None = None

    def build(self) -> Recognised:
        """Everything that was recognised."""
        found = headings_of(self._lines, self._heads)
        headings = found - self._titles(found)
        for line in self._lines:
            self._place(line, line.span, line.number in headings)
        self._close()
        self._remark_singles()
        self._remark_missing_names()
        labels = list(dict.fromkeys(turn.speaker for turn in self._turns if turn.speaker))
        speakers = tuple(Speaker(label, role_for(label, labels)) for label in labels)
        sections = _sections(self._headings, self._text)
        return Recognised(
            Structure(tuple(self._turns), speakers, sections),
            self._verdict.layout,
            self._places(self._front),
            self._places(self._continued),
            self._places(self._unmatched),
            tuple(self._remarks),
        )

    def _places(self, lines: Sequence[Line]) -> tuple[Place, ...]:
        return tuple(place(line, self._text) for line in lines)

    def _titles(self, headings: set[int]) -> set[int]:
        """Headings above the first turn with other words between: they name the transcript."""
        above = [line for line in self._lines if line.number < self._first]
        titles: set[int] = set()
        texts_between = False
        for line in reversed(above):
            if line.number not in headings:
                texts_between = texts_between or not is_stamp(line)
            elif texts_between or line.number < self._verdict.header_end:
                titles.add(line.number)
        return titles

    def _place(self, line: Line, span: Span, is_heading: bool) -> None:
        head = self._heads.get(line.number)
        if head:
            self._open_turn(line, span, head)
        elif is_heading:
            self._close()
            self._headings.append(line)
        elif is_stamp(line):
            self._take_stamp(line)
        elif line.number < self._first:
            self._front.append(line)
        else:
            self._take_text(line, span)

    def _open_turn(self, line: Line, span: Span, head: TurnHead) -> None:
        self._close()
        time = head.time if head.time is not None else self._time
        self._open, self._time = _OpenTurn(line.number, head, time), None
        rest = span_or_none(head.end, span.end)
        if rest and not stamps.ALONE.fullmatch(self._text[rest.start : rest.end]):
            self._add_speech(rest)
        elif rest:
            self._open.end = rest.end

    def _take_stamp(self, line: Line) -> None:
        if line.number in self._used_stamps:
            return
        self._time = stamps.milliseconds(line.head)
        if self._every_turn_is_timed and line.number > self._first:
            self._close()

    def _take_text(self, line: Line, span: Span) -> None:
        if _is_trailer(line):
            self._close()
            self._unmatched.append(line)
            return
        if self._open is None:
            self._open, self._time = _OpenTurn(line.number, None, self._time), None
        has_speaker = self._open.head is not None
        if not has_speaker:
            self._unmatched.append(line)
        elif self._open.speech:
            self._continued.append(line)
        self._add_speech(span)

    def _add_speech(self, span: Span) -> None:
        turn = self._open
        if turn is None:
            return
        words = self._text[span.start : span.end]
        found = [
            Span(span.start + match.start(), span.start + match.end())
            for match in stamps.INSIDE.finditer(words)
        ]
        pieces = (self._trimmed(piece) for piece in subtracted((span,), found))
        turn.speech += [piece for piece in pieces if piece]
        turn.end = span.end
        if turn.time is None and found:
            turn.time = stamps.milliseconds(self._text[found[-1].start : found[-1].end])

    def _trimmed(self, span: Span) -> Span | None:
        words = self._text[span.start : span.end]
        start = span.start + len(words) - len(words.lstrip())
        return span_or_none(start, start + len(words.strip()))

    def _close(self) -> None:
        turn = self._open.closed(self._verdict.speakers) if self._open else None
        if turn and self._open:
            self._turns.append(turn)
            if not turn.speech:
                self._remarks.append(f"Line {self._open.line + 1}: the turn has no words.")
        self._open = None

    def _remark_singles(self) -> None:
        headings = {line.number for line in self._headings}
        self._remark(
            [
                f"Line {head.line + 1}: “{head.label}” looks like a speaker, but is too rare; it "
                "was taken as speech."
                for head in self._verdict.singles
                if head.line > self._first and head.line not in headings and not head.is_alone
            ],
            "such labels",
        )

    def _remark_missing_names(self) -> None:
        places = (place(line, self._text) for line in self._unmatched if not _is_trailer(line))
        self._remark(
            [f"Line {at.line}: no speaker is named: “{at.words}”." for at in places],
            "paragraphs without a speaker",
        )

    def _remark(self, sentences: Sequence[str], what: str) -> None:
        self._remarks += sentences[:_SHOWN]
        if len(sentences) > _SHOWN:
            self._remarks.append(f"There are {len(sentences) - _SHOWN} more {what}.")


def _is_trailer(line: Line) -> bool:
    return bool(_TRAILER.match(line.head.strip()))
