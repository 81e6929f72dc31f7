"""An act paints what it changed, once; the panels around stay as they are."""

from pytestqt.qtbot import QtBot

from qcoder.gui.main_window import MainWindow
from tests.gui.events_seen import EventsSeen, settle
from tests.windows import code_workplace, press, select


def test_a_coding_paints_the_row_of_its_code_alone(window: MainWindow, qtbot: QtBot) -> None:
    codes = code_workplace(window).codebook.list
    settle()
    seen = EventsSeen(codes.viewport())
    select(window, "that I understood")
    press(window, "h", held="Shift")  # which breaks its rule: the number on Check is another
    qtbot.waitUntil(lambda: len(seen.painted) > 0)
    settle()
    code = code_workplace(window).codebook.codebook.find("Humanity")
    assert code is not None
    row = codes.visualRect(codes.rows_model.index_of(code.id))
    assert [painted.height() for painted in seen.painted] == [row.height()]
