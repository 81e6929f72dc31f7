"""The codebook beside the page: a key, a double click or a drag applies a code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDrag, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from qcoder.domain.codebook import Code, Codebook
from qcoder.domain.ids import CodeId, GroupingId
from qcoder.gui.code.contents import Contents
from qcoder.gui.desk import Desk
from qcoder.gui.parts.panel import EmptyPlace, Panel
from qcoder.gui.parts.rows import Row, RowList
from qcoder.gui.parts.words import push_button
from qcoder.gui.transcript.keyboard import letter_of
from qcoder.gui.transcript.painted import CODE_MIME_TYPE, LineStyle

PENS = {
    LineStyle.SOLID: Qt.PenStyle.SolidLine,
    LineStyle.DASHED: Qt.PenStyle.DashLine,
    LineStyle.DOTTED: Qt.PenStyle.DotLine,
}


class CodebookPanel(Panel):
    """Codes by grouping, with colour, key, label, and how often the coder used each here.

    Signals:
        code_chosen: a Code was double-clicked, or Enter was pressed on it.
        code_shown: another Code is current, or None: its definition is wanted.
    """

    code_chosen = Signal(object)
    code_shown = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("codebookPanel", desk.workbench.tr("Codebook"), parent, in_tab=True)
        self._desk = desk
        self._codebook = Codebook()
        self._styles: Mapping[GroupingId, LineStyle] = {}
        self._counts: Mapping[CodeId, int] = {}
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

    def show_contents(self, contents: Contents | None) -> None:
        """Show the codebook of a page."""
        self._codebook = contents.codebook if contents else Codebook()
        self._styles = contents.styles if contents else {}
        revision = self._codebook.revision
        self.note.setText(self.tr("rev. %d") % revision if revision else "")
        self._counts = contents.own_counts if contents else {}
        self._fill()

    def show_counts(self, counts: Mapping[CodeId, int]) -> None:
        """How often the coder has used each code here; only rows that differ are touched."""
        before, self._counts = self._counts, dict(counts)
        for code in before.keys() | counts.keys():
            found = self._codebook.by_id.get(code)
            if found is not None and before.get(code, 0) != counts.get(code, 0):
                self.list.rows_model.replace_row(self._row(found))

    def mark(self, code: CodeId) -> None:
        """Make a code current, if the filter does not hide it."""
        if self.list.rows_model.index_of(code).isValid():
            self.list.set_current(code)

    def _fill(self) -> None:
        self.list.set_rows(self._rows(self.filter.text().casefold().split()))
        self.show_empty(not self._codebook.codes)
        self.filter.setVisible(bool(self._codebook.codes))

    def _rows(self, typed: Sequence[str]) -> list[Row]:
        rows: list[Row] = []
        for grouping in self._codebook.groupings:
            codes = [c for c in self._codebook.codes_of(grouping.id) if _fits(c, typed)]
            if codes:
                pen = PENS[self._styles[grouping.id]]
                rows.append(Row(grouping.name, grouping.id, is_heading=True, line=pen))
                rows.extend(self._row(code) for code in codes)
        return rows

    def _row(self, code: Code) -> Row:
        count = self._counts.get(code.id, 0)
        says = self.tr("%s, key %s, used %d times here") % (code.label, code.key, count)
        return Row(
            words=code.label,
            payload=code.id,
            colour=code.colour,
            key=code.key,
            note=str(count) if count else "",
            tip=f"{code.rule}\n{code.definition}".strip(),
            said=says,
        )

    def _choose(self) -> None:
        code = self.current()
        if code is None and self.list.rows_model.rows:
            code = next(iter(self._codebook.by_id[r.payload] for r in self._shown_codes()), None)
        if code is not None:
            self.code_chosen.emit(code)

    def _shown_codes(self) -> list[Row]:
        return [row for row in self.list.rows_model.rows if not row.is_heading]

    def _show_current(self) -> None:
        self.code_shown.emit(self.current())

    def _prepare(self) -> None:
        self._desk.workbench.request_workplace("prepare")


class CodeList(RowList):
    """Codes can be dragged to the words; letters apply codes instead of finding them.

    Signals:
        key_typed: a letter, as in the transcript.
    """

    key_typed = Signal(str)

    def __init__(self) -> None:
        super().__init__("codebookList", "")
        self.setAccessibleName(self.tr("Codes"))
        self.rows_model.is_draggable = True
        self.setDragEnabled(True)
        self.setDragDropMode(RowList.DragDropMode.DragOnly)

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Carry the code's identifier."""
        code = self.current()
        if code is None:
            return
        carried = QMimeData()
        carried.setData(CODE_MIME_TYPE, str(code).encode())
        drag = QDrag(self)
        drag.setMimeData(carried)
        drag.exec(Qt.DropAction.CopyAction)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters belong to the codes here as well."""
        letter = letter_of(event)
        if letter.isalnum():
            self.key_typed.emit(letter)
        else:
            super().keyPressEvent(event)


def _fits(code: Code, typed: Sequence[str]) -> bool:
    label = code.label.casefold()
    return all(word in label for word in typed)
