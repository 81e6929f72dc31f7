"""Who codes: added, renamed in place, retired."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListView, QWidget

from qcoder.domain.ids import CoderId
from qcoder.domain.people import Coder
from qcoder.gui.actions import new_action
from qcoder.gui.desk import Desk
from qcoder.gui.icons import dot
from qcoder.gui.parts.panel import EmptyPlace, Panel
from qcoder.gui.parts.words import push_button
from qcoder.services.prepare.coders import add_coder, reinstate_coder, rename_coder, retire_coder

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_Role = Qt.ItemDataRole


class CodersModel(QAbstractListModel):
    """Adapts the project's coders; a name that is edited is handed to ``rename``."""

    def __init__(
        self, rename: Callable[[CoderId, str], bool], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._rename = rename
        self._coders: Sequence[Coder] = ()

    def show(self, coders: Sequence[Coder]) -> None:
        """Take the coders as they are now."""
        self.beginResetModel()
        self._coders = tuple(coders)
        self.endResetModel()

    def coder(self, index: Index) -> Coder | None:
        """The coder of a row."""
        return self._coders[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """One row a coder."""
        return 0 if parent.isValid() else len(self._coders)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        """Name and colour; retired ones are said to be."""
        coder = self._coders[index.row()]
        match role:
            case _Role.DisplayRole if coder.retired:
                return self.tr("{name} (retired)").format(name=coder.name)
            case _Role.DisplayRole | _Role.EditRole:
                return coder.name
            case _Role.DecorationRole:
                return dot(coder.colour)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Names are written in place."""
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def setData(self, index: Index, value: object, role: int = _Role.EditRole) -> bool:
        """Rename; False where the name is the same or was refused."""
        coder = self.coder(index)
        if role != _Role.EditRole or coder is None or str(value).strip() == coder.name:
            return False
        return self._rename(coder.id, str(value))


class CodersPanel(Panel):
    """The project's coders with a field for another one."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("codersPanel", "", parent)
        self.heading.setText(self.tr("Coders"))
        self.setAccessibleName(self.tr("Coders"))
        self._desk = desk
        self.model = CodersModel(self._rename, self)
        self.list = QListView()
        self.list.setObjectName("codersList")
        self.list.setAccessibleName(self.tr("Coders"))
        self.list.setModel(self.model)
        self.list.setEditTriggers(
            QListView.EditTrigger.EditKeyPressed | QListView.EditTrigger.DoubleClicked
        )
        self.add_contents(self.list, EmptyPlace(self.tr("Nobody codes yet. Write a name below.")))
        self.body.addLayout(self._build_adding())
        self._build_actions()
        desk.workbench.project_changed.connect(self.read)
        desk.notifier.people_changed.connect(lambda _changes: self.read())
        self.read()

    def _build_adding(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.field = QLineEdit()
        self.field.setObjectName("newCoderName")
        self.field.setPlaceholderText(self.tr("Name of a coder"))
        self.field.setAccessibleName(self.tr("Name of another coder"))
        self.field.returnPressed.connect(self._add)
        row.addWidget(self.field, 1)
        row.addWidget(push_button("addCoder", self.tr("Add"), self._add))
        return row

    def _build_actions(self) -> None:
        rename = new_action(
            self.list,
            "renameCoder",
            self.tr("Rename coder"),
            lambda: self.list.edit(self.list.currentIndex()),
            keys="F2",
            anywhere=False,
        )
        self.retire = new_action(
            self.list, "retireCoder", self.tr("Retire"), self._retire, keys="Del", anywhere=False
        )
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.actions_on_one = [rename, self.retire]
        for action in self.actions_on_one:
            # Not below the list: there a name is being written.
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._name_retire())

    def read(self) -> None:
        """Show the coders as they are now."""
        workbench = self._desk.workbench
        row = max(0, self.list.currentIndex().row())
        is_open = workbench.is_open
        coders = workbench.workspace.read(lambda uow: uow.coders.all()) if is_open else []
        self.model.show(coders)
        self.show_empty(not coders)
        if coders:
            self.list.setCurrentIndex(self.model.index(min(row, len(coders) - 1)))
        self._name_retire()

    def _name_retire(self) -> None:
        coder = self.model.coder(self.list.currentIndex())
        self.retire.setText(
            self.tr("Reinstate coder") if coder and coder.retired else self.tr("Retire coder")
        )
        for action in self.actions_on_one:
            action.setEnabled(coder is not None)

    def _add(self) -> None:
        name = self.field.text().strip()
        if not name:
            self.field.setFocus()
            return
        label = self.tr("Add coder {name}").format(name=name)
        if self._desk.acts.do(label, lambda uow: add_coder(uow, name)):
            self.field.clear()

    def _rename(self, coder: CoderId, name: str) -> bool:
        label = self.tr("Rename coder to {name}").format(name=name.strip())
        return self._desk.acts.do(label, lambda uow: rename_coder(uow, coder, name)) is not None

    def _retire(self) -> None:
        coder = self.model.coder(self.list.currentIndex())
        if coder is None:
            return
        act = reinstate_coder if coder.retired else retire_coder
        words = self.tr("Reinstate {name}") if coder.retired else self.tr("Retire {name}")
        self._desk.acts.do(words.format(name=coder.name), lambda uow: act(uow, coder.id))
