"""Codes and groupings put into another order where the codebook is."""

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMenu

from qcoder.gui.code.codebook_editing import CodebookEditing
from qcoder.gui.main_window import MainWindow
from qcoder.gui.transcript.painted import CODE_MIME_TYPE
from tests.gui.code.codebook_as_stored import labels, mark, revision, stored_code
from tests.windows import code_workplace, press, told

PLAIN = Qt.KeyboardModifier.NoModifier


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


def test_the_menu_offers_the_other_groupings(window: MainWindow, editing: CodebookEditing) -> None:
    menu = editing.menu()
    into = next(a.menu() for a in menu.actions() if a.text() == "Move to &grouping")
    assert isinstance(into, QMenu)
    assert [entry.text() for entry in into.actions()] == ["Contexts", "Lessons"]
    into.actions()[0].trigger()
    assert stored_code(window, "Emotions").grouping == stored_code(window, "Observations").grouping


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


def groupings(window: MainWindow) -> list[str]:
    """In order, asked of the file."""
    workspace = window.desk.workbench.workspace
    return [g.name for g in workspace.read(lambda uow: uow.codebook.load()).groupings]
