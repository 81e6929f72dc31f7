"""Transcripts and the demo study come in beside the window."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from qcoder.gui.main_window import MainWindow
from qcoder.services.prepare.transcripts import summaries
from tests.windows import OpenWindow, press, told, view_of

pytestmark = pytest.mark.usefixtures("lean_windows")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A transcript of two turns that is not in the project."""
    path = tmp_path / "FG9.txt"
    path.write_text("Moderator: And you?\n\nP1: Not on that ward.\n", encoding="utf-8")
    return path


def test_a_file_is_read_beside_the_window_and_its_numbers_are_shown(
    window: MainWindow, file: Path, qtbot: QtBot
) -> None:
    take_in(window, file, qtbot)
    assert "FG9" in names(window)
    assert told(window) == "Imported FG9: 2 turns"
    workplace = window.workplace()
    assert workplace is not None
    assert workplace.name == "prepare"


def test_an_import_is_undone_even_while_its_transcript_is_shown(
    window: MainWindow, file: Path, qtbot: QtBot
) -> None:
    take_in(window, file, qtbot)
    workbench = window.desk.workbench
    imported = workbench.workspace.read(summaries)[-1].header.id
    workbench.show_transcript(imported)
    window.show_workplace("code")
    view_of(window)
    press(window, "z", held="Ctrl")
    assert "FG9" not in names(window)
    assert workbench.transcript != imported


def test_a_file_that_is_no_transcript_is_refused_with_the_reason(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"no document")
    with qtbot.waitSignal(window.desk.interaction.refused):
        window.file_actions.imports.take_in([broken])
    bar = window.findChild(QLabel, "refusalWords")
    assert bar is not None
    assert "broken.docx" in bar.text()


def test_what_was_read_for_a_project_that_was_closed_is_let_go(
    window: MainWindow, file: Path, qtbot: QtBot
) -> None:
    task = window.file_actions.imports.take_in([file])
    assert task is not None
    with qtbot.waitSignal(task.ended):
        window.files.close()
    assert not window.desk.workbench.is_open


@pytest.mark.timeout(180)
def test_the_demo_study_is_built_and_opened(
    open_main_window: OpenWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_main_window()
    with qtbot.waitSignal(window.desk.workbench.coder_changed, raising=False, timeout=1):
        pass
    with qtbot.waitSignal(window.desk.workbench.transcript_changed, timeout=120_000):
        window.file_actions.demo_study.show(tmp_path / "demo" / "study.qcoder")
    assert len(names(window)) == 6


def take_in(window: MainWindow, file: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.file_actions.imports.imported):
        window.file_actions.imports.take_in([file])


def names(window: MainWindow) -> list[str]:
    found = window.desk.workbench.workspace.read(summaries)
    return [summary.header.name for summary in found]
