"""Colours: code colours made legible on a light or a dark page."""

from collections.abc import Iterable
from functools import lru_cache

from PySide6.QtGui import QColor, QPalette

TEXT_CONTRAST = 4.5
LINE_CONTRAST = 3.0
"""WCAG's ratios for words and for lines that mean something."""

READING_COLOURS = ("#2f6ea8", "#c26a1c", "#7a4a9c", "#2b8a72")
"""Blue and orange: told apart with every common colour blindness. More than two are also told
apart by their hatch and their lane."""

SEARCH_COLOUR = "#f2b705"
_STEPS = 24


@lru_cache(maxsize=4096)
def luminance(rgb: int) -> float:
    """Relative luminance as WCAG defines it."""
    channels = [((rgb >> shift) & 255) / 255 for shift in (16, 8, 0)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: QColor, second: QColor) -> float:
    """Ratio between 1 and 21."""
    one, two = luminance(first.rgb() & 0xFFFFFF), luminance(second.rgb() & 0xFFFFFF)
    return (max(one, two) + 0.05) / (min(one, two) + 0.05)


def mixed(first: QColor, second: QColor, share: float) -> QColor:
    """``share`` of ``second`` in ``first``."""
    return QColor(
        round(first.red() + (second.red() - first.red()) * share),
        round(first.green() + (second.green() - first.green()) * share),
        round(first.blue() + (second.blue() - first.blue()) * share),
    )


def legible(colour: QColor, page: QColor, towards: QColor, ratio: float) -> QColor:
    """``colour``, moved ``towards`` the text's colour until it stands out from ``page``."""
    for step in range(_STEPS):
        moved = mixed(colour, towards, step / _STEPS)
        if contrast(moved, page) >= ratio:
            return moved
    return towards


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
        weak, strong = (0.14, 0.26) if self.is_dark else (0.08, 0.2)
        return self._ground(colour, weak), self._ground(colour, strong)

    def _ground(self, colour: QColor, share: float) -> QColor:
        """As much of ``colour`` as leaves both inks, of words and of muted ones, readable."""
        while share > 0.02:
            ground = mixed(self.page, colour, share)
            if min(contrast(self.text, ground), contrast(self.muted, ground)) >= TEXT_CONTRAST:
                return ground
            share -= 0.02
        return self.page
