"""What stands beside the text, piece by piece, so that only what changes is painted anew."""

from collections.abc import Hashable, Iterable
from typing import NamedTuple

from PySide6.QtCore import QRect
from PySide6.QtGui import QRegion


class Mark(NamedTuple):
    """One piece as it is on the screen; two that are equal show the same pixels.

    ``origin`` is the height from which it is drawn, so that a part of it can be told from
    another part; None where all parts look alike.
    """

    left: int
    top: int
    right: int
    bottom: int
    look: Hashable
    origin: int | None


def mark_of(box: QRect, look: Hashable) -> Mark:
    """A mark that fills ``box`` and is drawn from its upper edge."""
    left, top = box.left(), box.top()
    return Mark(left, top, left + box.width(), top + box.height(), look, top)


def changed(before: Iterable[Mark], now: Iterable[Mark], distance: int, height: int) -> QRegion:
    """What differs in a viewport whose content was just moved down by ``distance``.

    What the move uncovered is not among it.
    """
    kept = max(0, distance), min(height, height + distance)
    region = QRegion()
    for mark in _kept(before, distance, kept) ^ _kept(now, 0, kept):
        box = QRect(mark.left, mark.top, mark.right - mark.left, mark.bottom - mark.top)
        region += box
    return region


def _kept(marks: Iterable[Mark], distance: int, kept: tuple[int, int]) -> set[Mark]:
    """The marks so much further down, cut to what was kept."""
    upper, lower = kept
    return {
        Mark(left, max(top + distance, upper), right, min(bottom + distance, lower), look, start)
        for left, top, right, bottom, look, origin in marks
        if top + distance < lower and bottom + distance > upper
        for start in (None if origin is None else origin + distance,)
    }
