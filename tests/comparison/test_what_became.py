from hypothesis import given

from qcoder.comparison.what_became import CodeChange, what_became
from qcoder.domain.ids import CoderId
from tests.builders import a_code, a_codebook, a_coding, a_transcript
from tests.comparison.test_properties import BOOK, TRANSCRIPT, Layers, layers

TALK = a_transcript("P1: We never had the time to sit down, and nobody asked.")
TIME, GRADES = a_code("Time"), a_code("Grades", position=1)
OWN = a_coding(TALK, "never had the time", TIME)


def change(*agreed: str) -> CodeChange:
    consensus = [a_coding(TALK, words, TIME, "Ben") for words in agreed]
    (found,) = what_became(TALK, [OWN], consensus, a_codebook(TIME, GRADES))
    return found


def test_what_was_agreed_on_as_it_was_coded_is_kept() -> None:
    # "the" is a filler.
    assert change("never had the time") == CodeChange(TIME.id, 1, 1, 3, 0, 0)


def test_a_full_stop_more_changes_nothing() -> None:
    assert change("never had the time ").kept == 1


def test_words_lost_and_gained_are_counted_without_fillers() -> None:
    found = change("time to sit down")
    assert (found.kept, found.changed, found.words, found.lost, found.gained) == (0, 1, 3, 2, 3)
    assert found.changed_share == 5 / 6


def test_what_is_not_in_the_consensus_is_lost() -> None:
    assert (change().lost, change().changed_share) == (3, 1)


def test_another_code_is_lost_under_one_and_gained_under_the_other() -> None:
    consensus = [a_coding(TALK, "never had the time", GRADES)]
    found = what_became(TALK, [OWN], consensus, a_codebook(TIME, GRADES))
    assert [(c.code, c.codings, c.lost, c.gained) for c in found] == [
        (TIME.id, 1, 3, 0),
        (GRADES.id, 0, 0, 3),
    ]


@given(layers(2))
def test_a_layer_that_became_the_consensus_lost_and_gained_nothing(pair: Layers) -> None:
    coder: CoderId = next(iter(pair))
    for found in what_became(TRANSCRIPT, pair[coder], pair[coder], BOOK):
        assert (found.changed, found.lost, found.gained) == (0, 0, 0)
