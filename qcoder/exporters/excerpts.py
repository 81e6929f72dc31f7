"""Coded excerpts into a file; its extension says the format."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from qcoder.domain.excerpts import ExcerptCollection
from qcoder.exporters.excerpt_document import write_docx
from qcoder.exporters.excerpt_rows import sheet_of
from qcoder.exporters.sheets import write_csv, write_json, write_xlsx
from qcoder.exporters.target import require_extension, write_whole

WRITERS: Mapping[str, Callable[[ExcerptCollection, Path], None]] = {
    ".docx": write_docx,
    ".xlsx": lambda collection, path: write_xlsx(sheet_of(collection), path),
    ".csv": lambda collection, path: write_csv(sheet_of(collection), path),
    ".json": lambda collection, path: write_json(sheet_of(collection), path),
}


def write_excerpts(collection: ExcerptCollection, target: Path) -> None:
    """Write the collection whole or not at all; refuses an extension it does not know."""
    writer = WRITERS[require_extension(target, "excerpts", WRITERS)]
    write_whole(target, partial(writer, collection))
