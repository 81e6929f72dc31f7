"""Reads from a .docx which words its comments are about, straight from the XML."""

from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True)
class ReadComment:
    """A comment, and the speech it covers: runs neither bold (labels) nor grey (stamps)."""

    author: str
    initials: str
    date: str
    text: str
    words: str


def read_comments(file: Path) -> list[ReadComment]:
    words = _covered(_part(file, "word/document.xml"))
    return [
        ReadComment(
            author=element.get(f"{W}author", ""),
            initials=element.get(f"{W}initials", ""),
            date=element.get(f"{W}date", ""),
            text="\n".join(_text(paragraph) for paragraph in element.iter(f"{W}p")),
            words=words[element.get(f"{W}id", "")],
        )
        for element in _part(file, "word/comments.xml").iter(f"{W}comment")
    ]


def _part(file: Path, name: str) -> ET.Element:
    with ZipFile(file) as archive:
        return ET.fromstring(archive.read(name))


def _covered(document: ET.Element) -> dict[str, str]:
    """Covered speech by the number of the comment, paragraphs joined by a line break."""
    open_comments: set[str] = set()
    covered: dict[str, list[str]] = {}
    referred: list[str] = []
    for paragraph in document.iter(f"{W}p"):
        for number in open_comments:
            covered[number].append("")
        for element in paragraph:
            number = element.get(f"{W}id", "")
            if element.tag == f"{W}commentRangeStart":
                open_comments.add(number)
                covered[number] = [""]
            elif element.tag == f"{W}commentRangeEnd":
                open_comments.remove(number)
            elif element.tag == f"{W}r":
                referred += [r.get(f"{W}id", "") for r in element.iter(f"{W}commentReference")]
                words = _text(element) if _is_speech(paragraph, element) else ""
                for open_comment in open_comments:
                    covered[open_comment][-1] += words
    assert not open_comments
    assert sorted(referred) == sorted(covered)
    return {number: "\n".join(filter(None, parts)) for number, parts in covered.items()}


def _is_speech(paragraph: ET.Element, run: ET.Element) -> bool:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    is_heading = style is not None and style.get(f"{W}val", "").startswith("Heading")
    is_other = run.find(f"{W}rPr/{W}b") is not None or run.find(f"{W}rPr/{W}color") is not None
    return not is_heading and not is_other


def _text(element: ET.Element) -> str:
    parts = {f"{W}t", f"{W}tab"}
    return "".join(e.text or "\t" for e in element.iter() if e.tag in parts)
