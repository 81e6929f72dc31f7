"""Sections as an outline, their turns below them."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from qcoder.domain.spans import Span
from qcoder.gui.code.outline_panel import OutlinePanel
from qcoder.gui.workbench import Workbench
from tests.builders import a_transcript

SPOKEN = Qt.ItemDataRole.AccessibleTextRole
TALK = """# First part
Moderator: What changed for you?
P1: The time that we took.
# Second part
P2: Not really."""


@pytest.fixture
def panel(qtbot: QtBot) -> OutlinePanel:
    panel = OutlinePanel(Workbench())
    qtbot.addWidget(panel)
    panel.show_transcript(a_transcript(TALK))
    return panel


def test_turns_stand_below_their_section_once_it_is_opened(panel: OutlinePanel) -> None:
    tree, model = panel.tree, panel.tree.model()
    assert [model.index(n, 0).data() for n in range(model.rowCount())] == [
        "First part",
        "Second part",
    ]
    first = model.index(0, 0)
    tree.expand(first)
    turns = [model.index(n, 0, first).data() for n in range(model.rowCount(first))]
    assert turns == ["1  Moderator: What changed for you?", "2  P1: The time that we took."]
    tree.collapse(first)
    tree.expand(first)
    assert model.rowCount(first) == 2


def test_the_section_that_is_being_read_is_bold(panel: OutlinePanel) -> None:
    model = panel._sections
    assert model is not None
    panel.show_position(TALK.index("Not really"))
    assert [model.item(n).font().bold() for n in range(2)] == [False, True]
    panel.show_position(len(TALK))
    assert [model.item(n).font().bold() for n in range(2)] == [False, True]
    panel.show_position(TALK.index("The time"))
    assert [model.item(n).font().bold() for n in range(2)] == [True, False]


def test_rows_say_what_they_are_to_a_screen_reader(panel: OutlinePanel) -> None:
    model = panel.tree.model()
    first, second = model.index(0, 0), model.index(1, 0)
    panel.show_position(TALK.index("The time"))
    panel.tree.expand(first)
    assert first.data(SPOKEN) == "Section that is being read: First part"
    assert second.data(SPOKEN) == "Section: Second part"
    spoken = [model.index(n, 0, first).data(SPOKEN) for n in range(2)]
    assert spoken == [
        "Turn 1, Moderator: What changed for you?",
        "Turn 2, P1: The time that we took.",
    ]


def test_turns_without_sections_say_what_they_are_too(panel: OutlinePanel) -> None:
    panel.show_transcript(a_transcript("P1: The time.\nP2: Not really."))
    model = panel.tree.model()
    assert model.index(1, 0).data(SPOKEN) == "Turn 2, P2: Not really."


def test_a_click_asks_for_the_words_of_the_turn(qtbot: QtBot, panel: OutlinePanel) -> None:
    model = panel.tree.model()
    second = model.index(1, 0)
    panel.tree.expand(second)
    with qtbot.waitSignal(panel._workbench.place_requested) as asked:
        panel.tree.clicked.emit(model.index(0, 0, second))
    start = TALK.index("Not really")
    assert asked.args == [Span(start, len(TALK))]


def test_without_a_transcript_it_is_empty(panel: OutlinePanel) -> None:
    panel.show_transcript(None)
    assert panel.tree.model() is None
