"""The blind pass: a coder walks their own sealed codings and says how sure they are of each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qcoder.gui.actions import new_action
from qcoder.gui.consensus.sheets.report_view import ReportView
from qcoder.gui.parts.row import Row
from qcoder.gui.parts.rows import RowList
from qcoder.gui.parts.words import plain_label, push_button
from qcoder.services.consensus.blind_pass import blind_pass_of, end_blind_pass, mark_blind
from qcoder.services.reports.blind_pass import blind_pass_report

if TYPE_CHECKING:
    from qcoder.domain.codebook import Codebook
    from qcoder.domain.coding import Coding
    from qcoder.domain.ids import TranscriptId
    from qcoder.domain.transcript import Transcript
    from qcoder.gui.desk import Desk
    from qcoder.services.consensus.blind_pass import BlindPass

_LIST_WIDTH = 260
_MARGIN = 24


class BlindPassPanel(QWidget):
    """S says sure, U unsure, and each goes on to the next; Up and Down pass one over.

    It shows layers of the coder at work alone, and nothing of how far others are.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("blindPassPanel")
        self.setAccessibleName(self.tr("Blind pass"))
        self._desk = desk
        self._transcript: Transcript | None = None
        self._codebook: Codebook | None = None
        self._pass: BlindPass | None = None
        self.sentence = plain_label()
        self.sentence.setObjectName("blindPassSentence")
        self.list = RowList("blindPassList", self.tr("Your codings"))
        self.list.setFixedWidth(_LIST_WIDTH)
        self.view = ReportView("blindPassView", self.tr("The coding"))
        self.actions_of_pass = self._make_actions()
        self._lay_out()
        self.setFocusProxy(self.list)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_one())

    def _make_actions(self) -> Sequence[QAction]:
        made = (
            ("markSure", self.tr("Sure of this coding"), partial(self.mark, is_sure=True), "S"),
            (
                "markUnsure",
                self.tr("Unsure of this coding"),
                partial(self.mark, is_sure=False),
                "U",
            ),
            ("endBlindPass", self.tr("End the blind pass"), self.end, "Ctrl+Return"),
        )
        actions = [
            new_action(self, name, text, slot, keys=keys, anywhere=False)
            for name, text, slot, keys in made
        ]
        for action in actions:
            action.setVisible(False)
        return actions

    def _lay_out(self) -> None:
        self.end_button = push_button("endBlindPassButton", "", self.end, "first")
        self._buttons = QHBoxLayout()
        for name, text, is_sure in (
            ("sureButton", self.tr("Sure (S)"), True),
            ("unsureButton", self.tr("Unsure (U)"), False),
        ):
            slot = partial(self.mark, is_sure=is_sure)
            self._buttons.addWidget(push_button(name, text, slot))
        self._buttons.addStretch(1)
        self._buttons.addWidget(self.end_button)
        middle = QHBoxLayout()
        middle.addWidget(self.list)
        middle.addWidget(self.view, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(_MARGIN, 12, _MARGIN, 12)
        rows.addWidget(self.sentence)
        rows.addLayout(middle, 1)
        rows.addLayout(self._buttons)

    # -- what is shown ---------------------------------------------------------------------

    def take_up(self, transcript: TranscriptId | None) -> bool:
        """Show what the coder at work has to weigh there; False where they are in no blind pass."""
        coder, workbench = self._desk.workbench.coder, self._desk.workbench
        self._pass = None
        if workbench.is_open and transcript is not None and coder is not None:
            self._transcript = workbench.workspace.transcript(transcript)
            self._pass, self._codebook = workbench.workspace.read(
                lambda uow: (blind_pass_of(uow, transcript, coder), uow.codebook.load())
            )
        if self._pass is not None and not self._pass.goes_on:
            self._pass = None
        is_here = self._pass is not None
        # An act that is not shown hears no key: these are the verbs' where there is a room.
        for action in self.actions_of_pass:
            action.setVisible(is_here)
        if is_here:
            self._show()
        return is_here

    def _show(self) -> None:
        assert self._pass is not None
        self.list.set_rows([self._row(coding) for coding in self._pass.codings])
        if self.list.current() is None and self._pass.codings:
            unmarked = (c.id for c in self._pass.codings if c.id not in self._pass.marks)
            self.list.set_current(next(unmarked, self._pass.codings[0].id))
        self._say(self._pass)
        self._show_one()

    def _row(self, coding: Coding) -> Row:
        assert self._pass is not None
        assert self._transcript is not None
        assert self._codebook is not None
        code = self._codebook.by_id.get(coding.code)
        said = {True: self.tr("✓ sure"), False: self.tr("? unsure"), None: ""}
        mark = self._pass.marks.get(coding.id)
        return Row(
            self._codebook.label_of(coding.code),
            coding.id,
            colour=code.colour if code else "",
            second=" ".join(self._transcript.speech_text(coding.span).split()),
            note=said[mark],
            is_muted=mark is not None,
        )

    def _say(self, own: BlindPass) -> None:
        assert self._transcript is not None
        words = self.tr(
            "Blind pass of {name}: how sure are you of each of your codings? "
            "{marked} of {count} marked; any may be passed over."
        ).format(name=self._transcript.name, marked=len(own.marks), count=len(own.codings))
        then = self.tr("The layers are shown to each other when everybody has ended the pass.")
        self.sentence.setText(f"{words} {then}")
        self.end_button.setText(
            self.tr("End the pass (Ctrl+Enter)")
            if own.marks
            else self.tr("Go on without marks (Ctrl+Enter)")
        )

    @property
    def current(self) -> Coding | None:
        """The coding in hand."""
        wanted = self.list.current()
        return next((c for c in self._pass.codings if c.id == wanted), None) if self._pass else None

    def _show_one(self) -> None:
        coding = self.current
        if coding is None or self._transcript is None or self._codebook is None:
            self.view.clear()
        else:
            self.view.show_report(blind_pass_report(self._transcript, self._codebook, coding))

    # -- marks -----------------------------------------------------------------------------

    def mark(self, *, is_sure: bool) -> None:
        """Say it of the coding in hand, and go on to the next."""
        coding, own = self.current, self._pass
        if coding is None or own is None:
            return
        done = self._desk.acts.do(
            self.tr("Mark as sure") if is_sure else self.tr("Mark as unsure"),
            lambda uow: mark_blind(
                uow, coding.transcript, coding.coder, [coding.id], is_sure=is_sure
            ),
        )
        following = own.codings[own.codings.index(coding) + 1 :]
        if done is not None and following:
            self.list.set_current(following[0].id)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def end(self) -> None:
        """Nothing more to mark; skipping the pass is this without a mark."""
        coder, transcript = self._desk.workbench.coder, self._transcript
        if self._pass is None or coder is None or transcript is None:
            return
        done = self._desk.acts.do(
            self.tr("End the blind pass"),
            lambda uow: end_blind_pass(uow, transcript.id, coder),
            undoable=False,
        )
        if done is not None:
            self._desk.interaction.tell(
                self.tr("You have ended the blind pass of {name}.").format(name=transcript.name)
            )
