"""Which words of a transcript are shown, cut into pieces that are laid out one by one."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from enum import IntEnum
from operator import itemgetter
from typing import NamedTuple

import numpy as np

from qcoder.domain.spans import Span, subtracted
from qcoder.domain.transcript import Section, Transcript
from qcoder.gui.transcript.offsets import Offsets, Positions, code_points_of

LONGEST_UNIT = 3000
"""Longer paragraphs are cut: a layout costs time for all of its characters at once."""

# A cut may look back this far for the end of a sentence, so that it shows little.
_LOOK_BACK = 1200
_SENTENCE_END = re.compile(r"[.!?…।؟][\"'”’)\]]*\s+")
_NOT_AT_START = {"Mn", "Mc", "Me", "Cf"}
_TIMING = re.compile(r"[\d\s:.,;#<>()\[\]–-]*")
_SHORTEST_ASIDE = 2
_HEADING_MARKS = "#* \t"
_NOISE = re.compile(
    r"[\[(]\s*(?:\.{2,3}|\d+(?:\.\d+)?|[^\])\n]{0,20}\b(?:laugh\w*|chuckl\w*|giggl\w*|crosstalk|"
    r"cross talk|overlap\w*|talking over|inaudible|unintelligible|indiscernible|unclear|pause|"
    r"silence|sigh\w*|cough\w*|applause|clap\w*|nod\w*|gasp\w*|murmur\w*|noise|lacht|lachen|"
    r"risas?|rires?)\b[^\])\n]{0,40})\s*[\])]",
    re.IGNORECASE,
)


class UnitKind(IntEnum):
    """What a unit shows."""

    SPEECH = 0
    HEADING = 1
    ASIDE = 2
    """Front matter, and other lines that nobody speaks."""


class Joint(IntEnum):
    """How a unit follows the one above; decides the room between them."""

    SEAMLESS = 0
    PARAGRAPH = 1
    TURN = 2
    SECTION = 3


class Unit(NamedTuple):
    """One piece of text on the page; ``turn`` is -1 where nobody speaks."""

    start: int
    end: int
    kind: UnitKind
    turn: int
    joint: Joint


class ShownText:
    """A transcript as the page shows it: its units in text order.

    Labels, stamps at the start of a paragraph and blank lines are in no unit. Everything
    here depends on the text alone, not on fonts or width.
    """

    def __init__(self, transcript: Transcript) -> None:
        self.transcript = transcript
        self.text = transcript.text
        self.points = code_points_of(transcript.text)
        self.offsets = Offsets(self.points)
        self.units: list[Unit] = _cut_units(transcript)
        self.starts: list[int] = [unit.start for unit in self.units]
        self.start_array: Positions = np.array(self.starts, dtype=np.int64)
        self.end_array: Positions = np.array([unit.end for unit in self.units], dtype=np.int64)
        self._origins: list[int] = self.offsets.all_to_utf16(self.start_array).tolist()

    def __len__(self) -> int:
        return len(self.units)

    def unit_at(self, position: int) -> int:
        """The unit that ``position`` stands in, or the last one before it."""
        return max(0, bisect_right(self.starts, position) - 1)

    def words_of(self, number: int) -> str:
        """The characters of one unit."""
        unit = self.units[number]
        return self.text[unit.start : unit.end]

    def to_local(self, number: int, position: int) -> int:
        """``position`` in Qt's count within the unit, moved to its nearer end if outside."""
        unit = self.units[number]
        inside = min(max(position, unit.start), unit.end)
        return self.offsets.to_utf16(inside) - self._origins[number]

    def all_to_local(self, number: int, positions: Positions) -> list[int]:
        """:meth:`to_local` for many."""
        unit = self.units[number]
        # numpy's clip looks up limits of the type first, which takes longer than the rest.
        inside = np.minimum(np.maximum(positions, unit.start), unit.end)
        local: list[int] = (self.offsets.all_to_utf16(inside) - self._origins[number]).tolist()
        return local

    def to_position(self, number: int, local: int) -> int:
        """The code point of a place that Qt counted within the unit."""
        return self.offsets.to_code_point(self._origins[number] + local)

    def muted_in(self, number: int) -> list[Span]:
        """What of a unit is no spoken word: noise in brackets, stamps between speech."""
        unit = self.units[number]
        found = [Span(*match.span()) for match in _NOISE.finditer(self.text, unit.start, unit.end)]
        if unit.kind is UnitKind.SPEECH:
            whole = Span(unit.start, unit.end)
            found.extend(subtracted((whole,), self.transcript.speech_in(whole)))
        return found


def _cut_units(transcript: Transcript) -> list[Unit]:
    paragraphs = [*_headings(transcript), *_spoken(transcript)]
    paragraphs.extend(_asides(transcript))
    paragraphs.sort(key=itemgetter(0))
    return [piece for paragraph in paragraphs for piece in _pieces(transcript.text, paragraph)]


def _spoken(transcript: Transcript) -> Iterator[Unit]:
    """One unit per paragraph of speech; a stamp between two stretches of it is inside."""
    text = transcript.text
    for number, turn in enumerate(transcript.turns):
        joint = Joint.TURN
        start, end = -1, -1
        for piece in turn.speech:
            for line_start, line_end in _lines(text, piece.start, piece.end):
                if start >= 0 and "\n" not in text[end:line_start]:
                    end = line_end
                    continue
                if start >= 0:
                    yield Unit(start, end, UnitKind.SPEECH, number, joint)
                    joint = Joint.PARAGRAPH
                start, end = line_start, line_end
        if start >= 0:
            yield Unit(start, end, UnitKind.SPEECH, number, joint)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Each line between two positions without its outer blanks; empty lines left out."""
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        line = text[start:stop]
        words = line.strip()
        if words:
            first = start + len(line) - len(line.lstrip())
            yield first, first + len(words)
        start = stop + 1


def _headings(transcript: Transcript) -> Iterator[Unit]:
    for section in transcript.structure.sections:
        start, end = _heading_words(transcript.text, section)
        if start < end:
            yield Unit(start, end, UnitKind.HEADING, -1, Joint.SECTION)


def _heading_words(text: str, section: Section) -> tuple[int, int]:
    """The printed heading without the marks that made it one."""
    printed = text[section.heading.start : section.heading.end]
    words = printed.strip(_HEADING_MARKS + "\n")
    start = section.heading.start + printed.find(words)
    return start, start + len(words)


def _asides(transcript: Transcript) -> Iterator[Unit]:
    """Lines outside turns and headings; those that only tell a time are not shown."""
    taken = [turn.span for turn in transcript.turns]
    taken.extend(section.heading for section in transcript.structure.sections)
    taken.sort()
    at = 0
    for span in [*taken, Span(len(transcript.text), len(transcript.text) + 1)]:
        # Between most turns there is a line end and nothing else.
        if span.start - at < _SHORTEST_ASIDE:
            at = max(at, span.end)
            continue
        for start, end in _lines(transcript.text, at, span.start):
            line = transcript.text[start:end]
            first = end - len(line.lstrip(_HEADING_MARKS))
            if not _TIMING.fullmatch(line):
                yield Unit(first, end, UnitKind.ASIDE, -1, Joint.PARAGRAPH)
        at = max(at, span.end)


def _pieces(text: str, paragraph: Unit) -> Iterator[Unit]:
    """The paragraph, or what it is cut into where it is very long."""
    if paragraph.end - paragraph.start <= LONGEST_UNIT:
        yield paragraph
        return
    start, joint = paragraph.start, paragraph.joint
    while paragraph.end - start > LONGEST_UNIT:
        cut = _cut_after(text, start)
        yield paragraph._replace(start=start, end=cut, joint=joint)
        start, joint = cut, Joint.SEAMLESS
    yield paragraph._replace(start=start, joint=joint)


def _cut_after(text: str, start: int) -> int:
    """Where to cut: after a sentence, else after a word, never inside a character."""
    latest = start + LONGEST_UNIT
    sentences = list(_SENTENCE_END.finditer(text, latest - _LOOK_BACK, latest))
    if sentences:
        return sentences[-1].end()
    blank = max(text.rfind(" ", start + 1, latest), text.rfind("\t", start + 1, latest))
    if blank > latest - _LOOK_BACK:
        return blank + 1
    while latest > start + 1 and _is_glued(text, latest):
        latest -= 1
    return latest


def _is_glued(text: str, position: int) -> bool:
    """Whether the character here belongs to the one before: a mark, a joiner, a skin tone."""
    return (
        unicodedata.category(text[position]) in _NOT_AT_START
        or text[position - 1] == "\u200d"
        or 0x1F1E6 <= ord(text[position]) <= 0x1F3FF
    )
