from pathlib import Path

import pytest

from qcoder.domain.consensus import DifferenceKind, Outcome
from qcoder.domain.errors import NotFound
from qcoder.domain.excerpts import ExcerptCollection
from qcoder.domain.spans import Span
from qcoder.services.coding.highlights import annotate_span
from qcoder.services.coding.layer import annotate
from qcoder.services.files.excerpts import Request, collect
from qcoder.services.files.exporting import export_excerpts
from qcoder.services.prepare.transcripts import remove_transcript
from tests.services.study import Study


@pytest.fixture
def study(sealed_pair: Study) -> Study:
    """FG1 is a sealed pair; FG2 is coded by Cleo alone, who has not sealed; FG3 by nobody."""
    sealed_pair.take_in("FG2", "P1: Nobody had the time on medicine.")
    sealed_pair.assign("Cleo", transcript="FG2")
    sealed_pair.apply("Cleo", "the time", transcript="FG2")
    sealed_pair.take_in("FG3", "P1: Hm.")
    return sealed_pair


def collected(study: Study, request: Request) -> ExcerptCollection:
    return study.workspace.read(lambda uow: collect(uow, request))


def found(study: Study, request: Request) -> list[tuple[str, str, str]]:
    return [(e.transcript, e.coder, e.code) for e in collected(study, request).excerpts]


def notes(study: Study, request: Request) -> list[str]:
    return [note.sentence for note in collected(study, request).notes]


def test_final_is_the_consensus_where_paired_and_the_coders_where_single(study: Study) -> None:
    assert found(study, Request()) == [("FG1", "consensus", "Time"), ("FG2", "Cleo", "Time")]


def test_final_says_what_it_rests_on(study: Study) -> None:
    assert notes(study, Request()) == [
        "FG1: consensus of its coders, 3 differences still open.",
        "FG2: coding of Cleo, not sealed yet.",
    ]


def test_final_grows_with_the_decisions(study: Study) -> None:
    study.decide(DifferenceKind.SUBSTITUTION, Outcome.TAKE, 2)
    assert ("FG1", "consensus", "Emotions") in found(study, Request())
    assert "2 differences still open" in notes(study, Request())[0]


def test_final_says_what_was_left_unresolved_on_purpose(study: Study) -> None:
    study.decide(DifferenceKind.SUBSTITUTION, Outcome.UNRESOLVED, reason="two readings")
    assert "2 differences still open, 1 left unresolved" in notes(study, Request())[0]


def test_a_pair_that_has_not_sealed_has_no_final_coding_yet(study: Study) -> None:
    study.unseal("Ben")
    assert found(study, Request()) == [("FG2", "Cleo", "Time")]
    assert notes(study, Request())[0] == "FG1: no consensus yet, not every coder has sealed."


def test_consensus_leaves_single_coded_transcripts_out(study: Study) -> None:
    assert {e[0] for e in found(study, Request("consensus"))} == {"FG1"}


def test_all_are_the_layers_of_all_coders(study: Study) -> None:
    coders = [(transcript, coder) for transcript, coder, _ in found(study, Request("all"))]
    assert coders == [("FG1", "Ada")] * 4 + [("FG1", "Ben")] * 3 + [("FG2", "Cleo")]


def test_one_coders_layer_is_asked_for_by_name(study: Study) -> None:
    assert {e[1] for e in found(study, Request("ben"))} == {"Ben"}


def test_a_coder_who_is_not_there_is_refused(study: Study) -> None:
    with pytest.raises(NotFound, match="no coder named “Eve”"):
        collected(study, Request("Eve"))


def test_excerpts_are_asked_for_by_code_and_transcript(study: Study) -> None:
    only_specialties = Request("all", codes=frozenset({study.code("Specialties").id}))
    assert found(study, only_specialties) == [("FG1", "Ada", "Specialties")]
    only_fg2 = Request("all", transcripts=frozenset({study.transcript_id("FG2")}))
    assert found(study, only_fg2) == [("FG2", "Cleo", "Time")]


def test_a_coders_own_export_notes_what_is_hidden_from_them(study: Study) -> None:
    study.unseal("Ben")
    request = Request("all", viewer=study.coder("Ada"))
    assert {e[:2] for e in found(study, request)} == {("FG1", "Ada"), ("FG2", "Cleo")}
    assert notes(study, request)[1] == "FG1: coding of Ben is hidden until all have sealed."


def test_memos_come_with_a_coders_excerpts(study: Study) -> None:
    (coding,) = study.layer("Cleo", "FG2")
    study.do(lambda uow: annotate(uow, coding.coder, coding.id, "hm"))
    assert [e.memo for e in collected(study, Request("Cleo")).excerpts] == ["hm"]


def test_a_removed_transcript_is_not_exported(study: Study) -> None:
    study.do(lambda uow: remove_transcript(uow, study.transcript_id("FG1")))
    assert found(study, Request("all")) == [("FG2", "Cleo", "Time")]


def test_an_export_says_how_many_excerpts_it_wrote(study: Study, tmp_path: Path) -> None:
    collection = export_excerpts(study.workspace, Request("all"), tmp_path / "out.json")
    assert len(collection.excerpts) == 8
    assert (tmp_path / "out.json").exists()


def test_the_consensus_brings_memos_of_both_coders_with_whose_they_are(study: Study) -> None:
    where = collected(study, Request()).excerpts[0].span
    study.unseal("Ada")
    parsed, ada = study.transcript(), study.coder("Ada")
    coded = [c for c in study.layer("Ada") if c.code == study.code("Time").id]
    time = next(c for c in coded if c.span.overlaps(where))
    words = Span(where.start, where.start + 3)
    study.do(lambda uow: annotate(uow, ada, time.id, "Hours?"))
    study.do(lambda uow: annotate_span(uow, parsed, ada, words, "Striking."))
    study.seal("Ada")
    first, alone = collected(study, Request()).excerpts
    assert first.memo == ""
    assert first.other_memos == ("Ada, on a highlight: Striking.", "Ada, on a coding: Hours?")
    assert alone.other_memos == ()


def test_a_coders_excerpts_bring_memos_of_nobody_else(study: Study) -> None:
    study.unseal("Ada")
    parsed, ada = study.transcript(), study.coder("Ada")
    span = study.layer("Ada")[0].span
    study.do(lambda uow: annotate_span(uow, parsed, ada, span, "Striking."))
    own = collected(study, Request(layer="Ada")).excerpts
    assert "Ada, on a highlight: Striking." in own[0].other_memos
    others = collected(study, Request(layer="Ben")).excerpts
    assert [excerpt.other_memos for excerpt in others] == [()] * len(others)
