"""How high each unit will be, estimated for all of them at once from widths of characters."""

import unicodedata

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QFont, QRawFont

from qcoder.gui.transcript.shown_text import ShownText

_MEASURED_AT = 100
# Lines end at words, so they are a little shorter than the page is wide.
_RAGGED = 1.015


class Advances:
    """Width of every character of one transcript in one font, summed up for each unit.

    Measured once at a large size and scaled: zooming costs a multiplication.
    """

    def __init__(self, shown: ShownText, font: QFont) -> None:
        self._size = QFont(font).pixelSize()
        table = _advance_table(shown.points, font)
        widths = np.append(table[shown.points], np.float32(0))
        bounds = np.column_stack((shown.start_array, shown.end_array)).ravel()
        sums = np.add.reduceat(widths, bounds)[::2] if len(bounds) else np.zeros(0)
        self._ems: NDArray[np.float64] = sums.astype(np.float64) / _MEASURED_AT

    def lines(self, pixel_size: float, width: int) -> NDArray[np.int64]:
        """How many lines each unit takes, about."""
        rows = np.ceil(self._ems * (pixel_size * _RAGGED / max(1, width)))
        return np.maximum(rows, 1).astype(np.int64)


def _advance_table(points: NDArray[np.uint32], font: QFont) -> NDArray[np.float32]:
    """Advance at :data:`_MEASURED_AT` pixels by code point, for those that occur."""
    counts = np.bincount(points, minlength=1)
    table = np.zeros(len(counts), dtype=np.float32)
    large = QFont(font)
    large.setPixelSize(_MEASURED_AT)
    raw = QRawFont.fromFont(large)
    for point in np.flatnonzero(counts).tolist():
        table[point] = _advance(raw, chr(point))
    return table


def _advance(raw: QRawFont, character: str) -> float:
    if unicodedata.category(character) in ("Mn", "Cf", "Cc"):
        return 0.0
    if "\ud800" <= character <= "\udfff":
        return 0.0
    glyphs = raw.glyphIndexesForString(character)
    if glyphs and glyphs[0]:
        return raw.advancesForGlyphIndexes(glyphs[:1])[0].x()
    # Another font will step in: full width for East Asian letters and emoji, else about half.
    wide = unicodedata.east_asian_width(character) in "WF"
    return _MEASURED_AT * (1.0 if wide else 0.55)
