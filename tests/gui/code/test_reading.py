"""What counts as read, and where a transcript opens."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from qcoder.domain.spans import Span
from qcoder.gui.code.reading import ALL_READ, first_missing, share_of, steps_of
from qcoder.gui.main_window import MainWindow
from qcoder.gui.transcript.selecting_view import Standpoint
from tests.windows import (
    OpenWindow,
    be,
    close,
    code_workplace,
    go_to,
    press,
    put_caret,
    select,
    view_of,
)

LENGTH = 60_000


def squeeze(window: MainWindow) -> None:
    """Let a line or two be in view."""
    view = view_of(window)
    view.setFixedHeight(3 * view.scene.fonts.pitch)


def said(window: MainWindow) -> tuple[str, str]:
    """What the list of transcripts and the status line say about FG1."""
    workplace = code_workplace(window)
    contents = workplace.page.contents
    assert contents is not None
    row = next(r for r in workplace.transcripts._rows() if r.payload == contents.transcript.id)
    return row.note, workplace.status_parts()[1]


@given(st.integers(0, LENGTH - 1), st.integers(1, LENGTH))
def test_a_span_that_is_read_is_what_it_says_to_a_thousandth(start: int, length: int) -> None:
    span = Span(start, min(LENGTH, start + length))
    steps = steps_of(span, LENGTH)
    assert abs(share_of(steps) - len(span) / LENGTH) <= 0.002
    assert first_missing(steps) == (0.0 if start >= LENGTH / 1000 else share_of(steps))


def test_all_that_is_read_lacks_nothing() -> None:
    assert steps_of(Span(0, LENGTH), LENGTH) == ALL_READ
    assert first_missing(ALL_READ) == 1.0
    assert first_missing(0) == 0.0


def test_what_stays_in_view_is_read_and_said_twice_alike(qtbot: QtBot, window: MainWindow) -> None:
    reading = code_workplace(window)._reading_watch
    with qtbot.waitSignal(reading.has_read):
        reading.begin()
    qtbot.waitUntil(lambda: said(window) == ("100 % read", "100 % read"))


def test_a_jump_to_the_end_reads_nothing_of_what_lies_between(
    qtbot: QtBot, window: MainWindow
) -> None:
    squeeze(window)
    reading = code_workplace(window)._reading_watch
    press(window, Qt.Key.Key_End, held="Ctrl")
    with qtbot.waitSignal(reading.has_read):
        reading.begin()
    note, status = said(window)
    assert note == status
    assert 5 < int(status.split()[0]) < 60


def test_a_transcript_opens_where_it_was_left_also_after_a_restart(
    open_main_window: OpenWindow, project: Path
) -> None:
    window = open_main_window(project, coder="Ada")
    squeeze(window)
    put_caret(window, "four minutes")
    left = view_of(window).standpoint()
    assert left.first > 0
    go_to(window, "FG2")
    go_to(window, "FG1")
    assert view_of(window).caret() == left.caret
    close(window)
    again = open_main_window(project, coder="Ada")
    assert view_of(again).caret() == left.caret


def test_what_was_coded_is_said_to_be_read_when_the_project_is_open_again(
    open_main_window: OpenWindow, project: Path
) -> None:
    window = open_main_window(project, coder="Ada")
    select(window, "Nobody had four minutes")
    press(window, "T")
    close(window)
    again = open_main_window(project, coder="Ada")
    assert said(again)[1] != "0 % read"
    assert said(again)[1] in again.status_line.parts.text()


def test_each_coder_has_a_place_of_their_own(window: MainWindow) -> None:
    put_caret(window, "four minutes")
    ada = view_of(window).caret()
    be(window, "Ben")
    put_caret(window, "whole chart")
    be(window, "Ada")
    assert view_of(window).caret() == ada


def test_a_place_beyond_a_text_that_was_cut_is_its_end(window: MainWindow) -> None:
    view = view_of(window)
    view.return_to(Standpoint(10**6, 10**6, 0))
    assert view.caret() == view.carets.text_end()
