from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcoder.comparison.agreement_cells import counts_of
from qcoder.comparison.agreement_of_several import tally_of
from qcoder.comparison.agreement_units import AgreementUnit, UnitScale, moderator_turns
from qcoder.comparison.coefficients import Counts
from qcoder.domain.sentences import sentences
from qcoder.domain.spans import Span, span_or_none
from qcoder.domain.transcript import SpeakerRole, Transcript
from tests.builders import a_transcript, span_of

TRANSCRIPT = a_transcript(
    "Moderator: What stayed with you? Anything at all?\n"
    "[00:01:05] P1: We never had the time. There was always another list.\n"
    "And nobody sat down. Nobody.\n"
    "# Lessons\n"
    "P2: Surgery taught me to knock!\n"
    "Moderator: Go on.\n"
    "P2:\n"
    "P1: She cried… and I did not know where to look. So I stayed."
)
UNITS = tuple(AgreementUnit)
SPANS = st.builds(
    lambda start, length: Span(start, min(len(TRANSCRIPT.text), start + length)),
    st.integers(0, len(TRANSCRIPT.text) - 1),
    st.integers(1, 90),
)
LAYERS = st.lists(SPANS, max_size=6)

every_unit = pytest.mark.parametrize("unit", UNITS)
either_way = pytest.mark.parametrize("with_moderator", [False, True])


def units_by_hand(
    transcript: Transcript, unit: AgreementUnit, with_moderator: bool
) -> list[set[int]]:
    """The characters of every unit."""
    units: list[set[int]] = []
    for turn in transcript.turns:
        is_moderator = transcript.roles[turn.speaker or ""] is SpeakerRole.MODERATOR
        characters = [c for piece in turn.speech for c in range(piece.start, piece.end)]
        if not characters or (is_moderator and not with_moderator):
            continue
        if unit is AgreementUnit.TURN:
            units.append(set(characters))
        elif unit is AgreementUnit.CHARACTER:
            units += ({character} for character in characters)
        else:
            found = (s for piece in turn.speech for s in sentences(transcript.text, piece))
            units += (set(range(s.start, s.end)) for s in found)
    return units


def marked_by_hand(units: Iterable[set[int]], spans: Iterable[Span]) -> list[bool]:
    covered = {character for span in spans for character in range(span.start, span.end)}
    return [bool(unit & covered) for unit in units]


def scale_of(unit: AgreementUnit, with_moderator: bool = False) -> UnitScale:
    return UnitScale.of(TRANSCRIPT, unit, with_moderator=with_moderator)


@every_unit
@either_way
@given(first=LAYERS, second=LAYERS)
def test_intervals_count_as_a_loop_over_all_characters_does(
    unit: AgreementUnit, with_moderator: bool, first: list[Span], second: list[Span]
) -> None:
    units = units_by_hand(TRANSCRIPT, unit, with_moderator)
    pairs = list(zip(marked_by_hand(units, first), marked_by_hand(units, second), strict=True))
    by_hand = Counts(
        pairs.count((True, True)),
        pairs.count((True, False)),
        pairs.count((False, True)),
        pairs.count((False, False)),
    )
    scale = scale_of(unit, with_moderator)
    assert counts_of(scale.marks_of(first), scale.marks_of(second), scale.length) == by_hand


@every_unit
@given(layers=st.lists(LAYERS, min_size=2, max_size=4))
def test_one_sweep_counts_how_many_of_several_coders_marked_a_unit(
    unit: AgreementUnit, layers: list[list[Span]]
) -> None:
    units = units_by_hand(TRANSCRIPT, unit, with_moderator=False)
    marked = [marked_by_hand(units, layer) for layer in layers]
    counts = [sum(column) for column in zip(*marked, strict=True)]
    scale = scale_of(unit)
    tally = tally_of([scale.marks_of(layer) for layer in layers], scale.length)
    assert tally == {(k, len(layers) - k): counts.count(k) for k in set(counts)}


@pytest.mark.parametrize(
    ("unit", "without", "with_moderator"),
    [(AgreementUnit.TURN, 3, 5), (AgreementUnit.SENTENCE, 7, 10)],
)
def test_the_moderators_turns_and_those_without_speech_are_no_units(
    unit: AgreementUnit, without: int, with_moderator: int
) -> None:
    assert scale_of(unit).length == without
    assert scale_of(unit, with_moderator=True).length == with_moderator


def test_characters_are_those_of_speech() -> None:
    speech = sum(len(piece) for piece in TRANSCRIPT.speech)
    assert scale_of(AgreementUnit.CHARACTER, with_moderator=True).length == speech


def test_the_moderators_turns_are_counted() -> None:
    assert moderator_turns(TRANSCRIPT) == 2


@every_unit
@pytest.mark.parametrize("words", ["[00:01:05] P1: ", "# Lessons", "What stayed with you?", "P2:"])
def test_what_is_no_speech_of_a_participant_marks_nothing(unit: AgreementUnit, words: str) -> None:
    assert scale_of(unit).stretch_of(span_of(TRANSCRIPT, words)) is None


def test_a_turn_of_two_paragraphs_is_one_unit() -> None:
    scale = scale_of(AgreementUnit.TURN)
    assert scale.stretch_of(span_of(TRANSCRIPT, "time")) == (0, 1)
    assert scale.stretch_of(span_of(TRANSCRIPT, "sat down")) == (0, 1)


def test_one_character_marks_the_whole_turn() -> None:
    last = span_or_none(len(TRANSCRIPT.text) - 1, len(TRANSCRIPT.text))
    assert last is not None
    assert scale_of(AgreementUnit.TURN).stretch_of(last) == (2, 3)


@every_unit
def test_a_transcript_without_turns_has_no_units(unit: AgreementUnit) -> None:
    empty = UnitScale.of(a_transcript(""), unit)
    assert (empty.length, empty.marks_of([Span(0, 5)])) == (0, [])
