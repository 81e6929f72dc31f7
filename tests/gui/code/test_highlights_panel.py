"""Highlights looked at together, and what is made of them."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from qcoder.domain.coding import MemoTarget
from qcoder.gui.code.highlight_place import HighlightPlace
from qcoder.gui.main_window import MainWindow
from qcoder.services.codebook.closing import close_codebook
from qcoder.services.coding.highlights import highlight
from qcoder.services.prepare.assignments import seal
from tests.builders import span_of
from tests.sealed_pair import codebook_of, coder_of, transcript_of
from tests.windows import be, code_workplace, coded, go_to, press, told, view_of

CHART, STAIRS, MAN = "the whole chart", "about the stairs", "whole chart before, and I believed"


@pytest.fixture
def place(window: MainWindow) -> HighlightPlace:
    """Ada has marked two places of FG1, Ben one that meets hers; nothing is sealed."""
    for coder, words in (("Ada", CHART), ("Ada", STAIRS), ("Ben", MAN)):
        mark(window, coder, words)
    press_in(window, "g", "Ctrl")
    return code_workplace(window).highlighting


def mark(window: MainWindow, coder: str, words: str, name: str = "FG1") -> None:
    workspace = window.desk.workbench.workspace
    text, who = transcript_of(workspace, name), coder_of(workspace, coder)
    span = span_of(text, words)
    workspace.run("Highlight", lambda uow: highlight(uow, text, who, span))


def press_in(window: MainWindow, key: str, held: str) -> None:
    view_of(window)
    press(window, key, held=held)


def seal_all(window: MainWindow) -> None:
    workspace = window.desk.workbench.workspace
    where = transcript_of(workspace, "FG1").id
    for coder in ("Ada", "Ben"):
        who = coder_of(workspace, coder)
        workspace.run("Seal", partial(seal, transcript=where, coder=who))


def rows(place: HighlightPlace) -> list[tuple[str, str]]:
    place.panel.refresh()
    listed = place.panel.list.rows_model.rows
    return [(row.words, row.second) for row in listed if not row.is_heading]


def choose_all(place: HighlightPlace) -> None:
    place.panel.refresh()
    place.panel.list.selectAll()


def test_a_key_shows_them_and_others_only_when_all_have_sealed(
    window: MainWindow, place: HighlightPlace
) -> None:
    assert rows(place) == [(CHART, "Ada · P1"), (STAIRS, "Ada · P1")]
    assert place.panel.list.hasFocus()
    assert "Not yet: FG1 (Ada, Ben)." in place.panel.waiting.text()
    seal_all(window)
    assert rows(place) == [
        (CHART, "Ada · P1 · 2 readers"),
        (MAN, "Ben · P1 · 2 readers"),
        (STAIRS, "Ada · P1"),
    ]
    assert not place.panel.waiting.isVisible()


def test_places_where_readers_meet_are_found_and_chosen(
    window: MainWindow, place: HighlightPlace
) -> None:
    seal_all(window)
    rows(place)
    place.panel.readers.setCurrentIndex(1)
    listed = [row.words for row in place.panel.list.rows_model.rows]
    assert listed == [CHART, MAN]
    place.panel.readers.setCurrentIndex(0)
    place.panel.list.setCurrentIndex(place.panel.list.rows_model.index(0))
    place.over.trigger()
    assert [each.reader.name for each in place.panel.chosen()] == ["Ada", "Ben"]
    assert place.panel.note.text() == "2 of 3"


def test_all_transcripts_stand_under_their_names(window: MainWindow, place: HighlightPlace) -> None:
    mark(window, "Ada", "on surgery", "FG2")
    place.panel.scope.setCurrentIndex(1)
    place.panel.refresh()
    listed = [(row.words, row.is_heading) for row in place.panel.list.rows_model.rows]
    assert listed == [
        ("FG1", True), (CHART, False), (STAIRS, False), ("FG2", True), ("on surgery", False),
    ]  # fmt: skip


def test_enter_goes_to_the_words_and_switches_their_reader_on(
    window: MainWindow, place: HighlightPlace
) -> None:
    seal_all(window)
    rows(place)
    place.panel.list.setCurrentIndex(place.panel.list.rows_model.index(1))
    press(window, Qt.Key.Key_Return)
    workplace = code_workplace(window)
    marked = workplace.page.view.scene.marked
    assert marked is not None
    assert [(r.flag, r.is_own) for r in marked.readers] == [("A", True), ("B", False)]
    assert [(n, len(h)) for n, h in marked.shared] == [(2, 1)]
    assert workplace.at_hand.highlight is not None


def test_a_code_is_made_of_chosen_ones_after_saying_what_becomes_of_them(
    window: MainWindow, place: HighlightPlace
) -> None:
    seal_all(window)
    choose_all(place)
    press(window, "g", held="Ctrl+Shift")
    assert place.form.isVisible()
    assert "3 highlights by Ada, Ben in FG1. What is highlighted stays so" in place.form.said.text()
    press(window, *"Listening")
    place.form.grouping.setEditText("Pace")
    place.form.rule.setPlainText("Code the sentence")
    place.form.store()
    workspace = window.desk.workbench.workspace
    code = codebook_of(workspace).find("Listening")
    assert code is not None
    assert (code.unit.value, codebook_of(workspace).grouping(code).name) == ("sentence", "Pace")
    (memo,) = workspace.read(lambda uow: uow.memos.on(MemoTarget.CODE, code.id))
    assert "FG1, turn 2 (Ben)" in memo.text
    assert told(window) == "Made the code Listening of 3 highlights"
    assert place.panel.list.hasFocus()
    assert len(rows(place)) == 3
    window.desk.acts.undo()
    assert codebook_of(workspace).find("Listening") is None


def test_a_refused_code_leaves_what_was_typed(window: MainWindow, place: HighlightPlace) -> None:
    choose_all(place)
    place.make.trigger()
    place.form.label.setText("Emotions")
    place.form.definition.setPlainText("Feelings.")
    place.form.store()
    assert "There is already a code “Emotions”" in window._refusal.label.text()
    assert place.form.isVisible()
    assert place.form.definition.toPlainText() == "Feelings."


def test_a_closed_codebook_is_said_before_anything_is_typed(
    window: MainWindow, place: HighlightPlace
) -> None:
    choose_all(place)
    workspace = window.desk.workbench.workspace
    ben = coder_of(workspace, "Ben")
    workspace.run("Close", lambda uow: close_codebook(uow, ben))
    place.make.trigger()
    assert not place.form.isVisible()
    assert "Ben has closed the codebook for new codes" in window._refusal.label.text()


def test_a_code_that_is_there_is_applied_to_ones_own_and_undone(
    window: MainWindow, place: HighlightPlace, qtbot: QtBot
) -> None:
    choose_all(place)
    press(window, "a", held="Ctrl+Shift")
    press(window, *"emot", Qt.Key.Key_Return)
    assert coded(window, "Ada") == [("Emotions", CHART), ("Emotions", STAIRS)]
    assert told(window) == "Applied Emotions to 2 of your highlights"
    window.desk.acts.undo()
    assert coded(window, "Ada") == []


def test_delete_removes_those_that_are_chosen_as_one_act(
    window: MainWindow, place: HighlightPlace
) -> None:
    choose_all(place)
    press(window, Qt.Key.Key_Delete)
    assert rows(place) == []
    window.desk.acts.undo()
    assert len(rows(place)) == 2


def test_others_can_be_looked_at_but_not_coded_or_removed(
    window: MainWindow, place: HighlightPlace
) -> None:
    seal_all(window)
    rows(place)
    press(window, Qt.Key.Key_Down)
    assert [each.reader.name for each in place.panel.chosen()] == ["Ben"]
    assert place.make.isEnabled()
    assert not place.apply.isEnabled()
    assert not place.remove.isEnabled()


def test_an_empty_list_says_what_will_be_there_and_why_others_do_not_show(
    window: MainWindow,
) -> None:
    press_in(window, "g", "Ctrl")
    empty = code_workplace(window).highlights.empty
    assert empty.isVisible()
    assert "press #" in empty.label.text()
    assert "Not yet: FG1 (Ada, Ben)." in empty.label.text()
    go_to(window, "FG2")
    code_workplace(window).highlights.refresh()
    assert "Not yet" not in empty.label.text()


def test_somebody_else_at_the_window_sees_their_own(
    window: MainWindow, place: HighlightPlace
) -> None:
    be(window, "Ben")
    assert rows(place) == [(MAN, "Ben · P1")]
