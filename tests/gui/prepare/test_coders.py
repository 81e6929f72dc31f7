"""Coders: added, renamed in place, retired."""

import pytest
from pytestqt.qtbot import QtBot

from qcoder.gui.desk import Desk
from qcoder.gui.prepare.workplace import PrepareWorkplace


def names(prepare: PrepareWorkplace) -> list[str]:
    model = prepare.coders.model
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def test_a_coder_is_added_and_the_adding_undone(prepare: PrepareWorkplace, desk: Desk) -> None:
    prepare.coders.field.setText("Dora")
    prepare.coders.field.returnPressed.emit()
    assert names(prepare) == ["Ada", "Ben", "Cleo", "Dora"]
    assert prepare.coders.field.text() == ""

    desk.acts.undo()
    assert names(prepare) == ["Ada", "Ben", "Cleo"]


@pytest.mark.parametrize("name", ["ada", "final"])
def test_a_name_that_cannot_be_is_refused_and_stays_to_be_changed(
    prepare: PrepareWorkplace, desk: Desk, qtbot: QtBot, name: str
) -> None:
    prepare.coders.field.setText(name)
    with qtbot.waitSignal(desk.interaction.refused):
        prepare.coders.field.returnPressed.emit()

    assert names(prepare) == ["Ada", "Ben", "Cleo"]
    assert prepare.coders.field.text() == name


def test_a_coder_is_renamed_everywhere(prepare: PrepareWorkplace) -> None:
    prepare.coders.model.setData(prepare.coders.model.index(0), "Adele")

    assert names(prepare)[0] == "Adele"
    table = prepare.transcripts.model
    assert "Adele, Ben" in {str(table.index(0, column).data()) for column in range(8)}


def test_a_retired_coder_is_said_to_be_and_can_come_back(prepare: PrepareWorkplace) -> None:
    panel = prepare.coders
    panel.list.setCurrentIndex(panel.model.index(1))

    panel.retire.trigger()
    assert names(prepare) == ["Ada", "Ben (retired)", "Cleo"]
    assert panel.retire.text() == "Reinstate coder"

    panel.retire.trigger()
    assert names(prepare) == ["Ada", "Ben", "Cleo"]
