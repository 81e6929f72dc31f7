"""A comparison after a change is the comparison of what there is now, and takes over the rest."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from qcoder.comparison import Comparison, compare
from qcoder.domain.codebook import Code, Codebook
from qcoder.domain.coding import Coding
from qcoder.domain.consensus import Difference
from qcoder.domain.ids import CoderId
from qcoder.domain.spans import Span
from tests.builders import a_codebook, coder_id
from tests.comparison.simulated_pairs import Gaps, a_simulated_pair
from tests.comparison.test_properties import BOOK, CODES, NAMES, TRANSCRIPT, Layers, layers

PAIR = a_simulated_pair(7, Gaps(10, 90), words=2_000)
CODER = next(iter(PAIR.layers))


def again(before: Layers, after: Layers, book: Codebook = BOOK) -> tuple[Difference, ...]:
    first = Comparison.of(TRANSCRIPT, before, BOOK)
    return Comparison.of(TRANSCRIPT, after, book, before=first).differences


@given(layers(2), layers(2))
def test_any_other_layers_compared_again_are_as_if_compared_for_the_first_time(
    before: Layers, after: Layers
) -> None:
    assert again(before, after) == compare(TRANSCRIPT, after, BOOK)


@given(layers(2), st.data())
def test_one_changed_coding_compared_again_is_as_if_compared_for_the_first_time(
    pair: Layers, data: st.DataObject
) -> None:
    changed = dict(pair)
    for coder, codings in pair.items():
        if codings:
            number = data.draw(st.integers(0, len(codings) - 1))
            moved = replace(codings[number], span=Span(3, 60), sure=not codings[number].sure)
            changed[coder] = [*codings[:number], moved, *codings[number + 1 :]]
    assert again(pair, changed) == compare(TRANSCRIPT, changed, BOOK)


@given(st.lists(layers(2), min_size=2, max_size=5))
def test_a_chain_of_changes_ends_as_if_compared_for_the_first_time(chain: list[Layers]) -> None:
    comparison = None
    for each in chain:
        comparison = Comparison.of(TRANSCRIPT, each, BOOK, before=comparison)
        assert comparison.differences == compare(TRANSCRIPT, each, BOOK)


@given(layers(2), st.data())
def test_a_coding_more_or_less_after_another_is_as_if_compared_for_the_first_time(
    pair: Layers, data: st.DataObject
) -> None:
    stored = [coding for codings in pair.values() for coding in codings]
    left = data.draw(st.permutations(stored)) if stored else []
    comparison = Comparison.of(TRANSCRIPT, pair, BOOK)
    while left:
        left = left[:-1]
        now = {coder: [c for c in codings if c in left] for coder, codings in pair.items()}
        comparison = Comparison.of(TRANSCRIPT, now, BOOK, before=comparison)
        assert comparison.differences == compare(TRANSCRIPT, now, BOOK)


@given(layers(2), st.permutations(CODES), st.text(max_size=1))
def test_another_codebook_is_not_compared_by_the_former_one(
    pair: Layers, order: Sequence[Code], rule: str
) -> None:
    other = a_codebook(*(replace(code, rule=code.rule + rule) for code in order[:3]))
    assert again(pair, pair, other) == compare(TRANSCRIPT, pair, other)


@given(layers(3))
def test_a_coder_less_is_not_compared_by_what_there_was_before(three: Layers) -> None:
    two = dict([*three.items()][:2])
    assert again(three, two) == compare(TRANSCRIPT, two, BOOK)


def test_others_who_coded_nothing_are_not_those_before() -> None:
    three: Layers = {coder_id(name): [] for name in NAMES}
    two: Layers = {coder_id(name): [] for name in NAMES[:2]}
    before = Comparison.of(TRANSCRIPT, three, BOOK)
    assert Comparison.of(TRANSCRIPT, two, BOOK, before=before).basis.coders == tuple(two)


def with_one_moved(pair: Mapping[CoderId, Sequence[Coding]]) -> dict[CoderId, Sequence[Coding]]:
    first, *others = pair[CODER]
    longer = replace(first, span=Span(first.span.start, first.span.end + 5))
    return {**pair, CODER: [longer, *others]}


def test_what_has_not_changed_at_all_is_the_comparison_before() -> None:
    before = Comparison.of(PAIR.transcript, PAIR.layers, PAIR.codebook)
    copies = {coder: [replace(c) for c in codings] for coder, codings in PAIR.layers.items()}
    assert Comparison.of(PAIR.transcript, copies, PAIR.codebook, before=before) is before


def test_after_one_changed_coding_only_its_own_place_is_measured_anew() -> None:
    before = Comparison.of(PAIR.transcript, PAIR.layers, PAIR.codebook)
    after = Comparison.of(
        PAIR.transcript, with_one_moved(PAIR.layers), PAIR.codebook, before=before
    )
    kept = {id(clump) for of_code in before.clumps.values() for clump in of_code.clumps}
    now = [clump for of_code in after.clumps.values() for clump in of_code.clumps]
    assert sum(id(clump) not in kept for clump in now) == 1
    changed = [code for code in after.clumps if after.clumps[code] is not before.clumps[code]]
    assert changed == [PAIR.layers[CODER][0].code]
    regions = {id(region) for region in before.regions}
    assert sum(id(region) not in regions for region in after.regions) <= 1
    differences = {id(difference) for difference in before.differences}
    assert sum(id(difference) not in differences for difference in after.differences) == 1
