"""Whether a project on a server or a network drive answers, without waiting long for it.

A network that has gone silent refuses nothing: drivers wait for seconds, a drive for minutes.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock, Thread
from time import monotonic

from qcoder.domain.errors import ProjectUnreachable

PATIENCE = 0.7
"""Seconds; whoever has pressed a key waits so long at the most."""

_STAYS_TRUE = 0.3
"""Seconds for which an answer is taken for another: an act reads several times."""

_SILENT = "“{name}” does not answer. Check the network."


class Answering:
    """Asks ``question`` in a thread of its own; one that is never answered keeps nobody.

    There is at most one question at a time, so that a silent network gathers none.
    """

    def __init__(self, name: str, question: Callable[[], object]) -> None:
        self._name = name
        self._question = question
        self._lock = Lock()
        self._asked: Future[None] | None = None
        self._answered_at = float("-inf")

    def demand(self) -> None:
        """Raise ProjectUnreachable where there is no answer in time, or what the answer raised."""
        with self._lock:
            if monotonic() - self._answered_at < _STAYS_TRUE:
                return
            asked = self._asked = self._asked or self._ask()
        try:
            asked.result(timeout=PATIENCE)
        except TimeoutError as error:
            raise ProjectUnreachable(_SILENT.format(name=self._name)) from error

    def _ask(self) -> Future[None]:
        asked: Future[None] = Future()
        # Not of a pool: Python would wait for it at its end.
        Thread(target=self._answer, args=(asked,), daemon=True).start()
        return asked

    def _answer(self, asked: Future[None]) -> None:
        error: BaseException | None = None
        try:
            self._question()
        except BaseException as raised:  # noqa: BLE001 (raised again where it was asked)
            error = raised
        with self._lock:
            self._asked = None
            if error is None:
                self._answered_at = monotonic()
        if error is None:
            asked.set_result(None)
        else:
            asked.set_exception(error)
