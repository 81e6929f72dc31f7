"""Excerpts as flat rows: the columns of .csv and .xlsx and the keys of .json."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from qcoder.domain.excerpts import Excerpt, ExcerptCollection

Value = str | int | bool | list[str]

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
}
"""Positions are code points of the transcript's text, ``end`` exclusive; turns from 1."""


def row(excerpt: Excerpt) -> dict[str, Value]:
    """One excerpt with every column."""
    return {name: value(excerpt) for name, value in COLUMNS.items()}


def flat(value: Value) -> str | int:
    """A value as one cell: speakers joined by a semicolon, yes or no for a claim."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "; ".join(value) if isinstance(value, list) else value


def write_json(collection: ExcerptCollection, target: Path) -> None:
    """A list of objects; nothing is escaped, speakers are a list."""
    rows = [row(excerpt) for excerpt in collection.excerpts]
    target.write_text(json.dumps(rows, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
