"""Pictures of a report in a Word document: rows of shaded cells, drawn by no other program.

Each is a table with an alternative text. Parts differ by shade and pattern and carry their
number, so that nothing is told by colour; docs/decisions/0018 says why it is no image.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from qcoder.exporters.report import Bars, Points
from qcoder.exporters.xml_text import for_xml

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from lxml.etree import _Element as Element

_GRID = 60
"""Cells that the longest bar is wide; lengths are rounded to one of them, and none is lost."""
_LABEL, _FIGURE = 14, 16
_TWIPS = 567
_POINTS = 7.5


class _Fill(NamedTuple):
    """A pattern of Word in its colour, the ground it stands on, and the colour of words on it."""

    pattern: str
    colour: str
    ground: str = "FFFFFF"
    words: str = "000000"


_FILLS = (
    _Fill("solid", "404040", "404040", "FFFFFF"),
    _Fill("diagStripe", "707070"),
    _Fill("clear", "auto"),
    _Fill("pct25", "8C8C8C"),
    _Fill("horzStripe", "C8C8C8"),
    _Fill("pct10", "8C8C8C"),
    _Fill("clear", "auto", "F0F0F0"),
)
_TRACK = len(_FILLS) - 1
"""The ground of a scale; not one of the patterns that tell parts apart."""
_SPREAD = 3
_SAMPLE = 2
"""Cells of the grid that show a pattern beside its name."""
_WHOLE = 8
"""So many lines stay on one page; of a longer picture the first and the last few do."""
_TOGETHER = 3


class _Stretch(NamedTuple):
    """So many cells of the grid; ``fill`` counts the patterns, None is empty."""

    cells: int
    fill: int | None = None
    text: str = ""


class _Line(NamedTuple):
    label: str
    stretches: Sequence[_Stretch]
    figure: str


def add_bars(document: "Document", bars: Bars, width: float) -> None:
    """What the patterns mean, and one line a row. ``width`` is in centimetres."""
    most = max((sum(counts) for _, counts in bars.rows), default=0) or 1
    lines = [_Line(label, _stacked(counts, most), str(sum(counts))) for label, counts in bars.rows]
    _add(document, bars.title, bars.spoken, [_legend(bars.parts), *lines], width)


def add_points(document: "Document", points: Points, width: float) -> None:
    """One line a value on a scale from 0 to 1, with its interval where it has one."""
    lines = [
        _Line(
            point.label,
            _scaled(point.value, point.interval),
            "; ".join(filter(None, (point.shown, "" if points.remark else point.remark))),
        )
        for point in points.rows
    ]
    scale = _Line("", (_Stretch(_GRID // 2, text="0"), _Stretch(_GRID // 2, text="0.5")), "1")
    _add(document, points.title, points.spoken, [scale, *lines], width)
    if points.remark:
        _remark(document, f"Intervals: {points.remark}.")


def _legend(parts: Sequence[str]) -> _Line:
    """Each pattern with its name beside it, as far as they share the grid."""
    room = _GRID // len(parts)
    stretches = [
        stretch
        for number, part in enumerate(parts)
        for stretch in (
            _Stretch(_SAMPLE, number % _TRACK),
            _Stretch(room - _SAMPLE, text=f" {part}"),
        )
    ]
    rest = _GRID - room * len(parts)
    return _Line("", [*stretches, _Stretch(rest)] if rest else stretches, "")


def _stacked(counts: Sequence[int], most: int) -> list[_Stretch]:
    """Each count to scale; a count that is there is at least one cell wide."""
    used, stretches = 0, []
    for number, count in enumerate(counts):
        cells = min(max(1, round(count / most * _GRID)), _GRID - used) if count else 0
        used += cells
        if cells:
            text = str(count) if len(str(count)) <= cells else ""
            stretches.append(_Stretch(cells, number % _TRACK, text))
    return [*stretches, _Stretch(_GRID - used)] if used < _GRID else stretches


def _scaled(value: float | None, interval: tuple[float, float] | None) -> list[_Stretch]:
    if value is None:
        return [_Stretch(_GRID, _TRACK)]
    low, high = interval or (value, value)
    first, mark, last = (_place(number) for number in (low, value, high))
    parts = (
        _Stretch(first, _TRACK),
        _Stretch(mark - first, _SPREAD),
        _Stretch(1, 0),
        _Stretch(last - mark, _SPREAD),
        _Stretch(_GRID - 1 - last, _TRACK),
    )
    return [part for part in parts if part.cells]


def _place(value: float) -> int:
    return min(_GRID - 1, max(0, round(value * (_GRID - 1))))


def _add(
    document: "Document", title: str, spoken: str, lines: Sequence[_Line], width: float
) -> None:
    from docx.shared import Pt

    name = document.add_paragraph()
    name.add_run(for_xml(title)).bold = True
    name.paragraph_format.keep_with_next = True
    name.paragraph_format.space_after = Pt(3)
    unit = int(width * _TWIPS / (_LABEL + _GRID + _FIGURE))
    widths = [_LABEL * unit, *(unit for _ in range(_GRID)), _FIGURE * unit]
    grid = _table(title, spoken, widths)
    for number, line in enumerate(lines):
        grid.append(_row(line, unit, keeps_next=_keeps(number, len(lines)), is_head=not number))
    # In front of what describes the page, which comes last.
    document.element.body.insert(len(document.element.body) - 1, grid)


def _keeps(number: int, count: int) -> bool:
    """Whether a line stays with the next: a long picture held together leaves half a page empty."""
    is_at_an_end = number < _TOGETHER or number >= count - _TOGETHER
    return number < count - 1 and (count <= _WHOLE or is_at_an_end)


def _element(tag: str, /, *children: "Element", **values: object) -> "Element":
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(f"w:{tag}")
    for name, value in values.items():
        made.set(qn(f"w:{name}"), str(value))
    for child in children:
        made.append(child)
    return made


def _table(title: str, spoken: str, widths: Iterable[int]) -> "Element":
    widths = list(widths)
    margins = [_element(side, w=0, type="dxa") for side in ("left", "right")]
    gaps = [_element(side, val="single", sz=12, color="FFFFFF") for side in ("top", "bottom")]
    return _element(
        "tbl",
        _element(
            "tblPr",
            _element("tblW", w=sum(widths), type="dxa"),
            _element("tblBorders", *gaps, _element("insideH", val="single", sz=12, color="FFFFFF")),
            _element("tblLayout", type="fixed"),
            _element("tblCellMar", *margins),
            _element("tblCaption", val=for_xml(title)),
            _element("tblDescription", val=for_xml(spoken)),
        ),
        _element("tblGrid", *(_element("gridCol", w=width) for width in widths)),
    )


def _row(line: _Line, unit: int, *, keeps_next: bool, is_head: bool) -> "Element":
    """``is_head`` is the scale or the legend: it comes again on each page."""
    cells = [
        _cell(line.label, _LABEL * unit, keeps_next=keeps_next),
        *(
            _cell(s.text, s.cells * unit, spans=s.cells, fill=s.fill, keeps_next=keeps_next)
            for s in line.stretches
        ),
        _cell(f" {line.figure}", _FIGURE * unit, keeps_next=keeps_next),
    ]
    marks = [_element("cantSplit"), *([_element("tblHeader")] if is_head else ())]
    return _element("tr", _element("trPr", *marks), *cells)


def _cell(
    text: str, width: int, *, spans: int = 1, fill: int | None = None, keeps_next: bool
) -> "Element":
    marks = [_element("tcW", w=width, type="dxa")]
    if spans > 1:
        marks.append(_element("gridSpan", val=spans))
    if fill is not None:
        marks += [_shading(fill)] if fill == _TRACK else [_outline(), _shading(fill)]
    marks.append(_element("vAlign", val="center"))
    return _element("tc", _element("tcPr", *marks), _paragraph(text, fill, keeps_next=keeps_next))


def _outline() -> "Element":
    sides = ("left", "right")
    return _element("tcBorders", *(_element(s, val="single", sz=6, color="404040") for s in sides))


def _shading(fill: int) -> "Element":
    chosen = _FILLS[fill]
    return _element("shd", val=chosen.pattern, color=chosen.colour, fill=chosen.ground)


def _paragraph(text: str, fill: int | None, *, keeps_next: bool) -> "Element":
    before = [_element("keepNext")] if keeps_next else []
    space = _element("spacing", before=0, after=0, line=240, lineRule="auto")
    align = [_element("jc", val="center")] if fill is not None else []
    colour = "000000" if fill is None else _FILLS[fill].words
    # Word counts half points.
    look = _element("rPr", _element("color", val=colour), _element("sz", val=int(2 * _POINTS)))
    words = _element("t")
    words.text = for_xml(text)
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return _element("p", _element("pPr", *before, space, *align), _element("r", look, words))


def _remark(document: "Document", text: str) -> None:
    _shrink(document.add_paragraph(for_xml(text)))


def _shrink(paragraph: "Paragraph") -> None:
    from docx.shared import Pt

    for run in paragraph.runs:
        run.font.size = Pt(_POINTS)
