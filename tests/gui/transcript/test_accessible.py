import gc

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from qcoder.gui.transcript.accessible import AccessibleText, AccessibleTranscript, tell_caret
from qcoder.gui.transcript.view import TranscriptView
from tests.builders import a_transcript
from tests.gui.transcript.conftest import TALK, ShowView
from tests.gui.transcript.gestures import point_of
from tests.gui.transcript.material import a_painted


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
        tell_caret(view)
        view.set_caret(6)
        if round_number % 2:
            view.deleteLater()
            qapp.sendPostedEvents()
        del view
        gc.collect()
    QAccessible.setActive(was_active)
