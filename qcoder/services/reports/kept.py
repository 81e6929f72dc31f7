"""Reports that take long to reckon, kept until something they rest on changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING

from qcoder.domain.changes import ChangeSet, Kind

if TYPE_CHECKING:
    from qcoder.exporters.report import Report
    from qcoder.services.workspace import Workspace
    from qcoder.storage.unit_of_work import UnitOfWork

MOST_KEPT = 16

RESTS_ON = frozenset(Kind) - {
    Kind.MEMO,
    Kind.STORY,
    Kind.HIGHLIGHT,
    Kind.MEETING,
    Kind.PROPOSAL,
    Kind.AUDIT_MARK,
    Kind.CLOSING,
}
"""Everything but what agreement and rounds are never read from."""


class KeptReports:
    """The reports on one workspace that were asked for last.

    May be asked in any thread. What is committed while a report is read makes it out of date,
    whether it is in the report or not.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._state = 0
        self._kept: dict[Hashable, tuple[int, Report]] = {}
        workspace.subscribe(self._note)

    def read(self, question: Hashable, report: Callable[[UnitOfWork], Report]) -> Report:
        """The answer to ``question``: the one of before, or what ``report`` reads now."""
        state = self._state
        kept = self._kept.get(question)
        if kept is not None and kept[0] == state:
            return kept[1]
        answer = self.workspace.read(report)
        if len(self._kept) >= MOST_KEPT:
            self._kept.clear()
        self._kept[question] = state, answer
        return answer

    def _note(self, changes: ChangeSet) -> None:
        if changes.kinds & RESTS_ON:
            self._state += 1
