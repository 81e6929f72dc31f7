"""Which code is meant by what is typed into a palette."""

import re
from collections.abc import Sequence
from functools import lru_cache
from unicodedata import combining, normalize

from qcoder.domain.codebook import Code, Codebook
from qcoder.domain.ids import CodeId

_WORD = re.compile(r"\w+")
_SHORTEST_PART = 3
"""Letters from which on the middle of a word counts; fewer are in every label."""

_NOWHERE = 9


def find_codes(
    codebook: Codebook,
    typed: str,
    recent: Sequence[CodeId] = (),
    on_story: Sequence[CodeId] = (),
) -> list[Code]:
    """The codes that ``typed`` may mean, the likeliest first; all of them if it is empty.

    First come labels that begin with it, then those with such words, then those with such
    initials ("mi": MD Identity); then groupings and definitions with such words, and at last
    labels that have it inside a word. Among equals those of ``recent`` come first in its order,
    then those of ``on_story``, then the order of the codebook. Case and accents do not count.
    Of several words each must be found.
    """
    wanted = _folded(typed).strip()
    places = {code: place for place, code in reversed(list(enumerate((*recent, *on_story))))}
    names = {grouping.id: grouping.name for grouping in codebook.groupings}
    ranked = [
        (rank, places.get(code.id, len(places)), number)
        for number, code in enumerate(codebook.codes)
        if (rank := _rank(code, names.get(code.grouping, ""), wanted)) < _NOWHERE
    ]
    return [codebook.codes[number] for _, _, number in sorted(ranked)]


def _rank(code: Code, grouping: str, wanted: str) -> int:
    label, words = _folded(code.label), _words(code.label)
    if label.startswith(wanted) or " ".join(words).startswith(wanted):
        return 0
    initials = "".join(word[0] for word in words)
    parts = _WORD.findall(wanted)
    if not parts:
        return _NOWHERE
    ways = (
        all(_begins(words, part) for part in parts),
        len(wanted) > 1 and initials.startswith(wanted),
        all(_begins((*words, *_words(grouping)), part) for part in parts),
        all(_begins((*words, *_words(grouping), *_words(code.definition)), p) for p in parts),
        all(len(part) >= _SHORTEST_PART and part in label for part in parts),
    )
    return ways.index(True) + 1 if True in ways else _NOWHERE


def _begins(words: Sequence[str], part: str) -> bool:
    return any(word.startswith(part) for word in words)


@lru_cache(maxsize=2048)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(_folded(text)))


def _folded(text: str) -> str:
    return "".join(c for c in normalize("NFKD", text.casefold()) if not combining(c))
