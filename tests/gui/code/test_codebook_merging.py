"""Codes merged and deleted where the codebook is, and the history of all that."""

from dataclasses import replace

from PySide6.QtCore import Qt

from qcoder.domain.codebook import Grain
from qcoder.gui.code.codebook_editing import CodebookEditing
from qcoder.gui.main_window import MainWindow
from qcoder.services.codebook.editing import edit_code
from qcoder.services.codebook.rearranging import rename_grouping
from tests.gui.code.codebook_as_stored import labels, mark, revision
from tests.windows import be, coded, press, select, told


def test_merging_says_first_what_becomes_of_codings_and_keys(
    window: MainWindow, editing: CodebookEditing
) -> None:
    select(window, "four minutes")
    press(window, "e", "t", held="Shift")
    select(window, "the whole chart")
    press(window, "e", held="Shift")
    mark(window, "Emotions")
    press(window, "m", held="Ctrl")
    preview = editing.preview
    preview.kept.setCurrentText("Time")
    preview.kept_chosen.emit(preview.chosen())
    words = preview.words.text()
    assert "Ada: 2 codings change, 1 become one with another on the same words." in words
    assert "These keys become free: E." in words
    preview.confirmed.emit()
    assert "Emotions" not in labels(window)
    assert [label for label, _ in coded(window, "Ada")] == ["Time", "Time"]
    assert told(window) == "Merge Emotions into Time"
    window.desk.acts.undo()
    assert "Emotions" in labels(window)
    assert len(coded(window, "Ada")) == 3


def test_codings_that_are_hidden_are_said_but_not_counted(
    window: MainWindow, editing: CodebookEditing
) -> None:
    be(window, "Ben")
    select(window, "four minutes")
    press(window, "e", held="Shift")
    be(window, "Ada")
    mark(window, "Emotions")
    press(window, "m", held="Ctrl")
    words = editing.preview.words.text()
    assert "Ben" not in words
    assert "Codings that you may not see yet change as well." in words


def test_a_code_in_use_is_not_deleted_and_the_reason_stands_there(
    window: MainWindow, editing: CodebookEditing
) -> None:
    select(window, "four minutes")
    press(window, "e", held="Shift")
    mark(window, "Emotions")
    press(window, Qt.Key.Key_Delete, held="Ctrl+Shift")
    assert "is used by 1 coding of Ada" in editing.preview.words.text()
    assert not editing.preview.confirm.isEnabled()


def test_a_code_that_nothing_uses_is_deleted(window: MainWindow, editing: CodebookEditing) -> None:
    press(window, Qt.Key.Key_Delete, held="Ctrl+Shift")
    editing.preview.confirm.click()
    assert "Emotions" not in labels(window)


def test_the_history_says_who_changed_what(window: MainWindow, editing: CodebookEditing) -> None:
    press(window, "e", held="Ctrl")
    editing.form.rule.setPlainText("Code the story.")
    editing.form.store()
    press(window, "h", held="Ctrl")
    rows = editing.revisions.list.rows_model.rows
    assert rows[0].words == "Edit Emotions"
    assert rows[0].second.startswith("Ada, ")
    assert f"rev. {rows[0].note}" == revision(window)
    assert editing.revisions.what.text() == "Emotions: rule"
    press(window, Qt.Key.Key_Escape)
    assert not editing.revisions.isVisible()


def test_the_history_says_that_a_grain_and_a_grouping_changed(
    window: MainWindow, editing: CodebookEditing
) -> None:
    workspace = window.desk.workbench.workspace
    codebook = workspace.read(lambda uow: uow.codebook.load())
    code, themes = codebook.codes[0], codebook.groupings[0]
    workspace.run("Grain", lambda uow: edit_code(uow, replace(code, grain=Grain.PHRASE)))
    press(window, "h", held="Ctrl")
    assert editing.revisions.what.text() == f"{code.label}: grain"
    workspace.run("Rename", lambda uow: rename_grouping(uow, themes.id, "Topics"))
    press(window, Qt.Key.Key_Escape)
    press(window, "h", held="Ctrl")
    assert editing.revisions.what.text() == "Grouping Themes is called Topics"
