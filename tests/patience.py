"""How long tests wait for what comes by itself: as long as it takes a machine that is busy.

Who waits for what has come already waits no longer for it; only a test that fails does.
"""

from pytestqt.qtbot import QtBot

_MILLISECONDS = 60_000

for _wait in (
    QtBot.waitUntil,
    QtBot.waitSignal,
    QtBot.waitSignals,
    QtBot.waitActive,
    QtBot.waitExposed,
):
    # pytest-qt has no setting for it; it waits for five seconds.
    _defaults = _wait.__kwdefaults__
    assert _defaults is not None
    assert "timeout" in _defaults
    _defaults["timeout"] = _MILLISECONDS
