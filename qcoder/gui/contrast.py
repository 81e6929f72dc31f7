"""Whether a colour can be told from what it stands on, and what can be done about it."""

from functools import lru_cache

from PySide6.QtGui import QColor

TEXT_CONTRAST = 4.5
LINE_CONTRAST = 3.0
"""WCAG's ratios for words and for lines that mean something."""

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
