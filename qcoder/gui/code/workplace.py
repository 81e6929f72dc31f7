"""The Code workplace: transcripts, the page, the codebook, and what is at the caret."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qcoder.domain.ids import CodingId, TranscriptId
from qcoder.domain.transcript import Transcript
from qcoder.gui.actions import separator, submenu
from qcoder.gui.code.at_hand import AtHand
from qcoder.gui.code.changing import Changing
from qcoder.gui.code.check_place import CheckPlace
from qcoder.gui.code.code_actions import CodeActions
from qcoder.gui.code.codebook_editing import CodebookEditing
from qcoder.gui.code.codebook_panel import CodebookPanel
from qcoder.gui.code.coding_revision import CodingRevision
from qcoder.gui.code.codings_panel import CodingsPanel
from qcoder.gui.code.context_menu import ContextMenu
from qcoder.gui.code.gestures import Gestures
from qcoder.gui.code.going import Going
from qcoder.gui.code.growing import Growing
from qcoder.gui.code.here_panel import HerePanel
from qcoder.gui.code.highlight_place import HighlightPlace
from qcoder.gui.code.marks import Marks
from qcoder.gui.code.memo_place import MemoPlace
from qcoder.gui.code.on_paper import OnPaper
from qcoder.gui.code.outline_panel import OutlinePanel
from qcoder.gui.code.page import TranscriptPage
from qcoder.gui.code.places import Places
from qcoder.gui.code.reading import Reading
from qcoder.gui.code.reading_watch import ReadingWatch
from qcoder.gui.code.search_place import SearchPlace
from qcoder.gui.code.sides import Sides
from qcoder.gui.code.standing_bar import LayersBar, StandingBar
from qcoder.gui.code.stories import Stories
from qcoder.gui.code.transcripts_panel import TranscriptsPanel
from qcoder.gui.counting import counted
from qcoder.gui.desk import Desk
from qcoder.gui.parts.steady_tabs import SteadyTabs
from qcoder.gui.workplaces import Workplace

_LEAST_RIGHT = 220


class CodeWorkplace(Workplace):
    """Where a coder works for hours: select words, press a key."""

    name = "code"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("codeWorkplace")
        self._reading = Reading(desk.settings)
        self._make_parts()
        self._lay_out()
        self._connect()

    def _make_parts(self) -> None:
        desk = self.desk
        self.page = TranscriptPage(desk)
        self._places = Places(self.page, desk.settings)
        self._reading_watch = ReadingWatch(self.page, self._reading)
        self.marks = Marks(desk, self.page)
        self.at_hand = AtHand(self.page, self.marks)
        self.gestures = Gestures(desk, self.page, self.at_hand, self.marks)
        self.stories = Stories(desk, self.page, self.marks)
        self.growing = Growing(desk, self.page, self.stories)
        self.transcripts = TranscriptsPanel(desk, self._reading)
        self.outline = OutlinePanel(desk.workbench)
        self.codebook = CodebookPanel(desk)
        self.codebook_editing = CodebookEditing(desk, self.codebook)
        self.codings = CodingsPanel(self.page)
        self._memo_place = MemoPlace(desk, self.page, self.at_hand, self.marks, self.codebook)
        self.memos = self._memo_place.panel
        self.highlighting = HighlightPlace(desk, self.page, self.at_hand)
        self.highlights = self.highlighting.panel
        self.on_paper = OnPaper(desk, self.page)
        self.checking = CheckPlace(desk, self.page, self.marks, self.gestures)
        self.to_check = self.checking.panel
        self.here = HerePanel(self.page, self.at_hand, self.marks)
        self.here.break_of = self.checking.rules.break_of
        self.here.revision_of = CodingRevision(desk, self.page).said_of
        self.standing = StandingBar(self.page)
        self.layers = LayersBar(self.page)
        self.search = SearchPlace(desk, self.page)
        self.find_bar = self.search.bar
        desk.acts.replayed.connect(self.at_hand.take_brought)
        self._actions = CodeActions(
            self.page, self.at_hand, self.gestures, self.standing, self.search
        )
        self._going = Going(desk, self.page, self.at_hand, self.gestures, self.transcripts).actions
        self.here.add_buttons(self._actions.recode, self._actions.remove)
        self.changing = Changing(desk, self.page, self.at_hand, self.codings)
        self.gestures.several = self.changing.several
        self.codings.list.addAction(self._actions.remove)
        more = (*self.changing.actions, *self.stories.actions[:1])
        ContextMenu(self.page, self.at_hand, self._actions.for_words(*more))

    def _lay_out(self) -> None:
        self._tabs = SteadyTabs()
        self._tabs.setObjectName("codeTabs")
        self._tabs.setAccessibleName(self.tr("Codebook and codings"))
        self._tabs.setMinimumWidth(_LEAST_RIGHT)
        self._tabs.add(self.codebook, self.tr("Codebook"))
        self._tabs.add(self.codings, self.tr("Codings"))
        self._tabs.add(self.to_check, self.tr("Check"))
        self._tabs.add(self.memos, self.tr("Memos"))
        self._tabs.add(self.highlights, self.tr("Highlights"))
        left, right = (self.transcripts, self.outline), (self._tabs, self.here)
        self._sides = Sides(self.desk, self, left, self._middle(), right)

    def _middle(self) -> QWidget:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.standing, self.layers, self.page, self.search):
            column.addWidget(widget, 1 if widget is self.page else 0)
        return middle

    def _connect(self) -> None:
        page, gestures = self.page, self.gestures
        page.contents_changed.connect(self._show_contents)
        page.codings_changed.connect(lambda: self.codebook.show_counts(page.own.counts))
        page.codings_changed.connect(self.status_changed)
        self.transcripts.coverage_known.connect(self.status_changed)
        page.view.caret_moved.connect(self._caret_moved)
        self._reading_watch.has_read.connect(self._show_reading)
        self.codebook.code_chosen.connect(gestures.apply)
        for panel in (self.codebook, self.memos, self.highlights):
            panel.revealed.connect(lambda panel=panel: self._reveal(panel))
        self.codebook.code_shown.connect(self.here.show_code)
        self.codebook.list.key_typed.connect(gestures.type_key)
        self.codings.coding_chosen.connect(lambda coding: gestures.go_to(CodingId(coding)))
        self.here.memo_written.connect(gestures.write_memo)
        self.here.correction_asked.connect(gestures.resize_to)
        self.here.left.connect(page.view.setFocus)
        self._memo_place.keep_both(self.here.memo)
        self._actions.memo.triggered.connect(self._write_memo)
        self.to_check.count_changed.connect(self._count_to_check)
        self.checking.rules.changed.connect(self.here.refresh)
        self._connect_sealing()
        self._give_focus_to_words()
        for signal in (
            self.desk.notifier.people_changed,
            self.desk.workbench.coder_changed,
            self.desk.workbench.project_changed,
        ):
            signal.connect(lambda *_: self.waiting_changed.emit())

    def _give_focus_to_words(self) -> None:
        """Whoever has clicked where to go, or applied a code, goes on with the words.

        Keys in a list leave the focus there, so that one can go on looking.
        """
        for signal in (
            self.transcripts.list.clicked,
            self.outline.tree.clicked,
            self.codings.list.clicked,
            self.codebook.code_chosen,
        ):
            signal.connect(lambda *_: self.page.view.setFocus())

    def _count_to_check(self, count: int) -> None:
        words = self.tr("Check (%d)") % count if count else self.tr("Check")
        self._tabs.show_words(self._tabs.indexOf(self.to_check), words)

    def _connect_sealing(self) -> None:
        acts = self.gestures.acts
        self.standing.seal_confirmed.connect(lambda: self._with_transcript(acts.seal))
        self.standing.unseal_asked.connect(lambda: self._with_transcript(acts.unseal))
        self.standing.assignment_asked.connect(lambda: self._with_transcript(acts.assign_me))

    # -- what the window asks ------------------------------------------------------------

    def actions_by_menu(self) -> Mapping[str, Sequence[QAction]]:
        """Menu Code, and what belongs into View and Go."""
        to_check = self.to_check.actions_of_menu
        more = (
            self.changing.actions,
            (submenu(self.page, "storyMenu", self.tr("Story"), self.stories.actions),),
            self.growing.actions,
            (submenu(self.page, "toCheckMenu", self.tr("Check"), to_check),),
        )
        menus = self._actions.by_menu(*more)
        editing = {
            self.tr("Codebook"): (*self.codebook_editing.actions, *self.highlighting.actions())
        }
        return {
            **menus,
            **editing,
            "File": (separator(self), *self.on_paper.actions),
            "View": self._sides.toggles,
            "Go": (*menus["Go"], *self._going, self._memo_place.action()),
        }

    def other_keys(self) -> Sequence[tuple[str, str]]:
        """Codes first, then what the transcript does by itself."""
        contents = self.page.contents
        codes = contents.codebook.codes if contents else ()
        return (
            *((code.label, code.key) for code in codes if code.key),
            (self.tr("Select on the way"), self.tr("Shift + a key that moves the caret")),
            (self.tr("Select a word, a sentence, a turn"), self.tr("two, three, four clicks")),
            (self.tr("Select a turn"), self.tr("click on its number or speaker")),
            (self.tr("Let go of the selection"), "Esc"),
            (self.tr("Code exactly what is selected"), self.tr("Shift + key of the code")),
            (self.tr("In the palette: apply, and choose another"), "Shift+Enter"),
            (self.tr("In the palette: code exactly what is selected"), "Ctrl+Enter"),
            (self.tr("Leave and store a memo"), "Esc"),
            (self.tr("From a panel back to the words"), "Esc"),
        )

    def panes(self) -> Sequence[QWidget]:
        """F6 goes from the words to the right and round."""
        return (
            self.page,
            self.search,
            self.codebook,
            self.codings,
            self.to_check,
            self.memos,
            self.highlights,
            self.here,
            self.transcripts,
            self.outline,
            self.standing,
            self.layers,
        )

    def status_parts(self) -> Sequence[str]:
        """Turn, how much is read, how much is coded."""
        contents = self.page.contents
        if contents is None:
            return ()
        transcript = contents.transcript
        number = transcript.turn_number_at(self.page.view.caret())
        turn = self.tr("Turn %d of %d") % ((number or 0) + 1, len(transcript.turns))
        if contents.viewer is None:
            return (turn,)
        share = round(self.transcripts.read_share(transcript.id, contents.viewer) * 100)
        codings = counted(len(self.page.own), self.tr("1 coding"), self.tr("{count} codings"))
        return (turn, self.tr("%d %% read") % share, codings)

    def waiting_count(self) -> int:
        """Transcripts of the coder at work that are not sealed yet."""
        return self.transcripts.waiting()

    def take_focus(self) -> None:
        """The words; where none are shown, what shows some."""
        (self.page if self.page.contents else self.transcripts).setFocus()

    def activated(self) -> None:
        """It begins at the words."""
        self.take_focus()
        self._reading_watch.begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the words from wherever it means nothing else."""
        if event.key() == Qt.Key.Key_Escape:
            self.page.view.setFocus()
        else:
            super().keyPressEvent(event)

    def deactivated(self) -> None:
        """Store a memo that is being written."""
        self.here.memo.store()
        self.memos.editor.store()

    # -- what follows from what ----------------------------------------------------------

    def _show_contents(self) -> None:
        contents = self.page.contents
        self.outline.show_transcript(contents.transcript if contents else None)
        self.outline.show_position(self.page.view.caret())
        self.codebook.show_contents(contents)
        self.status_changed.emit()

    def _caret_moved(self, position: int) -> None:
        self.outline.show_position(position)
        self.status_changed.emit()

    def _show_reading(self, transcript: str) -> None:
        self.transcripts.show_reading(TranscriptId(transcript))
        self.status_changed.emit()

    def _reveal(self, panel: QWidget) -> None:
        self._sides.show_codebook()
        self._tabs.setCurrentWidget(panel)

    def _write_memo(self) -> None:
        self._sides.show_here()
        self.here.catch_up()
        self.here.memo.setFocus()

    def _with_transcript(self, act: Callable[[Transcript], object]) -> None:
        if self.page.contents is not None:
            act(self.page.contents.transcript)
