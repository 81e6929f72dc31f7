"""The history of the codebook: a small list with the latest revision on top."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from qcoder.domain.changes import EntryKind
from qcoder.gui.parts.rows import Row, RowList
from qcoder.gui.parts.words import heading_label, plain_label, quiet_button
from qcoder.gui.workbench import Workbench
from qcoder.services.codebook.history import (
    CodeChange,
    GroupingChange,
    Revision,
    codebook_revisions,
)


class RevisionsPanel(QFrame):
    """Who changed what, and when; below the list all that changed in one revision.

    Signals:
        left: Escape or Close.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("revisionsPanel")
        self.list = RowList("revisionsList", self.tr("Revisions of the codebook"))
        self.what = plain_label()
        self.what.setObjectName("revisionWords")
        head = QHBoxLayout()
        head.addWidget(heading_label(self.tr("Revisions")))
        head.addStretch(1)
        head.addWidget(quiet_button("closeRevisions", self.tr("Close"), self.left.emit))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(self.what)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._tell())

    def open(self, workbench: Workbench) -> None:
        """Read the history anew."""
        revisions = workbench.workspace.read(codebook_revisions) if workbench.is_open else []
        self.list.set_rows([self._row(revision) for revision in revisions])
        self.list.setCurrentIndex(self.list.rows_model.index(0))
        self.list.setFocus()
        self._tell()

    def _row(self, revision: Revision) -> Row:
        who = revision.coder or self.tr("nobody signed in")
        said = revision.label
        if revision.kind is EntryKind.UNDO:
            said = self.tr("Undone: %s") % said
        elif revision.kind is EntryKind.REDO:
            said = self.tr("Done again: %s") % said
        return Row(
            words=said,
            payload=revision,
            note=str(revision.number),
            second=f"{who}, {_when(revision.at)}",
        )

    def _tell(self) -> None:
        revision = self.list.current()
        said = self._said(revision) if revision is not None else []
        shown = said[:_MOST]
        if len(said) > _MOST:
            shown.append(self.tr("and %d more") % (len(said) - _MOST))
        self.what.setText("\n".join(shown))

    def _said(self, revision: Revision) -> list[str]:
        """What became of each grouping and code."""
        groupings = [self._grouping_words(change) for change in revision.groupings]
        return [*groupings, *(self._change_words(change) for change in revision.codes)]

    def _grouping_words(self, change: GroupingChange) -> str:
        if change.came:
            return self.tr("Grouping %s came") % change.name
        if change.went:
            return self.tr("Grouping %s went") % change.name
        if change.was:
            return self.tr("Grouping %s is called %s") % (change.was, change.name)
        return self.tr("Grouping %s: place") % change.name

    def _change_words(self, change: CodeChange) -> str:
        if change.came:
            return self.tr("%s came") % change.label
        if change.went:
            return self.tr("%s went") % change.label
        names = self._field_words()
        return f"{change.label}: {', '.join(names[field] for field in change.fields)}"

    def _field_words(self) -> dict[str, str]:
        return {
            "label": self.tr("label"),
            "grouping": self.tr("grouping"),
            "definition": self.tr("definition"),
            "rule": self.tr("rule"),
            "unit": self.tr("unit"),
            "grain": self.tr("grain"),
            "colour": self.tr("colour"),
            "key": self.tr("key"),
            "position": self.tr("place"),
        }

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


_MOST = 6


def _when(at: str) -> str:
    moment = QDateTime.fromString(at, Qt.DateFormat.ISODateWithMs).toLocalTime()
    return QLocale().toString(moment, QLocale.FormatType.ShortFormat)
