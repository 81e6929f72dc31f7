"""The right column: the difference in hand, and everything that can be done with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from qcoder.domain.consensus import Difference, Status
from qcoder.domain.decisions import Resolution
from qcoder.domain.ids import DifferenceId
from qcoder.gui.consensus import card_words
from qcoder.gui.consensus.assent_box import AssentBox
from qcoder.gui.consensus.card_scroll import CardScroll
from qcoder.gui.consensus.card_widgets import CodeHeading, Pool, VerbList
from qcoder.gui.consensus.describing import kind_name
from qcoder.gui.consensus.discussion import Discussion
from qcoder.gui.consensus.draft import is_settled
from qcoder.gui.consensus.earlier_box import EarlierBox
from qcoder.gui.consensus.reading_box import ReadingBox
from qcoder.gui.consensus.reason_box import ReasonBox
from qcoder.gui.consensus.verbs import fitting, others
from qcoder.gui.parts.laying_out import lay_out_now
from qcoder.gui.parts.panel import EmptyPlace, Panel
from qcoder.gui.parts.words import (
    muted_label,
    plain_label,
    quiet_button,
    set_tone,
    small_font,
)
from qcoder.services.consensus.room import Room

_LINES_OF_OTHERS = 29
"""Verbs, reason, who gives way, and the room between them, down to what was decided before."""
_QUOTE_LINE = 1.2
"""How high a line of a reading is beside one of these."""
_LEAST_LINES = 2
"""Of each reading, and of each code's wording."""
_LINES_OF_BOX, _LINES_OF_TITLE = 2, 1.5
_AROUND_CARD, _AROUND_QUOTE = 16, 40


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
        self.key_of: Callable[[str], str] = lambda _name: ""
        """The key that an act has now, by the name of its action."""
        self.changes_of: Callable[[Resolution], tuple[str, ...]] = lambda _resolution: ()
        """What has changed under a stale decision, in sentences."""
        self._discussion = discussion
        self._shows_others = self._shows_all_wording = False
        self._build_parts()
        self._build_page()
        self._listen()
        self.show_current()

    # -- what it is made of ----------------------------------------------------------------

    def _build_parts(self) -> None:
        self.names = quiet_button("showNames", self.tr("Show names"), lambda: None)
        self.head.addWidget(self.names)
        self._headings = Pool(self._make_heading)
        self._boxes = Pool(self._make_box)
        self._standing, self._changes = plain_label(), muted_label()
        self._standing.setObjectName("differenceStanding")
        self._changes.setObjectName("whatChanged")
        self._first = muted_label()
        self._first.setObjectName("explainsFirst")
        for small in (self._changes, self._first):
            small.setFont(small_font(small.font()))
        # One stands in the place of the other; the larger letters shall move nothing.
        self._first.setMinimumHeight(self._standing.fontMetrics().height())
        self._more = quiet_button("moreVerbs", "", self._toggle_others)
        self._verbs = VerbList(self._more)
        self._whole = quiet_button("wholeWording", "", self._toggle_wording)
        self._whole.setToolTip(self.tr("The whole definition, or its beginning"))
        self._whole.setAccessibleName(self._whole.toolTip())
        self._whole.setFont(small_font(self._whole.font()))
        set_tone(self._whole, "link")
        self.reason = ReasonBox()
        self.assent = AssentBox()
        self._earlier = EarlierBox()
        self._earlier.chosen.connect(self._go_to)
        self.propose = quiet_button("proposeRule", "", lambda: None)
        set_tone(self.propose, "link")

    def _make_heading(self) -> CodeHeading:
        heading = CodeHeading()
        self._heading_rows.addWidget(heading)
        return heading

    def _make_box(self) -> ReadingBox:
        box = ReadingBox(len(self._boxes.widgets) + 1)
        self._box_rows.addWidget(box)
        return box

    def _go_to(self, difference: str) -> None:
        self._discussion.move_to(DifferenceId(difference))

    def _build_page(self) -> None:
        page = QWidget()
        rows = QVBoxLayout(page)
        rows.setContentsMargins(0, 0, 4, 0)
        rows.setSpacing(3)
        self._heading_rows, self._box_rows = QVBoxLayout(), QVBoxLayout()
        rows.addLayout(self._heading_rows)
        said, one_by_one = QHBoxLayout(), QVBoxLayout()
        one_by_one.setSpacing(2)
        one_by_one.addWidget(self._standing)
        one_by_one.addWidget(self._first)
        said.addLayout(one_by_one, 1)
        said.addWidget(self._whole, 0, Qt.AlignmentFlag.AlignTop)
        rows.addLayout(said)
        rows.addWidget(self._changes)
        rows.addLayout(self._box_rows)
        rows.addWidget(self._verbs)
        rows.addWidget(self.reason)
        ways = QHBoxLayout()
        ways.addWidget(self.assent, 1)
        ways.addWidget(self.propose, 0, Qt.AlignmentFlag.AlignTop)
        rows.addLayout(ways)
        rows.addWidget(self._earlier)
        rows.addStretch(1)
        self.scroll_area = CardScroll(page)
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
        discussion.leaving.connect(self.reason.finish)
        discussion.draft.changed.connect(self._show_draft)
        self._verbs.chosen.connect(self.verb_chosen)

    # -- showing ---------------------------------------------------------------------------

    def show_current(self) -> None:
        """Show the difference in hand as it is now."""
        room, current = self._discussion.on_screen, self._discussion.current
        self.show_empty(room is None or current is None)
        self.names.setVisible(room is not None)
        names_shown = self._discussion.names_shown
        self.names.setText(self.tr("Hide names") if names_shown else self.tr("Show names"))
        if room is not None and current is not None:
            self._fill(room, current)
            self._show_draft()
            lay_out_now(self.scroll_area.viewport())

    def _begin_at_top(self) -> None:
        """Giving a reason for the one before has scrolled down."""
        self.scroll_area.verticalScrollBar().setValue(0)

    def _fill(self, room: Room, current: Resolution) -> None:
        difference = current.difference
        self._fill_headings(room, current)
        _say(self._standing, card_words.standing_said(room, current))
        is_stale = current.status is Status.STALE
        _say(self._changes, "\n".join(self.changes_of(current)) if is_stale else "")
        # What was decided stands in its place: then the verbs below stay where they are.
        is_explained = difference.kind.is_same or is_settled(current)
        _say(self._first, "" if is_explained else card_words.first_said(room, difference))
        self._fill_boxes(room, difference)
        self._fill_verbs(room, current)
        self._earlier.show_decisions(card_words.earlier_said(room, current))
        self.reason.show_key(self.key_of("giveReason"))
        key = self.key_of("proposeRule")
        self.propose.setText(self.tr("Propose a rule  {key}").format(key=key))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A card of another size has room for more of the readings, or less."""
        super().resizeEvent(event)
        room, current = self._discussion.on_screen, self._discussion.current
        if room is not None and current is not None:
            self._fill_boxes(room, current.difference)

    def _fill_boxes(self, room: Room, difference: Difference) -> None:
        """Wordings and readings, in as many lines as leave what is below them in view."""
        taken = max(1, sum(bool(reading.codings) for reading in difference.readings))
        at_hand = self._lines_at_hand(len(difference.readings))
        lines = at_hand - self._fill_wordings(at_hand - _LEAST_LINES * taken)
        width = self.scroll_area.viewport().width() - _AROUND_QUOTE
        letters = max(_LEAST_LINES, lines / taken / _QUOTE_LINE) * width
        most = round(letters / self.fontMetrics().averageCharWidth())
        for number, box in enumerate(self._boxes.take(len(difference.readings)), start=1):
            said = card_words.reading_said(self._discussion, room, difference, number, most)
            box.show_reading(said, names_shown=self._discussion.names_shown)

    def _fill_wordings(self, at_hand: int) -> int:
        """Cut the codes' wordings to so many lines together; returns how many they take."""
        wordings = [h.wording for h in self._headings.widgets if not h.isHidden()]
        width = self.scroll_area.viewport().width() - _AROUND_CARD
        each = max(_LEAST_LINES, at_hand // len(wordings))
        for wording in wordings:
            wording.allow(None if self._shows_all_wording else each)
        self._whole.setVisible(any(wording.lines_needed(width) > each for wording in wordings))
        self._whole.setText(self.tr("less") if self._shows_all_wording else self.tr("more"))
        return sum(min(each, wording.lines_needed(width)) for wording in wordings)

    def _lines_at_hand(self, boxes: int) -> int:
        """How many lines leave verbs, reason and what was decided before in view."""
        line = self.fontMetrics().lineSpacing()
        titles = sum(not heading.isHidden() for heading in self._headings.widgets)
        others = _LINES_OF_OTHERS + _LINES_OF_BOX * boxes + _LINES_OF_TITLE * titles
        return self.scroll_area.height() // line - round(others)

    def _fill_headings(self, room: Room, current: Resolution) -> None:
        codes = card_words.codes_of(room, current.difference)
        badges = [kind_name(current.difference.kind), *("" for _ in codes)]
        headings = self._headings.take(max(1, len(codes)))
        for heading, code, badge in zip(headings, codes, badges, strict=False):
            heading.show_code(code, badge)
        if not codes:
            headings[0].show_gone(badges[0])

    def _fill_verbs(self, room: Room, current: Resolution) -> None:
        first, more = fitting(current), others(current)
        said = card_words.verbs_said(room, current, [*first, *more], self.key_of)
        # What was decided is always in sight, however seldom it fits this kind.
        shown = [verb for verb in said[len(first) :] if self._shows_others or verb.is_in_force]
        self._verbs.show_verbs(said[: len(first)] + shown)
        self._more.setText(self.tr("Fewer verbs") if self._shows_others else self.tr("More verbs"))

    def _toggle_others(self) -> None:
        self._shows_others = not self._shows_others
        self.show_current()

    def _toggle_wording(self) -> None:
        self._shows_all_wording = not self._shows_all_wording
        self.show_current()

    def _show_draft(self) -> None:
        room, current, draft = (
            self._discussion.on_screen,
            self._discussion.current,
            self._discussion.draft,
        )
        if room is None or current is None:
            return
        decision = current.decision if is_settled(current) else None
        reason = draft.reason or (decision.reason if decision else "")
        note = draft.note or (decision.note if decision else "")
        self.reason.show_reason(reason, note)
        self.assent.show_assent(room, current, draft, self.key_of("givesWay"))

    def ask_reason(self, hint: str = "") -> None:
        """Bring the reasons into view and wait for one."""
        self.reason.ask(hint)
        self.scroll_area.ensureWidgetVisible(self.reason)


def _say(label: QLabel, words: str) -> None:
    """A label without words takes no room."""
    label.setText(words)
    label.setVisible(bool(words))
