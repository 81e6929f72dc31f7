"""Tables as they arrive (.csv, .xlsx, .docx): rows of text with their numbers."""

import csv
import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import BadZipFile

from qcoder.domain.cells import unescape_cell
from qcoder.domain.errors import BadInput
from qcoder.importers.files import is_zip, read_bytes, refuse_foreign
from qcoder.importers.plain_text import decode
from qcoder.importers.zips import Parts

_DELIMITERS = ",;\t"
_MAX_ROWS = 200_000
_MAX_COLUMNS = 100
_MAX_EMPTY = 1_000
_HEADER_ROWS = 10

# An exported coding carries its words, which can be a whole section of a long discussion.
csv.field_size_limit(2**31 - 1)


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not blank; ``number`` is the one a spreadsheet shows, from 1."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the position of each wanted column, the header, and the rows below it."""

    columns: dict[str, int]
    header: Row
    rows: tuple[Row, ...]

    def has_more_cells(self, row: Row) -> bool:
        """Whether words stand beside the columns: a delimiter in a cell without quotation marks."""
        return any(extra.strip() for extra in row.cells[len(self.header.cells) :])

    def cell(self, row: Row, column: str) -> str:
        """The cell in that column; empty where the table or the row does not have it."""
        position = self.columns.get(column)
        return "" if position is None or position >= len(row.cells) else row.cells[position]


def read_table(path: Path, known: Sequence[str], required: Sequence[str]) -> Table:
    """The table in a .csv or .xlsx that has the ``required`` columns.

    Headings are matched with the ``known`` ones by their letters, case and a plural ignored.
    Raises :class:`BadInput` naming the columns that are missing and those found.
    """
    return read_tables(path, known, required)[0]


def read_tables(
    path: Path, known: Sequence[str], required: Sequence[str], *, from_word: bool = False
) -> list[Table]:
    """Every table in ``path`` that has the ``required`` columns, at least one.

    A document may have several: a long table is cut in two, or each grouping has its own.
    """
    source = read_bytes(path)
    candidates = [_without_blanks(rows) for rows in _tables(path, source, from_word=from_word)]
    tables = [rows for rows in candidates if rows]
    if not tables:
        raise BadInput(f"{path.name} has no table in it; is it the right file?")
    headed = [_headed(rows, known) for rows in tables]
    complete = [table for table in headed if all(name in table.columns for name in required)]
    if complete:
        return complete
    raise _missing(path.name, max(headed, key=lambda table: len(table.columns)), required)


def _missing(name: str, table: Table, required: Sequence[str]) -> BadInput:
    found = ", ".join(cell for cell in table.header.cells if cell.strip())
    absent = [f"“{column}”" for column in required if column not in table.columns]
    noun = "column" if len(absent) == 1 else "columns"
    return BadInput(
        f"{name} lacks the {noun} {', '.join(absent)}. Columns found: {found}. Nothing was "
        "imported."
    )


def _headed(rows: Sequence[Row], known: Sequence[str]) -> Table:
    """Take the row with most known names as the header; titles may stand above it."""
    matches = [_columns(row, known) for row in rows[:_HEADER_ROWS]]
    header = max(range(len(matches)), key=lambda index: len(matches[index]))
    return Table(matches[header], rows[header], tuple(rows[header + 1 :]))


def _columns(row: Row, known: Sequence[str]) -> dict[str, int]:
    names = [column_name(cell) for cell in row.cells]
    wanted = {name: column_name(name) for name in known}
    return {name: names.index(plain) for name, plain in wanted.items() if plain in names}


def column_name(heading: str) -> str:
    """``Coding Rule(s)``, ``coding rules`` and ``Coding_Rule`` are one column."""
    letters = re.sub(r"[\W_]", "", heading.casefold())
    return letters.removesuffix("s").replace("color", "colour")


def _without_blanks(rows: Iterable[Sequence[str]]) -> list[Row]:
    return [
        Row(number, tuple(cells))
        for number, cells in enumerate(rows, 1)
        if any(cell.strip() for cell in cells)
    ]


def _tables(path: Path, source: bytes, *, from_word: bool) -> list[Iterable[Sequence[str]]]:
    if not is_zip(source):
        refuse_foreign(path.name, source)
        return [_csv_rows(path.name, decode(source).text)]
    if "xl/workbook.xml" in Parts(path.name, source):
        return [_workbook_rows(path.name, source)]
    if not from_word:
        raise BadInput(f"{path.name} is no table; save it as .csv or .xlsx.")
    # Loaded when needed: lxml takes longer than the whole rest.
    from qcoder.importers.docx import read_grids

    return list(read_grids(path.name, source))


def _csv_rows(name: str, text: str) -> Iterator[list[str]]:
    first = text.partition("\n")[0]
    declared = re.fullmatch(r"\"?sep=(.)\"?\r?", first)
    delimiter = declared[1] if declared else _delimiter(first)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, row in enumerate(reader, 1):
            yield [] if declared and number == 1 else [unescape_cell(cell) for cell in row]
    except csv.Error:
        raise BadInput(
            f"{name}, row {number + 1}: the quotation marks do not match. A cell that contains a "
            "quotation mark is written in quotation marks, and those inside it twice. Nothing "
            "was imported."
        ) from None


def _delimiter(first: str) -> str:
    unquoted = re.sub(r"\"[^\"]*\"", "", first)
    return max(_DELIMITERS, key=unquoted.count)


def _workbook_rows(name: str, source: bytes) -> list[list[str]]:
    # Loaded when needed: openpyxl takes longer than the start of the program may.
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    parts = Parts(name, source)
    for part in parts.xml_parts():
        parts.read(part)
    broken = (InvalidFileException, BadZipFile, KeyError, ValueError, TypeError, AttributeError,
              IndexError, OSError, SyntaxError)  # fmt: skip
    try:
        with warnings.catch_warnings():
            # What openpyxl cannot keep (validation, drawings) is not read here anyway.
            warnings.simplefilter("ignore")
            workbook = load_workbook(BytesIO(source), read_only=True, data_only=True)
            sheet = workbook.worksheets[0]
            sheet.reset_dimensions()
            return _capped(name, sheet.iter_rows(max_col=_MAX_COLUMNS, values_only=True), _shown)
    except broken:
        raise parts.damaged() from None


def _capped(
    name: str, rows: Iterable[Sequence[object]], shown: Callable[[object], str]
) -> list[list[str]]:
    """Rows as text; one stray cell far below does not cost a million empty rows."""
    kept: list[list[str]] = []
    empty = 0
    for row in rows:
        cells = [shown(value) for value in row]
        empty = 0 if any(cells) else empty + 1
        if empty > _MAX_EMPTY:
            break
        kept.append(cells)
        if len(kept) > _MAX_ROWS:
            raise BadInput(f"{name} has more than {_MAX_ROWS} rows, too many for a table of ours.")
    return kept


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value)
