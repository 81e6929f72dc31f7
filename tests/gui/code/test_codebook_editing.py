"""Codes described, edited and exported where the codebook is."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from qcoder.domain.codebook import CodingUnit, Grain
from qcoder.gui.code.codebook_editing import CodebookEditing
from qcoder.gui.main_window import MainWindow
from qcoder.importers.codebook_file import read_codebook
from qcoder.services.codebook.editing import edit_code
from qcoder.services.codebook.grain_effect import GrainEffect
from qcoder.services.codebook.rearranging import delete_code
from tests.gui.code.codebook_as_stored import labels, revision, stored_code
from tests.windows import be, code_workplace, go_to, press, select, told


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


def test_what_a_grain_would_do_is_not_said_of_the_code_that_is_edited_next(
    window: MainWindow, editing: CodebookEditing, qtbot: QtBot
) -> None:
    press(window, "e", held="Ctrl")
    form = editing.form
    form.grain.setCurrentIndex(form.grain.findData(Grain.WORD.value))
    with qtbot.waitSignal(window.desk.background.started) as asked:
        form.grain.activated.emit(form.grain.currentIndex())
    codebook = window.desk.workbench.workspace.read(lambda uow: uow.codebook.load())
    form.edit(stored_code(window, "Time"), codebook)
    assert asked.args is not None
    with qtbot.waitSignal(asked.args[0].ended):
        pass
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


def test_the_codebook_is_exported_from_where_it_is_coded_with(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "codes"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    window.desk.actions.named("exportCodebookHere").trigger()
    written = read_codebook(target.with_suffix(".csv"))
    assert [entry.label for entry in written] == labels(window)
    assert told(window) == f"{len(written)} codes exported to codes.csv"


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
