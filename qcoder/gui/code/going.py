"""Where to go on: codings of the same code, stories without a code, what is not read yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from qcoder.domain.codebook import CodingUnit
from qcoder.domain.ids import CodeId, TranscriptId
from qcoder.domain.spans import Span
from qcoder.domain.stories import propose_story, whole_turn
from qcoder.domain.transcript import Transcript
from qcoder.gui.actions import new_action
from qcoder.gui.code.at_hand import AtHand
from qcoder.gui.code.contents import Contents
from qcoder.gui.code.gestures import Gestures
from qcoder.gui.code.page import TranscriptPage
from qcoder.gui.code.transcripts_panel import TranscriptsPanel
from qcoder.gui.desk import Desk
from qcoder.services.coding.hits import open_transcripts

# A line that was half in view is read at a glance.
_READ_THROUGH = 0.99


class Going(QObject):
    """Actions for the Go menu. Each says so where there is nothing to go to."""

    def __init__(
        self,
        desk: Desk,
        page: TranscriptPage,
        at_hand: AtHand,
        gestures: Gestures,
        transcripts: TranscriptsPanel,
    ) -> None:
        super().__init__(page)
        self._desk, self._page, self._at_hand = desk, page, at_hand
        self._gestures, self._transcripts = gestures, transcripts
        new = self._new
        self.actions: Sequence[QAction] = (
            new("nextOfCode", self.tr("Next of the same code"), self._next, "Alt+Shift+PgDown"),
            new(
                "previousOfCode", self.tr("Previous of the same code"), self._back, "Alt+Shift+PgUp"
            ),
            new("nextStory", self.tr("Next story not coded yet"), self._go_to_story, "F4"),
            new("nextUnread", self.tr("What is not read yet"), self._go_to_unread, "F5"),
        )
        page.contents_changed.connect(self._enable)
        self._enable()

    def _new(self, name: str, text: str, slot: Callable[[], object], keys: str) -> QAction:
        return new_action(self._page, name, text, slot, keys=keys)

    def _enable(self) -> None:
        contents = self._page.contents
        for action in self.actions:
            action.setEnabled(contents is not None and contents.viewer is not None)

    def _next(self) -> None:
        self._step(1)

    def _back(self) -> None:
        self._step(-1)

    def _step(self, step: int) -> None:
        """To the next coding with the code of the one at hand, round the end."""
        here = self._at_hand.current
        if here is None:
            self._tell(self.tr("Put the caret into a coding first."))
            return
        others = self._page.own.following(here, step)
        found = next((coding for coding in others if coding.code == here.code), None)
        if found is None:
            self._tell(self.tr("You have this code nowhere else in this transcript."))
        else:
            self._gestures.go_to(found.id)

    # -- stories -------------------------------------------------------------------------

    def _go_to_story(self) -> None:
        contents = self._page.contents
        if contents is None:
            return
        story = next(self._open_stories(contents, self._page.view.caret()), None)
        if story is None:
            self._tell(self.tr("From here on every story has a code."))
        else:
            self._page.view.set_selection(story)
            self._page.view.scroll_to(story)

    def _open_stories(self, contents: Contents, caret: int) -> Iterator[Span]:
        """Stories after the caret without a code for stories: those set, else those proposed."""
        whole = {c.id for c in contents.codebook.codes if c.unit is CodingUnit.STORY}
        own = self._own_stories(contents)
        after = caret
        for number, turn in enumerate(contents.transcript.turns):
            if turn.span.end <= after or whole_turn(contents.transcript, number) is None:
                continue
            place = turn.speech[0].start
            set_ = next((story for story in own if story.overlaps(turn.span)), None)
            story = set_ or propose_story(contents.transcript, place)
            if story is None or story.start < caret:
                continue
            after = story.end
            if not self._has_code(story, whole):
                yield story

    def _has_code(self, story: Span, whole: Set[CodeId]) -> bool:
        """Whether it has a code for stories, or any code where the codebook has none of them."""
        there = self._page.own.sharing_words(story)
        return any(not whole or coding.code in whole for coding in there)

    def _own_stories(self, contents: Contents) -> Sequence[Span]:
        coder, where = contents.viewer, contents.transcript.id
        workspace = self._desk.workbench.workspace
        if coder is None:
            return ()
        found = workspace.read(lambda uow: uow.stories.of_transcript(where, coder))
        return [story.span for story in found]

    # -- reading -------------------------------------------------------------------------

    def _go_to_unread(self) -> None:
        """To the first words not read here, or into the next transcript that has some."""
        contents = self._page.contents
        where = self._unread(contents.transcript.id if contents else None)
        if where is None:
            self._tell(self.tr("You have read all that is assigned to you."))
            return
        transcript, share = where
        self._desk.workbench.show_transcript(transcript)
        shown = self._page.contents
        if shown is not None:
            self._page.lead_to(_turn_from(shown.transcript, share))
            self._page.view.setFocus()

    def _unread(self, shown: TranscriptId | None) -> tuple[TranscriptId, float] | None:
        """The transcript that is shown comes first, then the others in their order."""
        coder, workspace = self._desk.workbench.coder, self._desk.workbench.workspace
        if coder is None:
            return None
        mine = workspace.read(lambda uow: open_transcripts(uow, coder))
        headers = workspace.read(lambda uow: uow.transcripts.headers())
        present = [header.id for header in headers if header.id in mine]
        read = self._transcripts.read_share
        unread = [each for each in present if read(each, coder) < _READ_THROUGH]
        first = shown if shown in unread else next(iter(unread), None)
        return (first, self._transcripts.first_unread(first, coder)) if first else None

    def _tell(self, sentence: str) -> None:
        self._desk.interaction.tell(sentence)


def _turn_from(transcript: Transcript, share: float) -> Span:
    """The turn in which the unread part begins."""
    position = int(share * len(transcript.text))
    turns = transcript.turns
    return next((turn.span for turn in turns if turn.span.end > position), turns[-1].span)
