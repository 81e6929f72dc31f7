"""The codes in their list: found, applied by keys, mouse and dropping, counted."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

from qcoder.bootstrap import open_workspace
from qcoder.domain.codebook import Code
from qcoder.gui.code.workplace import CodeWorkplace
from qcoder.gui.main_window import MainWindow
from qcoder.gui.transcript.painted import CODE_MIME_TYPE
from qcoder.services.codebook.editing import add_code
from qcoder.services.coding.layer import apply_code
from qcoder.storage.unit_of_work import UnitOfWork
from tests.builders import span_of
from tests.gui.code.panels_seen import row_of, rows_of
from tests.sealed_pair import coder_of, transcript_of
from tests.windows import code_workplace, coded, press, put_caret, select, told, view_of

CHART = "the whole chart"
STORY = "I had read the whole chart before, and I believed that I understood the man."


def test_codes_stand_under_their_groupings_with_key_and_count(
    window: MainWindow, workplace: CodeWorkplace
) -> None:
    select(window, CHART)
    press(window, "t")
    rows = rows_of(workplace.codebook.list)
    heads, *groupings = [row for row in rows if row.is_heading]
    assert heads.columns == ("here", "all")
    assert [row.words for row in groupings] == ["Themes", "Contexts", "Lessons"]
    time = row_of(workplace.codebook.list, "Time")
    assert (time.key, time.columns) == ("T", ("1", "1"))


def test_the_filter_finds_a_code_and_enter_applies_it(
    window: MainWindow, workplace: CodeWorkplace
) -> None:
    select(window, CHART)
    workplace.codebook.filter.setFocus()
    press(window, *"emo")
    press(window, Qt.Key.Key_Return)
    assert coded(window, "Ada") == [("Emotions", STORY)]


def test_a_double_click_applies_a_code(window: MainWindow, workplace: CodeWorkplace) -> None:
    select(window, CHART)
    codes = workplace.codebook.list
    (time,) = (row.payload for row in rows_of(codes) if row.words == "Time")
    place = codes.visualRect(codes.rows_model.index_of(time)).center()
    QTest.mouseClick(codes.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(codes.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert coded(window, "Ada") == [("Time", STORY)]


def test_a_code_is_applied_from_the_list_by_keys(
    window: MainWindow, workplace: CodeWorkplace
) -> None:
    select(window, CHART)
    press(window, Qt.Key.Key_F6)
    press(window, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert [label for label, _ in coded(window, "Ada")] == ["Grades"]


def test_a_code_dropped_on_the_selection_is_applied(window: MainWindow) -> None:
    select(window, CHART)
    drop(window, "Time", CHART)
    assert coded(window, "Ada") == [("Time", STORY)]


def test_a_word_code_dropped_on_a_word_takes_the_word(window: MainWindow) -> None:
    put_caret(window, CHART)
    drop(window, "Specialties", "urgery, on")
    assert coded(window, "Ada") == [("Specialties", "surgery")]


def drop(window: MainWindow, label: str, words: str) -> None:
    """Let a code fall on the first of those words."""
    view = view_of(window)
    assert view.transcript is not None
    code = code_workplace(window).codebook.codebook.find(label)
    assert code is not None
    carried = QMimeData()
    carried.setData(CODE_MIME_TYPE, str(code.id).encode())
    place = view.scene.caret_rect(span_of(view.transcript, words).start).center() + QPoint(3, 0)
    view.dropEvent(
        QDropEvent(
            QPointF(place),
            Qt.DropAction.CopyAction,
            carried,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def test_a_key_without_a_code_says_so(window: MainWindow) -> None:
    view_of(window)
    press(window, "9")
    assert told(window) == "No code has the key 9"


def test_the_first_coding_of_a_code_made_with_it_is_counted_once(
    window: MainWindow, workplace: CodeWorkplace
) -> None:
    select(window, "the stairs")
    press(window, Qt.Key.Key_Return)
    press(window, *"stairs")
    press(window, Qt.Key.Key_Return)
    assert coded(window, "Ada") == [("stairs", "the stairs")]
    assert row_of(workplace.codebook.list, "stairs").columns == ("1", "1")


def test_what_another_program_coded_after_a_change_of_the_codebook_is_counted_once(
    window: MainWindow, workplace: CodeWorkplace, project: Path
) -> None:
    other = open_workspace(project)
    words, ada = transcript_of(other, "FG1"), coder_of(other, "Ada")
    stairs = other.run("Code", partial(add_free_code, "stairs")).value
    span = span_of(words, "dog")
    act = partial(apply_code, transcript=words, coder=ada, code=stairs.id, span=span)
    other.run("Apply", act, actor=ada)
    other.close()
    window.desk.workbench.workspace.notice_foreign_changes()
    assert row_of(workplace.codebook.list, "stairs").columns == ("1", "1")


def add_free_code(label: str, uow: UnitOfWork) -> Code:
    return add_code(uow, uow.codebook.load().groupings[0].id, label)
