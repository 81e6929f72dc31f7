"""Each coder weighs their own sealed codings, by keys, before anything of the others shows."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from qcoder.domain.ids import CoderId
from qcoder.gui.consensus.room import ConsensusRoom
from qcoder.gui.desk import Desk
from qcoder.services.consensus.blind_pass import want_blind_pass
from qcoder.services.consensus.rounds import begin_round
from qcoder.services.prepare.assignments import code_again, seal
from qcoder.services.prepare.coders import coder_named
from tests.gui.consensus.conftest import Press, stored
from tests.sealed_pair import FIRST, transcript_of

CTRL = Qt.KeyboardModifier.ControlModifier


def coder(desk: Desk, name: str) -> CoderId:
    return desk.workbench.workspace.read(lambda uow: coder_named(uow, name)).id


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """Ada at work; in a new round both have sealed FG1 again, and the pass begins."""
    workspace = desk.workbench.workspace
    transcript = transcript_of(workspace, "FG1").id
    workspace.run("Begin", lambda uow: begin_round(uow, "The rest"))
    workspace.run("Blind pass", lambda uow: want_blind_pass(uow, True))
    workspace.run("Again", lambda uow: code_again(uow, transcript))
    for name in ("Ada", "Ben"):
        who = coder(desk, name)
        workspace.run("Seal", lambda uow: seal(uow, transcript, who))  # noqa: B023 -- run at once
    desk.workbench.set_coder(coder(desk, "Ada"))
    return desk


@pytest.fixture
def room(qtbot: QtBot, desk: Desk) -> Iterator[ConsensusRoom]:
    """The room of FG1, which cannot be opened yet."""
    window = QWidget()
    qtbot.addWidget(window)
    made = ConsensusRoom(desk)
    QVBoxLayout(window).addWidget(made)
    window.resize(1216, 740)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    desk.workbench.show_transcript(transcript_of(desk.workbench.workspace, "FG1").id)
    made.activated()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is made.middle.blind_pass.list)
    yield made
    window.hide()


def listed(room: ConsensusRoom) -> list[tuple[str, str]]:
    return [(row.words, row.note) for row in room.middle.blind_pass.list.rows_model.rows]


def shown(room: ConsensusRoom) -> str:
    """Every word that is on the screen."""
    panel = room.middle.blind_pass
    labels = [label.text() for label in room.findChildren(QLabel) if label.isVisible()]
    rows = " ".join(f"{row.words} {row.second}" for row in panel.list.rows_model.rows)
    return " ".join([*labels, panel.view.toPlainText(), rows, room.queue.chooser.currentText()])


def test_only_what_is_ones_own_is_there(room: ConsensusRoom) -> None:
    assert [label for label, _ in listed(room)] == [label for label, _ in FIRST]
    assert room.discussion.room is None
    words = shown(room)
    assert "Ben" not in words
    assert "Coaching" not in words
    assert "of 6 marked" in words


def test_one_key_marks_a_coding_and_goes_on(room: ConsensusRoom, press: Press, desk: Desk) -> None:
    press("S")
    press("U")
    press(Qt.Key.Key_Down)
    press("U")
    notes = [note for _, note in listed(room)]
    assert notes == ["✓ sure", "? unsure", "", "? unsure", "", ""]
    desk.acts.group.undo()
    assert listed(room)[3][1] == ""


def test_when_both_have_ended_it_the_summary_is_there_with_what_was_marked(
    room: ConsensusRoom, press: Press, desk: Desk, qtbot: QtBot
) -> None:
    press("U")
    press(Qt.Key.Key_Return, CTRL)
    assert room.middle.currentWidget() is room.middle.waiting
    assert "when everybody has ended it" in room.middle.waiting.sentence.text()
    desk.workbench.set_coder(coder(desk, "Ben"))
    qtbot.waitUntil(lambda: "of 7 marked" in shown(room))
    room.middle.blind_pass.end()
    assert room.sheets.current is room.sheets.before
    assert [c.sure for c in stored(desk).codings.values()].count(False) == 1


def test_who_codes_something_else_is_told_to_wait(room: ConsensusRoom, desk: Desk) -> None:
    desk.workbench.set_coder(coder(desk, "Cleo"))
    assert room.middle.currentWidget() is room.middle.waiting
    assert "blind pass on FG1 goes on" in room.middle.waiting.sentence.text()
    assert "blind pass" in room.queue.chooser.currentText()


def test_the_project_wants_it_or_does_no_longer_by_the_menu(
    room: ConsensusRoom, desk: Desk
) -> None:
    action = room.actions_of_room.blind_pass
    assert action.isChecked()
    action.trigger()
    assert room.discussion.room is not None
    assert not action.isChecked()


def test_the_keys_are_on_ones_codings_once_one_has_said_who_one_is(
    room: ConsensusRoom, press: Press, desk: Desk, qtbot: QtBot
) -> None:
    desk.workbench.set_coder(None)
    room.queue.chooser.setFocus()
    desk.workbench.set_coder(coder(desk, "Ada"))
    qtbot.waitUntil(lambda: QApplication.focusWidget() is room.middle.blind_pass.list)
    press("S")
    assert listed(room)[0] == (FIRST[0][0], "✓ sure")
