from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from qcoder.gui.parts.laying_out import lay_out_now


def test_what_grows_deep_inside_is_laid_out_and_scrolled_at_once(qtbot: QtBot) -> None:
    area, page, inner, words, below = QScrollArea(), QWidget(), QWidget(), QLabel("one"), QLabel()
    QVBoxLayout(inner).addWidget(words)
    rows = QVBoxLayout(page)
    rows.addWidget(inner)
    rows.addWidget(below)
    area.setWidget(page)
    area.setWidgetResizable(True)
    qtbot.addWidget(area)
    area.resize(200, 80)
    area.show()
    qtbot.waitExposed(area)
    words.setText("one\n" * 20)

    lay_out_now(area.viewport())

    assert words.height() >= words.sizeHint().height()
    assert below.y() >= inner.y() + words.height()
    assert page.height() > area.height()
