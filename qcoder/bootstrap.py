"""Opens a workspace: from the path of a project file, or the URL of a server."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qcoder.domain.codebook import CodeEntry
from qcoder.services.codebook_loading import load_codebook
from qcoder.services.coders import add_coder
from qcoder.services.workspace import Workspace

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork

Target = str | Path


def open_workspace(target: Target) -> Workspace:
    """The project in that file or on that server; migrated first where it is older."""
    from qcoder.storage.database import Database

    return Workspace(Database.open(target))


def create_workspace(
    target: Target, coders: Sequence[str] = (), codebook: Sequence[CodeEntry] = ()
) -> Workspace:
    """A new project with its coders and its codebook; nothing is made where they are refused.

    An existing file is refused, never replaced.
    """
    from qcoder.storage.database import Database

    workspace = Workspace(Database.create(target))
    try:
        _fill(workspace, coders, codebook)
    except BaseException:
        _discard(workspace)
        raise
    return workspace


def _fill(workspace: Workspace, coders: Sequence[str], codebook: Sequence[CodeEntry]) -> None:
    def fill(uow: UnitOfWork) -> None:
        for name in coders:
            add_coder(uow, name)
        if codebook:
            load_codebook(uow, codebook)

    workspace.run("New project", fill, undoable=False)


def _discard(workspace: Workspace) -> None:
    path = workspace.path
    workspace.close()
    if path is not None:
        path.unlink(missing_ok=True)
