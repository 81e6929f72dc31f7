"""The line at the bottom of the window."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qcoder.gui.desk import Desk
from qcoder.gui.status_line import StatusLine


def test_a_long_sentence_does_not_widen_the_window(qtbot: QtBot, desk: Desk) -> None:
    line = StatusLine(desk)
    qtbot.addWidget(line)
    line.resize(1000, 30)
    line.show()
    sentence = "Somebody changed much elsewhere. " * 30
    line.tell(sentence, False)
    QApplication.processEvents()
    assert line.minimumSizeHint().width() < 1000
    assert line.told.toolTip() == sentence
    line.tell("Short.", False)
    assert line.told.minimumWidth() == line.told.sizeHint().width()
