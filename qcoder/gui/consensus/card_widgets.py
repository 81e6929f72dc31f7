"""Parts of the card that are filled anew for each difference instead of being built anew.

Building, styling and laying out some forty widgets takes longer than a frame.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from qcoder.domain.codebook import Code
from qcoder.gui.consensus.card_words import VerbShown
from qcoder.gui.consensus.code_wording import CodeWording
from qcoder.gui.consensus.verb_button import VerbButton
from qcoder.gui.consensus.verbs import BACK, PUT_ASIDE
from qcoder.gui.grain_words import grain_in_words
from qcoder.gui.icons import swatch
from qcoder.gui.parts.words import plain_label, small_font

W = TypeVar("W", bound=QWidget)

_SWATCH = 12
_LONG_WORD = re.compile(r"\w{19,}")
_PIECE = re.compile(r"\w{6}(?=\w)")
_BREAK_HERE = "\N{ZERO WIDTH SPACE}"


class Pool(Generic[W]):
    """As many widgets of one kind as were ever needed; those beyond are hidden."""

    def __init__(self, make: Callable[[], W]) -> None:
        self._make = make
        self.widgets: list[W] = []

    def take(self, count: int) -> Sequence[W]:
        """The first ``count`` of them, shown, the others hidden."""
        while len(self.widgets) < count:
            self.widgets.append(self._make())
        for number, widget in enumerate(self.widgets):
            widget.setVisible(number < count)
        return self.widgets[:count]


def breakable(text: str) -> str:
    """``text`` with places to break in words that are longer than the card is wide."""
    return _LONG_WORD.sub(lambda word: _PIECE.sub(f"\\g<0>{_BREAK_HERE}", word[0]), text)


class Badge(QLabel):
    """A word in a rounded frame."""

    def __init__(self) -> None:
        super().__init__()
        self.setFont(small_font(self.font()))
        self.setStyleSheet(
            "QLabel { border: 1px solid palette(mid); border-radius: 9px; padding: 1px 8px; }"
        )


class CodeHeading(QWidget):
    """A code's colour and label, large, a badge beside it; its rule; its definition."""

    def __init__(self) -> None:
        super().__init__()
        self._square = QLabel()
        self._title, self.wording = plain_label(), CodeWording()
        self._title.setObjectName("codeLabel")
        font = self._title.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.15)
        self._title.setFont(font)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._square, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._title, 1)
        self._badge = Badge()
        row.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        rows.addLayout(row)
        rows.addWidget(self.wording)

    def show_gone(self, badge: str) -> None:
        """Show that the codebook no longer has the code."""
        self._show_badge(badge)
        self._square.clear()
        self._title.setText(self.tr("a deleted code"))
        self._title.setAccessibleName(self._title.text())
        gone = self.tr("The codebook no longer has this code. Choose another one, or none.")
        self.wording.show_wording("", gone)

    def _show_badge(self, badge: str) -> None:
        self._badge.setText(badge)
        self._badge.setVisible(bool(badge))

    def show_code(self, code: Code, badge: str) -> None:
        """Show another code; without a badge where that says nothing."""
        self._show_badge(badge)
        self._square.setPixmap(swatch(code.colour, _SWATCH).pixmap(_SWATCH, _SWATCH))
        self._title.setText(breakable(code.label))
        self._title.setAccessibleName(code.label)
        edges = grain_in_words(code.effective_grain)
        rule = f"{code.rule} · {edges}" if code.rule else edges
        self.wording.show_wording(rule, code.definition)


class VerbList(QWidget):
    """The verbs below each other; putting off and leaving unresolved share a line.

    The last line is there always, for the way back and for ``more``: nothing below moves when
    something is decided.

    Signals:
        chosen: the Verb that was pressed.
    """

    chosen = Signal(object)

    def __init__(self, more: QWidget) -> None:
        super().__init__()
        self._more = more
        # Until there are verbs to stand below: what has no parent stays when the window goes.
        more.setParent(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(1)
        self._pool = Pool(self._make)

    def _make(self) -> VerbButton:
        # With a parent from the start, or it would be shown as a window of its own.
        button = VerbButton(self)
        button.clicked.connect(lambda _checked: self.chosen.emit(button.verb))
        return button

    def show_verbs(self, verbs: Sequence[VerbShown]) -> None:
        """Show these in order."""
        back = [shown for shown in verbs if shown.verb.outcome in BACK]
        aside = [shown for shown in verbs if shown.verb.outcome in PUT_ASIDE]
        whole = [shown for shown in verbs if shown not in (*aside, *back)]
        places = [(row, 0, 1, 2) for row in range(len(whole))]
        places += [(len(whole), column, 1, 1) for column in range(len(aside))]
        last = len(whole) + 1
        places += [(last, 1, 1, 1) for _ in back]
        buttons = self._pool.take(len(verbs))
        for button, shown, place in zip(buttons, (*whole, *aside, *back), places, strict=True):
            button.show_verb(shown)
            self._grid.addWidget(button, *place)
        self._grid.addWidget(self._more, last, 0, Qt.AlignmentFlag.AlignLeft)
