"""What stands in the window while a project is being opened."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from qcoder.gui.parts.words import muted_label, plain_label


class OpeningPage(QWidget):
    """The name of the project that is being opened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("openingPage")
        # Else the focus would be on the rail, as if one were to choose there.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title = title_label("")
        column = QVBoxLayout(self)
        column.addStretch(1)
        for label in (self._title, muted_label(self.tr("Opening …"))):
            column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)

    def name(self, target: str | Path) -> None:
        """Say which project it is."""
        self._title.setText(name_and_place(str(target))[0])


def title_label(words: str) -> QLabel:
    """Words in letters of twice the size."""
    title = plain_label(words)
    font = title.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    title.setFont(font)
    return title


def name_and_place(target: str) -> tuple[str, str]:
    """What a project is called, and the folder or server where it lies."""
    if "://" in target:
        return target.partition("?")[0].rsplit("/", 1)[-1], target
    return Path(target).stem, str(Path(target).parent)
