"""Turns committed changes into Qt signals, in the window's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from qcoder.domain.changes import ChangeSet, Kind
    from qcoder.services.workspace import Workspace


class ChangeNotifier(QObject):
    """The only listener of a workspace. Each signal carries the whole ChangeSet.

    Acts may run in other threads: the change set crosses by a queued signal of its own.

    Signals:
        changed: anything at all was committed.
        people_changed: coders or assignments, seals among them.
        transcripts_changed: a transcript came, went or got another name.
        codebook_changed: groupings or codes.
        codings_changed: codings or memos.
        marks_changed: stories or highlights.
        decisions_changed: the log of decisions grew.
    """

    changed = Signal(object)
    people_changed = Signal(object)
    transcripts_changed = Signal(object)
    codebook_changed = Signal(object)
    codings_changed = Signal(object)
    marks_changed = Signal(object)
    decisions_changed = Signal(object)
    _committed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # An automatic connection: direct in the window's thread, queued from any other.
        self._committed.connect(self._announce)

    def listen_to(self, workspace: Workspace) -> None:
        """Announce the changes of ``workspace`` from now on."""
        workspace.subscribe(self._committed.emit)

    def _announce(self, changes: ChangeSet) -> None:
        # Not at the top: the window shows before anything of a project is loaded.
        from qcoder.domain.changes import Kind

        touched = _kinds(changes)
        for signal, kinds in (
            (self.people_changed, {Kind.CODER, Kind.ASSIGNMENT}),
            (self.transcripts_changed, {Kind.TRANSCRIPT}),
            (self.codebook_changed, {Kind.GROUPING, Kind.CODE, Kind.PROJECT}),
            (self.marks_changed, {Kind.STORY, Kind.HIGHLIGHT}),
            (self.codings_changed, {Kind.CODING, Kind.MEMO}),
            (self.decisions_changed, {Kind.DECISION}),
        ):
            if touched & kinds:
                signal.emit(changes)
        self.changed.emit(changes)


def _kinds(changes: ChangeSet) -> set[Kind]:
    """The kinds that panels must read anew; for a setting nothing has to be."""
    return {change.kind for change in changes.changes if not change.is_setting}
