"""What a pair may press next in the room, by chance; and what must be true after each key."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication

from qcoder.domain.ids import DifferenceId
from qcoder.gui.consensus.room import ConsensusRoom
from qcoder.gui.main_window import MainWindow
from tests.workflows.hands import Hands
from tests.workflows.room_shown import (
    Modelled,
    assert_card_shows_what_is_in_hand,
    card_is_seen,
    modelled_of,
    room_of,
)
from tests.workflows.stored_meeting import Line, log_of, next_open

MOVES = (
    "n", "p", "Shift+n", "Shift+p", "PgDown", "PgUp", "Space", "Shift+Space", "l",
)  # fmt: skip
VERBS = ("1", "2", "u", "i", "b", "x", "d", "1", "2", "u")
ARROWS = ("Left", "Right", "Up", "Down")
HELD = ("", "", "Alt+", "Shift+", "Ctrl+", "Alt+Shift+", "Ctrl+Alt+")
SHEETS = ("Shift+b", "Shift+c", "Shift+w", "Shift+g", "Shift+d", "Shift+q")
FILTERS = ("f", "f", "Shift+f", "Shift+l")
WORDS = ("time", "em", "hum", "code 3", "in", "o", "why, then?", "zz new")
ANYWHERE = (
    "Esc", "Enter", "Tab", "Shift+Tab", "Up", "Down", "Left", "Right", "Home", "End", "Space",
    "F6", "Shift+F6", "n", "p", "1", "2", "u", "w", "r", "o", "e", "c", "k",
    "Ctrl+a", "Del", "3", "7", "9", "Ctrl+Return", "Ctrl+z",
)  # fmt: skip

Gesture = Callable[[], None]


class AnyMeeting:
    """Presses one thing after the other, as its chance has it."""

    def __init__(self, window: MainWindow, file: Path, chance: random.Random) -> None:
        self.file = file
        self.chance = chance
        self.done: list[str] = []
        self.sit_down(window)
        self._gestures: dict[Gesture, int] = {
            self.move: 12,
            self.decide: 16,
            self.decide_and_go_on: 14,
            self.open_again: 4,
            self.choose_other_words: 6,
            self.choose_another_code: 6,
            self.leave_unresolved: 5,
            self.say_why: 8,
            self.say_own_reason: 1,
            self.say_who_gives_way: 5,
            self.take_apart: 3,
            self.join: 3,
            self.put_back: 3,
            self.propose_a_rule: 2,
            self.decide_alike: 4,
            self.all_agree: 4,
            self.turn_assent: 2,
            self.undo: 6,
            self.redo: 5,
            self.filter: 5,
            self.look_at_a_sheet: 4,
            self.turn_meeting: 3,
            self.go_elsewhere: 2,
            self.other_transcript: 2,
            self.press_anything: 8,
            self.look_up_keys: 1,
        }

    def sit_down(self, window: MainWindow) -> None:
        """At another window on the same project."""
        self.window, self.hands = window, Hands(window)
        self.refused: list[str] = []
        window.desk.interaction.refused.connect(self.refused.append)

    @property
    def place(self) -> ConsensusRoom:
        """The room."""
        return room_of(self.window)

    @property
    def in_hand(self) -> DifferenceId | None:
        """The difference that is in hand, where a room is open."""
        current = self.place.discussion.current
        return current.difference.id if current else None

    def do_one(self) -> None:
        """One thing; what was done is written down, so that a failure can be told."""
        gestures = list(self._gestures)
        (chosen,) = self.chance.choices(gestures, list(self._gestures.values()))
        if self.in_hand is None:
            chosen = self.other_transcript
        self.done.append(chosen.__name__)
        self.lower_the_hands()
        chosen()
        QApplication.processEvents()

    def type(self, *strokes: str) -> None:
        """Press keys, and write down which."""
        self.done.append(" ".join(strokes))
        self.hands.type(*strokes)

    def lower_the_hands(self) -> None:
        """Out of any field, list or sheet, back to the page."""
        self.hands.type("Esc", "Ctrl+3", "Esc", "Esc", "Esc")

    # -- what must be true -----------------------------------------------------------------

    def lines(self) -> list[Line]:
        """The log as it is in the file."""
        return log_of(self.file)

    @contextmanager
    def adding(self, *counts: int) -> Iterator[None]:
        """So many lines are added, or none and it is said why; nothing before is changed."""
        before, difference = self.lines(), self.in_hand
        card_was_seen = card_is_seen(self.place)
        self.refused.clear()
        yield
        after = self.lines()
        assert after[: len(before)] == before, "a line of the log was changed"
        added = after[len(before) :]
        assert len(added) in counts or (not added and self.refused), (added, self.refused)
        if added and counts == (1,):
            assert card_was_seen
            assert added[0]["difference"] == difference
            assert_card_shows_what_is_in_hand(self.place)

    @contextmanager
    def one_step(self) -> Iterator[None]:
        """Whatever was added, one undo takes it back, and one redo brings it back."""
        before, consensus = len(self.lines()), self._standing()
        yield
        if len(self.lines()) == before or self.chance.random() < 0.5:
            return
        decided = self._standing()
        self.type("Ctrl+z")
        assert not self.refused, self.refused
        assert_same(self._standing(), consensus)
        self.type("Ctrl+Shift+z")
        assert_same(self._standing(), decided)

    def _standing(self) -> list[tuple[object, ...]]:
        modelled = self.modelled() or {}
        return [(key, each.status, each.result) for key, each in modelled.items()]

    def modelled(self) -> Modelled | None:
        """Where everything stands by the file."""
        return modelled_of(self.window, self.file)

    # -- moving ----------------------------------------------------------------------------

    def move(self) -> None:
        """Which never decides."""
        with self.adding(0):
            self.type(*self.chance.choices(MOVES, k=self.chance.randint(1, 4)))

    def filter(self) -> None:
        """Which moves nowhere."""
        before = self.in_hand
        with self.adding(0):
            self.type(*self.chance.choices(FILTERS, k=self.chance.randint(1, 3)))
        assert self.in_hand == before

    # -- deciding --------------------------------------------------------------------------

    def decide(self) -> None:
        """One key, one line."""
        if self.in_hand is not None:
            before = self.in_hand
            with self.one_step(), self.adding(1):
                self.type(self._verb())
            assert self.in_hand == before

    def _verb(self) -> str:
        room = self.place.discussion.room
        third = ("3",) if room and len(room.coders) > 2 else ()
        keys: tuple[str, ...] = (*VERBS, *third)
        return self.chance.choice(keys)

    def decide_and_go_on(self) -> None:
        """The next open one is next, and none is passed over."""
        before = self.in_hand
        if before is None:
            return
        with self.adding(1):
            self.type(self._verb())
        modelled = self.modelled()
        assert modelled is not None
        wanted = next_open(modelled, before)
        with self.adding(0):
            self.type("n")
        assert self.in_hand == (wanted or before)

    def open_again(self) -> None:
        """Or accept as the same; nothing where it is open and was never the same."""
        with self.one_step(), self.adding(0, 1):
            self.type("a")

    def choose_other_words(self) -> None:
        """End and start moved by any arrow, then confirmed or left."""
        with self.one_step():
            self.type("e")
            with self.adding(0):
                for _ in range(self.chance.randint(0, 9)):
                    self.type(self.chance.choice(HELD) + self.chance.choice(ARROWS))
            self._confirm_or_leave()

    def choose_another_code(self) -> None:
        """By typing, perhaps a new one."""
        with self.one_step():
            with self.adding(0):
                self.type("c", *self.chance.choice(WORDS))
                self.type(*self.chance.choices(("Down", "Up"), k=self.chance.randint(0, 3)))
            self._confirm_or_leave()

    def _confirm_or_leave(self) -> None:
        if self.chance.random() < 0.7:
            with self.adding(0, 1):
                self.type("Enter")
        else:
            with self.adding(0):
                self.type("Esc")

    def leave_unresolved(self) -> None:
        """Which waits for a reason, unless one was given."""
        with self.adding(0, 1):
            self.type("o")
        if self.chance.random() < 0.7:
            with self.adding(0, 1):
                self.type(self.chance.choice("1234567"))
        else:
            with self.adding(0):
                self.type("Esc")

    def say_why(self) -> None:
        """A reason by number or arrow, or a note."""
        with self.adding(0, 1, 2):
            self.type("r")
            self.type(*self.chance.choices(("Right", "Left", "2", "5", "Enter", "r"), k=2))
            if self.place.card.reason.note.hasFocus():
                self.type(*self.chance.choice(WORDS), self.chance.choice(("Enter", "Esc", "F6")))

    def say_own_reason(self) -> None:
        """Another than those that are offered."""
        with self.adding(0, 1):
            self.type("r", "Left")
            if self.place.card.reason.own.hasFocus():
                self.type(*self.chance.choice(WORDS), "Enter")

    def say_who_gives_way(self) -> None:
        """In what was decided, or will be."""
        with self.adding(0, 1):
            self.type("w", self.chance.choice(("1", "2", "Esc", "w")))

    def all_agree(self) -> None:
        """To what is proposed."""
        with self.one_step(), self.adding(0, 1):
            self.type("Ctrl+Return")

    def take_apart(self) -> None:
        """One act, whatever was decided on the whole."""
        with self.one_step(), self.adding(0, 1, 2):
            self.type("s")

    def join(self) -> None:
        """One act, whatever was decided on either."""
        with self.one_step(), self.adding(0, 1, 2, 3):
            self.type("j")

    def put_back(self) -> None:
        """As it was compared."""
        with self.one_step(), self.adding(0, 1):
            self.type("Shift+s")

    def propose_a_rule(self) -> None:
        """And decide its kin, or not."""
        with self.adding(0):
            self.type("g", *self.chance.choice(WORDS))
            self.type(self.chance.choice(("Ctrl+Return", "Esc")))
        self._confirm_alike()

    def decide_alike(self) -> None:
        """Nothing before it is confirmed; then all of it is one step."""
        before = self.in_hand
        with self.one_step():
            with self.adding(0):
                self.type(self.chance.choice(("k", "Shift+k", "Shift+r")))
            self._confirm_alike()
        if not self.refused:
            assert self.in_hand == before

    def _confirm_alike(self) -> None:
        """Some of what is listed, or none of it."""
        listed = self.place.panels.alike.list
        keys = ("Down", "Up", "Space", "Shift+Tab", "Tab")
        with self.adding(0):
            self.type(*self.chance.choices(keys, k=self.chance.randint(0, 4)))
        before = len(self.lines())
        if listed.hasFocus() and self.chance.random() < 0.5:
            self.type("Enter")
            batches = {line["batch"] for line in self.lines()[before:]}
            assert len(batches) <= 1
        self.type("Esc")

    # -- around it -------------------------------------------------------------------------

    def turn_assent(self) -> None:
        """Each for themselves, or all at once again; by name, since it has no key."""
        with self.adding(0):
            self.type("Ctrl+k", *"assent separately", "Enter")

    def undo(self) -> None:
        self.type(*["Ctrl+z"] * self.chance.choice((1, 1, 2, 3, 8)))

    def redo(self) -> None:
        self.type(*["Ctrl+Shift+z"] * self.chance.choice((1, 1, 2, 3, 8)))

    def look_at_a_sheet(self) -> None:
        """And back; what it offers besides may open a meeting or draw a sample."""
        before = self.in_hand
        with self.adding(0):
            self.type(self.chance.choice(SHEETS))
            self.type(*self.chance.choices(("Down", "Up", "PgDown", "Home", "n", "u", "1"), k=3))
            self.type("Esc")
        assert self.in_hand == before

    def turn_meeting(self) -> None:
        """Open or close it, show names or hide them."""
        with self.adding(0):
            self.type(self.chance.choice(("m", "Shift+m")))

    def go_elsewhere(self) -> None:
        """Another workplace, and back."""
        before = self.in_hand
        with self.adding(0):
            self.type(self.chance.choice(("Ctrl+1", "Ctrl+2", "Ctrl+4")))
            self.type(*self.chance.choices(("Down", "Up", "Tab", "Left", "F6"), k=3))
            self.type("Ctrl+3")
        assert self.in_hand == before

    def other_transcript(self) -> None:
        """The next or the one before, by key or by the list of pairs."""
        with self.adding(0):
            if self.chance.random() < 0.5:
                self.type(self.chance.choice(("Ctrl+PgDown", "Ctrl+PgUp")))
            else:
                self.place.queue.chooser.setFocus()
                self.type(*self.chance.choices(("Down", "Up", "Home", "End"), k=2), "Enter")

    def press_anything(self) -> None:
        """Wherever that leads."""
        for key in self.chance.choices(ANYWHERE, k=self.chance.randint(2, 7)):
            focused = QApplication.focusWidget()
            if focused is None or not self.place.isAncestorOf(focused):
                self.lower_the_hands()
            self.type(key)

    def look_up_keys(self) -> None:
        """The sheet of keys, or acts by name, and back."""
        with self.adding(0):
            self.type(self.chance.choice(("?", "Ctrl+k")))
            self.type(*self.chance.choices(("Down", "Up", "PgDown", "Home"), k=2), "Esc")


def assert_same(now: list[tuple[object, ...]], then: list[tuple[object, ...]]) -> None:
    """What stands so, and nothing else; what is otherwise is said."""
    otherwise = [each for each in now if each not in then]
    assert now == then, (otherwise, [each for each in then if each not in now])
