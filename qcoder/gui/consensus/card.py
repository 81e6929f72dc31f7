"""The right column: the difference in hand, and everything that can be done with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from qcoder.domain.consensus import Status
from qcoder.domain.decisions import Resolution
from qcoder.domain.ids import DifferenceId
from qcoder.gui.consensus import card_words
from qcoder.gui.consensus.assent_box import AssentBox
from qcoder.gui.consensus.card_case import CardCase
from qcoder.gui.consensus.card_scroll import CardColumn, CardScroll, SnugScroll
from qcoder.gui.consensus.card_widgets import Badge, VerbList
from qcoder.gui.consensus.describing import kind_name
from qcoder.gui.consensus.discussion import Discussion
from qcoder.gui.consensus.draft import is_settled
from qcoder.gui.consensus.reason_box import ReasonBox
from qcoder.gui.consensus.verbs import fitting, most_offered, most_possible, others
from qcoder.gui.parts.laying_out import lay_out_now
from qcoder.gui.parts.panel import EmptyPlace, Panel
from qcoder.gui.parts.words import quiet_button, set_tone, small_font
from qcoder.services.consensus.room import Room


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
        self._shows_others = False
        self._build_parts()
        self._build_page()
        self._listen()
        self.show_current()

    # -- what it is made of ----------------------------------------------------------------

    def _build_parts(self) -> None:
        # In the place of the heading: which difference it is, the queue and the page say.
        self._kind = Badge("differenceKind")
        self.head.insertWidget(0, self._kind, 0, Qt.AlignmentFlag.AlignVCenter)
        self.names = quiet_button("showNames", self.tr("Show names"), lambda: None)
        self.head.addWidget(self.names)
        self.case = CardCase(self._discussion)
        self.case.chosen.connect(self._go_to)
        self._more = quiet_button("moreVerbs", "", self._toggle_others)
        self._verbs = VerbList(self._more, before=self.case.more)
        self.reason = ReasonBox()
        self.assent = AssentBox(before=self.reason.note)
        self.propose = quiet_button("proposeRule", "", lambda: None)
        self.propose.setFont(small_font(self.propose.font()))
        set_tone(self.propose, "link")

    def _go_to(self, difference: str) -> None:
        self._discussion.move_to(DifferenceId(difference))

    def _build_page(self) -> None:
        page = CardColumn()
        self._verbs_area = SnugScroll(self._verbs, "differenceVerbs")
        ways = QHBoxLayout()
        ways.addWidget(self.assent, 1)
        ways.addWidget(self.propose, 0, Qt.AlignmentFlag.AlignTop)
        # What is read takes what is left, so that what decides stays where it is.
        page.rows.addWidget(self.case, 1)
        page.rows.addWidget(self._verbs_area)
        page.rows.addWidget(self.reason)
        page.rows.addLayout(ways)
        self.scroll_area = CardScroll(page, "differenceCardScroll")
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
        discussion.current_changed.connect(self.case.begin_at_top)
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
        self.heading.setVisible(room is None or current is None)
        self._kind.setVisible(room is not None and current is not None)
        if room is not None and current is not None:
            self._kind.setText(kind_name(current.difference.kind))
            self._fill(room, current)
            self._show_draft()
            self._lay_out_now()
            is_stale = current.status is Status.STALE
            self.case.show_case(room, current, self.changes_of(current) if is_stale else ())

    def _fill(self, room: Room, current: Resolution) -> None:
        self._fill_verbs(room, current)
        self.reason.show_key(self.key_of("giveReason"))
        key = self.key_of("proposeRule")
        self.propose.setText(self.tr("Propose a rule  {key}").format(key=key))

    def _lay_out_now(self) -> None:
        """What decides first, so that it is known how much is left for what is read."""
        for area in (self._verbs_area, self.scroll_area):
            lay_out_now(area.viewport())

    def _fill_verbs(self, room: Room, current: Resolution) -> None:
        first, more = fitting(current), others(current)
        said = card_words.verbs_said(room, current, [*first, *more], self.key_of)
        # What was decided is always in sight, however seldom it fits this kind.
        shown = [verb for verb in said[len(first) :] if self._shows_others or verb.is_in_force]
        readings = len(current.difference.readings)
        most = most_possible(readings) if self._shows_others else most_offered(readings)
        self._verbs.show_verbs(said[: len(first)] + shown, most)
        self._more.setText(self.tr("Fewer verbs") if self._shows_others else self.tr("More verbs"))

    def _toggle_others(self) -> None:
        self._shows_others = not self._shows_others
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
