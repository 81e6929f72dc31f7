from collections.abc import Callable

import pytest

from qcoder.domain.coding import Coding
from qcoder.domain.errors import LayerSealed, NotFound, NotYourLayer, RuleBroken
from qcoder.domain.ids import CodeId, CodingId
from qcoder.services.codebook.editing import add_code
from qcoder.services.coding.chosen_together import (
    join_codings,
    recode_all,
    remove_all,
    set_sure,
    split_codings,
)
from qcoder.services.coding.layer import annotate
from qcoder.storage.unit_of_work import UnitOfWork
from tests.services.study import Study

FIRST = "We never had the time. There was always another list"


@pytest.fixture
def study(study: Study) -> Study:
    """Ada and Ben code FG1."""
    study.assign("Ada", "Ben")
    return study


def excerpts(study: Study, coder: str = "Ada") -> list[tuple[str, str]]:
    speech = study.transcript().speech_text
    return [(study.label(coding), speech(coding.span)) for coding in study.layer(coder)]


def memos(study: Study, coder: str = "Ada") -> dict[CodingId, str]:
    fg1, who = study.transcript_id(), study.coder(coder)
    found = study.workspace.read(lambda uow: uow.memos.of_codings(fg1, who))
    return {coding: memo.text for coding, memo in found.items()}


def write_memo(study: Study, coding: Coding, text: str) -> None:
    study.do(lambda uow: annotate(uow, coding.coder, coding.id, text))


def undo_and_redo(study: Study, before: object) -> None:
    """The last act is undone to ``before``, and redone to what it left."""
    after = (study.layer(), memos(study))
    study.undo()
    assert (study.layer(), memos(study)) == before
    study.redo()
    assert (study.layer(), memos(study)) == after


def split(study: Study, coding: Coding, before: str) -> list[tuple[Coding, Coding]]:
    parsed, ada, at = study.transcript(), study.coder("Ada"), study.span(before).start
    return study.do(lambda uow: split_codings(uow, parsed, ada, [coding.id], at))


def join(study: Study, *codings: Coding) -> Coding:
    ids = [coding.id for coding in codings]
    return study.do(lambda uow: join_codings(uow, study.coder("Ada"), ids))


def test_many_codings_are_weighed_in_one_act(study: Study) -> None:
    codings = [study.apply("Ada", words) for words in ("the time", "another list", "Surgery")]
    before = (study.layer(), memos(study))
    ids = [coding.id for coding in codings[:2]]
    study.do(lambda uow: set_sure(uow, study.coder("Ada"), ids, is_sure=False))
    assert [coding.sure for coding in study.layer("Ada")] == [False, False, True]
    undo_and_redo(study, before)


def test_a_weight_that_stays_is_no_act(study: Study) -> None:
    coding = study.apply("Ada", "the time")
    study.do(lambda uow: set_sure(uow, study.coder("Ada"), [coding.id], is_sure=True))
    assert study.last is None


def test_a_coding_is_split_at_the_caret(study: Study) -> None:
    coding = study.apply("Ada", FIRST)
    ((first, second),) = split(study, coding, "There was")
    assert excerpts(study) == [
        ("Time", "We never had the time."),
        ("Time", "There was always another list"),
    ]
    assert study.layer("Ada") == [first, second]
    assert (first.id, first.created_at) == (coding.id, coding.created_at)
    assert second.id != coding.id


def test_the_first_part_keeps_the_memo_and_both_the_weight(study: Study) -> None:
    coding, ada = study.apply("Ada", FIRST), study.coder("Ada")
    write_memo(study, coding, "why?")
    study.do(lambda uow: set_sure(uow, ada, [coding.id], is_sure=False))
    before = (study.layer(), memos(study))
    ((first, second),) = split(study, coding, "There was")
    assert memos(study) == {first.id: "why?"}
    assert (first.sure, second.sure) == (False, False)
    undo_and_redo(study, before)


def test_the_second_part_is_made_under_the_codebook_as_it_is(study: Study) -> None:
    coding = study.apply("Ada", FIRST)
    study.do(lambda uow: add_code(uow, study.code().grouping, "Touch"))
    ((first, second),) = split(study, coding, "There was")
    assert (first.codebook_revision, second.codebook_revision) == (1, 2)


def test_all_codings_under_the_caret_are_split_in_one_act(study: Study) -> None:
    both = [study.apply("Ada", FIRST, label) for label in ("Time", "Emotions")]
    before = (study.layer(), memos(study))
    at, parsed, ada = study.span("There").start, study.transcript(), study.coder("Ada")
    study.do(lambda uow: split_codings(uow, parsed, ada, [c.id for c in both], at))
    assert len(study.layer("Ada")) == 4
    undo_and_redo(study, before)


def test_a_coding_over_two_turns_is_split_at_the_label_between(study: Study) -> None:
    transcript = study.transcript()
    whole = study.span("There was").hull(study.span("knock."))
    coding = study.apply("Ada", whole)
    at = transcript.text.index("P2:") + 1
    study.do(lambda uow: split_codings(uow, transcript, coding.coder, [coding.id], at))
    starts = [transcript.speech_text(c.span).split()[0] for c in study.layer("Ada")]
    assert starts == ["There", "Surgery"]


@pytest.mark.parametrize("before", ["We never", "What do", "\nP2", "Surgery"])
def test_a_coding_is_not_split_at_its_ends_or_outside(study: Study, before: str) -> None:
    coding = study.apply(
        "Ada", "We never had the time. There was always another list, and another page, and nobody"
    )
    with pytest.raises(RuleBroken, match="split between its words"):
        split(study, coding, before)
    assert study.layer("Ada") == [coding]


def test_a_part_that_is_coded_already_is_refused(study: Study) -> None:
    study.apply("Ada", "We never had the time.")
    coding = study.apply("Ada", FIRST)
    with pytest.raises(RuleBroken, match="have the code “Time” already"):
        split(study, coding, "There was")


def test_codings_are_joined_from_the_first_word_to_the_last(study: Study) -> None:
    late = study.apply("Ada", "another page")
    early = study.apply("Ada", "the time")
    before = (study.layer(), memos(study))
    joined = join(study, late, early)
    assert joined.id == early.id
    assert excerpts(study) == [
        ("Time", "the time. There was always another list, and another page")
    ]
    undo_and_redo(study, before)


def test_a_joined_coding_has_the_memos_of_all_and_their_doubt(study: Study) -> None:
    codings = [study.apply("Ada", words) for words in ("the time", "another list", "another page")]
    write_memo(study, codings[1], "one")
    write_memo(study, codings[2], "two")
    ada = study.coder("Ada")
    study.do(lambda uow: set_sure(uow, ada, [codings[1].id], is_sure=False))
    before = (study.layer(), memos(study))
    joined = join(study, *codings)
    assert memos(study) == {codings[0].id: "one\n\ntwo"}
    assert not joined.sure
    undo_and_redo(study, before)


def test_a_coding_inside_another_is_joined_into_it(study: Study) -> None:
    inner, outer = study.apply("Ada", "the time"), study.apply("Ada", FIRST)
    assert join(study, inner, outer).span == outer.span
    assert len(study.layer("Ada")) == 1


def test_split_and_joined_a_coding_is_what_it_was(study: Study) -> None:
    coding = study.apply("Ada", FIRST)
    ((first, second),) = split(study, coding, "There was")
    assert join(study, first, second) == coding
    assert study.layer("Ada") == [coding]


def test_codings_of_different_codes_are_not_joined(study: Study) -> None:
    codings = study.apply("Ada", "the time"), study.apply("Ada", "another page", "Emotions")
    with pytest.raises(RuleBroken, match="same code in one transcript"):
        join(study, *codings)


def test_one_coding_is_not_joined_with_itself(study: Study) -> None:
    coding = study.apply("Ada", "the time")
    with pytest.raises(RuleBroken, match="choose two or more"):
        join(study, coding, coding)


def test_codings_are_not_joined_into_one_that_is_there(study: Study) -> None:
    codings = study.apply("Ada", "We never had"), study.apply("Ada", "always another list")
    study.apply("Ada", FIRST)
    with pytest.raises(RuleBroken, match="have the code “Time” already"):
        join(study, *codings)
    assert len(study.layer("Ada")) == 3


def test_many_codings_get_another_code_in_one_act(study: Study) -> None:
    codings = [study.apply("Ada", words) for words in ("the time", "another list")]
    write_memo(study, codings[0], "why?")
    before, emotions = (study.layer(), memos(study)), study.code("Emotions").id
    ids = [coding.id for coding in codings]
    study.do(lambda uow: recode_all(uow, study.coder("Ada"), ids, emotions))
    assert [label for label, _ in excerpts(study)] == ["Emotions", "Emotions"]
    assert memos(study) == {codings[0].id: "why?"}
    undo_and_redo(study, before)


def test_two_codings_of_the_same_words_are_not_recoded_into_one(study: Study) -> None:
    both = [study.apply("Ada", "the time", label) for label in ("Time", "Emotions")]
    code, ada = study.code("Specialties").id, study.coder("Ada")
    with pytest.raises(RuleBroken, match="have the code “Specialties” already"):
        study.do(lambda uow: recode_all(uow, ada, [c.id for c in both], code))
    assert [label for label, _ in excerpts(study)] == ["Time", "Emotions"]


def test_a_coding_is_not_recoded_into_one_that_is_there(study: Study) -> None:
    study.apply("Ada", "the time", "Time")
    other = study.apply("Ada", "the time", "Emotions")
    with pytest.raises(RuleBroken, match="have the code “Time” already"):
        study.do(lambda uow: recode_all(uow, other.coder, [other.id], study.code().id))


def test_a_code_that_is_gone_is_not_given(study: Study) -> None:
    coding = study.apply("Ada", "the time")
    with pytest.raises(NotFound, match="does not have this code"):
        study.do(lambda uow: recode_all(uow, coding.coder, [coding.id], CodeId("gone")))


def test_many_codings_are_removed_with_their_memos_in_one_act(study: Study) -> None:
    codings = [study.apply("Ada", words) for words in ("the time", "another list", "Surgery")]
    write_memo(study, codings[0], "why?")
    before = (study.layer(), memos(study))
    ids = [coding.id for coding in codings[:2]]
    study.do(lambda uow: remove_all(uow, study.coder("Ada"), ids))
    assert study.layer("Ada") == codings[2:]
    undo_and_redo(study, before)


def acts_on(study: Study, coder: str, *codings: Coding) -> list[Callable[[UnitOfWork], object]]:
    ids, who, parsed = [c.id for c in codings], study.coder(coder), study.transcript()
    at, emotions = study.span("never").start, study.code("Emotions").id
    return [
        lambda uow: set_sure(uow, who, ids, is_sure=False),
        lambda uow: recode_all(uow, who, ids, emotions),
        lambda uow: remove_all(uow, who, ids),
        lambda uow: split_codings(uow, parsed, who, ids, at),
        lambda uow: join_codings(uow, who, ids),
    ]


def test_nobody_touches_a_coding_of_another_also_not_among_their_own(study: Study) -> None:
    theirs = study.apply("Ada", FIRST)
    own = study.apply("Ben", "We never had the time.")
    for act in acts_on(study, "Ben", own, theirs):
        with pytest.raises(NotYourLayer, match="This is Ada's coding; only Ada"):
            study.workspace.run("Act", act)
    assert study.layer() == [own, theirs]


def test_a_sealed_layer_refuses_all_of_it(study: Study) -> None:
    codings = study.apply("Ada", FIRST), study.apply("Ada", "We never had the time.")
    study.seal("Ada")
    for act in acts_on(study, "Ada", *codings):
        with pytest.raises(LayerSealed, match="Ada has sealed FG1"):
            study.workspace.run("Act", act)
