from dataclasses import replace

import pytest

from qcoder.domain.codebook import Codebook, Grouping
from qcoder.domain.coding import Memo, MemoTarget
from qcoder.domain.errors import NotFound, RuleBroken
from qcoder.domain.ids import CodeId, GroupingId, MemoId, new_id
from qcoder.services.codebook.editing import edit_code
from qcoder.services.codebook.rearranging import (
    CoderShare,
    DeletionPreview,
    add_grouping,
    delete_code,
    move_code,
    move_grouping,
    preview_deletion,
    remove_grouping,
    rename_grouping,
)
from qcoder.services.prepare.transcripts import remove_transcript
from tests.services.study import Study, unnumbered


def codebook(study: Study) -> Codebook:
    return study.workspace.read(lambda uow: uow.codebook.load())


def shape(study: Study) -> list[tuple[str, list[str]]]:
    """Each grouping with the labels of its codes."""
    book = codebook(study)
    return [(g.name, [code.label for code in book.codes_of(g.id)]) for g in book.groupings]


def grouping(study: Study, name: str) -> GroupingId:
    return next(g.id for g in codebook(study).groupings if g.name == name)


def new_grouping(study: Study, name: str = "Lessons") -> Grouping:
    return study.do(lambda uow: add_grouping(uow, name))


def move(study: Study, label: str, to: str, place: int) -> None:
    code, target = study.code(label).id, grouping(study, to)
    study.do(lambda uow: move_code(uow, code, target, place))


def preview(study: Study, label: str = "Time", viewer: str | None = None) -> DeletionPreview:
    who = study.coder(viewer) if viewer else None
    return study.workspace.read(lambda uow: preview_deletion(uow, study.code(label).id, who))


def delete(study: Study, label: str = "Time", viewer: str | None = None) -> None:
    code, who = study.code(label).id, study.coder(viewer) if viewer else None
    study.do(lambda uow: delete_code(uow, code, who))


def undo_and_redo(study: Study, before: Codebook) -> None:
    """The last act was one revision; it is undone to ``before``, and redone to what it left."""
    after = codebook(study)
    assert after.revision == before.revision + 1
    study.undo()
    assert unnumbered(codebook(study)) == unnumbered(before)
    study.redo()
    assert unnumbered(codebook(study)) == unnumbered(after)
    assert codebook(study).revision == before.revision + 3


THEMES, CONTEXTS = ("Themes", ["Time", "Emotions"]), ("Contexts", ["Specialties"])


def test_a_new_grouping_stands_last_and_is_empty(study: Study) -> None:
    before = codebook(study)
    new_grouping(study, " Lessons ")
    assert shape(study) == [THEMES, CONTEXTS, ("Lessons", [])]
    undo_and_redo(study, before)


@pytest.mark.parametrize(
    ("name", "reason"), [("themes", "already a grouping “Themes”"), (" ", "needs a name")]
)
def test_a_grouping_needs_a_name_of_its_own(study: Study, name: str, reason: str) -> None:
    with pytest.raises(RuleBroken, match=reason):
        new_grouping(study, name)
    contexts = grouping(study, "Contexts")
    with pytest.raises(RuleBroken, match=reason):
        study.do(lambda uow: rename_grouping(uow, contexts, name))


def test_a_grouping_gets_another_name(study: Study) -> None:
    before, themes = codebook(study), grouping(study, "Themes")
    study.do(lambda uow: rename_grouping(uow, themes, " THEMES "))
    assert shape(study)[0] == ("THEMES", ["Time", "Emotions"])
    undo_and_redo(study, before)


def test_a_grouping_moves_with_its_codes(study: Study) -> None:
    before, themes = codebook(study), grouping(study, "Themes")
    study.do(lambda uow: move_grouping(uow, themes, 5))
    assert shape(study) == [CONTEXTS, THEMES]
    undo_and_redo(study, before)


def test_an_empty_grouping_is_removed(study: Study) -> None:
    new = new_grouping(study)
    before = codebook(study)
    study.do(lambda uow: remove_grouping(uow, new.id))
    assert shape(study) == [THEMES, CONTEXTS]
    undo_and_redo(study, before)


def test_a_grouping_with_codes_is_not_removed(study: Study) -> None:
    with pytest.raises(RuleBroken, match="“Themes” has 2 codes; move or delete"):
        study.do(lambda uow: remove_grouping(uow, grouping(study, "Themes")))


def test_a_code_moves_within_its_grouping(study: Study) -> None:
    before = codebook(study)
    move(study, "Time", "Themes", 1)
    assert shape(study) == [("Themes", ["Emotions", "Time"]), CONTEXTS]
    undo_and_redo(study, before)


def test_a_code_moves_into_another_grouping(study: Study) -> None:
    before = codebook(study)
    move(study, "Time", "Contexts", 0)
    assert shape(study) == [("Themes", ["Emotions"]), ("Contexts", ["Time", "Specialties"])]
    undo_and_redo(study, before)


def test_a_grouping_stays_when_its_last_code_moves_away(study: Study) -> None:
    move(study, "Specialties", "Themes", 9)
    assert shape(study) == [("Themes", ["Time", "Emotions", "Specialties"]), ("Contexts", [])]


def test_moving_to_where_it_is_is_no_act(study: Study) -> None:
    themes = grouping(study, "Themes")
    study.last = None
    move(study, "Emotions", "Themes", 1)
    study.do(lambda uow: move_grouping(uow, themes, 0))
    study.do(lambda uow: rename_grouping(uow, themes, "Themes"))
    assert study.last is None


def test_a_code_keeps_its_codings_when_it_moves(study: Study) -> None:
    study.assign("Ada")
    coding = study.apply("Ada", "the time")
    move(study, "Time", "Contexts", 0)
    assert study.layer("Ada") == [coding]


def test_what_is_gone_cannot_be_moved(study: Study) -> None:
    themes = grouping(study, "Themes")
    with pytest.raises(NotFound, match="this code any more"):
        study.do(lambda uow: move_code(uow, CodeId("gone"), themes, 0))
    with pytest.raises(NotFound, match="this grouping any more"):
        study.do(lambda uow: move_grouping(uow, GroupingId("gone"), 0))


def test_a_code_that_nothing_uses_is_deleted(study: Study) -> None:
    before = codebook(study)
    delete(study)
    assert shape(study) == [("Themes", ["Emotions"]), CONTEXTS]
    undo_and_redo(study, before)


def test_a_grouping_goes_with_its_last_code_but_empty_ones_stay(study: Study) -> None:
    new_grouping(study)
    before = codebook(study)
    assert preview(study, "Specialties").grouping_gone == "Contexts"
    delete(study, "Specialties")
    assert shape(study) == [THEMES, ("Lessons", [])]
    undo_and_redo(study, before)


def test_memos_on_a_code_go_and_come_back_with_it(study: Study) -> None:
    code = study.code().id
    memo = Memo(MemoId(new_id()), MemoTarget.CODE, code, study.coder("Ada"), "why?", "")
    study.do(lambda uow: uow.memos.put(memo))
    assert preview(study).memos == 1
    delete(study)
    assert study.workspace.read(lambda uow: uow.memos.on(MemoTarget.CODE, code)) == []
    study.undo()
    assert study.workspace.read(lambda uow: uow.memos.on(MemoTarget.CODE, code)) == [memo]


def test_a_code_in_use_is_not_deleted_and_its_users_are_named(study: Study) -> None:
    study.assign("Ada", "Ben")
    study.apply("Ada", "the time")
    study.apply("Ada", "another list")
    study.apply("Ben", "the time")
    found = preview(study)
    assert found.shares == (CoderShare("Ada", 2), CoderShare("Ben", 1))
    with pytest.raises(RuleBroken, match="used by 2 codings of Ada and 1 coding of Ben"):
        delete(study)
    assert study.code().label == "Time"


def test_codings_that_a_coder_may_not_see_are_not_counted(study: Study) -> None:
    study.assign("Ada", "Ben")
    study.apply("Ben", "the time")
    found = preview(study, viewer="Ada")
    assert (found.shares, found.has_hidden) == ((), True)
    with pytest.raises(RuleBroken, match="used by codings that you may not see yet"):
        delete(study, viewer="Ada")
    assert preview(study, viewer="Ben").shares == (CoderShare("Ben", 1),)


def test_codings_of_a_removed_transcript_hold_a_code(study: Study) -> None:
    study.assign("Ada")
    study.apply("Ada", "the time")
    study.do(lambda uow: remove_transcript(uow, study.transcript_id()))
    assert preview(study, viewer="Ada").shares == (CoderShare("Ada", 1),)


def test_a_code_that_only_a_decision_uses_is_not_deleted(sealed_pair: Study) -> None:
    study = sealed_pair
    study.decide_on_new_code("Knocking")
    with pytest.raises(RuleBroken, match="Decisions of a consensus meeting speak of “Knocking”"):
        delete(study, "Knocking")


def test_a_deletion_is_not_undone_where_its_label_was_given_away(study: Study) -> None:
    delete(study)
    deletion = study.last
    study.do(lambda uow: edit_code(uow, replace(study.code("Emotions"), label="Time")))
    with pytest.raises(RuleBroken, match="two codes labelled"):
        study.undo(deletion)


def test_a_deletion_is_undone_after_another_change_that_does_not_touch_it(study: Study) -> None:
    delete(study)
    deletion = study.last
    study.do(lambda uow: edit_code(uow, replace(study.code("Emotions"), definition="Feelings")))
    study.undo(deletion)
    assert study.code("Time").label == "Time"
