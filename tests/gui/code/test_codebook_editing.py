"""Codes edited, moved, merged and deleted where the codebook is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from qcoder.domain.codebook import Code, CodingUnit
from qcoder.gui.code.codebook_editing import CodebookEditing
from qcoder.gui.main_window import MainWindow
from tests.windows import be, code_workplace, coded, press, select, told


@pytest.fixture
def editing(window: MainWindow) -> CodebookEditing:
    """Ada's, with Emotions marked."""
    mark(window, "Emotions")
    return code_workplace(window).codebook_editing


def mark(window: MainWindow, label: str) -> None:
    """Make a code current, with the focus on it."""
    panel = code_workplace(window).codebook
    found = panel.codebook.find(label)
    assert found is not None
    panel.mark(found.id)
    panel.list.setFocus()


def stored_code(window: MainWindow, label: str) -> Code:
    """As it is in the file."""
    workspace = window.desk.workbench.workspace
    found = workspace.read(lambda uow: uow.codebook.load()).find(label)
    assert found is not None
    return found


def labels(window: MainWindow) -> list[str]:
    """In order, asked of the file."""
    workspace = window.desk.workbench.workspace
    return [c.label for c in workspace.read(lambda uow: uow.codebook.load()).codes]


def revision(window: MainWindow) -> str:
    """What the panel says at its right."""
    return code_workplace(window).codebook.note.text()


def test_a_code_is_edited_in_place_as_one_revision(
    window: MainWindow, editing: CodebookEditing
) -> None:
    before = revision(window)
    press(window, "e", held="Ctrl")
    assert editing.form.isVisible()
    editing.form.label.setText("Feelings")
    editing.form.definition.setPlainText("What somebody felt.")
    editing.form.unit.setCurrentIndex(editing.form.unit.findData(CodingUnit.SENTENCE.value))
    press(window, Qt.Key.Key_Return)
    code = stored_code(window, "Feelings")
    assert (code.definition, code.unit) == ("What somebody felt.", CodingUnit.SENTENCE)
    assert not editing.form.isVisible()
    assert revision(window) != before
    window.desk.acts.undo()
    assert stored_code(window, "Emotions").unit is CodingUnit.STORY


def test_a_key_that_is_taken_is_refused_and_the_form_stays(
    window: MainWindow, editing: CodebookEditing
) -> None:
    press(window, "e", held="Ctrl")
    editing.form.key.setText("t")
    editing.form.store()
    assert editing.form.isVisible()
    assert "The key T belongs to “Time”" in window._refusal.label.text()


def test_escape_leaves_a_code_as_it_was(window: MainWindow, editing: CodebookEditing) -> None:
    press(window, "e", held="Ctrl")
    editing.form.label.setText("Feelings")
    press(window, Qt.Key.Key_Escape)
    assert not editing.form.isVisible()
    assert "Emotions" in labels(window)
    assert code_workplace(window).codebook.list.hasFocus()


def test_the_form_stays_when_something_is_coded_meanwhile(
    window: MainWindow, editing: CodebookEditing
) -> None:
    press(window, "e", held="Ctrl")
    select(window, "four minutes")
    press(window, "t", held="Shift")
    assert editing.form.isVisible()


def test_codes_move_within_and_between_groupings(
    window: MainWindow, editing: CodebookEditing
) -> None:
    order = labels(window)
    press(window, Qt.Key.Key_PageUp, held="Ctrl+Shift")
    number = order.index("Emotions")
    assert labels(window).index("Emotions") == number - 1
    mark(window, "Observations")
    grouping = stored_code(window, "Observations").grouping
    press(window, Qt.Key.Key_PageUp, held="Ctrl+Shift")
    assert stored_code(window, "Observations").grouping != grouping
    press(window, Qt.Key.Key_PageDown, held="Ctrl+Shift")
    assert stored_code(window, "Observations").grouping == grouping


def test_a_new_code_is_made_and_edited_at_once(
    window: MainWindow, editing: CodebookEditing
) -> None:
    press(window, "n", held="Ctrl+Shift")
    assert editing.form.label.text() == "New code"
    editing.form.label.setText("Silence")
    press(window, Qt.Key.Key_Return)
    assert stored_code(window, "Silence").grouping == stored_code(window, "Emotions").grouping


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


def test_the_menu_offers_the_other_groupings(window: MainWindow, editing: CodebookEditing) -> None:
    menu = editing.menu()
    into = next(a.menu() for a in menu.actions() if a.text() == "Move to &grouping")
    assert isinstance(into, QMenu)
    assert [entry.text() for entry in into.actions()] == ["Contexts", "Lessons"]
    into.actions()[0].trigger()
    assert stored_code(window, "Emotions").grouping == stored_code(window, "Observations").grouping
