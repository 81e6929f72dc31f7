"""Whether a code says something else now than when it was coded with."""

from __future__ import annotations

from qcoder.domain.ids import CodeId
from qcoder.gui.desk import Desk
from qcoder.services.codebook.history import wording_changed_since


class Wordings:
    """Reads the journal once for each code and revision, when it is asked about them."""

    def __init__(self, desk: Desk) -> None:
        self._workbench = desk.workbench
        self._known: dict[tuple[CodeId, int], bool] = {}

    def forget(self) -> None:
        """The codebook may be another one."""
        self._known.clear()

    def are_others_since(self, code: CodeId, revision: int) -> bool:
        """Whether definition, rule or unit of a code were changed after a revision."""
        asked = (code, revision)
        if asked not in self._known:
            changed = self._workbench.workspace.read(lambda uow: wording_changed_since(uow, *asked))
            self._known[asked] = changed != 0
        return self._known[asked]
