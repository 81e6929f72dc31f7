"""An auditor's marks as JSON lines."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qcoder.domain.audit import Opinion
from qcoder.domain.errors import BadInput
from qcoder.importers.json_lines import BadLine, read_json_lines, text_in


@dataclass(frozen=True, slots=True)
class MarkLine:
    """One mark: on which difference, what, and why; a query has a note."""

    number: int
    difference: str
    opinion: Opinion
    note: str


def read_marks(path: Path) -> list[MarkLine]:
    """The marks of a file. Lines without an opinion are passed over: nobody marked them.

    So the lines that ``qcoder audit`` writes can be filled in and given back.
    Raises :class:`BadInput` naming every bad line; then no line is taken.
    """
    lines = read_json_lines(path, _line, f"{path.name}: no mark was taken:")
    marks = [line for line in lines if line is not None]
    if not marks:
        raise BadInput(f"{path.name} has no marks in it; each line needs an “opinion”.")
    return marks


def _line(number: int, found: Mapping[str, Any]) -> MarkLine | None:
    word, note = text_in(found, "opinion"), text_in(found, "note")
    if not word:
        return None
    if word not in set(Opinion):
        raise BadLine(f"“{word}” is no opinion; write {' or '.join(Opinion)}.")
    if word == Opinion.QUERY and not note.strip():
        raise BadLine("a query needs a “note”: say what the pair should look at again.")
    return MarkLine(number, text_in(found, "difference", needed=True), Opinion(word), note)
