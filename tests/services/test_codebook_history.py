from dataclasses import replace

from qcoder.domain.changes import EntryKind
from qcoder.services.codebook import edit_code
from qcoder.services.codebook_changes import delete_code
from qcoder.services.codebook_history import CodeChange, Revision, codebook_revisions
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


def test_coding_is_no_revision(study: Study) -> None:
    before = revisions(study)
    study.assign("Ada")
    study.apply("Ada", "another list")
    assert revisions(study) == before
