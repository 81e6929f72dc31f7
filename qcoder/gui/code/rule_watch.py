"""Which codings of the coder at work break their code's rule, found out in idle moments."""

from __future__ import annotations

from collections import deque
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from qcoder.domain.changes import ChangeSet, Kind
from qcoder.domain.coding import Coding
from qcoder.domain.ids import CodingId
from qcoder.domain.rule_checks import RuleBreak, check_coding
from qcoder.domain.spans import Span
from qcoder.gui.code.marks import Marks
from qcoder.gui.code.page import TranscriptPage
from qcoder.gui.desk import Desk
from qcoder.services.rule_breaks import accepted

_SLICE = 0.008
"""Seconds at a time, so that a key never waits for a long layer."""


class RuleWatch(QObject):
    """Checks own codings when they come or change, and all where stories do.

    Signals:
        changed: other codings are to be checked by their coder.
    """

    changed = Signal()

    def __init__(self, desk: Desk, page: TranscriptPage, marks: Marks) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._marks = marks
        self._found: dict[CodingId, RuleBreak] = {}
        self._accepted: set[CodingId] = set()
        self._waiting: deque[Coding] = deque()
        self._unread: dict[CodingId, Coding] = {}
        self._has_changed = False
        self._stories: frozenset[Span] = frozenset()
        self._idle = QTimer(self, singleShot=True, interval=0)
        self._idle.timeout.connect(self._go_on)
        page.contents_changed.connect(self._begin)
        page.coding_taken.connect(self._take)
        marks.changed.connect(self._look_at_stories)
        desk.notifier.changed.connect(self._look_at_settings)

    @property
    def breaks(self) -> list[tuple[Coding, RuleBreak]]:
        """What is to be looked at, in text order."""
        codings = self._page.own_codings()
        found = ((c, self._found.get(c.id)) for c in codings if c.id not in self._accepted)
        return [(coding, broken) for coding, broken in found if broken is not None]

    def break_of(self, coding: CodingId) -> RuleBreak | None:
        """How a coding breaks its rule; None where it keeps it or is left as it is."""
        return None if coding in self._accepted else self._found.get(coding)

    def is_accepted(self, coding: CodingId) -> bool:
        """Whether the coder leaves it as it is."""
        return coding in self._accepted

    def _begin(self) -> None:
        self._found, self._accepted, self._unread = {}, set(), {}
        self._has_changed = True
        self._waiting = deque(self._page.own_codings())
        self._idle.start()

    def _take(self, before: Coding | None, after: Coding | None) -> None:
        if before is not None and self._found.pop(before.id, None) is not None:
            self._has_changed = True
        if after is not None:
            self._waiting.append(after)
        self._idle.start()

    def _look_at_stories(self) -> None:
        stories = frozenset(story.span for story in self._marks.stories.values())
        if stories != self._stories:
            self._stories = stories
            self._waiting = deque(self._page.own_codings())
            self._idle.start()

    def _look_at_settings(self, changes: ChangeSet) -> None:
        if Kind.PROJECT in changes.kinds:
            codings = self._page.codings
            self._unread = {key: codings[key] for key in self._found if key in codings}
            self._idle.start()

    def _go_on(self) -> None:
        """Check for a moment; go on in the next idle one."""
        contents, ends = self._page.contents, perf_counter() + _SLICE
        while self._waiting and contents is not None and perf_counter() < ends:
            coding = self._waiting.popleft()
            code = contents.codebook.by_id.get(coding.code)
            if coding.id in self._page.codings and code is not None:
                story = self._marks.story_of(coding.span)
                self._note(coding, check_coding(contents.transcript, coding, code, story))
        if self._waiting and contents is not None:
            self._idle.start()
            return
        self._waiting.clear()
        self._read_accepted()
        if self._has_changed:
            self._has_changed = False
            self.changed.emit()

    def _note(self, coding: Coding, found: RuleBreak | None) -> None:
        before = self._found.pop(coding.id, None)
        if found is not None:
            self._found[coding.id] = found
            self._unread[coding.id] = coding
        self._has_changed = self._has_changed or found != before

    def _read_accepted(self) -> None:
        """Ask what is accepted of those that were checked anew, not of the whole layer."""
        workbench, asked = self._desk.workbench, self._unread
        self._unread = {}
        if not asked or not workbench.is_open:
            return
        now = workbench.workspace.read(lambda uow: accepted(uow, asked.values()))
        before, self._accepted = self._accepted, (self._accepted - asked.keys()) | now
        self._has_changed = self._has_changed or self._accepted != before
