"""Searching beside the window: one search at a time, the latest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from qcoder.domain.errors import QCoderError
from qcoder.domain.ids import TranscriptId
from qcoder.domain.search import Scope, find_spans
from qcoder.domain.search_patterns import Query, compiled
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript
from qcoder.services.workspace import Workspace

MOST = 20_000
"""More places than that in all transcripts are not looked at one by one."""


class Place(NamedTuple):
    """Where something was found."""

    transcript: TranscriptId
    span: Span


class Finding(QObject):
    """Runs searches in a thread of its own.

    Signals:
        found: the places, in the order of transcripts and text.
        refused: why the pattern cannot be searched for.
        failed: any other exception, a bug.
    """

    found = Signal(object)
    refused = Signal(str)
    failed = Signal(object)
    _came = Signal(int, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._latest = 0
        self._is_running = False
        self._came.connect(self._take)

    @property
    def is_running(self) -> bool:
        """Whether an answer is still to come."""
        return self._is_running

    def find_here(self, transcript: Transcript, query: Query, scope: Scope) -> None:
        """Look through one transcript."""
        self._start(lambda: _here(transcript, query, scope))

    def find_everywhere(self, workspace: Workspace, query: Query, scope: Scope) -> None:
        """Look through all transcripts, to the first :data:`MOST` places."""
        self._start(lambda: islice(_everywhere(workspace, query, scope), MOST))

    def stop(self) -> None:
        """Forget the search that is running, and wait until it lets go of the project."""
        self._latest += 1
        self._is_running = False
        self._pool.clear()
        self._pool.waitForDone()

    def _start(self, work: Callable[[], Iterator[Place]]) -> None:
        self._latest += 1
        self._is_running = True
        number = self._latest
        self._pool.clear()
        self._pool.start(_Search(work, lambda: number == self._latest, self._answer(number)))

    def _answer(self, number: int) -> Callable[[object], None]:
        return lambda answer: self._came.emit(number, answer)

    def _take(self, number: int, answer: Any) -> None:  # noqa: ANN401
        if number != self._latest:
            return
        self._is_running = False
        if isinstance(answer, QCoderError):
            self.refused.emit(str(answer))
        elif isinstance(answer, Exception):
            self.failed.emit(answer)
        else:
            self.found.emit(answer)


class _Search(QRunnable):
    def __init__(
        self,
        work: Callable[[], Iterator[Place]],
        is_wanted: Callable[[], bool],
        answer: Callable[[object], None],
    ) -> None:
        super().__init__()
        self._work, self._is_wanted, self._answer = work, is_wanted, answer

    def run(self) -> None:
        try:
            self._answer(self._places())
        except Exception as error:  # noqa: BLE001 - the border of this thread
            self._answer(error)

    def _places(self) -> Sequence[Place]:
        places: list[Place] = []
        for place in self._work():
            if not self._is_wanted():
                break
            places.append(place)
        return places


def _here(transcript: Transcript, query: Query, scope: Scope) -> Iterator[Place]:
    return (Place(transcript.id, span) for span in find_spans(transcript, query, scope))


def _everywhere(workspace: Workspace, query: Query, scope: Scope) -> Iterator[Place]:
    compiled(query)
    for header in workspace.read(lambda uow: uow.transcripts.headers()):
        yield from _here(workspace.transcript(header.id), query, scope)
