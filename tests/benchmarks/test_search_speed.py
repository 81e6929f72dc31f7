"""Two million characters are searched at a bearable multiple of one bare regular expression.

Times differ from machine to machine, so both run on the same data, one after the other.
"""

import random
import re
from collections.abc import Callable
from timeit import repeat

import pytest

from qcoder.domain.ids import TranscriptId
from qcoder.domain.search import find_spans, search
from qcoder.domain.search_patterns import Query
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Structure, Transcript, Turn

WORDS = re.findall(
    r"\w+", "we never had the time there was always another list and page nobody sat down"
)
LENGTH = 2_000_000


def a_long_transcript(words_a_turn: int) -> Transcript:
    chosen = random.Random(3)
    lines: list[str] = []
    turns: list[Turn] = []
    at = 0
    while at < LENGTH:
        line = "P1: " + " ".join(chosen.choices(WORDS, k=words_a_turn))
        span = Span(at, at + len(line))
        turns.append(Turn(span, (Span(at + 4, span.end),), "P1", Span(at, at + 3)))
        lines.append(line)
        at = span.end + 1
    return Transcript(TranscriptId("t"), "FG1", "\n".join(lines), Structure(tuple(turns)))


def fastest(act: Callable[[], object]) -> float:
    return min(repeat(act, number=1, repeat=5))


@pytest.mark.parametrize("words_a_turn", [40, 420_000], ids=["turns", "one paragraph"])
def test_all_of_two_million_characters(words_a_turn: int) -> None:
    transcript = a_long_transcript(words_a_turn)
    bare = re.compile("zebra", re.IGNORECASE)
    ruler = fastest(lambda: bare.search(transcript.text))
    nothing = fastest(lambda: list(find_spans(transcript, Query("zebra"))))
    much = fastest(lambda: list(find_spans(transcript, Query("time"))))
    first = fastest(lambda: next(search(transcript, Query("time"))))
    hits = len(list(find_spans(transcript, Query("time"))))
    print(  # noqa: T201
        f"\n{len(transcript.text)} characters, {len(transcript.turns)} turns: "
        f"bare {1000 * ruler:.0f} ms, without a hit {1000 * nothing:.0f} ms, "
        f"{hits} hits {1000 * much:.0f} ms, the first {1000 * first:.2f} ms"
    )
    assert nothing < 5 * ruler
    assert much < 30 * ruler
    assert first < ruler
