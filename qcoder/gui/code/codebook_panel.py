"""The codebook beside the page: a key, a double click or a drag applies a code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from qcoder.domain.changes import ChangeSet, Kind
from qcoder.domain.codebook import Code, Codebook, Grouping
from qcoder.domain.ids import CodeId, EntryId, GroupingId
from qcoder.gui.code.code_list import CodeList
from qcoder.gui.code.contents import Contents
from qcoder.gui.desk import Desk
from qcoder.gui.parts.panel import EmptyPlace, Panel
from qcoder.gui.parts.row import Row
from qcoder.gui.parts.words import push_button
from qcoder.gui.transcript.painted import LineStyle
from qcoder.services.viewing import own_code_counts

_HEADS = "heads"

PENS = {
    LineStyle.SOLID: Qt.PenStyle.SolidLine,
    LineStyle.DASHED: Qt.PenStyle.DashLine,
    LineStyle.DOTTED: Qt.PenStyle.DotLine,
}


class CodebookPanel(Panel):
    """Codes by grouping, with colour, key, label, and how often the coder used each.

    The numbers are of the transcript that is shown, and of all of them.

    Signals:
        code_chosen: a Code was double-clicked, or Enter was pressed on it.
        code_shown: another Code is current, or None: its definition is wanted.
        codebook_shown: the codebook was read anew.
    """

    code_chosen = Signal(object)
    code_shown = Signal(object)
    codebook_shown = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("codebookPanel", desk.workbench.tr("Codebook"), parent, in_tab=True)
        self._desk = desk
        self._codebook = Codebook()
        self._styles: Mapping[GroupingId, LineStyle] = {}
        self._counts: Mapping[CodeId, int] = {}
        self._everywhere: Counter[CodeId] = Counter()
        self._counted_at = EntryId(0)
        self._is_closed = False
        self.filter = QLineEdit()
        self.filter.setObjectName("codebookFilter")
        self.filter.setPlaceholderText(self.tr("Find a code"))
        self.filter.setAccessibleName(self.tr("Find a code"))
        self.filter.setClearButtonEnabled(True)
        self.head.insertWidget(0, self.filter, 1)
        self.list = CodeList()
        button = push_button("toCodebook", self.tr("Load a codebook"), self._prepare)
        self.add_contents(self.list, EmptyPlace(self.tr("The codes will be here."), [button]))
        self.filter.textChanged.connect(self._fill)
        desk.notifier.codings_changed.connect(self._take)
        self.filter.returnPressed.connect(self._choose)
        self.list.activated.connect(lambda _index: self._choose())
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_current())

    @property
    def codebook(self) -> Codebook:
        """What is shown, whatever the filter hides."""
        return self._codebook

    def current(self) -> Code | None:
        """The code that is marked in the list."""
        return self._codebook.by_id.get(self.list.current())

    def current_grouping(self) -> Grouping | None:
        """The grouping that is meant: of the marked code, or marked itself where it is empty."""
        code, groupings = self.current(), self._codebook.groupings
        key = code.grouping if code else self.list.current()
        found = next((grouping for grouping in groupings if grouping.id == key), None)
        return found or (groupings[-1] if groupings else None)

    def show_contents(self, contents: Contents | None) -> None:
        """Show the codebook of a page."""
        self._codebook = contents.codebook if contents else Codebook()
        self._styles = contents.styles if contents else {}
        self._counts = contents.own_counts if contents else {}
        self._everywhere = self._count_everywhere()
        self._note()
        self._fill()
        self.codebook_shown.emit()

    def show_closed(self, is_closed: bool) -> None:
        """Say beside the revision whether codes can be added."""
        self._is_closed = is_closed
        self._note()

    def _note(self) -> None:
        revision = self._codebook.revision
        said = self.tr("rev. %d") % revision if revision else ""
        self.note.setText(self.tr("%s, closed") % said if said and self._is_closed else said)
        self.note.setToolTip(self.tr("Closed for new codes") if self._is_closed else "")

    def _count_everywhere(self) -> Counter[CodeId]:
        workbench = self._desk.workbench
        coder = workbench.coder
        if not workbench.is_open or coder is None:
            return Counter()
        counts, last = workbench.workspace.read(
            lambda uow: (own_code_counts(uow, coder), uow.journal.last_id())
        )
        # A copy in memory has numbers of its own, which say nothing of others' entries.
        is_copy = workbench.workspace.unstored.stand_in is not None
        self._counted_at = EntryId(0) if is_copy else last
        return Counter(counts)

    def _take(self, changes: ChangeSet) -> None:
        """Codings in whatever transcript; only rows whose number is another are touched.

        An entry that touched the codebook too, or that came with others, may be counted already.
        """
        if changes.entry is not None and changes.entry <= self._counted_at:
            return
        touched: set[CodeId] = set()
        for change in changes.of(Kind.CODING):
            for row, step in ((change.before, -1), (change.after, 1)):
                if row is not None and row["coder"] == self._desk.workbench.coder:
                    self._everywhere[CodeId(row["code"])] += step
                    touched.add(CodeId(row["code"]))
        self._replace_rows(touched)

    def _replace_rows(self, codes: Iterable[CodeId]) -> None:
        for code in codes:
            if code in self._codebook.by_id:
                self.list.rows_model.replace_row(self._row(self._codebook.by_id[code]))

    def show_counts(self, counts: Mapping[CodeId, int]) -> None:
        """How often the coder has used each code here; only rows that differ are touched."""
        before, self._counts = self._counts, dict(counts)
        codes = before.keys() | counts.keys()
        self._replace_rows(c for c in codes if before.get(c, 0) != counts.get(c, 0))

    def mark(self, code: CodeId) -> None:
        """Make a code current, if the filter does not hide it."""
        if self.list.rows_model.index_of(code).isValid():
            self.list.set_current(code)

    def _fill(self) -> None:
        self.list.set_rows(self._rows(self.filter.text().casefold().split()))
        self.show_empty(not self._codebook.groupings)
        self.filter.setVisible(bool(self._codebook.codes))

    def _rows(self, typed: Sequence[str]) -> list[Row]:
        rows: list[Row] = []
        if self._codebook.codes:
            heads = self.tr("here"), self.tr("all")
            said = self.tr("How often each is used: here, in all")
            rows.append(Row("", _HEADS, columns=heads, is_heading=True, said=said))
        for grouping in self._codebook.groupings:
            codes = [c for c in self._codebook.codes_of(grouping.id) if _fits(c, typed)]
            if codes or not typed:
                pen = PENS[self._styles[grouping.id]]
                rows.append(Row(grouping.name, grouping.id, is_heading=True, line=pen))
                rows.extend(self._row(code) for code in codes)
            if not codes and not typed:
                rows.append(Row(self.tr("no codes yet"), grouping.id, is_muted=True))
        return rows

    def _row(self, code: Code) -> Row:
        here, everywhere = self._counts.get(code.id, 0), self._everywhere[code.id]
        used = self.tr("used by you %d times here, %d times in all") % (here, everywhere)
        return Row(
            words=code.label,
            payload=code.id,
            colour=code.colour,
            key=code.key,
            columns=(str(here or ""), str(everywhere or "")),
            tip="\n".join(part for part in (code.label, code.rule, code.definition, used) if part),
            said=self.tr("%s, key %s, %s") % (code.label, code.key or self.tr("none"), used),
        )

    def _choose(self) -> None:
        code = self.current()
        if code is None and self.list.rows_model.rows:
            code = next(iter(self._shown_codes()), None)
        if code is not None:
            self.code_chosen.emit(code)

    def _shown_codes(self) -> list[Code]:
        by_id = self._codebook.by_id
        return [by_id[row.payload] for row in self.list.rows_model.rows if row.payload in by_id]

    def _show_current(self) -> None:
        self.code_shown.emit(self.current())

    def _prepare(self) -> None:
        self._desk.workbench.request_workplace("prepare")


def _fits(code: Code, typed: Sequence[str]) -> bool:
    label = code.label.casefold()
    return all(word in label for word in typed)
