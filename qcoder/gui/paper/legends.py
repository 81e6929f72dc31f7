"""The legend of what is printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from qcoder.gui.transcript.painted import PaintedCoding, line_styles
from qcoder.gui.transcript.paper_legend import Legend, LegendEntry

if TYPE_CHECKING:
    from qcoder.domain.codebook import Codebook


def legend_of(title: str, codebook: Codebook, codings: Sequence[PaintedCoding]) -> Legend:
    """The codes that are printed with how often, in the order of the codebook."""
    counts, styles = Counter(coding.code for coding in codings), line_styles(codebook)
    entries = [
        LegendEntry(
            code.label,
            codebook.grouping(code).name,
            code.colour,
            styles[code.grouping],
            counts[code.id],
        )
        for code in codebook.codes
        if counts[code.id]
    ]
    return Legend(title, entries)
