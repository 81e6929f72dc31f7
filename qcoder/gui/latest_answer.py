"""Questions answered beside the window, of which only the last one's answer counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from qcoder.domain.errors import QCoderError
    from qcoder.gui.background import Task
    from qcoder.gui.desk import Desk

Answer = TypeVar("Answer")


class LatestAnswer:
    """What a widget asks again whenever something is chosen otherwise.

    An earlier answer may come later: it is not taken, nor is it said why there is none. So it is
    with what was asked of a project that is no longer the open one.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._latest: Task | None = None

    def forget(self) -> None:
        """Nothing is asked any more."""
        self._latest = None

    def is_waited_for(self, task: Task) -> bool:
        """Whether nothing was asked since that."""
        return task is self._latest

    def ask(
        self,
        name: str,
        find: Callable[[], Answer],
        take: Callable[[Answer], None],
        *,
        is_told: bool = True,
    ) -> Task:
        """Do ``find`` beside the window, and ``take`` in the window what it has found."""
        task = self._desk.background.run(name, lambda _report: find(), is_told=is_told)
        self._latest = task
        workbench = self._desk.workbench
        asked = workbench.workspace

        def is_wanted() -> bool:
            return task is self._latest and workbench.is_open and workbench.workspace is asked

        def take_if_wanted(answer: Answer) -> None:
            if is_wanted():
                take(answer)

        def refuse_if_wanted(error: QCoderError) -> None:
            if is_wanted():
                self._desk.interaction.refuse(error)

        task.finished.connect(take_if_wanted)
        task.refused.connect(refuse_if_wanted)
        task.failed.connect(self._desk.interaction.report_bug)
        return task
