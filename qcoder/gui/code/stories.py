"""The story at the caret: shown beside its turns, set, stretched, let go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction

from qcoder.domain.coding import Story
from qcoder.domain.ids import CoderId
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript
from qcoder.domain.units import grown_to_speech, grown_to_turns
from qcoder.gui.actions import new_action
from qcoder.gui.code.aim import Aim
from qcoder.gui.code.marks import Marks
from qcoder.gui.code.page import TranscriptPage
from qcoder.gui.desk import Desk
from qcoder.gui.transcript.painted import ShownStory
from qcoder.services.coding.stories import remove_story, set_story, set_stretched, turns_in_words

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork


class Stories(QObject):
    """What a coder does with stories of their own; each one act and one undo step."""

    def __init__(self, desk: Desk, page: TranscriptPage, marks: Marks) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._marks = marks
        self._aim = Aim(page, marks)
        self.actions = self._make_actions()
        # The caret moves first; where its story is, is found out when there is time.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.show)
        page.view.caret_moved.connect(lambda _caret: self._soon.start())
        marks.changed.connect(self._soon.start)
        page.contents_changed.connect(self._enable)
        self._enable()

    def here(self) -> ShownStory | None:
        """The story at the caret."""
        return self.around(self._page.view.caret())

    def around(self, place: int) -> ShownStory | None:
        """The story there: the one that is set, else the one that is proposed."""
        contents = self._page.contents
        if contents is None or contents.viewer is None:
            return None
        present = self._marks.story_at(place)
        if present is not None:
            is_stored = self._page.is_stored(present.id)
            return ShownStory(present.span, is_set=True, is_stored=is_stored)
        proposed = self._aim.proposed_story(contents.transcript, place)
        return ShownStory(proposed, is_set=False) if proposed else None

    def show(self) -> None:
        """Show the story of the caret in the gutter."""
        self._page.view.set_story(self.here())

    # -- the actions ---------------------------------------------------------------------

    def _make_actions(self) -> Sequence[QAction]:
        new, stretch = self._new, self._stretch
        return (
            new("setStory", self.tr("Set or let go of the stor&y"), self._set, ["Ctrl+T"]),
            new(
                "storyEndLater",
                self.tr("Story ends a turn later"),
                lambda: stretch(last=1),
                ["Ctrl+Shift+Down", "]"],
            ),
            new(
                "storyEndEarlier",
                self.tr("Story ends a turn earlier"),
                lambda: stretch(last=-1),
                ["Ctrl+Shift+Up", "}"],
            ),
            new(
                "storyStartEarlier",
                self.tr("Story begins a turn earlier"),
                lambda: stretch(first=1),
                ["Ctrl+Up", "["],
            ),
            new(
                "storyStartLater",
                self.tr("Story begins a turn later"),
                lambda: stretch(first=-1),
                ["Ctrl+Down", "{"],
            ),
        )

    def _new(
        self, name: str, text: str, slot: Callable[[], object], keys: Sequence[str]
    ) -> QAction:
        return new_action(self._page.view, name, text, slot, keys=keys, anywhere=False)

    def _enable(self) -> None:
        for action in self.actions:
            action.setEnabled(self._page.can_code)

    def _set(self) -> None:
        """Set the selected turns or what is proposed; a story that is set is let go of."""
        contents, selected = self._page.contents, self._page.view.selection()
        present = self._marks.story_at(self._page.view.caret())
        if contents is None:
            return
        if selected is None and present is not None:
            self._remove(contents.transcript, present)
            return
        span = _whole_turns(contents.transcript, selected) if selected else self._proposed()
        if span is not None:
            coder, transcript = self._coder(), contents.transcript
            self._do(self.tr("Set a story"), lambda uow: set_story(uow, transcript, coder, span))

    def _proposed(self) -> Span | None:
        here = self.here()
        if here is None:
            self._tell(self.tr("Nobody tells a story here; select its turns first."))
        return here.span if here else None

    def _remove(self, transcript: Transcript, story: Story) -> None:
        coder, where = self._coder(), turns_in_words(transcript, story.span)
        label = self.tr("Let go of a story")
        done = self._desk.acts.do(label, lambda uow: remove_story(uow, coder, story.id))
        if done is not None:
            self._tell(self.tr("No story any more: %s") % where, undo=True)

    def _stretch(self, *, first: int = 0, last: int = 0) -> None:
        contents, span = self._page.contents, self._proposed()
        if contents is None or span is None:
            return
        coder, transcript = self._coder(), contents.transcript
        self._do(
            self.tr("Stretch a story"),
            lambda uow: set_stretched(uow, transcript, coder, span, first=first, last=last),
        )

    def _do(self, label: str, act: Callable[[UnitOfWork], Story]) -> None:
        done, contents = self._desk.acts.do(label, act), self._page.contents
        if done is None or contents is None:
            return
        where = turns_in_words(contents.transcript, done.value.span)
        where = self._page.named(done.value.id, where)
        self._tell(self.tr("Your story is %s") % where, undo=bool(done.changes))

    def _coder(self) -> CoderId:
        coder = self._desk.workbench.coder
        if coder is None:
            raise RuntimeError("nobody is at work")
        return coder

    def _tell(self, sentence: str, *, undo: bool = False) -> None:
        self._desk.interaction.tell(sentence, undo=undo)


def _whole_turns(transcript: Transcript, selected: Span) -> Span | None:
    words = grown_to_speech(transcript, selected)
    return grown_to_turns(transcript, words) if words else None
