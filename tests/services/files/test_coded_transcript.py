from pathlib import Path

import pytest

from qcoder.domain.consensus import DifferenceKind, Outcome
from qcoder.domain.errors import RuleBroken
from qcoder.services.coding.layer import annotate
from qcoder.services.files.coded_transcript import (
    consensus_to_print,
    export_coded_transcript,
    export_consensus,
)
from qcoder.services.files.coded_transcript import printed as as_printed
from qcoder.services.viewing import visible_layers
from tests.exporters.commented_words import read_comments
from tests.services.study import Study


def printed(study: Study, viewer: str, file: Path) -> list[tuple[str, str, str]]:
    """Author, text and words of each comment."""
    fg1, who = study.transcript_id(), study.coder(viewer)
    seen = study.workspace.read(lambda uow: visible_layers(uow, fg1, who))
    layers = [as_printed("FG1", layer) for layer in seen]
    count = export_coded_transcript(study.workspace, fg1, layers, file)
    comments = read_comments(file) if count else []
    return [(comment.author, comment.text, comment.words) for comment in comments]


def test_a_coder_prints_their_own_layer_with_its_memos(study: Study, tmp_path: Path) -> None:
    study.assign("Ada", "Ben")
    coding = study.apply("Ada", "the time")
    study.apply("Ben", "another list")
    study.do(lambda uow: annotate(uow, coding.coder, coding.id, "why?"))
    assert printed(study, "Ada", tmp_path / "out.docx") == [("Ada", "Time\nwhy?", "the time")]


def test_what_a_coder_may_not_see_is_not_printed(study: Study, tmp_path: Path) -> None:
    study.assign("Ada", "Ben")
    study.apply("Ben", "another list")
    study.seal("Ben")
    assert printed(study, "Ada", tmp_path / "out.docx") == []


def test_when_all_have_sealed_all_layers_are_printed(sealed_pair: Study, tmp_path: Path) -> None:
    authors = [author for author, *_ in printed(sealed_pair, "Ada", tmp_path / "out.docx")]
    assert sorted(authors) == ["Ada"] * 4 + ["Ben"] * 3


def test_the_commented_words_are_those_of_the_codings(sealed_pair: Study, tmp_path: Path) -> None:
    study, speech = sealed_pair, sealed_pair.transcript().speech_text
    expected = [(study.label(coding), speech(coding.span)) for coding in study.layer()]
    found = printed(study, "Ada", tmp_path / "out.docx")
    assert sorted((text, words) for _, text, words in found) == sorted(expected)


def test_the_consensus_is_printed_as_far_as_it_has_come(sealed_pair: Study, tmp_path: Path) -> None:
    study, parsed = sealed_pair, sealed_pair.transcript()
    study.decide(DifferenceKind.SUBSTITUTION, Outcome.TAKE, 2)
    layer = study.workspace.read(lambda uow: consensus_to_print(uow, parsed))
    assert "2 differences still open" in layer.source.sentence
    export_consensus(study.workspace, parsed.id, tmp_path / "out.docx")
    comments = read_comments(tmp_path / "out.docx")
    assert [(c.text, c.words) for c in comments] == study.consensus()
    assert {comment.author for comment in comments} == {"consensus"}


def test_there_is_no_consensus_to_print_before_all_have_sealed(study: Study) -> None:
    study.assign("Ada", "Ben")
    with pytest.raises(RuleBroken, match="have not sealed FG1"):
        study.workspace.read(lambda uow: consensus_to_print(uow, study.transcript()))
