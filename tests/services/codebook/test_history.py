from dataclasses import replace

from qcoder.domain.changes import EntryKind
from qcoder.services.codebook.editing import edit_code
from qcoder.services.codebook.history import (
    CodeChange,
    GroupingChange,
    Revision,
    codebook_revisions,
    wording_changed_since,
)
from qcoder.services.codebook.rearranging import (
    add_grouping,
    delete_code,
    move_grouping,
    remove_grouping,
    rename_grouping,
)
from tests.services.study import Study


def revisions(study: Study) -> list[Revision]:
    return study.workspace.read(codebook_revisions)


def edit_rule(study: Study) -> None:
    edited = replace(study.code(), rule="Code the story.", key="Z")
    study.do(lambda uow: edit_code(uow, edited), actor="Ada")


def test_a_revision_says_who_changed_which_fields(study: Study) -> None:
    edit_rule(study)
    latest = revisions(study)[0]
    assert latest.coder == "Ada"
    assert latest.codes == (CodeChange("Time", fields=("rule", "key")),)
    book = study.workspace.read(lambda uow: uow.codebook.load())
    assert latest.number == book.revision


def test_undoing_is_a_revision_too(study: Study) -> None:
    edit_rule(study)
    study.undo()
    first, second, *_ = revisions(study)
    assert (first.kind, second.kind) == (EntryKind.UNDO, EntryKind.ACT)
    assert first.number == second.number + 1


def test_a_code_that_went_is_named(study: Study) -> None:
    code = study.code("Emotions").id
    study.do(lambda uow: delete_code(uow, code))
    assert revisions(study)[0].codes == (CodeChange("Emotions", went=True),)


def test_a_grouping_that_came_moved_changed_its_name_and_went_is_told(study: Study) -> None:
    lessons = study.do(lambda uow: add_grouping(uow, "Lessons")).id
    study.do(lambda uow: move_grouping(uow, lessons, 1))
    study.do(lambda uow: rename_grouping(uow, lessons, "Learned"))
    study.do(lambda uow: remove_grouping(uow, lessons))
    assert [revision.groupings for revision in revisions(study)[:4]] == [
        (GroupingChange("Learned", went=True),),
        (GroupingChange("Learned", was="Lessons"),),
        (GroupingChange("Lessons", moved=True), GroupingChange("Contexts", moved=True)),
        (GroupingChange("Lessons", came=True),),
    ]


def test_coding_is_no_revision(study: Study) -> None:
    before = revisions(study)
    study.assign("Ada")
    study.apply("Ada", "another list")
    assert revisions(study) == before


def changed_since(study: Study, revision: int) -> int:
    code = study.code().id
    return study.workspace.read(lambda uow: wording_changed_since(uow, code, revision))


def test_a_coding_knows_whether_its_code_has_come_to_say_something_else(study: Study) -> None:
    study.assign("Ada")
    made = study.apply("Ada", "the time").codebook_revision
    recoloured = replace(study.code(), colour="#000000", label="Hours")
    study.do(lambda uow: edit_code(uow, recoloured))
    study.do(lambda uow: edit_code(uow, replace(recoloured, label="Time")))
    assert changed_since(study, made) == 0
    edit_rule(study)
    assert changed_since(study, made) == made + 3
    assert changed_since(study, made + 3) == 0


def test_a_wording_that_was_taken_back_has_not_changed(study: Study) -> None:
    study.assign("Ada")
    made = study.apply("Ada", "the time").codebook_revision
    edit_rule(study)
    study.undo()
    assert changed_since(study, made) == 0
