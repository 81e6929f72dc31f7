"""How the window looks: light or dark as the system has it, one accent, a calm palette."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from string import Template

from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from qcoder.gui.parts.collecting import collecting_held_back
from qcoder.gui.resources import ICONS, resource_text

_SETTING = "appearance/theme"
_NAME = "appearance"

# Window, page, words, muted words, lines, accent, words on it, the accent's tint.
_LIGHT = ("#f7f8f9", "#ffffff", "#1e2730", "#5f6b76", "#dce1e5", "#14598f", "#ffffff", "#e4edf5")
_DARK = ("#1d2125", "#17191c", "#e4e7ea", "#9aa5af", "#363d44", "#6cb1e8", "#0e1114", "#243646")
_WARNING = {"light": ("#fdf3e1", "#6b4300"), "dark": ("#3a2e18", "#f3cf8d")}

Roles = QPalette.ColorRole


class Theme(StrEnum):
    """What was chosen in the View menu."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Appearance(QObject):
    """Gives the application its palette and style sheet, and follows the system.

    Signals:
        changed: colours are others now; whoever has derived some derives them anew.
    """

    changed = Signal()

    def __init__(self, application: QApplication, settings: QSettings) -> None:
        super().__init__(application)
        self._application = application
        self._settings = settings
        self.setObjectName(_NAME)
        application.styleHints().colorSchemeChanged.connect(self.apply)

    @classmethod
    def of(cls, application: QApplication, settings: QSettings) -> "Appearance":
        """The one of the application, whatever the number of windows."""
        # By name: to tell by type, PySide would make the classes of all that the application has.
        found = application.findChild(cls, _NAME)
        return found if isinstance(found, cls) else cls(application, settings)

    @property
    def theme(self) -> Theme:
        """The theme that was chosen; the system's at first."""
        return Theme(str(self._settings.value(_SETTING, Theme.SYSTEM.value)))

    def choose(self, theme: Theme) -> None:
        """Use that theme from now on."""
        self._settings.setValue(_SETTING, theme.value)
        self.apply()

    @property
    def is_dark(self) -> bool:
        """Whether words are light on a dark page."""
        if self.theme is Theme.SYSTEM:
            scheme = self._application.styleHints().colorScheme()
            return scheme is Qt.ColorScheme.Dark
        return self.theme is Theme.DARK

    def apply(self) -> None:
        """Colour the window anew."""
        palette = palette_of(_DARK if self.is_dark else _LIGHT)
        with collecting_held_back():
            self._application.setPalette(palette)
            self._application.setStyleSheet(style_sheet(palette, self.is_dark))
        self.changed.emit()

    @contextmanager
    def put_off(self) -> Iterator[None]:
        """Without a style sheet while many widgets are made, and coloured at the end.

        Qt works it out anew for every widget that is put into another one.
        """
        with collecting_held_back():
            self._application.setStyleSheet("")
        try:
            yield
        finally:
            self.apply()


def palette_of(colours: tuple[str, ...]) -> QPalette:
    """A palette in which every role is one of eight colours."""
    window, page, words, muted, line, accent, on_accent, tint = map(QColor, colours)
    palette = QPalette()
    for colour, roles in (
        (window, (Roles.Window, Roles.Button, Roles.Light, Roles.Midlight)),
        (page, (Roles.Base, Roles.ToolTipBase)),
        (words, (Roles.WindowText, Roles.Text, Roles.ButtonText, Roles.ToolTipText)),
        (muted, (Roles.PlaceholderText, Roles.Shadow)),
        (line, (Roles.Mid, Roles.Dark)),
        (accent, (Roles.Highlight, Roles.Link, Roles.LinkVisited, Roles.Accent)),
        (on_accent, (Roles.HighlightedText, Roles.BrightText)),
        (tint, (Roles.AlternateBase,)),
    ):
        for role in roles:
            palette.setColor(role, colour)
    for role in (Roles.WindowText, Roles.Text, Roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, muted)
    return palette


def style_sheet(palette: QPalette, is_dark: bool) -> str:
    """What a palette cannot say: where lines, tints and room are."""
    warning, on_warning = _WARNING["dark" if is_dark else "light"]
    return Template(resource_text("window.qss")).substitute(
        window=palette.color(Roles.Window).name(),
        page=palette.color(Roles.Base).name(),
        words=palette.color(Roles.Text).name(),
        muted=palette.color(Roles.PlaceholderText).name(),
        line=palette.color(Roles.Mid).name(),
        accent=palette.color(Roles.Highlight).name(),
        on_accent=palette.color(Roles.HighlightedText).name(),
        tint=palette.color(Roles.AlternateBase).name(),
        warning=warning,
        on_warning=on_warning,
        icons=ICONS,
    )
