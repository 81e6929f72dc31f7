"""open, demo, and the window without a command."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from qcoder.bootstrap import create_workspace, open_workspace
from qcoder.domain.errors import QCoderError
from qcoder.services.demo import build_demo, export_demo
from qcoder.services.workspace import Workspace
from qcoder.shipped import codebooks_dir, sample_transcripts_dir

DEMO_PROJECT = "compassionate_care.qcoder"


def start(_options: Namespace) -> int:
    """``qcoder``."""
    return _show(None)


def open_project(options: Namespace) -> int:
    """``qcoder open``: the project is opened once before, so that an error stays in the shell."""
    open_workspace(options.project).close()
    return _show(options.project)


def demo(options: Namespace) -> int:
    """``qcoder demo``: everything but the window is done without a screen, too."""
    project = make_demo(options.directory)
    try:
        return _show(str(project))
    except QCoderError as error:
        print(error)
        print(f"The project is there: {project}")
        return 0


def make_demo(directory: Path) -> Path:
    """Build the demo study unless it is there; compare and export; say what was made."""
    project = directory / DEMO_PROJECT
    if project.exists():
        print(f"The demo study is there already and is kept as it is: {project}")
        workspace = open_workspace(project)
    else:
        _make_folder(directory)
        workspace = _built(project)
    try:
        export_demo(workspace, directory / "exports", print)
    finally:
        workspace.close()
    return project


def _built(project: Path) -> Workspace:
    """The demo project, whole or not at all: it gets its name when everything is in it."""
    growing = project.with_name(f".growing-{project.name}")
    growing.unlink(missing_ok=True)
    workspace = create_workspace(growing)
    try:
        codebook = codebooks_dir() / "compassionate_care.csv"
        build_demo(workspace, sample_transcripts_dir(), codebook, print)
    except BaseException:
        workspace.close()
        growing.unlink(missing_ok=True)
        raise
    workspace.close()
    growing.rename(project)
    print(f"Project: {project}")
    return open_workspace(project)


def _make_folder(directory: Path) -> None:
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise QCoderError(f"{directory} cannot be made: {error.strerror}.") from error


def _show(target: str | None) -> int:
    # Qt is loaded for the window only: everything else works on a machine without it.
    try:
        from qcoder.gui.app import has_screen, run
    except ImportError as error:
        raise QCoderError(f"No window: Qt cannot be loaded here ({error}).") from error
    if not has_screen():
        raise QCoderError("No screen was found, so no window was opened.")
    sys.stdout.flush()
    return run(target)
