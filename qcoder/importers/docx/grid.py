"""The tables of a Word document as rows of cells with plain words."""

from qcoder.importers.docx.names import name
from qcoder.importers.docx.numbering import Numbering
from qcoder.importers.docx.package import Package
from qcoder.importers.docx.styles import Styles
from qcoder.importers.docx.walk import Walk
from qcoder.importers.docx.word_line import WordLine

Grid = list[list[str]]


def read_grids(file_name: str, source: bytes) -> list[Grid]:
    """Every table, in the order of the document; nested ones after those around them."""
    package = Package(file_name, source)
    root = package.tree(package.main)
    walk = Walk(Styles(None), Numbering(None))
    tables = [] if root is None else [e for e in root.iter() if name(e) == "w:tbl"]
    return [[[_words(cell) for cell in row] for row in walk.rows(table)] for table in tables]


def _words(cell: list[WordLine]) -> str:
    return "\n".join(line.text for line in cell).strip()
