import pytest

from qcoder.domain.errors import RuleBroken
from qcoder.services.prepare.assignments import assign, ensure_assigned
from tests.services.study import Study


def assigned(study: Study) -> list[str]:
    found = study.workspace.read(lambda uow: uow.assignments.of_transcript(study.transcript_id()))
    names = {c.id: c.name for c in study.workspace.read(lambda uow: uow.coders.all())}
    return [names[assignment.coder] for assignment in found]


def test_these_coders_and_no_others_are_assigned_in_this_order(study: Study) -> None:
    study.assign("Ada", "Ben")
    study.assign("Cleo", "Ada")
    assert assigned(study) == ["Cleo", "Ada"]


def test_nobody_is_assigned_twice(study: Study) -> None:
    with pytest.raises(RuleBroken, match="only once"):
        study.assign("Ada", "Ada")


def test_who_is_taken_off_and_put_on_again_has_their_codings(study: Study) -> None:
    study.assign("Ada")
    coding = study.apply("Ada", "the time")
    study.assign("Ben")
    study.assign("Ben", "Ada")
    assert study.layer("Ada") == [coding]


def test_who_is_not_assigned_does_not_code(study: Study) -> None:
    with pytest.raises(RuleBroken, match="Ada is not assigned to FG1"):
        study.apply("Ada", "the time")


def test_a_coder_who_has_sealed_is_not_taken_off(study: Study) -> None:
    study.assign("Ada", "Ben")
    study.seal("Ada")
    with pytest.raises(RuleBroken, match=r"Ada has sealed FG1\. Unseal it before"):
        study.assign("Ben")
    assert assigned(study) == ["Ada", "Ben"]


def test_a_sealed_coder_keeps_the_seal_in_another_order(study: Study) -> None:
    study.assign("Ada", "Ben")
    study.seal("Ada")
    study.assign("Ben", "Ada")
    with pytest.raises(RuleBroken, match="sealed already"):
        study.seal("Ada")


def test_who_is_put_on_comes_after_the_others(study: Study) -> None:
    study.assign("Ben")
    study.do(lambda uow: ensure_assigned(uow, study.transcript_id(), study.coder("Ada")))
    study.do(lambda uow: ensure_assigned(uow, study.transcript_id(), study.coder("Ben")))
    assert assigned(study) == ["Ben", "Ada"]


def test_assigning_what_is_assigned_is_no_act(study: Study) -> None:
    study.assign("Ada")
    study.assign("Ada")
    assert study.last is None


def test_an_assignment_is_undone_and_redone(study: Study) -> None:
    study.assign("Ada")
    ids = [study.coder("Ben")]
    study.do(lambda uow: assign(uow, study.transcript_id(), ids))
    study.undo()
    assert assigned(study) == ["Ada"]
    study.redo()
    assert assigned(study) == ["Ben"]


def test_only_those_who_are_assigned_seal(study: Study) -> None:
    with pytest.raises(RuleBroken, match="Ada is not assigned to FG1"):
        study.seal("Ada")


def test_what_is_not_sealed_is_not_unsealed(study: Study) -> None:
    study.assign("Ada")
    with pytest.raises(RuleBroken, match="Ada's layer of FG1 is not sealed"):
        study.unseal("Ada")


def test_a_seal_is_not_undone_by_undo(study: Study) -> None:
    study.assign("Ada")
    study.seal("Ada")
    with pytest.raises(RuleBroken, match="only by an act of its own"):
        study.undo()


def test_an_unsealing_is_not_undone_by_undo(study: Study) -> None:
    study.assign("Ada")
    study.seal("Ada")
    study.unseal("Ada")
    with pytest.raises(RuleBroken, match="only by an act of its own"):
        study.undo()
