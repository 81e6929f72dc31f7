"""Heads of the lanes of readings: numbers over them, or names, which want more room."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics


class Head(NamedTuple):
    """What stands over a lane whose middle is at ``middle``, in its ink."""

    middle: int
    name: str
    ink: QColor


class PlacedHead(NamedTuple):
    """A head where it is drawn, cut where it had no room."""

    box: QRect
    name: str
    ink: QColor


def placed(
    heads: Sequence[Head], metrics: QFontMetrics, top: int, sides: tuple[int, int]
) -> list[PlacedHead]:
    """Each over its lane, or where they would touch, side by side in the order of the lanes.

    ``sides`` are where they may begin and must have ended.
    """
    gap = metrics.horizontalAdvance("n")
    least, end = sides
    ordered = sorted(heads, key=lambda head: head.middle)
    most = (end - least - gap * len(ordered)) // len(ordered)
    names = [metrics.elidedText(h.name, Qt.TextElideMode.ElideRight, most) for h in ordered]
    widths = [metrics.horizontalAdvance(name) for name in names]
    lefts = [head.middle - width // 2 for head, width in zip(ordered, widths, strict=True)]
    if any(lefts[n] + widths[n] + gap > lefts[n + 1] for n in range(len(ordered) - 1)):
        whole = sum(widths) + gap * (len(ordered) - 1)
        left = (ordered[0].middle + ordered[-1].middle - whole) // 2
        left = max(least, min(left, end - whole - gap))
        lefts = [left + sum(widths[:n]) + gap * n for n in range(len(ordered))]
    return [
        PlacedHead(QRect(left, top, width, metrics.height()), name, head.ink)
        for left, width, name, head in zip(lefts, widths, names, ordered, strict=True)
    ]
