"""The codings at the caret, in their panel and in the menu at the words."""

from PySide6.QtCore import Qt

from qcoder.gui.code.context_menu import ContextMenu
from qcoder.gui.code.workplace import CodeWorkplace
from qcoder.gui.main_window import MainWindow
from tests.gui.code.panels_seen import click, rows_of
from tests.windows import coded, press, put_caret, select

CHART = "the whole chart"


def test_here_lists_the_codings_at_the_caret_innermost_first(
    window: MainWindow, workplace: CodeWorkplace
) -> None:
    select(window, "I had read the whole chart before")
    press(window, "h", held="Shift")
    select(window, CHART)
    press(window, "t", held="Shift")
    put_caret(window, "whole chart")
    assert [row.words for row in rows_of(workplace.here.list)] == ["Time", "Humanity"]
    assert workplace.page.view.current_coding == workplace.here.list.current()


def test_tab_goes_from_one_coding_here_to_the_next(
    window: MainWindow, workplace: CodeWorkplace
) -> None:
    select(window, CHART)
    press(window, "t", "h")
    put_caret(window, "whole chart")
    first = workplace.at_hand.current
    press(window, Qt.Key.Key_Tab)
    assert workplace.at_hand.current != first
    press(window, Qt.Key.Key_Tab)
    assert workplace.at_hand.current == first


def test_here_tells_rule_and_definition_of_the_coding_at_hand(
    window: MainWindow, workplace: CodeWorkplace
) -> None:
    select(window, CHART)
    press(window, "t")
    assert workplace.here.rule.text().startswith("Code entire story")
    assert workplace.here.definition.text()


def test_a_coding_that_breaks_its_rule_is_put_right_with_one_button(
    window: MainWindow, workplace: CodeWorkplace
) -> None:
    select(window, CHART)
    press(window, "t", held="Shift")
    assert "asks for the whole story" in workplace.here.broken.text()
    click(window, "correctCoding")
    (words,) = [words for _, words in coded(window, "Ada")]
    assert words.startswith("I had read")
    workplace.here.catch_up()
    assert not workplace.here.broken.isVisible()


def test_a_clicked_stripe_is_the_coding_at_hand(
    window: MainWindow, workplace: CodeWorkplace
) -> None:
    select(window, CHART)
    press(window, "t")
    select(window, "four minutes")
    workplace.page.view.coding_clicked.emit(next(iter(workplace.page.codings)))
    current = workplace.at_hand.current
    assert current is not None
    press(window, Qt.Key.Key_Delete)
    assert coded(window, "Ada") == []


def test_with_words_selected_delete_removes_nothing_that_was_not_chosen(
    window: MainWindow, workplace: CodeWorkplace
) -> None:
    select(window, CHART)
    press(window, "t")
    put_caret(window, "four minutes")
    select(window, "had read the whole chart before")
    press(window, Qt.Key.Key_Delete)
    assert len(coded(window, "Ada")) == 1


def test_the_menu_at_the_words_offers_what_is_coded_there(
    window: MainWindow, workplace: CodeWorkplace
) -> None:
    select(window, CHART)
    press(window, "t", "h")
    menu = workplace.findChild(ContextMenu)
    assert menu is not None
    texts = [action.text() for action in menu.menu().actions()]
    assert texts[:2] == ["Time", "Humanity"]
    assert "&Remove" in texts
