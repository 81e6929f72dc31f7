"""The actions of the Code workplace: menu Code, and what it adds to View and Go."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from qcoder.domain.coding import Coding, Highlight
from qcoder.gui.actions import new_action, separator, submenu
from qcoder.gui.code.at_hand import AtHand
from qcoder.gui.code.contents import Standing
from qcoder.gui.code.gestures import Gestures
from qcoder.gui.code.page import TranscriptPage
from qcoder.gui.code.resizing import end_moved, start_moved
from qcoder.gui.code.search_place import SearchPlace
from qcoder.gui.code.standing_bar import StandingBar


class CodeActions(QObject):
    """Each is enabled while it can be done, so that menus tell and keys stay free."""

    def __init__(
        self,
        page: TranscriptPage,
        at_hand: AtHand,
        gestures: Gestures,
        standing: StandingBar,
        find: SearchPlace,
    ) -> None:
        super().__init__(page)
        self._page = page
        self._at_hand = at_hand
        self._gestures = gestures
        self._standing = standing
        self._make_coding_actions()
        self._make_resizing_actions()
        self._make_going_actions(find)
        at_hand.changed.connect(self._enable)
        page.contents_changed.connect(self._enable)
        self._enable()

    def _make_coding_actions(self) -> None:
        page, gestures = self._page, self._gestures
        self.by_name = self._on_words(
            "codeByName", self.tr("&Code by name…"), gestures.open_palette, ["Return", "Enter"]
        )
        self.recode = self._new("recode", self.tr("&Other code…"), gestures.open_recoding, "Ctrl+R")
        self.remove = self._on_words(
            "removeCoding", self.tr("&Remove"), gestures.remove, ["Delete", "Backspace"]
        )
        self.highlight = self._on_words(
            "highlightWords", self.tr("&Highlight"), gestures.mark_words, ["#", "Ctrl+Shift+H"]
        )
        self.memo = self._new("writeMemo", self.tr("&Memo"), lambda: None, "F2")
        self.next_here = self._on_words(
            "nextCodingHere", self.tr("&Next coding here"), lambda: self._at_hand.step(1), "Tab"
        )
        self.previous_here = self._on_words(
            "previousCodingHere",
            self.tr("&Previous coding here"),
            lambda: self._at_hand.step(-1),
            "Shift+Tab",
        )
        self.seal = self._new(
            "sealTranscript", self.tr("&Seal…"), self._standing.ask_to_seal, "Ctrl+Shift+S"
        )
        self.unseal = self._new(
            "unsealTranscript", self.tr("&Unseal"), self._standing.unseal_asked.emit
        )
        page.view.addAction(self.by_name)

    def _make_resizing_actions(self) -> None:
        # Two keys each: some window managers keep Alt with arrows for themselves.
        move = self._gestures.move_end
        self.resizing = (
            self._on_words(
                "endLater",
                self.tr("End one word later"),
                lambda: move(end_moved, 1),
                ["Alt+Shift+Right", "Ctrl+."],
            ),
            self._on_words(
                "endEarlier",
                self.tr("End one word earlier"),
                lambda: move(end_moved, -1),
                ["Alt+Shift+Left", "Ctrl+,"],
            ),
            self._on_words(
                "startEarlier",
                self.tr("Begin one word earlier"),
                lambda: move(start_moved, -1),
                ["Alt+Left", "Alt+,"],
            ),
            self._on_words(
                "startLater",
                self.tr("Begin one word later"),
                lambda: move(start_moved, 1),
                ["Alt+Right", "Alt+."],
            ),
        )

    def _make_going_actions(self, find: SearchPlace) -> None:
        gestures = self._gestures
        self.find = self._new("findWords", self.tr("&Find words…"), find.open, "Ctrl+F")
        self.going = (
            self._new(
                "nextCoding",
                self.tr("Next of your &codings"),
                lambda: gestures.step_through(1),
                "Alt+PgDown",
            ),
            self._new(
                "previousCoding",
                self.tr("Previous of your c&odings"),
                lambda: gestures.step_through(-1),
                "Alt+PgUp",
            ),
            self.find,
            self._new("findNext", self.tr("Find ne&xt"), lambda: find.go(1), "F3"),
            self._new("findPrevious", self.tr("Find p&revious"), lambda: find.go(-1), "Shift+F3"),
        )

    def _new(
        self,
        name: str,
        text: str,
        slot: Callable[[], object],
        keys: str | Sequence[str] | None = None,
    ) -> QAction:
        return new_action(self._page, name, text, slot, keys=keys)

    def _on_words(
        self, name: str, text: str, slot: Callable[[], object], keys: str | Sequence[str]
    ) -> QAction:
        """An action whose keys mean something else outside the transcript."""
        return new_action(self._page.view, name, text, slot, keys=keys, anywhere=False)

    def by_menu(self, *more: Sequence[QAction]) -> Mapping[str, Sequence[QAction]]:
        """For the menu bar; ``more`` are groups of actions for the menu Code."""
        line = separator
        coding = (self.by_name, self.highlight, self.recode, self.memo, self.remove, line(self))
        here = (self.next_here, self.previous_here, line(self))
        others = (action for group in more for action in (line(self), *group))
        sealing = (line(self), self.seal, self.unseal)
        ends = submenu(self._page, "endsMenu", self.tr("Ends of the coding"), self.resizing)
        return {
            self.tr("Code"): (*coding, *here, ends, *others, *sealing),
            "Go": self.going,
        }

    def for_words(self, *more: QAction) -> Sequence[QAction]:
        """For the menu at the words; ``more`` come at its end."""
        line = separator
        return (
            self.by_name,
            self.highlight,
            line(self),
            self.recode,
            self.memo,
            self.remove,
            *more,
        )

    def _enable(self) -> None:
        current, can_code = self._at_hand.current, self._page.can_code
        contents = self._page.contents
        is_own = self._is_own(current)
        mark = self._at_hand.highlight
        for action in (self.recode, *self.resizing):
            action.setEnabled(can_code and is_own)
        self.remove.setEnabled(can_code and (is_own or self._is_own(mark)))
        self.memo.setEnabled(current is not None or mark is not None)
        self.highlight.setEnabled(can_code)
        for action in (self.next_here, self.previous_here):
            action.setEnabled(bool(self._at_hand.codings or self._at_hand.highlights))
        standing = contents.standing if contents else None
        self.by_name.setEnabled(contents is not None)
        self.seal.setEnabled(standing is Standing.OPEN)
        self.unseal.setEnabled(standing is Standing.SEALED)
        for action in self.going:
            action.setEnabled(contents is not None)

    def _is_own(self, coding: Coding | Highlight | None) -> bool:
        contents = self._page.contents
        return coding is not None and contents is not None and coding.coder == contents.viewer
