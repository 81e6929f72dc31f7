"""Intervals cost a small part of what a loop over all characters does.

Times differ from machine to machine, so both run on the same data, one after the other.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from random import Random
from timeit import repeat

from qcoder.comparison.agreement import code_agreements
from qcoder.comparison.agreement_cells import Cell, Matches, counts_of
from qcoder.comparison.agreement_units import AgreementUnit, UnitScale
from qcoder.comparison.coefficients import Counts
from qcoder.domain.ids import CodeId
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript
from tests.builders import a_transcript

ROUNDS = 5
LENGTH = 60_000


def a_talk() -> Transcript:
    turns = (f"P{n % 8}: {'so we went on from there and ' * 10}" for n in range(LENGTH // 290))
    return a_transcript("\n".join(turns))


def a_layer(random: Random, count: int = 5) -> list[Span]:
    starts = (random.randrange(LENGTH - 1200) for _ in range(count))
    return [Span(start, start + random.randrange(20, 1200)) for start in starts]


def by_character(transcript: Transcript, first: Iterable[Span], second: Iterable[Span]) -> Counts:
    """What others do: a list of marks as long as the text for each coder."""
    marks = [[0] * len(transcript.text), [0] * len(transcript.text)]
    for marked, spans in zip(marks, (first, second), strict=True):
        for span in spans:
            for character in range(span.start, min(span.end, len(marked))):
                marked[character] = 1
    found = [0, 0, 0, 0]
    for piece in transcript.speech:
        for character in range(piece.start, piece.end):
            found[2 * marks[0][character] + marks[1][character]] += 1
    return Counts(*found[::-1])


def by_interval(scale: UnitScale, first: Iterable[Span], second: Iterable[Span]) -> Counts:
    return counts_of(scale.marks_of(first), scale.marks_of(second), scale.length)


def fastest(act: Callable[[], object], number: int = 1) -> float:
    return min(repeat(act, number=number, repeat=ROUNDS)) / number


def test_counting_by_interval_is_fifty_times_faster_than_by_character() -> None:
    random, talk = Random(1), a_talk()
    first, second = a_layer(random), a_layer(random)
    scale = UnitScale.of(talk, AgreementUnit.CHARACTER)
    assert by_interval(scale, first, second) == by_character(talk, first, second)
    slow = fastest(lambda: by_character(talk, first, second))
    fast = fastest(lambda: by_interval(scale, first, second), number=50)
    assert fast < slow / 50


def test_finding_the_units_of_a_transcript_costs_less_than_one_count_by_character() -> None:
    random, talk = Random(2), a_talk()
    first, second = a_layer(random), a_layer(random)
    assert talk.speech
    slow = fastest(lambda: by_character(talk, first, second))
    for unit in (AgreementUnit.TURN, AgreementUnit.CHARACTER):
        assert fastest(partial(UnitScale.of, talk, unit)) < slow


def random_cells(random: Random, codes: Sequence[CodeId]) -> dict[CodeId, Cell]:
    counts = {code: Counts(*(random.randrange(1, 30) for _ in range(4))) for code in codes}
    return {code: Cell(c, c, Matches()) for code, c in counts.items()}


def test_all_figures_of_sixty_transcripts_cost_less_than_a_few_counts_by_character() -> None:
    """Fourteen codes, with the jackknife: what is reckoned anew after one changed coding."""
    random, talk = Random(3), a_talk()
    first, second = a_layer(random), a_layer(random)
    codes = [CodeId(f"code {n}") for n in range(14)]
    cells = [random_cells(random, codes) for _ in range(60)]
    slow = fastest(lambda: by_character(talk, first, second))
    fast = fastest(lambda: code_agreements(cells, ("Ada", "Ben"), AgreementUnit.TURN))
    assert fast < 5 * slow
