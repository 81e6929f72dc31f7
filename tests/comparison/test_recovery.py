"""Planted differences are found again: as one difference each, and of the right kind."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import pytest

from qcoder.comparison import compare
from qcoder.domain.coding import Coding
from qcoder.domain.consensus import Difference
from qcoder.domain.ids import CodingId
from tests.comparison.simulated_pairs import APART, DENSE, Pair, Planted, a_simulated_pair

# Percentages the design was measured at, events of one code lying apart.
MEASURED = {
    "exact": 100,
    "trivial": 100,
    "boundary short": 100,
    "boundary long": 100,
    "story vs phrase": 100,
    "one-sided": 97,
    "substitution": 100,
    "split": 100,
    "tangle": 100,
}
MEASURED_DENSE = 95


@dataclass(frozen=True)
class Found:
    """A simulated pair beside what the comparison made of it."""

    pair: Pair
    differences: tuple[Difference, ...]

    @property
    def home(self) -> dict[CodingId, Difference]:
        """The difference every coding is in."""
        return {coding.id: d for d in self.differences for coding in d.codings}

    @property
    def recovered(self) -> list[Planted]:
        """What was planted and is one difference of its kind, no coding more or less."""
        found = {(d.kind, frozenset(c.id for c in d.codings)) for d in self.differences}
        return [event for event in self.pair.planted if (event.kind, event.members) in found]

    @property
    def accepted(self) -> list[Planted]:
        """Real differences that nobody would be asked about."""
        home = self.home
        return [
            event
            for event in self.pair.planted
            if not event.kind.is_same and all(home[m].kind.is_same for m in event.members)
        ]


@cache
def apart() -> tuple[Found, ...]:
    return tuple(_found(a_simulated_pair(seed, APART)) for seed in range(30))


@cache
def dense() -> tuple[Found, ...]:
    return tuple(_found(a_simulated_pair(seed, DENSE)) for seed in range(12))


def _found(pair: Pair) -> Found:
    return Found(pair, compare(pair.transcript, pair.layers, pair.codebook))


def percent(found: Sequence[Found], name: str | None = None) -> int:
    """Of all events, or of those of one name, the share that was recovered."""
    planted = Counter(event.name for f in found for event in f.pair.planted)
    recovered = Counter(event.name for f in found for event in f.recovered)
    if name is None:
        return round(100 * recovered.total() / planted.total())
    return round(100 * recovered[name] / planted[name])


def to_decide(found: Sequence[Found]) -> tuple[int, int]:
    """Differences to discuss, and how many were planted."""
    items = sum(not d.kind.is_same for f in found for d in f.differences)
    planted = sum(not event.kind.is_same for f in found for event in f.pair.planted)
    return items, planted


@pytest.mark.parametrize(("name", "share"), MEASURED.items())
def test_planted_events_are_recovered_as_often_as_measured(name: str, share: int) -> None:
    assert percent(apart(), name) >= share


def test_no_real_difference_is_accepted_unseen() -> None:
    assert [event for found in apart() for event in found.accepted] == []


def test_there_is_one_item_to_decide_for_each_planted_difference() -> None:
    items, planted = to_decide(apart())
    assert abs(items - planted) <= planted / 100


def test_most_planted_events_are_recovered_where_a_code_overlaps_itself() -> None:
    assert percent(dense()) >= MEASURED_DENSE


def test_where_a_code_overlaps_itself_the_items_are_no_more_than_planted() -> None:
    items, planted = to_decide(dense())
    assert planted * 0.97 <= items <= planted


def test_what_is_accepted_where_a_code_overlaps_itself_has_the_same_words_coded() -> None:
    """A coder's own neighbouring codings of the code can cover what the other left out."""
    for found in dense():
        for event in found.accepted:
            assert words_of_one_coder_only(found.pair, event) == 0


def words_of_one_coder_only(pair: Pair, event: Planted) -> int:
    """Words in the event that one coder gave one of its codes and the other did not."""
    stored = [coding for codings in pair.layers.values() for coding in codings]
    members = [coding for coding in stored if coding.id in event.members]
    covered = [
        {word for coding in layer for word in _words(pair, coding) if coding.code == code}
        for code in {member.code for member in members}
        for layer in pair.layers.values()
    ]
    event_words = {word for member in members for word in _words(pair, member)}
    pairs = zip(covered[::2], covered[1::2], strict=True)
    return sum(len((one ^ other) & event_words) for one, other in pairs)


def _words(pair: Pair, coding: Coding) -> set[int]:
    """Where the words of a coding begin, labels of speakers aside."""
    text = pair.transcript.text
    return {
        position
        for piece in pair.transcript.speech_in(coding.span)
        for position in range(piece.start, piece.end)
        if text[position].isalnum() and not text[position - 1].isalnum()
    }
