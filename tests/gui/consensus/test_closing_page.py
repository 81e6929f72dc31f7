"""Who stands by a consensus, by keys: one alone, all, and what changes after that."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from qcoder.domain.closing import Closing
from qcoder.domain.consensus import Outcome, Status
from qcoder.gui.consensus.room import ConsensusRoom
from qcoder.gui.desk import Desk
from qcoder.services.codebook.editing import edit_code
from qcoder.services.consensus.deciding import Verdict, decide
from tests.gui.consensus.conftest import Press, stored
from tests.sealed_pair import codebook_of


def decide_everything(desk: Desk) -> None:
    """In one act, as the union."""
    room, workspace = stored(desk), desk.workbench.workspace
    left = [r.difference.id for r in room.resolutions if r.status is Status.OPEN]
    workspace.run(
        "Decide", lambda uow: [decide(uow, room, key, Verdict(Outcome.UNION)) for key in left]
    )


def show(qtbot: QtBot, room: ConsensusRoom) -> None:
    closing = room.sheets.closing
    with qtbot.waitSignal(closing.report_shown):
        room.sheets.show_sheet(closing)


def closed(desk: Desk) -> Closing | None:
    where = stored(desk).transcript.id
    return desk.workbench.workspace.read(lambda uow: uow.closings.in_force(where))


def test_one_alone_closes_nothing_and_may_take_it_back(
    qtbot: QtBot, room: ConsensusRoom, desk: Desk, press: Press
) -> None:
    decide_everything(desk)
    show(qtbot, room)
    press("1")
    assert closed(desk) is None
    press("1")  # no longer
    press("2")
    assert closed(desk) is None
    press("1")
    found = closed(desk)
    assert found is not None
    assert len(found.assent) == 2


def test_undo_takes_back_no_closing(
    qtbot: QtBot, room: ConsensusRoom, desk: Desk, press: Press
) -> None:
    decide_everything(desk)
    show(qtbot, room)
    press("1")
    press("2")
    desk.acts.undo()
    assert closed(desk) is not None


def test_a_closed_consensus_says_what_is_open_since(
    qtbot: QtBot, room: ConsensusRoom, desk: Desk, press: Press
) -> None:
    decide_everything(desk)
    show(qtbot, room)
    press("1")
    press("2")
    workspace = desk.workbench.workspace
    code = codebook_of(workspace).find("Humanity")
    assert code is not None
    edited = replace(code, rule="Another rule.")
    closing = room.sheets.closing
    with qtbot.waitSignal(closing.report_shown):
        workspace.run("Edit", lambda uow: edit_code(uow, edited))
    assert closing.standing.text().startswith("Closed, but something changed since; still open: 1.")
    assert "changed since this consensus was closed" in closing.view.toPlainText()
