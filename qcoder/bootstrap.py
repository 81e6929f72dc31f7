"""Opens a workspace: from the path of a project file, or the URL of a server."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qcoder.services.coders import add_coder
from qcoder.services.workspace import Workspace

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork

Target = str | Path


def open_workspace(target: Target) -> Workspace:
    """The project in that file or on that server; migrated first where it is older."""
    from qcoder.storage.database import Database

    return Workspace(Database.open(target))


def create_workspace(target: Target, coders: Sequence[str] = ()) -> Workspace:
    """A new, empty project with its coders; an existing file is refused, never replaced."""
    from qcoder.storage.database import Database

    workspace = Workspace(Database.create(target))
    if coders:

        def add_all(uow: UnitOfWork) -> None:
            for name in coders:
                add_coder(uow, name)

        workspace.run("Add coders " + ", ".join(coders), add_all, undoable=False)
    return workspace
