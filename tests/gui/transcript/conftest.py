"""A transcript view on the screen, the same size and font everywhere."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qcoder.domain.transcript import Transcript
from qcoder.gui.transcript.view import TranscriptView
from tests.builders import a_transcript

TALK = """P1: We never had the time. It was surgery, and the list was late.
Moderator: Does anyone have a story like that?
[00:01:05] P2: [laughter] It always does.
It took maybe two minutes.
P1: She pulled the chair over and asked him what he was most afraid of.
# Second part
Moderator: Did anyone talk with you about it afterwards?
P3: Not really."""

ShowView = Callable[[Transcript | str], TranscriptView]


@pytest.fixture
def show_view(qtbot: QtBot, qapp: QApplication) -> Iterator[ShowView]:
    # A view that nothing holds may be collected while its own timer runs; qtbot does not.
    held: list[TranscriptView] = []
    flash = qapp.cursorFlashTime()
    # A blinking caret would make two pictures of the same differ.
    qapp.setCursorFlashTime(0)

    def show(transcript: Transcript | str) -> TranscriptView:
        view = TranscriptView()
        held.append(view)
        qtbot.addWidget(view)
        font = QFont("Noto Sans")
        font.setPointSizeF(9.5)
        view.setFont(font)
        view.resize(900, 600)
        with qtbot.waitActive(view):
            view.show()
            view.setFocus()
        if isinstance(transcript, str):
            transcript = a_transcript(transcript)
        view.set_transcript(transcript)
        qapp.processEvents()
        return view

    yield show
    qapp.setCursorFlashTime(flash)


@pytest.fixture
def view(show_view: ShowView) -> TranscriptView:
    return show_view(TALK)
