"""What the start of the window costs: libraries that only exports and imports need."""

import os
import subprocess
import sys
from pathlib import Path

_START = """
import sys
from PySide6.QtCore import QSettings
QSettings.setDefaultFormat(QSettings.Format.IniFormat)
QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, sys.argv[2])
from qcoder.gui.app import open_window
open_window(sys.argv[1] or None)
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


def test_the_start_page_loads_no_database_and_no_office_libraries(tmp_path: Path) -> None:
    loaded = _loaded_at_start("", tmp_path)
    assert loaded.isdisjoint({"pandas", "docx", "openpyxl", "sqlalchemy", "alembic"})


def test_opening_a_project_loads_no_office_libraries(project: Path, tmp_path: Path) -> None:
    loaded = _loaded_at_start(str(project), tmp_path)
    assert "sqlalchemy" in loaded
    assert loaded.isdisjoint({"pandas", "docx", "openpyxl"})


def _loaded_at_start(target: str, folder: Path) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", _START, target, str(folder)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())
