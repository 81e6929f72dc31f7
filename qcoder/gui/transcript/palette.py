"""Colours: code colours made legible on a light or a dark page."""

from collections.abc import Iterable

from PySide6.QtGui import QColor, QPalette

from qcoder.gui.contrast import (
    LINE_CONTRAST,
    TEXT_CONTRAST,
    contrast,
    legible,
    luminance,
    mixed,
)

READING_COLOURS = ("#2f6ea8", "#c26a1c", "#5fa58e", "#7c2802", "#948dc3", "#a8935a")
"""Blue, orange and then hues of other lightnesses, told apart with every common colour blindness
(decision 9). Readings are also told apart by number, lane and hatch."""

SEARCH_COLOUR = "#f2b705"


def average(colours: Iterable[QColor]) -> QColor:
    """The mean, channel by channel."""
    several = list(colours)
    return QColor(
        sum(c.red() for c in several) // len(several),
        sum(c.green() for c in several) // len(several),
        sum(c.blue() for c in several) // len(several),
    )


def _source_of(palette: QPalette) -> tuple[int, int, int]:
    role = QPalette.ColorRole
    return (
        palette.color(role.Base).rgb(),
        palette.color(role.Text).rgb(),
        palette.color(role.Highlight).rgb(),
    )


class Tints:
    """Every colour the page needs, derived from a palette. Made anew when that changes."""

    def __init__(self, palette: QPalette) -> None:
        self._source = _source_of(palette)
        self.page = palette.color(QPalette.ColorRole.Base)
        self.text = palette.color(QPalette.ColorRole.Text)
        self.is_dark = luminance(self.page.rgb() & 0xFFFFFF) < 0.2
        # Muted words must stay readable on a band as well, so they keep some to spare.
        self.muted = legible(mixed(self.page, self.text, 0.5), self.page, self.text, 5.6)
        self.faint = legible(mixed(self.page, self.text, 0.4), self.page, self.text, 4.5)
        self.ghost = mixed(self.page, self.text, 0.34)
        accent = palette.color(QPalette.ColorRole.Highlight)
        self.selection = self._ground(accent, 0.45 if self.is_dark else 0.34)
        self.selection_edge = legible(accent, self.page, self.text, LINE_CONTRAST)
        self.search = self._ground(QColor(SEARCH_COLOUR), 0.34 if self.is_dark else 0.5)
        self.search_line = legible(QColor(SEARCH_COLOUR), self.page, self.text, LINE_CONTRAST)
        self.found = self._ground(QColor(SEARCH_COLOUR), 0.5 if self.is_dark else 0.85)
        self.consensus = mixed(self.page, self.text, 0.8)
        self.shared = self._ground(self.text, 0.11)
        self._bands: dict[tuple[str, ...], QColor] = {}
        self._lines: dict[str, QColor] = {}
        self._inks: dict[str, QColor] = {}

    def fits(self, palette: QPalette) -> bool:
        """Whether these are the colours for that palette."""
        return self._source == _source_of(palette)

    def band(self, colours: tuple[str, ...]) -> QColor:
        """The opaque ground under words that all these codes cover."""
        found = self._bands.get(colours)
        if found is None:
            share = 0.24 if self.is_dark else 0.16
            share += 0.03 * min(len(colours) - 1, 4)
            found = self._ground(average(QColor(c) for c in colours), share)
            self._bands[colours] = found
        return found

    def line(self, colour: str) -> QColor:
        """A code's colour for lines and stripes."""
        if colour not in self._lines:
            self._lines[colour] = legible(QColor(colour), self.page, self.text, LINE_CONTRAST)
        return self._lines[colour]

    def ink(self, colour: str) -> QColor:
        """A code's colour for its name."""
        if colour not in self._inks:
            self._inks[colour] = legible(QColor(colour), self.page, self.text, TEXT_CONTRAST)
        return self._inks[colour]

    def reading_ground(self, colour: QColor) -> tuple[QColor, QColor]:
        """Ground and stripe of a hatched tint."""
        weak, strong = (0.08, 0.26) if self.is_dark else (0.08, 0.2)
        return self._ground(colour, weak), self._ground(colour, strong)

    def _ground(self, colour: QColor, share: float) -> QColor:
        """As much of ``colour`` as leaves both inks, of words and of muted ones, readable."""
        while share > 0.02:
            ground = mixed(self.page, colour, share)
            if min(contrast(self.text, ground), contrast(self.muted, ground)) >= TEXT_CONTRAST:
                return ground
            share -= 0.02
        return self.page
