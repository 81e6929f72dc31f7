"""Keys as macOS has them: there F-keys need Fn, and some keys belong to the system."""

import sys
from collections.abc import Sequence

_MAC = "darwin"
# In Qt's words: Ctrl is Command there, Alt is Option, Meta is Control.
_TAKEN_ON_MAC = {
    "Alt+Left": "Ctrl+Alt+Left",
    "Alt+Right": "Ctrl+Alt+Right",
    "Alt+Shift+Left": "Ctrl+Alt+Shift+Left",
    "Alt+Shift+Right": "Ctrl+Alt+Shift+Right",
    "Ctrl+Up": "Ctrl+Alt+Up",
    "Ctrl+Down": "Ctrl+Alt+Down",
    "Ctrl+Shift+Up": "Ctrl+Alt+Shift+Up",
    "Ctrl+Shift+Down": "Ctrl+Alt+Shift+Down",
    "Ctrl+H": "Ctrl+Alt+Y",
    "Ctrl+M": "Ctrl+Alt+G",
    "Ctrl+,": "Ctrl+Alt+,",
    "Ctrl+Space": "Alt+Space",
    "F11": "Ctrl+Meta+F",
    "F12": "Ctrl+Alt+0",
}
"""Moving the caret by word or to the ends, hiding, minimizing, preferences, full screen."""


def on_this_system(keys: Sequence[str], system: str = sys.platform) -> list[str]:
    """These keys, or on macOS others for those it takes, and besides each F-key one without Fn."""
    if system != _MAC:
        return list(keys)
    own = [_TAKEN_ON_MAC.get(each, each) for each in keys]
    return list(dict.fromkeys([*own, *filter(None, map(_without_fn, own))]))


def _without_fn(keys: str) -> str:
    """The digit with Option and Command for an F-key from 1 to 9; empty for other keys."""
    held, _, key = keys.rpartition("+")
    if len(key) != 2 or key[0] != "F" or not key[1].isdigit() or "Ctrl" in held:
        return ""
    return f"Ctrl+Alt+{held}+{key[1]}" if held else f"Ctrl+Alt+{key[1]}"
