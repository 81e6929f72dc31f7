"""Codes edited, moved, merged and deleted where the codebook is."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from qcoder.domain.codebook import Code, CodingUnit, Grain
from qcoder.gui.code.codebook_editing import CodebookEditing
from qcoder.gui.main_window import MainWindow
from qcoder.gui.transcript.painted import CODE_MIME_TYPE
from qcoder.importers.codebook_file import read_codebook
from qcoder.services.codebook.editing import edit_code
from qcoder.services.codebook.grain_effect import GrainEffect
from qcoder.services.codebook.rearranging import delete_code, rename_grouping
from tests.windows import be, code_workplace, coded, go_to, press, select, told

PLAIN = Qt.KeyboardModifier.NoModifier


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


def test_what_another_grain_would_do_is_said_before_it_is_stored(
    window: MainWindow, editing: CodebookEditing, qtbot: QtBot
) -> None:
    press(window, "e", held="Ctrl")
    grain, form = editing.form.grain, editing.form
    grain.setCurrentIndex(grain.findData(Grain.WORD.value))
    grain.activated.emit(grain.currentIndex())
    qtbot.waitUntil(lambda: bool(form.effect.text()))
    assert form.effect.text() == "Nothing would be compared otherwise."
    said = editing.grain_effect.in_words
    assert said(GrainEffect(2, 1)) == (
        "2 places accepted as the same would be open. One open difference would be the same."
    )
    assert stored_code(window, "Emotions").grain is None
    grain.setCurrentIndex(0)
    grain.activated.emit(0)
    assert not form.effect.text()


def test_an_edit_of_wording_only_keeps_what_the_code_means(
    window: MainWindow, editing: CodebookEditing
) -> None:
    press(window, "e", held="Ctrl")
    before = editing.form.begun
    assert before is not None
    editing.form.definition.setPlainText("Said in other words.")
    editing.form.wording_only.setChecked(True)
    editing.form.grain.setCurrentIndex(editing.form.grain.findData(Grain.WORD.value))
    editing.form.store()

    after = stored_code(window, before.label)
    assert after.definition == "Said in other words."
    assert after.wording_hash == before.wording_hash
    assert after.grain is Grain.WORD


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


def test_a_code_is_dragged_to_another_place_in_one_revision_and_one_undo(
    window: MainWindow, editing: CodebookEditing
) -> None:
    before, was = labels(window), stored_code(window, "Emotions").grouping
    drop(window, "Emotions", at="Time", is_below=False)
    assert labels(window)[0] == "Emotions"
    drop(window, "Emotions", at="Observations", is_below=True)
    place = labels(window).index("Observations")
    assert labels(window)[place + 1] == "Emotions"
    assert stored_code(window, "Emotions").grouping == stored_code(window, "Observations").grouping
    assert told(window) == "Move Emotions"
    press(window, "z", held="Ctrl")
    press(window, "z", held="Ctrl")
    assert labels(window) == before
    assert stored_code(window, "Emotions").grouping == was


def test_a_code_is_dragged_to_the_head_of_a_grouping_and_behind_all(
    window: MainWindow, editing: CodebookEditing
) -> None:
    drop(window, "Emotions", at="Contexts", is_below=False)
    first = stored_code(window, "Emotions")
    assert first.grouping == stored_code(window, "Observations").grouping
    assert labels(window).index("Emotions") == labels(window).index("Observations") - 1
    drop(window, "Emotions", at=None)
    assert labels(window)[-1] == "Emotions"


def test_a_code_that_is_let_go_where_it_is_is_no_revision(
    window: MainWindow, editing: CodebookEditing
) -> None:
    before = revision(window)
    drop(window, "Emotions", at="Emotions", is_below=True)
    assert revision(window) == before


def test_only_codes_of_the_list_are_taken_by_it(window: MainWindow) -> None:
    codes = code_workplace(window).codebook.list
    carried = QMimeData()
    carried.setText("words from elsewhere")
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, PLAIN
    event = QDragEnterEvent(QPoint(5, 5), copy, carried, left, none)
    QApplication.sendEvent(codes.viewport(), event)
    assert not event.isAccepted()


def drop(window: MainWindow, label: str, *, at: str | None, is_below: bool = False) -> None:
    """Let a code go at the row with those words, or below all rows."""
    codes = code_workplace(window).codebook.list
    codes.resize(codes.width(), 2_000)
    rows = codes.rows_model.rows
    number = next((n for n, row in enumerate(rows) if row.words == at), len(rows) - 1)
    place = codes.visualRect(codes.rows_model.index(number))
    point = place.center() + QPoint(0, 4 if is_below else -4)
    if at is None:
        point = place.center() + QPoint(0, 200)
    carried = QMimeData()
    carried.setData(CODE_MIME_TYPE, stored_code(window, label).id.encode())
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    # Qt hands such events on only while it drags.
    codes.dragMoveEvent(QDragMoveEvent(point, copy, carried, left, PLAIN))
    codes.repaint()
    dropped = QDropEvent(QPointF(point), copy, carried, left, PLAIN)
    codes.dropEvent(dropped)
    assert dropped.isAccepted()


def test_a_new_code_is_described_before_it_is_made_in_one_revision(
    window: MainWindow, editing: CodebookEditing
) -> None:
    before = labels(window)
    press(window, "n", held="Ctrl+Shift")
    assert labels(window) == before
    press(window, *"Silence", Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    editing.form.rule.setPlainText("Code the sentence")
    editing.form.store()
    code = stored_code(window, "Silence")
    assert code.grouping == stored_code(window, "Emotions").grouping
    assert (code.unit, code.key) == (CodingUnit.SENTENCE, "N")
    assert revision(window) == "rev. 2"
    window.desk.acts.undo()
    assert labels(window) == before


def test_a_new_grouping_comes_with_its_first_code(
    window: MainWindow, editing: CodebookEditing
) -> None:
    press(window, "n", held="Ctrl+Shift")
    editing.form.label.setText("Silence")
    editing.form.grouping.setEditText("Pace")
    editing.form.store()
    codebook = code_workplace(window).codebook.codebook
    assert codebook.grouping(stored_code(window, "Silence")).name == "Pace"


def test_what_is_typed_stays_while_the_codebook_changes_and_only_that_is_stored(
    window: MainWindow, editing: CodebookEditing
) -> None:
    press(window, "e", held="Ctrl")
    editing.form.definition.setPlainText("What somebody felt.")
    code = stored_code(window, "Emotions")
    edited = replace(code, label="Feelings", key="")
    window.desk.workbench.workspace.run("Elsewhere", lambda uow: edit_code(uow, edited))
    assert editing.form.isVisible()
    editing.form.store()
    stored = stored_code(window, "Feelings")
    assert (stored.definition, stored.key) == ("What somebody felt.", "")


def test_what_is_typed_stays_where_its_code_is_gone_and_that_is_said(
    window: MainWindow, editing: CodebookEditing
) -> None:
    press(window, "e", held="Ctrl")
    editing.form.definition.setPlainText("What somebody felt.")
    code = stored_code(window, "Emotions").id
    window.desk.workbench.workspace.run("Elsewhere", lambda uow: delete_code(uow, code))
    editing.form.store()
    assert "does not have this code any more" in window._refusal.label.text()
    assert editing.form.isVisible()
    assert editing.form.definition.toPlainText() == "What somebody felt."


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


def test_the_codebook_is_exported_from_where_it_is_coded_with(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "codes"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    window.desk.actions.named("exportCodebookHere").trigger()
    written = read_codebook(target.with_suffix(".csv"))
    assert [entry.label for entry in written] == labels(window)
    assert told(window) == f"{len(written)} codes exported to codes.csv"


def test_the_menu_offers_the_other_groupings(window: MainWindow, editing: CodebookEditing) -> None:
    menu = editing.menu()
    into = next(a.menu() for a in menu.actions() if a.text() == "Move to &grouping")
    assert isinstance(into, QMenu)
    assert [entry.text() for entry in into.actions()] == ["Contexts", "Lessons"]
    into.actions()[0].trigger()
    assert stored_code(window, "Emotions").grouping == stored_code(window, "Observations").grouping


def groupings(window: MainWindow) -> list[str]:
    """In order, asked of the file."""
    workspace = window.desk.workbench.workspace
    return [g.name for g in workspace.read(lambda uow: uow.codebook.load()).groupings]


def test_a_grouping_is_added_renamed_moved_and_removed_by_key_and_menu(
    window: MainWindow, editing: CodebookEditing
) -> None:
    press(window, "t", held="Ctrl+Shift")
    press(window, *"Pace", Qt.Key.Key_Return)
    assert groupings(window) == ["Themes", "Contexts", "Lessons", "Pace"]
    panel = code_workplace(window).codebook
    assert panel.list.hasFocus()
    empty = next(row for row in panel.list.rows_model.rows if row.words == "no codes yet")
    panel.list.set_current(empty.payload)
    press(window, "e", held="Ctrl+Shift")
    press(window, *"Tempo", Qt.Key.Key_Return)
    press(window, Qt.Key.Key_PageUp, held="Ctrl+Alt")
    assert groupings(window) == ["Themes", "Contexts", "Tempo", "Lessons"]
    window.desk.actions.named("removeGrouping").trigger()
    assert groupings(window) == ["Themes", "Contexts", "Lessons"]
    assert told(window) == "Remove Tempo"
    window.desk.acts.undo()
    assert groupings(window) == ["Themes", "Contexts", "Tempo", "Lessons"]


def test_a_name_that_is_taken_is_refused_and_stays(
    window: MainWindow, editing: CodebookEditing
) -> None:
    press(window, "t", held="Ctrl+Shift")
    press(window, *"lessons", Qt.Key.Key_Return)
    assert editing.groupings.form.isVisible()
    assert editing.groupings.form.field.text() == "lessons"
    assert "There is already a grouping “Lessons”" in window._refusal.label.text()


def test_a_grouping_with_codes_cannot_be_removed(
    window: MainWindow, editing: CodebookEditing
) -> None:
    assert not window.desk.actions.named("removeGrouping").isEnabled()


def test_a_closed_codebook_is_said_and_takes_no_new_code(
    window: MainWindow, editing: CodebookEditing
) -> None:
    close = window.desk.actions.named("closeCodebook")
    close.trigger()
    assert revision(window) == "rev. 2, closed"
    press(window, "n", held="Ctrl+Shift")
    assert not editing.form.isVisible()
    assert "Ada has closed the codebook for new codes" in window._refusal.label.text()
    window.desk.acts.undo()
    assert not close.isChecked()
    assert revision(window) == "rev. 3"


def test_numbers_are_of_this_transcript_and_of_all(
    window: MainWindow, editing: CodebookEditing
) -> None:
    select(window, "four minutes")
    press(window, "e", held="Shift")
    go_to(window, "FG2")
    select(window, "the time")
    press(window, "e", held="Shift")
    assert numbers(window, "Emotions") == ("1", "2")
    go_to(window, "FG1")
    assert numbers(window, "Emotions") == ("1", "2")
    window.desk.acts.undo()
    assert numbers(window, "Emotions") == ("1", "1")
    be(window, "Ben")
    assert numbers(window, "Emotions") == ("", "")


def numbers(window: MainWindow, label: str) -> tuple[str, ...]:
    """Beside a code of the panel: here, and in all transcripts."""
    rows = code_workplace(window).codebook.list.rows_model.rows
    return next(row.columns for row in rows if row.words == label)
