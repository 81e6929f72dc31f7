import pytest

from qcoder.domain.coding import MemoTarget
from qcoder.domain.errors import LayerSealed, NotFound, NotYourLayer, RuleBroken
from qcoder.domain.ids import CodeId
from qcoder.domain.spans import Span
from qcoder.services.coding.layer import annotate, apply_code, recode, remove_coding, resize
from tests.services.study import TALK, Study


@pytest.fixture
def study(study: Study) -> Study:
    """Ada codes FG1."""
    study.assign("Ada")
    return study


def memo(study: Study) -> str:
    (coding,) = study.layer("Ada")
    found = study.workspace.read(
        lambda uow: uow.memos.get(MemoTarget.CODING, coding.id, coding.coder)
    )
    return found.text if found else ""


def test_a_coding_is_stored_where_its_words_are(study: Study) -> None:
    coding = study.apply("Ada", "the time")
    assert study.layer("Ada") == [coding]
    assert study.transcript().speech_text(coding.span) == "the time"
    assert coding.codebook_revision == 1


def test_a_coding_never_begins_or_ends_in_a_label(study: Study) -> None:
    coding = study.apply("Ada", Span(0, TALK.index("P2:") + 3))
    assert TALK[coding.span.start : coding.span.end].startswith("What do you remember")
    assert TALK[coding.span.start : coding.span.end].endswith("nobody sat down.")


def test_a_label_alone_is_not_coded(study: Study) -> None:
    with pytest.raises(RuleBroken, match="no speech in the selection"):
        study.apply("Ada", "P2:")


def test_the_same_code_twice_on_the_same_words_is_refused(study: Study) -> None:
    study.apply("Ada", "the time")
    with pytest.raises(RuleBroken, match="have the code “Time” already"):
        study.apply("Ada", " the time")
    assert len(study.layer("Ada")) == 1


def test_two_codes_on_the_same_words_are_two_codings(study: Study) -> None:
    study.apply("Ada", "the time", "Time")
    study.apply("Ada", "the time", "Emotions")
    assert len(study.layer("Ada")) == 2


def test_a_code_that_is_gone_is_not_applied(study: Study) -> None:
    parsed, ada = study.transcript(), study.coder("Ada")
    with pytest.raises(NotFound, match="does not have this code any more"):
        study.do(lambda uow: apply_code(uow, parsed, ada, CodeId("gone"), study.span("page")))


def test_a_coding_gets_another_code_and_keeps_its_memo(study: Study) -> None:
    coding, ada = study.apply("Ada", "the time"), study.coder("Ada")
    study.do(lambda uow: annotate(uow, ada, coding.id, "why?"))
    study.do(lambda uow: recode(uow, ada, coding.id, study.code("Emotions").id))
    assert [study.label(found) for found in study.layer("Ada")] == ["Emotions"]
    assert memo(study) == "why?"


def test_a_coding_is_not_recoded_into_one_that_is_there(study: Study) -> None:
    study.apply("Ada", "the time", "Emotions")
    coding = study.apply("Ada", "the time", "Time")
    with pytest.raises(RuleBroken, match="have the code “Emotions” already"):
        study.do(lambda uow: recode(uow, study.coder("Ada"), coding.id, study.code("Emotions").id))


def test_a_coding_gets_other_words(study: Study) -> None:
    coding, parsed = study.apply("Ada", "the time"), study.transcript()
    wider = study.span(" We never had the time. ")
    resized = study.do(lambda uow: resize(uow, parsed, study.coder("Ada"), coding.id, wider))
    assert parsed.speech_text(resized.span) == "We never had the time."
    assert study.layer("Ada") == [resized]


def test_a_coding_that_keeps_its_words_is_no_act(study: Study) -> None:
    coding, parsed = study.apply("Ada", "the time"), study.transcript()
    study.do(lambda uow: resize(uow, parsed, study.coder("Ada"), coding.id, coding.span))
    assert study.last is None


def test_a_memo_is_written_changed_and_removed(study: Study) -> None:
    coding, ada = study.apply("Ada", "the time"), study.coder("Ada")
    study.do(lambda uow: annotate(uow, ada, coding.id, " first "))
    assert memo(study) == "first"
    study.do(lambda uow: annotate(uow, ada, coding.id, "second"))
    assert memo(study) == "second"
    study.do(lambda uow: annotate(uow, ada, coding.id, " "))
    assert memo(study) == ""


def test_a_coding_goes_with_its_memo_and_comes_back_with_it(study: Study) -> None:
    coding, ada = study.apply("Ada", "the time"), study.coder("Ada")
    study.do(lambda uow: annotate(uow, ada, coding.id, "why?"))
    study.do(lambda uow: remove_coding(uow, ada, coding.id))
    assert study.layer("Ada") == []
    study.undo()
    assert memo(study) == "why?"


def test_nobody_touches_the_coding_of_another(study: Study) -> None:
    coding, parsed = study.apply("Ada", "the time"), study.transcript()
    ben, time = study.coder("Ben"), study.code("Emotions").id
    for act in (
        lambda uow: recode(uow, ben, coding.id, time),
        lambda uow: resize(uow, parsed, ben, coding.id, study.span("page")),
        lambda uow: remove_coding(uow, ben, coding.id),
        lambda uow: annotate(uow, ben, coding.id, "mine"),
    ):
        with pytest.raises(NotYourLayer, match="This is Ada's coding"):
            study.workspace.run("Act", act)
    assert study.layer("Ada") == [coding]


def test_a_sealed_layer_refuses_every_edit_until_it_is_unsealed(study: Study) -> None:
    coding, parsed, ada = study.apply("Ada", "the time"), study.transcript(), study.coder("Ada")
    study.seal("Ada")
    for act in (
        lambda uow: apply_code(uow, parsed, ada, coding.code, study.span("page")),
        lambda uow: recode(uow, ada, coding.id, study.code("Emotions").id),
        lambda uow: resize(uow, parsed, ada, coding.id, study.span("page")),
        lambda uow: remove_coding(uow, ada, coding.id),
        lambda uow: annotate(uow, ada, coding.id, "late"),
    ):
        with pytest.raises(LayerSealed, match="Ada has sealed FG1"):
            study.workspace.run("Act", act)
    study.unseal("Ada")
    study.do(lambda uow: remove_coding(uow, ada, coding.id))
    assert study.layer("Ada") == []


def test_an_act_that_goes_round_the_checks_is_refused_all_the_same(study: Study) -> None:
    coding = study.apply("Ada", "the time")
    study.seal("Ada")
    with pytest.raises(LayerSealed):
        study.do(lambda uow: uow.codings.remove(coding.id))
    assert study.layer("Ada") == [coding]
