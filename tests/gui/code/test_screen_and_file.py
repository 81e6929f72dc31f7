"""After whatever a coder does, and whoever else codes, the panels show what is stored."""

from collections.abc import Callable, Sequence
from pathlib import Path
from shutil import copy

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from qcoder.bootstrap import open_workspace
from qcoder.gui.main_window import MainWindow
from qcoder.gui.parts.row import Row
from qcoder.services.coding.layer import apply_code, remove_coding
from tests.builders import span_of
from tests.sealed_pair import coder_of, layers, transcript_of
from tests.thoroughness import examples
from tests.windows import OpenWindow, close, code_workplace, press, put_caret, select, stored

PLACES = ("I had read", "whole chart", "he told me about his dog", "on surgery", "stairs")
Act = Callable[[MainWindow, Path, str], object]


def apply(window: MainWindow, _file: Path, words: str) -> None:
    select(window, words)
    press(window, "t", held="Shift")


def apply_whole(window: MainWindow, _file: Path, words: str) -> None:
    put_caret(window, words)
    press(window, "h")


def remove(window: MainWindow, _file: Path, words: str) -> None:
    put_caret(window, words)
    press(window, Qt.Key.Key_Delete)


def resize(window: MainWindow, _file: Path, words: str) -> None:
    put_caret(window, words)
    press(window, Qt.Key.Key_Right, held="Alt+Shift")


def recode(window: MainWindow, _file: Path, words: str) -> None:
    put_caret(window, words)
    own, contents = code_workplace(window).at_hand.current, code_workplace(window).page.contents
    if own is not None and contents is not None:
        other = next(c for c in contents.codebook.codes if c.id != own.code and c.key)
        code_workplace(window).gestures.acts.recode(own.id, other)


def split(window: MainWindow, _file: Path, words: str) -> None:
    put_caret(window, words)
    press(window, "b", held="Ctrl")


def join(window: MainWindow, _file: Path, words: str) -> None:
    put_caret(window, words)
    press(window, "b", held="Ctrl+Shift")


def weigh(window: MainWindow, _file: Path, words: str) -> None:
    put_caret(window, words)
    press(window, "u", held="Ctrl")


def leave_as_it_is(window: MainWindow, _file: Path, words: str) -> None:
    put_caret(window, words)
    press(window, "l", held="Ctrl")


def undo(window: MainWindow, _file: Path, _words: str) -> None:
    press(window, "z", held="Ctrl")


def redo(window: MainWindow, _file: Path, _words: str) -> None:
    window.desk.acts.redo()


def change_elsewhere(window: MainWindow, file: Path, words: str) -> None:
    """Ada at another computer, or Ben: remove what is there, else code."""
    other = open_workspace(file)
    transcript, ada = transcript_of(other, "FG1"), coder_of(other, "Ada")
    span = span_of(transcript, words)
    code = other.read(lambda uow: uow.codebook.load()).codes[-1].id
    present = [c for c in layers(other, "FG1")[ada] if c.span.overlaps(span)]
    if present:
        other.run("Remove", lambda uow: remove_coding(uow, ada, present[0].id), actor=ada)
    else:
        other.run("Code", lambda uow: apply_code(uow, transcript, ada, code, span), actor=ada)
    other.close()
    window.desk.workbench.workspace.notice_foreign_changes()


ACTS = (
    apply, apply_whole, remove, resize, recode, split, join, weigh, leave_as_it_is, undo, redo,
    change_elsewhere,
)  # fmt: skip


@settings(
    max_examples=examples(10),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    script=st.lists(
        st.tuples(st.sampled_from(ACTS), st.sampled_from(PLACES)), min_size=4, max_size=14
    ),
    tab=st.integers(0, 2),
)
def test_panels_show_what_is_stored_after_any_acts(
    *,
    open_main_window: OpenWindow,
    made_project: Path,
    tmp_path: Path,
    qtbot: QtBot,
    script: list[tuple[Act, str]],
    tab: int,
) -> None:
    file = Path(copy(made_project, tmp_path / "study.qcoder"))
    window = open_main_window(file, coder="Ada")
    try:
        workplace = code_workplace(window)
        workplace._tabs.setCurrentIndex(tab)
        for act, words in script:
            act(window, file, words)
        qtbot.waitUntil(lambda: not workplace.checking.rules._idle.isActive())
        assert_shown_as_stored(window)
        assert_shown_as_read_anew(window)
    finally:
        # Where one example fails, others follow; windows left open end in a crash instead.
        close(window)


def assert_shown_as_stored(window: MainWindow) -> None:
    workplace, own = code_workplace(window), stored(window, "Ada")
    counts = {code: n for code, n in workplace.page.own.counts.items() if n}
    assert list(workplace.page.own.codings) == own
    assert sum(counts.values()) == len(own)
    index = workplace.page.view.scene.index
    assert {c.coding: (c.span, c.code) for c in index.codings} == {
        c.id: (c.span, c.code) for c in own
    }
    workplace._tabs.setCurrentWidget(workplace.codings)
    assert payloads(workplace.codings.list.rows_model.rows) == [c.id for c in own]


def assert_shown_as_read_anew(window: MainWindow) -> None:
    """What was kept in step one by one is what a fresh look finds."""
    workplace = code_workplace(window)
    workplace.here.catch_up()
    before = seen(window)
    workplace.checking.rules._checked.clear()
    workplace.page.reload()
    while workplace.checking.rules._idle.isActive():
        workplace.checking.rules._idle.stop()
        workplace.checking.rules._go_on()
    workplace.here.catch_up()
    assert seen(window) == before


def seen(window: MainWindow) -> list[object]:
    workplace = code_workplace(window)
    return [
        payloads(workplace.to_check.list.rows_model.rows),
        payloads(workplace.here.list.rows_model.rows),
        [(row.words, row.note) for row in workplace.codings.list.rows_model.rows],
        [(row.words, row.columns) for row in workplace.codebook.list.rows_model.rows],
        workplace.here.broken.text() if workplace.here.broken.isVisible() else "",
        dict(workplace.page.view.scene.rule_flags.codings),
    ]


def payloads(rows: Sequence[Row]) -> list[object]:
    return [row.payload for row in rows]
