"""To check: own codings that break their code's rule, with the rule beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from qcoder.domain.coding import Coding
from qcoder.domain.rule_checks import RuleBreak
from qcoder.gui.actions import new_action
from qcoder.gui.code.coder_acts import CoderActs
from qcoder.gui.code.layer_list import LayerList
from qcoder.gui.code.page import TranscriptPage
from qcoder.gui.code.rule_watch import RuleWatch
from qcoder.gui.parts.act_button import act_button
from qcoder.gui.parts.panel import EmptyPlace, Panel
from qcoder.gui.parts.row import Row
from qcoder.gui.parts.words import plain_label


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
        self.list = LayerList("toCheckList", self.tr("Codings to check"), self._row)
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
        watch.taken.connect(self._take)
        watch.listed_anew.connect(self.refresh)
        watch.changed.connect(self._tell)
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
        """List anew what is to be looked at; what was marked stays so where it is still there."""
        kept, place = self.list.current(), self.list.currentIndex().row()
        self.list.show_codings(self._watch.listed.codings)
        found = self._watch.listed_break(kept)
        self._mark(self.list.layer.place_of(found[0]) if found else place)
        self._count()
        self._tell()

    def _take(self, before: Coding | None, after: Coding | None) -> None:
        """One came or went: its row alone. The next one takes the place of one that went."""
        place, marked = self.list.currentIndex().row(), self.list.current()
        self.list.take(before, after)
        if marked is None or (before is not None and after is None and before.id == marked):
            self._mark(place)
        self._count()

    def _mark(self, place: int) -> None:
        count = len(self.list.layer)
        self.list.set_current_row(min(max(place, 0), count - 1) if count else None)

    def _count(self) -> None:
        count = len(self._watch.listed)
        self.show_empty(count == 0)
        self.count_changed.emit(count)

    def _row(self, coding: Coding) -> Row:
        contents = self._page.contents
        code = contents.codebook.by_id.get(coding.code) if contents else None
        if contents is None or code is None:
            return Row("", coding.id)
        _, found = self._watch.listed_break(coding.id) or (None, None)
        return Row(
            words=code.label,
            payload=coding.id,
            colour=code.colour,
            note=self._acts.turns(contents.transcript, coding.span),
            second=code.rule,
            said=f"{code.label}. {found.sentence if found else code.rule}",
        )

    def _tell(self) -> None:
        _, found = self._watch.listed_break(self.list.current()) or (None, None)
        self.sentence.setText(found.sentence if found else "")
        self.sentence.setVisible(found is not None)
        has_any = len(self._watch.listed) > 0
        leave, correct, *going = self.actions_of_menu
        for action in (leave, correct):
            action.setEnabled(self._page.can_code and has_any)
        for action in going:
            action.setEnabled(has_any)

    def _go(self) -> None:
        chosen = self.list.current()
        if chosen is not None:
            self.coding_chosen.emit(chosen)

    def _step(self, step: int) -> None:
        """To the next one round and round; the first time, to the one that is marked."""
        current, count = self.list.currentIndex().row(), len(self._watch.listed)
        is_there = self.list.current() == self._page.view.current_coding
        number = (current + step) % count if is_there else max(current, 0)
        self.list.set_current_row(number)
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
        meant = self._watch.listed_break(key)
        if meant is None:
            self._acts.tell(self.tr("Go to a coding that is to be checked first."))
        return meant


def _button(action: QAction, words: str) -> QWidget:
    button = act_button(f"{action.objectName()}Button", words, action)
    if not action.isEnabled():
        button.hide()
    action.enabledChanged.connect(button.setVisible)
    return button
