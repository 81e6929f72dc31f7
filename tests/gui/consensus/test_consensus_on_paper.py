"""The consensus printed and saved as PDF from the room."""

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from qcoder.gui.consensus.room import ConsensusRoom
from qcoder.gui.desk import Desk
from qcoder.gui.transcript.paper import PaperPages
from qcoder.services.consensus.room import Room
from tests.gui.consensus.conftest import Press, stored

SIZE = (680, 1000)


def printed(room: ConsensusRoom) -> PaperPages:
    """Every page, painted."""
    pages = room.on_paper._pages(_stored(room), SIZE)
    image = QImage(QSize(*SIZE), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    while not pages.is_finished:
        pages.paint_next(painter)
    painter.end()
    return pages


def _stored(room: ConsensusRoom) -> Room:
    found = room.discussion.room
    assert found is not None
    return found


def labels(pages: PaperPages) -> list[str]:
    index = pages._scene.index
    return [index[number].label for number in range(len(index))]


def test_what_is_agreed_is_on_paper_and_nothing_of_whose_it_was(
    room: ConsensusRoom, press: Press, desk: Desk
) -> None:
    before = labels(printed(room))
    assert "Grades" in before
    assert "Humanity" not in before
    press("u")
    pages = printed(room)
    assert "Humanity" in labels(pages)
    heads = pages._heads
    assert heads[0].endswith("FG1")
    assert f"{stored(desk).still_open} still open" in heads[1]
    for name in ("Ada", "Ben"):
        assert name not in "".join(heads)


def test_the_consensus_is_saved_as_pdf(
    room: ConsensusRoom, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    target = tmp_path / "FG1 consensus.pdf"
    task = room.on_paper.paper.save_pdf(target)
    assert task is not None
    qtbot.waitUntil(lambda: not desk.background._tasks)
    assert target.read_bytes().startswith(b"%PDF")


def test_without_a_room_there_is_nothing_to_print(room: ConsensusRoom, desk: Desk) -> None:
    assert all(action.isEnabled() for action in room.on_paper.actions)
    desk.workbench.open(None)
    assert not any(action.isEnabled() for action in room.on_paper.actions)
    assert room.on_paper.paper.save_pdf(Path("nowhere.pdf")) is None
