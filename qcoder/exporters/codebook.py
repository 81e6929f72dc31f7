"""The codebook as a table that can be loaded again: .csv, .xlsx or .docx."""

from collections.abc import Sequence
from pathlib import Path

from qcoder.domain.codebook import Codebook
from qcoder.exporters.sheets import Sheet, write_xlsx
from qcoder.exporters.tables import write_table
from qcoder.exporters.target import require_extension, write_whole
from qcoder.exporters.xml_text import for_xml

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
        write_whole(target, lambda path: _write_docx(rows, path))
    return len(rows)


def _write_docx(rows: Sequence[Sequence[str]], path: Path) -> None:
    """One table, set across the page, as papers publish a codebook."""
    from docx import Document
    from docx.enum.section import WD_ORIENT

    document = Document()
    document.core_properties.author = "qcoder"
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    table = document.add_table(rows=1, cols=len(COLUMNS), style="Table Grid")
    for cell, name in zip(table.rows[0].cells, COLUMNS, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = for_xml(words)
    with path.open("wb") as file:
        document.save(file)
