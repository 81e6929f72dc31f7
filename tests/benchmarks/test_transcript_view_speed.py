"""The transcript view against a text edit with a format per coding, and against no codings.

Times differ from machine to machine and from neighbour to neighbour. So all three run on the
same data in the same window size, CPU time of the window's thread is taken, and what is held
to a limit is how one compares with another. The table shows medians in milliseconds.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterator
from functools import partial
from random import Random
from statistics import median
from time import thread_time

import pytest
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QTextEdit

from qcoder.domain.ids import CoderId
from qcoder.domain.transcript import Transcript
from qcoder.gui.transcript.painted import PaintedCoding
from qcoder.gui.transcript.view import TranscriptView
from tests.gui.transcript.material import CODERS, a_long_transcript, a_painted, many_codings

WIDTH, HEIGHT = 1280, 900
ACTS = ("open", "wheel", "page", "jump", "repaint", "apply", "toggle", "resize")
SIZES = [
    pytest.param((60_000, 500, True), id="60k"),
    pytest.param((200_000, 2_000, True), id="200k"),
    pytest.param((2_000_000, 20_000, True), id="2M"),
    pytest.param((200_000, 2_000, False), id="paragraph"),
]
Times = dict[str, float]


class Shown(ABC):
    """A transcript in a widget, to be scrolled and coded."""

    restyles = 30
    """How often what may restyle everything is done."""

    def __init__(
        self, widget: QAbstractScrollArea, transcript: Transcript, codings: list[PaintedCoding]
    ) -> None:
        self.widget = widget
        self.transcript = transcript
        self.codings = codings

    @abstractmethod
    def open(self) -> None: ...

    @abstractmethod
    def apply(self, coding: PaintedCoding) -> None: ...

    @abstractmethod
    def show_coders(self, coders: Collection[CoderId]) -> None: ...

    @abstractmethod
    def position_in_view(self) -> int: ...

    @property
    def is_settled(self) -> bool:
        """Whether nothing goes on in idle time any more; that is nobody's act."""
        return True


class InTheView(Shown):
    """Our own view, with the codings that it is given."""

    def __init__(self, transcript: Transcript, codings: list[PaintedCoding]) -> None:
        self.view = TranscriptView()
        super().__init__(self.view, transcript, codings)

    def open(self) -> None:
        self.view.set_transcript(self.transcript)
        self.view.set_codings(self.codings)

    def apply(self, coding: PaintedCoding) -> None:
        self.view.add_coding(coding)

    def show_coders(self, coders: Collection[CoderId]) -> None:
        self.view.set_visible_coders(coders)

    def position_in_view(self) -> int:
        return self.view.scene.span_in_view()[0]

    @property
    def is_settled(self) -> bool:
        return self.view.is_settled


class InATextEdit(Shown):
    """What is done elsewhere: the codings are formats of the document; the last one wins."""

    restyles = 2

    def __init__(self, transcript: Transcript, codings: list[PaintedCoding]) -> None:
        self.edit = QTextEdit()
        self.edit.setReadOnly(True)
        super().__init__(self.edit, transcript, codings)

    def open(self) -> None:
        self.edit.setPlainText(self.transcript.text)
        self.show_coders(CODERS)

    def apply(self, coding: PaintedCoding) -> None:
        cursor = QTextCursor(self.edit.document())
        cursor.setPosition(coding.span.start)
        cursor.setPosition(coding.span.end, QTextCursor.MoveMode.KeepAnchor)
        ground = QTextCharFormat()
        ground.setBackground(QColor(coding.colour).lighter(170))
        cursor.mergeCharFormat(ground)

    def show_coders(self, coders: Collection[CoderId]) -> None:
        # In one edit, or every coding would lay its paragraph out anew.
        cursor = QTextCursor(self.edit.document())
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.setCharFormat(QTextCharFormat())
        for coding in self.codings:
            if coding.coder in coders:
                self.apply(coding)
        cursor.endEditBlock()

    def position_in_view(self) -> int:
        return self.edit.cursorForPosition(self.edit.viewport().rect().topLeft()).position()


def cpu_ms(act: Callable[[], object]) -> float:
    """CPU time of an act with all the painting it brings about."""
    before = thread_time()
    act()
    QApplication.processEvents()
    return 1000 * (thread_time() - before)


def median_ms(acts: Collection[Callable[[], object]], shown: Shown) -> float:
    """The usual CPU time of one of these acts; idle work between them is not counted."""
    times = []
    for act in acts:
        while not shown.is_settled:
            QApplication.processEvents()
        times.append(cpu_ms(act))
    return median(times)


def values_for(act: str, shown: Shown, rounds: int) -> Iterator[int]:
    """Where the scroll bar goes."""
    bar, random = shown.widget.verticalScrollBar(), Random(3)
    for number in range(1, rounds + 1):
        if act == "jump":
            yield random.randrange(bar.maximum())
        else:
            yield number * (60 if act == "wheel" else bar.pageStep()) % bar.maximum()


def measured(shown: Shown, rounds: int) -> Times:
    """Median of every act; what restyles a whole document is done less often."""
    widget = shown.widget
    widget.resize(WIDTH, HEIGHT)
    widget.show()
    QApplication.processEvents()
    times = {"open": cpu_ms(shown.open)}
    bar = widget.verticalScrollBar()
    for act in ("wheel", "page", "jump"):
        values = values_for(act, shown, rounds)
        times[act] = median_ms([partial(bar.setValue, value) for value in values], shown)
    times["repaint"] = median_ms([widget.viewport().repaint] * rounds, shown)
    coders = [CODERS[:1], CODERS] * (shown.restyles // 2)
    times["toggle"] = median_ms([partial(shown.show_coders, some) for some in coders], shown)
    widths = [WIDTH - 100, WIDTH] * (shown.restyles // 2)
    times["resize"] = median_ms([partial(widget.resize, w, HEIGHT) for w in widths], shown)
    # At last, because it leaves many codings at one place.
    at = shown.position_in_view()
    new = [a_painted(10**6 + n, at + 40 * n, at + 40 * n + 200, n) for n in range(rounds // 3)]
    times["apply"] = median_ms([partial(shown.apply, coding) for coding in new], shown)
    widget.close()
    return times


def table(title: str, with_codings: Times, plain: Times, text_edit: Times) -> str:
    """Milliseconds; then how many times codings cost, and how many times a text edit does."""
    head = f"{title:<10}{'view':>9}{'no codings':>12}{'text edit':>11}{'cost':>8}{'edit':>9}"
    rows = [
        f"{act:<10}{with_codings[act]:>9.2f}{plain[act]:>12.2f}{text_edit[act]:>11.2f}"
        f"{with_codings[act] / max(plain[act], 0.01):>7.1f}x"
        f"{text_edit[act] / max(with_codings[act], 0.01):>8.1f}x"
        for act in ACTS
    ]
    return "\n".join(["", head, *rows])


@pytest.mark.timeout(600)
@pytest.mark.parametrize("size", SIZES)
def test_codings_cost_little_and_a_text_edit_more(
    qapp: QApplication,
    capsys: pytest.CaptureFixture[str],
    request: pytest.FixtureRequest,
    size: tuple[int, int, bool],
) -> None:
    # The first window of a process loads fonts; that is not what is compared.
    measured(InTheView(a_long_transcript(3000), []), rounds=3)
    characters, count, turns = size
    transcript = a_long_transcript(characters, turns=turns)
    codings = many_codings(transcript, count)
    with_codings = measured(InTheView(transcript, codings), rounds=99)
    plain = measured(InTheView(transcript, []), rounds=99)
    text_edit = measured(InATextEdit(transcript, codings), rounds=9)
    with capsys.disabled():
        print(table(request.node.callspec.id, with_codings, plain, text_edit))  # noqa: T201

    assert with_codings["open"] < text_edit["open"]
    assert with_codings["toggle"] < text_edit["toggle"]
    for act in ("wheel", "page", "jump", "repaint"):
        assert with_codings[act] < 8 * plain[act]
