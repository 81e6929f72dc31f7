"""Searching beside the window: one search at a time, the latest."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from time import monotonic
from typing import Any, NamedTuple

import numpy as np
from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from qcoder.domain.errors import QCoderError
from qcoder.domain.search import EVERYWHERE, Scope, find_in_turns
from qcoder.domain.search_patterns import Query, compiled, matches
from qcoder.domain.transcript import Transcript
from qcoder.gui.code.found_places import FoundIn, FoundPlaces
from qcoder.gui.transcript.highlights import Ends
from qcoder.services.workspace import Workspace

MOST = 1_000_000
"""More places than that are not looked for."""

_SLICE = 0.15
"""Seconds after which what was found so far is shown."""
_LOOK_UP = 512
"""Places or turns after which is looked whether the search is still wanted."""


class Progress(NamedTuple):
    """What was found so far, and in how much of the text."""

    places: FoundPlaces
    share: float


class Finding(QObject):
    """Runs searches in a thread of its own.

    Signals:
        progressed: a Progress, now and then in a search that takes longer.
        found: all FoundPlaces.
        refused: why the pattern cannot be searched for; what was found before stays found.
        failed: any other exception, a bug.
    """

    progressed = Signal(object)
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
        self._start(_Wanted(query, scope), lambda: (1, iter((transcript,))))

    def find_everywhere(self, workspace: Workspace, query: Query, scope: Scope) -> None:
        """Look through all transcripts, in the project's order."""
        self._start(_Wanted(query, scope), lambda: _all_of(workspace))

    def cancel(self) -> None:
        """Forget the search that is running; it ends when it next looks up."""
        self._latest += 1
        self._is_running = False
        self._pool.clear()

    def stop(self) -> None:
        """Forget the search that is running, and wait until it lets go of the project."""
        self.cancel()
        self._pool.waitForDone()

    def _start(self, wanted: _Wanted, read: _Read) -> None:
        self.cancel()
        self._is_running = True
        number = self._latest
        search = _Search(wanted, read, lambda: number == self._latest, self._answer(number))
        self._pool.start(search)

    def _answer(self, number: int) -> _Answer:
        return lambda answer: self._came.emit(number, answer)

    def _take(self, number: int, answer: Any) -> None:  # noqa: ANN401
        if number != self._latest:
            return
        self._is_running = isinstance(answer, Progress)
        if isinstance(answer, Progress):
            self.progressed.emit(answer)
        elif isinstance(answer, QCoderError):
            self.refused.emit(str(answer))
        elif isinstance(answer, Exception):
            self.failed.emit(answer)
        else:
            self.found.emit(answer)


class _Wanted(NamedTuple):
    query: Query
    scope: Scope


_Read = Callable[[], tuple[int, Iterable[Transcript]]]
"""How many transcripts there are to search, and the transcripts."""
_Answer = Callable[[object], None]


def _all_of(workspace: Workspace) -> tuple[int, Iterator[Transcript]]:
    headers = workspace.read(lambda uow: uow.transcripts.headers())
    return len(headers), (workspace.transcript(header.id) for header in headers)


class _Unwanted(Exception):
    """Something else is searched for meanwhile."""


class _Enough(Exception):
    """More is not looked for."""


class _Search(QRunnable):
    """Collects places, and looks up now and then."""

    def __init__(
        self, wanted: _Wanted, read: _Read, is_wanted: Callable[[], bool], answer: _Answer
    ) -> None:
        super().__init__()
        self._wanted, self._read = wanted, read
        self._is_wanted, self._answer = is_wanted, answer
        self._parts: list[FoundIn] = []
        self._here = array("q")
        self._steps = 0
        self._told_at = monotonic()

    def run(self) -> None:
        try:
            self._answer(self._search())
        except _Unwanted:
            pass
        except QCoderError as error:
            self._answer(Progress(self._places(), 1.0))
            self._answer(error)
        except Exception as error:  # noqa: BLE001 - the border of this thread
            self._answer(error)

    def _search(self) -> FoundPlaces:
        compiled(self._wanted.query)
        count, transcripts = self._read()
        with suppress(_Enough):
            for number, transcript in enumerate(transcripts):
                self._collect(transcript, number, count)
        places = self._places()
        if not places and count == 1:
            places.is_in_labels = self._is_in_labels(transcript)
        return places

    def _is_in_labels(self, transcript: Transcript) -> bool:
        """Whether the words stand where they are not searched for."""
        query, scope = self._wanted
        if query.is_regex or scope != EVERYWHERE:
            return False
        return next(matches(transcript.text, query), None) is not None

    def _collect(self, transcript: Transcript, number: int, count: int) -> None:
        if self._parts:
            self._parts[-1] = FoundIn(self._parts[-1].transcript, _ends(self._here))
        self._here = array("q")
        self._parts.append(FoundIn(transcript.id, _ends(self._here)))
        turns = max(1, len(transcript.turns))
        for turn, found in find_in_turns(transcript, *self._wanted):
            share = (number + turn / turns) / count
            self._step(share)
            for ends in found:
                self._here.extend(ends)
                self._step(share)

    def _step(self, share: float) -> None:
        self._steps += 1
        if not self._steps % _LOOK_UP:
            self._look_up(share)

    def _look_up(self, share: float) -> None:
        if not self._is_wanted():
            raise _Unwanted
        if monotonic() - self._told_at > _SLICE:
            self._told_at = monotonic()
            places = self._places()
            self._answer(Progress(places, share))
            if len(places) >= MOST:
                raise _Enough

    def _places(self) -> FoundPlaces:
        if not self._parts:
            return FoundPlaces()
        here = FoundIn(self._parts[-1].transcript, _ends(self._here))
        return FoundPlaces((*self._parts[:-1], here))


def _ends(flat: array[int]) -> Ends:
    """A copy: an array that somebody looks into cannot grow."""
    return np.array(flat, np.int64).reshape(-1, 2)
