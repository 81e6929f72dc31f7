"""Loads modules as Python does."""

import builtins


def import_plainly() -> None:
    """Take back what PySide puts over Python's import; to be called once Qt is loaded.

    PySide reads the source of every module that is loaded after it, and keeps it, to see
    whether the module writes ``from __feature__ import``. Nothing here does: it would be
    thirty megabytes for as long as the window is open, and time at its start.
    """
    plain = vars(builtins).get("__orig_import__")
    if plain is not None:
        builtins.__import__ = plain
