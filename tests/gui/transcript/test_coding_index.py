from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from qcoder.domain.ids import CodeId, CoderId, CodingId
from qcoder.gui.transcript.coding_index import MOST_KEPT, CodingIndex
from qcoder.gui.transcript.lanes import Lanes
from qcoder.gui.transcript.painted import PaintedCoding
from tests.gui.transcript.material import CODERS, a_painted

LENGTH = 120


@st.composite
def some_codings(draw: st.DrawFn) -> list[PaintedCoding]:
    starts = st.integers(0, LENGTH - 1)
    ends = draw(st.lists(st.tuples(starts, st.integers(1, 60), st.integers(0, 3)), max_size=25))
    return [
        a_painted(number, start, start + length, code, coder=number % 2)
        for number, (start, length, code) in enumerate(ends)
    ]


def ids_touching(index: CodingIndex, start: int, end: int) -> set[CodingId]:
    return {index[number].coding for number in index.touching(start, end).tolist()}


def naive(codings: Sequence[PaintedCoding], start: int, end: int) -> set[CodingId]:
    return {c.coding for c in codings if c.span.start < end and start < c.span.end}


@given(codings=some_codings(), start=st.integers(0, LENGTH), length=st.integers(1, 40))
def test_what_touches_a_stretch_is_what_overlaps_it(
    codings: list[PaintedCoding], start: int, length: int
) -> None:
    index = CodingIndex(codings)

    assert ids_touching(index, start, start + length) == naive(codings, start, start + length)


@given(codings=some_codings(), gone=st.data(), start=st.integers(0, LENGTH))
def test_inserting_and_removing_is_as_good_as_a_new_index(
    codings: list[PaintedCoding], gone: st.DataObject, start: int
) -> None:
    index = CodingIndex()
    for coding in codings:
        index.insert(coding)
    removed = gone.draw(st.lists(st.sampled_from(codings), unique=True) if codings else st.just([]))
    for coding in removed:
        assert index.remove(coding.coding) == coding
    left = [coding for coding in codings if coding not in removed]

    assert ids_touching(index, start, start + 10) == naive(left, start, start + 10)
    assert len(index) == len(left)


@given(codings=some_codings(), start=st.integers(0, LENGTH))
def test_hidden_coders_are_not_found(codings: list[PaintedCoding], start: int) -> None:
    index = CodingIndex(codings)
    index.show_only({CODERS[0]})
    added = a_painted(999, start, start + 5, 3, coder=1)
    index.insert(added)

    shown = [c for c in codings if c.coder == CODERS[0]]
    assert ids_touching(index, start, start + 20) == naive(shown, start, start + 20)


def test_removing_what_is_not_there_gives_nothing() -> None:
    assert CodingIndex().remove(CodingId("nowhere")) is None


def collisions(index: CodingIndex, lanes: Lanes, distance: int) -> list[tuple[int, int]]:
    numbers = index.touching(0, 10 * LENGTH)
    given_lanes = dict(zip(numbers.tolist(), lanes.of(numbers).tolist(), strict=True))
    return [
        (one, other)
        for one in given_lanes
        for other in given_lanes
        if one < other
        and given_lanes[one] == given_lanes[other]
        and index[other].span.start < index[one].span.end + distance
        and index[one].span.start < index[other].span.end + distance
    ]


@given(codings=some_codings(), distance=st.sampled_from([0, 7]), views=st.data())
def test_codings_that_overlap_never_share_a_lane(
    codings: list[PaintedCoding], distance: int, views: st.DataObject
) -> None:
    index = CodingIndex(codings)
    lanes = Lanes(index, distance)
    lanes.forget(len(index))
    # Whatever was looked at first: lanes are given out as codings come into view.
    for start in views.draw(st.lists(st.integers(0, LENGTH), max_size=4)):
        lanes.of(index.touching(start, start + 15))

    assert not collisions(index, lanes, distance)


@given(codings=some_codings(), start=st.integers(0, LENGTH))
def test_a_new_coding_moves_no_other_one(codings: list[PaintedCoding], start: int) -> None:
    index = CodingIndex(codings)
    numbers = index.touching(0, 10 * LENGTH)
    before = dict(
        zip((index[n].coding for n in numbers), index.text_lanes.of(numbers).tolist(), strict=True)
    )
    index.insert(a_painted(999, start, start + 30))
    numbers = index.touching(0, 10 * LENGTH)
    lanes = index.text_lanes.of(numbers).tolist()
    after = dict(zip((index[n].coding for n in numbers), lanes, strict=True))

    assert {coding: after[coding] for coding in before} == before
    assert not collisions(index, index.text_lanes, 0)


def test_thousands_over_each_other_take_as_many_lanes() -> None:
    index = CodingIndex(a_painted(number, number, 9000) for number in range(3000))
    numbers = index.touching(0, 9000)

    assert index.text_lanes.of(numbers).tolist() == list(range(3000))


def test_a_coding_keeps_to_lanes_from_its_lowest_on() -> None:
    apart = PaintedCoding(
        CodingId("b"), a_painted(0, 0, 9).span, CodeId("x"), "x", "#112233", lane=4
    )
    index = CodingIndex([a_painted(1, 0, 9), apart])

    assert sorted(index.text_lanes.of(index.touching(0, 9)).tolist()) == [0, 4]


def test_codings_that_are_shown_again_have_the_lanes_they_had() -> None:
    index = CodingIndex(a_painted(n, 3 * n, 3 * n + 40, n, coder=n % 2) for n in range(30))
    everything = index.touching(0, 200)
    before = index.text_lanes.of(everything).tolist()
    index.show_only({CODERS[1]})
    assert index.text_lanes.of(index.touching(0, 200)).tolist() != before[1::2]
    index.insert(a_painted(99, 10, 200, coder=0))
    index.remove(a_painted(99, 10, 200).coding)
    index.show_only(None)

    assert index.text_lanes.of(everything).tolist() == before
    for several in range(2 * MOST_KEPT):
        index.show_only({CoderId(str(several))})
    index.show_only(None)
    assert not collisions(index, index.text_lanes, 0)
