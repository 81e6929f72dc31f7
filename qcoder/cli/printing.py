"""What commands print: JSON, or a plain table."""

from __future__ import annotations

import json
from collections.abc import Sequence


def print_json(value: object) -> None:
    """One JSON document on stdout, in Unicode."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def print_table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Columns padded to their widest cell, with a header; only the header when empty."""
    cells = [[str(cell) for cell in row] for row in (columns, *rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(columns))]
    for row in cells:
        padded = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        print("  ".join(padded).rstrip())
