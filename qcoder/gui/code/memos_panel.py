"""The memos one may see, and the one on what is looked at."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from qcoder.domain.changes import ChangeSet, Kind
from qcoder.domain.coding import MemoTarget
from qcoder.domain.ids import CoderId, CodingId
from qcoder.domain.memos import PlacedMemo
from qcoder.gui.code.memo_editor import MemoEditor
from qcoder.gui.code.memo_subjects import Follows, MemoSubjects, Subject
from qcoder.gui.code.page import TranscriptPage
from qcoder.gui.desk import Desk
from qcoder.gui.parts.choice_box import ChoiceBox
from qcoder.gui.parts.panel import Panel
from qcoder.gui.parts.rows import Row, RowList
from qcoder.gui.parts.words import muted_label, plain_label
from qcoder.services.memos.listing import visible_memos
from qcoder.services.memos.writing import own_memo

_LINES = 6


class MemosPanel(Panel):
    """A list to search, and below it the memo on the coding at the caret, or on what is chosen.

    Signals:
        memo_chosen: a PlacedMemo to go to.
    """

    memo_chosen = Signal(object)

    def __init__(
        self,
        desk: Desk,
        page: TranscriptPage,
        subjects: MemoSubjects,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("memosPanel", page.tr("Memos"), parent, in_tab=True)
        self._desk, self._page, self._subjects = desk, page, subjects
        self._known: dict[str, tuple[CoderId, Subject]] = {}
        self.filter = QLineEdit()
        self.list = RowList("memosList", self.tr("Memos"))
        self.none = muted_label()
        self.follows = ChoiceBox("memoFollows", self.tr("Memo on"))
        self.on = plain_label()
        self.others = muted_label()
        self._memos: list[PlacedMemo] = []
        self.editor = MemoEditor()
        self._name_parts()
        self._lay_out()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._connect()

    def _name_parts(self) -> None:
        self.filter.setObjectName("memosFilter")
        self.filter.setPlaceholderText(self.tr("Find in memos"))
        self.filter.setAccessibleName(self.tr("Find in memos"))
        self.filter.setClearButtonEnabled(True)
        names = {
            Follows.CARET: self.tr("On what is at the caret"),
            Follows.CODE: self.tr("On the marked code"),
            Follows.TRANSCRIPT: self.tr("On the transcript"),
            Follows.PROJECT: self.tr("On the project"),
        }
        for follows, words in names.items():
            self.follows.addItem(words, follows)
        self.on.setObjectName("memoOn")
        self.others.setObjectName("memosOfOthers")
        self.editor.setObjectName("memoHere")
        self.editor.setPlaceholderText(self.tr("Memo"))

    def _lay_out(self) -> None:
        self.head.insertWidget(0, self.filter, 1)
        column = QVBoxLayout()
        column.setSpacing(6)
        self.editor.setFixedHeight(self.editor.fontMetrics().lineSpacing() * _LINES + 14)
        for widget in (self.list, self.none, self.follows, self.on, self.others, self.editor):
            column.addWidget(widget, 1 if widget is self.list else 0)
        self.body.addLayout(column, 1)

    def _connect(self) -> None:
        notifier, workbench = self._desk.notifier, self._desk.workbench
        self._soon.timeout.connect(self._fill)
        self.filter.textChanged.connect(lambda _typed: self._soon.start())
        self.follows.currentIndexChanged.connect(lambda _index: self.look())
        self.editor.written.connect(self._store)
        self.editor.stored_now = self._stored_now
        self.editor.overtaken.connect(self.say_overtaken)
        self.editor.finished.connect(self._page.view.setFocus)
        self.list.clicked.connect(lambda _index: self._choose())
        self.list.activated.connect(lambda _index: self._choose())
        notifier.changed.connect(self._take)
        workbench.coder_changed.connect(self._soon.start)
        workbench.project_changed.connect(self._soon.start)
        self._page.contents_changed.connect(self.look)

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while another tab was in front."""
        super().showEvent(event)
        self._fill()
        self.look()

    def look(self) -> None:
        """Show the memo on what is meant now."""
        if not self.isVisible():
            return
        subject = self._subjects.subject(self.follows.currentData())
        self.on.setText(subject.words if subject else self.tr("Mark a code in the codebook."))
        self.editor.setVisible(subject is not None)
        self.begin_at(self.editor if subject is not None else None)
        coder = self._desk.workbench.coder
        if subject is None or coder is None:
            return
        key = f"{coder}/{subject.key}"
        self._known[key] = (coder, subject)
        self.editor.show_memo(key, self._text(subject, coder), can_write=subject.can_write)
        self._show_others(subject, coder)

    def _show_others(self, subject: Subject, coder: CoderId) -> None:
        """What others wrote on the same thing; on their codings the editor shows it."""
        about = [m for m in self._memos if _about(m) == (subject.target, subject.target_id)]
        self.list.set_current(next((m.memo.id for m in about if m.author.id == coder), None))
        read = [m for m in about if m.author.id != coder and subject.can_write]
        self.others.setText("\n".join(f"{m.author.name}: {m.memo.text}" for m in read))
        self.others.setVisible(bool(read))

    def show_follow(self, follows: Follows) -> None:
        """Look at something else."""
        self.follows.setCurrentIndex(self.follows.findData(follows))

    def _text(self, subject: Subject, coder: CoderId) -> str:
        if subject.span is not None and not subject.target_id:
            return ""
        if subject.target is MemoTarget.CODING and not subject.can_write:
            shown = self._page.memos.get(CodingId(subject.target_id))
            return shown.text if shown else ""
        memo = self._desk.workbench.workspace.read(
            lambda uow: own_memo(uow, coder, subject.target, subject.target_id)
        )
        return memo.text if memo else ""

    def _store(self, key: str, text: str) -> None:
        coder, subject = self._known[key]
        label = self.tr("Memo: %s") % subject.words
        done = self._desk.acts.do(
            label, lambda uow: self._subjects.write(subject, coder, text, uow)
        )
        if done is not None and done.changes:
            said = self.tr("Memo stored") if text.strip() else self.tr("Memo removed")
            self._desk.interaction.tell(said, undo=True)

    def _stored_now(self, key: str) -> str:
        coder, subject = self._known[key]
        return self._text(subject, coder)

    def say_overtaken(self) -> None:
        """That both programs' words were kept."""
        said = self.tr("This memo was changed elsewhere; your words stand below it")
        self._desk.interaction.tell(said)

    def _take(self, changes: ChangeSet) -> None:
        if changes.kinds & {Kind.MEMO, Kind.CODE, Kind.CODING, Kind.HIGHLIGHT, Kind.TRANSCRIPT}:
            self._soon.start()

    def _fill(self) -> None:
        if not self.isVisible():
            return
        memos = self._memos = self._visible()
        self.list.set_rows([self._row(memo) for memo in memos])
        self.note.setText(str(len(memos)) if memos else "")
        typed = self.filter.text().strip()
        said = self.tr("No memo has these words.") if typed else self.tr("Memos will be here.")
        self.none.setText("" if memos else said)
        self.none.setVisible(not memos)
        self.look()

    def _visible(self) -> list[PlacedMemo]:
        workbench, words = self._desk.workbench, self.filter.text()
        coder = workbench.coder
        if not workbench.is_open or coder is None:
            return []
        return workbench.workspace.read(lambda uow: visible_memos(uow, coder, words))

    def _row(self, placed: PlacedMemo) -> Row:
        memo = placed.memo
        return Row(
            words=" ".join(memo.text.split()),
            payload=memo.id,
            colour=placed.code.colour if placed.code else "",
            second=self._words_about(placed),
            tip=memo.text,
        )

    def _words_about(self, placed: PlacedMemo) -> str:
        """What it is on, and whose it is where it is another coder's."""
        is_own = placed.author.id == self._desk.workbench.coder
        on_project = placed.memo.target is MemoTarget.PROJECT
        names = (
            self.tr("the project") if on_project else "",
            placed.code.label if placed.code else "",
            placed.transcript.name if placed.transcript else "",
            "" if is_own else placed.author.name,
        )
        return ", ".join(name for name in names if name)

    def _choose(self) -> None:
        chosen = self.list.current()
        placed = next((m for m in self._memos if m.memo.id == chosen), None)
        if placed is not None:
            self.memo_chosen.emit(placed)


def _about(placed: PlacedMemo) -> tuple[MemoTarget, str]:
    return placed.memo.target, placed.memo.target_id
