import csv
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from qcoder.domain.errors import BadInput, QCoderError
from qcoder.domain.ids import derived_id
from qcoder.domain.spans import Span
from qcoder.importers.codings_file import CodingRow
from qcoder.services.coding.layer import annotate
from qcoder.services.consensus.blind_pass import mark_blind, want_blind_pass
from qcoder.services.files.codings_table import CodingsImport, import_codings
from qcoder.services.files.excerpts import Request
from qcoder.services.files.exporting import export_codings_file, export_excerpts
from qcoder.services.files.importing import import_codings_file
from tests.services.study import TALK, Study

ID = derived_id("coding", "1")


def a_row(number: int = 2, **values: object) -> CodingRow:
    given: dict[str, Any] = {"transcript": "FG1", "coder": "Ada", "code": "Time", **values}
    if "quote" not in given:
        given = {"start": 62, "end": 70, **given}
    return CodingRow(number=number, **given)


def take(study: Study, *rows: CodingRow) -> CodingsImport:
    return study.do(lambda uow: import_codings(uow, rows))


def problems(study: Study, *rows: CodingRow) -> tuple[str, ...]:
    with pytest.raises(BadInput) as refused:
        take(study, *rows)
    return refused.value.problems


def words(study: Study) -> list[str]:
    return [TALK[coding.span.start : coding.span.end] for coding in study.layer()]


def memos(study: Study) -> list[str]:
    found = study.workspace.read(lambda uow: uow.memos.of_codings(study.transcript_id()))
    return [memo.text for memo in found.values()]


def test_positions_are_stored_exactly_as_given(study: Study) -> None:
    take(study, a_row(start=0, end=5), a_row(3, start=61, end=len(TALK)))
    assert [coding.span for coding in study.layer("Ada")] == [Span(0, 5), Span(61, len(TALK))]


def test_a_quote_is_found_in_the_speech(study: Study) -> None:
    take(study, a_row(quote="never  had\nthe time"))
    assert words(study) == ["never had the time"]


def test_a_quote_that_is_there_twice_needs_an_occurrence(study: Study) -> None:
    (problem,) = problems(study, a_row(quote="another"))
    assert problem == "Row 2: “another” occurs 2 times; say which (occurrence)."
    take(study, a_row(quote="another", occurrence=2))
    assert study.layer()[0].span.start == TALK.index("another page")


def test_a_quote_may_leave_out_its_middle(study: Study) -> None:
    take(study, a_row(quote="Surgery taught […] the curtain."))
    assert words(study) == [
        "Surgery taught me to knock. I say who I am before I touch the curtain."
    ]


def test_a_quote_may_run_over_turns_but_not_over_a_label(study: Study) -> None:
    take(study, a_row(quote="nobody sat down. Surgery taught"))
    assert words(study) == ["nobody sat down.\nP2: Surgery taught"]
    assert problems(study, a_row(quote="P2: Surgery"))


def test_all_rows_or_none(study: Study) -> None:
    problems(study, a_row(), a_row(3, code="Nothing"))
    assert study.layer() == []


def test_every_bad_row_is_named_with_its_reason(study: Study) -> None:
    named = problems(
        study,
        a_row(2, transcript="FG9"),
        a_row(3, coder="Eve"),
        a_row(4, code="Nothing"),
        a_row(5, start=1, end=10_000),
        a_row(6, quote="not there"),
        a_row(7, id="no guid"),
        a_row(8),
    )
    assert [problem.split(":")[0] for problem in named] == [f"Row {n}" for n in range(2, 8)]
    assert "behind the end of FG1" in named[3]


def test_a_coder_is_assigned_by_their_codings(study: Study) -> None:
    take(study, a_row(), a_row(3, coder="Ben"))
    assignments = study.workspace.read(
        lambda uow: uow.assignments.of_transcript(study.transcript_id())
    )
    assert [a.coder for a in assignments] == [study.coder("Ada"), study.coder("Ben")]


def test_a_sealed_layer_takes_no_codings(sealed_pair: Study) -> None:
    (problem,) = problems(sealed_pair, a_row())
    assert "Ada has sealed FG1" in problem


def test_a_row_with_an_id_keeps_it(study: Study) -> None:
    take(study, a_row(id=ID, created_at="2024-01-01T00:00:00Z", codebook_revision=7, sure=False))
    (coding,) = study.layer()
    assert (coding.id, coding.created_at) == (ID, "2024-01-01T00:00:00Z")
    assert (coding.codebook_revision, coding.sure) == (7, False)


def test_who_is_assigned_by_an_import_is_named(study: Study) -> None:
    study.assign("Ada")
    done = take(study, a_row(coder="Ada"), a_row(3, coder="Cleo"))
    assert done.assigned == (("Cleo", "FG1"),)


def test_the_same_rows_again_store_nothing(study: Study) -> None:
    study.assign("Ada")
    rows = [a_row(id=ID, memo="why?"), a_row(3, quote="Surgery")]
    assert take(study, *rows) == CodingsImport(stored=2, already_there=0)
    assert take(study, *rows[:1]) == CodingsImport(stored=0, already_there=1)
    assert take(study, a_row(quote="Surgery")) == CodingsImport(stored=0, already_there=1)
    assert len(study.layer()) == 2


def test_an_id_never_names_two_codings(study: Study) -> None:
    take(study, a_row(id=ID))
    (problem,) = problems(study, a_row(id=ID, start=0, end=5))
    assert problem == f"Row 2: the id {ID} names another coding."
    assert problems(study, a_row(id=derived_id("2")), a_row(3, id=derived_id("2"), coder="Ben"))


def test_a_memo_that_is_there_is_not_written_over(study: Study) -> None:
    take(study, a_row(id=ID, memo="first"))
    assert "with another memo" in problems(study, a_row(id=ID, memo="second"))[0]
    assert memos(study) == ["first"]


def test_an_import_is_undone_as_one_step(study: Study) -> None:
    take(study, a_row(memo="why?"), a_row(3, coder="Ben"))
    study.undo()
    assert study.layer() == []
    study.redo()
    assert len(study.layer()) == 2
    assert memos(study) == ["why?"]


@pytest.mark.parametrize("memo", ["=1+1", "-2 ü😀", "'=quoted", 'two\n"lines"', "+", "@a"])
def test_an_export_comes_back_without_loss_in_another_copy(
    sealed_pair: Study, study: Study, tmp_path: Path, memo: str
) -> None:
    coding = sealed_pair.layer("Ada")[0]
    sealed_pair.unseal("Ada")
    sealed_pair.do(lambda uow: annotate(uow, coding.coder, coding.id, memo))
    exported, again = tmp_path / "out.csv", tmp_path / "again.csv"
    export_codings_file(sealed_pair.workspace, exported)
    import_codings_file(study.workspace, exported)
    assert export_codings_file(study.workspace, again) == 7
    assert again.read_bytes() == exported.read_bytes()
    assert memos(study) == [memo]


def test_an_export_changes_nothing_where_all_of_it_is_there(
    sealed_pair: Study, tmp_path: Path
) -> None:
    export_codings_file(sealed_pair.workspace, tmp_path / "out.csv")
    done = import_codings_file(sealed_pair.workspace, tmp_path / "out.csv")
    assert done.value == CodingsImport(stored=0, already_there=7)
    assert not done.changes


def test_one_coders_codings_are_exported_alone(sealed_pair: Study, tmp_path: Path) -> None:
    ada = sealed_pair.coder("Ada")
    assert export_codings_file(sealed_pair.workspace, tmp_path / "out.csv", ada) == 4
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        assert {row["coder"] for row in csv.DictReader(file)} == {"Ada"}


def test_codings_and_excerpts_say_sure_as_sealed_and_as_in_the_blind_pass(
    study: Study, tmp_path: Path
) -> None:
    study.do(lambda uow: want_blind_pass(uow, True))
    study.pair()
    ada, (first, second, *_) = study.coder("Ada"), study.layer("Ada")
    for coding, is_sure in ((first, False), (second, True)):
        act = partial(mark_blind, transcript=study.transcript_id(), coder=ada, is_sure=is_sure)
        study.do(partial(act, codings=[coding.id]))
    export_codings_file(study.workspace, tmp_path / "out.csv", ada)
    request = Request("Ada", viewer=ada)
    export_excerpts(study.workspace, request, tmp_path / "excerpts.csv")
    for name in ("out.csv", "excerpts.csv"):
        with (tmp_path / name).open(encoding="utf-8-sig", newline="") as file:
            said = [(row["sure"], row["sure_in_blind_pass"]) for row in csv.DictReader(file)]
        assert said == [("yes", "no"), ("yes", "yes"), ("yes", ""), ("yes", "")]


def test_a_coders_own_export_leaves_hidden_layers_out(sealed_pair: Study, tmp_path: Path) -> None:
    sealed_pair.unseal("Ben")
    ada = sealed_pair.coder("Ada")
    assert export_codings_file(sealed_pair.workspace, tmp_path / "out.csv", viewer=ada) == 4


def test_a_file_is_refused_with_all_its_bad_rows(study: Study, tmp_path: Path) -> None:
    table = "transcript,coder,code,quote\nFG1,Ada,Time,the time\nFG1,Eve,Time,the time\n"
    (tmp_path / "in.csv").write_text(table, encoding="utf-8")
    with pytest.raises(QCoderError, match="Row 3: There is no coder named “Eve”"):
        import_codings_file(study.workspace, tmp_path / "in.csv")
    assert study.layer() == []
