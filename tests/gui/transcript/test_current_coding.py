import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qcoder.domain.ids import CodingId
from qcoder.domain.spans import Span
from qcoder.gui.transcript.handles import End
from qcoder.gui.transcript.painted import CODE_MIME_TYPE
from qcoder.gui.transcript.view import TranscriptView
from tests.gui.transcript.conftest import TALK, ShowView
from tests.gui.transcript.gestures import drag, point_of, press, release, type_key
from tests.gui.transcript.material import a_long_transcript, a_painted

ALT = Qt.KeyboardModifier.AltModifier
START, END = TALK.index("never"), TALK.index(" It was")


@pytest.fixture
def coded(view: TranscriptView) -> TranscriptView:
    view.set_codings([a_painted(1, START, END), a_painted(2, START, END + 20, 4)])
    view.set_current_coding(CodingId("coding-1"))
    return view


def handle(view: TranscriptView, end: End) -> QPoint:
    span = view.handles.span
    assert span is not None
    return view.handles.grip_of(span, end).center()


def test_the_current_coding_is_outlined(view: TranscriptView) -> None:
    view.set_codings([a_painted(1, START, END)])
    plain = view.grab().toImage()
    view.set_current_coding(CodingId("coding-1"))
    assert view.current_coding == "coding-1"
    assert view.grab().toImage() != plain
    view.set_current_coding(None)
    assert view.grab().toImage() == plain


def test_a_long_coding_at_hand_has_a_bar_beside_it_and_no_frame(
    show_view: ShowView,
) -> None:
    view = show_view(a_long_transcript(20_000))
    view.set_codings([a_painted(1, 0, 19_000)])
    plain = view.grab().toImage()
    view.set_current_coding(CodingId("coding-1"))
    marked = view.grab().toImage()
    left = view.scene.columns.text
    assert any(differ(plain, marked, x) for x in range(left - 6, left))
    assert not any(differ(plain, marked, x) for x in range(left + 40, left + 200))


def differ(one: QImage, other: QImage, x: int) -> bool:
    """In a column of the picture."""
    return any(one.pixel(x, y) != other.pixel(x, y) for y in range(one.height()))


def test_a_dragged_end_asks_for_whole_words(qtbot: QtBot, coded: TranscriptView) -> None:
    target = point_of(coded, TALK.index("surgery") + 3)
    with qtbot.waitSignal(coded.coding_resized) as told:
        press(coded, handle(coded, End.END))
        drag(coded, target)
        release(coded, target)

    assert told.args == ["coding-1", Span(START, TALK.index("surgery") + 7)]
    coding = coded.scene.index.get("coding-1")
    assert coding is not None
    assert coding.span == Span(START, END), "only asked for, not done"


def on_screen(view: TranscriptView) -> QImage:
    """What has been painted so far; grabbing the widget would paint it again."""
    QApplication.processEvents()
    return view.screen().grabWindow(view.winId()).toImage()


def test_a_dragged_end_is_shown_on_its_way_and_goes_if_nothing_comes_of_it(
    coded: TranscriptView,
) -> None:
    start, before = handle(coded, End.END), on_screen(coded)
    press(coded, start)
    drag(coded, point_of(coded, TALK.index("surgery") + 3))
    assert on_screen(coded) != before
    release(coded, point_of(coded, TALK.index("surgery") + 3))
    assert on_screen(coded) == before


def test_a_dragged_start_is_taken_as_it_is_with_alt(qtbot: QtBot, coded: TranscriptView) -> None:
    target = point_of(coded, TALK.index("had the") + 1)
    with qtbot.waitSignal(coded.coding_resized) as told:
        press(coded, handle(coded, End.START))
        drag(coded, target)
        release(coded, target, ALT)

    assert told.args == ["coding-1", Span(TALK.index("had the") + 1, END)]


def test_an_end_never_passes_the_other(qtbot: QtBot, coded: TranscriptView) -> None:
    target = point_of(coded, 4)
    with qtbot.waitSignal(coded.coding_resized) as told:
        press(coded, handle(coded, End.END))
        drag(coded, target)
        release(coded, target)

    assert told.args == ["coding-1", Span(START, START + 5)]


def test_escape_and_no_movement_ask_for_nothing(qtbot: QtBot, coded: TranscriptView) -> None:
    with qtbot.assertNotEmitted(coded.coding_resized):
        press(coded, handle(coded, End.END))
        release(coded, handle(coded, End.END))
        press(coded, handle(coded, End.END))
        drag(coded, point_of(coded, END + 20))
        type_key(coded, Qt.Key.Key_Escape)
        release(coded, point_of(coded, END + 20))


def test_a_hidden_coding_has_no_handles(coded: TranscriptView) -> None:
    at = handle(coded, End.END)
    coded.set_visible_coders(set())

    assert coded.handles.at(at) is None
    assert coded.handles.span is None


def test_a_code_dropped_on_words_is_told(qtbot: QtBot, view: TranscriptView) -> None:
    mime = QMimeData()
    mime.setData(CODE_MIME_TYPE, "code-ä".encode())
    at = point_of(view, START + 2)
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at, Qt.DropAction.CopyAction, mime, buttons, keys)
    view.dragEnterEvent(enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(at), Qt.DropAction.CopyAction, mime, buttons, keys)
    with qtbot.waitSignal(view.code_dropped) as told:
        view.dropEvent(drop)

    assert told.args == ["code-ä", START + 2]


def test_anything_else_is_not_taken(view: TranscriptView) -> None:
    mime = QMimeData()
    mime.setText("words")
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(200, 40), Qt.DropAction.CopyAction, mime, buttons, keys)
    view.dragEnterEvent(enter)

    assert not enter.isAccepted()


def test_a_menu_is_asked_for_at_the_words_under_the_mouse(
    qtbot: QtBot, view: TranscriptView
) -> None:
    at = point_of(view, START + 2)
    whole = view.viewport().mapToGlobal(at)
    with qtbot.waitSignal(view.context_menu_requested) as told:
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, whole)
        QApplication.sendEvent(view.viewport(), event)

    assert told.args == [START + 2, whole]


def test_a_menu_asked_for_by_key_opens_at_the_caret(qtbot: QtBot, view: TranscriptView) -> None:
    view.set_caret(START)
    with qtbot.waitSignal(view.context_menu_requested) as told:
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
        QApplication.sendEvent(view.viewport(), event)

    assert told.args is not None
    assert told.args[0] == START
