"""What can be done with highlights that were chosen: made into a code, coded, removed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from qcoder.domain.codebook import Codebook, CodeEntry
from qcoder.domain.ids import CodeId
from qcoder.gui.actions import new_action, separator
from qcoder.gui.code.at_hand import AtHand
from qcoder.gui.code.code_form import CodeForm
from qcoder.gui.code.highlights_panel import HighlightsPanel
from qcoder.gui.code.page import TranscriptPage
from qcoder.gui.code.palette_rows import rows_of_codes
from qcoder.gui.counting import counted
from qcoder.gui.desk import Desk
from qcoder.gui.parts.act_button import act_button
from qcoder.gui.parts.chooser import Chooser
from qcoder.services.codebook.closing import check_new_codes
from qcoder.services.coding.highlight_overview import ReadHighlight
from qcoder.services.coding.highlights import (
    apply_to_highlights,
    code_from_highlights,
    remove_highlights,
)


class HighlightPlace(QObject):
    """Keeps page and panel together; each act is one undo step."""

    def __init__(self, desk: Desk, page: TranscriptPage, at_hand: AtHand) -> None:
        super().__init__(page)
        self._desk, self._page, self._at_hand = desk, page, at_hand
        self.panel = HighlightsPanel(desk)
        self.form = CodeForm()
        self.panel.add_instead(self.form)
        self._meant: tuple[ReadHighlight, ...] = ()
        self._chooser = Chooser("codeForHighlights", self.tr("Which code?"), page)
        self._make_actions()
        self._connect()
        self._enable()

    def _make_actions(self) -> None:
        page = self._page
        self.show = new_action(
            page, "showHighlights", self.tr("Hi&ghlights"), self._open, keys="Ctrl+G"
        )
        self.make = new_action(
            page, "codeOfHighlights", self.tr("Make a &code of these highlights…"), self._describe,
            keys="Ctrl+Shift+G",
        )  # fmt: skip
        self.apply = new_action(
            page, "codeHighlights", self.tr("&Apply a code to these highlights…"), self._ask_code,
            keys="Ctrl+Shift+A",
        )  # fmt: skip
        self.over = new_action(
            page, "chooseLaidOver", self.tr("Choose what is laid &over it"),
            self.panel.choose_laid_over, keys="Ctrl+Shift+O",
        )  # fmt: skip
        self.lay = new_action(
            page, "layReadersOver", self.tr("Show all &readers in the text"), self._show_readers,
            keys="Ctrl+Shift+R",
        )  # fmt: skip
        self.remove = new_action(
            self.panel.list, "removeHighlights", self.tr("Remove these &highlights"), self._remove,
            keys="Del", anywhere=False,
        )  # fmt: skip
        for action, words in (
            (self.make, self.tr("Make a code…")),
            (self.apply, self.tr("Apply…")),
            (self.remove, self.tr("Remove")),
        ):
            self._add_button(action, words)
        self.panel.buttons.addStretch(1)

    def _add_button(self, action: QAction, words: str) -> None:
        button = act_button(f"{action.objectName()}Button", words, action)
        button.setEnabled(action.isEnabled())
        action.enabledChanged.connect(button.setEnabled)
        self.panel.buttons.addWidget(button)

    def _connect(self) -> None:
        panel, workbench = self.panel, self._desk.workbench
        panel.highlight_chosen.connect(self._go_to)
        panel.choice_changed.connect(self._enable)
        self._page.contents_changed.connect(self._enable)
        self.form.described.connect(self._make)
        self.form.left.connect(self._leave)
        self._chooser.chosen.connect(lambda choice: self._apply(choice.code))
        workbench.project_changed.connect(self._leave)
        workbench.coder_changed.connect(self._leave)

    def actions(self) -> Sequence[QAction]:
        """For the menu, in the order of the work."""
        line = separator(self)
        return (line, self.show, self.lay, self.over, self.make, self.apply, self.remove)

    def _enable(self) -> None:
        chosen = self.panel.chosen()
        own = self._own(chosen)
        self.make.setEnabled(bool(chosen))
        self.over.setEnabled(self.panel.current() is not None)
        self.apply.setEnabled(bool(own) and bool(self._codebook().codes))
        self.remove.setEnabled(bool(own))
        contents = self._page.contents
        self.show.setEnabled(contents is not None)
        self.lay.setEnabled(contents is not None and bool(contents.others))

    def _own(self, chosen: Sequence[ReadHighlight]) -> list[ReadHighlight]:
        return [each for each in chosen if each.reader.id == self._desk.workbench.coder]

    def _codebook(self) -> Codebook:
        return self._page.contents.codebook if self._page.contents else Codebook()

    # -- going ---------------------------------------------------------------------------

    def _open(self) -> None:
        self.panel.reveal()
        self.panel.setFocus()

    def _go_to(self, found: ReadHighlight) -> None:
        """Show the words; another reader's are switched on, or one would see nothing there."""
        self._desk.workbench.show_transcript(found.transcript.id)
        if found.reader.id != self._desk.workbench.coder:
            self._page.show_other(found.reader.id, True)
        self._page.show_place(found.highlight.span)
        self._at_hand.choose(found.highlight.id)

    def _show_readers(self) -> None:
        contents = self._page.contents
        for coder in contents.others if contents else ():
            self._page.show_other(coder.id, True)

    # -- a new code ----------------------------------------------------------------------

    def _describe(self) -> None:
        chosen, workspace = self.panel.chosen(), self._desk.workbench.workspace
        if not chosen or not self._desk.interaction.attempt(
            lambda: workspace.read(check_new_codes)
        ):
            return
        self._meant = tuple(chosen)
        codebook = self._codebook()
        grouping = codebook.groupings[0].name if codebook.groupings else self.tr("Codes")
        self.panel.reveal()
        self.panel.show_instead(self.form)
        self.form.describe(codebook, grouping, self._preview(chosen))

    def _preview(self, chosen: Sequence[ReadHighlight]) -> str:
        """What becomes of the highlights, before it happens."""
        many = counted(len(chosen), self.tr("1 highlight"), self.tr("{count} highlights"))
        readers = ", ".join(dict.fromkeys(each.reader.name for each in chosen))
        where = ", ".join(dict.fromkeys(each.transcript.name for each in chosen))
        return self.tr(
            "A new code from %s by %s in %s. What is highlighted stays so, and nothing is coded; "
            "your memo on the code will say where it came from."
        ) % (many, readers, where)

    def _make(self, entry: CodeEntry) -> None:
        coder = self._desk.workbench.coder
        if coder is None:
            return
        chosen = [each.highlight.id for each in self._meant]
        label = self.tr("Make %s of highlights") % entry.label
        done = self._desk.acts.do(
            label, lambda uow: code_from_highlights(uow, coder, entry, chosen)
        )
        if done is not None:
            self._leave()
            said = self.tr("Made the code %s of %s")
            many = counted(len(chosen), self.tr("1 highlight"), self.tr("{count} highlights"))
            self._desk.interaction.tell(said % (done.value.label, many), undo=True)

    def _leave(self) -> None:
        """The list comes back, with what was chosen."""
        held_focus = self.panel.is_instead_focused()
        self.panel.show_instead(None)
        self._meant = ()
        if held_focus:
            self.panel.list.setFocus()

    # -- a code that is there ------------------------------------------------------------

    def _ask_code(self) -> None:
        if self._own(self.panel.chosen()):
            self._chooser.open(rows_of_codes(self._codebook(), "", (), ()))

    def _apply(self, code: CodeId) -> None:
        coder, own = self._desk.workbench.coder, self._own(self.panel.chosen())
        found = self._codebook().by_id.get(code)
        if coder is None or found is None or not own:
            return
        chosen = [each.highlight.id for each in own]
        label = self.tr("Apply %s to highlights") % found.label
        done = self._desk.acts.do(
            label, lambda uow: apply_to_highlights(uow, coder, code, chosen), rows=len(chosen)
        )
        if done is not None:
            self._desk.interaction.tell(
                self._applied(found.label, len(done.value), len(own)), undo=True
            )

    def _applied(self, label: str, made: int, meant: int) -> str:
        others = len(self.panel.chosen()) - meant
        said = self.tr("Applied %s to %d of your highlights") % (label, made)
        if made < meant:
            said += self.tr("; %d had it already") % (meant - made)
        if others:
            said += self.tr("; %d of others stay as they are") % others
        return said

    def _remove(self) -> None:
        coder, own = self._desk.workbench.coder, self._own(self.panel.chosen())
        if coder is None or not own:
            return
        chosen = [each.highlight.id for each in own]
        many = counted(len(own), self.tr("1 highlight"), self.tr("{count} highlights"))
        label = self.tr("Remove %s") % many
        done = self._desk.acts.do(
            label, lambda uow: remove_highlights(uow, coder, chosen), rows=len(chosen)
        )
        if done is not None:
            self._desk.interaction.tell(self.tr("Removed %s") % many, undo=True)
