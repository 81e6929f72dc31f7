"""Counts the words of a Word document without walking it, to check the walk.

Every element with words is found wherever it stands; only what a reader does not see is
taken away again.
"""

from typing import TYPE_CHECKING

from qcoder.importers.docx.names import CHARACTERS, DELETED, TEXT, chosen, name
from qcoder.importers.docx.styles import tracked_away
from qcoder.importers.raw import count_characters

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def visible_characters(root: "Element") -> int:
    """Characters, blanks left out, of all words that are neither deleted nor repeated."""
    return sum(_length(element) for element in root.iter() if not _is_unseen(element))


def _length(element: "Element") -> int:
    kind = name(element)
    if kind in TEXT:
        return count_characters(element.text or "")
    if kind == "w:sym":
        return 1
    return count_characters(CHARACTERS.get(kind, ""))


def _is_unseen(element: "Element") -> bool:
    if name(element) not in TEXT and name(element) not in CHARACTERS and name(element) != "w:sym":
        return True
    return any(_hides(ancestor) for ancestor in element.iterancestors())


def _hides(ancestor: "Element") -> bool:
    kind = name(ancestor)
    if kind in ("mc:Choice", "mc:Fallback"):
        parent = ancestor.getparent()
        return parent is not None and chosen(parent) is not ancestor
    if kind == "w:tr":
        return any(name(inner) == "w:trPr" and tracked_away(inner) for inner in ancestor)
    return kind in DELETED
