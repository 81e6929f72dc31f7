"""The codebook: loaded, exported, edited cell by cell."""

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from qcoder.gui.desk import Desk
from qcoder.gui.prepare.codebook_model import Column
from qcoder.gui.prepare.workplace import PrepareWorkplace
from qcoder.services.files.importing import import_transcripts
from qcoder.services.prepare.assignments import assign
from tests.sealed_pair import code, codebook_of, coder_of, seal_layer, transcript_of


def cell(prepare: PrepareWorkplace, label: str, column: Column) -> QModelIndex:
    model = prepare.codebook.model
    rows = range(model.rowCount())
    row = next(r for r in rows if model.index(r, Column.LABEL).data() == label)
    return model.index(row, column)


def test_all_codes_stand_under_their_groupings(prepare: PrepareWorkplace) -> None:
    model = prepare.codebook.model
    groupings = [model.index(row, Column.GROUPING).data() for row in range(model.rowCount())]

    assert groupings == ["Themes"] * 7 + ["Contexts"] * 5 + ["Lessons"] * 3
    assert prepare.codebook.note.text().startswith("15 codes · revision ")


@pytest.mark.parametrize(
    ("column", "written", "stands"),
    [
        (Column.LABEL, "Hurry", "Hurry"),
        (Column.DEFINITION, "What is said of hurry.", "What is said of hurry."),
        (Column.RULE, "Code the sentence.", "Code the sentence."),
        (Column.UNIT, "sentence", "sentence"),
        (Column.GRAIN, "word", "word"),
        (Column.COLOUR, "red", "#FF0000"),
        (Column.KEY, "q", "Q"),
        (Column.GROUPING, "Lessons", "Lessons"),
    ],
)
def test_each_cell_is_stored_and_undone_by_itself(
    prepare: PrepareWorkplace, desk: Desk, column: Column, written: str, stands: str
) -> None:
    before = codebook_of(desk.workbench.workspace)
    index = cell(prepare, "Time", column)

    assert prepare.codebook.model.setData(index, written)
    label = "Hurry" if column is Column.LABEL else "Time"
    assert cell(prepare, label, column).data() == stands

    desk.acts.undo()
    after = codebook_of(desk.workbench.workspace)
    assert after.codes == before.codes


def test_a_key_that_is_taken_is_refused(
    prepare: PrepareWorkplace, desk: Desk, qtbot: QtBot
) -> None:
    taken = str(cell(prepare, "Grades", Column.KEY).data())

    with qtbot.waitSignal(desk.interaction.refused) as refused:
        assert not prepare.codebook.model.setData(cell(prepare, "Time", Column.KEY), taken)

    assert "Grades" in str(refused.args)


def test_what_is_no_colour_changes_nothing(prepare: PrepareWorkplace) -> None:
    index = cell(prepare, "Time", Column.COLOUR)
    assert not prepare.codebook.model.setData(index, "blueish")


def test_a_code_in_use_is_not_removed(prepare: PrepareWorkplace, desk: Desk, qtbot: QtBot) -> None:
    prepare.codebook.table.setCurrentIndex(cell(prepare, "Time", Column.LABEL))

    with qtbot.waitSignal(desk.interaction.refused):
        prepare.codebook.remove.trigger()

    assert prepare.codebook.model.rowCount() == 15


def test_a_code_is_added_to_a_grouping_with_its_label_to_be_written(
    prepare: PrepareWorkplace, desk: Desk
) -> None:
    grouping = prepare.codebook.model.codebook.groupings[1]

    prepare.codebook._add(grouping)

    assert cell(prepare, "New code", Column.GROUPING).data() == "Contexts"
    assert prepare.codebook.table.state() is prepare.codebook.table.State.EditingState


def test_the_shipped_codebook_is_one_press_away(
    empty_desk: Desk, prepare: PrepareWorkplace, qtbot: QtBot
) -> None:
    button = prepare.findChild(QPushButton, "loadShipped")
    assert button is not None
    assert button.isVisible()

    with qtbot.waitSignal(empty_desk.interaction.told) as told:
        button.click()

    assert told.args == ["15 codes added, 0 changed, 0 removed.", True]
    assert prepare.codebook.model.rowCount() == 15


def test_what_is_exported_can_be_loaded_again(
    prepare: PrepareWorkplace, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "codes"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    prepare.codebook.export.ask()
    before = codebook_of(desk.workbench.workspace)

    written = target.with_suffix(".csv")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(written), ""))
    prepare.codebook.loading.ask()
    assert "no code would be another" in prepare.codebook.loading.question.label.text()
    press_button(prepare, "confirmLoad")

    assert codebook_of(desk.workbench.workspace).codes == before.codes


def test_a_bad_table_is_refused_with_the_reason(
    prepare: PrepareWorkplace, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("Grouping,Label\nThemes,Time\n", encoding="utf-8")

    with qtbot.waitSignal(desk.interaction.refused) as refused:
        prepare.codebook.loading.load(bad)

    assert "Definition" in str(refused.args)


def test_loading_over_codes_is_asked_with_what_would_change(
    prepare: PrepareWorkplace, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "more.csv"
    head = "Grouping,Label,Definition,Coding Rules"
    table.write_text(f"{head}\nThemes,Hurry,,\n", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(table), ""))
    before = codebook_of(desk.workbench.workspace)
    prepare.codebook.loading.ask()
    question = prepare.codebook.loading.question
    assert question.isVisible()
    assert "Load more.csv? Codes new: Hurry; removed: " in question.label.text()
    assert codebook_of(desk.workbench.workspace) == before
    press_button(prepare, "leaveLoad")
    assert not prepare.codebook.loading.question.isVisible()
    prepare.codebook.loading.ask()
    press_button(prepare, "confirmLoad")
    assert codebook_of(desk.workbench.workspace).find("Hurry") is not None


def test_the_codebook_is_closed_and_opened_where_it_is_prepared(
    prepare: PrepareWorkplace, desk: Desk, qtbot: QtBot
) -> None:
    prepare.codebook.closed.click()
    with qtbot.waitSignal(desk.interaction.refused) as refused:
        prepare.codebook._add(prepare.codebook.model.codebook.groupings[0])
    assert "closed" in str(refused.args)
    desk.acts.undo()
    assert not prepare.codebook.closed.isChecked()


def press_button(prepare: PrepareWorkplace, name: str) -> None:
    button = prepare.findChild(QPushButton, name)
    assert button is not None
    button.click()


@pytest.mark.parametrize("wording_only", [True, False])
def test_what_says_the_same_in_other_words_keeps_what_was_decided(
    prepare: PrepareWorkplace, desk: Desk, wording_only: bool
) -> None:
    before = codebook_of(desk.workbench.workspace).find("Time")
    prepare.codebook.wording_only.setChecked(wording_only)
    prepare.codebook.model.setData(cell(prepare, "Time", Column.RULE), "Code it all.")
    after = codebook_of(desk.workbench.workspace).find("Time")

    assert before is not None
    assert after is not None
    assert (after.wording_hash == before.wording_hash) is wording_only


def test_another_grain_says_what_it_has_done_to_pairs_and_offers_undo(
    prepare: PrepareWorkplace, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    """Where one coder has three filler words more, in a transcript both have sealed."""
    workspace = desk.workbench.workspace
    file = tmp_path / "FG4.txt"
    file.write_text("P1: Well, um, so she cried in the supply room.\n", encoding="utf-8")
    import_transcripts(workspace, [file])
    where = transcript_of(workspace, "FG4").id
    pair = [coder_of(workspace, "Ada"), coder_of(workspace, "Ben")]
    workspace.run("Assign", lambda uow: assign(uow, where, pair))
    code(workspace, "FG4", "Ada", [("Time", "Well, um, so she cried in the supply room")])
    code(workspace, "FG4", "Ben", [("Time", "she cried in the supply room")])
    for coder in ("Ada", "Ben"):
        seal_layer(workspace, "FG4", coder)

    with qtbot.waitSignal(
        desk.interaction.told,
        check_params_cb=lambda said, undo: (said, undo) == ("Time: one place is open now.", True),
    ):
        prepare.codebook.model.setData(cell(prepare, "Time", Column.GRAIN), "word")
