"""The consensus on paper: the transcript once, with what was agreed and nothing of whose it was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from qcoder.gui.actions import new_action
from qcoder.gui.counting import counted
from qcoder.gui.desk import Desk
from qcoder.gui.paper.legends import legend_of
from qcoder.gui.paper.paper_acts import PaperActs, Printed
from qcoder.gui.transcript.painted import PaintedCoding, line_styles
from qcoder.gui.transcript.paper import PaperPages

if TYPE_CHECKING:
    from qcoder.gui.consensus.discussion import Discussion
    from qcoder.services.consensus.room import Room


class ConsensusOnPaper(QObject):
    """Its keys are those of Code, for the page in hand."""

    def __init__(self, desk: Desk, widget: QWidget, discussion: Discussion) -> None:
        super().__init__(widget)
        self._desk, self._discussion = desk, discussion
        self.paper = PaperActs(desk, widget, self._printed)
        pdf = self.tr("Save the consensus as P&DF…")
        self.actions: Sequence[QAction] = (
            new_action(
                widget, "previewConsensus", self.tr("Print pre&view…"), self.paper.preview
            ),
            new_action(
                widget, "printConsensus", self.tr("&Print the consensus…"),
                self.paper.ask_printer, keys=QKeySequence.StandardKey.Print,
            ),
            new_action(
                widget, "saveConsensusPdf", pdf, self.paper.ask_pdf, keys="Ctrl+Shift+P"
            ),
        )  # fmt: skip
        discussion.room_changed.connect(self._enable)
        self._enable()

    def _enable(self) -> None:
        for action in self.actions:
            action.setEnabled(self._discussion.room is not None)

    def _printed(self) -> Printed | None:
        room = self._discussion.room
        if room is None:
            return None
        title = self.tr("{name} consensus").format(name=room.transcript.name)
        return Printed(title, lambda size: self._pages(room, size))

    def _pages(self, room: Room, size: tuple[int, int]) -> PaperPages:
        codings = _painted(room)
        legend = legend_of(self.tr("Codes"), room.codebook, codings)
        return PaperPages(room.transcript, codings, size, self._heads(room), legend)

    def _heads(self, room: Room) -> tuple[str, str]:
        """Which transcript, and how far the consensus has come."""
        path = self._desk.workbench.workspace.path
        titles = (*([path.stem] if path else []), room.transcript.name)
        revision = self.tr("codebook rev. %d") % room.codebook.revision
        still_open = room.still_open
        standing = (
            counted(still_open, self.tr("1 still open"), self.tr("{count} still open"))
            if still_open
            else self.tr("nothing open")
        )
        return " · ".join(titles), " · ".join((self.tr("consensus"), standing, revision))


def _painted(room: Room) -> list[PaintedCoding]:
    """The consensus as the page is given it; a code deleted since has no look to print."""
    by_id, styles = room.codebook.by_id, line_styles(room.codebook)
    return [
        PaintedCoding(
            coding=coding.id,
            span=coding.span,
            code=coding.code,
            label=by_id[coding.code].label,
            colour=by_id[coding.code].colour,
            style=styles[by_id[coding.code].grouping],
            coder=coding.coder,
        )
        for coding in room.consensus
        if coding.code in by_id
    ]
