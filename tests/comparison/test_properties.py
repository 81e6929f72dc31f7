"""What holds of every comparison, whatever the codings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from qcoder.comparison import compare
from qcoder.domain.codebook import CodingUnit
from qcoder.domain.coding import Coding
from qcoder.domain.consensus import Difference, DifferenceKind
from qcoder.domain.ids import CoderId, CodingId
from qcoder.domain.spans import Span, merged
from tests.builders import a_code, a_codebook, a_coding, a_transcript, coder_id

TEXT = (
    "# Opening\n"
    "Moderator: So, um, how was your third year?\n"
    "[00:01:05] P1: Well, you know, we never had the time to sit down with anybody.\n"
    "And the attending, he just, like, walked out of the room.\n"
    "P2: Yeah. — Nobody asked us; not once.\n"
    "# Closing\n"
    "P1: I would sit down, I mean, that is what patients remember.\n"
)
TRANSCRIPT = a_transcript(TEXT)
CODES = (
    a_code("Specialties", unit=CodingUnit.WORD),
    a_code("Emotions", unit=CodingUnit.STORY),
    a_code("Lessons", unit=CodingUnit.SENTENCE, grouping="Lessons"),
    a_code("Tech Topics", unit=CodingUnit.SECTION),
)
GONE = a_code("Deleted")
BOOK = a_codebook(*CODES)
NAMES = ("Ada", "Ben", "Cleo")
Layers = Mapping[CoderId, Sequence[Coding]]

SPANS = st.builds(
    lambda start, length: Span(start, min(len(TEXT), start + length)),
    st.integers(0, len(TEXT) - 1),
    st.one_of(st.integers(1, 20), st.integers(20, 200)),
)
MARKS = st.lists(st.tuples(st.sampled_from((*CODES, GONE)), SPANS), max_size=9)


@st.composite
def layers(draw: st.DrawFn, coders: int | None = None) -> dict[CoderId, list[Coding]]:
    """Layers of two or three coders, or of so many, with any codings."""
    count = coders or draw(st.integers(2, 3))
    return {
        coder_id(name): [
            a_coding(TRANSCRIPT, span, code, name, number=number)
            for number, (code, span) in enumerate(draw(MARKS))
        ]
        for name in NAMES[:count]
    }


def compared(pair: Layers) -> tuple[Difference, ...]:
    return compare(TRANSCRIPT, pair, BOOK)


def member_sets(differences: Iterable[Difference]) -> set[tuple[DifferenceKind, frozenset[str]]]:
    return {(d.kind, frozenset(c.id for c in d.codings)) for d in differences}


@given(layers())
def test_every_coding_is_in_exactly_one_difference(pair: Layers) -> None:
    members = [coding for difference in compared(pair) for coding in difference.codings]
    stored = [coding for codings in pair.values() for coding in codings]
    assert sorted(members, key=lambda c: c.id) == sorted(stored, key=lambda c: c.id)


@given(layers(), st.data())
def test_the_order_of_the_codings_has_no_effect(pair: Layers, data: st.DataObject) -> None:
    shuffled = {
        coder: data.draw(st.permutations(codings)) if codings else []
        for coder, codings in pair.items()
    }
    assert compared(shuffled) == compared(pair)


@given(layers(), st.data())
def test_coders_who_change_places_change_only_the_order_of_readings(
    pair: Layers, data: st.DataObject
) -> None:
    order = data.draw(st.permutations(list(pair)))
    turned = compared({coder: pair[coder] for coder in order})
    for before, after in zip(compared(pair), turned, strict=True):
        assert {r.coder: r for r in before.readings} == {r.coder: r for r in after.readings}
        assert before._replace(readings=after.readings) == after


@given(layers())
def test_other_names_for_the_coders_change_no_kind(pair: Layers) -> None:
    others = {
        coder_id(f"another {number}"): [
            replace(coding, coder=coder_id(f"another {number}")) for coding in codings
        ]
        for number, codings in enumerate([*pair.values()][::-1])
    }
    assert member_sets(compared(others)) == member_sets(compared(pair))


@given(layers(coders=2))
def test_identical_layers_are_the_same_throughout(pair: Layers) -> None:
    (ada, ben), codings = pair, pair[coder_id("Ada")]
    copy = [replace(coding, id=CodingId(f"{coding.id} copied"), coder=ben) for coding in codings]
    assert {d.kind for d in compared({ada: codings, ben: copy})} <= {DifferenceKind.EXACT}


@given(layers())
def test_what_is_the_same_has_a_reading_of_every_coder(pair: Layers) -> None:
    same = [d for d in compared(pair) if d.kind.is_same]
    assert all(reading.codings for d in same for reading in d.readings)


@given(layers())
def test_within_a_difference_only_a_substitution_has_several_codes(pair: Layers) -> None:
    for difference in compared(pair):
        is_substitution = difference.kind is DifferenceKind.SUBSTITUTION
        assert (len(difference.codes) > 1) == is_substitution
        assert set(difference.codes) == {coding.code for coding in difference.codings}


@given(layers())
def test_a_difference_spans_all_the_words_of_its_codings(pair: Layers) -> None:
    for difference in compared(pair):
        spoken = [TRANSCRIPT.speech_in(coding.span) for coding in difference.codings]
        letters = {
            position
            for pieces in spoken
            for piece in pieces
            for position in range(piece.start, piece.end)
            if TEXT[position].isalnum()
        }
        if letters:
            assert difference.span == Span(min(letters), max(letters) + 1)


@given(layers())
def test_passages_count_up_without_gaps_and_touch_no_other(pair: Layers) -> None:
    found = compared(pair)
    numbers = [difference.passage for difference in found]
    assert sorted(set(numbers)) == list(range(1, max(numbers, default=0) + 1))
    assert numbers == sorted(numbers)
    joining = [d for d in found if CODES[3].id not in d.codes]
    for one in joining:
        for other in joining:
            if one.passage != other.passage:
                assert not one.span.overlaps(other.span)
                assert not touched_turns(one) & touched_turns(other)


def touched_turns(difference: Difference) -> set[int]:
    return set(TRANSCRIPT.turn_numbers(difference.span))


@given(layers())
def test_in_a_passage_the_longest_comes_first(pair: Layers) -> None:
    for one, other in pairwise(compared(pair)):
        assert one.passage < other.passage or len(one.span) >= len(other.span)


@given(layers(coders=2), st.data())
def test_dropping_a_coding_changes_nothing_where_no_overlap_leads(
    pair: Layers, data: st.DataObject
) -> None:
    stored = [coding for codings in pair.values() for coding in codings]
    assume(stored)
    dropped = data.draw(st.sampled_from(stored))
    after = compared(
        {coder: [c for c in codings if c is not dropped] for coder, codings in pair.items()}
    )
    reached = next(span for span in merged(c.span for c in stored) if span.overlaps(dropped.span))
    assert elsewhere(after, reached) == elsewhere(compared(pair), reached)


def elsewhere(
    differences: Iterable[Difference], reached: Span
) -> set[tuple[DifferenceKind, frozenset[str]]]:
    return member_sets(d for d in differences if not d.codings[0].span.overlaps(reached))


@given(layers(), st.data())
def test_fingerprints_change_with_what_an_edit_touches_and_nowhere_else(
    pair: Layers, data: st.DataObject
) -> None:
    stored = [coding for codings in pair.values() for coding in codings]
    assume(stored)
    edited = data.draw(st.sampled_from(stored))
    moved = replace(edited, span=data.draw(SPANS.filter(lambda span: span != edited.span)))
    after = compared(
        {coder: [moved if c is edited else c for c in codings] for coder, codings in pair.items()}
    )
    before = {d.id: d for d in compared(pair)}
    for difference in after:
        if difference.id in before:
            unchanged = difference.fingerprint == before[difference.id].fingerprint
            assert unchanged == (moved not in difference.codings)
