"""Opens a workspace: from the path of a project file, or the URL of a server."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qcoder.domain.codebook import CodeEntry
from qcoder.domain.errors import ProjectError
from qcoder.services.codebook.loading import load_codebook
from qcoder.services.prepare.coders import add_coder
from qcoder.services.workspace import Workspace
from qcoder.shipped import codebooks_dir, sample_transcripts_dir

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


def build_demo_project(project: Path, say: Callable[[str], None]) -> None:
    """Build the demo study that comes with the program, whole or not at all.

    It gets its name when everything is in it; ``say`` hears a sentence of each step.
    """
    from qcoder.services.demo import build_demo

    make_folder(project.parent)
    growing = project.with_name(f".growing-{project.name}")
    _remove(growing)
    workspace = create_workspace(growing)
    try:
        codebook = codebooks_dir() / "compassionate_care.csv"
        build_demo(workspace, sample_transcripts_dir(), codebook, say)
        workspace.run("Name", lambda uow: uow.project.rename(project.stem), undoable=False)
    except BaseException:
        _discard(workspace)
        raise
    workspace.close()
    growing.rename(project)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it; there already is fine."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ProjectError(f"The folder {folder} cannot be made: {error.strerror}.") from error


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
        _remove(path)


def _remove(path: Path) -> None:
    # On a full drive the log cannot be folded in and stays beside the file.
    for end in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + end).unlink(missing_ok=True)
