"""The right column: the difference in hand, and everything that can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from qcoder.domain.decisions import Resolution
from qcoder.gui.consensus import card_parts
from qcoder.gui.consensus.discussion import Discussion
from qcoder.gui.consensus.reason_box import ReasonBox
from qcoder.gui.consensus.verbs import PUT_ASIDE, Verb, fitting, others
from qcoder.gui.parts.panel import EmptyPlace, Panel
from qcoder.gui.parts.words import quiet_button
from qcoder.services.consensus import Room


class DifferenceCard(Panel):
    """Written anew for every difference and every decision; only the reason box stays.

    Signals:
        verb_chosen: the verb that was pressed.
    """

    verb_chosen = Signal(object)

    def __init__(self, discussion: Discussion, parent: QWidget | None = None) -> None:
        super().__init__("differenceCard", "", parent)
        self.heading.setText(self.tr("Difference"))
        self.setAccessibleName(self.tr("Difference in hand"))
        self.setProperty("place", "right")
        self._discussion = discussion
        self._shows_others = False
        self._build_names()
        self.reason = ReasonBox()
        self.reason.reason_given.connect(discussion.give_reason)
        self.reason.note_given.connect(discussion.give_note)
        self._build_page()
        for signal in (
            discussion.room_changed,
            discussion.resolutions_changed,
            discussion.current_changed,
            discussion.names_changed,
        ):
            signal.connect(self.show_current)
        discussion.draft_changed.connect(self._show_draft)
        self.show_current()

    def _build_names(self) -> None:
        self.names = quiet_button("showNames", self.tr("Show names"), self._discussion.toggle_names)
        self.head.addWidget(self.names)

    def _build_page(self) -> None:
        self._rows_widget = QWidget()
        self._rows = QVBoxLayout(self._rows_widget)
        self._rows.setContentsMargins(0, 0, 4, 0)
        self._rows.setSpacing(8)
        self._upper = self._section()
        self._verbs = self._section(spacing=1)
        self._rows.addWidget(self.reason)
        self._lower = self._section()
        self._rows.addStretch(1)
        self.scroll_area = QScrollArea()
        self.scroll_area.setObjectName("differenceCardScroll")
        self.scroll_area.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll_area.setWidget(self._rows_widget)
        # The ground of the panel shows through.
        self.scroll_area.viewport().setAutoFillBackground(False)
        self._rows_widget.setAutoFillBackground(False)
        self.add_contents(
            self.scroll_area,
            EmptyPlace(self.tr("The difference in hand stands here, with both readings.")),
        )

    def _section(self, spacing: int = 8) -> QVBoxLayout:
        section = QVBoxLayout()
        section.setSpacing(spacing)
        self._rows.addLayout(section)
        return section

    # -- showing ---------------------------------------------------------------------------

    def show_current(self) -> None:
        """Write the card for the difference in hand as it is now."""
        room, current = self._discussion.room, self._discussion.current
        for section in (self._upper, self._verbs, self._lower):
            _empty(section)
        self.show_empty(room is None or current is None)
        self.names.setVisible(room is not None)
        self.names.setText(
            self.tr("Hide names") if self._discussion.names_shown else self.tr("Show names")
        )
        if room is not None and current is not None:
            self._write(room, current)
            self._show_draft()

    def _write(self, room: Room, current: Resolution) -> None:
        difference = current.difference
        self._upper.addWidget(card_parts.heading(room, current))
        for label in card_parts.rules(room, difference):
            self._upper.addWidget(label)
        self._add(self._upper, card_parts.standing(current))
        for box in card_parts.reading_boxes(self._discussion, room, difference):
            self._upper.addWidget(box)
        self._write_verbs(room, current)
        self._add(self._lower, card_parts.earlier(room, current))

    def _write_verbs(self, room: Room, current: Resolution) -> None:
        shown = fitting(current) + (others(current) if self._shows_others else [])
        aside = [verb for verb in shown if verb.outcome in PUT_ASIDE]
        for verb in shown:
            if verb not in aside:
                self._verbs.addWidget(self._verb_button(room, current, verb))
        row = QHBoxLayout()
        for verb in aside:
            row.addWidget(self._verb_button(room, current, verb))
        self._verbs.addLayout(row)
        more = self.tr("Fewer verbs") if self._shows_others else self.tr("More verbs")
        button = quiet_button("moreVerbs", more, self._toggle_others)
        self._verbs.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _verb_button(self, room: Room, current: Resolution, verb: Verb) -> QWidget:
        button = card_parts.verb_button(room, current, verb)
        button.clicked.connect(lambda _checked: self.verb_chosen.emit(verb))
        return button

    def _toggle_others(self) -> None:
        self._shows_others = not self._shows_others
        self.show_current()

    @staticmethod
    def _add(section: QVBoxLayout, widget: QLabel | None) -> None:
        if widget is not None:
            section.addWidget(widget)

    def _show_draft(self) -> None:
        current = self._discussion.current
        decision = current.decision if current else None
        reason = self._discussion.reason or (decision.reason if decision else "")
        note = self._discussion.note or (decision.note if decision else "")
        self.reason.show_reason(reason, note)

    def ask_reason(self, hint: str = "") -> None:
        """Bring the reasons into view and wait for one."""
        self.scroll_area.ensureWidgetVisible(self.reason)
        self.reason.ask(hint)


def _empty(section: QLayout) -> None:
    while section.count():
        item = section.takeAt(0)
        if item is None:
            return
        if isinstance(item, QLayout):
            _empty(item)
        widget = item.widget()
        if widget is not None:
            widget.hide()
            # Later: it may be the very button that was pressed.
            widget.deleteLater()
