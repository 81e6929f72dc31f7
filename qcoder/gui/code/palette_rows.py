"""What the palette offers: codes that may be meant, and new ones made at the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from PySide6.QtCore import QCoreApplication

from qcoder.domain.code_finding import find_codes
from qcoder.domain.codebook import Code, Codebook, Grouping
from qcoder.domain.ids import CodeId, GroupingId
from qcoder.domain.spans import Span
from qcoder.gui.code.own_layer import OwnLayer
from qcoder.gui.parts.row import Row

MOST_RECENT = 3
LONGEST_LABEL = 60
_LOOKED_BACK = 40


@dataclass(frozen=True, slots=True)
class Choice:
    """A code of the codebook; or, without one, a new code of that label and grouping."""

    code: CodeId | None
    label: str = ""
    grouping: GroupingId | None = None


def recent_codes(own: OwnLayer) -> list[CodeId]:
    """The codes used last, the very last first."""
    latest = islice(own.latest(), _LOOKED_BACK)
    return list(dict.fromkeys(coding.code for coding in latest))[:MOST_RECENT]


def codes_on(own: OwnLayer, span: Span) -> list[CodeId]:
    """The codes that are on these words already."""
    return list(dict.fromkeys(coding.code for coding in own.sharing_words(span)))


def rows_of_codes(
    codebook: Codebook, typed: str, recent: Sequence[CodeId], on_story: Sequence[CodeId]
) -> list[Row]:
    """The codes that may be meant, the likeliest first, with their grouping."""
    names = {grouping.id: grouping.name for grouping in codebook.groupings}
    found = find_codes(codebook, typed, recent, on_story)
    return [_row(code, names.get(code.grouping, "")) for code in found]


def rows_of_new_code(codebook: Codebook, label: str) -> list[Row]:
    """One row for each grouping that the code could stand in."""
    label = " ".join(label.split())
    if not label or len(label) > LONGEST_LABEL or codebook.find(label):
        return []
    groupings: Sequence[Grouping | None] = codebook.groupings or (None,)
    return [_new_row(label, grouping) for grouping in groupings]


def _row(code: Code, grouping: str) -> Row:
    said = ", ".join(part for part in (code.label, grouping, code.key) if part)
    return Row(
        words=code.label,
        payload=Choice(code.id),
        colour=code.colour,
        key=code.key,
        said=said,
    )


def _new_row(label: str, grouping: Grouping | None) -> Row:
    words = _tr("New code “%s” from these words") % label
    where = _tr("in %s") % grouping.name if grouping else ""
    choice = Choice(None, label, grouping.id if grouping else None)
    return Row(words=words, payload=choice, second=where)


def _tr(words: str) -> str:
    return QCoreApplication.translate("CodePalette", words)
