"""The right column: the difference in hand, and everything that can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from qcoder.domain.decisions import Resolution
from qcoder.gui.consensus import card_words
from qcoder.gui.consensus.card_widgets import CodeHeading, Pool, VerbList
from qcoder.gui.consensus.describing import kind_name
from qcoder.gui.consensus.discussion import Discussion
from qcoder.gui.consensus.reading_box import ReadingBox
from qcoder.gui.consensus.reason_box import ReasonBox
from qcoder.gui.consensus.verbs import fitting, others
from qcoder.gui.parts.panel import EmptyPlace, Panel
from qcoder.gui.parts.words import muted_label, plain_label, quiet_button, small_font
from qcoder.services.consensus import Room


class DifferenceCard(Panel):
    """Filled anew for every difference and every decision.

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
        self._build_parts()
        self._build_page()
        self._listen()
        self.show_current()

    # -- what it is made of ----------------------------------------------------------------

    def _build_parts(self) -> None:
        self.names = quiet_button("showNames", self.tr("Show names"), self._discussion.toggle_names)
        self.head.addWidget(self.names)
        self._headings = Pool(self._make_heading)
        self._boxes = Pool(self._make_box)
        self._standing = plain_label()
        self._standing.setObjectName("differenceStanding")
        self._verbs = VerbList()
        self._more = quiet_button("moreVerbs", "", self._toggle_others)
        self.reason = ReasonBox()
        self._earlier = muted_label()
        self._earlier.setObjectName("earlierDecisions")
        self._earlier.setFont(small_font(self._earlier.font()))

    def _make_heading(self) -> CodeHeading:
        heading = CodeHeading()
        self._heading_rows.addWidget(heading)
        return heading

    def _make_box(self) -> ReadingBox:
        box = ReadingBox(len(self._boxes.widgets) + 1)
        self._box_rows.addWidget(box)
        return box

    def _build_page(self) -> None:
        page = QWidget()
        rows = QVBoxLayout(page)
        rows.setContentsMargins(0, 0, 4, 0)
        rows.setSpacing(8)
        self._heading_rows, self._box_rows = QVBoxLayout(), QVBoxLayout()
        rows.addLayout(self._heading_rows)
        rows.addWidget(self._standing)
        rows.addLayout(self._box_rows)
        rows.addWidget(self._verbs)
        rows.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addWidget(self.reason)
        rows.addWidget(self._earlier)
        rows.addStretch(1)
        self.scroll_area = _scrolling(page)
        self.add_contents(
            self.scroll_area,
            EmptyPlace(self.tr("The difference in hand stands here, with both readings.")),
        )

    def _listen(self) -> None:
        discussion = self._discussion
        for signal in (
            discussion.room_changed,
            discussion.resolutions_changed,
            discussion.current_changed,
            discussion.names_changed,
        ):
            signal.connect(self.show_current)
        discussion.current_changed.connect(self._begin_at_top)
        discussion.draft_changed.connect(self._show_draft)
        self._verbs.chosen.connect(self.verb_chosen)
        self.reason.reason_given.connect(discussion.give_reason)
        self.reason.note_given.connect(discussion.give_note)

    # -- showing ---------------------------------------------------------------------------

    def show_current(self) -> None:
        """Show the difference in hand as it is now."""
        room, current = self._discussion.room, self._discussion.current
        self.show_empty(room is None or current is None)
        self.names.setVisible(room is not None)
        self.names.setText(
            self.tr("Hide names") if self._discussion.names_shown else self.tr("Show names")
        )
        if room is not None and current is not None:
            self._fill(room, current)
            self._show_draft()

    def _begin_at_top(self) -> None:
        """Giving a reason for the one before has scrolled down."""
        self.scroll_area.verticalScrollBar().setValue(0)

    def _fill(self, room: Room, current: Resolution) -> None:
        difference = current.difference
        codes = card_words.codes_of(room, difference)
        badges = [kind_name(difference.kind), *("" for _ in codes)]
        for heading, code, badge in zip(
            self._headings.take(len(codes)), codes, badges, strict=False
        ):
            heading.show_code(code, badge)
        _say(self._standing, card_words.standing_said(room, current))
        for number, box in enumerate(self._boxes.take(len(difference.readings)), start=1):
            said = card_words.reading_said(self._discussion, room, difference, number)
            box.show_reading(said, names_shown=self._discussion.names_shown)
        self._fill_verbs(room, current)
        _say(self._earlier, card_words.earlier_said(room, current))

    def _fill_verbs(self, room: Room, current: Resolution) -> None:
        first = [card_words.verb_said(room, current, verb) for verb in fitting(current)]
        more = [card_words.verb_said(room, current, verb) for verb in others(current)]
        # What was decided is always in sight, however seldom it fits this kind.
        shown = [verb for verb in more if self._shows_others or verb.is_in_force]
        self._verbs.show_verbs(first + shown)
        self._more.setText(self.tr("Fewer verbs") if self._shows_others else self.tr("More verbs"))

    def _toggle_others(self) -> None:
        self._shows_others = not self._shows_others
        self.show_current()

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


def _scrolling(page: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setObjectName("differenceCardScroll")
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(page)
    # The ground of the panel shows through.
    area.viewport().setAutoFillBackground(False)
    page.setAutoFillBackground(False)
    return area


def _say(label: QLabel, words: str) -> None:
    """A label without words takes no room."""
    label.setText(words)
    label.setVisible(bool(words))
