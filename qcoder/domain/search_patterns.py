"""What is looked for, as a pattern, and the places of a text that fit it.

Python's own engine for regular expressions cannot be interrupted, and ``(a|aa)+b`` takes longer
than anyone lives on sixty letters. The engine of ``regex`` gives up after a time, lets other
threads run while it searches, and folds case as Unicode has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import permutations
from typing import TYPE_CHECKING
from unicodedata import category, normalize

from qcoder.domain.errors import QCoderError
from qcoder.domain.spans import Span

if TYPE_CHECKING:
    from regex import Pattern

PATIENCE = 1.0
"""Seconds after which the search for one more place in one text is given up."""


@dataclass(frozen=True, slots=True)
class Query:
    r"""What is looked for.

    Typed words are found whatever blanks stand between them, whether quotes, apostrophes and
    hyphens are straight or typographic and accents composed or not, and across soft hyphens and
    marks of direction. Blanks around them do not count; without any word nothing is found.
    Where accents do not count, neither do the points of Hebrew and Arabic: typed without, they
    are found with them, and the other way round.

    In a regular expression ``^`` and ``$`` are the ends of a paragraph, ``\s`` finds the line
    end between two, and accents always count. Case is folded in full: "ß" is "SS".

    Whole words cut no word at their ends: "time" is in "part-time" and "time's", not in "times".
    """

    typed: str
    matches_case: bool = False
    whole_words: bool = False
    is_regex: bool = False
    ignores_accents: bool = False


class TookTooLong(QCoderError):
    """A pattern is still tried on one text after :data:`PATIENCE`."""

    def __init__(self, place: str) -> None:
        super().__init__(
            f"This expression takes too long on {place}; repeat less in it, "
            "or say more exactly what is repeated."
        )


def matches(text: str, query: Query) -> Iterator[Span]:
    """Where the query is found in ``text``: in order, without overlaps, as they are asked for.

    A bad pattern is refused at once, not with the first match.
    """
    pattern = compiled(query, may_hold_unseen=holds_unseen(text))
    return _spans_of(pattern, text, query) if pattern else iter(())


def _spans_of(pattern: Pattern[str], text: str, query: Query) -> Iterator[Span]:
    try:
        yield from (Span(*ends) for ends in matches_of(pattern, text, query))
    except TimeoutError as error:
        raise TookTooLong(f"“{' '.join(text[:40].split())}…”") from error


def compiled(query: Query, *, may_hold_unseen: bool = False) -> Pattern[str] | None:
    """The pattern of a query, None where it has no word; refused where it cannot be read."""
    # Not at the top: the window shows before it is loaded.
    import regex

    if not query.typed.strip():
        return None
    flags = regex.VERSION0 | regex.MULTILINE
    if not query.matches_case:
        flags |= regex.IGNORECASE | regex.FULLCASE
    if query.is_regex:
        return _as_written(query.typed, flags)
    return regex.compile(_literally(query, _UNSEEN * may_hold_unseen), flags)


def matches_of(pattern: Pattern[str], text: str, query: Query) -> Iterator[tuple[int, int]]:
    """What :func:`matches` finds, with a pattern that was compiled before.

    Raises ``TimeoutError`` where the next place is not found within :data:`PATIENCE`.
    """
    position, is_checked = 0, query.is_regex and query.whole_words
    while match := pattern.search(text, position, timeout=PATIENCE):
        start, end = match.span()
        if end > start and not (is_checked and _cuts_word(text, start, end)):
            yield start, end
            position = end
        elif start == len(text):
            return
        else:
            position = start + 1


def _as_written(typed: str, flags: int) -> Pattern[str]:
    import regex

    try:
        return regex.compile(typed, flags)
    except regex.error as error:
        # The stubs know neither.
        message, at = getattr(error, "msg", str(error)), getattr(error, "pos", len(typed))
        place = f" at character {at + 1}" if at < len(typed) else " at its end"
        raise QCoderError(
            f"The regular expression cannot be read{place}: {message}. To look for a sign such "
            "as ( or ? itself, write \\ before it, or search for plain words."
        ) from error
    except (OverflowError, RecursionError) as error:
        raise QCoderError("The regular expression is too large to search for.") from error


# One for another: keyboards have the first of each, Word puts in the others.
_ALIKE = ("'’‘ʼ", '"“”„', "-‐‑")
_ANY_OF = {character: f"[{alike}]" for alike in _ALIKE for character in alike[1:] + alike[0]}

_UNSEEN = r"[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]*"
"""Soft hyphens, marks of direction and the like, which nobody sees and nobody types."""
_UNSEEN_SIGNS = (
    "\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)

# Python's \b leaves out marks, which would cut Hindi words at every vowel sign.
_WORD = r"[\p{L}\p{N}\p{M}_\u200c\u200d\u00ad]"
_EDGE = rf"(?:(?<!{_WORD})|(?!{_WORD}))"
# The "e" of a decomposed "é", since in a composed one it is not found either; half an emoji.
_UNCUT = r"(?![\p{M}\u200d🏻🏼🏽🏾🏿])"


def holds_unseen(text: str) -> bool:
    """Whether there are signs between letters that nobody sees."""
    return not text.isascii() and any(sign in text for sign in _UNSEEN_SIGNS)


def _literally(query: Query, between: str) -> str:
    import regex

    spelled = _without_accents if query.ignores_accents else _in_any_spelling
    words = (
        between.join(map(spelled, regex.findall(r".\p{M}*", word, regex.DOTALL)))
        for word in normalize("NFC", query.typed).split()
    )
    edge = _EDGE if query.whole_words else ""
    return edge + rf"{between}\s+{between}".join(words) + _UNCUT + edge


def _in_any_spelling(cluster: str) -> str:
    """A character with its marks, composed or not, the marks in any order that means the same."""
    import regex

    if cluster.isascii():
        return _ANY_OF.get(cluster) or regex.escape(cluster)
    canonical = normalize("NFD", cluster)
    spellings = {cluster, canonical}
    # More marks than that stand in no orthography, and their orders could not be counted.
    if 1 < len(canonical) <= 5:
        spellings.update(_orders(canonical))
    escaped = map(regex.escape, sorted(spellings))
    return _ANY_OF.get(cluster) or f"(?:{'|'.join(escaped)})"


def _orders(canonical: str) -> Iterator[str]:
    base, marks = canonical[0], canonical[1:]
    for order in map("".join, permutations(marks)):
        for count in range(len(marks) + 1):
            spelling = normalize("NFC", base + order[:count]) + order[count:]
            if normalize("NFD", spelling) == canonical:
                yield spelling


def _without_accents(cluster: str) -> str:
    import regex

    base, *marks = list(normalize("NFD", cluster))
    if not all(category(mark).startswith("M") for mark in marks):
        return regex.escape(cluster) + r"\p{M}*"  # a Korean syllable is not its first letter
    alike = _ANY_OF.get(base) or f"[{regex.escape(base)}{_accented().get(base, '')}]"
    return alike + r"\p{M}*"


@cache
def _accented() -> dict[str, str]:
    """For each letter those that are it with an accent, as far as they are one character."""
    found: dict[str, str] = {}
    for character in map(chr, range(0xC0, 0x1_0000)):
        base, *marks = list(normalize("NFD", character))
        if marks and all(category(mark).startswith("M") for mark in marks):
            found[base] = found.get(base, "") + character
    return found


def _cuts_word(text: str, start: int, end: int) -> bool:
    import regex

    return not all(regex.compile(_EDGE).match(text, place) for place in (start, end))
