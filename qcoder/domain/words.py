"""What a word is, and spans cut or grown to whole words."""

import re
import unicodedata

from qcoder.domain.spans import Span

# Python's \w leaves out combining marks, which would cut Hindi words at every vowel sign.
_MARK_BLOCKS = (range(0x0300, 0x2000), range(0x20D0, 0x2100), range(0xFE20, 0xFE30))
_MARKS = "".join(
    chr(point)
    for block in _MARK_BLOCKS
    for point in block
    if unicodedata.category(chr(point)).startswith("M")
)
# Possessive (++, *+): nothing is ever given back, which makes a transcript a quarter faster.
_LETTER = rf"(?:[^\W_]++|[{_MARKS}\u200c\u200d\u00ad])"
WORD = re.compile(rf"[^\W_]{_LETTER}*+(?:['’‐‑-]{_LETTER}++)*+")
"""One word: letters, digits and marks; apostrophes and hyphens only inside."""


def words_in(text: str, span: Span) -> list[Span]:
    """The words of ``text`` that lie wholly or partly in ``span``, cut at its ends."""
    return [Span(*match.span()) for match in WORD.finditer(text, span.start, span.end)]


def count_words(text: str, span: Span) -> int:
    """How many there are of :func:`words_in`."""
    return len(WORD.findall(text, span.start, span.end))


def trimmed_to_words(text: str, span: Span) -> Span | None:
    """``span`` without blanks and punctuation at its ends; None if it has no word."""
    words = words_in(text, span)
    return Span(words[0].start, words[-1].end) if words else None


def word_at(text: str, position: int) -> Span | None:
    """The word that covers ``position`` or ends there; None between words."""
    # From the blank before, not from the start of the line: a line may be two million long.
    start = max(text.rfind(blank, 0, position) for blank in "\n\t ") + 1
    for match in WORD.finditer(text, start):
        if match.start() > position:
            return None
        if match.end() >= position:
            return Span(match.start(), match.end())
    return None


def grown_to_words(text: str, span: Span) -> Span:
    """``span`` with words that it cuts taken in whole."""
    first, last = word_at(text, span.start), word_at(text, span.end)
    start = first.start if first and first.end > span.start else span.start
    end = last.end if last and last.start < span.end else span.end
    return Span(start, end)
