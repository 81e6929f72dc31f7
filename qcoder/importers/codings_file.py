"""A table of codings: transcript, coder, code, and positions or a quote."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from qcoder.domain.errors import BadInput
from qcoder.importers.table_file import Row, Table, read_table

_REQUIRED = ("transcript", "coder", "code")
_OPTIONAL = (
    "start", "end", "quote", "occurrence",
    "memo", "id", "created_at", "codebook_revision", "sure",
)  # fmt: skip
_SURE = {"": True, "yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
_MAX_DIGITS = 18
"""More would not fit a database; no transcript is that long."""


@dataclass(frozen=True, slots=True)
class CodingRow:
    """One row of a table of codings, its words as given.

    Either ``start`` and ``end`` are there or ``quote`` is; positions win where all are.
    ``number`` is the row as a spreadsheet shows it.
    """

    number: int
    transcript: str
    coder: str
    code: str
    start: int | None = None
    end: int | None = None
    quote: str = ""
    occurrence: int | None = None
    memo: str = ""
    id: str = ""
    created_at: str = ""
    codebook_revision: int | None = None
    sure: bool = True


def read_codings(path: Path) -> list[CodingRow]:
    """The rows of a table of codings in .csv or .xlsx.

    Raises :class:`BadInput` with every problem and its row; then no row is taken.
    """
    table = read_table(path, (*_REQUIRED, *_OPTIONAL), _REQUIRED)
    _check_place(path, table)
    reading = _Reading(table)
    rows = [reading.coding(row) for row in table.rows]
    if reading.problems:
        raise BadInput(f"{path.name}: no coding was imported:", reading.problems)
    if not rows:
        raise BadInput(f"{path.name} has the headings of a table of codings, but no rows.")
    return rows


def _check_place(path: Path, table: Table) -> None:
    if "quote" not in table.columns and not {"start", "end"} <= set(table.columns):
        found = ", ".join(cell for cell in table.header.cells if cell.strip())
        raise BadInput(
            f"{path.name} says nowhere which words are coded: it needs the columns “start” and "
            f"“end”, or the column “quote”. Columns found: {found}. Nothing was imported."
        )


class _Reading:
    """Reads rows one by one, collecting every problem with its row."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self.problems: list[str] = []

    def coding(self, row: Row) -> CodingRow:
        """The row as it stands; what is wrong with it is among the problems."""

        def cell(column: str) -> str:
            return self._table.cell(row, column)

        self._check_cells(row, cell)
        start, end = self._number(row, "start"), self._number(row, "end")
        self._check_positions(row, start, end, cell)
        return CodingRow(
            number=row.number,
            transcript=cell("transcript").strip(),
            coder=cell("coder").strip(),
            code=cell("code").strip(),
            start=start,
            end=end,
            quote=cell("quote"),
            occurrence=self._number(row, "occurrence", least=1),
            memo=cell("memo"),
            id=cell("id").strip(),
            created_at=cell("created_at").strip(),
            codebook_revision=self._number(row, "codebook_revision"),
            sure=self._sure(row, cell("sure")),
        )

    def _problem(self, row: Row, sentence: str) -> None:
        self.problems.append(f"Row {row.number}: {sentence}")

    def _check_cells(self, row: Row, cell: Callable[[str], str]) -> None:
        for column in _REQUIRED:
            if not cell(column).strip():
                self._problem(row, f"the {column} is missing.")
        if any(extra.strip() for extra in row.cells[len(self._table.header.cells) :]):
            self._problem(
                row,
                "there are more cells than columns; put a quote with commas in quotation marks.",
            )

    def _check_positions(
        self, row: Row, start: int | None, end: int | None, cell: Callable[[str], str]
    ) -> None:
        if start is not None and end is not None:
            if start >= end:
                self._problem(row, f"the start ({start}) is not before the end ({end}).")
        elif cell("start").strip() and cell("end").strip():
            return
        elif cell("start").strip() or cell("end").strip():
            self._problem(row, "start and end are needed together.")
        elif not cell("quote").strip():
            self._problem(row, "there is neither a position (start and end) nor a quote.")

    def _number(self, row: Row, column: str, least: int = 0) -> int | None:
        words = self._table.cell(row, column).strip()
        if not words:
            return None
        digits = words.removeprefix("-")
        if not (digits.isascii() and digits.isdigit() and len(digits) <= _MAX_DIGITS):
            self._problem(row, f"the {column} “{words}” is not a whole number.")
            return None
        if int(words) < least:
            self._problem(row, f"the {column} is {words}; it must be at least {least}.")
            return None
        return int(words)

    def _sure(self, row: Row, words: str) -> bool:
        sure = _SURE.get(words.strip().casefold())
        if sure is None:
            self._problem(row, f"“{words}” under sure is neither yes nor no.")
        return sure is not False
