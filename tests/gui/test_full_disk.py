"""The window while the project's disk, and that of the settings, is full for real."""

from pathlib import Path
from shutil import copy

import pytest
from PySide6.QtCore import QSettings

from qcoder.domain.errors import QCoderError
from qcoder.gui.main_window import MainWindow
from qcoder.services.files.excerpts import Request
from qcoder.services.files.exporting import export_excerpts
from tests.gui.test_unstored import (
    at_the_bottom,
    bar,
    code,
    in_file,
    nobody_waits_for_an_answer,
    painted,
    rescued,
)
from tests.tiny_disk import TinyDisk
from tests.windows import OpenWindow, press, told

pytestmark = pytest.mark.usefixtures("lean_windows")

__all__ = ["nobody_waits_for_an_answer"]


@pytest.fixture
def there(project: Path, tiny_disk: TinyDisk) -> Path:
    """The project on a disk that can be full."""
    return Path(copy(project, tiny_disk.folder))


@pytest.fixture
def on_disk(open_main_window: OpenWindow, there: Path) -> MainWindow:
    """The window on it, Ada at work."""
    return open_main_window(there, coder="Ada")


def test_coding_goes_on_on_a_full_disk_and_is_stored_when_there_is_room(
    on_disk: MainWindow, there: Path, tiny_disk: TinyDisk
) -> None:
    code(on_disk, "four minutes")
    tiny_disk.fill()
    for words in ("the whole chart", "surgery"):
        code(on_disk, words)
    assert len(painted(on_disk)) == 3
    assert "the disk is full" in at_the_bottom(on_disk)
    assert "Free some space" in bar(on_disk, "unstoredNotice").label.text()
    press(on_disk, "s", held="Ctrl")
    assert "the disk is full" in told(on_disk)
    tiny_disk.make_room()
    press(on_disk, "s", held="Ctrl")
    assert at_the_bottom(on_disk) == "All stored"
    assert painted(on_disk) == [("Time", True)] * 3
    assert len(in_file(there)) == 3
    assert on_disk.desk.workbench.workspace.database.check() == []


def test_with_the_settings_on_the_full_disk_one_is_told_not_to_close(
    open_main_window: OpenWindow,
    there: Path,
    tiny_disk: TinyDisk,
) -> None:
    settings = tiny_disk.folder / "settings"
    settings.mkdir()
    for kind in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(kind, QSettings.Scope.UserScope, str(settings))
    window = open_main_window(there, coder="Ada")
    assert tiny_disk.folder in Path(window.desk.settings.fileName()).parents
    tiny_disk.fill()
    for words in ("the whole chart", "surgery"):
        code(window, words)
    assert "Do not close qcoder" in bar(window, "unstoredNotice").label.text()
    assert rescued(window) == []
    tiny_disk.make_room()
    press(window, "s", held="Ctrl")
    assert (len(in_file(there)), rescued(window)) == (2, [])


# The archive that could not be written complains once more when it is collected.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("extension", [".docx", ".xlsx", ".csv", ".json"])
def test_an_export_to_a_full_disk_leaves_what_was_there_and_nothing_half_written(
    on_disk: MainWindow, tmp_path: Path, tiny_disk: TinyDisk, extension: str
) -> None:
    code(on_disk, "four minutes")
    target = tiny_disk.folder / f"excerpts{extension}"
    target.write_text("what was there", encoding="utf-8")
    tiny_disk.fill()
    before = sorted(path.name for path in tiny_disk.folder.iterdir())
    workspace = on_disk.desk.workbench.workspace
    with pytest.raises(QCoderError, match="no room left on the disk"):
        export_excerpts(workspace, Request(layer="all"), target)
    assert sorted(path.name for path in tiny_disk.folder.iterdir()) == before
    assert target.read_text(encoding="utf-8") == "what was there"
