"""Parts of the card that are filled anew for each difference instead of being built anew.

Building, styling and laying out some forty widgets takes longer than a frame.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from qcoder.domain.codebook import Code
from qcoder.gui.consensus.card_words import VerbShown
from qcoder.gui.consensus.verb_button import VerbButton
from qcoder.gui.consensus.verbs import PUT_ASIDE
from qcoder.gui.icons import swatch
from qcoder.gui.parts.words import muted_label, plain_label, small_font

W = TypeVar("W", bound=QWidget)

_SWATCH = 12


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
        self._title, self._rule = plain_label(), plain_label()
        self._definition = muted_label()
        font = self._title.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.15)
        self._title.setFont(font)
        font = self._rule.font()
        font.setWeight(font.Weight.DemiBold)
        self._rule.setFont(font)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._square, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._title, 1)
        self._badge = Badge()
        row.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addLayout(row)
        rows.addWidget(self._rule)
        rows.addWidget(self._definition)

    def show_gone(self, badge: str) -> None:
        """Show that the codebook no longer has the code."""
        self._show_badge(badge)
        self._square.clear()
        self._title.setText(self.tr("a deleted code"))
        self._rule.hide()
        self._definition.setText(
            self.tr("The codebook no longer has this code. Choose another one, or none.")
        )
        self._definition.show()

    def _show_badge(self, badge: str) -> None:
        self._badge.setText(badge)
        self._badge.setVisible(bool(badge))

    def show_code(self, code: Code, badge: str) -> None:
        """Show another code; without a badge where that says nothing."""
        self._show_badge(badge)
        self._square.setPixmap(swatch(code.colour, _SWATCH).pixmap(_SWATCH, _SWATCH))
        self._title.setText(code.label)
        for label, text in ((self._rule, code.rule), (self._definition, code.definition)):
            label.setText(text)
            label.setVisible(bool(text))


class VerbList(QWidget):
    """The verbs below each other; putting off and leaving unresolved share a line.

    Signals:
        chosen: the Verb that was pressed.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
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
        whole = [shown for shown in verbs if shown.verb.outcome not in PUT_ASIDE]
        aside = [shown for shown in verbs if shown.verb.outcome in PUT_ASIDE]
        buttons = self._pool.take(len(verbs))
        for row, (button, shown) in enumerate(zip(buttons, whole, strict=False)):
            button.show_verb(shown)
            self._grid.addWidget(button, row, 0, 1, 2)
        for column, (button, shown) in enumerate(zip(buttons[len(whole) :], aside, strict=True)):
            button.show_verb(shown)
            self._grid.addWidget(button, len(whole), column)
