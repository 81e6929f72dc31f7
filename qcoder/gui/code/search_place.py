"""Finding in the Code workplace: bar, marks on the page, list, and coding what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from qcoder.domain.codebook import Code
from qcoder.domain.ids import TranscriptId
from qcoder.domain.search import EVERYWHERE
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript
from qcoder.gui.code.find_bar import FindBar
from qcoder.gui.code.finding import MOST, Finding, Progress
from qcoder.gui.code.found_places import FoundPlaces, Place
from qcoder.gui.code.hits_coding import HitsPanel
from qcoder.gui.code.page import TranscriptPage
from qcoder.gui.desk import Desk
from qcoder.gui.transcript.highlights import CURRENT
from qcoder.services.coding.hits import Places, code_hits, open_transcripts
from qcoder.services.prepare.search_scopes import Scopes, scopes_of, scopes_of_project

if TYPE_CHECKING:
    from qcoder.services.workspace import Workspace

_FOUND = "search"


class SearchPlace(QWidget):
    """The list and the bar under the page, and what they do to it. Speech only."""

    def __init__(self, desk: Desk, page: TranscriptPage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._page, self._view = desk, page, page.view
        self.bar, self.hits = FindBar(), HitsPanel()
        self._finding = Finding(self)
        self._places = FoundPlaces()
        self._steps = 0
        self._all_scopes: Scopes | None = None
        """Speakers and sections of all transcripts, once they were wanted."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.hits)
        column.addWidget(self.bar)
        self.setFocusProxy(self.bar.field)
        self._connect()

    def _connect(self) -> None:
        self.bar.wanted.connect(self._search)
        self.bar.step_asked.connect(self.go)
        self.bar.left.connect(self.leave)
        self.bar.where.currentIndexChanged.connect(lambda _where: self._offer_scopes())
        self._desk.notifier.transcripts_changed.connect(lambda _changes: self._forget_scopes())
        self.bar.coding_toggled.connect(lambda _is_on: self._list())
        self.hits.code_asked.connect(self._code)
        self.hits.list.place_chosen.connect(self._show)
        self._finding.progressed.connect(self._take_some)
        self._finding.found.connect(self._take)
        self._finding.refused.connect(self._refuse)
        self._finding.failed.connect(self._desk.interaction.report_bug)
        self._desk.workbench.project_changed.connect(self._forget)
        self._page.contents_changed.connect(self._renew)

    def open(self) -> None:
        """Search; words that are selected are what is searched for first."""
        selected, transcript = self._view.selection(), self._view.transcript
        typed = ""
        if selected is not None and transcript is not None and len(selected) < 80:
            typed = " ".join(transcript.speech_text(selected).split())
        self.bar.open(typed)

    def leave(self) -> None:
        """Stop searching; the marks go, the focus returns to the words where they are."""
        self.bar.hide()
        self.hits.hide()
        self.bar.code_all.setChecked(False)
        self._finding.cancel()
        for kind in (_FOUND, CURRENT):
            self._view.set_highlights(kind, ())
        self._view.setFocus()

    def go(self, step: int) -> None:
        """Select the next place or the previous one; round the end."""
        if self.bar.isHidden():
            self.open()
        elif self.bar.is_waiting or self._finding.is_running:
            self._steps = step
            self.bar.hurry()
        elif self._places:
            self._show(self._places.step(self._shown(), self._start_of_step(step), step))

    def _start_of_step(self, step: int) -> int:
        """Where the next place may begin, or the one before may not: what is selected is passed."""
        selected = self._view.selection()
        if selected is None:
            return self._view.caret()
        return selected.start + (step > 0)

    def _show(self, place: Place) -> None:
        self._desk.workbench.show_transcript(place.transcript)
        self._view.set_selection(place.span)
        self._view.scroll_to(place.span)
        self._view.set_highlights(CURRENT, (place.span,))
        self.hits.list.mark(place)
        self._say_count(place)

    # -- searching -----------------------------------------------------------------------

    def _search(self) -> None:
        transcript, bar = self._view.transcript, self.bar
        if transcript is None or not bar.field.text().strip():
            self._finding.cancel()
            self._take(FoundPlaces())
            bar.say("")
        elif bar.is_everywhere:
            self._finding.find_everywhere(self._desk.workbench.workspace, bar.query, bar.scope)
        else:
            self._finding.find_here(transcript, bar.query, bar.scope)

    def _renew(self) -> None:
        """Another transcript is shown, or the same is another: mark, or search anew."""
        contents = self._page.contents
        if contents is None:
            return
        self._offer_scopes()
        if not self.bar.isVisible():
            return
        if self.bar.is_everywhere:
            self._mark()
        else:
            self._search()

    def _offer_scopes(self) -> None:
        """Of the transcript shown; where all are searched, of the others as well."""
        contents = self._page.contents
        if contents is None:
            return
        is_everywhere = self.bar.is_everywhere
        if is_everywhere and self._all_scopes is None:
            self._read_scopes()
        elsewhere = self._all_scopes if is_everywhere else None
        self.bar.offer_scopes(scopes_of([contents.transcript]), elsewhere or Scopes())

    def _read_scopes(self) -> None:
        workspace = self._desk.workbench.workspace
        self._all_scopes = Scopes()
        task = self._desk.background.run(
            self.tr("Reading speakers and sections"), lambda _report: scopes_of_project(workspace)
        )
        task.finished.connect(lambda scopes: self._take_scopes(workspace, scopes))
        task.refused.connect(self._desk.interaction.refuse)
        task.failed.connect(self._desk.interaction.report_bug)

    def _take_scopes(self, workspace: Workspace, scopes: Scopes) -> None:
        workbench = self._desk.workbench
        if workbench.is_open and workbench.workspace is workspace:
            self._all_scopes = scopes
            self._offer_scopes()

    def _forget_scopes(self) -> None:
        """A transcript came, went or was recognised anew."""
        self._all_scopes = None
        if self.bar.isVisible():
            self._offer_scopes()

    def _take_some(self, progress: Progress) -> None:
        """Mark what was found so far; Escape, or typing on, cancels."""
        self._places = progress.places
        self._mark()
        found, share = len(self._places), round(100 * progress.share)
        self.bar.say(self.tr("{0} found in {1} %, Esc cancels").format(f"{found:,}", share))

    def _take(self, places: FoundPlaces) -> None:
        self._places = places
        self._mark()
        self._say_count(self._selected())
        self._list()
        step, self._steps = self._steps, 0
        if step and places:
            self.go(step)

    def _refuse(self, sentence: str) -> None:
        """What was found before the pattern took too long stays marked and listed."""
        self._steps = 0
        self._list()
        self.bar.say(sentence, is_wrong=True)

    def _forget(self) -> None:
        """The project goes: no thread may read it any more."""
        self._finding.stop()
        self._places = FoundPlaces()
        self._all_scopes = None
        self.bar.hide()
        self.hits.hide()

    def _mark(self) -> None:
        self._view.set_highlights(_FOUND, self._places.ends_in(self._shown()))
        if self._selected() is None:
            self._view.set_highlights(CURRENT, ())

    def _say_count(self, at: Place | None) -> None:
        found = len(self._places)
        number = None if at is None else self._places.number_of(at)
        if number is not None:
            self.bar.say(self.tr("{0} of {1}").format(f"{number + 1:,}", f"{found:,}"))
        elif not found:
            self.bar.say(self._why_nothing())
        elif found >= MOST:
            self.bar.say(self.tr("the first {0} found").format(f"{found:,}"))
        else:
            self.bar.say(self.tr("{0} found").format(f"{found:,}"))

    def _why_nothing(self) -> str:
        if self._places.is_in_labels:
            return self.tr("only in names, headings or time stamps, which are not searched")
        if self.bar.scope != EVERYWHERE:
            return self.tr("not found among the speakers and sections chosen")
        return self.tr("not found")

    def _selected(self) -> Place | None:
        """The place that is selected on the page, if something found is."""
        shown, selected = self._shown(), self._view.selection()
        if shown is None or selected is None:
            return None
        place = Place(shown, selected)
        return None if self._places.number_of(place) is None else place

    def _shown(self) -> TranscriptId | None:
        return self._view.transcript.id if self._view.transcript else None

    # -- coding what was found -----------------------------------------------------------

    def _list(self) -> None:
        is_coding = self.bar.code_all.isChecked()
        is_listed = self.bar.isVisible() and (is_coding or self.bar.is_everywhere)
        self.hits.setVisible(is_listed and bool(self._places))
        self.hits.coding.setVisible(is_coding)
        if not is_listed or self._page.contents is None:
            return
        self.hits.offer_codes(self._page.contents.codebook)
        can_code = self._open_transcripts() if is_coding else frozenset()
        self.hits.list.show_places(self._places, self._transcript, can_code)
        self.hits.list.mark(self._selected())

    def _open_transcripts(self) -> frozenset[TranscriptId]:
        workbench = self._desk.workbench
        coder = workbench.coder
        if coder is None:
            return frozenset()
        return workbench.workspace.read(lambda uow: open_transcripts(uow, coder))

    def _transcript(self, transcript: TranscriptId) -> Transcript:
        return self._desk.workbench.workspace.transcript(transcript)

    def _code(self, code: Code) -> None:
        coder, places = self._desk.workbench.coder, self._ticked()
        if coder is None or not places:
            return
        label = self.tr("Apply %s to all found") % code.label
        asked = sum(len(list(spans)) for _, spans in places.values())
        done = self._desk.acts.do(
            label, lambda uow: code_hits(uow, coder, code.id, places), rows=asked
        )
        if done is None:
            return
        self.bar.code_all.setChecked(False)
        made = len(done.value)
        said = self.tr("Applied %s to %d places") % (code.label, made)
        if made < asked:
            said += self.tr("; %d had it already") % (asked - made)
        self._desk.interaction.tell(said, undo=made > 0)

    def _ticked(self) -> Places:
        spans: dict[TranscriptId, list[Span]] = {}
        for place in self.hits.list.hits.ticked():
            spans.setdefault(place.transcript, []).append(place.span)
        return {key: (self._transcript(key), found) for key, found in spans.items()}
