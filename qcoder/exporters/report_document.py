"""A report as a Word document that can be attached as it is."""

from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, cast

from qcoder.exporters.progress import Progress
from qcoder.exporters.report import Bars, Heading, Points, Report, Table, Tone, Words, shown_row
from qcoder.exporters.report_pictures import add_bars, add_points
from qcoder.exporters.xml_text import for_xml

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.text.paragraph import CT_P
    from docx.shared import Length
    from docx.table import Table as WordTable
    from docx.table import _Cell

_WIDE = 7
"""From so many columns on a report stands across the page; so it does with passages to read."""
_CELL_POINTS = 8.5
_WORDS, _FIGURES = "CellWords", "CellFigures"
_CHARACTERS = (7, 28)
"""The fewest and the most that a column is made wide for, where its words are not whole texts."""
_TEXT = 120
_TEXT_CHARACTERS = (34, 80)
_MARGINS = 4


def write_report(report: Report, progress: Progress, target: Path) -> None:
    """Title, headings, paragraphs, tables and pictures; head rows come again on each page."""
    from docx import Document

    document = Document()
    document.core_properties.author = "qcoder"
    document.core_properties.title = for_xml(report.title)
    document.core_properties.comments = ""
    _set_page(document, is_wide=any(map(_is_wide, report.tables)))
    _add_cell_styles(document)
    document.add_heading(for_xml(report.title), level=0)
    if report.subtitle:
        document.add_paragraph(for_xml(report.subtitle), style="Subtitle")
    for part, following in zip_longest(report.parts, report.parts[1:]):
        if isinstance(part, Heading):
            document.add_heading(for_xml(part.text), level=part.level)
        elif isinstance(part, Words):
            # What leads to a picture, which begins with its first lines, is not left behind.
            _add_words(document, part, keeps_next=isinstance(following, Bars | Points))
        elif isinstance(part, Table):
            _add_table(document, part, progress)
        elif isinstance(part, Bars):
            add_bars(document, part, _room(document).cm)
        else:
            add_points(document, part, _room(document).cm)
    document.save(str(target))


def _is_wide(table: Table) -> bool:
    has_passages = any(len(str(cell)) > _TEXT for row in table.rows for cell in row)
    return has_passages or len(table.columns) >= _WIDE


def _set_page(document: "Document", *, is_wide: bool) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm, Pt

    section = document.sections[0]
    short, long = Cm(21), Cm(29.7)
    section.page_width, section.page_height = (long, short) if is_wide else (short, long)
    section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Cm(2))
    normal = document.styles["Normal"]
    normal.font.size = Pt(10.5)
    _number_pages(document)


def _number_pages(document: "Document") -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    footer = document.sections[0].footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    footer._p.append(field)  # noqa: SLF001 - python-docx has no fields of its own


def _add_words(document: "Document", words: Words, *, keeps_next: bool) -> None:
    style = {Tone.BULLET: "List Bullet", Tone.QUOTE: "Quote"}.get(words.tone)
    paragraph = document.add_paragraph(style=style)
    paragraph.paragraph_format.keep_with_next = keeps_next or None
    if words.lead:
        paragraph.add_run(for_xml(f"{words.lead} ")).bold = True
    run = paragraph.add_run(for_xml(words.text))
    run.italic = words.tone is Tone.REMARK or None
    run.bold = words.tone is Tone.WARNING or None


def _add_table(document: "Document", table: Table, progress: Progress) -> None:
    from docx.shared import Pt

    name = document.add_paragraph()
    name.add_run(for_xml(table.title)).bold = True
    name.paragraph_format.keep_with_next = True
    name.paragraph_format.space_before = Pt(8)
    name.paragraph_format.space_after = Pt(3)
    if table.caption:
        caption = document.add_paragraph()
        run = caption.add_run(for_xml(table.caption))
        run.italic, run.font.size = True, Pt(9)
        caption.paragraph_format.keep_with_next = True
    texts = [[column.title for column in table.columns], *(shown_row(table, r) for r in table.rows)]
    grid = document.add_table(len(texts), len(table.columns), style="Light List Accent 1")
    grid.autofit = False
    _plain_first_column(grid)
    widths = _widths(texts, _room(document))
    # Word goes by the cells, LibreOffice by the columns.
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    _fill(grid, texts, [*zip(widths, table.has_text, strict=True)], progress)
    _repeat_head(grid, keeps_rows=max(len(text) for row in texts for text in row) <= _TEXT)
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def _fill(
    grid: "WordTable",
    texts: list[list[str]],
    columns: Sequence[tuple["Length", bool]],
    progress: Progress,
) -> None:
    """``columns`` are widths, and whether there are words in them."""
    # By a number a row is looked for among all: of thousands that takes minutes.
    for number, (row, words) in enumerate(zip(grid.rows, texts, strict=True)):
        for cell, text, (width, is_words) in zip(row.cells, words, columns, strict=True):
            cell.width = width
            _write(cell, text, is_words=is_words, is_bold=number == 0)
        if number:
            progress.row()


def _write(cell: "_Cell", text: str, *, is_words: bool, is_bold: bool) -> None:
    paragraph = cell.paragraphs[0]
    # By its id: a name is looked for among all styles, and thousands of cells take half a minute.
    cast("CT_P", paragraph.paragraph_format.element).style = _WORDS if is_words else _FIGURES
    if text:
        paragraph.add_run(for_xml(text)).bold = is_bold or None


def _add_cell_styles(document: "Document") -> None:
    """Small and without space; figures stand at the right."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    for name in (_WORDS, _FIGURES):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.font.size = Pt(_CELL_POINTS)
        style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _plain_first_column(grid: "WordTable") -> None:
    """The first column is no head."""
    from docx.oxml.ns import qn

    for look in grid._tbl.iter(qn("w:tblLook")):  # noqa: SLF001 - no word for it in python-docx
        look.set(qn("w:firstColumn"), "0")
        look.set(qn("w:val"), "0420")


def _widths(texts: list[list[str]], room: "Length") -> list["Length"]:
    from docx.shared import Emu

    wanted = [_wanted(column) for column in zip(*texts, strict=True)]
    return [Emu(int(room * share / sum(wanted))) for share in wanted]


def _wanted(column: Sequence[str]) -> int:
    """Characters a column should be wide; of whole texts the more, the longer they mostly are."""
    least, most = _CHARACTERS
    longest = max([least, *(_widest(index, text) for index, text in enumerate(column))])
    if longest <= _TEXT:
        return _MARGINS + min(most, longest)
    mean = sum(map(len, column)) // len(column)
    return _MARGINS + min(_TEXT_CHARACTERS[1], _TEXT_CHARACTERS[0] + mean // 4)


def _widest(row: int, text: str) -> int:
    """Words of a head may be broken between them, those of a cell rather not."""
    return max(map(len, text.split()), default=0) + 5 if row == 0 else len(text)


def _room(document: "Document") -> "Length":
    from docx.shared import Emu

    section = document.sections[0]
    margins = (section.left_margin or 0) + (section.right_margin or 0)
    return Emu((section.page_width or 0) - margins)


def _repeat_head(grid: "WordTable", *, keeps_rows: bool) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    grid.rows[0]._tr.get_or_add_trPr().append(head)  # noqa: SLF001 - no word for it in python-docx
    for row in grid.rows if keeps_rows else ():
        whole = OxmlElement("w:cantSplit")
        row._tr.get_or_add_trPr().append(whole)  # noqa: SLF001 - likewise
