"""What stands around a coded transcript in a Word document: paper, header, pages, legend."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qcoder.domain.codebook import Codebook
from qcoder.domain.coding import Coding
from qcoder.exporters.xml_text import for_xml

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph


@dataclass(frozen=True, slots=True)
class Paper:
    """Width and height of a page in millimetres, as it lies."""

    width: float = 210.0
    height: float = 297.0


def write_frame(document: "Document", paper: Paper, title: str, layers: Sequence[str]) -> None:
    """Set the paper, the header with what is printed, and the number of each page of all."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    section = document.sections[0]
    is_wide = paper.width > paper.height
    section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(paper.width), Mm(paper.height)
    section.header.paragraphs[0].text = for_xml(" · ".join((title, *layers)))
    foot = section.footer.paragraphs[0]
    _add_field(foot, "PAGE")
    foot.add_run(" / ")
    _add_field(foot, "NUMPAGES")


def _add_field(paragraph: "Paragraph", instruction: str) -> None:
    """A field that Word fills in itself."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    paragraph.paragraph_format.element.append(field)


def write_legend(document: "Document", codings: Iterable[Coding], codebook: Codebook) -> None:
    """The codes that are printed, in the order of the codebook, with how often."""
    counts = Counter(coding.code for coding in codings)
    used = [code for code in codebook.codes if counts[code.id]]
    if not used:
        return
    document.add_heading("Codes", level=1)
    for code in used:
        words = f"{code.label} · {codebook.grouping(code).name} · {counts[code.id]:,}"
        document.add_paragraph(for_xml(words), style="List Bullet")
