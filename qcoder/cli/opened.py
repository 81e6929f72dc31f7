"""A project that a command works on, closed when the command ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from qcoder.bootstrap import open_workspace
from qcoder.services.workspace import Workspace


@contextmanager
def opened(target: str) -> Iterator[Workspace]:
    """The workspace of ``target``: a file's path or a server's URL."""
    workspace = open_workspace(target)
    try:
        yield workspace
    finally:
        workspace.close()
