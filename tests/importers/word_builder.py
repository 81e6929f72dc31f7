"""Word files written as raw XML, so that every trap can be laid exactly."""

from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


@dataclass
class WordFile:
    """A Word file in the making: the XML of its body and of further parts by kind."""

    body: str = ""
    parts: dict[str, str] = field(default_factory=dict)
    main: str = "word/document.xml"
    namespaces: str = NAMESPACES

    def content(self) -> bytes:
        """The bytes of the package."""
        packed = BytesIO()
        with ZipFile(packed, "w", ZIP_DEFLATED) as package:
            package.writestr("_rels/.rels", _relations([("officeDocument", self.main)]))
            body = f"<w:body>{self.body}</w:body>"
            package.writestr(self.main, f"<w:document {self.namespaces}>{body}</w:document>")
            kinds = [(kind.rstrip("0123456789"), f"{kind}.xml") for kind in self.parts]
            folder, _, name = self.main.rpartition("/")
            package.writestr(f"{folder}/_rels/{name}.rels", _relations(kinds))
            for kind, xml in self.parts.items():
                package.writestr(f"word/{kind}.xml", xml)
        return packed.getvalue()

    def saved(self, folder: Path, name: str = "FG1.docx") -> Path:
        """The file on disk."""
        path = folder / name
        path.write_bytes(self.content())
        return path


def _relations(targets: list[tuple[str, str]]) -> str:
    items = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{items}</Relationships>'


def part(root: str, inner: str) -> str:
    """A part of its own, such as ``part("styles", …)``."""
    return f"<w:{root} {NAMESPACES}>{inner}</w:{root}>"


def run(words: str, properties: str = "") -> str:
    """A run with run properties given as XML."""
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def bold(words: str) -> str:
    """A bold run."""
    return run(words, "<w:b/>")


def paragraph(*runs: str, style: str = "", numbering: str = "", mark: str = "") -> str:
    """A paragraph of runs; plain words become one run."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if numbering:
        properties += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{numbering}"/></w:numPr>'
    if mark:
        properties += f"<w:rPr>{mark}</w:rPr>"
    inner = "".join(words if words.startswith("<") else run(words) for words in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def table(*rows: list[str]) -> str:
    """A table; a cell that is not XML yet is one paragraph."""
    inner = "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{inner}</w:tbl>"


def cell(words: str, span: int = 1) -> str:
    """A cell of a table."""
    inner = words if words.startswith(("<w:p", "<w:tbl")) else paragraph(words)
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{inner}</w:tc>'


def styles(**names: str) -> str:
    """The styles part: identifier to name, with more properties behind a bar."""
    inner = ""
    for key, text in names.items():
        name, _, properties = text.partition("|")
        inner += (
            f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>'
            f"{properties}</w:style>"
        )
    return part("styles", inner)


def numbering(**levels: str) -> str:
    """The numbering part: ``n1="P%1:"`` is list 1; a format may stand behind a bar."""
    abstract = concrete = ""
    for key, text in levels.items():
        number = key.removeprefix("n")
        shown, _, how = text.partition("|")
        abstract += (
            f'<w:abstractNum w:abstractNumId="{number}"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            f'<w:numFmt w:val="{how or "decimal"}"/><w:lvlText w:val="{escape(shown)}"/></w:lvl>'
            "</w:abstractNum>"
        )
        concrete += f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
    return part("numbering", abstract + concrete)
