"""One line of the window's lists."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import Qt


@dataclass(frozen=True, slots=True)
class Row:
    """One line of such a list. ``payload`` is what it stands for, and tells rows apart."""

    words: str
    payload: Any = None
    colour: str = ""
    is_round: bool = False
    key: str = ""
    note: str = ""
    columns: tuple[str, ...] = ()
    """Instead of a note: numbers that stand below each other from row to row."""
    second: str = ""
    is_heading: bool = False
    is_muted: bool = False
    is_strong: bool = False
    line: Qt.PenStyle = Qt.PenStyle.NoPen
    """A sample of a line at the right end: how codings of this grouping are underlined."""
    bar: tuple[tuple[float, float], ...] | None = None
    """Stretches between 0 and 1 of a thin bar below; None for no bar."""
    tip: str = ""
    said: str = ""
    """What a screen reader reads where that is more than the words."""


class RowRole(IntEnum):
    """Beside the words, the whole row."""

    ROW = Qt.ItemDataRole.UserRole + 1
