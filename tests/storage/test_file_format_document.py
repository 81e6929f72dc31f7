from pathlib import Path

import pytest

from qcoder.domain.changes import Kind
from qcoder.storage.files import APPLICATION_ID
from qcoder.storage.schema import REVISION, TABLES

DOCUMENT = (Path(__file__).parents[2] / "docs" / "file_format.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("table", TABLES.tables)
def test_every_table_is_described_with_all_its_columns(table: str) -> None:
    _, found, rest = DOCUMENT.partition(f"**`{table}`**")
    assert found
    # Up to the next table; the hashes of a transcript stand in a table of the document.
    description = rest.partition("\n**`")[0] + (DOCUMENT if table == "transcripts" else "")
    columns = (column.name for column in TABLES.tables[table].columns)
    assert [name for name in columns if f"`{name}`" not in description] == []


def test_every_kind_of_change_is_named() -> None:
    assert [kind for kind in Kind if f"`{kind}`" not in DOCUMENT] == []


def test_number_and_version_are_those_of_the_program() -> None:
    assert f"0x{APPLICATION_ID:08X}".lower() in DOCUMENT.lower()
    assert f"(`{REVISION}`)" in DOCUMENT
