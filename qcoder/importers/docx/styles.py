"""What the styles of a Word document say about bold, hidden and heading paragraphs."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qcoder.importers.docx.names import child, children, name, switch, value, whole

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_HEADING_NAME = re.compile(r"heading (\d)")
_MAX_CHAIN = 20
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Style:
    """One style, with what it takes over from those it is based on."""

    name: str = ""
    is_default: bool = False
    bold: bool | None = None
    hidden: bool | None = None
    heading: int = 0
    numbering: "Element | None" = None

    @property
    def is_title(self) -> bool:
        """Whether paragraphs of this style name the document."""
        return self.name.casefold() in ("title", "subtitle", "titel")


class Styles:
    """The styles of a document by their identifiers."""

    def __init__(self, root: "Element | None") -> None:
        self._elements = {value(e, "styleId") or "": e for e in children(root, "w:style")}
        self._known: dict[str, Style] = {"": Style()}
        self._default = next(
            (
                style
                for style, element in self._elements.items()
                if value(element, "type") == "paragraph" and value(element, "default") == "1"
            ),
            "",
        )

    def paragraph(self, style: str | None) -> Style:
        """The style of a paragraph that names ``style``, or none."""
        return self.get(style or self._default)

    def get(self, style: str | None) -> Style:
        """The style of that identifier; a plain one if the document has none."""
        key = style or ""
        if key not in self._known:
            self._known[key] = self._resolve(key)
        return self._known[key]

    def _resolve(self, key: str) -> Style:
        chain: list[Element] = []
        at: str | None = key
        while at in self._elements and len(chain) < _MAX_CHAIN:
            chain.append(self._elements[at])
            at = value(child(chain[-1], "w:basedOn"))
        if not chain:
            return Style()
        return Style(
            name=value(child(chain[0], "w:name")) or "",
            is_default=value(chain[0], "default") == "1",
            bold=_first_switch(chain, "w:b"),
            hidden=_first_switch(chain, "w:vanish"),
            heading=next((level for e in chain if (level := _heading(e))), 0),
            numbering=next((n for e in chain if (n := child(e, "w:pPr", "w:numPr")) is not None),
                           None),
        )  # fmt: skip


def _first_switch(chain: "list[Element]", wanted: str) -> bool | None:
    switches = (switch(child(element, "w:rPr", wanted)) for element in chain)
    return next((on for on in switches if on is not None), None)


def _heading(style: "Element") -> int:
    match = _HEADING_NAME.fullmatch((value(child(style, "w:name")) or "").casefold())
    return int(match[1]) if match else outline_level(child(style, "w:pPr"))


def outline_level(properties: "Element | None") -> int:
    """The level that makes a paragraph a heading, from 1; 0 for body text."""
    level = whole(child(properties, "w:outlineLvl"), _LEVELS)
    return level + 1 if level < _LEVELS else 0


def tracked_away(properties: "Element | None") -> bool:
    """Whether a tracked change removed the paragraph mark, or the row, of ``properties``."""
    if properties is None:
        return False
    marks = child(properties, "w:rPr") if name(properties) == "w:pPr" else properties
    return child(marks, "w:del") is not None or child(marks, "w:moveFrom") is not None
