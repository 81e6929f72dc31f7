"""Every act has a key that German, French, Spanish and American keyboards have without AltGr."""

import sys
from itertools import combinations

import pytest
from PySide6.QtGui import QAction

from qcoder.gui.key_bindings import hear_together
from qcoder.gui.main_window import MainWindow
from qcoder.gui.system_keys import on_this_system

WITHOUT_ALTGR = {
    "American": "1234567890-=[]\\;',./`!@#$%^&*()_+{}|:\"<>?~",
    # Dead keys are no keys for shortcuts: ´ ` ^ ¨ are left out.
    "German": "1234567890ß+#,.-<!\"§$%&/()=?*'>;:_°",
    "French": "&é\"'(-è_çà)=^$ù*,;:!<1234567890°+£%µ?./§>",
    "Spanish": "1234567890'¡+ñç,.-<!\"·$%&/()=?¿*;:_>ªº",
}
"""Signs that are typed with one key, or with Shift and one key."""


def is_typed_on(layout: str, keys: str) -> bool:
    """Whether the last key of a sequence is a letter, has a name, or is a sign there."""
    key = "+" if keys.endswith("+") else keys.rpartition("+")[2]
    if len(key) > 1 or (key.isascii() and key.isalpha()):
        return True
    # A sign that needs Shift anyway cannot be told from itself with Shift.
    return key in WITHOUT_ALTGR[layout] and "Shift+" not in keys


def test_every_act_with_a_key_has_one_on_each_keyboard(window: MainWindow) -> None:
    for workplace in window.workplaces.titles:
        window.show_workplace(workplace)
        out_of_reach = [
            (workplace, layout, action.objectName(), keys)
            for _, action in window.desk.actions
            if action.isVisible() and (keys := texts(action))
            for layout in WITHOUT_ALTGR
            if not any(is_typed_on(layout, each) for each in keys)
        ]
        assert out_of_reach == []


@pytest.mark.skipif(sys.platform == "darwin", reason="Option and Command together are free there")
def test_no_sign_is_what_altgr_types_on_windows(window: MainWindow) -> None:
    keys = [each for _, action in window.desk.actions for each in texts(action)]
    assert [each for each in keys if "Ctrl+Alt" in each and len(each.split("+")[-1]) < 2] == []


def test_no_key_means_two_things_on_a_mac(window: MainWindow) -> None:
    for workplace in window.workplaces.titles:
        window.show_workplace(workplace)
        actions = [a for _, a in window.desk.actions if a.isVisible()]
        own = {a: set(on_this_system(texts(a), "darwin")) for a in actions if not is_a_move(a)}
        twice = [
            (workplace, one.objectName(), other.objectName())
            for one, other in combinations(own, 2)
            if own[one] & own[other] and hear_together(one, other)
        ]
        assert twice == []
        taken = [(a.objectName(), keys & TAKEN_ON_A_MAC) for a, keys in own.items()]
        assert [each for each in taken if each[1]] == []


TAKEN_ON_A_MAC = {
    *("Ctrl+H", "Ctrl+M", "Ctrl+,", "Ctrl+Space", "Ctrl+Tab"),
    *("Alt+Left", "Alt+Right", "Ctrl+Left", "Ctrl+Right", "Ctrl+Up", "Ctrl+Down"),
    *("Alt+Shift+Left", "Alt+Shift+Right", "Ctrl+Shift+Up", "Ctrl+Shift+Down"),
}
"""The system's own keys, and those that move or stretch a selection; Ctrl is Command."""


def is_a_move(action: QAction) -> bool:
    """Whether it moves the caret: Qt gives these the keys that the system has for it."""
    return action.objectName().startswith("caret")


def texts(action: QAction) -> list[str]:
    """The keys of an action as settings have them."""
    return [keys.toString() for keys in action.shortcuts()]


@pytest.mark.parametrize(
    ("keys", "on_a_mac"),
    [
        ("F6", ["F6", "Ctrl+Alt+6"]),
        ("Shift+F6", ["Shift+F6", "Ctrl+Alt+Shift+6"]),
        ("F11", ["Ctrl+Meta+F"]),
        ("Alt+Left", ["Ctrl+Alt+Left"]),
        ("Ctrl+F", ["Ctrl+F"]),
    ],
)
def test_a_mac_has_its_own_keys(keys: str, on_a_mac: list[str]) -> None:
    assert on_this_system([keys], "darwin") == on_a_mac
    assert on_this_system([keys], "win32") == [keys]
