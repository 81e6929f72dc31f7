"""Style sheet and icons, read from the files beside this one."""

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent
ICONS = (_FOLDER / "icons").as_posix()
"""Where the icons lie, as a style sheet wants it."""


@cache
def resource_text(name: str) -> str:
    """The text of one file."""
    return (_FOLDER / name).read_text(encoding="utf-8")
