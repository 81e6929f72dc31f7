import pytest

from qcoder.domain.coding import MemoTarget
from qcoder.domain.errors import NotFound, RuleBroken, StaleUndo
from qcoder.services.codebook.editing import add_code
from qcoder.services.coding.highlights import annotate_span
from qcoder.services.coding.layer import annotate
from qcoder.services.memos.listing import memos_to_export, visible_memos
from qcoder.services.memos.writing import own_memo, write_memo
from qcoder.services.prepare.coders import retire_coder
from qcoder.services.prepare.transcripts import remove_transcript
from tests.services.study import Study


@pytest.fixture
def annotated(study: Study) -> Study:
    """Ada has a memo on everything that can have one; Ben one on the project."""
    study.assign("Ada")
    ada, parsed = study.coder("Ada"), study.transcript()
    coding = study.apply("Ada", "Surgery", "Specialties")
    study.do(lambda uow: annotate_span(uow, parsed, ada, study.span("the time"), "Striking."))
    study.do(lambda uow: annotate(uow, ada, coding.id, "Which one?"))
    write(study, MemoTarget.TRANSCRIPT, study.transcript_id(), "A tired group.")
    write(study, MemoTarget.CODE, study.code("Time").id, "Hours, not time.")
    write(study, MemoTarget.PROJECT, "", "Look at time.")
    write(study, MemoTarget.PROJECT, "", "Ben's own.", "Ben")
    return study


def write(study: Study, target: MemoTarget, target_id: str, text: str, coder: str = "Ada") -> None:
    who = study.coder(coder)
    study.do(lambda uow: write_memo(uow, who, target, target_id, text))


def texts(study: Study, words: str = "", coder: str = "Ada") -> list[str]:
    who = study.coder(coder)
    found = study.workspace.read(lambda uow: visible_memos(uow, who, words))
    return [placed.memo.text for placed in found]


def test_memos_are_listed_from_the_project_down_to_the_words(annotated: Study) -> None:
    assert texts(annotated) == [
        "Look at time.",
        "Ben's own.",
        "Hours, not time.",
        "A tired group.",
        "Striking.",
        "Which one?",
    ]


def test_a_listed_memo_says_what_it_is_about(annotated: Study) -> None:
    ada = annotated.coder("Ada")
    placed = annotated.workspace.read(lambda uow: visible_memos(uow, ada))
    project, of_ben, on_code, on_transcript, on_words, on_coding = placed
    assert [memo.author.name for memo in placed] == ["Ada", "Ben", *4 * ["Ada"]]
    assert of_ben.memo.target is MemoTarget.PROJECT
    assert (project.code, project.transcript, project.span) == (None, None, None)
    assert (on_code.code, on_code.transcript) == (annotated.code("Time"), None)
    assert on_transcript.transcript is not None
    assert (on_transcript.transcript.name, on_transcript.span) == ("FG1", None)
    assert (on_words.code, on_words.span) == (None, annotated.span("the time"))
    assert on_coding.code == annotated.code("Specialties")
    assert on_coding.span == annotated.span("Surgery")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("TIME", ["Look at time.", "Hours, not time."]),
        ("time look", ["Look at time."]),
        ("specialties", ["Which one?"]),
        ("fg1", ["A tired group.", "Striking.", "Which one?"]),
        ("ben", ["Ben's own."]),
        (" own", ["Ben's own."]),
        ("worry", []),
    ],
)
def test_memos_are_found_by_words_in_text_and_names(
    annotated: Study, words: str, found: list[str]
) -> None:
    assert texts(annotated, words) == found


def test_memos_of_a_transcript_coded_by_one_are_everybodys(annotated: Study) -> None:
    assert texts(annotated, coder="Ben") == texts(annotated) == texts(annotated, coder="Cleo")


def test_nothing_a_partner_wrote_is_found_until_both_have_sealed(annotated: Study) -> None:
    everything = texts(annotated)
    annotated.assign("Ada", "Ben")
    assert texts(annotated, coder="Ben") == ["Ben's own."]
    assert "Ben's own." not in texts(annotated)
    assert texts(annotated, coder="Cleo") == ["Look at time.", "Ben's own.", "Hours, not time."]
    annotated.seal("Ada")
    assert texts(annotated, coder="Ben") == ["Ben's own."]
    annotated.seal("Ben")
    assert texts(annotated, coder="Ben") == everything


def test_an_export_for_one_coder_says_what_is_hidden(annotated: Study) -> None:
    annotated.assign("Ada", "Ben")
    read = annotated.workspace.read
    of_ben = read(lambda uow: memos_to_export(uow, annotated.coder("Ben")))
    assert [record.placed.memo.text for record in of_ben.records] == ["Ben's own."]
    assert of_ben.notes == ("FG1: memos of Ada are hidden until all have sealed.",)
    everything = read(lambda uow: memos_to_export(uow, None))
    assert (len(everything.records), everything.notes) == (6, ())
    striking = everything.records[4]
    assert (striking.about, striking.words, striking.turns) == ("highlight", "the time", (2, 2))


def test_memos_in_removed_transcripts_are_left_out(annotated: Study) -> None:
    annotated.do(lambda uow: remove_transcript(uow, annotated.transcript_id()))
    assert texts(annotated) == ["Look at time.", "Ben's own.", "Hours, not time."]


def test_a_memo_is_read_changed_and_removed(study: Study) -> None:
    ada, code = study.coder("Ada"), study.code("Time").id

    def read() -> str | None:
        memo = study.workspace.read(lambda uow: own_memo(uow, ada, MemoTarget.CODE, code))
        return memo.text if memo else None

    write(study, MemoTarget.CODE, code, " first ")
    assert read() == "first"
    write(study, MemoTarget.CODE, code, "second")
    assert read() == "second"
    write(study, MemoTarget.CODE, code, " ")
    assert read() is None
    study.undo()
    assert read() == "second"


def test_a_memo_written_as_it_is_is_no_act(study: Study) -> None:
    write(study, MemoTarget.PROJECT, "", "Look at time.")
    write(study, MemoTarget.PROJECT, "", "Look at time. ")
    assert study.last is None


def test_what_was_never_written_is_removed_without_an_act(study: Study) -> None:
    write(study, MemoTarget.PROJECT, "", "")
    assert study.last is None


@pytest.mark.parametrize("target", [target for target in MemoTarget if target != "project"])
def test_nothing_is_written_on_what_is_not_there(study: Study, target: MemoTarget) -> None:
    with pytest.raises(NotFound):
        write(study, target, "none", "hm")


def test_who_is_retired_writes_no_memo(study: Study) -> None:
    study.do(lambda uow: retire_coder(uow, study.coder("Ben")))
    with pytest.raises(RuleBroken, match="Ben is retired"):
        write(study, MemoTarget.PROJECT, "", "hm", "Ben")


def test_a_memo_on_a_transcript_can_be_written_after_the_seal(study: Study) -> None:
    study.assign("Ada")
    study.seal("Ada")
    write(study, MemoTarget.TRANSCRIPT, study.transcript_id(), "A tired group.")
    assert texts(study) == ["A tired group."]


def test_a_code_on_which_somebody_has_written_since_is_not_undone(study: Study) -> None:
    code = study.do(lambda uow: add_code(uow, study.code().grouping, "Touch"))
    adding = study.last
    write(study, MemoTarget.CODE, code.id, "hm", "Ben")
    with pytest.raises(StaleUndo, match="A memo has been written since"):
        study.undo(adding)
    assert study.code("Touch") == code
