"""Questions answered beside the window, of which only the last one's answer counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from qcoder.gui.background import Task
    from qcoder.gui.desk import Desk

Answer = TypeVar("Answer")


class LatestAnswer:
    """What a widget asks again whenever something is chosen otherwise.

    An earlier answer may come later: it is not taken.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._latest: Task | None = None

    def forget(self) -> None:
        """Nothing is asked any more."""
        self._latest = None

    def ask(self, name: str, find: Callable[[], Answer], take: Callable[[Answer], None]) -> Task:
        """Do ``find`` beside the window, and ``take`` in the window what it has found."""
        task = self._desk.background.run(name, lambda _report: find())
        self._latest = task

        def take_if_latest(answer: Answer) -> None:
            if task is self._latest:
                take(answer)

        task.finished.connect(take_if_latest)
        task.refused.connect(self._desk.interaction.refuse)
        task.failed.connect(self._desk.interaction.report_bug)
        return task
