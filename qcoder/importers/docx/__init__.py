"""Word documents, read by a walk of our own over the package: no words are lost silently."""

from qcoder.importers.docx.grid import read_grids
from qcoder.importers.docx.reading import read_docx

__all__ = ["read_docx", "read_grids"]
