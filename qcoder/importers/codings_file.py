"""A table of codings: transcript, coder, code, and positions or a quote."""

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
    ``number`` is the row as a spreadsheet shows it, ``problems`` is why it cannot be taken.
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
    problems: tuple[str, ...] = ()


def read_codings(path: Path) -> list[CodingRow]:
    """The rows of a table of codings in .csv or .xlsx, bad ones with their problems.

    Whether a bad row is the only one is seen where names and quotes are looked up, so that
    all can be named at once. Raises :class:`BadInput` for what is no such table.
    """
    table = read_table(path, (*_REQUIRED, *_OPTIONAL), _REQUIRED)
    _check_place(path, table)
    rows = [_Reading(table, row).coding() for row in table.rows]
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
    """Reads one row, collecting its problems."""

    def __init__(self, table: Table, row: Row) -> None:
        self._table = table
        self._row = row
        self._problems: list[str] = []

    def coding(self) -> CodingRow:
        """The row as it stands, with what is wrong with it."""
        self._check_cells()
        start, end = self._number("start"), self._number("end")
        self._check_positions(start, end)
        return CodingRow(
            number=self._row.number,
            transcript=self._cell("transcript").strip(),
            coder=self._cell("coder").strip(),
            code=self._cell("code").strip(),
            start=start,
            end=end,
            quote=self._cell("quote"),
            occurrence=self._number("occurrence", least=1),
            memo=self._cell("memo"),
            id=self._cell("id").strip(),
            created_at=self._cell("created_at").strip(),
            codebook_revision=self._number("codebook_revision"),
            sure=self._sure(self._cell("sure")),
            problems=tuple(self._problems),
        )

    def _cell(self, column: str) -> str:
        return self._table.cell(self._row, column)

    def _check_cells(self) -> None:
        for column in _REQUIRED:
            if not self._cell(column).strip():
                self._problems.append(f"the {column} is missing.")
        if self._table.has_more_cells(self._row):
            self._problems.append(
                "there are more cells than columns; put a quote with commas in quotation marks."
            )

    def _check_positions(self, start: int | None, end: int | None) -> None:
        given = bool(self._cell("start").strip()) + bool(self._cell("end").strip())
        if start is not None and end is not None:
            if start >= end:
                self._problems.append(f"the start ({start}) is not before the end ({end}).")
        elif given == 1:
            self._problems.append("start and end are needed together.")
        elif not given and not self._cell("quote").strip():
            self._problems.append("there is neither a position (start and end) nor a quote.")

    def _number(self, column: str, least: int = 0) -> int | None:
        words = self._cell(column).strip()
        if not words:
            return None
        digits = words.removeprefix("-")
        if not (digits.isascii() and digits.isdigit() and len(digits) <= _MAX_DIGITS):
            self._problems.append(f"the {column} “{words}” is not a whole number.")
            return None
        if int(words) < least:
            self._problems.append(f"the {column} is {words}; it must be at least {least}.")
            return None
        return int(words)

    def _sure(self, words: str) -> bool:
        sure = _SURE.get(words.strip().casefold())
        if sure is None:
            self._problems.append(f"“{words}” under sure is neither yes nor no.")
        return sure is not False
