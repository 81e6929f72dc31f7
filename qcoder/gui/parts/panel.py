"""A panel: a heading, something at its right, and what it shows; or why it is empty."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from qcoder.gui.parts.words import heading_label, muted_label, set_tone, small_font


class EmptyPlace(QWidget):
    """Says what will be here, with the button that brings it."""

    def __init__(self, sentence: str, buttons: Sequence[QWidget] = ()) -> None:
        super().__init__()
        self.label = muted_label(sentence)
        self.buttons = tuple(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(8)
        layout.addWidget(self.label)
        for button in self.buttons:
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)

    def say(self, sentence: str, *, offers: bool = True) -> None:
        """Another sentence; without its buttons where they would not help."""
        self.label.setText(sentence)
        for button in self.buttons:
            button.setVisible(offers)


class Panel(QFrame):
    """A named part of a workplace. ``note`` stands at the right of its heading.

    In a tab, which has the name already, the heading is left out.

    Signals:
        revealed: the panel is to be seen.
    """

    revealed = Signal()

    def __init__(
        self, name: str, heading: str, parent: QWidget | None = None, *, in_tab: bool = False
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(heading)
        self.heading = heading_label(heading)
        self.note = _note()
        # From the outside in: a widget that is shown before it is in another one is a window.
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(12, 12, 12, 8)
        self.body.setSpacing(8)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.body.addLayout(self.head)
        self.head.addWidget(self.heading)
        self.heading.setVisible(not in_tab)
        if not in_tab:
            self.head.addStretch(1)
        self.head.addWidget(self.note)

    def add_contents(
        self, contents: QWidget, empty: EmptyPlace, *, begin: QWidget | None = None
    ) -> None:
        """Fill the panel with ``contents``, or with why there are none.

        Who comes to the panel begins at ``begin`` in its contents, at themselves if not given.
        """
        self.empty = empty
        self._begins_at = begin or contents
        self._either = QStackedLayout()
        self.body.addLayout(self._either, 1)
        self._either.addWidget(contents)
        self._either.addWidget(empty)
        self._is_empty = False
        self._instead: QWidget | None = None
        self._lead()

    def reveal(self) -> None:
        """Bring the panel to the front, where it is behind another tab or folded away."""
        self.revealed.emit()

    def show_empty(self, is_empty: bool) -> None:
        """Show why there is nothing, or what there is; later, where another widget is shown."""
        self._is_empty = is_empty
        if self._instead is None:
            self._either.setCurrentIndex(1 if is_empty else 0)
        self._lead()

    def add_instead(self, widget: QWidget) -> None:
        """Know a widget that can stand in the place of the contents for a while."""
        self._either.addWidget(widget)

    def show_instead(self, widget: QWidget | None) -> None:
        """Show that widget in the place of the contents; None brings these back."""
        self._instead = widget
        if widget is None:
            self.show_empty(self._is_empty)
        else:
            self._either.setCurrentWidget(widget)
            self._lead()

    def _lead(self) -> None:
        """Lead the focus to what is in sight: Tab to what is hidden stays where it is for good."""
        offered = (button for button in self.empty.buttons if not button.isHidden())
        shown = next(offered, None) if self._is_empty else self._begins_at
        self.begin_at(shown if self._instead is None else None)

    def begin_at(self, widget: QWidget | None) -> None:
        """Who comes to the panel begins there; None while that is hidden."""
        self.setFocusProxy(widget)  # type: ignore[arg-type]  # PySide forgets that it may be None

    @property
    def instead(self) -> QWidget | None:
        """What stands in the place of the contents now."""
        return self._instead

    def is_instead_focused(self) -> bool:
        """Whether the focus is in what stands in the place of the contents."""
        focused = self.window().focusWidget()
        if self._instead is None or focused is None:
            return False
        return self._instead is focused or self._instead.isAncestorOf(focused)


def _note() -> QLabel:
    note = QLabel()
    note.setTextFormat(Qt.TextFormat.PlainText)
    note.setFont(small_font(note.font()))
    set_tone(note, "muted")
    return note
