"""F6 goes round the panes of a workplace, from wherever the focus is, and stops nowhere."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QToolButton, QWidget

from qcoder.gui.main_window import MainWindow
from qcoder.services.prepare.assignments import assign
from tests.windows import code_workplace, press, put_caret, select, view_of


def focused() -> QWidget:
    """Where the focus is."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def rounds(window: MainWindow, held: str) -> Iterator[str]:
    """What has the focus after each F6, until one is back at the first."""
    press(window, Qt.Key.Key_F6, held=held)
    first = focused()
    yield first.objectName()
    for _ in range(20):
        press(window, Qt.Key.Key_F6, held=held)
        if focused() is first:
            return
        yield focused().objectName()
    raise AssertionError("F6 does not come round")


def assert_tab_goes_on(window: MainWindow) -> None:
    """From the rail through the page, to the end or to the words, where Tab is for codings."""
    window.rail.buttons["prepare"].setFocus()
    for _ in range(40):
        before = focused()
        press(window, Qt.Key.Key_Tab)
        assert focused() is not before, focused().objectName()
        if focused().objectName() in ("whoAmI", "transcriptView"):
            return
    raise AssertionError("Tab does not come to an end")


@pytest.mark.parametrize("workplace", ["prepare", "code", "reconcile", "report"])
def test_f6_comes_round_in_both_directions_and_tab_goes_on(
    window: MainWindow, workplace: str
) -> None:
    window.show_workplace(workplace)
    onwards = list(rounds(window, ""))
    backwards = list(rounds(window, "Shift"))
    assert sorted(onwards) == sorted(backwards)
    assert len(onwards) > 1 or workplace == "reconcile"  # nobody has sealed
    assert_tab_goes_on(window)


def test_the_next_transcript_is_the_next_that_the_workplace_can_show(window: MainWindow) -> None:
    bench = window.desk.workbench
    first, second, third = bench.workspace.read(lambda uow: uow.transcripts.headers())
    coders = [coder.id for coder in bench.workspace.read(lambda uow: uow.coders.all())]
    bench.workspace.run("Assign", lambda uow: assign(uow, third.id, coders))
    window.show_workplace("reconcile")
    seen = []
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
        press(window, key, held="Ctrl")
        seen.append(bench.transcript)
    window.show_workplace("code")
    press(window, Qt.Key.Key_PageDown, held="Ctrl")
    assert [*seen, bench.transcript] == [third.id, first.id, second.id]


def test_who_is_at_work_changes_by_keys(window: MainWindow) -> None:
    bench = window.desk.workbench
    press(window, "i", held="Ctrl+Shift")
    offered = QApplication.activePopupWidget()
    assert offered is not None
    QTest.keyClick(offered, Qt.Key.Key_Down)
    QTest.keyClick(offered, Qt.Key.Key_Down)
    QTest.keyClick(offered, Qt.Key.Key_Return)
    coders = bench.workspace.read(lambda uow: uow.coders.all())
    assert next(coder.name for coder in coders if coder.id == bench.coder) == "Ben"


def test_f6_goes_on_from_a_part_of_a_panel(window: MainWindow) -> None:
    workplace = code_workplace(window)
    workplace.codebook.filter.setFocus()
    press(window, Qt.Key.Key_F6, held="Shift")
    assert view_of(window).hasFocus()


def test_f6_reaches_what_is_searched_and_the_memos(window: MainWindow) -> None:
    view_of(window)
    press(window, "m", held="Ctrl+Shift")
    press(window, "f", held="Ctrl")
    reached = set(rounds(window, ""))
    assert {"findField", "memoHere", "transcriptView", "transcriptList"} <= reached


@pytest.mark.parametrize("panel", ["transcripts", "outline", "codebook", "memos", "here"])
def test_escape_goes_back_to_the_words_from_a_panel(window: MainWindow, panel: str) -> None:
    select(window, "four minutes")
    press(window, "t", held="Shift")
    press(window, "m", held="Ctrl+Shift")
    meant = getattr(code_workplace(window), panel)
    if panel == "codebook":
        meant.reveal()
    meant.setFocus()
    assert not code_workplace(window).page.view.hasFocus()
    press(window, Qt.Key.Key_Escape)
    assert code_workplace(window).page.view.hasFocus()


def test_a_memo_goes_on_at_its_end(window: MainWindow) -> None:
    select(window, "four minutes")
    press(window, "t", held="Shift")
    press(window, Qt.Key.Key_F2)
    press(window, *"one")
    press(window, Qt.Key.Key_Escape)
    put_caret(window, "the whole chart")
    put_caret(window, "four minutes")
    press(window, Qt.Key.Key_F2)
    press(window, *" two")
    assert code_workplace(window).here.memo.toPlainText() == "one two"


def test_a_choice_is_read_out_with_what_it_is_about(window: MainWindow) -> None:
    boxes = window.findChildren(QComboBox)
    assert boxes
    assert all(box.accessibleName() == box.accessibleDescription() != "" for box in boxes)
    assert all(box.view().accessibleName() for box in boxes)


def test_the_window_is_read_out_by_what_is_open(window: MainWindow) -> None:
    assert window.accessibleName() == "study · FG1"
    window.desk.actions.named("closeProject").trigger()
    assert window.accessibleName() == "qcoder"


def test_a_button_of_an_act_tells_its_key_also_when_that_is_another(window: MainWindow) -> None:
    button = window.findChild(QToolButton, "recodeHere")
    assert button is not None
    assert button.accessibleDescription() == "Ctrl+R"
    window.desk.actions.named("recode").setShortcut("Ctrl+7")
    assert button.accessibleDescription() == "Ctrl+7"


def test_the_rail_is_read_out_as_one_of_several_with_its_key(window: MainWindow) -> None:
    button = window.rail.buttons["code"]
    assert button.autoExclusive()
    assert button.accessibleDescription() == "Ctrl+2"
    assert button.toolTip().endswith("(Ctrl+2)")
