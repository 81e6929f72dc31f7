import pytest

from qcoder.domain.errors import NotFound, RuleBroken
from qcoder.domain.transcript import Structure, text_hash
from qcoder.services.prepare.transcripts import (
    bring_back_transcript,
    remove_transcript,
    rename_transcript,
    replace_structure,
    summaries,
    transcript_named,
)
from tests.builders import a_transcript
from tests.services.study import TALK, Study


def names(study: Study) -> list[str]:
    return [s.header.name for s in study.workspace.read(summaries)]


def test_a_transcript_keeps_its_text_and_its_original_bytes(study: Study) -> None:
    header = study.workspace.read(lambda uow: transcript_named(uow, "fg1"))
    assert (header.text_sha256, header.length) == (text_hash(TALK), len(TALK))
    assert study.transcript().text == TALK
    original = header.source_sha256
    assert original is not None
    assert study.workspace.read(lambda uow: uow.contents.get(original)) == TALK.encode("utf-8")


def test_names_are_made_unique_case_ignored(study: Study) -> None:
    study.take_in("fg1", TALK)
    study.take_in("FG1", TALK)
    assert names(study) == ["FG1", "fg1 (2)", "FG1 (3)"]


def test_a_transcript_is_renamed(study: Study) -> None:
    study.do(lambda uow: rename_transcript(uow, study.transcript_id(), " Pilot "))
    assert names(study) == ["Pilot"]
    assert study.transcript("Pilot").name == "Pilot"


@pytest.mark.parametrize(("name", "reason"), [("fg2", "already a transcript"), (" ", "needs a")])
def test_a_transcript_needs_a_name_of_its_own(study: Study, name: str, reason: str) -> None:
    study.take_in("FG2", TALK)
    with pytest.raises(RuleBroken, match=reason):
        study.do(lambda uow: rename_transcript(uow, study.transcript_id(), name))


def test_a_removed_transcript_is_listed_nowhere(study: Study) -> None:
    study.do(lambda uow: remove_transcript(uow, study.transcript_id()))
    assert names(study) == []
    with pytest.raises(NotFound, match=r"no transcript named “FG1”.*none yet"):
        study.transcript_id()


def test_what_is_brought_back_has_its_codings(study: Study) -> None:
    study.assign("Ada")
    study.apply("Ada", "the time")
    removed = study.transcript_id()
    study.do(lambda uow: remove_transcript(uow, removed))
    study.do(lambda uow: bring_back_transcript(uow, removed))
    assert len(study.layer("Ada")) == 1


def test_what_is_brought_back_takes_no_name_that_was_given_away(study: Study) -> None:
    removed = study.transcript_id()
    study.do(lambda uow: remove_transcript(uow, removed))
    study.take_in("FG1", TALK)
    study.do(lambda uow: bring_back_transcript(uow, removed))
    assert sorted(names(study)) == ["FG1", "FG1 (2)"]


def test_a_removal_is_not_undone_onto_a_name_that_was_given_away(study: Study) -> None:
    study.do(lambda uow: remove_transcript(uow, study.transcript_id()))
    removal = study.last
    study.take_in("FG1", TALK)
    with pytest.raises(RuleBroken, match="would be two transcripts named “fg1”"):
        study.undo(removal)


def test_recognising_speakers_anew_moves_no_coding(study: Study) -> None:
    study.assign("Ada")
    coding = study.apply("Ada", "the time")
    one_turn = Structure(a_transcript(TALK).turns[:1])
    study.do(lambda uow: replace_structure(uow, study.transcript_id(), one_turn))
    assert len(study.transcript().turns) == 1
    assert study.layer("Ada") == [coding]


def test_a_summary_says_who_codes_in_the_order_of_assignment(study: Study) -> None:
    study.assign("Ben", "Ada")
    study.apply("Ada", "the time")
    study.seal("Ben")
    (summary,) = study.workspace.read(summaries)
    assert [(a.coder_name, a.codings, a.is_sealed) for a in summary.layers] == [
        ("Ben", 0, True),
        ("Ada", 1, False),
    ]
    assert summary.is_paired
    assert not summary.is_revealed
