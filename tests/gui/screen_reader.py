"""A screen reader to try the window with by hand: prints what it hears and finds.

No test: it needs a screen, a session bus and at-spi2-core, and a busy machine makes it wait.
CONTRIBUTING.md has the commands.
``tests/gui/transcript/test_accessible.py`` holds what a reader is told.

Speaks AT-SPI with the bus itself, as Orca does by its library. Qt's D-Bus module hears events
but cannot take structures apart from Python, so the tree is asked for by ``gdbus``.
"""

import ast
import os
import re
import subprocess
import sys
from typing import Any, cast

from PySide6.QtCore import SLOT, QCoreApplication, QObject, QTimer, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage

_ACCESSIBLE = "org.a11y.atspi.Accessible"
_TEXT = "org.a11y.atspi.Text"
_REGISTRY = "org.a11y.atspi.Registry"

Place = tuple[str, str]
"""Bus name and object path of one accessible thing."""


class ScreenReader(QObject):
    """Listens to everything that is announced on the accessibility bus of a session."""

    def __init__(self, session: str) -> None:
        super().__init__()
        self.heard: list[tuple[Place, str]] = []
        """What each announcement was about, and its words."""
        self._bus = QDBusConnection.connectToBus(_bus_of(session), "screen reader")
        self._address = _bus_of(session)
        assert self._bus.isConnected()
        self._ask((_REGISTRY, "/org/a11y/atspi/registry"), _REGISTRY, "RegisterEvent", _EVENT)
        events = "org.a11y.atspi.Event.Object"
        assert self._bus.connect("", "", events, "Announcement", self, _HEAR)

    @Slot(QDBusMessage)
    def hear(self, message: QDBusMessage) -> None:
        """Something was announced."""
        place = message.service(), message.path()
        self.heard.append((place, message.arguments()[3].variant()))

    def below(self, place: Place) -> list[Place]:
        """What is below it."""
        told = self._gdbus(place, f"{_ACCESSIBLE}.GetChildren")
        return [] if told is None else list(told[0])

    def role(self, place: Place) -> str:
        """What it is."""
        return str(self._ask(place, _ACCESSIBLE, "GetRoleName"))

    def name(self, place: Place) -> str:
        """What it is called."""
        return str(self._property(place, _ACCESSIBLE, "Name"))

    def caret(self, place: Place) -> int:
        """Where the caret is in its text."""
        return int(str(self._property(place, _TEXT, "CaretOffset")))

    def text(self, place: Place, start: int, end: int) -> str:
        """Some characters of its text."""
        return str(self._ask(place, _TEXT, "GetText", start, end))

    def word_at(self, place: Place, offset: int) -> str:
        """The word at a place of its text."""
        told = self._gdbus(place, f"{_TEXT}.GetStringAtOffset", str(offset), "1")
        return "" if told is None else told[0]

    def box_of_character(self, place: Place, offset: int) -> tuple[int, int, int, int]:
        """Left, top, width and height on the screen."""
        told = self._gdbus(place, f"{_TEXT}.GetCharacterExtents", str(offset), "0")
        return told or (0, 0, 0, 0)

    def _property(self, place: Place, interface: str, name: str) -> object:
        told = self._ask(place, "org.freedesktop.DBus.Properties", "Get", interface, name)
        return getattr(told, "variant", lambda: told)()

    def _ask(self, place: Place, interface: str, member: str, *arguments: object) -> object:
        call = QDBusMessage.createMethodCall(*place, interface, member)
        call.setArguments(list(arguments))
        told = self._bus.call(call).arguments()
        return told[0] if told else None

    def _gdbus(self, place: Place, method: str, *arguments: str) -> tuple[Any, ...] | None:
        name, path = place
        target = ["--dest", name, "--object-path", path, "--method", method]
        command = ["gdbus", "call", "--address", self._address, *target, *arguments]
        told = subprocess.run(command, capture_output=True, text=True, check=False)
        return _value_of(told.stdout) if told.returncode == 0 else None


_EVENT = "object:announcement"
# PySide's stub of SLOT says str where bytes are asked for and given.
_HEAR = cast("bytes", SLOT("hear(QDBusMessage)"))


def _value_of(printed: str) -> tuple[Any, ...]:
    """GVariant's text form, which is Python's but for the names of types."""
    value: tuple[Any, ...] = ast.literal_eval(
        re.sub(r"(?:@\S+|\b(?:objectpath|u?int(?:16|32|64))) ", "", printed)
    )
    return value


def _bus_of(session: str) -> str:
    """The address of the accessibility bus, which that question starts."""
    bus = QDBusConnection.connectToBus(session, "session")
    path = "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress"
    return str(bus.call(QDBusMessage.createMethodCall(*path)).arguments()[0])


def main() -> None:
    """Print what is announced until interrupted, and the paragraphs that it is about."""
    application = QCoreApplication([])
    reader = ScreenReader(os.environ["DBUS_SESSION_BUS_ADDRESS"])
    told = QTimer(interval=500)

    def tell() -> None:
        heard, reader.heard = reader.heard, []
        for _, sentence in heard:
            sys.stdout.write(f"heard: {sentence}\n")
        places = dict.fromkeys(place for place, _ in heard)
        for document in (p for p in places if reader.role(p).startswith("document")):
            for place in reader.below(document):
                sys.stdout.write(f"   {reader.name(place)}\n")
        sys.stdout.flush()

    told.timeout.connect(tell)
    told.start()
    application.exec()


if __name__ == "__main__":
    main()
