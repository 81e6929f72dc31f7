import pytest

from qcoder.domain.consensus import DifferenceKind, Outcome, Status
from qcoder.domain.errors import LayerSealed, RuleBroken, StaleUndo
from qcoder.services.codebook.editing import add_code
from qcoder.services.coding.layer import remove_coding
from qcoder.services.consensus.deciding import Verdict, decide
from qcoder.services.prepare.coders import add_coder, rename_coder
from tests.services.study import Study


@pytest.fixture
def coded(study: Study) -> Study:
    """Ada has made one coding in FG1."""
    study.assign("Ada")
    study.apply("Ada", "the time")
    return study


def test_a_coding_is_undone_and_redone_as_the_same_coding(coded: Study) -> None:
    before = coded.layer("Ada")
    coded.undo()
    assert coded.layer("Ada") == []
    coded.redo()
    assert coded.layer("Ada") == before


def test_an_act_is_not_undone_twice(coded: Study) -> None:
    coded.undo()
    with pytest.raises(StaleUndo, match="“Act” is undone already"):
        coded.undo()


def test_an_act_that_stands_is_not_redone(coded: Study) -> None:
    with pytest.raises(StaleUndo, match="“Act” is not undone"):
        coded.redo()


def test_what_has_changed_since_is_not_undone(coded: Study) -> None:
    made, (coding,) = coded.last, coded.layer("Ada")
    coded.do(lambda uow: remove_coding(uow, coding.coder, coding.id))
    with pytest.raises(StaleUndo, match="Nothing was changed"):
        coded.undo(made)
    assert coded.layer("Ada") == []


def test_a_layer_that_is_sealed_by_now_stays_as_it_is(coded: Study) -> None:
    made = coded.last
    coded.seal("Ada")
    with pytest.raises(LayerSealed):
        coded.undo(made)
    assert len(coded.layer("Ada")) == 1


def test_nothing_is_redone_in_a_layer_that_is_sealed_by_now(coded: Study) -> None:
    made = coded.last
    coded.undo()
    coded.seal("Ada")
    with pytest.raises(LayerSealed):
        coded.redo(made)


def test_a_coding_is_not_brought_back_beside_one_that_is_the_same(coded: Study) -> None:
    (coding,) = coded.layer("Ada")
    coded.do(lambda uow: remove_coding(uow, coding.coder, coding.id))
    removal = coded.last
    coded.apply("Ada", "the time")
    with pytest.raises(RuleBroken, match="have the code “Time” already"):
        coded.undo(removal)


def test_a_name_that_was_given_away_is_not_taken_back(study: Study) -> None:
    study.do(lambda uow: rename_coder(uow, study.coder("Ada"), "Adele"))
    renaming = study.last
    study.do(lambda uow: add_coder(uow, "ada"))
    with pytest.raises(RuleBroken, match="two coders named “ada”"):
        study.undo(renaming)


def test_a_code_that_is_in_use_is_not_undone(study: Study) -> None:
    study.assign("Ada")
    study.do(lambda uow: add_code(uow, study.code().grouping, "Touch"))
    adding = study.last
    study.apply("Ada", "the curtain", "Touch")
    with pytest.raises(StaleUndo, match="in use"):
        study.undo(adding)


def test_a_decision_is_undone_by_a_line_that_withdraws_it(sealed_pair: Study) -> None:
    study = sealed_pair
    study.decide(DifferenceKind.BOUNDARY, Outcome.UNION)
    study.undo()
    assert study.place(DifferenceKind.BOUNDARY).status is Status.OPEN
    assert [line.outcome for line in study.room().log.decisions] == [
        Outcome.UNION,
        Outcome.WITHDRAWN,
    ]


def test_a_decision_is_redone_by_a_line_that_says_it_again(sealed_pair: Study) -> None:
    study = sealed_pair
    first = study.decide(DifferenceKind.BOUNDARY, Outcome.UNION, reason="slip")
    study.undo()
    study.redo()
    again = study.place(DifferenceKind.BOUNDARY).decision
    assert again is not None
    assert (again.outcome, again.result, again.reason) == (Outcome.UNION, first.result, "slip")
    assert len(study.room().log.decisions) == 3


def test_undone_redone_and_undone_again_a_decision_is_withdrawn(sealed_pair: Study) -> None:
    study = sealed_pair
    study.decide(DifferenceKind.BOUNDARY, Outcome.UNION)
    for _ in range(2):
        study.undo()
        study.redo()
    study.undo()
    assert study.place(DifferenceKind.BOUNDARY).status is Status.OPEN


def test_two_decisions_on_one_difference_are_undone_one_by_one(sealed_pair: Study) -> None:
    study = sealed_pair
    study.decide(DifferenceKind.BOUNDARY, Outcome.UNION)
    first = study.last
    study.decide(DifferenceKind.BOUNDARY, Outcome.INTERSECTION)
    second = study.last
    study.undo(second)
    in_force = study.place(DifferenceKind.BOUNDARY).decision
    assert in_force is not None
    assert in_force.outcome is Outcome.UNION
    study.undo(first)
    assert study.place(DifferenceKind.BOUNDARY).status is Status.OPEN
    study.redo(first)
    study.redo(second)
    in_force = study.place(DifferenceKind.BOUNDARY).decision
    assert in_force is not None
    assert in_force.outcome is Outcome.INTERSECTION


def test_a_decision_is_not_undone_under_a_later_one(sealed_pair: Study) -> None:
    study = sealed_pair
    study.decide(DifferenceKind.BOUNDARY, Outcome.UNION)
    first = study.last
    study.decide(DifferenceKind.BOUNDARY, Outcome.INTERSECTION)
    with pytest.raises(StaleUndo, match="decided anew since"):
        study.undo(first)


def test_a_decision_is_not_redone_over_a_later_one(sealed_pair: Study) -> None:
    study = sealed_pair
    study.decide(DifferenceKind.BOUNDARY, Outcome.UNION)
    first = study.last
    study.undo()
    study.decide(DifferenceKind.BOUNDARY, Outcome.INTERSECTION)
    with pytest.raises(StaleUndo, match="decided anew since"):
        study.redo(first)


def test_a_withdrawal_is_undone_by_saying_the_decision_again(sealed_pair: Study) -> None:
    study = sealed_pair
    study.decide(DifferenceKind.BOUNDARY, Outcome.UNION)
    study.withdraw(study.place(DifferenceKind.BOUNDARY))
    assert study.place(DifferenceKind.BOUNDARY).status is Status.OPEN
    study.undo()
    assert study.place(DifferenceKind.BOUNDARY).status is Status.DECIDED
    study.redo()
    assert study.place(DifferenceKind.BOUNDARY).status is Status.OPEN


def test_a_decision_on_what_became_of_a_decided_difference_is_undone_and_redone(
    sealed_pair: Study,
) -> None:
    """It replaces a decision on another difference, which counts again when it is undone."""
    study = sealed_pair
    before = study.decide(DifferenceKind.BOUNDARY, Outcome.UNION)
    ada, ben = study.coder("Ada"), study.coder("Ben")
    gone = next(m.coding for m in before.readings if m.coder == ben)
    study.unseal("Ben")
    study.do(lambda uow: remove_coding(uow, ben, gone))
    study.seal("Ben")
    room = study.room()
    left = next(m.coding for m in before.readings if m.coder == ada)
    place = next(r for r in room.resolutions if left in {c.id for c in r.difference.codings})
    made = study.do(lambda uow: decide(uow, room, place.difference.id, Verdict(Outcome.NONE)))
    decided = study.last

    study.undo(decided)
    taken_back = study.room().resolution(made.difference)
    assert (taken_back.status, taken_back.decision) == (Status.STALE, before)
    study.redo(decided)
    assert study.room().resolution(made.difference).status is Status.DECIDED


def test_what_undo_announces_is_what_it_changed(coded: Study) -> None:
    (coding,) = coded.layer("Ada")
    (change,) = coded.undo().changes
    assert (change.key, change.after) == (coding.id, None)
