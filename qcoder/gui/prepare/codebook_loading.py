"""Loading a codebook: asked for, said beforehand where it would change codes, told afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from qcoder.gui.asking import FileAsker
from qcoder.gui.desk import Desk
from qcoder.gui.parts.notice import NoticeBar
from qcoder.gui.parts.words import push_button

if TYPE_CHECKING:
    from qcoder.services.codebook.loading import CodebookLoad
    from qcoder.services.workspace import Done

_MOST_NAMED = 8
"""Codes that are named one by one before something happens to them."""


class CodebookLoading(QObject):
    """Makes the codebook what a table says. ``question`` is the bar that asks before that.

    Signals:
        left: the question was answered or left.
    """

    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asker = FileAsker(parent, desk.settings, "codebook")
        self._proposed: Path | None = None
        self.question = self._build_question()

    def _build_question(self) -> NoticeBar:
        bar = NoticeBar("codebookLoadQuestion")
        self._confirm = push_button("confirmLoad", self.tr("Load"), self._load_proposed, "first")
        bar.add_widget(self._confirm)
        bar.add_widget(push_button("leaveLoad", self.tr("Cancel"), self._leave_proposed))
        return bar

    def ask(self) -> None:
        """Ask for a table, and where there are codes say what it would change."""
        kinds = self.tr("Codebooks (*.csv *.xlsx *.docx);;All files (*)")
        chosen = self._asker.to_open(self.tr("Load a codebook"), kinds)
        if chosen is not None and self._has_codes():
            self._propose(chosen)
        elif chosen is not None:
            self.load(chosen)

    def _propose(self, file: Path) -> None:
        from qcoder.services.files.importing import preview_codebook_file

        desk = self._desk
        workspace = desk.workbench.workspace
        load = desk.interaction.attempt(lambda: preview_codebook_file(workspace, file))
        if load is None:
            return
        self._proposed = file
        self.question.say(self._proposal(file, load))
        self._confirm.setFocus()

    def _proposal(self, file: Path, load: CodebookLoad) -> str:
        parts = (
            (self.tr("new: %s"), load.added),
            (self.tr("changed: %s"), load.changed),
            (self.tr("removed: %s"), load.removed),
            (self.tr("kept because they are used: %s"), load.kept_because_used),
        )
        said = "; ".join(words % _listed(labels) for words, labels in parts if labels)
        nothing = self.tr("no code would be another, at most its place")
        return self.tr("Load {file}? Codes {what}.").format(file=file.name, what=said or nothing)

    def _load_proposed(self) -> None:
        file = self._proposed
        self._leave_proposed()
        if file is not None:
            self.load(file)

    def _leave_proposed(self) -> None:
        self._proposed = None
        self.question.hide()
        self.left.emit()

    def _has_codes(self) -> bool:
        workspace = self._desk.workbench.workspace
        return bool(workspace.read(lambda uow: uow.codebook.load()).codes)

    def load(self, file: Path) -> None:
        """Make the codebook what the table says; one act, told with its numbers."""
        from qcoder.services.files.importing import import_codebook_file

        desk = self._desk
        workspace = desk.workbench.workspace
        done = desk.interaction.attempt(lambda: import_codebook_file(workspace, file))
        if done is not None:
            desk.acts.remember(done)
            self._tell(done)

    def _tell(self, done: Done[CodebookLoad]) -> None:
        load = done.value
        said = self.tr("{added} codes added, {changed} changed, {removed} removed").format(
            added=len(load.added), changed=len(load.changed), removed=len(load.removed)
        )
        if load.kept_because_used:
            said += self.tr("; kept because they are used: {codes}").format(
                codes=", ".join(load.kept_because_used)
            )
        self._desk.interaction.tell(said + ".", undo=bool(done.changes))


def _listed(labels: Sequence[str]) -> str:
    named = ", ".join(labels[:_MOST_NAMED])
    more = len(labels) - _MOST_NAMED
    return f"{named} (+ {more})" if more > 0 else named
