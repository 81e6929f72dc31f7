"""The page: the transcript, the codings on it, and a bar that says whether one can code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qcoder.domain.changes import Change, ChangeSet, Kind
from qcoder.domain.coding import Coding, Memo, MemoTarget
from qcoder.domain.ids import CodeId, CoderId, CodingId, MemoId
from qcoder.domain.spans import Span
from qcoder.gui.code.contents import Contents, Standing, read_contents
from qcoder.gui.code.own_layer import OwnLayer
from qcoder.gui.desk import Desk
from qcoder.gui.transcript.painted import PaintedCoding
from qcoder.gui.transcript.view import TranscriptView

_MANY = 100
"""Of more at once a layer is read anew: each alone is some repaints, all of it is one."""


class TranscriptPage(QWidget):
    """Keeps the view in step with what is stored.

    Another transcript, coder, codebook or assignment is read anew; a coding that came, went
    or changed is put into the view alone, so that nothing else moves. Many at once are read
    anew as well.

    Signals:
        contents_changed: everything was read anew.
        coding_taken: one own Coding as it was and as it is now, None where it is not there.
        codings_changed: some codings or memos are others.
        others_shown: the layer of another coder was switched on or off.
    """

    contents_changed = Signal()
    coding_taken = Signal(object, object)
    codings_changed = Signal()
    others_shown = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.view = TranscriptView()
        self.contents: Contents | None = None
        self.codings: dict[CodingId, Coding] = {}
        self.own = OwnLayer()
        self.memos: dict[CodingId, Memo] = {}
        self._others_shown: set[CoderId] = set()
        self._top: int | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.view, 1)
        self.setFocusProxy(self.view)
        self.view.viewport().installEventFilter(self)
        self._connect()

    def _connect(self) -> None:
        workbench, notifier = self._desk.workbench, self._desk.notifier
        workbench.project_changed.connect(self.reload)
        workbench.coder_changed.connect(self._forget_others)
        workbench.transcript_changed.connect(self._forget_others)
        workbench.place_requested.connect(self.lead_to)
        notifier.people_changed.connect(lambda _changes: self.reload())
        notifier.transcripts_changed.connect(lambda _changes: self.reload())
        notifier.codebook_changed.connect(lambda _changes: self.reload())
        notifier.codings_changed.connect(self._take)

    @property
    def can_code(self) -> bool:
        """Whether the coder at work may change something here."""
        return self.contents is not None and self.contents.standing is Standing.OPEN

    def own_codings(self) -> Sequence[Coding]:
        """The layer of the coder at work, in text order."""
        return self.own.codings

    def show_place(self, span: Span) -> None:
        """Put the caret at the beginning of a span and bring it into view."""
        if self.contents is not None:
            # Before the caret: that would bring its line to the edge, and there it would stay.
            self.view.scroll_to(span)
            self.view.set_caret(span.start)

    def lead_to(self, span: Span) -> None:
        """Put the caret at the beginning of a span, and that near the top of the page.

        A span that is wholly in the middle of the page already stays where it is.
        """
        if self.contents is not None:
            self.view.lead_to(span)
            self.view.set_caret(span.start)

    def show_other(self, coder: CoderId, is_shown: bool) -> None:
        """Switch the layer of another coder on or off."""
        (self._others_shown.add if is_shown else self._others_shown.discard)(coder)
        self._show_coders()
        self.others_shown.emit()
        self.codings_changed.emit()

    @property
    def shows_others(self) -> bool:
        """Whether the layer of anybody else is switched on."""
        return bool(self._others_shown)

    def is_other_shown(self, coder: CoderId) -> bool:
        """Whether the layer of that coder is switched on."""
        return coder in self._others_shown

    def reload(self) -> None:
        """Read everything anew; the view stays where it is if its text does."""
        workbench = self._desk.workbench
        if not workbench.is_open or workbench.transcript is None:
            self.contents = None
            self.codings, self.own, self.memos = {}, OwnLayer(), {}
            self.view.set_transcript(None)
        else:
            self.contents = read_contents(
                workbench.workspace, workbench.transcript, workbench.coder
            )
            self._show(self.contents)
        self.contents_changed.emit()

    def _show(self, contents: Contents) -> None:
        if self.view.transcript is not contents.transcript:
            self.view.set_transcript(contents.transcript)
            self._begin_at_top()
        self.codings = {c.id: c for layer in contents.layers for c in layer.codings}
        self.own = OwnLayer(c for c in self.codings.values() if c.coder == contents.viewer)
        self.memos = {k: m for layer in contents.layers for k, m in layer.memos.items()}
        self._others_shown &= {coder.id for coder in contents.others}
        self.view.set_codings([self._painted(contents, c) for c in self.codings.values()])
        self._show_coders()

    def _show_coders(self) -> None:
        own = self._desk.workbench.coder
        self.view.set_visible_coders({c for c in (own, *self._others_shown) if c is not None})

    def _forget_others(self) -> None:
        self._others_shown.clear()
        self.reload()

    def _begin_at_top(self) -> None:
        """Another text has no words yet that a bar must leave in their place."""
        self._top = None
        QTimer.singleShot(0, self, self._keep_top)

    def _keep_top(self) -> None:
        self._top = self.mapTo(self.window(), QPoint()).y()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A bar that comes or goes above the page moves the page, but not its words."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            before = self._top
            self._keep_top()
            if before is not None and self._top is not None and before != self._top:
                # After the view has taken its new size.
                distance = self._top - before
                QTimer.singleShot(0, self.view, lambda: self.view.scroll_by(distance))
        return super().eventFilter(watched, event)

    # -- one change at a time ------------------------------------------------------------

    def _take(self, changes: ChangeSet) -> None:
        if self.contents is None:
            return
        where = self.contents.transcript.id
        codings = [c for c in changes.of(Kind.CODING) if c.either["transcript"] == where]
        if len(codings) > _MANY:
            self.reload()
            return
        for change in codings:
            self._take_coding(change, self.contents)
        for change in changes.of(Kind.MEMO):
            self._take_memo(change, self.contents)
        self.codings_changed.emit()

    def _take_coding(self, change: Change, contents: Contents) -> None:
        row, key = change.either, CodingId(change.key)
        if contents.coder(row["coder"]) is None:
            return
        before = self.codings.pop(key, None)
        after = None if change.after is None else _coding_of(change)
        if after is None:
            self.memos.pop(key, None)
            self.view.remove_coding(key)
        else:
            self.codings[key] = after
            self.view.update_coding(self._painted(contents, after))
        if row["coder"] == contents.viewer:
            self.own.replace(before, after)
            self.coding_taken.emit(before, after)

    def is_stored(self, mark: str) -> bool:
        """Whether what has that id (a coding, story or highlight) is stored, its memo too."""
        return mark not in self._desk.workbench.workspace.unstored.keys

    def named(self, mark: str, words: str) -> str:
        """What it is called, with the words that it is not stored yet where that is so."""
        return words if self.is_stored(mark) else self.tr("%s (not stored yet)") % words

    def _painted(self, contents: Contents, coding: Coding) -> PaintedCoding:
        painted = contents.painted(coding)
        if self.is_stored(coding.id):
            return painted
        return replace(painted, label=self.named(coding.id, painted.label), is_stored=False)

    def _take_memo(self, change: Change, contents: Contents) -> None:
        row = change.either
        key = CodingId(row["target_id"])
        if row["target"] != MemoTarget.CODING or key not in self.codings:
            return
        if row["coder"] != self.codings[key].coder:
            return
        if change.after is None:
            self.memos.pop(key, None)
        else:
            self.memos[key] = Memo(
                MemoId(change.key),
                MemoTarget.CODING,
                key,
                CoderId(row["coder"]),
                row["text"],
                row["changed_at"],
            )
        # Drawn as not stored where only its memo is not.
        self.view.update_coding(self._painted(contents, self.codings[key]))


def _coding_of(change: Change) -> Coding:
    row = change.either
    return Coding(
        id=CodingId(change.key),
        transcript=row["transcript"],
        coder=CoderId(row["coder"]),
        code=CodeId(row["code"]),
        span=Span(row["start"], row["end"]),
        created_at=row["created_at"],
        codebook_revision=row["codebook_revision"],
        sure=row["sure"],
    )
