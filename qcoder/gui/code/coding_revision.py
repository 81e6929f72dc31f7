"""Under which revision of the codebook the coding at hand was made, told below its rule."""

from __future__ import annotations

from PySide6.QtCore import QObject

from qcoder.domain.coding import Coding
from qcoder.gui.code.page import TranscriptPage
from qcoder.gui.desk import Desk
from qcoder.services.codebook.history import wording_changed_since


class CodingRevision(QObject):
    """A remark, and whether definition, rule or unit of the code have changed since."""

    def __init__(self, desk: Desk, page: TranscriptPage) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page

    def said_of(self, coding: Coding | None) -> str:
        """Tell of a coding; nothing without one."""
        contents = self._page.contents
        if coding is None or contents is None or coding.codebook_revision == 0:
            return ""
        return self._said(coding, contents.codebook.revision)

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
