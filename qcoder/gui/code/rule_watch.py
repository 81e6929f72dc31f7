"""Which codings of the coder at work break their code's rule, found out in idle moments."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from time import perf_counter
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from qcoder.domain.changes import ChangeSet
from qcoder.domain.codebook import Code
from qcoder.domain.coding import Coding
from qcoder.domain.ids import CodingId
from qcoder.domain.rule_checks import RuleBreak, check_coding
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript
from qcoder.gui.code.marks import Marks
from qcoder.gui.code.own_layer import OwnLayer
from qcoder.gui.code.page import TranscriptPage
from qcoder.gui.desk import Desk
from qcoder.services.coding.rule_breaks import acceptances, changed_acceptances, is_accepted

_SLICE = 0.004
"""Seconds at a time, so that a key never waits for a long layer."""

_ONE_BY_ONE = 20
"""Of more at once, a list is quicker made anew."""


class _Checked(NamedTuple):
    """What was found, and all that it was found from."""

    transcript: Transcript
    coding: Coding
    code: Code
    story: Span | None
    found: RuleBreak | None


class _Listed(NamedTuple):
    coding: Coding
    found: RuleBreak


class RuleWatch(QObject):
    """Checks own codings when they come or change, and those of a story that changes.

    ``listed`` are those to be looked at: they break their rule and are not left as they are.

    Signals:
        taken: one Coding as it was listed and as it is listed now, None where it is not.
        listed_anew: many are others.
        changed: after either, and where another thing is wrong with a coding that stays listed.
    """

    taken = Signal(object, object)
    listed_anew = Signal()
    changed = Signal()

    def __init__(self, desk: Desk, page: TranscriptPage, marks: Marks) -> None:
        super().__init__(page)
        self._desk, self._page, self._marks = desk, page, marks
        self.listed = OwnLayer()
        self._listed: dict[CodingId, _Listed] = {}
        self._checked: dict[CodingId, _Checked] = {}
        self._kept: dict[CodingId, object] = {}
        # What was touched last is looked at before the rest of a long layer.
        self._first: deque[CodingId] = deque()
        self._waiting: deque[CodingId] = deque()
        self._touched: dict[CodingId, None] = {}
        self._stories: frozenset[Span] = frozenset()
        self._idle = QTimer(self, singleShot=True, interval=0)
        self._idle.timeout.connect(self._go_on)
        page.contents_changed.connect(self._begin)
        page.coding_taken.connect(self._take)
        page.codings_changed.connect(self._look_at_few)
        marks.changed.connect(self._look_at_stories)
        desk.notifier.changed.connect(self._look_at_settings)

    @property
    def breaks(self) -> list[tuple[Coding, RuleBreak]]:
        """What is to be looked at, in text order."""
        return [(coding, self._listed[coding.id].found) for coding in self.listed.codings]

    def break_of(self, coding: CodingId) -> RuleBreak | None:
        """How a coding breaks its rule; None where it keeps it or is left as it is.

        One of the coder at work that is still to be checked is checked now; another's is only
        looked at.
        """
        present, contents = self._page.codings.get(coding), self._page.contents
        if present is None or contents is None or present.code not in contents.codebook.by_id:
            return None
        if is_accepted(self._kept, present, contents.codebook.by_id[present.code]):
            return None
        return self._look_at(present)

    def listed_break(self, coding: CodingId | None) -> tuple[Coding, RuleBreak] | None:
        """A coding that is to be looked at, and why; None where it is not listed."""
        return self._listed.get(coding) if coding else None

    @property
    def spans(self) -> dict[CodingId, Span]:
        """Where codings are to be looked at."""
        return {key: each.coding.span for key, each in self._listed.items()}

    # -- what is to be checked -----------------------------------------------------------

    def _begin(self) -> None:
        """Everything was read anew; what was checked before, here or on a page left, is known."""
        workbench = self._desk.workbench
        self._kept = dict(workbench.workspace.read(acceptances)) if workbench.is_open else {}
        self._stories = self._story_spans()
        self._first.clear()
        self._waiting = deque(coding.id for coding in self._page.own_codings())
        # What is still there stays listed until its turn comes.
        self._touched = dict.fromkeys(key for key in self._listed if not self._is_own(key))
        self._relist()
        self._idle.start()

    def _take(self, before: Coding | None, after: Coding | None) -> None:
        present = after or before
        if present is not None:
            self._wait_for([present.id])
        if before is not None and after is None:
            self._checked.pop(before.id, None)

    def _look_at_stories(self) -> None:
        stories = self._story_spans()
        moved, self._stories = stories ^ self._stories, stories
        for span in moved:
            self._wait_for([coding.id for coding in self._page.own.sharing_words(span)])

    def _story_spans(self) -> frozenset[Span]:
        return frozenset(story.span for story in self._marks.stories.values())

    def _look_at_settings(self, changes: ChangeSet) -> None:
        changed = changed_acceptances(changes)
        self._kept.update(changed)
        if changed:
            self._wait_for(list(changed))
            self._look_at_few()

    def _wait_for(self, codings: Sequence[CodingId]) -> None:
        self._first.extend(codings)
        self._idle.start()

    # -- checking ------------------------------------------------------------------------

    def _look_at_few(self) -> None:
        """What one act changed is checked before it is painted, so that it is painted once."""
        if 0 < len(self._first) <= _ONE_BY_ONE:
            self._touched.update(dict.fromkeys(self._first))
            self._first.clear()
            self._relist()

    def _go_on(self) -> None:
        """Check for a moment; go on in the next idle one."""
        ends, is_told = perf_counter() + _SLICE, bool(self._first)
        while (self._first or self._waiting) and perf_counter() < ends:
            key = (self._first or self._waiting).popleft()
            self._touched[key] = None
            self.break_of(key)
        if self._first or self._waiting:
            self._idle.start()
        # A long layer is told of at its end, and what was touched meanwhile at once.
        if (is_told and not self._first) or not self._waiting:
            self._relist()

    def _look_at(self, coding: Coding) -> RuleBreak | None:
        contents = self._page.contents
        assert contents is not None
        transcript, code = contents.transcript, contents.codebook.by_id[coding.code]
        story = self._marks.story_of(coding.span)
        known = self._checked.get(coding.id)
        if known is not None and known[:4] == (transcript, coding, code, story):
            return known.found
        found = check_coding(transcript, coding, code, story)
        self._checked[coding.id] = _Checked(transcript, coding, code, story, found)
        return found

    # -- what is listed ------------------------------------------------------------------

    def _relist(self) -> None:
        touched, self._touched = self._touched, {}
        before = {key: self._listed.pop(key) for key in touched if key in self._listed}
        after = {key: listed for key in touched if (listed := self._to_list(key)) is not None}
        self._listed.update(after)
        if before != after:
            self._tell([(before.get(key), after.get(key)) for key in touched])

    def _to_list(self, key: CodingId) -> _Listed | None:
        """One of the coder at work that is to be looked at, with what is wrong with it."""
        found = self.break_of(key) if self._is_own(key) else None
        return _Listed(self._page.codings[key], found) if found is not None else None

    def _is_own(self, key: CodingId) -> bool:
        coding, contents = self._page.codings.get(key), self._page.contents
        return coding is not None and contents is not None and coding.coder == contents.viewer

    def _tell(self, changes: Sequence[tuple[_Listed | None, _Listed | None]]) -> None:
        codings = [tuple(each and each.coding for each in change) for change in changes]
        moved = [(before, after) for before, after in codings if before != after]
        if len(moved) > _ONE_BY_ONE:
            self.listed = OwnLayer(coding for coding, _ in self._listed.values())
            self.listed_anew.emit()
        else:
            for before, after in moved:
                self.listed.replace(before, after)
                self.taken.emit(before, after)
        self.changed.emit()
