import gc

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from qcoder.domain.spans import Span
from qcoder.gui.transcript.accessible import AccessibleText, AccessibleTranscript
from qcoder.gui.transcript.spoken import selection_words
from qcoder.gui.transcript.view import TranscriptView
from tests.builders import a_transcript
from tests.gui.transcript.conftest import TALK, ShowView
from tests.gui.transcript.gestures import point_of
from tests.gui.transcript.material import a_long_transcript, a_painted


def interface_of(view: TranscriptView) -> AccessibleTranscript:
    interface = QAccessible.queryAccessibleInterface(view)
    assert isinstance(interface, AccessibleTranscript)
    return interface


def text_of(view: TranscriptView) -> AccessibleText:
    text = interface_of(view).textInterface()
    assert isinstance(text, AccessibleText)
    return text


def test_the_view_is_a_document_with_a_name(view: TranscriptView) -> None:
    interface = interface_of(view)

    assert interface.role() is QAccessible.Role.Document
    assert interface.text(QAccessible.Text.Name) == "Transcript"
    assert interface.text(QAccessible.Text.Value) == "FG1"


def test_a_reader_hears_who_speaks(view: TranscriptView) -> None:
    text = text_of(view)

    assert text.characterCount() == len(TALK)
    assert text.text(0, 12) == "P1: We never"


def test_places_are_counted_in_utf16(show_view: ShowView) -> None:
    view = show_view("P1: 😀 yes")
    text = text_of(view)
    text.setCursorPosition(7)

    assert view.caret() == 6
    assert text.cursorPosition() == 7
    assert text.characterCount() == 10
    assert text.text(7, 10) == "yes"


def test_characters_have_a_place_on_the_screen(view: TranscriptView) -> None:
    text = text_of(view)
    box = text.characterRect(20)

    assert view.viewport().mapFromGlobal(box.topLeft()).y() == view.scene.caret_rect(20).top()
    assert text.offsetAtPoint(view.viewport().mapToGlobal(point_of(view, 20))) == 20


def test_the_codes_at_the_caret_are_the_description(view: TranscriptView) -> None:
    view.set_codings([a_painted(1, 4, 30, 4), a_painted(2, 6, 20, 0)])
    view.set_caret(10)
    interface = interface_of(view)
    assert interface.text(QAccessible.Text.Description) == "Emotions, Time"
    view.set_caret(40)
    assert interface.text(QAccessible.Text.Description) == ""


def test_other_interfaces_are_none_and_do_not_end_the_process(view: TranscriptView) -> None:
    interface = interface_of(view)

    assert interface.valueInterface() is None
    assert interface.actionInterface() is None
    assert text_of(view).selectionCount() == 0


def test_views_come_and_go_with_a_reader_listening(qapp: QApplication) -> None:
    was_active = QAccessible.isActive()
    QAccessible.setActive(True)
    for round_number in range(6):
        view = TranscriptView()
        view.set_transcript(a_transcript())
        assert interface_of(view).isValid()
        view.narrator.tell_caret()
        view.set_caret(6)
        if round_number % 2:
            view.deleteLater()
            qapp.sendPostedEvents()
        del view
        gc.collect()
    QAccessible.setActive(was_active)


def children_of(view: TranscriptView) -> list[str]:
    interface = interface_of(view)
    children = [interface.child(number) for number in range(interface.childCount())]
    return [child.text(QAccessible.Text.Name) for child in children]


def test_each_paragraph_in_view_says_who_speaks_and_what_is_coded(view: TranscriptView) -> None:
    view.set_codings([a_painted(1, 4, 30, 4), a_painted(2, 6, 20, 0)])

    first, second, *_ = children_of(view)
    assert first == (
        "P1, turn 1: We never had the time. It was surgery, and the list was late."
        " — coded: Emotions, Time"
    )
    assert second == "Moderator, turn 2: Does anyone have a story like that?"


def test_a_heading_is_a_heading_and_says_no_speaker(view: TranscriptView) -> None:
    number = children_of(view).index("Second part")
    assert interface_of(view).child(number).role() is QAccessible.Role.Heading


def test_only_paragraphs_in_view_are_children(show_view: ShowView) -> None:
    view = show_view(a_long_transcript(60_000))
    before = children_of(view)
    view.scroll_by(100_000)

    assert 0 < len(before) < 30
    assert 0 < len(children_of(view)) < 30
    assert not set(before) & set(children_of(view))


def test_a_paragraph_is_the_same_one_while_it_is_in_view(view: TranscriptView) -> None:
    interface = interface_of(view)
    second = interface.child(1)

    assert interface.child(1) is second
    assert interface.indexOfChild(second) == 1
    middle = second.rect().center()
    assert interface.childAt(middle.x(), middle.y()) is second
    assert second.parent() is interface


def test_paragraphs_of_a_text_that_is_left_are_gone(view: TranscriptView) -> None:
    old = interface_of(view).child(1)
    view.set_transcript(a_transcript("P1: Another text."))

    assert not old.isValid()
    assert old.text(QAccessible.Text.Name) == ""
    assert children_of(view) == ["P1, turn 1: Another text."]


def test_paragraphs_go_with_their_view(qapp: QApplication) -> None:
    for _ in range(4):
        view = TranscriptView()
        view.resize(400, 300)
        view.set_transcript(a_transcript())
        paragraph = interface_of(view).child(0)
        QAccessible.uniqueId(paragraph)
        view.deleteLater()
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        assert not Shiboken.isValid(paragraph)


def test_the_speaker_is_said_when_the_caret_enters_another_turn(
    view: TranscriptView, heard: list[str]
) -> None:
    view.set_caret(6)
    heard.clear()
    view.set_caret(8)
    assert heard == []
    view.set_caret(TALK.index("Does anyone"))
    assert heard == ["Moderator, turn 2"]


def test_the_codes_are_said_where_they_begin_and_end(
    view: TranscriptView, heard: list[str]
) -> None:
    view.set_caret(6)
    view.set_codings([a_painted(1, 10, 30, 4)])
    heard.clear()
    view.set_caret(12)
    view.set_caret(14)
    view.set_caret(40)
    assert heard == ["Emotions", "not coded"]


def test_another_transcript_is_said_with_its_first_speaker(
    view: TranscriptView, heard: list[str]
) -> None:
    view.set_transcript(a_transcript("P7: Another text."))
    assert heard == ["FG1; P7, turn 1"]


def test_what_is_selected_is_said_once_it_rests(
    view: TranscriptView, heard: list[str], qtbot: QtBot
) -> None:
    start = TALK.index("never had the time")
    view.set_selection(Span(start, start + 5))
    view.set_selection(Span(start, start + 9))
    qtbot.waitUntil(lambda: any("selected" in sentence for sentence in heard))
    assert [s for s in heard if "selected" in s] == ["selected: never had"]


def test_of_a_long_selection_the_ends_are_said(view: TranscriptView) -> None:
    end = TALK.index("two minutes") + len("two minutes")
    words = selection_words(view.scene, Span(4, end))
    assert words == "selected, turn 1 to 3, to “maybe two minutes”"
