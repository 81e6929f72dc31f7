"""How many words may differ, at a code's grain, before that is a difference."""

from collections.abc import Mapping
from typing import NamedTuple

from qcoder.domain.codebook import Grain


class WordCount(NamedTuple):
    """Words that carry content, and words that fill."""

    content: int
    filler: int


ALLOWED: Mapping[Grain, WordCount] = {
    Grain.WORD: WordCount(0, 2),
    Grain.PHRASE: WordCount(0, 4),
    Grain.SENTENCE: WordCount(1, 6),
    Grain.STORY: WordCount(3, 12),
}

CONTENT_SHARE = 20
"""At most one content word in so many of the shorter reading's may differ.

Without this a story of six words could lose three of them unseen.
"""


def is_within_allowance(differing: WordCount, grain: Grain) -> bool:
    """Whether so few words differ at the edges that codes of this grain do not mind."""
    allowed = ALLOWED[grain]
    return differing.content <= allowed.content and differing.filler <= allowed.filler


def is_small_share(differing: WordCount, shorter: WordCount) -> bool:
    """Whether what differs is little beside the shorter reading.

    Where that has no content word, its fillers are what was coded, and none may differ.
    """
    return 0 < shorter.content >= differing.content * CONTENT_SHARE
