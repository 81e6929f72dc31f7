"""The codebook as a table that can be loaded again: .csv, .xlsx or .docx."""

from collections.abc import Sequence
from pathlib import Path

from qcoder.domain.codebook import Codebook
from qcoder.exporters.report import Column, Report, Table
from qcoder.exporters.reports import write_report_file
from qcoder.exporters.sheets import Sheet, write_xlsx
from qcoder.exporters.tables import write_table
from qcoder.exporters.target import require_extension, write_whole

COLUMNS = ("Grouping", "Label", "Definition", "Coding Rules", "Unit", "Colour", "Key")
KINDS = (".csv", ".xlsx", ".docx")


def write_codebook(codebook: Codebook, target: Path) -> int:
    """Write it as the extension of ``target`` asks; returns how many codes."""
    rows = [
        (g.name, c.label, c.definition, c.rule, c.unit.value, c.colour, c.key)
        for g in codebook.groupings
        for c in codebook.codes_of(g.id)
    ]
    kind = require_extension(target, "the codebook", KINDS)
    if kind == ".csv":
        write_table(target, COLUMNS, rows)
    elif kind == ".xlsx":
        about = (f"Revision {codebook.revision} of the codebook, written by qcoder.",)
        named = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
        sheet = Sheet("Codebook", COLUMNS, named, about)
        write_whole(target, lambda path: write_xlsx(sheet, path))
    else:
        write_report_file(_report(codebook, rows), target)
    return len(rows)


def _report(codebook: Codebook, rows: Sequence[tuple[str, ...]]) -> Report:
    """One table, set across the page, as papers publish a codebook."""
    columns = tuple(Column(name, "") for name in COLUMNS)
    subtitle = f"Revision {codebook.revision}"
    return Report("Codebook", subtitle, (Table("Codes", columns, tuple(rows)),))
