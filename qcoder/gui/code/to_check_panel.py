"""To check: own codings that break their code's rule, with the rule beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from qcoder.domain.coding import Coding
from qcoder.domain.ids import CodingId
from qcoder.domain.rule_checks import RuleBreak
from qcoder.gui.actions import new_action
from qcoder.gui.code.coder_acts import CoderActs
from qcoder.gui.code.page import TranscriptPage
from qcoder.gui.code.rule_watch import RuleWatch
from qcoder.gui.parts.panel import EmptyPlace, Panel
from qcoder.gui.parts.rows import Row, RowList
from qcoder.gui.parts.words import plain_label, quiet_button


class ToCheckPanel(Panel):
    """Nothing here has to be done: a coding may be left as it is, or changed, by one key each.

    Signals:
        coding_chosen: identifier of the coding to go to.
        count_changed: how many there are.
    """

    coding_chosen = Signal(str)
    count_changed = Signal(int)

    def __init__(
        self,
        page: TranscriptPage,
        watch: RuleWatch,
        acts: CoderActs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("toCheckPanel", page.tr("To check"), parent, in_tab=True)
        self._page = page
        self._watch = watch
        self._acts = acts
        self._breaks: dict[CodingId, tuple[Coding, RuleBreak]] = {}
        self.list = RowList("toCheckList", self.tr("Codings to check"))
        self.sentence = plain_label()
        self.add_contents(
            self.list,
            EmptyPlace(self.tr("Codings that break the rule of their code will be listed here.")),
        )
        self.body.addWidget(self.sentence)
        self.actions_of_menu = self._make_actions()
        leave, correct, *_ = self.actions_of_menu
        self.head.insertWidget(0, _button(correct, self.tr("Change")))
        self.head.insertWidget(0, _button(leave, self.tr("Leave as it is")))
        self.list.clicked.connect(lambda _index: self._go())
        self.list.activated.connect(lambda _index: self._go())
        self.list.selectionModel().currentChanged.connect(lambda *_: self._tell())
        watch.changed.connect(self.refresh)
        self.refresh()

    def _make_actions(self) -> Sequence[QAction]:
        new = self._new
        return (
            new("leaveAsItIs", self.tr("&Leave as it is"), self._leave, "Ctrl+L"),
            new("keepTheRule", self.tr("Change as the rule as&ks"), self._correct, "Ctrl+Return"),
            new("nextToCheck", self.tr("Next to chec&k"), lambda: self._step(1), "Ctrl+J"),
            new(
                "previousToCheck",
                self.tr("Previous to check"),
                lambda: self._step(-1),
                "Ctrl+Shift+J",
            ),
        )

    def _new(self, name: str, text: str, slot: Callable[[], object], keys: str) -> QAction:
        return new_action(self._page, name, text, slot, keys=keys)

    def refresh(self) -> None:
        """List what is to be looked at now; the next one takes the place of one that went."""
        place = self.list.currentIndex().row()
        self._breaks = {coding.id: (coding, found) for coding, found in self._watch.breaks}
        self.list.set_rows([self._row(*each) for each in self._breaks.values()])
        if not self.list.currentIndex().isValid() and self._breaks:
            number = min(max(place, 0), len(self._breaks) - 1)
            self.list.setCurrentIndex(self.list.rows_model.index(number))
        self.show_empty(not self._breaks)
        self.count_changed.emit(len(self._breaks))
        self._tell()

    def _row(self, coding: Coding, found: RuleBreak) -> Row:
        contents = self._page.contents
        assert contents is not None
        code = contents.codebook.by_id[coding.code]
        return Row(
            words=code.label,
            payload=coding.id,
            colour=code.colour,
            note=self._acts.turns(contents.transcript, coding.span),
            second=code.rule,
            said=f"{code.label}. {found.sentence}",
        )

    def _tell(self) -> None:
        _, found = self._breaks.get(self.list.current(), (None, None))
        self.sentence.setText(found.sentence if found else "")
        self.sentence.setVisible(found is not None)
        leave, correct, *going = self.actions_of_menu
        for action in (leave, correct):
            action.setEnabled(self._page.can_code and bool(self._breaks))
        for action in going:
            action.setEnabled(bool(self._breaks))

    def _go(self) -> None:
        chosen = self.list.current()
        if chosen is not None:
            self.coding_chosen.emit(chosen)

    def _step(self, step: int) -> None:
        """To the next one round and round; the first time, to the one that is marked."""
        current, count = self.list.currentIndex().row(), len(self._breaks)
        is_there = self.list.current() == self._page.view.current_coding
        number = (current + step) % count if is_there else max(current, 0)
        self.list.setCurrentIndex(self.list.rows_model.index(number))
        self._go()

    def _leave(self) -> None:
        contents, meant = self._page.contents, self._meant()
        if meant is not None and contents is not None:
            coding, _ = meant
            self._acts.accept(coding.id, contents.codebook.by_id[coding.code])

    def _correct(self) -> None:
        contents, meant = self._page.contents, self._meant()
        if meant is None or contents is None:
            return
        coding, found = meant
        if found.correction is None:
            self._acts.tell(self.tr("Only you can say which words are meant."))
            return
        code = contents.codebook.by_id[coding.code]
        self._acts.resize(contents.transcript, coding.id, code, found.correction)

    def _meant(self) -> tuple[Coding, RuleBreak] | None:
        """The coding at hand; in this panel, the one that is marked in the list.

        So a key pressed at the words never changes one that stands elsewhere.
        """
        is_here = any(child.hasFocus() for child in self.findChildren(QWidget))
        key = self.list.current() if is_here else self._page.view.current_coding
        meant = self._breaks.get(key) if key else None
        if meant is None:
            self._acts.tell(self.tr("Go to a coding that is to be checked first."))
        return meant


def _button(action: QAction, words: str) -> QWidget:
    button = quiet_button(f"{action.objectName()}Button", words, action.trigger)
    button.setToolTip(action.toolTip())
    button.setVisible(action.isEnabled())
    action.enabledChanged.connect(button.setVisible)
    return button
