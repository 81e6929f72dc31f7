"""Names of the elements of a Word document, in both of its namespaces."""

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic",
    "http://purl.oclc.org/ooxml/drawingml/picture": "pic",
}

_MAX_DIGITS = 6

TEXT = frozenset({"w:t", "m:t", "a:t"})
"""Elements that hold words a reader sees."""
DELETED = frozenset({"w:del", "w:moveFrom"})
"""What a tracked change took out: shown crossed through, and no speech any more."""
CHARACTERS = {
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:br": "\n",
    "w:cr": "\n",
    "w:noBreakHyphen": "\u2011",
    "w:softHyphen": "\u00ad",
}
"""Elements that stand for one character of a run."""
PROPERTIES = frozenset(
    {
        "w:pPr", "w:rPr", "w:tblPr", "w:tblGrid", "w:trPr", "w:tcPr", "w:sectPr", "w:sdtPr",
        "w:sdtEndPr", "w:smartTagPr", "w:customXmlPr", "w:rubyPr", "w:fldData", "w:instrText",
        "w:delText", "w:delInstrText", "w:tblPrEx",
    }
)  # fmt: skip
"""Elements that describe, and hold no words."""


@lru_cache(maxsize=512)
def _prefixed(tag: str) -> str:
    namespace, _, local = tag[1:].rpartition("}")
    prefix = _PREFIXES.get(namespace)
    return f"{prefix}:{local}" if prefix else local


def name(element: "Element") -> str:
    """``w:p`` and the like; the bare local name in a namespace that does not matter here."""
    # The package is parsed without comments and instructions: every tag is a string.
    return _prefixed(str(element.tag))


def child(element: "Element | None", *path: str) -> "Element | None":
    """The first child of that name, its first child of the next name, and so on."""
    for step in path:
        if element is None:
            return None
        element = next((inner for inner in element if name(inner) == step), None)
    return element


def children(element: "Element | None", wanted: str) -> "Iterator[Element]":
    """All children of that name."""
    return (
        (inner for inner in element if name(inner) == wanted) if element is not None else iter(())
    )


def value(element: "Element | None", attribute: str = "val") -> str | None:
    """An attribute, whatever namespace it is written in."""
    if element is None:
        return None
    found = (v for k, v in element.attrib.items() if str(k).rpartition("}")[2] == attribute)
    return next((str(v) for v in found), None)


def whole(element: "Element | None", default: int, attribute: str = "val") -> int:
    """An attribute that is a number; ``default`` where it is absent or no sensible number."""
    digits = value(element, attribute) or ""
    is_number = digits.isascii() and digits.isdigit() and len(digits) <= _MAX_DIGITS
    return int(digits) if is_number else default


def switch(element: "Element | None") -> bool | None:
    """A property that is on or off; None where it is not given at all."""
    if element is None:
        return None
    return value(element) not in ("0", "false", "off", "none")


def chosen(alternate: "Element") -> "Element | None":
    """The branch of ``mc:AlternateContent`` that is read: the first choice, if it has words.

    The fallback repeats it for older programs; it counts where the choice says nothing.
    """
    branches = [*children(alternate, "mc:Choice"), *children(alternate, "mc:Fallback")]
    return next((branch for branch in branches if _has_words(branch)), None)


def _has_words(element: "Element") -> bool:
    return any(name(inner) in TEXT and (inner.text or "").strip() for inner in element.iter())
