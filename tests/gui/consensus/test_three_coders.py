"""More than two coders on one transcript: the same room, by keys and by mouse."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from qcoder.domain.consensus import Outcome, Status
from qcoder.gui.consensus.describing import title_of
from qcoder.gui.consensus.differing import quoted
from qcoder.gui.consensus.reading_box import ReadingBox
from qcoder.gui.consensus.room import ConsensusRoom
from qcoder.gui.consensus.verb_button import VerbButton
from qcoder.gui.desk import Desk
from qcoder.services.coding.layer import remove_coding
from qcoder.services.prepare.assignments import seal, unseal
from qcoder.services.prepare.coders import coder_named
from tests.gui.consensus.conftest import Press, current, gave_way, stored
from tests.sealed_pair import make_study, transcript_of


@pytest.fixture(scope="session")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ada, Ben and Cleo have coded FG1; Ben and Cleo alike."""
    return make_study(tmp_path_factory.mktemp("three"), with_cleo=True)


def test_each_reading_has_its_lane_its_box_and_its_verb(room: ConsensusRoom) -> None:
    shown = room.pane.view.scene.readings
    assert shown is not None
    assert (shown.names, shown.consensus_name) == (("1", "2", "3"), "all")
    boxes = [box for box in room.card.findChildren(ReadingBox) if not box.isHidden()]
    assert [box.objectName() for box in boxes] == ["reading1", "reading2", "reading3"]
    assert {"take1", "take2", "take3"} <= offered(room).keys()


def offered(room: ConsensusRoom) -> dict[str, VerbButton]:
    buttons = room.card.findChildren(VerbButton)
    return {button.verb.name: button for button in buttons if not button.isHidden()}


def test_3_takes_the_third_reading(room: ConsensusRoom, press: Press, desk: Desk) -> None:
    press("3")
    decision = stored(desk).resolution(current(room).difference.id).decision
    assert decision is not None
    taken = current(room).difference.readings[2]
    assert {coded.span for coded in decision.result} == {c.span for c in taken.codings}
    assert stored(desk).sides.reading(3) == decision.reading


def test_the_third_is_taken_by_mouse_and_gives_way_by_mouse(
    room: ConsensusRoom, press: Press
) -> None:
    QTest.mouseClick(offered(room)["take3"], Qt.MouseButton.LeftButton)
    assert current(room).status is Status.DECIDED
    chip = room.card.assent._chips.widgets[2]
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert room.discussion.on_screen is not None
    assert gave_way(room) == [room.discussion.on_screen.coders[2]]


def test_a_number_that_no_reading_has_decides_nothing(room: ConsensusRoom, press: Press) -> None:
    press("4")
    assert current(room).status is Status.OPEN


def test_all_are_decided_by_keys(room: ConsensusRoom, press: Press, desk: Desk) -> None:
    while current(room).status is Status.OPEN:
        press("u")
        press("n")
    assert stored(desk).still_open == 0
    decided = [r.decision for r in stored(desk).resolutions if r.decision]
    assert {decision.outcome for decision in decided} == {Outcome.UNION}
    assert all(len(decision.assent) == 3 for decision in decided)


def test_a_reading_without_coding_makes_no_words_of_the_others_different(
    room: ConsensusRoom, desk: Desk
) -> None:
    workspace = desk.workbench.workspace
    transcript = transcript_of(workspace, "FG1").id
    cleo = workspace.read(lambda uow: coder_named(uow, "Cleo")).id
    workspace.run("Unseal", lambda uow: unseal(uow, transcript, cleo))
    for coding in workspace.read(lambda uow: uow.codings.of_transcript(transcript, cleo)):
        workspace.run("Remove", partial(remove_coding, coder=cleo, coding=coding.id))
    workspace.run("Seal", lambda uow: seal(uow, transcript, cleo))
    shown = room.discussion.on_screen
    assert shown is not None
    # Not by what reading 1 took: whose that is is drawn by lot.
    titles = {title_of(r.difference, shown.codebook): r for r in shown.resolutions}
    humanity = titles["Humanity"]
    pieces = [quoted(shown.transcript, humanity.difference, n) for n in (1, 2, 3)]
    assert sorted(any(piece.differs for piece in of_one) for of_one in pieces) == [
        False,
        False,
        True,
    ]
    assert [] in pieces
