"""Names of codes in the margin: cut to its width, and arranged so that none hides another."""

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics

from qcoder.gui.transcript.columns import Columns
from qcoder.gui.transcript.painted import PaintedCoding
from qcoder.gui.transcript.typography import Typography

_LEAST_DIVIDED = 3
_BREAK = re.compile(r"\s+|(?<=[—–/-])")


class Stripe(NamedTuple):
    """One coding in the margin, cut a little beyond the viewport.

    ``origin`` is the height from which its pattern is counted. Plain numbers, because a
    rectangle of Qt's takes longer to ask than to compute with.
    """

    left: int
    top: int
    width: int
    height: int
    coding: PaintedCoding
    origin: int

    @property
    def box(self) -> QRect:
        """What it fills."""
        return QRect(self.left, self.top, self.width, self.height)


class Name(NamedTuple):
    """The name of a stripe's code, on one line or two."""

    left: int
    top: int
    width: int
    height: int
    lines: tuple[str, ...]
    coding: PaintedCoding

    @property
    def box(self) -> QRect:
        """What it fills."""
        return QRect(self.left, self.top, self.width, self.height)


def full_name(coding: PaintedCoding) -> str:
    """The code, and the coder where that is told."""
    return f"{coding.label} · {coding.coder_label}" if coding.coder_label else coding.label


def initials(name: str) -> str:
    """The first letter of each word of a coder's name."""
    return "".join(word[0] for word in name.split()).upper()


class Names:
    """Arranges names in one choice of fonts; what it measures it remembers."""

    def __init__(self, fonts: Typography) -> None:
        # As wide as when it is current, so that nothing moves when a coding becomes so.
        self._metrics = fonts.strong_metrics
        self.fonts = fonts
        self._cut: dict[tuple[str, int], tuple[tuple[str, ...], int]] = {}

    def arranged(self, stripes: Sequence[Stripe], columns: Columns, height: int) -> list[Name]:
        """A name for each stripe at its first line in view, in a viewport of that height.

        A name goes right of the others in its row, else into a row below: beside its
        stripe, or where the margin is empty until the next stripe begins. A stripe that
        finds no room has none.
        """
        fonts, room = self.fonts, columns.names_width
        if room <= 0:
            return []
        row_height = self._metrics.height()
        inset = max(0, fonts.baseline - fonts.label_metrics.ascent())
        rows = _Rows(columns.names, columns.names + room, row_height, fonts.step)
        names: list[Name] = []
        ordered = sorted((max(0, s.top), s.left, n) for n, s in enumerate(stripes))
        tops = [*sorted({top for top, _, _ in ordered}), height]
        for visible_top, _, number in ordered:
            stripe = stripes[number]
            lines, width = self._lines_of(stripe.coding, room)
            top = visible_top + inset
            last = min(stripe.top + stripe.height - 1, height)
            lowest = max(top, last - row_height) + 2 * row_height
            free = tops[bisect_right(tops, visible_top, hi=len(tops) - 1)]
            lowest = max(lowest, free - len(lines) * row_height)
            corner = rows.take(top, lowest, width, len(lines))
            if corner is not None:
                names.append(Name(*corner, width, row_height * len(lines), lines, stripe.coding))
        return names

    def _lines_of(self, coding: PaintedCoding, room: int) -> tuple[tuple[str, ...], int]:
        """The name as it is written in a column of that width, and its own width."""
        words = full_name(coding)
        found = self._cut.get((words, room))
        if found is None:
            lines = broken(words, self._metrics, room)
            if coding.coder_label and "".join(lines).endswith("…"):
                # Who it is by is said in any case.
                by = f" · {initials(coding.coder_label)}"
                left = room - self._metrics.horizontalAdvance(by)
                lines = broken(coding.label, self._metrics, max(0, left))
                lines = (*lines[:-1], lines[-1] + by)
            found = lines, max(self._metrics.horizontalAdvance(line) for line in lines)
            self._cut[words, room] = found
        return found


def broken(words: str, metrics: QFontMetrics, width: int) -> tuple[str, ...]:
    """The words on one line, or on the two that are most alike; cut where that is not enough.

    One long word is divided where the line ends.
    """
    if metrics.horizontalAdvance(words) <= width:
        return (words,)
    breaks = [match.span() for match in _BREAK.finditer(words) if match.start() > 0]
    pairs: list[tuple[str, ...]] = [(words[:a], words[b:]) for a, b in breaks if words[b:]]
    best = min(
        pairs or [_divided(words, metrics, width)],
        key=lambda lines: max(metrics.horizontalAdvance(x) for x in lines),
    )
    return tuple(metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in best)


def _divided(word: str, metrics: QFontMetrics, width: int) -> tuple[str, ...]:
    """With a hyphen after as many letters as fit; whole where only a letter or two would."""
    fitting = len(word) - _LEAST_DIVIDED
    while fitting >= _LEAST_DIVIDED and metrics.horizontalAdvance(f"{word[:fitting]}-") >= width:
        fitting -= 1
    return (f"{word[:fitting]}-", word[fitting:]) if fitting >= _LEAST_DIVIDED else (word,)


class _Rows:
    """Rows of names that are filled from the left and never overlap."""

    def __init__(self, left: int, right: int, height: int, gap: int) -> None:
        self._left, self._right = left, right
        self._height, self._gap = height, gap
        self._rows: dict[int, int] = {}
        self._tops: list[int] = []

    def take(self, top: int, lowest: int, width: int, lines: int) -> tuple[int, int] | None:
        """Left and top of room for a name at ``top`` or below it, as far as ``lowest``."""
        while top <= lowest:
            first = bisect_right(self._tops, top - self._height)
            last = bisect_left(self._tops, top + lines * self._height)
            if first == last:
                return self._place(self._left, top, width, lines)
            row = self._tops[first]
            if lines == 1 and self._rows[row] + width <= self._right:
                return self._place(self._rows[row], row, width, lines)
            top = self._tops[last - 1] + self._height
        return None

    def _place(self, left: int, top: int, width: int, lines: int) -> tuple[int, int]:
        for row in range(top, top + lines * self._height, self._height):
            if row not in self._rows:
                insort(self._tops, row)
            self._rows[row] = left + width + self._gap
        return left, top
