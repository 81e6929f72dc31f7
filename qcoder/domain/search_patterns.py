"""What is looked for, as a pattern, and the places of a text that fit it.

Python's engine for regular expressions cannot be interrupted, and a pattern like ``(a+)+b`` takes
longer than anyone lives on thirty characters. Patterns that repeat a repetition without a limit
are therefore refused. That covers what people write by mistake, not every slow pattern:
``(a|a)*b`` is accepted and as bad, and ``.*.*.*b`` takes the cube of a paragraph's length.
"""

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import category, normalize

from qcoder.domain.errors import QCoderError
from qcoder.domain.spans import Span, span_or_none

_SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True)
class Query:
    r"""What is looked for.

    Typed words are found whatever blanks stand between them, whether quotes, apostrophes and
    hyphens are straight or typographic and accents composed or not, and across soft hyphens.
    Blanks around them do not count; without any word nothing is found. In a regular expression
    ``^`` and ``$`` are the ends of a paragraph, and ``\s`` finds the line end between two.

    Whole words cut no word at their ends: "time" is in "part-time" and "time's", not in "times".
    """

    typed: str
    matches_case: bool = False
    whole_words: bool = False
    is_regex: bool = False


def matches(text: str, query: Query) -> Iterator[Span]:
    """Where the query is found in ``text``: in order, without overlaps, as they are asked for.

    A bad pattern is refused at once, not with the first match.
    """
    pattern = compiled(query, may_hold_soft_hyphens=_SOFT_HYPHEN in text)
    return matches_of(pattern, text, query) if pattern else iter(())


def compiled(query: Query, *, may_hold_soft_hyphens: bool = False) -> re.Pattern[str] | None:
    """The pattern of a query, None where it has no word; refused where it cannot be read."""
    if not query.typed.strip():
        return None
    flags = re.MULTILINE if query.matches_case else re.MULTILINE | re.IGNORECASE
    if query.is_regex:
        _refuse_nested_repeats(query.typed)
        return _as_written(query.typed, flags)
    return re.compile(_literally(query.typed, f"{_SOFT_HYPHEN}*" * may_hold_soft_hyphens), flags)


def matches_of(pattern: re.Pattern[str], text: str, query: Query) -> Iterator[Span]:
    """What :func:`matches` finds, with a pattern that was compiled before."""
    position = 0
    while match := pattern.search(text, position):
        found = span_or_none(*match.span())
        if found and _fits(text, found, query):
            yield found
            position = found.end
        elif match.start() == len(text):
            return
        else:
            position = match.start() + 1


def _as_written(typed: str, flags: re.RegexFlag) -> re.Pattern[str]:
    try:
        with warnings.catch_warnings():
            # "[[" may mean something else some day; today it is read as ever.
            warnings.simplefilter("ignore", FutureWarning)
            return re.compile(typed, flags)
    except re.error as error:
        place = "" if error.pos is None else f" at character {error.pos + 1}"
        raise QCoderError(
            f"The regular expression cannot be read{place}: {error.msg}. To look for a sign such "
            "as ( or ? itself, write \\ before it, or search for plain words."
        ) from error
    except (OverflowError, RecursionError) as error:
        raise QCoderError("The regular expression is too large to search for.") from error


# One for another: keyboards have the first of each, Word puts in the others.
_ALIKE = ("'’‘ʼ", '"“”„', "-‐‑")
_ANY_OF = {character: f"[{re.escape(alike)}]" for alike in _ALIKE for character in alike}


def _literally(typed: str, between: str) -> str:
    words = (between.join(map(_character, normalize("NFC", word))) for word in typed.split())
    return rf"{between}\s+".join(words)


def _character(character: str) -> str:
    decomposed = normalize("NFD", character)
    if decomposed != character:
        return f"(?:{re.escape(character)}|{re.escape(decomposed)})"
    return _ANY_OF.get(character) or re.escape(character)


_TOKEN = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|(?P<open>\((?:\?\#[^)]*)?)|(?P<close>\))"
    r"|(?P<endless>(?:[*+]|\{\d*,\})(?!\+))|[*+]\+|\{\d*,\d*\}\+?|.",
    re.DOTALL,
)


def _refuse_nested_repeats(pattern: str) -> None:
    """Refuse ``(a+)+``. In ``(a++)+`` nothing is tried twice, and ``(a+){0,5}`` has a limit."""
    groups = [False]
    """Whether there is an endless repetition in each group that is open."""
    was_in_group = False
    for token in _TOKEN.finditer(pattern):
        if token["endless"] and was_in_group:
            raise QCoderError(
                f"The pattern repeats a repetition: “{token[0]}” at character "
                f"{token.start() + 1} could take for ever. Give it a limit, such as {{0,10}}."
            )
        groups[-1] = groups[-1] or bool(token["endless"])
        was_in_group = False
        if token["open"]:
            groups.append(False)
        elif token["close"] and len(groups) > 1:
            was_in_group = groups.pop()
            groups[-1] = groups[-1] or was_in_group


def _fits(text: str, found: Span, query: Query) -> bool:
    if not query.is_regex and _is_attached(text[found.end : found.end + 1]):
        return False  # the "e" of a decomposed "é": in a composed one it is not found either
    if not query.whole_words:
        return True
    return not (_is_inside_word(text, found.start) or _is_inside_word(text, found.end))


def _is_attached(character: str) -> bool:
    """Whether it is part of the character before: an accent, a joiner, a skin colour."""
    if character.isascii():
        return False
    return category(character).startswith("M") or character in "\u200d🏻🏼🏽🏾🏿"


def _is_inside_word(text: str, position: int) -> bool:
    return 0 < position < len(text) and all(map(_is_of_word, text[position - 1 : position + 1]))


def _is_of_word(character: str) -> bool:
    # Python's \b leaves out marks, which would cut Hindi words at every vowel sign.
    is_mark = not character.isascii() and category(character).startswith("M")
    return character.isalnum() or is_mark or character in "_\u200c\u200d\u00ad"
