"""How soon the window is there, against a bare window of Qt, and how much memory it takes.

Each start is a process of its own, and the kinds take turns so that other load meets all of
them. CPU time of the whole process from its beginning is taken, once the window is painted;
what Python compiles of a changed module once is not in it.
"""

import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import NamedTuple

import pytest

from tests.windows import made_project

__all__ = ["made_project"]  # fixture

_REPORT = """
import os, time
from pathlib import Path
from PySide6.QtWidgets import QApplication
QApplication.processEvents()
taken = time.process_time()
try:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
except OSError:
    pages = 0
print(taken, pages * os.sysconf("SC_PAGE_SIZE") / 1e6, flush=True)
os._exit(0)
"""
_BARE = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.resize(1280, 800)
window.show()
"""
_OURS = """
import sys
from PySide6.QtCore import QSettings
QSettings.setDefaultFormat(QSettings.Format.IniFormat)
QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, sys.argv[2])
from qcoder.gui.app import show_window
window = show_window(sys.argv[1] or None)
"""
_WHOLE = """
from PySide6.QtCore import QEventLoop
loop = QEventLoop()
window.settled.connect(loop.quit)
loop.exec()
"""
_ROUNDS = 5
_UNCOMPILED = "PYTHONDONTWRITEBYTECODE"
_LIMIT = 2.3
"""Times a bare window. 1.5 are aimed at; 1.7 to 2.1 are measured. What is left above a bare one
are the types and enumerations of Qt, made by PySide when a menu, the rail or a style first need
them (those of the name space Qt alone are a tenth of a bare window), and our own modules."""


class Start(NamedTuple):
    """Milliseconds of CPU, and megabytes in memory once all is quiet."""

    taken: float
    memory: float


@pytest.mark.timeout(300)
def test_the_window_is_there_soon_and_takes_little(
    made_project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = str(tmp_path)
    kinds = {
        "bare window": (_BARE,),
        "start page": (_OURS, "", settings),
        "window": (_OURS, str(made_project), settings),
        "project": (_OURS + _WHOLE, str(made_project), settings),
    }
    starts: dict[str, list[Start]] = {kind: [] for kind in kinds}
    for number in range(_ROUNDS + 1):
        for kind, (script, *arguments) in kinds.items():
            start = _started(script + _REPORT, arguments, tmp_path / "compiled")
            if number:
                starts[kind].append(start)
    taken = {kind: median(start.taken for start in several) for kind, several in starts.items()}
    bare = taken["bare window"]
    lines = ["", "start          CPU ms   / bare    MB"]
    for kind, several in starts.items():
        memory = median(start.memory for start in several)
        lines.append(f"{kind:<14}{taken[kind]:>7.0f}{taken[kind] / bare:>8.2f}x{memory:>6.0f}")
    with capsys.disabled():
        print("\n".join(lines))  # noqa: T201

    assert taken["start page"] < _LIMIT * bare
    assert all(start.memory < 100 for start in starts["start page"])


def _started(script: str, arguments: list[str], compiled: Path) -> Start:
    kept = {name: value for name, value in os.environ.items() if name != _UNCOMPILED}
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        env={**kept, "QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(compiled)},
        capture_output=True,
        text=True,
        check=True,
    )
    taken, memory = done.stdout.split()
    return Start(1000 * float(taken), float(memory))
