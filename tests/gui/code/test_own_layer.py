"""What panels keep in step with one coding at a time."""

from functools import reduce
from operator import or_

from hypothesis import given
from hypothesis import strategies as st

from qcoder.domain.coding import Coding
from qcoder.domain.ids import CodeId, CoderId, CodingId, TranscriptId
from qcoder.domain.spans import Span
from qcoder.gui.code.coverage import Coverage
from qcoder.gui.code.own_layer import OwnLayer, in_text_order
from qcoder.gui.code.reading import steps_of

LENGTH = 1000


def a_coding(number: int, start: int, length: int, code: str) -> Coding:
    span = Span(start, start + length)
    where, who = TranscriptId("FG1"), CoderId("Ada")
    return Coding(CodingId(f"{number:03}"), where, who, CodeId(code), span, "2026", 1)


def places(codings: list[Coding]) -> list[tuple[str, int, int]]:
    return [(coding.id, coding.span.start, coding.span.end) for coding in codings]


CODINGS = st.lists(
    st.tuples(st.integers(0, 900), st.integers(1, 90), st.sampled_from("ET")), max_size=12
).map(lambda found: [a_coding(number, *each) for number, each in enumerate(found)])


@given(kept=CODINGS, changes=st.permutations(range(12)))
def test_a_layer_changed_one_by_one_is_the_layer_read_anew(
    kept: list[Coding], changes: list[int]
) -> None:
    layer = OwnLayer()
    for number in changes:
        if number < len(kept):
            layer.replace(None, kept[number])
    for coding in kept[::2]:
        layer.replace(coding, None)
    anew = OwnLayer(kept[1::2])

    assert list(layer.codings) == list(anew.codings)
    assert {code: count for code, count in layer.counts.items() if count} == dict(anew.counts)


@given(kept=CODINGS, place=st.integers(0, 1000), step=st.sampled_from((1, -1)))
def test_the_nearest_is_the_first_behind_or_the_last_before_round_the_end(
    kept: list[Coding], place: int, step: int
) -> None:
    layer = OwnLayer(kept)
    order = list(layer.codings)
    behind = [coding for coding in order if coding.span.start >= place]
    before = [coding for coding in order if coding.span.start < place]
    wanted = (behind + before)[:1] if step > 0 else (behind + before)[-1:]
    assert layer.nearest(place, step) == next(iter(wanted), None)


@given(kept=CODINGS, step=st.sampled_from((1, -1)), is_own=st.booleans())
def test_what_follows_are_all_others_in_their_order_round_the_end(
    kept: list[Coding], step: int, is_own: bool
) -> None:
    here = a_coding(99, 450, 20, "E")
    layer = OwnLayer([*kept, here] if is_own else kept)
    others = sorted(kept, key=in_text_order)
    behind = [coding for coding in others if in_text_order(coding) > in_text_order(here)]
    wanted = behind + others[: len(others) - len(behind)]
    assert list(layer.following(here, step)) == wanted[::step]


@given(kept=CODINGS)
def test_coverage_takes_codings_back_and_counts_none_twice(kept: list[Coding]) -> None:
    coverage = Coverage(LENGTH, places(kept))
    for coding in kept:
        coverage.put(coding.id, coding.span)
    for coding in kept[::2]:
        coverage.put(coding.id, None)

    assert coverage.bar == Coverage(LENGTH, places(kept[1::2])).bar
    coded = [steps_of(c.span, LENGTH) for c in kept[1::2]]
    assert coverage.steps == reduce(or_, coded, 0)


def test_the_bar_shows_stretches_between_0_and_1() -> None:
    codings = [a_coding(1, 0, 100, "E"), a_coding(2, 50, 100, "T"), a_coding(3, 500, 500, "E")]
    assert Coverage(LENGTH, places(codings)).bar == ((0.0, 0.15), (0.5, 1.0))
