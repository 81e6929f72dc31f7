"""How a sheet of a workbook is laid out: rows as high as their words, pages that can be read."""

from collections.abc import Mapping
from functools import cache
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.worksheet.properties import PageSetupProperties
    from openpyxl.worksheet.worksheet import Worksheet

_LINE = 15.0
"""Points that a line of the usual eleven-point font takes."""
_HIGHEST = 409.0
"""Points that a row can be high in the .xlsx format."""
_ROOM = 0.9
"""Share of a column's width that words fill: they break at blanks, and fonts differ."""
_PAGE = 200
"""Characters across a page of A4 that can still be read."""


def lay_out(sheet: "Worksheet", widths: Mapping[int, float]) -> None:
    """Widths of columns (by number, in characters), heights of rows, and how it is printed.

    Heights are given because LibreOffice takes every row without one for a single line.
    """
    from openpyxl.utils import get_column_letter

    for column, width in widths.items():
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        lines = max(
            (_lines(value, widths[c]) for c, value in enumerate(row, 1) if isinstance(value, str)),
            default=1,
        )
        if lines > 1:
            sheet.row_dimensions[number].height = min(_HIGHEST, _LINE * lines)
    _set_print(sheet, ceil(sum(widths.values()) / _PAGE))


def _lines(text: str, width: float) -> int:
    fitting = width * _ROOM
    return sum(max(1, ceil(len(line) / fitting)) for line in text.split("\n"))


def _set_print(sheet: "Worksheet", pages: int) -> None:
    """The head comes again on each page; of a table over several pages the first column too."""
    sheet.print_title_rows = "1:1"
    if pages > 1:
        sheet.print_title_cols = "A:A"
        sheet.page_setup.pageOrder = "overThenDown"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = pages, 0
    sheet.sheet_properties.pageSetUpPr = _fits_to_page()


@cache
def _fits_to_page() -> "PageSetupProperties":
    from openpyxl.worksheet.properties import PageSetupProperties

    return PageSetupProperties(fitToPage=True)
