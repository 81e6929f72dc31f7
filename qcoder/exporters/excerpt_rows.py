"""Excerpts as flat rows: the columns of .csv and .xlsx and the keys of .json."""

from collections.abc import Callable, Mapping

from qcoder.domain.excerpts import Excerpt, ExcerptCollection
from qcoder.exporters.sheets import Sheet, Value

COLUMNS: Mapping[str, Callable[[Excerpt], Value]] = {
    "transcript": lambda e: e.transcript,
    "section": lambda e: e.section,
    "coder": lambda e: e.coder,
    "grouping": lambda e: e.grouping,
    "code": lambda e: e.code,
    "start": lambda e: e.span.start,
    "end": lambda e: e.span.end,
    "first_turn": lambda e: e.turns[0],
    "last_turn": lambda e: e.turns[1],
    "speakers": lambda e: list(e.speakers),
    "text": lambda e: e.text,
    "memo": lambda e: e.memo,
    "coding": lambda e: e.coding,
    "sealed": lambda e: e.source.is_sealed,
    "open_differences": lambda e: e.source.open_differences,
    "unresolved_differences": lambda e: e.source.unresolved_differences,
    "other_memos": lambda e: list(e.other_memos),
    "sure": lambda e: e.sure,
    "sure_in_blind_pass": lambda e: e.sure_in_blind_pass,
}
"""Positions are code points of the transcript's text, ``end`` exclusive; turns from 1."""


def row(excerpt: Excerpt) -> dict[str, Value]:
    """One excerpt with every column."""
    return {name: value(excerpt) for name, value in COLUMNS.items()}


def sheet_of(collection: ExcerptCollection) -> Sheet:
    """All excerpts, and what a reader of them must know."""
    about = (
        *(note.sentence for note in collection.notes),
        "Positions (start, end) count Unicode code points of the transcript; end is exclusive.",
        "Text is speech only: labels, time stamps and headings are left out.",
        "Memo is what the coder wrote on this coding; other_memos are of the coders they name:",
        "on highlights of these words, and for the consensus on codings with the same code.",
        "Sure is as it was sealed, sure_in_blind_pass as it was marked before layers were shown:",
        "empty where nothing was said, and for the consensus.",
    )
    return Sheet("Excerpts", tuple(COLUMNS), map(row, collection.excerpts), about)
