"""The codebook as files that are read back as what it was."""

from pathlib import Path

import pytest

from qcoder.domain.codebook import Code, Codebook, CodingUnit, Grouping
from qcoder.domain.errors import QCoderError
from qcoder.domain.ids import CodeId, GroupingId
from qcoder.exporters.codebook import write_codebook
from qcoder.importers.codebook_file import read_codebook

THEMES, LESSONS = Grouping(GroupingId("t"), "Themes", 0), Grouping(GroupingId("l"), "Lessons", 1)
CODES = (
    Code(CodeId("1"), THEMES.id, "Time", "=Talk of “time”,\nat length", "Code the story",
         CodingUnit.STORY, "#2D78BD", "T", 0),
    Code(CodeId("2"), LESSONS.id, "Lessons—Individual", "", "", CodingUnit.FREE, "#723302", "", 0),
)  # fmt: skip


@pytest.mark.parametrize("kind", [".csv", ".xlsx", ".docx"])
def test_what_is_written_is_read_back(tmp_path: Path, kind: str) -> None:
    target = tmp_path / f"codes{kind}"
    assert write_codebook(Codebook((THEMES, LESSONS), CODES, 3), target) == 2
    read = [
        (e.grouping, e.label, e.definition.split(), e.rule, e.unit, e.colour, e.key or "")
        for e in read_codebook(target)
    ]
    assert read == [
        (grouping, c.label, c.definition.split(), c.rule, c.unit, c.colour, c.key)
        for grouping, c in zip(("Themes", "Lessons"), CODES, strict=True)
    ]


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QCoderError, match=r"codes\.pdf: the codebook can be written as \.csv"):
        write_codebook(Codebook(), tmp_path / "codes.pdf")
