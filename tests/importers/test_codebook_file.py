from pathlib import Path

import pytest
from openpyxl import Workbook

from qcoder.domain.codebook import CodeEntry, CodingUnit
from qcoder.domain.errors import BadInput
from qcoder.importers import read_codebook
from qcoder.shipped import codebooks_dir
from tests.importers.word_builder import WordFile, cell, paragraph, run, table

HEADINGS = "Grouping,Label,Definition,Coding Rules,Unit,Colour,Key"
TIME = CodeEntry("Themes", "Time", "Of time.", "Code entire story")


def written(folder: Path, *rows: str, headings: str = HEADINGS) -> Path:
    path = folder / "codes.csv"
    path.write_text("\n".join((headings, *rows)), encoding="utf-8")
    return path


def problems(folder: Path, *rows: str) -> tuple[str, ...]:
    with pytest.raises(BadInput) as refusal:
        read_codebook(written(folder, *rows))
    return refusal.value.problems


def test_the_shipped_codebook_is_read_whole() -> None:
    entries = read_codebook(codebooks_dir() / "compassionate_care.csv")
    assert len(entries) == 15
    assert [entry.grouping for entry in entries].count("Themes") == 7
    assert entries[0].unit is CodingUnit.STORY
    assert entries[13].label == "Lessons—Individual"
    assert len({entry.key for entry in entries}) == 15


def test_unit_colour_and_key_are_optional(tmp_path: Path) -> None:
    path = written(
        tmp_path, "Themes,Time,Of time.,Code entire story",
        headings="Grouping,Label,Definition,Coding Rules",
    )  # fmt: skip
    assert read_codebook(path) == [TIME]


def test_empty_cells_are_as_if_the_column_were_not_there(tmp_path: Path) -> None:
    assert read_codebook(written(tmp_path, "Themes,Time,Of time.,Code entire story,,,")) == [TIME]


def test_colour_and_key_are_read_in_capitals(tmp_path: Path) -> None:
    (entry,) = read_codebook(written(tmp_path, "Themes,Time,,,Story,#2d78bd,t"))
    assert (entry.unit, entry.colour, entry.key) == (CodingUnit.STORY, "#2D78BD", "T")


@pytest.mark.parametrize(
    "headings",
    [
        "grouping,LABEL, definition ,coding rule(s)",
        "Groupings,Labels,Definitions,CodingRules",
        "Label,Nobody knows,Coding_Rule,Definition,Grouping",
    ],
)
def test_headings_are_known_whatever_their_case_number_or_order(
    headings: str, tmp_path: Path
) -> None:
    cells = {"g": "Themes", "l": "Time", "d": "Of time.", "c": "Code entire story", "n": "x"}
    row = ",".join(cells[name.strip()[0].lower()] for name in headings.split(","))
    assert read_codebook(written(tmp_path, row, headings=headings)) == [TIME]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found(delimiter: str, tmp_path: Path) -> None:
    text = f'{HEADINGS}\nThemes,Time,"Of time.",Code entire story'.replace(",", delimiter)
    path = tmp_path / "codes.csv"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert read_codebook(path) == [TIME]


def test_a_delimiter_declared_for_a_spreadsheet_is_used(tmp_path: Path) -> None:
    path = written(tmp_path, "Themes;Time;Of time.;Code entire story",
                   headings="sep=;\nGrouping;Label;Definition;Coding Rules")  # fmt: skip
    assert read_codebook(path) == [TIME]


def test_a_grouping_holds_for_the_rows_below_it(tmp_path: Path) -> None:
    path = written(tmp_path, "Themes,,,", ",Time,Of time.,", ",Grades,,", "", "Contexts,Lecture,,")
    assert [(e.grouping, e.label) for e in read_codebook(path)] == [
        ("Themes", "Time"), ("Themes", "Grades"), ("Contexts", "Lecture"),
    ]  # fmt: skip


def test_a_title_may_stand_above_the_table(tmp_path: Path) -> None:
    path = written(tmp_path, HEADINGS, "Themes,Time,Of time.,Code entire story",
                   headings="Appendix II: Full Codebook,,,")  # fmt: skip
    assert read_codebook(path) == [TIME]


def test_an_escaped_cell_comes_back_as_it_was(tmp_path: Path) -> None:
    (entry,) = read_codebook(written(tmp_path, "Themes,'-Time,'=1+1,'quoted'"))
    assert (entry.label, entry.definition, entry.rule) == ("-Time", "=1+1", "'quoted'")


def test_a_workbook_is_read(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in (HEADINGS.split(","), ["Themes", "Time", "Of time.", "Code entire story"],
                [None, 2020, None, None, "word", None, 7.0]):  # fmt: skip
        sheet.append(row)
    sheet["A20000"] = "stray"
    workbook.save(tmp_path / "codes.xlsx")
    first, second = read_codebook(tmp_path / "codes.xlsx")
    assert first == TIME
    assert second == CodeEntry("Themes", "2020", "", "", CodingUnit.WORD, None, "7")


def test_the_table_of_a_paper_is_read_from_a_word_file(tmp_path: Path) -> None:
    grouping = f"<w:tr>{cell('Themes', span=4)}</w:tr></w:tbl>"
    codes = table(["Grouping", "Label", "Definition", "Coding Rules"]).replace("</w:tbl>", grouping)
    rest = table(
        ["", "Time", "Of time.", "Code entire story"],
        ["Lessons", paragraph("Lessons—") + paragraph("Individual"),
         paragraph(f"<w:ins>{run('Lessons or strategies')}</w:ins>"), "Code lesson"],
    )  # fmt: skip
    body = (codes + rest).replace("</w:tbl><w:tbl><w:tblPr/><w:tblGrid/>", "")
    path = WordFile(table(["not", "this one"]) + paragraph("Appendix II") + body).saved(tmp_path)
    assert read_codebook(path) == [
        TIME,
        CodeEntry("Lessons", "Lessons—Individual", "Lessons or strategies", "Code lesson"),
    ]


def test_codes_of_all_tables_of_a_word_file_are_read(tmp_path: Path) -> None:
    headings = ["Grouping", "Label", "Definition", "Coding Rules"]
    first = table(headings, ["Themes", "Time", "Of time.", "Code entire story"])
    second = table(
        ["Label", "Grouping", "Definition", "Coding Rules"], ["Lecture", "Contexts", "", ""]
    )
    path = WordFile(first + paragraph("continued") + second).saved(tmp_path)
    assert read_codebook(path) == [TIME, CodeEntry("Contexts", "Lecture", "", "")]


def test_a_bad_row_is_named_with_its_table_where_there_are_several(tmp_path: Path) -> None:
    rows = ["Grouping", "Label", "Definition", "Coding Rules"], ["Themes", "Time", "", ""]
    path = WordFile(table(*rows) + paragraph("") + table(*rows)).saved(tmp_path)
    with pytest.raises(BadInput) as refusal:
        read_codebook(path)
    assert refusal.value.problems == (
        "Table 2, row 2: the label “Time” is in table 1, row 2 already.",
    )


def test_words_beside_the_columns_are_not_dropped(tmp_path: Path) -> None:
    first, *_ = problems(tmp_path, "Themes,Time,Of time, or of none,Code story,,,,more")
    assert first.startswith("Row 2: there are more cells than columns")


def test_a_missing_column_is_named_with_those_found(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"lacks the column “Definition”. Columns found: Grouping"):
        read_codebook(written(tmp_path, "a,b,c", headings="Grouping,Label,Coding Rules"))


def test_every_bad_row_is_named(tmp_path: Path) -> None:
    assert problems(
        tmp_path, ",Time,,", "Themes,,defined,", "Themes,Grades,,", "Themes,GRADES,,",
        "Themes,A,,,chapter", "Themes,B,,,,red", "Themes,C,,,,,xy", "Themes,D,,,,,q",
        "Themes,E,,,,,Q", "Themes,F,,,,,!",
    ) == (
        "Row 2: there is no grouping in this row or above it.",
        "Row 3: the label is missing.",
        "Row 5: the label “GRADES” is in row 4 already.",
        "Row 6: “chapter” is no unit; the units are word, sentence, turn, story, section, free.",
        "Row 7: “red” is no colour; write it like #2D78BD.",
        "Row 8: the key “XY” is not one letter or digit.",
        "Row 10: the key “Q” is given in row 9 already.",
        "Row 11: the key “!” is not one letter or digit.",
    )  # fmt: skip


def test_rows_are_numbered_as_a_spreadsheet_does(tmp_path: Path) -> None:
    rows = ('Themes,Time,"two\nlines",', "", "Themes,,x,")
    assert problems(tmp_path, *rows) == ("Row 4: the label is missing.",)


def test_a_table_with_headings_alone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no codes below them"):
        read_codebook(written(tmp_path))


def test_a_quotation_mark_that_never_closes_is_no_silent_loss(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="row 3: the quotation marks do not match"):
        read_codebook(written(tmp_path, "Themes,Time,,", 'Themes,"Grades,,', "Themes,Humanity,,"))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "is empty"),
        (b"\n\n , ,\n", "has no table in it"),
        (b"%PDF-1.4", "is a PDF"),
        (WordFile(paragraph("no table")).content(), "has no table in it"),
        (b"PK\x03\x04 cut short", "is damaged"),
    ],
)
def test_what_is_no_table_is_refused(data: bytes, expected: str, tmp_path: Path) -> None:
    path = tmp_path / "codes.csv"
    path.write_bytes(data)
    with pytest.raises(BadInput, match=expected):
        read_codebook(path)
