"""Headings of the discussion guide: what separates the sections of a transcript."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from qcoder.importers.lines import Line

_MAX_WORDS = 14
_NAMED = re.compile(
    r"\s*(?i:Question|Q|Frage|Pregunta|Topic|Section|Part|Activity|Theme|Chapter|Teil|Thema)"
    r"\s?\.?\s?(?:\d{1,2}|[A-Z]|[IVX]{1,5})(?:[.:)–-]|\s*$|(?P<open>\s))"
)
_ROMAN = re.compile(r"\s*(?P<number>[IVX]{1,5})\s?[.)]\s+(?=[^\W\d_])")
_ARABIC = re.compile(r"\s*(?P<number>\d{1,2})\s?(?:[.)]|\s?[–-])\s*(?=[^\W\d_])")
_ENDS_SENTENCE = re.compile(r"[.!?…,;:—][\"”’')\]]*\s*$")
_MIN_RUN = 2


def headings_of(
    lines: Sequence[Line], turn_lines: Mapping[int, object], *, cautious: bool = False
) -> set[int]:
    """Numbers of the lines that are headings; no line of ``turn_lines`` is one.

    ``cautious`` leaves out what only looks like a heading (a number, bold print), for texts
    in which paragraphs without a label are the rule.
    """
    free = [line for line in lines if line.number not in turn_lines and not line.hint.is_title]
    found = {line.number for line in free if line.hint.heading or is_named(line)}
    if not cautious:
        followed = _followed_by_turn(lines, turn_lines)
        found |= {line.number for line in free if _is_short(line) and _ROMAN.match(line.head)}
        found |= _arabic(free, followed)
        found |= _in_bold(free, lines)
    return found


def is_named(line: Line) -> bool:
    """``Section 2: …``, ``Question 3. …``; the words may be a whole question.

    Without a mark behind the number it must not read like a sentence.
    """
    match = _NAMED.match(line.head) if line.complete else None
    return bool(match and (not match["open"] or _is_short(line)))


def _is_short(line: Line) -> bool:
    return (
        line.complete
        and len(line.head.split()) <= _MAX_WORDS
        and not _ENDS_SENTENCE.search(line.head)
    )


def _followed_by_turn(filled: Sequence[Line], turn_lines: Mapping[int, object]) -> set[int]:
    """Lines right above a labelled one, also with other headings between."""
    pairs = pairwise(filled)
    return {line.number for line, following in pairs if following.number in turn_lines}


def _arabic(free: Sequence[Line], followed: set[int]) -> set[int]:
    """Numbered lines, if their numbers rise.

    What people count up in speech does not stand right above a turn each time.
    """
    numbered = [
        (int(match["number"]), line.number)
        for line in free
        if line.number in followed and _is_short(line) and (match := _ARABIC.match(line.head))
    ]
    numbers = [number for number, _ in numbered]
    rises = all(a < b for a, b in pairwise(numbers))
    return {line for _, line in numbered} if rises and len(numbered) >= _MIN_RUN else set()


def _in_bold(free: Sequence[Line], filled: Sequence[Line]) -> set[int]:
    """Short lines all in bold, but the first of the file, which is its title."""
    first = filled[0].number if filled else -1
    return {
        line.number
        for line in free
        if line.number != first and _is_short(line) and line.bold() >= len(line.head.rstrip()) > 0
    }
