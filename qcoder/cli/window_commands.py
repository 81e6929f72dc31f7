"""open, demo, and the window without a command."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from qcoder.domain.errors import QCoderError

DEMO_PROJECT = "compassionate_care.qcoder"


def start(_options: Namespace) -> int:
    """``qcoder``."""
    return _show(None)


def open_project(options: Namespace) -> int:
    """``qcoder open``: what is no project is refused in the shell, before any window."""
    from qcoder.storage.files import require_project_file

    # A server is asked in the window: that takes its time.
    if not options.project.startswith(("postgresql:", "postgresql+", "postgres:")):
        require_project_file(Path(options.project).expanduser().absolute())
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
    # Not at the top: the window shows before anything of a project is loaded.
    from qcoder.bootstrap import build_demo_project, open_workspace
    from qcoder.services.demo import export_demo

    project = directory / DEMO_PROJECT
    if project.exists():
        print(f"The demo study is there already and is kept as it is: {project}")
    else:
        build_demo_project(project, print)
        print(f"Project: {project}")
    workspace = open_workspace(project)
    try:
        export_demo(workspace, directory / "exports", print)
    finally:
        workspace.close()
    return project


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
