import csv
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qcoder.domain.cells import escape_cell
from qcoder.domain.errors import BadInput
from qcoder.importers import CodingRow, read_codings
from qcoder.shipped import sample_transcripts_dir

POSITIONS = "transcript,coder,code,start,end,memo"
QUOTES = "transcript,coder,code,quote,occurrence"


def written(folder: Path, *lines: str) -> Path:
    path = folder / "codings.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def problems(folder: Path, *lines: str) -> tuple[str, ...]:
    rows = read_codings(written(folder, *lines))
    return tuple(f"Row {row.number}: {problem}" for row in rows for problem in row.problems)


def test_positions_are_read(tmp_path: Path) -> None:
    assert read_codings(written(tmp_path, POSITIONS, "FG1,Mara,Time,10,25,why")) == [
        CodingRow(2, "FG1", "Mara", "Time", 10, 25, memo="why")
    ]


def test_a_quote_is_read_as_given(tmp_path: Path) -> None:
    rows = read_codings(
        written(tmp_path, QUOTES, 'FG1,Mara,Time," one, “two” […] three ",2', "FG1,Mara,Time,x,")
    )
    assert rows == [
        CodingRow(2, "FG1", "Mara", "Time", quote=" one, “two” […] three ", occurrence=2),
        CodingRow(3, "FG1", "Mara", "Time", quote="x"),
    ]


def test_the_columns_of_a_lossless_export_are_read(tmp_path: Path) -> None:
    heading = "transcript,coder,code,start,end,memo,id,created_at,codebook_revision,sure,quote"
    line = "FG1,Mara,Time,0,4,,abc,2024-05-01T10:00:00Z,3,no,Okay"
    assert read_codings(written(tmp_path, heading, line)) == [
        CodingRow(2, "FG1", "Mara", "Time", 0, 4, "Okay", None, "", "abc",
                  "2024-05-01T10:00:00Z", 3, False)
    ]  # fmt: skip


def test_columns_in_any_order_and_others_between_do_no_harm(tmp_path: Path) -> None:
    path = written(tmp_path, "Code,End,Start,colour,CODER,Transcript", "Time,4,0,red,Mara,FG1")
    assert read_codings(path) == [CodingRow(2, "FG1", "Mara", "Time", 0, 4)]


def test_the_codings_of_the_demo_study_are_read() -> None:
    rows = read_codings(sample_transcripts_dir() / "codings.csv")
    assert len(rows) > 300
    assert {row.coder for row in rows} == {"Mara", "Jonas", "Priya"}
    assert all(row.quote and row.id for row in rows)


def test_every_bad_row_is_named(tmp_path: Path) -> None:
    assert problems(
        tmp_path, "transcript,coder,code,start,end,quote,occurrence,sure",
        "FG1,Mara,Time,5,5,,,", "FG1,Mara,Time,-1,4,,,", "FG1,Mara,Time,x,4,,,",
        "FG1,Mara,Time,1,,,,", "FG1,Mara,Time,,,,,", ",,Time,1,2,,,", "FG1,Mara,Time,,,x,0,",
        "FG1,Mara,Time,1.5,2,,,", "FG1,Mara,Time,1,2,,,maybe", "FG1,Mara,Time,1,2,a,,,b",
        "FG1,Mara,Time,9,4,,,", f"FG1,Mara,Time,1,{'9' * 30},,,",
    ) == (
        "Row 2: the start (5) is not before the end (5).",
        "Row 3: the start is -1; it must be at least 0.",
        "Row 4: the start “x” is not a whole number.",
        "Row 5: start and end are needed together.",
        "Row 6: there is neither a position (start and end) nor a quote.",
        "Row 7: the transcript is missing.",
        "Row 7: the coder is missing.",
        "Row 8: the occurrence is 0; it must be at least 1.",
        "Row 9: the start “1.5” is not a whole number.",
        "Row 10: “maybe” under sure is neither yes nor no.",
        "Row 11: there are more cells than columns; put a quote with commas in quotation marks.",
        "Row 12: the start (9) is not before the end (4).",
        f"Row 13: the end “{'9' * 30}” is not a whole number.",
    )  # fmt: skip


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"lacks the columns “coder”, “code”. Columns found: trans"):
        read_codings(written(tmp_path, "transcript,start,end", "FG1,1,2"))


def test_a_table_without_a_place_for_the_words_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="says nowhere which words are coded"):
        read_codings(written(tmp_path, "transcript,coder,code,start", "FG1,Mara,Time,1"))


def test_a_table_without_rows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="but no rows"):
        read_codings(written(tmp_path, POSITIONS))


def test_a_very_long_quote_is_read(tmp_path: Path) -> None:
    words = "word " * 100_000
    (row,) = read_codings(written(tmp_path, QUOTES, f'FG1,Mara,Time,"{words}",'))
    assert row.quote == words


_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30)


@settings(max_examples=60)
@given(st.lists(st.tuples(_TEXT | st.sampled_from(["=1", "'=x", "+", "'", "@a"]), _TEXT)))
def test_quotes_and_memos_come_back_as_they_were(cells: list[tuple[str, str]]) -> None:
    cells = [(f"q{quote}" if not quote.strip() else quote, memo) for quote, memo in cells]
    buffer = StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(("transcript", "coder", "code", "quote", "memo"))
    for quote, memo in [*cells, ("x", "")]:
        writer.writerow(("FG1", "Mara", "Time", escape_cell(quote), escape_cell(memo)))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "codings.csv"
        path.write_bytes(buffer.getvalue().encode())
        rows = read_codings(path)
    assert [(row.quote, row.memo) for row in rows[:-1]] == cells
