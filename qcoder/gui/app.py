"""Starts the window."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication

from qcoder.gui.appearance import Appearance
from qcoder.gui.main_window import MainWindow

# Platforms of Qt that draw somewhere else than on a screen.
_SCREENLESS = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")

# Windows belong to nobody: without this they would be collected while shown.
_windows: list[MainWindow] = []


def has_screen() -> bool:
    """Whether a window can be opened: on Linux, a display or a platform that needs none."""
    if not sys.platform.startswith("linux"):
        return True
    if os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in _SCREENLESS:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_window(target: str | Path | None = None) -> MainWindow:
    """The main window, shown, with the project ``target`` open; the start page without one.

    A project that cannot be opened leaves the start page with the reason over it. Makes the
    application where there is none; the caller runs its event loop.
    """
    window = show_window(target)
    with Appearance.of(_application(), QSettings()).put_off():
        window.settle()
    return window


def show_window(target: str | Path | None = None) -> MainWindow:
    """The main window, shown, and about to open the project ``target`` once it was painted.

    It says ``settled`` when that is done.
    """
    # First: without the application's name its settings could neither be found nor stored.
    application = _application()
    settings = QSettings()
    appearance = Appearance.of(application, settings)
    with appearance.put_off():
        window = MainWindow(appearance, settings, target)
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    _windows.append(window)
    window.destroyed.connect(lambda: _forget(window))
    window.show()
    return window


def run(target: str | Path | None = None) -> int:
    """Open the window and stay until it is closed; the exit code of the application."""
    window = show_window(target)
    _catch_bugs(window)
    return QApplication.exec()


def _application() -> QApplication:
    application = QApplication.instance() or QApplication(_arguments())
    assert isinstance(application, QApplication)
    application.setApplicationName("qcoder")
    application.setApplicationDisplayName("qcoder")
    application.setOrganizationName("qcoder")
    application.setDesktopFileName("qcoder")
    return application


def _arguments() -> list[str]:
    """The name of the program, and its style.

    Of the native styles only that of macOS follows a palette and the dark theme. Set later, a
    style would become an object of Python's, with hundreds of names that nobody uses.
    """
    return [*sys.argv[:1], *([] if sys.platform == "darwin" else ["-style", "fusion"])]


def _forget(window: MainWindow) -> None:
    if window in _windows:
        _windows.remove(window)


def _catch_bugs(window: MainWindow) -> None:
    """Show what nobody caught; the console gets it as well."""

    def show(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        sys.__excepthook__(kind, error, trace)
        if issubclass(kind, Exception):
            window.desk.interaction.report_bug(error)

    sys.excepthook = show
