"""The room's keys: single letters, heard while no text is being typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from qcoder.domain.consensus import Outcome
from qcoder.gui.actions import keys_of, new_action, new_toggle, separator
from qcoder.gui.consensus.menu_fit import MenuFit
from qcoder.gui.consensus.room_keys import RoomKeys
from qcoder.gui.consensus.verbs import ACTIONS, KEYS, Verb

_MOST_READINGS = 9
Slot = Callable[[], object]


class RoomActions(QObject):
    """Every act of the room as an action of ``parent``, in the order of its menus."""

    def __init__(self, parent: QWidget, room: RoomKeys) -> None:
        super().__init__(parent)
        self._widget = parent
        self._room = room
        numbers = range(1, _MOST_READINGS + 1)
        self.takes = [self._take(number) for number in numbers]
        self.decide = list(self._decide_entries())
        self.go = list(self._go_entries())
        self.meeting = list(self._meeting_entries())
        self.blind_pass = new_toggle(
            parent,
            "blindPass",
            self.tr("Blind pass before layers are shown"),
            room.meeting.want_blind_pass,
            tip=self.tr("Who has sealed weighs their own codings first; then all layers are shown"),
        )
        every = (*self.decide, *self.go, *self.meeting)
        self._fit = MenuFit(self, self.decide, room.unfit)
        self._by_name = {action.objectName(): action for action in every}

    def key_of(self, name: str) -> str:
        """The key that the action of that name has now."""
        action = self._by_name.get(name)
        return keys_of(action) if action else ""

    # -- menus -----------------------------------------------------------------------------

    def _take(self, number: int) -> QAction:
        text = self.tr("Take reading {number}").format(number=number)
        press = partial(self._room.press_number, number)
        return self._add(f"takeReading{number}", text, press, str(number))

    def _decide_entries(self) -> Iterator[QAction]:
        room = self._room
        yield from self.takes
        yield self._verb(self.tr("Everything either took"), Outcome.UNION)
        yield self._verb(self.tr("Only what both took"), Outcome.INTERSECTION)
        yield self._verb(self.tr("Keep both"), Outcome.BOTH)
        yield self._verb(self.tr("Other words"), Outcome.OTHER_WORDS)
        yield self._verb(self.tr("Another code…"), Outcome.OTHER_CODE)
        yield self._verb(self.tr("Not this code"), Outcome.NONE)
        yield self._verb(self.tr("Discuss later"), Outcome.LATER)
        yield self._verb(self.tr("Leave unresolved"), Outcome.UNRESOLVED)
        again = self.tr("Open again, or accept as the same")
        yield self._add("openAgain", again, room.open_again, "A")
        yield separator(self)
        yield self._add("giveReason", self.tr("Reason and note"), room.ask_reason, "R")
        yield self._add("givesWay", self.tr("Who gives way"), room.ask_who_gives_way, "W")
        yield self._add("allAgreeNow", self.tr("All agree"), room.acts.assent, "Ctrl+Return")
        yield separator(self)
        yield self._add("takeApart", self.tr("Take apart"), room.acts.take_apart, "S")
        yield self._add("joinNeighbour", self.tr("Join with the neighbour"), room.acts.join, "J")
        yield self._add("putBack", self.tr("As it was compared"), room.acts.put_back, "Shift+S")
        yield separator(self)
        yield self._add("proposeRule", self.tr("Propose a rule…"), room.propose_rule, "G")
        yield self._add("decideKin", self.tr("The same on its kin…"), room.preview_kin, "K")
        yield self._add("decideKind", self.tr("All of this kind…"), room.preview_kind, "Shift+K")
        reader = self.tr("All from one reading…")
        yield self._add("decideReader", reader, room.preview_reader, "Shift+R")

    def _meeting_entries(self) -> Iterator[QAction]:
        room = self._room
        self.toggle_meeting = self._add(
            "toggleMeeting", self.tr("Open a meeting"), room.meeting.toggle, "M"
        )
        yield self.toggle_meeting
        self.toggle_names = self._add(
            "toggleNames", self.tr("Show names"), room.meeting.toggle_names, "Shift+M"
        )
        yield self.toggle_names
        self.separately = new_toggle(
            self._widget,
            "assentSeparately",
            self.tr("Assent separately"),
            room.meeting.assent_separately,
            tip=self.tr("A decision is proposed until every coder has agreed for themselves"),
        )
        yield self.separately
        self.show_balance = new_toggle(
            self._widget,
            "showBalance",
            self.tr("Show the balance"),
            lambda _shown: None,
            tip=self.tr("Whose readings were taken, and who gave way; for the pair alone"),
            checked=True,
        )
        yield self.show_balance
        yield separator(self)
        same = self.tr("Look at one of the same")
        yield self._add("lookAtSame", same, room.look_at_one_of_the_same, "L")
        yield self._add("filterNext", self.tr("List what stands otherwise"), room.filter_next, "F")
        yield self._add("onlyCode", self.tr("List this code only"), room.only_this_code, "Shift+F")
        yield self._add("onlyKind", self.tr("List this kind only"), room.only_this_kind, "Shift+L")

    def _go_entries(self) -> Iterator[QAction]:
        room = self._room
        for step, entries in (
            (1, self._forward()),
            (-1, self._back()),
        ):
            slots = (room.move_open, room.move_any, room.move_passage, room.scroll_page)
            for (name, text, key), slot in zip(entries, slots, strict=True):
                yield self._add(name, text, partial(slot, step), key)

    def _forward(self) -> Sequence[tuple[str, str, str]]:
        return (
            ("nextDifference", self.tr("Next open difference"), "N"),
            ("nextOfAnyStatus", self.tr("Next difference of any status"), "Shift+N"),
            ("nextPassage", self.tr("Next passage"), "PgDown"),
            ("moreContext", self.tr("More context"), "Space"),
        )

    def _back(self) -> Sequence[tuple[str, str, str]]:
        return (
            ("previousDifference", self.tr("Previous open difference"), "P"),
            ("previousOfAnyStatus", self.tr("Previous difference of any status"), "Shift+P"),
            ("previousPassage", self.tr("Previous passage"), "PgUp"),
            ("contextBefore", self.tr("Context before"), "Shift+Space"),
        )

    def _verb(self, text: str, outcome: Outcome) -> QAction:
        verb = Verb(outcome, text)
        return self._add(ACTIONS[outcome], text, lambda: self._room.press(verb), KEYS[outcome])

    def _add(self, name: str, text: str, slot: Slot, keys: str) -> QAction:
        return new_action(self._widget, name, text, slot, keys=keys, anywhere=False)

    # -- what is offered -------------------------------------------------------------------

    def enable(self, readings: int, *, card_shows: bool) -> None:
        """Offer what a room of so many readings has; nothing where there is none.

        What is not seen on the card is not decided.
        """
        for action in (*self.go, *self.meeting):
            action.setEnabled(readings > 0)
        for action in self.decide:
            action.setEnabled(readings > 0 and card_shows)
        for number, action in enumerate(self.takes, start=1):
            action.setEnabled(number <= readings and card_shows)
        self._fit.watch()

    def show_takes(self, readings: int) -> None:
        """Only as many readings in the menu as there are, two at least."""
        for number, action in enumerate(self.takes, start=1):
            action.setVisible(number <= max(2, readings))

    def say_blind_pass(self, *, is_wanted: bool, is_open: bool) -> None:
        """Whether the project wants one; that can be said without a room."""
        self.blind_pass.blockSignals(True)
        self.blind_pass.setChecked(is_wanted)
        self.blind_pass.blockSignals(False)
        self.blind_pass.setEnabled(is_open)

    def say_meeting(self, *, goes_on: bool, names_shown: bool, separately: bool) -> None:
        """What pressing the meeting's keys would do now."""
        self.separately.blockSignals(True)
        self.separately.setChecked(separately)
        self.separately.blockSignals(False)
        close, begin = self.tr("Close the meeting"), self.tr("Open a meeting")
        self.toggle_meeting.setText(close if goes_on else begin)
        hide, show = self.tr("Hide names"), self.tr("Show names")
        self.toggle_names.setText(hide if names_shown else show)
