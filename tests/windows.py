"""A project to code in, the main window on it, and hands: fixtures for tests of the window.

Ada and Ben both code FG1; Ada alone codes FG2; nobody codes FG3.
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from shutil import copy
from typing import cast

import pytest
from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from qcoder.bootstrap import create_workspace, open_workspace
from qcoder.domain.coding import Coding
from qcoder.gui import appearance
from qcoder.gui.app import open_window
from qcoder.gui.code.workplace import CodeWorkplace
from qcoder.gui.main_window import MainWindow
from qcoder.gui.parts.collecting import collecting_held_back
from qcoder.gui.remembered import Remembered
from qcoder.gui.transcript.view import TranscriptView
from qcoder.gui.workplaces import Workplaces
from qcoder.services.files.importing import import_codebook_file, import_transcripts
from qcoder.services.prepare.assignments import assign
from qcoder.shipped import codebooks_dir
from tests.builders import span_of
from tests.sealed_pair import coder_of, layers, transcript_of

FG1 = """\
Moderator: What changed for you in that room?

P1: I had read the whole chart before, and I believed that I understood the man.

P2: That has happened to me as well, on surgery, on a ward with no windows at all.

P1: Then he told me about his dog, and about the stairs. Nobody had four minutes.

Moderator: Thank you, all of you, for today.
"""
FG2 = "Moderator: And you?\n\nP1: We never had the time for that on surgery.\n"
FG3 = "Moderator: Last question.\n\nP1: I sat down because my feet hurt, and she began to talk.\n"

ASSIGNED = {"FG1": ("Ada", "Ben"), "FG2": ("Ada",)}


def make_project(folder: Path) -> Path:
    """The project file with codebook, transcripts and assignments, and no coding yet."""
    make_project_at(folder / "study.qcoder", folder)
    return folder / "study.qcoder"


def make_project_at(target: Path | str, folder: Path) -> None:
    """The same in any file or on any server; ``folder`` is for the transcripts."""
    workspace = create_workspace(target, ["Ada", "Ben"])
    import_codebook_file(workspace, codebooks_dir() / "compassionate_care.csv")
    files = [_written(folder, name, text) for name, text in _texts().items()]
    import_transcripts(workspace, files)
    for name, coders in ASSIGNED.items():
        where = transcript_of(workspace, name).id
        who = [coder_of(workspace, coder) for coder in coders]
        workspace.run("Assign", partial(assign, transcript=where, coders=who))
    workspace.close()


def _texts() -> dict[str, str]:
    return {"FG1": FG1, "FG2": FG2, "FG3": FG3}


def _written(folder: Path, name: str, text: str) -> Path:
    file = folder / f"{name}.txt"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def made_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project, to be copied."""
    return make_project(tmp_path_factory.mktemp("project"))


@pytest.fixture
def project(made_project: Path, tmp_path: Path) -> Path:
    """A project file of the test's own."""
    return Path(copy(made_project, tmp_path / "study.qcoder"))


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path) -> None:
    """Settings start empty, and those of whoever runs the tests are left alone."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    for scope in (QSettings.Scope.UserScope, QSettings.Scope.SystemScope):
        QSettings.setPath(QSettings.Format.IniFormat, scope, str(tmp_path / "settings"))


@pytest.fixture
def lean_windows(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows with the workplaces that are needed and without a style sheet: at half the cost.

    For tests of what is done in one workplace. Who asks for ``as_the_window_looks`` too has the
    style sheet. How the others are made late is a matter of tests/gui/test_start.py.
    """
    monkeypatch.setattr(Workplaces, "left_to_make", lambda _workplaces: ())
    if "as_the_window_looks" not in request.fixturenames:
        monkeypatch.setattr(appearance, "style_sheet", lambda *_colours: "")


OpenWindow = Callable[..., MainWindow]


@pytest.fixture
def open_main_window(qtbot: QtBot, qapp: QApplication) -> Iterator[OpenWindow]:
    """Opens windows as the program does; afterwards all of them must be closed.

    A coder that is given was at work when the project was last open.
    """
    opened: list[MainWindow] = []

    def opens(target: Path | str | None = None, *, coder: str = "") -> MainWindow:
        if target is not None and coder:
            _was_at_work(target, coder)
        window = open_window(target)
        opened.append(window)
        with qtbot.waitActive(window):
            window.activateWindow()
        return window

    yield opens
    for window in opened:
        close(window)
    # What is listed is there until it is looked at.
    with collecting_held_back():
        left = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
        # Else it would be worked out for every widget of the tests that follow.
        qapp.setStyleSheet("")
    assert not left, f"left over: {left}"


def _was_at_work(target: Path | str, coder: str) -> None:
    workspace = open_workspace(target)
    project = workspace.read(lambda uow: uow.project.id)
    who = str(coder_of(workspace, coder))
    workspace.close()
    # By their name: the application gets it only with its first window.
    ini, user = QSettings.Format.IniFormat, QSettings.Scope.UserScope
    settings = QSettings(ini, user, "qcoder", "qcoder")
    Remembered(settings).keep_for_project(project, "coder", who)


@pytest.fixture
def window(open_main_window: OpenWindow, project: Path) -> MainWindow:
    """The window on the project, Ada at work, FG1 shown."""
    return open_main_window(project, coder="Ada")


def close(window: MainWindow) -> None:
    """Close a window as its user does."""
    if isValid(window):
        window.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def be(window: MainWindow, coder: str) -> None:
    """Somebody sits down at the window."""
    window.desk.workbench.set_coder(coder_of(window.desk.workbench.workspace, coder))


def go_to(window: MainWindow, transcript: str) -> None:
    """Show a transcript."""
    workbench = window.desk.workbench
    workbench.show_transcript(transcript_of(workbench.workspace, transcript).id)


def code_workplace(window: MainWindow) -> CodeWorkplace:
    """The Code workplace."""
    workplace = window.workplaces.named("code")
    assert isinstance(workplace, CodeWorkplace)
    return workplace


def view_of(window: MainWindow) -> TranscriptView:
    """The transcript in the Code workplace, with the focus."""
    view = code_workplace(window).page.view
    view.setFocus()
    return view


def select(window: MainWindow, words: str) -> None:
    """Select those words of the shown transcript."""
    view = view_of(window)
    assert view.transcript is not None
    view.set_selection(span_of(view.transcript, words))
    _let_panels_follow(window)


def put_caret(window: MainWindow, before: str) -> None:
    """Put the caret before those words."""
    view = view_of(window)
    assert view.transcript is not None
    view.set_caret(span_of(view.transcript, before).start)
    _let_panels_follow(window)


def press(window: MainWindow, *keys: str | Qt.Key, held: str = "") -> None:
    """Press keys where the focus is; ``held`` names Ctrl, Alt and Shift as in a menu."""
    modifiers = Qt.KeyboardModifier.NoModifier
    names = {
        "Ctrl": Qt.KeyboardModifier.ControlModifier,
        "Alt": Qt.KeyboardModifier.AltModifier,
        "Shift": Qt.KeyboardModifier.ShiftModifier,
    }
    for name in held.split("+") if held else ():
        modifiers |= names[name]
    for key in keys:
        target = QApplication.focusWidget() or window
        QTest.keyClick(target, cast("Qt.Key", key), modifiers)
    _let_panels_follow(window)


def _let_panels_follow(window: MainWindow) -> None:
    """What is at hand is shown after the act: as it is seen by who looks up from the keys."""
    if isValid(window):
        code_workplace(window).here.catch_up()


def stored(window: MainWindow, coder: str, transcript: str = "FG1") -> list[Coding]:
    """What is stored in a layer, asked of the file and not of the window."""
    workspace = window.desk.workbench.workspace
    return layers(workspace, transcript)[coder_of(workspace, coder)]


def coded(window: MainWindow, coder: str, transcript: str = "FG1") -> list[tuple[str, str]]:
    """Label and words of each stored coding, in text order."""
    workspace = window.desk.workbench.workspace
    text = transcript_of(workspace, transcript)
    labels = workspace.read(lambda uow: uow.codebook.load()).by_id
    return [
        (labels[c.code].label, text.text[c.span.start : c.span.end])
        for c in stored(window, coder, transcript)
    ]


def told(window: MainWindow) -> str:
    """The sentence in the status line."""
    return window.status_line.told.text()
