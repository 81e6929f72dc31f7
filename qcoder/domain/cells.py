"""Cells of tables that spreadsheets open: text stays text, and comes back as it was.

A cell that begins with ``=`` is run as a formula by whoever opens the table. An apostrophe in
front says that it is text; where a text begins like an escaped cell, it gets one more.
"""

import re

_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_ESCAPED = re.compile("'+[=+\\-@\t\r\n＝＋－＠]")


def escape_cell(text: str) -> str:
    """``text`` as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unescape_cell(cell: str) -> str:
    """The text of a cell that :func:`escape_cell` wrote; any other cell as it is."""
    return cell[1:] if _ESCAPED.match(cell) else cell
