"""The window on a project that may not be written: everything can be read, nothing is changed."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copy

import pytest

from qcoder.gui.main_window import MainWindow
from tests.gui.test_unstored import at_the_bottom, bar, code, painted
from tests.sealed_pair import make_study
from tests.tiny_disk import TinyDisk
from tests.windows import OpenWindow, close, press, told

pytestmark = pytest.mark.usefixtures("lean_windows")


@pytest.fixture
def protected(
    open_main_window: OpenWindow, project: Path, tiny_disk: TinyDisk
) -> Iterator[MainWindow]:
    """The window on the project on a disk that may not be written, Ada at work."""
    there = Path(copy(project, tiny_disk.folder))
    with tiny_disk.protected():
        window = open_main_window(there, coder="Ada")
        yield window
        close(window)


def test_it_says_that_it_is_for_reading_only(protected: MainWindow) -> None:
    said = bar(protected, "readingOnly")
    assert said.isVisible()
    assert said.label.text() == (
        "This project is open for reading only: “study.qcoder” is write-protected. Save a copy to "
        "work on. It is shown as it was when it was opened."
    )
    assert at_the_bottom(protected) == "Open for reading only"
    assert not bar(protected, "unstoredNotice").isVisible()
    press(protected, "s", held="Ctrl")
    assert told(protected).startswith("This project is open for reading only")
    assert not protected.file_actions.restore.isEnabled()


def test_every_act_is_refused_with_a_sentence(protected: MainWindow) -> None:
    code(protected, "four minutes")
    assert "open for reading only" in bar(protected, "refusal").label.text()
    assert painted(protected) == []
    protected.show_workplace("report")
    protected.show_workplace("prepare")


def test_a_copy_of_it_is_worked_on(protected: MainWindow, tmp_path: Path) -> None:
    target = tmp_path / "copy.qcoder"
    assert protected.file_actions.save_copy.isEnabled()
    protected.files.save_copy(target)
    assert protected.files.open(target)
    assert not bar(protected, "readingOnly").isVisible()
    assert at_the_bottom(protected) == "All stored"


def test_reconcile_looks_and_refuses_nothing_that_nobody_asked_for(
    open_main_window: OpenWindow, tiny_disk: TinyDisk
) -> None:
    there = make_study(tiny_disk.folder)
    with tiny_disk.protected():
        window = open_main_window(there)
        for name in ("reconcile", "report", "prepare", "code"):
            window.show_workplace(name)
        assert not bar(window, "refusal").isVisible()
        close(window)
