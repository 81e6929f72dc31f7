"""A report as rich text for the window."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from qcoder.exporters.report import Bars, Heading, Points, Report, Table, Tone, Words, shown_row

LINK = "row:"
"""What begins the address of a row that can be opened."""
PICTURE = "bars:"
_PASSAGE = 120
"""From so many characters on a cell is a passage to read."""
_PASSAGES_SHARE = 64
_TONES = {
    Tone.PLAIN: "<p>{}</p>",
    Tone.REMARK: '<p style="color:{muted}">{}</p>',
    Tone.QUOTE: '<p style="margin-left:24px">{}</p>',
    Tone.WARNING: "<p><b>{}</b></p>",
    Tone.BULLET: "<p>• {}</p>",
}


def report_html(report: Report, *, muted: str, line: str) -> str:
    """The whole of it; every word of the project is escaped. Colours are those of the palette."""
    parts = [f"<h2>{escape(report.title)}</h2>"]
    if report.subtitle:
        parts.append(f'<p style="color:{muted}">{escape(report.subtitle)}</p>')
    for number, part in enumerate(report.parts):
        if isinstance(part, Heading):
            parts.append(f"<h3>{escape(part.text)}</h3>")
        elif isinstance(part, Words):
            lead = f"<b>{escape(part.lead)}</b> " if part.lead else ""
            words = lead + escape(part.text)
            parts.append(_TONES[part.tone].format(words, muted=muted))
        elif isinstance(part, Bars | Points):
            parts += _picture(part, number, muted)
        else:
            parts += _table(part, muted, line)
    return "".join(parts)


def _picture(part: Bars | Points, number: int, muted: str) -> Iterator[str]:
    yield f"<p><b>{escape(part.title)}</b></p>"
    yield f'<p><img src="{PICTURE}{number}" alt="{escape(part.spoken)}"></p>'
    if isinstance(part, Points) and part.remark:
        yield f'<p style="color:{muted}">{escape(part.remark)}</p>'


def _table(table: Table, muted: str, line: str) -> Iterator[str]:
    yield f"<p><b>{escape(table.title)}</b></p>"
    if table.caption:
        yield f'<p style="color:{muted}">{escape(table.caption)}</p>'
    yield f'<table cellpadding="3" cellspacing="0" border="1" style="border-color:{line};'
    yield 'border-collapse:collapse; border-style:solid">'
    sides = ["left" if has_text else "right" for has_text in table.has_text]
    widths = _widths(table)
    heads = zip(table.columns, sides, widths, strict=True)
    yield f"<tr>{''.join(_head(column.title, side, width) for column, side, width in heads)}</tr>"
    for number, row in enumerate(table.rows):
        cells = [escape(cell) for cell in shown_row(table, row)]
        if table.links:
            cells[0] = f'<a href="{LINK}{escape(table.links[number])}">{cells[0]}</a>'
        joined = "".join(
            f'<td align="{side}">{cell}</td>' for cell, side in zip(cells, sides, strict=True)
        )
        yield f"<tr>{joined}</tr>"
    yield "</table>"


def _widths(table: Table) -> list[str]:
    """Whole passages get most of the room, evenly."""
    longest = [
        max((len(str(row[index])) for row in table.rows), default=0)
        for index in range(len(table.columns))
    ]
    passages = sum(length > _PASSAGE for length in longest)
    return [
        f' width="{_PASSAGES_SHARE // passages}%"' if length > _PASSAGE else ""
        for length in longest
    ]


def _head(title: str, side: str, width: str) -> str:
    return f'<th align="{side}"{width}>{escape(title)}</th>'
