"""The room's keys: single letters, heard while no text is being typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from qcoder.domain.consensus import Outcome
from qcoder.gui.actions import new_action, separator
from qcoder.gui.consensus.discussion import Discussion
from qcoder.gui.consensus.verbs import KEYS, Verb

_MOST_READINGS = 9
_READINGS_IN_MENU = 2


class Keyed(Protocol):
    """What keys are pressed for, beside moving through the discussion."""

    def press(self, verb: Verb) -> None:
        """Decide so."""

    def open_again(self) -> None:
        """Open what is settled, or accept as the same what was opened."""

    def ask_reason(self) -> None:
        """Wait for a reason."""

    def move_passage(self, step: int) -> None:
        """The next passage, or the one before."""

    def scroll_page(self, step: int) -> None:
        """Show more context."""


class RoomActions(QObject):
    """Every act of the room as an action of ``parent``, in the order of its menus."""

    def __init__(self, parent: QWidget, room: Keyed, discussion: Discussion) -> None:
        super().__init__(parent)
        self._widget = parent
        self._room = room
        self._discussion = discussion
        self.takes = [self._take(number) for number in range(1, _MOST_READINGS + 1)]
        self.decide = list(self._decide_entries())
        self.go = list(self._go_entries())

    def _take(self, number: int) -> QAction:
        text = self.tr("Take reading {number}").format(number=number)
        verb = Verb(Outcome.TAKE, text, number)
        return self._add(f"takeReading{number}", text, lambda: self._room.press(verb), verb.key)

    def _decide_entries(self) -> Iterator[QAction]:
        # The window's menus show whatever they are given: readings that few rooms have are
        # keys alone.
        yield from self.takes[:_READINGS_IN_MENU]
        yield self._verb("takeUnion", self.tr("Everything either took"), Outcome.UNION)
        yield self._verb("takeShared", self.tr("Only what both took"), Outcome.INTERSECTION)
        yield self._verb("keepBoth", self.tr("Keep both"), Outcome.BOTH)
        yield self._verb("otherWords", self.tr("Other words"), Outcome.OTHER_WORDS)
        yield self._verb("otherCode", self.tr("Another code…"), Outcome.OTHER_CODE)
        yield self._verb("notThisCode", self.tr("Not this code"), Outcome.NONE)
        yield separator(self)
        yield self._verb("discussLater", self.tr("Discuss later"), Outcome.LATER)
        yield self._verb("leaveUnresolved", self.tr("Leave unresolved"), Outcome.UNRESOLVED)
        yield self._add(
            "openAgain", self.tr("Open again, or accept as the same"), self._room.open_again, "A"
        )
        yield separator(self)
        yield self._add("giveReason", self.tr("Reason and note"), self._room.ask_reason, "R")

    def _go_entries(self) -> Iterator[QAction]:
        discussion, room = self._discussion, self._room
        for name, text, slot, key in (
            ("nextDifference", self.tr("Next open difference"), discussion.move_open, "N"),
            (
                "nextOfAnyStatus",
                self.tr("Next difference of any status"),
                discussion.move_any,
                "Shift+N",
            ),
            ("nextPassage", self.tr("Next passage"), room.move_passage, "PgDown"),
            ("moreContext", self.tr("More context"), room.scroll_page, "Space"),
        ):
            yield self._add(name, text, partial(slot, 1), key)
        for name, text, slot, key in (
            ("previousDifference", self.tr("Previous open difference"), discussion.move_open, "P"),
            (
                "previousOfAnyStatus",
                self.tr("Previous difference of any status"),
                discussion.move_any,
                "Shift+P",
            ),
            ("previousPassage", self.tr("Previous passage"), room.move_passage, "PgUp"),
            ("contextBefore", self.tr("Context before"), room.scroll_page, "Shift+Space"),
        ):
            yield self._add(name, text, partial(slot, -1), key)

    def _verb(self, name: str, text: str, outcome: Outcome) -> QAction:
        verb = Verb(outcome, text)
        return self._add(name, text, lambda: self._room.press(verb), KEYS[outcome])

    def _add(self, name: str, text: str, slot: Callable[[], object], keys: str) -> QAction:
        return new_action(self._widget, name, text, slot, keys=keys, anywhere=False)

    def enable(self, readings: int) -> None:
        """Offer what a room of so many readings has; nothing where there is none."""
        for action in (*self.decide, *self.go):
            action.setEnabled(readings > 0)
        for number, action in enumerate(self.takes, start=1):
            action.setEnabled(number <= readings)
