"""Each coding tells under which revision of the codebook it was made."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from qcoder.gui.main_window import MainWindow
from qcoder.services.codebook.editing import edit_code
from tests.sealed_pair import codebook_of
from tests.windows import code_workplace, press, put_caret, select


def test_a_coding_says_its_revision_and_whether_the_code_says_something_else_since(
    window: MainWindow, qtbot: QtBot
) -> None:
    said = code_workplace(window).here.revision
    assert not said.isVisible()
    select(window, "four minutes")
    press(window, "e", held="Shift")
    qtbot.waitUntil(said.isVisible)
    assert said.text() == "Made under revision 1 of the codebook, the latest."
    workspace = window.desk.workbench.workspace
    code = codebook_of(workspace).find("Emotions")
    assert code is not None
    workspace.run("Key", lambda uow: edit_code(uow, replace(code, key="")))
    qtbot.waitUntil(lambda: said.text().endswith("1 of the codebook; the code says the same now."))
    edited = replace(code, key="", rule="Code the turn")
    workspace.run("Rule", lambda uow: edit_code(uow, edited))
    qtbot.waitUntil(lambda: said.text().endswith("unit of the code changed in 3."))
    put_caret(window, "What changed")
    qtbot.waitUntil(lambda: not said.isVisible())
