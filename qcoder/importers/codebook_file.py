"""A codebook table: Grouping, Label, Definition, Coding Rules, as papers print it."""

import re
from collections.abc import Sequence
from pathlib import Path

from qcoder.domain.codebook import CodeEntry, CodingUnit
from qcoder.domain.errors import BadInput
from qcoder.importers.plain_text import clean
from qcoder.importers.table_file import Row, Table, read_tables

_REQUIRED = ("Grouping", "Label", "Definition", "Coding Rules")
_OPTIONAL = ("Unit", "Colour", "Key")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
# A printed column breaks "Lessons—Individual" behind the dash, where there is no blank.
_BREAK_AFTER_DASH = re.compile(r"(?<=[—–-])\s*\n\s*")


def read_codebook(path: Path) -> list[CodeEntry]:
    """The codes of a table in .csv, .xlsx or .docx, in its order.

    A document may have several such tables, which follow each other. A grouping holds for the
    rows below that leave it empty. Raises :class:`BadInput` with every problem and its row;
    then nothing of the table is taken.
    """
    tables = read_tables(path, (*_REQUIRED, *_OPTIONAL), _REQUIRED, from_word=True)
    reading = _Reading(tables)
    entries = reading.entries()
    if reading.problems:
        raise BadInput(f"{path.name} was not loaded; nothing was changed:", reading.problems)
    if not entries:
        raise BadInput(f"{path.name} has the headings of a codebook, but no codes below them.")
    return entries


class _Reading:
    """Goes down the rows of a codebook, collecting every problem with its row."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self._tables = tables
        self._number, self._table = 1, tables[0]
        self._grouping = ""
        self._places_of_labels: dict[str, str] = {}
        self._places_of_keys: dict[str, str] = {}
        self.problems: list[str] = []

    def entries(self) -> list[CodeEntry]:
        """The codes of all tables, in their order."""
        found: list[CodeEntry] = []
        for number, table in enumerate(self._tables, start=1):
            self._number, self._table = number, table
            found += [entry for row in table.rows if (entry := self._entry(row))]
        return found

    def _entry(self, row: Row) -> CodeEntry | None:
        """The code of a row; None for a row that only names the grouping of those below."""
        grouping = " ".join(self._cell(row, "Grouping").split())
        self._grouping = grouping or self._grouping
        label = " ".join(_BREAK_AFTER_DASH.sub("", self._cell(row, "Label")).split())
        others = [self._cell(row, name) for name in (*_REQUIRED, *_OPTIONAL) if name != "Grouping"]
        if not any(others):
            return None
        self._check_cells(row)
        self._check_label(row, label)
        return CodeEntry(
            grouping=self._grouping,
            label=label,
            definition=self._cell(row, "Definition"),
            rule=self._cell(row, "Coding Rules"),
            unit=self._unit(row),
            colour=self._colour(row),
            key=self._key(row),
        )

    def _cell(self, row: Row, column: str) -> str:
        return clean(self._table.cell(row, column)).text.strip()

    def _problem(self, row: Row, sentence: str) -> None:
        place = self._place(row)
        self.problems.append(f"{place[0].upper()}{place[1:]}: {sentence}")

    def _place(self, row: Row) -> str:
        if len(self._tables) == 1:
            return f"row {row.number}"
        return f"table {self._number}, row {row.number}"

    def _check_cells(self, row: Row) -> None:
        if self._table.has_more_cells(row):
            self._problem(
                row, "there are more cells than columns; put a cell with commas in quotation marks."
            )

    def _check_label(self, row: Row, label: str) -> None:
        if not self._grouping:
            self._problem(row, "there is no grouping in this row or above it.")
        if not label:
            self._problem(row, "the label is missing.")
            return
        here = self._place(row)
        first = self._places_of_labels.setdefault(label.casefold(), here)
        if first != here:
            self._problem(row, f"the label “{label}” is in {first} already.")

    def _unit(self, row: Row) -> CodingUnit | None:
        word = self._cell(row, "Unit").casefold()
        if not word:
            return None
        try:
            return CodingUnit(word)
        except ValueError:
            allowed = ", ".join(CodingUnit)
            self._problem(row, f"“{word}” is no unit; the units are {allowed}.")
            return None

    def _colour(self, row: Row) -> str | None:
        colour = self._cell(row, "Colour")
        if colour and not _COLOUR.fullmatch(colour):
            self._problem(row, f"“{colour}” is no colour; write it like #2D78BD.")
        return colour.upper() or None

    def _key(self, row: Row) -> str | None:
        key = self._cell(row, "Key").upper()
        if not key:
            return None
        if len(key) > 1 or not key.isalnum():
            self._problem(row, f"the key “{key}” is not one letter or digit.")
            return None
        here = self._place(row)
        first = self._places_of_keys.setdefault(key, here)
        if first != here:
            self._problem(row, f"the key “{key}” is given in {first} already.")
        return key
