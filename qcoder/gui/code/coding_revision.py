"""Under which revision of the codebook the coding at hand was made, told below its rule."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from qcoder.domain.coding import Coding
from qcoder.gui.code.at_hand import AtHand
from qcoder.gui.code.page import TranscriptPage
from qcoder.gui.desk import Desk
from qcoder.gui.parts.words import muted_label
from qcoder.services.codebook_history import wording_changed_since


class CodingRevision(QObject):
    """A remark, and whether definition, rule or unit of the code have changed since."""

    def __init__(self, desk: Desk, page: TranscriptPage, at_hand: AtHand) -> None:
        super().__init__(page)
        self._desk, self._page, self._at_hand = desk, page, at_hand
        self.label = muted_label()
        self.label.setObjectName("codingRevision")
        # However often an act tells of what it changed, it is read once.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        at_hand.changed.connect(self._soon.start)
        self.label.hide()

    def refresh(self) -> None:
        """Tell of the coding at hand; nothing without one."""
        coding, contents = self._at_hand.current, self._page.contents
        is_told = coding is not None and contents is not None and coding.codebook_revision > 0
        self.label.setVisible(is_told)
        if is_told and coding is not None and contents is not None:
            self.label.setText(self._said(coding, contents.codebook.revision))

    def _said(self, coding: Coding, now: int) -> str:
        made = coding.codebook_revision
        said = self.tr("Made under revision %d of the codebook") % made
        if made >= now:
            return self.tr("%s, the latest.") % said
        changed = self._desk.workbench.workspace.read(
            lambda uow: wording_changed_since(uow, coding.code, made)
        )
        if changed:
            return self.tr("%s; definition, rule or unit of the code changed in %d.") % (
                said,
                changed,
            )
        return self.tr("%s; the code says the same now.") % said
