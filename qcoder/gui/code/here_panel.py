"""Here: the codings at the caret; code, rule and memo of the one at hand."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from qcoder.domain.codebook import Code
from qcoder.domain.coding import Coding, Highlight
from qcoder.domain.ids import CodingId, HighlightId
from qcoder.domain.people import Coder
from qcoder.domain.rule_checks import RuleBreak
from qcoder.domain.spans import Span
from qcoder.gui.actions import plain_text
from qcoder.gui.code.at_hand import AtHand
from qcoder.gui.code.contents import Contents, turns_of
from qcoder.gui.code.marks import Marks
from qcoder.gui.code.memo_editor import MemoEditor
from qcoder.gui.code.page import TranscriptPage
from qcoder.gui.parts.act_button import act_button
from qcoder.gui.parts.long_rows import LongList
from qcoder.gui.parts.panel import Panel
from qcoder.gui.parts.row import Row
from qcoder.gui.parts.soon import Soon
from qcoder.gui.parts.words import (
    muted_label,
    plain_label,
    quiet_button,
    set_tone,
)

_MOST_ROWS = 5


class HerePanel(Panel):
    """What is at the place one is looking at.

    Without a coding there it tells definition and rule of the code marked in the codebook.

    Signals:
        memo_written: identifier of a coding, and its new memo.
        correction_asked: identifier of a coding, and the Span that keeps the rule.
        left: the focus should go back to the words.
    """

    memo_written = Signal(str, str)
    correction_asked = Signal(str, object)
    left = Signal()

    def __init__(
        self,
        page: TranscriptPage,
        at_hand: AtHand,
        marks: Marks,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("herePanel", page.tr("Here"), parent)
        self._page = page
        self._at_hand = at_hand
        self._marks = marks
        self.break_of: Callable[[CodingId], RuleBreak | None] = lambda _coding: None
        """How a coding breaks its rule, where its coder does not leave it as it is."""
        self.revision_of: Callable[[Coding | None], str] = lambda _coding: ""
        """What is to be said of the codebook under which a coding was made."""
        self._code: Code | None = None
        self.list = LongList("hereList", self.tr("Codings here"), self._row_of)
        self.rule = plain_label()
        self.rule.setObjectName("hereRule")
        self.broken = plain_label()
        self.broken.setObjectName("hereRuleBroken")
        self.correct = quiet_button("correctCoding", "", self._correct)
        set_tone(self.correct, "link")
        self._correction: RuleBreak | None = None
        self.definition = muted_label()
        self.definition.setObjectName("hereDefinition")
        self.revision = muted_label()
        self.revision.setObjectName("codingRevision")
        self.memo = MemoEditor()
        self._lay_out()
        self.list.selectionModel().currentChanged.connect(lambda *_: self._choose())
        self.memo.written.connect(self.memo_written)
        self.memo.finished.connect(self.left)
        # However often an act tells of what it changed, it is shown once.
        self._soon = Soon(self, self._show)
        at_hand.changed.connect(self.refresh)

    def _lay_out(self) -> None:
        bold = self.rule.font()
        bold.setBold(True)
        self.rule.setFont(bold)
        self.memo.setFixedHeight(self.memo.fontMetrics().lineSpacing() * 2 + 14)
        self.body.addWidget(self.list)
        told = (self.rule, self.broken, self.correct, self.definition, self.revision)
        self.body.addWidget(_scrolled(*told), 1)
        self.body.addWidget(self.memo)

    def add_buttons(self, *actions: QAction) -> None:
        """Buttons for the coding at hand; each is there while its action can be done."""
        for action in actions:
            button = act_button(f"{action.objectName()}Here", plain_text(action), action)
            button.setVisible(action.isEnabled())
            action.enabledChanged.connect(button.setVisible)
            self.head.addWidget(button)

    def show_code(self, code: Code | None) -> None:
        """The code marked in the codebook."""
        self._code = code
        self.refresh()

    def refresh(self) -> None:
        """Show what is at hand, when everybody has been told of it."""
        self._soon.ask()

    def catch_up(self) -> None:
        """Show at once what is at hand: what comes next is about that."""
        self._soon.now()

    def _show(self) -> None:
        contents, current = self._page.contents, self._at_hand.current
        mark = self._at_hand.highlight
        at_hand = current or mark
        self._show_list(at_hand)
        code = contents.codebook.by_id.get(current.code) if contents and current else self._code
        self._tell_code(code if mark is None else None)
        self._tell_break(contents, current)
        remark = self.revision_of(current)
        self.revision.setVisible(bool(remark))
        self.revision.setText(remark)
        self._show_memo(at_hand)
        # Now, not after a paint in the old places.
        self.body.activate()

    def _show_list(self, at_hand: Coding | Highlight | None) -> None:
        """List what is here; where it is the same as before, the list stays as it is."""
        things = [*self._at_hand.codings, *self._at_hand.highlights] if self._page.contents else []
        model = self.list.rows_model
        if things != model.rows.things:
            model.show(things)
        else:
            self.list.viewport().update()
        numbers = (number for number, thing in enumerate(things) if thing is at_hand)
        self.list.set_current_row(next(numbers, None))
        self._fit_list()

    def _row_of(self, thing: Coding | Highlight) -> Row:
        contents = self._page.contents
        if contents is None:
            return Row("", thing.id)
        if isinstance(thing, Highlight):
            return self._mark_row(contents, thing)
        return self._row(contents, thing)

    def _mark_row(self, contents: Contents, mark: Highlight) -> Row:
        coder = contents.coder(mark.coder)
        return Row(
            words=self._page.named(mark.id, self.tr("Highlight")),
            payload=mark.id,
            note=self._where(contents, mark.span),
            second=self._whose(contents, coder),
        )

    def _whose(self, contents: Contents, coder: Coder | None) -> str:
        """Said of all where several layers are shown; so rows are all of one height."""
        if not self._page.shows_others or coder is None:
            return ""
        return self.tr("yours") if coder.id == contents.viewer else coder.name

    def _where(self, contents: Contents, span: Span) -> str:
        first, last = turns_of(contents.transcript, span)
        where = self.tr("turn %d") % first
        return where if first == last else self.tr("turns %d–%d") % (first, last)

    def _fit_list(self) -> None:
        rows = len(self.list.rows_model.rows)
        self.list.setVisible(rows > 0)
        self.begin_at(self.list if rows else None)
        if rows:
            height = self.list.sizeHintForRow(0) * min(rows, _MOST_ROWS) + 4
            if self.list.height() != height:
                self.list.setFixedHeight(height)

    def _row(self, contents: Contents, coding: Coding) -> Row:
        code = contents.codebook.by_id.get(coding.code)
        if code is None:
            return Row("", coding.id)
        coder = contents.coder(coding.coder)
        return Row(
            words=self._page.named(coding.id, contents.label_of(coding)),
            payload=coding.id,
            colour=code.colour,
            note=self._where(contents, coding.span),
            second=self._whose(contents, coder),
            is_strong=True,
        )

    def _tell_code(self, code: Code | None) -> None:
        self.rule.setVisible(code is not None)
        if code is None:
            said = self.tr("Put the caret into a coding, or mark a code, to read its rule here.")
            if self._at_hand.highlight is not None:
                said = self.tr("These words are highlighted; they have no code.")
            self.definition.setText(said)
            return
        is_listed = bool(self._at_hand.codings)
        self.rule.setText(code.rule if is_listed else f"{code.label}. {code.rule}")
        self.definition.setText(code.definition)

    def _tell_break(self, contents: Contents | None, current: Coding | None) -> None:
        """Whether the coding at hand keeps its rule; pointed out, never refused."""
        found = self.break_of(current.id) if contents and current else None
        self.broken.setVisible(found is not None)
        self._correction = found if found and found.correction else None
        can_correct = self._page.can_code and bool(current and contents) and self._is_own(current)
        self.correct.setVisible(self._correction is not None and can_correct)
        if found is not None:
            self.broken.setText(found.sentence)
        if contents and self._correction and self._correction.correction:
            where = self._where(contents, self._correction.correction)
            self.correct.setText(self.tr("Make it %s") % where)

    def _correct(self) -> None:
        if self._correction is not None:
            self.correction_asked.emit(self._correction.coding, self._correction.correction)

    def _is_own(self, coding: Coding | Highlight | None) -> bool:
        contents = self._page.contents
        return contents is not None and coding is not None and coding.coder == contents.viewer

    def _show_memo(self, current: Coding | Highlight | None) -> None:
        if current is None:
            self.memo.show_memo(None, "", can_write=False)
            self.memo.hide()
            return
        memo = self._page.memos.get(CodingId(current.id))
        memo = memo or self._marks.memos.get(HighlightId(current.id))
        can_write = self._page.can_code and self._is_own(current)
        self.memo.show_memo(current.id, memo.text if memo else "", can_write=can_write)
        self.memo.setVisible(can_write or memo is not None)

    def _choose(self) -> None:
        chosen = self.list.current()
        current = self._at_hand.current or self._at_hand.highlight
        if chosen is not None and (current is None or chosen != current.id):
            self._at_hand.choose(chosen)


def _scrolled(*labels: QWidget) -> QScrollArea:
    """Long definitions scroll; the panel keeps its height."""
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    for label in labels:
        column.addWidget(label)
    column.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    inside.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
    return area
