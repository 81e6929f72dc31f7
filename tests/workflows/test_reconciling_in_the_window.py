"""A pair's meeting: the window on a sealed pair, decided by keys alone."""

import os
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from shutil import copy

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QSpinBox

from qcoder.bootstrap import open_workspace
from qcoder.domain.coding import Coding
from qcoder.domain.consensus import Outcome, Status
from qcoder.gui.consensus.cut_words import CutWords
from qcoder.gui.consensus.describing import title_of
from qcoder.gui.consensus.room import ConsensusRoom
from qcoder.gui.main_window import MainWindow
from qcoder.services.codebook.editing import edit_code
from qcoder.services.coding.layer import resize
from qcoder.services.consensus.meetings import place_in_hand
from qcoder.services.consensus.room import Room, open_room
from qcoder.services.prepare.assignments import unseal
from qcoder.services.workspace import Workspace
from tests.sealed_pair import (
    codebook_of,
    coder_of,
    layers,
    make_study,
    seal_layer,
    transcript_of,
)
from tests.windows import OpenWindow, close, go_to, press, told

pytestmark = pytest.mark.usefixtures("lean_windows")

N_DIFFERENCES = 7


@pytest.fixture(scope="session")
def made_study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The study of :mod:`tests.sealed_pair`, to be copied."""
    return make_study(tmp_path_factory.mktemp("study"))


@pytest.fixture
def study(made_study: Path, tmp_path: Path) -> Path:
    """A project file of the test's own."""
    return Path(copy(made_study, tmp_path / "pair.qcoder"))


@pytest.fixture
def meeting(open_main_window: OpenWindow, study: Path) -> MainWindow:
    """The window in the room of FG1, Ada at work."""
    window = open_main_window(study, coder="Ada")
    go_to(window, "FG1")
    window.show_workplace("reconcile")
    press(window, Qt.Key.Key_Return)
    return window


def test_who_says_who_they_are_over_the_summary_begins_with_enter(
    open_main_window: OpenWindow, study: Path
) -> None:
    window = open_main_window(study)
    go_to(window, "FG1")
    window.show_workplace("reconcile")
    name = window.findChild(QPushButton, "iAmAda")
    assert name is not None
    name.click()
    press(window, Qt.Key.Key_Return)
    assert shown(window).meeting is not None


def test_the_number_to_sample_is_in_sight(open_main_window: OpenWindow, study: Path) -> None:
    window = open_main_window(study, coder="Ada")
    go_to(window, "FG1")
    window.show_workplace("reconcile")
    box = window.findChild(QSpinBox, "sampleSize")
    assert box is not None
    assert box.isVisible()
    field = box.lineEdit().geometry()

    assert box.rect().contains(field)
    assert field.width() >= box.fontMetrics().horizontalAdvance("88")


def test_a_letter_in_an_open_menu_chooses_there_and_decides_nothing(meeting: MainWindow) -> None:
    room = room_of(meeting)
    toggle = room.actions_of_room.toggle_meeting
    menu = next(menu for menu in meeting.findChildren(QMenu) if toggle in menu.actions())
    menu.popup(QPoint(10, 10))
    letter = toggle.text().partition("&")[2][0]
    assert letter.upper() in "CUIBXD"  # the key of a verb as well

    QTest.keyClick(menu, Qt.Key(ord(letter.upper())))

    assert shown(meeting).meeting is None
    assert not room.code_chooser.isVisible()


def test_a_letter_in_an_open_list_of_choices_decides_nothing(meeting: MainWindow) -> None:
    codes = room_of(meeting).queue.codes
    codes.setFocus()
    codes.showPopup()

    QTest.keyClick(codes.view(), Qt.Key.Key_U)
    codes.hidePopup()

    assert Status.DECIDED not in statuses(shown(meeting))


def room_of(window: MainWindow) -> ConsensusRoom:
    return next(w for w in window.workplaces if isinstance(w, ConsensusRoom))


def shown(window: MainWindow) -> Room:
    found = room_of(window).discussion.room
    assert found is not None
    return found


def in_hand(window: MainWindow) -> str:
    current = room_of(window).discussion.current
    assert current is not None
    return title_of(current.difference, shown(window).codebook)


def stored_room(workspace: Workspace, name: str = "FG1") -> Room:
    """The room as the project file has it, compared anew."""
    transcript = transcript_of(workspace, name)
    return workspace.read(lambda uow: open_room(uow, transcript))


def statuses(room: Room) -> list[Status]:
    return [resolution.status for resolution in room.resolutions]


def rows_of(project: Path, *tables: str) -> dict[str, list[tuple[object, ...]]]:
    """Everything in those tables, as it lies in the file."""
    connection = sqlite3.connect(project)
    try:
        return {t: connection.execute(f"SELECT * FROM {t} ORDER BY id").fetchall() for t in tables}
    finally:
        connection.close()


def words_of(window: MainWindow, codings: tuple[Coding, ...]) -> list[tuple[str, str]]:
    """Label of each coding, and its words: the first two and the last two of many."""
    room = shown(window)
    texts = [room.transcript.speech_text(c.span).split() for c in codings]
    told_short = [" ".join(t if len(t) < 4 else (*t[:2], "…", *t[-2:])) for t in texts]
    labels = [room.codebook.by_id[c.code].label for c in codings]
    return list(zip(labels, told_short, strict=True))


def test_a_whole_meeting_is_held_by_keys_and_touches_no_layer(
    meeting: MainWindow, study: Path
) -> None:
    before = rows_of(study, "codings", "memos")

    press(meeting, "u", "r", "2", "n")  # Humanity: everything either took, boundary habit
    press(meeting, "b", "n")  # Observations or Coaching: both
    press(meeting, "2", "n")  # Time: the phrase
    press(meeting, "1", "n")  # Variation: as one
    press(meeting, "x", "n")  # Interaction Techniques: not this code
    press(meeting, "c")  # Emotions: another code
    field = room_of(meeting).code_chooser.field
    QTest.keyClicks(field, "md ident")
    press(meeting, Qt.Key.Key_Return)

    assert shown(meeting).still_open == 0
    assert rows_of(study, "codings", "memos") == before
    assert sorted(words_of(meeting, shown(meeting).consensus)) == [
        ("Coaching", "Our attending … and watched."),
        ("Grades", "My grade … a patient"),
        ("Humanity", "I had … every morning."),
        ("MD Identity", "He cried … corridor afterwards"),
        ("Observations", "Our attending … and watched."),
        ("Time", "four minutes"),
        ("Variation", "In pediatrics … on luck."),
    ]
    assert shown(meeting).consensus == stored_room(meeting.desk.workbench.workspace).consensus


def test_undo_takes_a_decision_back_by_writing_another(meeting: MainWindow) -> None:
    press(meeting, "u", "n")
    consensus, lines = shown(meeting).consensus, len(shown(meeting).log.decisions)
    press(meeting, "1")
    decided = shown(meeting).consensus

    press(meeting, "z", held="Ctrl")
    assert shown(meeting).consensus == consensus
    assert len(shown(meeting).log.decisions) == lines + 2

    press(meeting, "z", held="Ctrl+Shift")
    assert shown(meeting).consensus == decided
    assert len(shown(meeting).log.decisions) == lines + 3
    assert statuses(shown(meeting)) == statuses(stored_room(meeting.desk.workbench.workspace))


def test_undo_all_the_way_leaves_the_consensus_of_the_beginning(meeting: MainWindow) -> None:
    consensus = shown(meeting).consensus
    press(meeting, "1", "n", "2", "n", "d", "n", "u")

    for _ in range(4):
        press(meeting, "z", held="Ctrl")

    assert shown(meeting).consensus == consensus
    assert shown(meeting).count(Status.OPEN) == N_DIFFERENCES - 1


def test_undoing_one_of_two_decisions_brings_the_first_back(meeting: MainWindow) -> None:
    press(meeting, "u", "2")

    press(meeting, "z", held="Ctrl")

    current = room_of(meeting).discussion.current
    assert current is not None
    assert current.decision is not None
    assert current.decision.outcome is Outcome.UNION


def test_deciding_and_next_never_skips(meeting: MainWindow) -> None:
    wanted = [
        title_of(r.difference, shown(meeting).codebook)
        for r in shown(meeting).resolutions
        if r.status is Status.OPEN
    ]
    seen = []
    for _ in wanted:
        seen.append(in_hand(meeting))
        press(meeting, "1", "n")

    assert seen == wanted
    assert told(meeting) == "No other difference is open."


def test_what_was_decided_is_there_when_the_window_opens_again(
    meeting: MainWindow, open_main_window: OpenWindow, study: Path
) -> None:
    press(meeting, "u", "n", "x", "n", "d")
    decided = statuses(shown(meeting))
    close(meeting)

    again = open_main_window(study, coder="Ben")
    go_to(again, "FG1")
    again.show_workplace("reconcile")

    assert statuses(shown(again)) == decided
    # Straight on, where the meeting was: its summary is not in the way.
    assert not room_of(again).sheets.is_turned
    assert room_of(again).discussion.clock.is_running
    assert in_hand(again) == "Time"


_KILLED = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
QSettings.setDefaultFormat(QSettings.Format.IniFormat)
QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, sys.argv[2])
from qcoder.gui.app import open_window
from tests.sealed_pair import coder_of, transcript_of
window = open_window(Path(sys.argv[1]))
bench = window.desk.workbench
bench.set_coder(coder_of(bench.workspace, "Ada"))
bench.show_transcript(transcript_of(bench.workspace, "FG1").id)
window.show_workplace("reconcile")
QTest.qWaitForWindowActive(window)
QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
for key in "un2n":
    QTest.keyClick(QApplication.focusWidget(), key)
QTest.qWait(500)
print("decided", flush=True)
time.sleep(60)
"""


def test_what_was_decided_survives_a_kill(study: Path, tmp_path: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", _KILLED, str(study), str(tmp_path / "killed")],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        text=True,
    )
    # Leaving the block closes the pipe and waits, whatever happened.
    with child:
        assert child.stdout is not None
        said = child.stdout.readline()
        child.kill()
    assert said == "decided\n"

    workspace = open_workspace(study)
    room = stored_room(workspace)
    place = workspace.read(lambda uow: place_in_hand(uow, room.transcript.id))
    decided = [r.decision for r in room.resolutions if r.decision]
    workspace.close()

    assert [(d.outcome, d.reading) for d in decided] == [(Outcome.UNION, None), (Outcome.TAKE, 2)]
    # The meeting goes on, at the difference that was taken up last.
    assert room.meeting is not None
    assert {d.meeting for d in decided} == {room.meeting.id}
    assert place.difference is not None
    assert title_of(room.resolution(place.difference).difference, room.codebook) == "Time"


def test_of_a_pair_that_has_not_sealed_only_the_wait_is_shown(meeting: MainWindow) -> None:
    go_to(meeting, "FG3")

    room = room_of(meeting)
    sentence = meeting.findChild(QLabel, "waitingSentence")
    assert sentence is not None
    assert sentence.isVisible()
    assert "Ben" in sentence.text()
    assert room.discussion.room is None
    assert not room.queue.list.rows_model.rows
    assert not room.card.isVisible()
    assert not room.pane.view.isVisible()
    press(meeting, "u", "n")
    assert stored_decisions(meeting, "FG3") == 0


def stored_decisions(window: MainWindow, name: str) -> int:
    workspace = window.desk.workbench.workspace
    where = transcript_of(workspace, name).id
    return len(workspace.read(lambda uow: uow.decisions.log(where)).decisions)


def test_sealing_the_second_layer_opens_the_room(meeting: MainWindow) -> None:
    go_to(meeting, "FG3")

    seal_layer(meeting.desk.workbench.workspace, "FG3", "Ben")

    assert len(shown(meeting).resolutions) == 2
    assert in_hand(meeting) == "Humanity"


def test_a_layer_changed_afterwards_makes_its_decision_stale_and_no_other(
    meeting: MainWindow,
) -> None:
    press(meeting, "u", "n", "1")
    workspace = meeting.desk.workbench.workspace
    ben, transcript = coder_of(workspace, "Ben"), transcript_of(workspace, "FG1")
    first = layers(workspace, "FG1")[ben][0]
    shorter = transcript.clipped_to_speech(type(first.span)(first.span.start, first.span.end - 20))
    assert shorter is not None

    def change() -> None:
        workspace.run("Unseal", lambda uow: unseal(uow, transcript.id, ben), undoable=False)
        workspace.run("Resize", lambda uow: resize(uow, transcript, ben, first.id, shorter))

    change()
    seal_layer(workspace, "FG1", "Ben")

    standing = [r.status for r in shown(meeting).resolutions]
    assert standing.count(Status.STALE) == 1
    assert standing.count(Status.DECIDED) == 1
    assert in_hand(meeting) in ("Humanity", "Observations or Coaching")


def test_another_definition_makes_decisions_on_that_code_stale(meeting: MainWindow) -> None:
    press(meeting, "u")
    workspace = meeting.desk.workbench.workspace
    code = codebook_of(workspace).find("Humanity")
    assert code is not None

    workspace.run("Edit", lambda uow: edit_code(uow, replace(code, definition="Something else.")))

    current = room_of(meeting).discussion.current
    assert current is not None
    assert current.status is Status.STALE
    said = room_of(meeting).card.findChild(CutWords, "whatChanged")
    assert said is not None
    assert "Humanity was changed: definition “" in said.accessibleName()
    assert "“Something else.” now." in said.accessibleName()


def test_no_field_keeps_the_focus_from_the_keys(meeting: MainWindow) -> None:
    press(meeting, "r", Qt.Key.Key_Escape)

    assert QApplication.focusWidget() is room_of(meeting).pane.view
