"""The comparison costs a bearable multiple of one that only looks for equal positions.

Times differ from machine to machine, so both run on the same data, one after the other.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from time import process_time
from timeit import timeit

import pytest

from qcoder.comparison import ENGLISH, Comparison, compare
from qcoder.comparison.speech_words import SpeechWords
from qcoder.domain.coding import Coding
from qcoder.domain.ids import CodeId, CoderId, CodingId
from qcoder.domain.spans import Span
from tests.builders import coder_id
from tests.comparison.simulated_pairs import Gaps, Pair, a_simulated_pair

ROUNDS = 9


def equal_positions(
    layers: Mapping[CoderId, Sequence[Coding]],
) -> list[tuple[Span, CodeId, list[Coding]]]:
    """What others do: the same code on the same span is the same, all else is not."""
    places: dict[tuple[CodeId, Span], list[Coding]] = {}
    for codings in layers.values():
        for coding in codings:
            places.setdefault((coding.code, coding.span), []).append(coding)
    found = [(span, code, members) for (code, span), members in places.items()]
    return sorted(found, key=lambda place: place[:2])


def fastest(*acts: Callable[[], object]) -> list[float]:
    """CPU time of each, in turns: so whatever else the machine does slows all of them."""
    rounds = [[timeit(act, number=1, timer=process_time) for act in acts] for _ in range(ROUNDS)]
    return [min(times) for times in zip(*rounds, strict=True)]


def add_a_million_times() -> int:
    """What tells a slow hour of the machine from a slow comparison."""
    total = 0
    for _ in range(1_000_000):
        total += 1
    return total


@pytest.mark.parametrize("gaps", [Gaps(10, 590), Gaps(-20, 620)], ids=["apart", "overlapping"])
def test_a_long_transcript_with_two_thousand_codings_a_coder_is_compared_at_once(
    gaps: Gaps,
) -> None:
    pair = a_simulated_pair(1, gaps, words=30_000)
    assert min(len(codings) for codings in pair.layers.values()) > 1900
    bare, full, million = fastest(
        lambda: equal_positions(pair.layers),
        lambda: compare(pair.transcript, pair.layers, pair.codebook),
        add_a_million_times,
    )
    figures = f"{full / bare:.1f} times as long as exact positions ({1000 * full:.0f} ms)"
    print(  # noqa: T201 (what a benchmark is for)
        f"2,000 codings a coder compared: {figures}; a million additions {1000 * million:.0f} ms"
    )
    assert full < 10 * bare


@pytest.mark.parametrize(("coders", "pairs"), [(3, 3), (5, 10)])
def test_more_coders_cost_less_than_there_are_pairs_of_them(coders: int, pairs: int) -> None:
    pair = a_simulated_pair(2, Gaps(-20, 620), words=10_000)
    several = layers_of_so_many(coders, pair)
    two, all_of_them = fastest(
        lambda: compare(pair.transcript, pair.layers, pair.codebook),
        lambda: compare(pair.transcript, several, pair.codebook),
    )
    figures = f"{all_of_them / two:.1f} times as long as two"
    print(f"{coders} coders, {pairs} pairs: {figures}")  # noqa: T201 (what a benchmark is for)
    assert all_of_them < pairs * two


def layers_of_so_many(coders: int, pair: Pair) -> dict[CoderId, list[Coding]]:
    """Those of the pair, again and again, each coder's under ids of their own."""
    stored = [*pair.layers.values()]
    layers: dict[CoderId, list[Coding]] = {}
    for number in range(coders):
        coder = coder_id(f"Coder {number}")
        layers[coder] = [
            replace(coding, coder=coder, id=CodingId(f"{coding.id} {number}"))
            for coding in stored[number % 2]
        ]
    return layers


def test_finding_the_words_of_a_transcript_costs_less_than_comparing_its_layers() -> None:
    pair = a_simulated_pair(1, Gaps(10, 590), words=30_000)
    text, speech = pair.transcript.text, pair.transcript.speech
    words, full = fastest(
        lambda: SpeechWords.found(text, speech, ENGLISH),
        lambda: compare(pair.transcript, pair.layers, pair.codebook),
    )
    share = f"{words / full:.2f} of comparing ({1000 * words:.0f} ms)"
    print(f"30,000 words found, which is done once: {share}")  # noqa: T201 (a benchmark prints)
    assert words < full


def test_one_changed_coding_costs_a_part_of_comparing_everything() -> None:
    pair = a_simulated_pair(1, Gaps(10, 590), words=30_000)
    before = Comparison.of(pair.transcript, pair.layers, pair.codebook)
    coder, codings = next(iter(pair.layers.items()))
    moved = replace(codings[700], span=Span(codings[700].span.start, codings[700].span.end + 9))
    layers = {**pair.layers, coder: [*codings[:700], moved, *codings[701:]]}
    again, anew = fastest(
        lambda: Comparison.of(pair.transcript, layers, pair.codebook, before=before),
        lambda: Comparison.of(pair.transcript, layers, pair.codebook),
    )
    share = f"{again / anew:.2f} of comparing everything ({1000 * again:.0f} ms)"
    print(f"after one changed coding of 4,000: {share}")  # noqa: T201 (what a benchmark is for)
    assert again < 0.25 * anew


def test_twice_the_transcript_and_its_codings_cost_about_twice_as_much() -> None:
    once, twice = (a_simulated_pair(2, Gaps(10, 590), words=n) for n in (15_000, 30_000))
    short, long = fastest(
        lambda: compare(once.transcript, once.layers, once.codebook),
        lambda: compare(twice.transcript, twice.layers, twice.codebook),
    )
    assert long < 3 * short
