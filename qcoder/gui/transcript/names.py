"""Names of codes in the margin: cut to its width, and arranged so that none hides another."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics

from qcoder.gui.transcript.columns import Columns
from qcoder.gui.transcript.painted import PaintedCoding
from qcoder.gui.transcript.typography import Typography

_BREAK = re.compile(r"\s+|(?<=[—–/-])")


class Stripe(NamedTuple):
    """One coding in the margin; ``box`` is cut a little beyond the viewport."""

    box: QRect
    coding: PaintedCoding


class Name(NamedTuple):
    """The name of a stripe's code, on one line or two."""

    box: QRect
    lines: tuple[str, ...]
    coding: PaintedCoding


def full_name(coding: PaintedCoding) -> str:
    """The code, and the coder where that is told."""
    return f"{coding.label} · {coding.coder_label}" if coding.coder_label else coding.label


def initials(name: str) -> str:
    """The first letter of each word of a coder's name."""
    return "".join(word[0] for word in name.split()).upper()


class Names:
    """Arranges names for one look of the margin; what it measures it remembers."""

    def __init__(self, fonts: Typography, columns: Columns) -> None:
        # As wide as when it is current, so that nothing moves when a coding becomes so.
        self._metrics = fonts.strong_metrics
        self._fonts = fonts
        self._columns = columns
        self._cut: dict[str, tuple[tuple[str, ...], int]] = {}

    def fits(self, fonts: Typography, columns: Columns) -> bool:
        """Whether it was made for that look."""
        return fonts is self._fonts and columns == self._columns

    def arranged(self, stripes: Sequence[Stripe], height: int) -> list[Name]:
        """A name for each stripe at its first line in view, in a viewport of that height.

        A name goes right of the others in its row, else into a row below: beside its
        stripe, or where the margin is empty until the next stripe begins. A stripe that
        finds no room has none.
        """
        columns, fonts = self._columns, self._fonts
        if columns.names_width <= 0:
            return []
        row_height = self._metrics.height()
        inset = max(0, fonts.baseline - fonts.label_metrics.ascent())
        rows = _Rows(columns.names, columns.names + columns.names_width, row_height, fonts.step)
        names: list[Name] = []
        tops = [*sorted({max(0, stripe.box.top()) for stripe in stripes}), height]
        for stripe in sorted(stripes, key=lambda s: (max(0, s.box.top()), s.box.left())):
            lines, width = self._lines_of(stripe.coding)
            top = max(0, stripe.box.top()) + inset
            lowest = max(top, min(stripe.box.bottom(), height) - row_height) + 2 * row_height
            free = tops[bisect_right(tops, max(0, stripe.box.top()), hi=len(tops) - 1)]
            lowest = max(lowest, free - len(lines) * row_height)
            corner = rows.take(top, lowest, width, len(lines))
            if corner is not None:
                box = QRect(*corner, width, row_height * len(lines))
                names.append(Name(box, lines, stripe.coding))
        return names

    def _lines_of(self, coding: PaintedCoding) -> tuple[tuple[str, ...], int]:
        """The name as it is written, and its width."""
        words = full_name(coding)
        found = self._cut.get(words)
        if found is None:
            lines = self._broken(words)
            if coding.coder_label and "".join(lines).endswith("…"):
                # Who it is by is said in any case.
                by = f" · {initials(coding.coder_label)}"
                room = self._columns.names_width - self._metrics.horizontalAdvance(by)
                lines = broken(coding.label, self._metrics, max(0, room))
                lines = (*lines[:-1], lines[-1] + by)
            found = lines, max(self._metrics.horizontalAdvance(line) for line in lines)
            self._cut[words] = found
        return found

    def _broken(self, words: str) -> tuple[str, ...]:
        return broken(words, self._metrics, self._columns.names_width)


def broken(words: str, metrics: QFontMetrics, width: int) -> tuple[str, ...]:
    """The words on one line, or on the two that are most alike; cut where that is not enough."""
    if metrics.horizontalAdvance(words) <= width:
        return (words,)
    breaks = [match.span() for match in _BREAK.finditer(words) if match.start() > 0]
    pairs: list[tuple[str, ...]] = [(words[:a], words[b:]) for a, b in breaks if words[b:]]
    best = min(
        pairs or [(words,)], key=lambda lines: max(metrics.horizontalAdvance(x) for x in lines)
    )
    return tuple(metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in best)


class _Rows:
    """Rows of names that are filled from the left and never overlap."""

    def __init__(self, left: int, right: int, height: int, gap: int) -> None:
        self._left, self._right = left, right
        self._height, self._gap = height, gap
        self._rows: dict[int, int] = {}

    def take(self, top: int, lowest: int, width: int, lines: int) -> tuple[int, int] | None:
        """Left and top of room for a name at ``top`` or below it, as far as ``lowest``."""
        while top <= lowest:
            clash = [t for t in self._rows if t - lines * self._height < top < t + self._height]
            if not clash:
                return self._place(self._left, top, width, lines)
            row = clash[0]
            if lines == 1 and self._rows[row] + width <= self._right:
                return self._place(self._rows[row], row, width, lines)
            top = max(clash) + self._height
        return None

    def _place(self, left: int, top: int, width: int, lines: int) -> tuple[int, int]:
        for line in range(lines):
            self._rows[top + line * self._height] = left + width + self._gap
        return left, top
