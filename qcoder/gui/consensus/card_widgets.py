"""Parts of the card that are filled anew for each difference instead of being built anew.

Building, styling and laying out some forty widgets takes longer than a frame.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from qcoder.domain.codebook import Code
from qcoder.gui.consensus.card_words import VerbShown
from qcoder.gui.consensus.cut_words import CutWords
from qcoder.gui.consensus.verb_button import VerbButton
from qcoder.gui.consensus.verbs import BACK, PUT_ASIDE
from qcoder.gui.grain_words import grain_in_words
from qcoder.gui.icons import paint_shape
from qcoder.gui.parts.words import plain_label, small_font

W = TypeVar("W", bound=QWidget)

_SWATCH = 12
_LONG_WORD = re.compile(r"\w{19,}")
_PIECE = re.compile(r"\w{6}(?=\w)")
_BREAK_HERE = "\N{SOFT HYPHEN}"


class Pool(Generic[W]):
    """As many widgets of one kind as were ever needed; those beyond are hidden.

    Those that take the focus do so after ``before``, not after all that was made before them.
    """

    def __init__(self, make: Callable[[], W], before: QWidget | None = None) -> None:
        self._make = make
        self._before = before
        self.widgets: list[W] = []

    def take(self, count: int) -> Sequence[W]:
        """The first ``count`` of them, shown, the others hidden."""
        while len(self.widgets) < count:
            made = self._make()
            if self._before is not None:
                QWidget.setTabOrder(self._before, made)
                self._before = made
            self.widgets.append(made)
        for number, widget in enumerate(self.widgets):
            widget.setVisible(number < count)
        return self.widgets[:count]


def breakable(text: str) -> str:
    """``text`` with places to break in words that are longer than the card is wide."""
    return _LONG_WORD.sub(lambda word: _PIECE.sub(f"\\g<0>{_BREAK_HERE}", word[0]), text)


class Badge(QLabel):
    """A word in a rounded frame; cut where there is no room, so that it makes nothing broader."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFont(small_font(self.font()))
        self.setStyleSheet(
            "QLabel { border: 1px solid palette(mid); border-radius: 9px; padding: 1px 8px; }"
        )
        self.setMinimumWidth(1)


class Square(QWidget):
    """A code's colour, in the middle of a line of that height."""

    def __init__(self, height: int) -> None:
        super().__init__()
        self.setFixedSize(_SWATCH, height)
        self._colour = ""

    def show_colour(self, colour: str) -> None:
        """Show another."""
        self._colour = colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rounded square."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(0, (self.height() - _SWATCH) / 2, _SWATCH, _SWATCH)
        paint_shape(painter, place, self._colour, self.palette(), is_round=False)
        painter.end()


class CodeHeading(QWidget):
    """A code's colour and label, large; its rule; its definition."""

    def __init__(self) -> None:
        super().__init__()
        self._title, self.wording = plain_label(), CutWords("codeWording")
        self._title.setObjectName("codeLabel")
        font = self._title.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.15)
        self._title.setFont(font)
        row = QHBoxLayout()
        row.setSpacing(8)
        self._square = Square(self._title.fontMetrics().height())
        row.addWidget(self._square, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._title, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        rows.addLayout(row)
        rows.addWidget(self.wording)

    def show_gone(self) -> None:
        """Show that the codebook no longer has the code."""
        self._square.hide()
        self._title.setText(self.tr("a deleted code"))
        self._title.setAccessibleName(self._title.text())
        gone = self.tr("The codebook no longer has this code. Choose another one, or none.")
        self.wording.show_words(gone)

    def show_code(self, code: Code) -> None:
        """Show another code."""
        self._square.show_colour(code.colour)
        self._square.show()
        self._title.setText(breakable(code.label))
        self._title.setAccessibleName(code.label)
        edges = grain_in_words(code.effective_grain)
        rule = f"{code.rule} · {edges}" if code.rule else edges
        # With the full stop that is put after it.
        rule = rule if rule.endswith(".") or not code.definition else f"{rule}."
        words = " ".join(filter(None, (rule, code.definition)))
        self.wording.show_words(words, emphasised=len(rule))


class VerbList(QWidget):
    """The verbs below each other; putting off and leaving unresolved share a line.

    These two, and below them ``more`` and the way back, have their lines always, wherever the
    other verbs end: each has its place for all differences of a room.

    Signals:
        chosen: the Verb that was pressed.
    """

    chosen = Signal(object)

    def __init__(self, more: QWidget, before: QWidget) -> None:
        super().__init__()
        self._more = more
        # Until there are verbs to stand below: what has no parent stays when the window goes.
        more.setParent(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        # Empty lines have none either.
        self._grid.setVerticalSpacing(0)
        for column in range(2):
            self._grid.setColumnStretch(column, 1)
        self._pool = Pool(self._make, before)
        self._arranged: object = None

    def _make(self) -> VerbButton:
        # With a parent from the start, or it would be shown as a window of its own.
        button = VerbButton(self)
        button.clicked.connect(lambda _checked: self.chosen.emit(button.verb))
        return button

    def show_verbs(self, verbs: Sequence[VerbShown], most: int) -> None:
        """Show these in order, in the place of ``most`` and of those that have their lines."""
        back = [shown for shown in verbs if shown.verb.outcome in BACK]
        aside = [shown for shown in verbs if shown.verb.outcome in PUT_ASIDE]
        whole = [shown for shown in verbs if shown not in (*aside, *back)]
        last = max(most, len(whole)) + 1
        places = [(row, 0, 1, 2) for row in range(len(whole))]
        places += [(last - 1, column, 1, 1) for column in range(len(aside))]
        places += [(last, 1, 1, 1) for _ in back]
        buttons = self._pool.take(len(verbs))
        for button, shown in zip(buttons, (*whole, *aside, *back), strict=True):
            button.show_verb(shown)
        height = buttons[0].sizeHint().height()
        # What is put into the grid, even in the same place, has the whole card laid out anew.
        if (places, last, height) != self._arranged:
            self._arranged = places, last, height
            for button, place in zip(buttons, places, strict=True):
                self._grid.addWidget(button, *place)
            self._grid.addWidget(self._more, last, 0, Qt.AlignmentFlag.AlignLeft)
            self._keep_lines(last + 1, height)

    def _keep_lines(self, count: int, height: int) -> None:
        """As many as there are places, whether a verb stands there or not."""
        for row in range(max(count, self._grid.rowCount())):
            self._grid.setRowMinimumHeight(row, height if row < count else 0)
