"""Windows for what is done in the Code workplace."""

import pytest

from qcoder.gui.code.codebook_editing import CodebookEditing
from qcoder.gui.code.workplace import CodeWorkplace
from qcoder.gui.main_window import MainWindow
from tests.gui.code.codebook_as_stored import mark
from tests.windows import code_workplace


@pytest.fixture(autouse=True)
def lean(lean_windows: None) -> None:
    """The other workplaces and looks only where a test visits them."""


@pytest.fixture
def editing(window: MainWindow) -> CodebookEditing:
    """Ada's, with Emotions marked."""
    mark(window, "Emotions")
    return code_workplace(window).codebook_editing


@pytest.fixture
def workplace(window: MainWindow) -> CodeWorkplace:
    """Ada's, with FG1."""
    return code_workplace(window)
