"""Every entry of a menu has a letter of its own, as far as letters last."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from qcoder.gui.main_window import MainWindow
from qcoder.gui.menu_letters import with_letters

_TEXTS = st.lists(st.text(alphabet="ab c&éß1…", max_size=8), max_size=12)


def test_letters_that_are_marked_stay_with_the_first() -> None:
    assert with_letters(["&Larger text", "Line &length"]) == ["&Larger text", "L&ine length"]


def test_a_letter_that_begins_a_word_is_preferred() -> None:
    assert with_letters(["Who codes", "Without it"]) == ["&Who codes", "Without &it"]


def test_an_ampersand_that_is_meant_stays() -> None:
    assert with_letters(["Save && close"]) == ["&Save && close"]


def test_what_finds_no_letter_is_left_without() -> None:
    assert with_letters(["&a", "a", "…"]) == ["&a", "a", "…"]


def test_a_letter_is_given_up_for_one_that_has_no_other() -> None:
    assert with_letters(["ab", "a"]) == ["a&b", "&a"]


@given(_TEXTS)
def test_no_letter_is_given_twice_and_no_word_is_changed(texts: list[str]) -> None:
    marked = with_letters(texts)
    letters = [_letter(text) for text in marked]
    given = [letter for letter in letters if letter]
    assert len(given) == len(set(given))
    assert [_plain(text) for text in marked] == [_plain(text) for text in texts]
    assert with_letters(marked) == marked


def test_every_entry_of_an_open_menu_has_a_letter_of_its_own(window: MainWindow) -> None:
    for workplace in window.workplaces.titles:
        window.show_workplace(workplace)
        for title in window.menuBar().actions():
            menu = title.menu()
            if isinstance(menu, QMenu) and title.isVisible():
                _check(menu)


def _check(menu: QMenu) -> None:
    menu.aboutToShow.emit()
    entries = [e for e in menu.actions() if e.isVisible() and not e.isSeparator()]
    letters = [QKeySequence.mnemonic(entry.text()).toString() for entry in entries]
    assert all(letters), "\n".join(e.text() for e in entries)
    assert len(letters) == len(set(letters)), menu.title()
    for entry in entries:
        below = entry.menu()
        if isinstance(below, QMenu) and below.objectName() != "recentMenu":
            _check(below)


def _letter(text: str) -> str:
    return text.replace("&&", "\0").partition("&")[2][:1].casefold()


def _plain(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "")
