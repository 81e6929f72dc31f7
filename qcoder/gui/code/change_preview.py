"""What merging or deleting a code would do, said before it happens."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from qcoder.domain.codebook import Code
from qcoder.domain.ids import CodeId
from qcoder.gui.icons import swatch
from qcoder.gui.parts.choice_box import ChoiceBox
from qcoder.gui.parts.words import heading_label, plain_label, push_button
from qcoder.services.codebook.rearranging import CoderShare, DeletionPreview
from qcoder.services.coding.code_merging import MergePreview


class ChangePreview(QFrame):
    """A heading, for merging the code to keep, what would happen, and two buttons.

    Signals:
        kept_chosen: identifier of another code to merge into.
        confirmed: it shall happen.
        left: it shall not.
    """

    kept_chosen = Signal(str)
    confirmed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("changePreview")
        self.heading = heading_label("")
        self.kept = ChoiceBox("mergeInto", self.tr("Merge into"))
        self.words = plain_label()
        self.words.setObjectName("changeWords")
        self.confirm = push_button("confirmChange", "", self.confirmed.emit, "first")
        self._lay_out()
        self.kept.activated.connect(lambda _n: self.kept_chosen.emit(self.kept.currentData()))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(push_button("leaveChange", self.tr("Cancel"), self.left.emit))
        buttons.addWidget(self.confirm)
        for widget in (self.heading, self.kept, self.words):
            column.addWidget(widget)
        column.addLayout(buttons)
        column.addStretch(1)

    def show_merge(self, preview: MergePreview, others: Sequence[Code]) -> None:
        """What becomes of codings, keys and groupings; ``others`` can be merged into."""
        absorbed = ", ".join(code.label for code in preview.absorbed)
        self.heading.setText(self.tr("Merge %s into") % absorbed)
        self.kept.clear()
        for code in others:
            self.kept.addItem(swatch(code.colour), code.label, code.id)
        self.kept.setCurrentIndex(self.kept.findData(preview.kept.id))
        self.kept.show()
        self.confirm.setText(self.tr("Merge"))
        self._tell(self._merge_lines(preview), preview.obstacle)
        self.kept.setFocus()

    def show_deletion(self, preview: DeletionPreview) -> None:
        """What goes with the code, or why it cannot go."""
        self.heading.setText(self.tr("Delete %s") % preview.code.label)
        self.kept.hide()
        self.confirm.setText(self.tr("Delete"))
        self._tell(self._deletion_lines(preview), preview.obstacle)
        self.confirm.setFocus()

    def chosen(self) -> CodeId:
        """The code to merge into."""
        return CodeId(str(self.kept.currentData()))

    def _tell(self, lines: Sequence[str], obstacle: str) -> None:
        self.words.setText(obstacle or "\n".join(lines))
        self.confirm.setEnabled(not obstacle)

    def _merge_lines(self, preview: MergePreview) -> list[str]:
        lines = [self._share(share) for share in preview.shares]
        if preview.has_hidden:
            lines.append(self.tr("Codings that you may not see yet change as well."))
        if not lines:
            lines.append(self.tr("No coding uses it."))
        if preview.key:
            lines.append(self.tr("Key: %s.") % preview.key)
        if preview.keys_gone:
            lines.append(self.tr("These keys become free: %s.") % ", ".join(preview.keys_gone))
        if preview.groupings_gone:
            said = self.tr("Nothing is left in %s; it goes.")
            lines.append(said % ", ".join(preview.groupings_gone))
        if preview.decisions:
            said = self.tr("Decisions on record that become stale, to be looked at again: %d.")
            lines.append(said % preview.decisions)
        kept = preview.kept.label
        lines.append(self.tr("Definition and rule of %s stay as they are.") % kept)
        return lines

    def _share(self, share: CoderShare) -> str:
        said = self.tr("%s: %d codings change") % (share.name, share.codings)
        if share.codings == 1:
            said = self.tr("%s: 1 coding changes") % share.name
        if share.coinciding:
            said += self.tr(", %d become one with another on the same words") % share.coinciding
        return f"{said}."

    def _deletion_lines(self, preview: DeletionPreview) -> list[str]:
        lines = [self.tr("No coding uses it.")]
        if preview.memos:
            lines.append(self.tr("Memos on it that go too: %d.") % preview.memos)
        if preview.grouping_gone:
            lines.append(self.tr("Nothing is left in %s; it goes.") % preview.grouping_gone)
        lines.append(self.tr("Undo brings all of it back."))
        return lines

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
