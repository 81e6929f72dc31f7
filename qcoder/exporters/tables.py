"""Tables and logs as text files: codings, codebook, decisions."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from qcoder.domain.cells import escape_cell
from qcoder.exporters.target import require_extension, write_whole


def write_table(target: Path, columns: Sequence[str], rows: Iterable[Sequence[str | int]]) -> None:
    """A .csv in UTF-8; text that a spreadsheet would run as a formula is escaped."""
    require_extension(target, "this table", (".csv",))

    def write(path: Path) -> None:
        with path.open("w", encoding="utf-8", newline="") as file:
            # Lines end as RFC 4180 has it: with "\n" a bare CR in a cell is not quoted, and lost.
            writer = csv.writer(file)
            writer.writerow(columns)
            for row in rows:
                writer.writerow(escape_cell(c) if isinstance(c, str) else c for c in row)

    write_whole(target, write)


def write_json_lines(target: Path, records: Iterable[Mapping[str, Any]]) -> None:
    """One JSON object a line, in UTF-8."""

    def write(path: Path) -> None:
        lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        path.write_text("".join(lines), encoding="utf-8")

    write_whole(target, write)
