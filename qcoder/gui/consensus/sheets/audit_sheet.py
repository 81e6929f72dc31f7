"""The audit: a coder from outside walks the decisions, with names hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from qcoder.domain.audit import Opinion
from qcoder.domain.errors import QCoderError
from qcoder.domain.ids import CoderId
from qcoder.gui.actions import new_action
from qcoder.gui.consensus.describing import title_of
from qcoder.gui.consensus.sheets.report_sheet import ReportSheet
from qcoder.gui.parts.choice_box import ChoiceBox
from qcoder.gui.parts.row import Row
from qcoder.gui.parts.rows import RowList
from qcoder.gui.parts.words import muted_label, push_button
from qcoder.services.closing.audit_report import audit_report
from qcoder.services.closing.auditing import ToAudit, concur, decisions_to_audit, query
from qcoder.services.consensus.room import open_room

if TYPE_CHECKING:
    from qcoder.gui.consensus.discussion import Discussion
    from qcoder.gui.desk import Desk
    from qcoder.services.consensus.room import Room

_LIST_WIDTH = 280


class AuditSheet(ReportSheet):
    """Up and Down walk, C concurs, Q asks for another look, with a note.

    Signals:
        queried: a difference is open again.
    """

    queried = Signal()

    def __init__(self, desk: Desk, discussion: Discussion) -> None:
        super().__init__(desk, "auditSheet", self.tr("Audit"))
        self._discussion = discussion
        self._room: Room | None = None
        self._decisions: tuple[ToAudit, ...] = ()
        self.auditor = ChoiceBox("auditor", self.tr("Who audits"))
        self.progress = muted_label()
        self.progress.setObjectName("auditProgress")
        self.list = RowList("auditList", self.tr("Decisions to audit"))
        self.list.setFixedWidth(_LIST_WIDTH)
        self.note = QLineEdit()
        self.note.setObjectName("auditNote")
        self.note.setAccessibleName(self.tr("What the pair should look at again"))
        self.note.setPlaceholderText(self.tr("what the pair should look at again; Enter queries"))
        self._lay_out()
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_one())
        self.note.returnPressed.connect(self.query)

    def _lay_out(self) -> None:
        self.above.addWidget(muted_label(self.tr("Auditor:")))
        self.above.addWidget(self.auditor)
        self.above.addWidget(self.progress, 1)
        self.below.addWidget(
            push_button("auditConcur", self.tr("Concur (C)"), self.concur, "first")
        )
        self.below.addWidget(self.note, 1)
        self.below.addWidget(push_button("auditQuery", self.tr("Query (Q)"), self.query))
        rows = self.layout()
        assert isinstance(rows, QVBoxLayout)
        rows.removeWidget(self.view)
        middle = QHBoxLayout()
        middle.addWidget(self.list)
        middle.addWidget(self.view, 1)
        rows.insertLayout(1, middle, 1)
        self.setFocusProxy(self.list)
        new_action(self, "concurDecision", self.tr("Concur"), self.concur, keys="C", anywhere=False)
        new_action(
            self, "queryDecision", self.tr("Query"), self._ask_note, keys="Q", anywhere=False
        )

    def focus_view(self) -> None:
        """The list walks."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_room(self, room: Room) -> None:
        """List the decisions in force, with the marks so far."""
        workspace = self.desk.workbench.workspace
        self._room = workspace.read(lambda uow: open_room(uow, room.transcript))
        now = self._room
        self._decisions = workspace.read(lambda uow: decisions_to_audit(uow, now))
        self._offer_auditors(now)
        self.list.set_rows([self._row(now, one) for one in self._decisions])
        if self.list.current() is None and self._decisions:
            first = next((d for d in self._decisions if d.mark is None), self._decisions[0])
            self.list.set_current(first.resolution.difference.id)
        self._count()
        self._show_one()

    def _offer_auditors(self, room: Room) -> None:
        chosen = self.auditor.currentData() or self.desk.workbench.coder
        everyone = self.desk.workbench.workspace.read(lambda uow: uow.coders.all())
        self.auditor.clear()
        for coder in everyone:
            if coder.id not in room.coders and not coder.retired:
                self.auditor.addItem(coder.name, coder.id)
        self.auditor.setCurrentIndex(max(0, self.auditor.findData(chosen)))

    def _row(self, room: Room, one: ToAudit) -> Row:
        difference = one.resolution.difference
        labels = " / ".join(room.codebook.label_of(code) for code in difference.codes)
        turn = (room.transcript.turn_number_at(difference.span.start) or 0) + 1
        marks = {Opinion.CONCUR: self.tr("✓ concurs"), Opinion.QUERY: self.tr("? queried")}
        note = marks[one.mark.opinion] if one.mark else ""
        second = self.tr("turn {turn}").format(turn=turn)
        return Row(labels, difference.id, second=second, note=note, is_muted=one.mark is not None)

    def _count(self) -> None:
        done = sum(one.mark is not None for one in self._decisions)
        words = self.tr("{done} of {all} decisions marked").format(
            done=done, all=len(self._decisions)
        )
        if not self.auditor.count():
            words = self.tr(
                "All coders of the project code this transcript. Add a coder in Prepare to audit."
            )
        elif not self._decisions:
            words = self.tr("Nothing is decided yet, so there is nothing to audit.")
        self.progress.setText(words)

    @property
    def current(self) -> ToAudit | None:
        """The decision that is looked at."""
        wanted = self.list.current()
        return next((d for d in self._decisions if d.resolution.difference.id == wanted), None)

    def _show_one(self) -> None:
        one = self.current
        if one is not None and self._room is not None:
            self.show_report(audit_report(self._room, one))
        else:
            self.view.clear()

    # -- marks -----------------------------------------------------------------------------

    def concur(self) -> None:
        """The decision is right; on to the next."""
        self._mark(Opinion.CONCUR)

    def _ask_note(self) -> None:
        self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def query(self) -> None:
        """Ask the pair for another look; what to look at is said first."""
        if not self.note.text().strip():
            self._ask_note()
        self._mark(Opinion.QUERY)

    def _mark(self, opinion: Opinion) -> None:
        one, room = self.current, self._room
        if one is None or room is None:
            return
        auditor = self.auditor.currentData()
        if auditor is None:
            self.desk.interaction.refuse(QCoderError(self.progress.text()))
            return
        was_closed = self.desk.workbench.workspace.read(
            lambda uow: uow.closings.in_force(room.transcript.id) is not None
        )
        act = query if opinion is Opinion.QUERY else concur
        note, difference = self.note.text(), one.resolution.difference.id
        done = self.desk.acts.do(
            self.tr("Audit"),
            lambda uow: act(uow, room, difference, CoderId(auditor), note),
            undoable=False,
        )
        if done is not None:
            self._go_on(opinion, one, was_closed)

    def _go_on(self, opinion: Opinion, one: ToAudit, was_closed: bool) -> None:
        assert self._room is not None
        self.note.clear()
        place = self._decisions.index(one)
        following = [d.resolution.difference.id for d in self._decisions[place + 1 :]]
        self.show_room(self._room)
        if following:
            self.list.set_current(following[0])
        self.focus_view()
        if opinion is Opinion.QUERY:
            self.queried.emit()
            self.desk.interaction.tell(self._said_of_query(one, was_closed))

    def _said_of_query(self, one: ToAudit, was_closed: bool) -> str:
        assert self._room is not None
        words = (
            self.tr("Queried: {code} is open again, and so is the consensus, which was closed.")
            if was_closed
            else self.tr("Queried: {code} is open again.")
        )
        return words.format(code=title_of(one.resolution.difference, self._room.codebook))
