"""What a coder may do next, whatever the window shows: chosen by chance, done by hand."""

import random
from collections.abc import Callable, Set

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QTabWidget,
    QToolButton,
    QWidget,
)

from qcoder.gui.identity import WhoAreYou
from qcoder.gui.main_window import MainWindow
from qcoder.gui.transcript.handles import End
from tests.windows import code_workplace
from tests.workflows.hands import PLAIN, SHIFT, Hands

CARET = (
    "Left", "Right", "Up", "Down", "Home", "End", "PgUp", "PgDown", "Ctrl+Left", "Ctrl+Right",
    "Ctrl+Home", "Ctrl+End", "Alt+Home", "Alt+End", "Alt+Up", "Alt+Down", "Ctrl+F7", "Ctrl+F8",
)  # fmt: skip
SELECTING = (
    "Shift+Left", "Shift+Right", "Shift+Up", "Shift+Down", "Shift+Home", "Shift+End",
    "Ctrl+Shift+Left", "Ctrl+Shift+Right", "Shift+PgDown", "Ctrl+Shift+End", "Ctrl+A", "Esc",
    "+", "-", "+", "Ctrl+Space",
)  # fmt: skip
CHANGING = (
    "Del", "Ctrl+B", "Ctrl+Shift+B", "Ctrl+U", "Alt+Shift+Right", "Alt+Shift+Left", "Alt+Left",
    "Alt+Right", "Tab", "Shift+Tab", "Ctrl+L", "Ctrl+Return", "Ctrl+J", "#", "#",
)  # fmt: skip
STORIES = ("Ctrl+T", "]", "}", "[", "{")
GOING = (
    "Alt+PgUp", "Alt+PgDown", "Alt+Shift+PgUp", "Alt+Shift+PgDown", "F4", "F5", "F3", "Shift+F3",
    "F6", "Shift+F6",
)  # fmt: skip
LOOKING = (
    "Ctrl++", "Ctrl+-", "Ctrl+0", "F7", "F8", "F9", "F12", "Ctrl+G", "Ctrl+Shift+M",
    "Ctrl+Shift+R", "Ctrl+H", "?",
)  # fmt: skip
CODEBOOK = (
    "Ctrl+Shift+PgUp", "Ctrl+Shift+PgDown", "Ctrl+Alt+PgUp", "Ctrl+E", "Ctrl+Shift+N", "Ctrl+M",
    "Ctrl+Shift+Del", "Ctrl+Shift+T", "Ctrl+Shift+E",
)  # fmt: skip
WORDS = ("time", "em", "hum", "surg", "the", "had", "an", "o")
LETTERS = "abcdefghijklmnopqrstuvwxyz"

FORM_BUTTONS = frozenset(
    {
        "codeAllHits", "codeTicked", "findNext", "findPrevious", "closeFind", "confirmChange",
        "leaveChange", "storeCode", "leaveCode", "storeName", "leaveName", "correctCoding",
        "notYet", "assignMe", "confirmSeal", "unsealHere",
    }
)  # fmt: skip

Gesture = Callable[[], None]


class AnyGestures:
    """Knows what can be done and does one thing after the other, as its chance has it."""

    def __init__(self, window: MainWindow, chance: random.Random, *, alone: bool) -> None:
        """``alone``: nobody else sits down, and nothing is sealed, so that all can be undone."""
        self.window = window
        self.hands = Hands(window)
        self.chance = chance
        self.done: list[str] = []
        self._gestures: dict[Gesture, int] = {
            self.click: 12,
            self.drag: 14,
            self.drag_a_handle: 6,
            self.move: 10,
            self.select: 10,
            self.code: 25,
            self.code_by_name: 10,
            self.recode: 4,
            self.change: 20,
            self.stretch_a_story: 6,
            self.write_a_memo: 4,
            self.code_highlights: 2,
            self.find: 4,
            self.undo: 8,
            self.redo: 5,
            self.go: 8,
            self.look: 4,
            self.click_a_row: 6,
            self.turn_the_page: 4,
            self.use_the_menu: 3,
            self.go_elsewhere: 2,
            self.edit_the_codebook: 2,
            self.other_transcript: 3,
        }
        if not alone:
            self._gestures |= {self.other_coder: 2, self.seal: 1}

    def do_one(self) -> None:
        """Do one thing; what was done is written down, so that a failure can be told."""
        gestures = list(self._gestures)
        (chosen,) = self.chance.choices(gestures, list(self._gestures.values()))
        self.done.append(chosen.__name__)
        self._lower_the_hands()
        chosen()

    def _lower_the_hands(self) -> None:
        """Now and then with the focus where it happens to be; mostly in the words."""
        if self.chance.random() < 0.8:
            self.hands.type("Esc")
            self.hands.view.setFocus()

    def _point(self, beyond: int = 0) -> QPoint:
        area = self.hands.view.viewport().rect().adjusted(-beyond, -beyond, beyond, beyond)
        x, y = area.left(), area.top()
        return QPoint(
            x + self.chance.randrange(max(area.width(), 1)),
            y + self.chance.randrange(max(area.height(), 1)),
        )

    def click(self) -> None:
        held = SHIFT if self.chance.random() < 0.2 else PLAIN
        self.hands.click(self._point(), self.chance.choice((1, 1, 2, 2, 3, 4)), held)

    def drag(self) -> None:
        beyond = 80 if self.chance.random() < 0.3 else 0
        held = Qt.KeyboardModifier.AltModifier if self.chance.random() < 0.2 else PLAIN
        way = [self._point(beyond) for _ in range(self.chance.randint(1, 3))]
        self.hands.drag(self._point(), *way, held=held)

    def drag_a_handle(self) -> None:
        handles = self.hands.view.handles
        if handles.span is not None:
            grip = handles.grip_of(handles.span, self.chance.choice(list(End)))
            self.hands.drag(grip.center(), self._point(), self._point())

    def move(self) -> None:
        self.hands.type(*self.chance.choices(CARET, k=self.chance.randint(1, 4)))

    def select(self) -> None:
        self.hands.type(*self.chance.choices(SELECTING, k=self.chance.randint(1, 4)))

    def code(self) -> None:
        """Codes that have a key, or a letter that has no code; Shift leaves words as they are."""
        contents = code_workplace(self.window).page.contents
        keys = [c.key.lower() for c in contents.codebook.codes if c.key] if contents else []
        letter = self.chance.choice(keys or list(LETTERS))
        self.hands.type(f"Shift+{letter}" if self.chance.random() < 0.3 else letter)

    def code_by_name(self) -> None:
        self.hands.type("Enter", *self.chance.choice(WORDS))
        self.hands.type(*self.chance.choices(("Down", "Up"), k=self.chance.randint(0, 3)))
        self.hands.type(self.chance.choice(("Enter", "Shift+Enter", "Ctrl+Enter", "Esc")))

    def recode(self) -> None:
        self.hands.type("Ctrl+R", *self.chance.choice(WORDS), "Enter")

    def change(self) -> None:
        self.hands.type(self.chance.choice(CHANGING))

    def stretch_a_story(self) -> None:
        self.hands.type(*self.chance.choices(STORIES, k=2))

    def write_a_memo(self) -> None:
        self.hands.type("F2", *self.chance.choice(WORDS))
        self.hands.type(self.chance.choice(("Esc", "F6", "Ctrl+PgDown")))

    def code_highlights(self) -> None:
        self.hands.type("Ctrl+Shift+A" if self.chance.random() < 0.5 else "Ctrl+Shift+G")
        self.hands.type(*self.chance.choice(WORDS), "Enter")
        self._click_a_button(self.window)

    def find(self) -> None:
        self.hands.type("Ctrl+F", "Ctrl+A", *self.chance.choice(WORDS), "Enter")
        self._click_a_button(code_workplace(self.window).search)
        self.hands.type(self.chance.choice(("Esc", "F3", "Enter")))

    def undo(self) -> None:
        self.hands.type(*["Ctrl+Z"] * self.chance.choice((1, 1, 2, 3, 8)))

    def redo(self) -> None:
        self.hands.type(*["Ctrl+Shift+Z"] * self.chance.choice((1, 1, 2, 3, 8)))

    def go(self) -> None:
        self.hands.type(self.chance.choice(GOING))

    def look(self) -> None:
        self.hands.type(self.chance.choice(LOOKING))
        tabs = self.window.findChild(QTabWidget, "codeTabs")
        if tabs is not None and self.chance.random() < 0.5:
            bar = tabs.tabBar()
            self.hands.click_on(bar, bar.tabRect(self.chance.randrange(tabs.count())).center())

    def click_a_row(self) -> None:
        lists = code_workplace(self.window).findChildren(QAbstractItemView)
        shown = [each for each in lists if each.isVisible()]
        if shown:
            rows = self.chance.choice(shown).viewport()
            at = QPoint(rows.width() // 2, self.chance.randrange(max(rows.height(), 1)))
            self.hands.click_on(rows, at, self.chance.choice((1, 1, 2)))

    def turn_the_page(self) -> None:
        self.hands.wheel(self.chance.choice((-9, -3, -1, 1, 3, 9)))

    def use_the_menu(self) -> None:
        at = self._point()
        QCursor.setPos(self.hands.view.viewport().mapToGlobal(at))
        self.hands.ask_for_menu(at)
        self.hands.type(*["Down"] * self.chance.randint(0, 8))
        self.hands.type(self.chance.choice(("Enter", "Esc")), "Esc")

    def go_elsewhere(self) -> None:
        self.hands.type(self.chance.choice(("Ctrl+1", "Ctrl+3", "Ctrl+4")))
        self.hands.type(*self.chance.choices(("Down", "Up", "Tab", "Left"), k=4))
        self.hands.type("Ctrl+2")

    def edit_the_codebook(self) -> None:
        self.click_a_row()
        self.hands.type(self.chance.choice(CODEBOOK), *self.chance.choice(WORDS), "Enter")
        self._click_a_button(self.window)

    def other_transcript(self) -> None:
        self.hands.type(self.chance.choice(("Ctrl+PgDown", "Ctrl+PgUp")))

    def other_coder(self) -> None:
        """Somebody else sits down."""
        who = self.window.findChild(QToolButton, "whoAmI")
        keys = (*["Down"] * self.chance.randint(1, 3), self.chance.choice(("Enter", "Esc")))
        # The menu may not return before it is left.
        QTimer.singleShot(0, self.window, lambda: self.hands.type(*keys))
        if who is not None:
            self.hands.click_on(who)
        QApplication.processEvents()
        asked = self.window.findChild(WhoAreYou)
        if asked is not None:
            self._click_a_button(asked, {"Ada", "Ben"})

    def seal(self) -> None:
        """Declared done, or not after all."""
        self.hands.type("Ctrl+Shift+S")
        self._click_a_button(self.window, {"confirmSeal", "notYet", "unsealHere"})

    def _click_a_button(self, among: QWidget, names: Set[str] = FORM_BUTTONS) -> None:
        """One of those, by name or words, that can be seen there."""
        buttons = [
            each
            for each in among.findChildren(QAbstractButton)
            if each.isVisible() and names & {each.objectName(), each.text()}
        ]
        if buttons:
            self.hands.click_on(self.chance.choice(buttons))
