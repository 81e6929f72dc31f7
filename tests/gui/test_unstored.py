"""The window while the project cannot be written: nothing is lost, and everything is said."""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from qcoder.bootstrap import open_workspace
from qcoder.gui.code.codebook_panel import CodebookPanel
from qcoder.gui.code.codings_panel import CodingsPanel
from qcoder.gui.code.highlights_panel import HighlightsPanel
from qcoder.gui.main_window import MainWindow
from qcoder.gui.parts.notice import NoticeBar
from qcoder.gui.rescue import Rescue
from qcoder.gui.unstored_notice import UnstoredNotice, _Question
from qcoder.services.coding.layer import remove_coding
from tests.gui.events_seen import EventsSeen, settle
from tests.sealed_pair import coder_of, layers
from tests.windows import OpenWindow, close, code_workplace, coded, press, select, told

pytestmark = pytest.mark.usefixtures("lean_windows")

Shown = TypeVar("Shown", bound=QWidget)
unix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows moves no open file")


@pytest.fixture(autouse=True)
def nobody_waits_for_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that fails in the middle must not stand before the question for ever."""
    ask = UnstoredNotice._question

    def ask_for_a_while(notice: UnstoredNotice) -> _Question:
        box = ask(notice)
        QTimer.singleShot(5000, box, box.button_named("leave").click)
        return box

    monkeypatch.setattr(UnstoredNotice, "_question", ask_for_a_while)


@contextmanager
def locked(project: Path) -> Iterator[None]:
    """Another program in the middle of writing."""
    with closing(sqlite3.connect(project, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def code(window: MainWindow, words: str) -> None:
    select(window, words)
    press(window, "T")


def in_file(project: Path) -> list[str]:
    """The ids of Ada's codings, asked of the file by another program."""
    with closing(open_workspace(project)) as other:
        return [coding.id for coding in layers(other, "FG1")[coder_of(other, "Ada")]]


def painted(window: MainWindow) -> list[tuple[str, bool]]:
    """How the codings are labelled on the page, and whether they are drawn as stored."""
    page = code_workplace(window).page
    assert page.contents is not None
    shown = [page._painted(page.contents, coding) for coding in page.own_codings()]
    return [(one.label, one.is_stored) for one in shown]


def at_the_bottom(window: MainWindow) -> str:
    return window.status_line.stored.text()


def bar(window: MainWindow, name: str) -> NoticeBar:
    found = window.findChild(NoticeBar, name)
    assert found is not None
    return found


def click(window: MainWindow, name: str) -> None:
    button = window.findChild(QToolButton, name)
    assert button is not None
    button.click()


def rescued(window: MainWindow) -> list[Path]:
    folder = Path(window.desk.settings.fileName()).parent / "unstored"
    return sorted(folder.glob("*.unstored"))


def answer(window: MainWindow, name: str) -> None:
    """Answer the question that the next call asks."""

    def click_it() -> None:
        (box,) = [box for box in window.findChildren(_Question) if box.isVisible()]
        box.button_named(name).click()

    QTimer.singleShot(0, window, click_it)


def test_all_is_stored_quietly(window: MainWindow) -> None:
    code(window, "four minutes")
    assert at_the_bottom(window) == "All stored"
    assert not window.status_line.store_link.isVisible()
    assert not bar(window, "unstoredNotice").isVisible()
    assert painted(window) == [("Time", True)]
    assert rescued(window) == []


def test_coding_goes_on_while_another_program_writes(window: MainWindow, project: Path) -> None:
    with locked(project):
        code(window, "four minutes")
        code(window, "the whole chart")
        assert painted(window) == [("Time (not stored yet)", False)] * 2
        assert "2 acts not stored yet: another program is writing" in at_the_bottom(window)
        assert window.status_line.store_link.isVisible()
        assert "go on coding" in bar(window, "unstoredNotice").label.text()
        assert len(rescued(window)) == 1
    assert in_file(project) == []
    press(window, "s", held="Ctrl")
    assert told(window) == "2 acts are stored now"
    assert at_the_bottom(window) == "All stored"
    assert painted(window) == [("Time", True)] * 2
    assert not bar(window, "unstoredNotice").isVisible()
    assert len(in_file(project)) == 2
    assert rescued(window) == []


def test_what_waited_is_counted_once(window: MainWindow, project: Path) -> None:
    code(window, "four minutes")
    with locked(project):
        code(window, "the whole chart")
    press(window, "s", held="Ctrl")
    panel = window.findChildren(CodebookPanel)[0]
    assert sum(panel._everywhere.values()) == 2


def test_it_is_stored_by_itself_when_the_lock_is_gone(
    window: MainWindow, project: Path, qtbot: QtBot
) -> None:
    with locked(project):
        code(window, "four minutes")
    qtbot.waitUntil(lambda: at_the_bottom(window) == "All stored")
    assert len(in_file(project)) == 1


def test_here_says_in_words_what_is_not_stored(window: MainWindow, project: Path) -> None:
    with locked(project):
        code(window, "four minutes")
        rows = code_workplace(window).here.list.rows_model.rows
        assert [row.words for row in rows] == ["Time (not stored yet)"]


def test_the_list_of_codings_says_in_words_what_is_not_stored(
    window: MainWindow, project: Path
) -> None:
    with in_front(window.findChildren(CodingsPanel)[0]) as panel:
        with locked(project):
            code(window, "four minutes")
            assert [row.words for row in panel.list.rows_model.rows] == ["Time (not stored yet)"]
        window.desk.unstored.store_now()
        assert [row.words for row in panel.list.rows_model.rows] == ["Time"]


def test_a_memo_that_alone_waits_is_said_in_the_row_of_its_coding(
    window: MainWindow, project: Path
) -> None:
    with in_front(window.findChildren(CodingsPanel)[0]) as panel:
        code(window, "four minutes")
        workplace = code_workplace(window)
        (coding,) = workplace.page.own_codings()
        settle()
        seen = EventsSeen(panel.list.viewport())
        with locked(project):
            workplace.here.memo_written.emit(coding.id, "hm")
            settle()
            assert [row.words for row in panel.list.rows_model.rows] == ["Time (not stored yet)"]
            assert seen.painted
            seen.painted.clear()
        window.desk.unstored.store_now()
        settle()
        assert seen.painted
        assert [row.words for row in panel.list.rows_model.rows] == ["Time"]


def test_here_says_of_a_highlight_that_it_is_not_stored(window: MainWindow, project: Path) -> None:
    with locked(project):
        select(window, "four minutes")
        press(window, "#")
        rows = code_workplace(window).here.list.rows_model.rows
        assert [row.words for row in rows] == ["Highlight (not stored yet)"]
    window.desk.unstored.store_now()
    code_workplace(window).here.catch_up()
    assert [row.words for row in rows] == ["Highlight"]


def test_highlights_say_in_words_that_they_are_not_stored(
    window: MainWindow, project: Path, qtbot: QtBot
) -> None:
    with in_front(window.findChildren(HighlightsPanel)[0]) as panel:
        with locked(project):
            select(window, "four minutes")
            press(window, "#")
            assert flags(window) == ["", "not stored yet"]
            qtbot.waitUntil(lambda: "not stored yet" in second_lines(panel))
        window.desk.unstored.store_now()
        assert flags(window) == [""]
        qtbot.waitUntil(lambda: "not stored yet" not in second_lines(panel))


@contextmanager
def in_front(panel: Shown) -> Iterator[Shown]:
    """A panel on its own, whatever tab it is in: it shows only what is looked at."""
    panel.setParent(None)
    panel.show()
    try:
        yield panel
    finally:
        panel.hide()
        panel.deleteLater()


def flags(window: MainWindow) -> list[str]:
    marked = code_workplace(window).page.view.scene.marked
    return [reader.flag for reader in marked.readers] if marked else []


def second_lines(panel: HighlightsPanel) -> str:
    return " ".join(row.second for row in panel.list.rows_model.rows)


def test_a_story_that_is_not_stored_is_told_and_drawn_so(
    window: MainWindow, project: Path, qtbot: QtBot
) -> None:
    place = code_workplace(window)
    with locked(project):
        select(window, "four minutes")
        press(window, "t", held="Ctrl")
        assert "(not stored yet)" in told(window)
        here = place.stories.here()
        assert here is not None
        assert (here.is_set, here.is_stored) == (True, False)
    press(window, "s", held="Ctrl")
    here = place.stories.here()
    assert here is not None
    assert here.is_stored


@unix_only
def test_a_file_that_vanishes_is_noticed_and_gone_on_with_when_it_is_back(
    window: MainWindow, project: Path, qtbot: QtBot
) -> None:
    away = project.with_name("moved.qcoder")
    project.rename(away)
    qtbot.waitUntil(lambda: "the file is not there" in at_the_bottom(window))
    code(window, "four minutes")
    assert "moved, renamed or deleted" in bar(window, "unstoredNotice").label.text()
    assert [label for label, _ in coded(window, "Ada")] == ["Time"]
    away.rename(project)
    press(window, "s", held="Ctrl")
    assert at_the_bottom(window) == "All stored"
    assert len(in_file(project)) == 1


def test_undoing_what_is_not_stored_drops_it(window: MainWindow, project: Path) -> None:
    with locked(project):
        code(window, "four minutes")
        press(window, "z", held="Ctrl")
        assert "acts not stored" not in at_the_bottom(window)
        assert (painted(window), rescued(window)) == ([], [])
        press(window, "y", held="Ctrl")
        assert painted(window) == [("Time (not stored yet)", False)]
    press(window, "s", held="Ctrl")
    press(window, "z", held="Ctrl")
    assert in_file(project) == []
    assert told(window) == "Undone: Apply Time"


def test_what_another_changed_meanwhile_is_named_and_comes_off_the_page(
    window: MainWindow, project: Path
) -> None:
    code(window, "four minutes")
    (coding,) = code_workplace(window).page.own_codings()
    with locked(project):
        press(window, "u", held="Ctrl")
    with closing(open_workspace(project)) as other:
        ada = coder_of(other, "Ada")
        other.run("Remove", lambda uow: remove_coding(uow, ada, coding.id))
    press(window, "s", held="Ctrl")
    assert "can no longer be stored" in bar(window, "refusal").label.text()
    assert painted(window) == []
    assert at_the_bottom(window) == "All stored"


def test_closing_asks_and_keeps_for_later(
    window: MainWindow, open_main_window: OpenWindow, project: Path, qtbot: QtBot
) -> None:
    with locked(project):
        code(window, "four minutes")
        answer(window, "stay")
        assert not window.close()
        answer(window, "leave")
        close(window)
    assert in_file(project) == []
    later = open_main_window(project, coder="Ben")
    found = bar(later, "foundUnstored")
    assert found.label.text().startswith("1 act of Ada could not be stored")
    click(later, "takeUpFound")
    assert not found.isVisible()
    assert at_the_bottom(later) == "All stored"
    assert (len(in_file(project)), rescued(later)) == (1, [])


def test_closing_when_it_can_be_stored_at_last(
    window: MainWindow, project: Path, qtbot: QtBot
) -> None:
    with locked(project):
        code(window, "four minutes")
    answer(window, "again")
    close(window)
    assert len(in_file(project)) == 1


def test_a_copy_holds_what_is_not_stored_yet(
    window: MainWindow, project: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with locked(project):
        code(window, "four minutes")
        window.files.save_copy(tmp_path / "copy.qcoder")
        assert len(in_file(tmp_path / "copy.qcoder")) == 1
        answer(window, "leave")
        close(window)


def test_what_is_left_out_is_not_offered_again(
    window: MainWindow, open_main_window: OpenWindow, project: Path, qtbot: QtBot
) -> None:
    with locked(project):
        code(window, "four minutes")
        answer(window, "leave")
        close(window)
    later = open_main_window(project, coder="Ada")
    click(later, "dropFound")
    assert (in_file(project), rescued(later)) == ([], [])


def test_what_another_window_keeps_is_not_offered_to_this_one(
    window: MainWindow, open_main_window: OpenWindow, project: Path, qtbot: QtBot
) -> None:
    with locked(project):
        code(window, "four minutes")
        second = open_main_window(project)
        assert not bar(second, "foundUnstored").isVisible()
        answer(window, "leave")
        close(window)


def test_a_rescue_file_that_cannot_be_read_is_passed_over(
    window: MainWindow, project: Path
) -> None:
    folder = Path(window.desk.settings.fileName()).parent / "unstored"
    folder.mkdir()
    (folder / "study-1.unstored").write_text("{", encoding="utf-8")
    (folder / "study-2.unstored").write_text("[]", encoding="utf-8")
    assert Rescue(window.desk.settings).left_for("study") == []


def test_where_nothing_can_be_written_down_one_is_told_not_to_close(
    window: MainWindow, project: Path
) -> None:
    folder = Path(window.desk.settings.fileName()).parent / "unstored"
    folder.write_text("no folder", encoding="utf-8")
    with locked(project):
        code(window, "four minutes")
        assert "Do not close qcoder" in bar(window, "unstoredNotice").label.text()
    press(window, "s", held="Ctrl")
    assert at_the_bottom(window) == "All stored"
    QApplication.processEvents()
