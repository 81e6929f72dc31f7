"""A code marked in the list, and the codebook as it is in the file."""

from qcoder.domain.codebook import Code
from qcoder.gui.main_window import MainWindow
from tests.windows import code_workplace


def mark(window: MainWindow, label: str) -> None:
    """Make a code current, with the focus on it."""
    panel = code_workplace(window).codebook
    found = panel.codebook.find(label)
    assert found is not None
    panel.mark(found.id)
    panel.list.setFocus()


def stored_code(window: MainWindow, label: str) -> Code:
    """As it is in the file."""
    workspace = window.desk.workbench.workspace
    found = workspace.read(lambda uow: uow.codebook.load()).find(label)
    assert found is not None
    return found


def labels(window: MainWindow) -> list[str]:
    """In order, asked of the file."""
    workspace = window.desk.workbench.workspace
    return [c.label for c in workspace.read(lambda uow: uow.codebook.load()).codes]


def revision(window: MainWindow) -> str:
    """What the panel says at its right."""
    return code_workplace(window).codebook.note.text()
