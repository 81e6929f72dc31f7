"""Memos in the Code workplace: the panel, what it follows, and where a memo leads."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from qcoder.domain.coding import MemoTarget
from qcoder.domain.ids import CodeId, CodingId, HighlightId
from qcoder.domain.memos import PlacedMemo
from qcoder.gui.actions import new_action
from qcoder.gui.code.at_hand import AtHand
from qcoder.gui.code.codebook_panel import CodebookPanel
from qcoder.gui.code.marks import Marks
from qcoder.gui.code.memo_editor import MemoEditor
from qcoder.gui.code.memo_subjects import Follows, MemoSubjects
from qcoder.gui.code.memos_panel import MemosPanel
from qcoder.gui.code.page import TranscriptPage
from qcoder.gui.desk import Desk
from qcoder.services.memos.writing import own_memo

_FOLLOWED = {
    MemoTarget.CODE: Follows.CODE,
    MemoTarget.TRANSCRIPT: Follows.TRANSCRIPT,
    MemoTarget.PROJECT: Follows.PROJECT,
}


class MemoPlace(QObject):
    """Keeps the panel at what is looked at, and the page at the memo that is chosen."""

    def __init__(
        self,
        desk: Desk,
        page: TranscriptPage,
        at_hand: AtHand,
        marks: Marks,
        codebook: CodebookPanel,
    ) -> None:
        super().__init__(page)
        self._desk, self._page, self._at_hand = desk, page, at_hand
        self._codebook, self._marks = codebook, marks
        subjects = MemoSubjects(page, at_hand, marks, codebook)
        self.panel = MemosPanel(desk, page, subjects)
        at_hand.changed.connect(self.panel.look)
        marks.changed.connect(self.panel.look)
        codebook.code_shown.connect(lambda _code: self.panel.look())
        self.panel.memo_chosen.connect(self._go_to)

    def action(self) -> QAction:
        """Opens the panel, with the focus where one writes."""
        return new_action(
            self._page, "showMemos", self.tr("Me&mos"), self._open, keys="Ctrl+Shift+M"
        )

    def _open(self) -> None:
        self.panel.reveal()
        self.panel.setFocus()

    def keep_both(self, editor: MemoEditor) -> None:
        """Let an editor of memos on codings and highlights lose nothing to another program."""
        editor.stored_now = self._stored_now
        editor.overtaken.connect(self.panel.say_overtaken)

    def _stored_now(self, mark: str) -> str:
        coder, workbench = self._desk.workbench.coder, self._desk.workbench
        if coder is None or not workbench.is_open:
            return ""
        is_highlight = HighlightId(mark) in self._marks.highlights
        target = MemoTarget.HIGHLIGHT if is_highlight else MemoTarget.CODING
        memo = workbench.workspace.read(lambda uow: own_memo(uow, coder, target, mark))
        return memo.text if memo else ""

    def _go_to(self, placed: PlacedMemo) -> None:
        memo = placed.memo
        if placed.transcript is not None:
            self._desk.workbench.show_transcript(placed.transcript.id)
        if placed.span is not None:
            self._page.show_place(placed.span)
        if memo.target is MemoTarget.CODING:
            self._at_hand.choose(CodingId(memo.target_id))
        elif memo.target is MemoTarget.CODE:
            self._codebook.mark(CodeId(memo.target_id))
        self.panel.show_follow(_FOLLOWED.get(memo.target, Follows.CARET))
        self.panel.look()
