"""What the coder at work does on the page: each one act, one undo step, one sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from qcoder.domain.codebook import Code
from qcoder.domain.coding import Coding, Highlight, MemoTarget
from qcoder.domain.ids import CoderId, CodingId, GroupingId, HighlightId
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript
from qcoder.gui.code.contents import turns_of
from qcoder.gui.desk import Desk
from qcoder.services.coding.chosen_together import recode_all, remove_all
from qcoder.services.coding.highlights import highlight, remove_highlight
from qcoder.services.coding.in_vivo import code_in_vivo
from qcoder.services.coding.layer import annotate, apply_code, recode, remove_coding, resize
from qcoder.services.coding.rule_breaks import accept_break
from qcoder.services.coding.stories import code_story
from qcoder.services.memos.writing import write_memo
from qcoder.services.prepare import assignments

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork


class CoderActs(QObject):
    """Acts in the layer of the coder at work. A refused one has been explained already."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def apply(self, transcript: Transcript, code: Code, span: Span) -> Coding | None:
        """Code a span; the coding that was stored, None where it was refused."""
        coder = self._coder()
        return self._apply(
            transcript, code.label, lambda uow: apply_code(uow, transcript, coder, code.id, span)
        )

    def apply_to_story(self, transcript: Transcript, code: Code, span: Span) -> Coding | None:
        """Code a story, and remember where it is for the next code."""
        coder = self._coder()
        return self._apply(
            transcript, code.label, lambda uow: code_story(uow, transcript, coder, code.id, span)
        )

    def code_in_vivo(
        self, transcript: Transcript, label: str, grouping: GroupingId | None, span: Span
    ) -> Coding | None:
        """Make a code and apply it."""
        coder = self._coder()
        return self._apply(
            transcript,
            label,
            lambda uow: code_in_vivo(uow, transcript, coder, span, label=label, grouping=grouping),
        )

    def _apply(
        self, transcript: Transcript, label: str, act: Callable[[UnitOfWork], Coding]
    ) -> Coding | None:
        done = self._desk.acts.do(self.tr("Apply %s") % label, act)
        if done is None:
            return None
        where = self.turns(transcript, done.value.span)
        self._tell(self.tr("Applied %s to %s") % (label, where))
        return done.value

    def recode(self, coding: CodingId, code: Code) -> None:
        """Another code on the same words."""
        coder, label = self._coder(), self.tr("Recode to %s") % code.label
        if self._do(label, lambda uow: recode(uow, coder, coding, code.id)):
            self._tell(self.tr("Recoded to %s") % code.label)

    def resize(self, transcript: Transcript, coding: CodingId, code: Code, span: Span) -> None:
        """The same code on other words."""
        coder, label = self._coder(), self.tr("Resize %s") % code.label
        if self._do(label, lambda uow: resize(uow, transcript, coder, coding, span)):
            where = self.turns(transcript, span)
            self._tell(self.tr("%s is on %s now") % (code.label, where))

    def accept(self, coding: CodingId, code: Code) -> None:
        """Leave a coding that breaks its rule as it is."""
        coder, label = self._coder(), self.tr("Leave %s as it is") % code.label
        if self._do(label, lambda uow: accept_break(uow, coder, coding)):
            self._tell(self.tr("%s stays as it is") % code.label)

    def remove(self, coding: CodingId, code: Code) -> None:
        """Remove a coding with its memo."""
        coder, label = self._coder(), self.tr("Remove %s") % code.label
        if self._do(label, lambda uow: remove_coding(uow, coder, coding)):
            self._tell(self.tr("Removed %s") % code.label)

    def recode_all(self, codings: Sequence[CodingId], code: Code) -> None:
        """Another code on the words of several codings."""
        coder, label = self._coder(), self.tr("Recode to %s") % code.label
        act = partial(recode_all, coder=coder, codings=codings, code=code.id)
        if self._do(label, act, rows=len(codings)):
            self._tell(self.tr("Recoded %d codings to %s") % (len(codings), code.label))

    def remove_all(self, codings: Sequence[CodingId]) -> None:
        """Remove several codings with their memos."""
        coder, named = self._coder(), self.tr("%d codings") % len(codings)
        act = partial(remove_all, coder=coder, codings=codings)
        if self._do(self.tr("Remove %s") % named, act, rows=len(codings)):
            self._tell(self.tr("Removed %s") % named)

    def annotate(self, coding: CodingId, code: Code, text: str) -> bool:
        """Write the memo; whether that was possible."""
        coder, label = self._coder(), self.tr("Memo on %s") % code.label
        if not self._do(label, lambda uow: annotate(uow, coder, coding, text)):
            return False
        self._tell(self.tr("Memo stored") if text.strip() else self.tr("Memo removed"))
        return True

    def highlight(self, transcript: Transcript, span: Span) -> Highlight | None:
        """Mark words without a code; None where it was refused."""
        coder, label = self._coder(), self.tr("Highlight words")
        done = self._desk.acts.do(label, lambda uow: highlight(uow, transcript, coder, span))
        if done is None:
            return None
        where = self.turns(transcript, done.value.span)
        if done.changes:
            self._tell(self.tr("Highlighted words in %s") % where)
        return done.value

    def remove_highlight(self, mark: HighlightId) -> None:
        """Remove a highlight with its memo."""
        coder, label = self._coder(), self.tr("Remove a highlight")
        if self._do(label, lambda uow: remove_highlight(uow, coder, mark)):
            self._tell(self.tr("Removed the highlight"))

    def annotate_highlight(self, mark: HighlightId, text: str) -> None:
        """Write the memo on a highlight."""
        coder, label = self._coder(), self.tr("Memo on a highlight")
        if self._do(label, lambda uow: write_memo(uow, coder, MemoTarget.HIGHLIGHT, mark, text)):
            self._tell(self.tr("Memo stored") if text.strip() else self.tr("Memo removed"))

    def seal(self, transcript: Transcript) -> None:
        """Declare the transcript done."""
        coder, label = self._coder(), self.tr("Seal %s") % transcript.name
        if self._do(label, lambda uow: assignments.seal(uow, transcript.id, coder), undoable=False):
            self._desk.interaction.tell(self.tr("You have sealed %s") % transcript.name)

    def unseal(self, transcript: Transcript) -> None:
        """Open one's layer for coding again."""
        coder, label = self._coder(), self.tr("Unseal %s") % transcript.name
        if self._do(
            label, lambda uow: assignments.unseal(uow, transcript.id, coder), undoable=False
        ):
            self._desk.interaction.tell(self.tr("%s is open again") % transcript.name)

    def assign_me(self, transcript: Transcript) -> None:
        """Take the transcript on."""
        coder, label = self._coder(), self.tr("Assign %s") % transcript.name
        if self._do(label, lambda uow: assignments.ensure_assigned(uow, transcript.id, coder)):
            self._tell(self.tr("%s is assigned to you") % transcript.name)

    def turns(self, transcript: Transcript, span: Span) -> str:
        """Where a span is, in words."""
        first, last = turns_of(transcript, span)
        if first == last:
            return self.tr("turn %d") % first
        return self.tr("turns %d–%d") % (first, last)

    def tell(self, sentence: str) -> None:
        """Say something that is no act."""
        self._desk.interaction.tell(sentence)

    def _coder(self) -> CoderId:
        coder = self._desk.workbench.coder
        if coder is None:
            raise RuntimeError("nobody is at work")
        return coder

    def _do(
        self,
        label: str,
        act: Callable[[UnitOfWork], object],
        *,
        undoable: bool = True,
        rows: int = 1,
    ) -> bool:
        return self._desk.acts.do(label, act, undoable=undoable, rows=rows) is not None

    def _tell(self, sentence: str) -> None:
        self._desk.interaction.tell(sentence, undo=True)
