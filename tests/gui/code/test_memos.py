"""Memos on everything, where one looks."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from qcoder.bootstrap import open_workspace
from qcoder.domain.coding import Memo, MemoTarget
from qcoder.gui.code.memo_subjects import Follows
from qcoder.gui.code.memos_panel import MemosPanel
from qcoder.gui.main_window import MainWindow
from qcoder.services.memos.writing import write_memo
from qcoder.services.prepare.assignments import seal
from tests.sealed_pair import coder_of, transcript_of
from tests.windows import (
    be,
    code_workplace,
    coded,
    go_to,
    press,
    put_caret,
    select,
    stored,
    told,
    view_of,
)


@pytest.fixture
def memos(window: MainWindow) -> MemosPanel:
    """Ada's, in front."""
    panel = code_workplace(window).memos
    press(window, "m", held="Ctrl+Shift")
    assert panel.isVisible()
    return panel


def write(window: MainWindow, panel: MemosPanel, words: str) -> None:
    """Type into the panel and leave it."""
    panel.editor.setFocus()
    panel.editor.setPlainText(words)
    press(window, Qt.Key.Key_Escape)


def stored_memos(window: MainWindow, coder: str = "Ada") -> list[Memo]:
    """As they are in the file."""
    workspace = window.desk.workbench.workspace
    who = coder_of(workspace, coder)
    return [memo for memo in workspace.read(lambda uow: uow.memos.all()) if memo.coder == who]


def rows(panel: MemosPanel) -> list[tuple[str, str]]:
    """Words and what they are about."""
    panel._fill()
    return [(row.words, row.second) for row in panel.list.rows_model.rows]


def test_the_memo_follows_the_caret_from_coding_to_coding(
    window: MainWindow, memos: MemosPanel
) -> None:
    select(window, "four minutes")
    press(window, "t", held="Shift")
    assert memos.on.text() == "Time, turn 4"
    write(window, memos, "Who counts them?")
    assert told(window) == "Memo stored"
    assert view_of(window).hasFocus()
    put_caret(window, "the whole chart")
    assert memos.on.text() == "The transcript FG1"
    assert memos.editor.toPlainText() == ""
    put_caret(window, "minutes")
    assert memos.editor.toPlainText() == "Who counts them?"


def test_words_without_a_code_can_have_one(window: MainWindow, memos: MemosPanel) -> None:
    select(window, "the whole chart")
    assert memos.on.text() == "The words selected in turn 2"
    write(window, memos, "Who wrote it?")
    assert [m.target for m in stored_memos(window)] == [MemoTarget.HIGHLIGHT]
    window.desk.acts.undo()
    assert stored_memos(window) == []


def test_code_transcript_and_project_have_memos_and_are_listed(
    window: MainWindow, memos: MemosPanel
) -> None:
    workplace = code_workplace(window)
    for follows, words in (
        (Follows.PROJECT, "Saturation?"),
        (Follows.TRANSCRIPT, "A loud room."),
        (Follows.CODE, "Too wide."),
    ):
        found = workplace.codebook.codebook.find("Time")
        assert found is not None
        workplace.codebook.mark(found.id)
        memos.show_follow(follows)
        write(window, memos, words)
    assert rows(memos) == [
        ("Saturation?", "the project"),
        ("Too wide.", "Time"),
        ("A loud room.", "FG1"),
    ]


def test_memos_are_searched_by_words_and_names(window: MainWindow, memos: MemosPanel) -> None:
    memos.show_follow(Follows.PROJECT)
    write(window, memos, "Saturation?")
    memos.show_follow(Follows.TRANSCRIPT)
    write(window, memos, "A loud room.")
    memos.filter.setText("fg1")
    assert rows(memos) == [("A loud room.", "FG1")]
    memos.filter.setText("nothing such")
    assert rows(memos) == []
    assert memos.none.text() == "No memo has these words."


def test_a_memo_leads_to_its_words_in_another_transcript(
    window: MainWindow, memos: MemosPanel
) -> None:
    select(window, "four minutes")
    press(window, "t", held="Shift")
    write(window, memos, "Who counts them?")
    go_to(window, "FG2")
    memos._fill()
    memos.list.setCurrentIndex(memos.list.rows_model.index(0))
    memos.list.clicked.emit(memos.list.currentIndex())
    assert "FG1" in window.windowTitle()
    current = code_workplace(window).at_hand.current
    assert current is not None
    assert memos.editor.toPlainText() == "Who counts them?"


def test_nobody_reads_the_memos_of_another(window: MainWindow, memos: MemosPanel) -> None:
    memos.show_follow(Follows.PROJECT)
    write(window, memos, "Saturation?")
    be(window, "Ben")
    assert rows(memos) == []
    assert memos.editor.toPlainText() == ""


def test_what_others_wrote_is_read_beside_ones_own_once_it_may_be(
    window: MainWindow, memos: MemosPanel
) -> None:
    memos.show_follow(Follows.PROJECT)
    write(window, memos, "Mine.")
    be(window, "Ben")
    write(window, memos, "Ben's.")
    be(window, "Ada")
    assert rows(memos) == [("Mine.", "the project")]
    assert not memos.others.isVisible()
    workspace = window.desk.workbench.workspace
    where = transcript_of(workspace, "FG1").id
    for name in ("Ada", "Ben"):
        sealing = partial(seal, transcript=where, coder=coder_of(workspace, name))
        workspace.run("Seal", sealing)
    assert rows(memos) == [("Mine.", "the project"), ("Ben's.", "the project, Ben")]
    assert memos.others.text() == "Ben: Ben's."
    assert memos.editor.toPlainText() == "Mine."


def elsewhere(
    window: MainWindow, words: str, target: MemoTarget = MemoTarget.PROJECT, on: str = ""
) -> None:
    """Ada writes in another program, on the project unless told else."""
    path = window.desk.workbench.workspace.path
    assert path is not None
    other = open_workspace(path)
    ada = coder_of(other, "Ada")
    other.run("Memo", lambda uow: write_memo(uow, ada, target, on, words))
    other.close()


@pytest.mark.parametrize("has_heard", [True, False], ids=["noticed", "not noticed yet"])
def test_the_memo_below_the_codings_loses_nothing_to_another_program(
    window: MainWindow, has_heard: bool
) -> None:
    select(window, "four minutes")
    press(window, "t", held="Shift")
    press(window, Qt.Key.Key_F2)
    here = code_workplace(window).here
    here.memo.setPlainText("Mine.")
    elsewhere(window, "Theirs.", MemoTarget.CODING, stored(window, "Ada")[0].id)
    if has_heard:
        window.desk.workbench.workspace.notice_foreign_changes()
        here.catch_up()
        assert here.memo.toPlainText() == "Theirs.\n\nMine."
    press(window, Qt.Key.Key_Escape)
    assert [memo.text for memo in stored_memos(window)] == ["Theirs.\n\nMine."]
    assert told(window) in (
        "Memo stored",
        "This memo was changed elsewhere; your words stand below it",
    )
    assert view_of(window).hasFocus()


@pytest.mark.parametrize("has_heard", [True, False], ids=["noticed", "not noticed yet"])
def test_two_programs_that_write_one_memo_lose_nothing(
    window: MainWindow, memos: MemosPanel, has_heard: bool
) -> None:
    memos.show_follow(Follows.PROJECT)
    write(window, memos, "First.")
    memos.editor.setFocus()
    memos.editor.setPlainText("First. Mine.")
    elsewhere(window, "First. Theirs.")
    if has_heard:
        window.desk.workbench.workspace.notice_foreign_changes()
        memos._fill()
        assert told(window) == "This memo was changed elsewhere; your words stand below it"
        assert memos.editor.toPlainText() == "First. Theirs.\n\nFirst. Mine."
    press(window, Qt.Key.Key_Escape)
    assert [memo.text for memo in stored_memos(window)] == ["First. Theirs.\n\nFirst. Mine."]
    assert memos.editor.toPlainText() == "First. Theirs.\n\nFirst. Mine."


def test_undo_in_a_memo_is_the_memos_own(window: MainWindow, memos: MemosPanel) -> None:
    select(window, "four minutes")
    press(window, "t", held="Shift")
    memos.editor.setFocus()
    press(window, *"hm")
    press(window, "z", held="Ctrl")
    assert memos.editor.toPlainText() == ""
    assert coded(window, "Ada") == [("Time", "four minutes")]


def test_the_memo_of_a_removed_coding_comes_back_with_it(
    window: MainWindow, memos: MemosPanel
) -> None:
    select(window, "four minutes")
    press(window, "t", held="Shift")
    write(window, memos, "Who counts them?")
    press(window, Qt.Key.Key_Delete)
    assert stored_memos(window) == []
    window.desk.acts.undo()
    assert rows(memos) == [("Who counts them?", "Time, FG1")]
    put_caret(window, "minutes")
    assert memos.editor.toPlainText() == "Who counts them?"


def test_a_very_long_memo_is_stored_whole(window: MainWindow, memos: MemosPanel) -> None:
    memos.show_follow(Follows.PROJECT)
    words = "saturation? " * 50_000
    write(window, memos, words)
    assert stored_memos(window)[0].text == words.strip()


def test_memos_one_may_see_are_exported_from_the_menu(
    qtbot: QtBot, window: MainWindow, memos: MemosPanel, tmp_path: Path
) -> None:
    memos.show_follow(Follows.TRANSCRIPT)
    write(window, memos, "Mine.")
    be(window, "Ben")
    write(window, memos, "Ben's.")
    export = code_workplace(window).on_paper.memos
    assert export.action.isEnabled()
    task = export.export(tmp_path / "memos.csv")
    assert task is not None
    qtbot.waitUntil(lambda: told(window) == "Saved memos.csv, 1 memo")
    written = (tmp_path / "memos.csv").read_text(encoding="utf-8-sig")
    assert "Ben's." in written
    assert "Mine." not in written
