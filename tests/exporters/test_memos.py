import csv
import json
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from qcoder.domain.coding import Memo, MemoTarget
from qcoder.domain.errors import QCoderError
from qcoder.domain.ids import MemoId, TranscriptId
from qcoder.domain.memos import MemoCollection, MemoRecord, PlacedMemo
from qcoder.domain.spans import Span
from qcoder.domain.transcript import TranscriptHeader
from qcoder.exporters.memos import write_memos
from tests.builders import a_code, a_coder

ADA = a_coder()
FG1 = TranscriptHeader(TranscriptId("t"), "FG1", "text", "", "", None, 20, 1)


def a_record(target: MemoTarget, text: str) -> MemoRecord:
    memo = Memo(MemoId("m"), target, "", ADA.id, text, "2024-03-01T09:00:00Z")
    if target is MemoTarget.PROJECT:
        return MemoRecord(PlacedMemo(memo, ADA), target.value)
    placed = PlacedMemo(memo, ADA, a_code("Time"), FG1, Span(3, 9))
    return MemoRecord(placed, target.value, "the time\nand again", "I. A lesson", (2, 3))


COLLECTION = MemoCollection(
    (
        a_record(MemoTarget.PROJECT, "=1+1"),
        a_record(MemoTarget.CODING, "Hours, נו\n\nnot 👩‍⚕️ time.\x07"),
    ),
    ("FG2: memos of Ben are hidden until all have sealed.",),
)


def test_a_table_has_each_memo_with_what_it_is_on(tmp_path: Path) -> None:
    write_memos(COLLECTION, tmp_path / "m.csv")
    with (tmp_path / "m.csv").open(encoding="utf-8-sig", newline="") as file:
        first, second = csv.DictReader(file)
    assert (first["about"], first["coder"], first["start"]) == ("project", "Ada", "")
    assert first["memo"] == "'=1+1"
    assert (second["code"], second["transcript"], second["first_turn"]) == ("Time", "FG1", "2")
    assert (second["words"], second["start"], second["end"]) == ("the time\nand again", "3", "9")
    assert second["memo"] == "Hours, נו\n\nnot 👩‍⚕️ time.\x07"


def test_json_says_nothing_where_there_is_nothing(tmp_path: Path) -> None:
    write_memos(COLLECTION, tmp_path / "m.json")
    first, second = json.loads((tmp_path / "m.json").read_text(encoding="utf-8"))
    assert (first["start"], first["first_turn"], first["memo"]) == (None, None, "=1+1")
    assert (second["start"], second["last_turn"]) == (3, 3)


def test_a_sheet_says_what_is_left_out_and_runs_no_formula(tmp_path: Path) -> None:
    write_memos(COLLECTION, tmp_path / "m.xlsx")
    book = load_workbook(tmp_path / "m.xlsx")
    assert book.worksheets[0]["C2"].is_date
    assert book["About"]["A1"].value == COLLECTION.notes[0]
    assert (book["Memos"]["L2"].value, book["Memos"]["L2"].data_type) == ("=1+1", "s")


def test_a_document_has_words_then_whose_memo_then_the_memo(tmp_path: Path) -> None:
    write_memos(COLLECTION, tmp_path / "m.docx")
    written = [p.text for p in Document(str(tmp_path / "m.docx")).paragraphs]
    assert written == [
        "Memos",
        "FG2: memos of Ben are hidden until all have sealed.",
        "The project",
        "Ada · 2024-03-01",
        "=1+1",
        "FG1",
        "the time",
        "and again",
        "Ada · Time · I. A lesson · turns 2–3 · 2024-03-01",
        "Hours, נו",
        "",
        "not 👩‍⚕️ time.\ufffd",
    ]


def test_another_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QCoderError, match=r"memos can be written as \.docx, \.xlsx, \.csv, \.json"):
        write_memos(COLLECTION, tmp_path / "m.pdf")
