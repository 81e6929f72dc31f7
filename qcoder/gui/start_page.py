"""What stands in the window while no project is open."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qcoder.gui.actions import plain_text
from qcoder.gui.opening_page import name_and_place, title_label
from qcoder.gui.parts.rows import Row, RowList
from qcoder.gui.parts.words import heading_label, muted_label, push_button

_WIDTH = 560


class StartPage(QWidget):
    """The demo study, a new project, one from a file, or a recent one.

    Signals:
        recent_chosen: the path or URL of a recent project.
    """

    recent_chosen = Signal(str)

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("startPage")
        self.setAccessibleName(self.tr("Start"))
        self.recent = RowList("recentProjects", self.tr("Recent projects"))
        self.recent.setIconSize(QSize(0, 0))
        self.recent.activated.connect(lambda index: self._chosen(index.row()))
        self.recent.clicked.connect(lambda index: self._chosen(index.row()))
        self._recent_heading = heading_label(self.tr("Recent"))
        column = QVBoxLayout()
        column.setSpacing(16)
        column.addWidget(title_label("qcoder"))
        column.addWidget(muted_label(self._purpose()))
        column.addLayout(_buttons(actions))
        column.addSpacing(16)
        column.addWidget(self._recent_heading)
        column.addWidget(self.recent, 1)
        # Without recent projects nothing else takes the room, and nobody shall share it out.
        column.addStretch()
        self._centre(column)

    def _purpose(self) -> str:
        return self.tr(
            "Code focus-group transcripts in pairs, reconcile the differences, and report what "
            "was agreed. Everything stays on this machine."
        )

    def _centre(self, column: QVBoxLayout) -> None:
        middle = QWidget()
        middle.setFixedWidth(_WIDTH)
        middle.setLayout(column)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 64, 24, 24)
        layout.addWidget(middle, 1, Qt.AlignmentFlag.AlignHCenter)

    def hasHeightForWidth(self) -> bool:
        """No: else the window asks every page, shown or not, and grows beyond the screen."""
        return False

    def show_recent(self, targets: Sequence[str]) -> None:
        """Offer these projects."""
        self.recent.set_rows([_recent_row(target) for target in targets])
        self.recent.setVisible(bool(targets))
        self._recent_heading.setVisible(bool(targets))

    def _chosen(self, number: int) -> None:
        self.recent_chosen.emit(self.recent.rows_model.rows[number].payload)


def _buttons(actions: Sequence[QAction]) -> QHBoxLayout:
    """One button for each action, the first of them the one to begin with."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for number, action in enumerate(actions):
        tone = "" if number else "first"
        button = push_button(
            f"{action.objectName()}Button", plain_text(action), action.trigger, tone
        )
        button.setToolTip(action.toolTip())
        row.addWidget(button)
    row.addStretch(1)
    return row


def _recent_row(target: str) -> Row:
    name, where = name_and_place(target)
    return Row(words=name, payload=target, second=where, tip=target)
