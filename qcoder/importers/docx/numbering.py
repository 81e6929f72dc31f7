"""The number or bullet that Word prints before a paragraph of a list.

In some transcripts it is the only place where the speaker stands.
"""

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qcoder.importers.docx.names import child, children, value, whole

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_SYMBOL_FONTS = ("symbol", "wingdings", "webdings", "courier new", "marlett")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LARGEST_ROMAN = 4000
_LETTERS = 26


@dataclass(frozen=True, slots=True)
class Number:
    """What is printed before one paragraph.

    ``is_worded`` says that there are words in it beside the count ("P1:", "Question 2.").
    ``is_roman`` says that it counts like the parts of a discussion guide.
    """

    text: str
    is_worded: bool
    is_roman: bool = False


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str
    start: int
    is_symbol: bool


class Numbering:
    """Counts the lists of a document; asked once for each paragraph, in order."""

    def __init__(self, root: "Element | None") -> None:
        abstract = {value(e, "abstractNumId"): e for e in children(root, "w:abstractNum")}
        self._levels: dict[str, dict[int, _Level]] = {}
        self._list_of: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        for number in children(root, "w:num"):
            key = value(number, "numId") or ""
            list_key = value(child(number, "w:abstractNumId")) or ""
            self._levels[key] = _levels(abstract.get(list_key), number)
            restarts = any(True for _ in children(number, "w:lvlOverride"))
            self._list_of[key] = f"own {key}" if restarts else list_key

    def next(self, properties: "Element | None") -> Number | None:
        """The number of the next paragraph with these list properties, None for none."""
        key = value(child(properties, "w:numId"))
        depth = whole(child(properties, "w:ilvl"), 0)
        levels = self._levels.get(key or "")
        if not key or not levels or depth not in levels:
            return None
        counts = self._counts.setdefault(self._list_of[key], {})
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        return _printed(levels, depth, counts)


def _levels(abstract: "Element | None", number: "Element") -> dict[int, _Level]:
    levels = {whole(e, 0, "ilvl"): _level(e) for e in children(abstract, "w:lvl")}
    for override in children(number, "w:lvlOverride"):
        depth, own = whole(override, 0, "ilvl"), child(override, "w:lvl")
        if own is not None:
            levels[depth] = _level(own)
        start = child(override, "w:startOverride")
        if start is not None and depth in levels:
            levels[depth] = replace(levels[depth], start=whole(start, 1))
    return levels


def _level(element: "Element") -> _Level:
    text = value(child(element, "w:lvlText")) or ""
    font = (value(child(element, "w:rPr", "w:rFonts"), "ascii") or "").casefold()
    is_symbol = len(text) == 1 and font.startswith(_SYMBOL_FONTS)
    numbers = value(child(element, "w:numFmt")) or "decimal"
    return _Level(numbers, text, whole(child(element, "w:start"), 1), is_symbol or text == "o")


def _printed(levels: dict[int, _Level], depth: int, counts: dict[int, int]) -> Number:
    level = levels[depth]

    def count(match: re.Match[str]) -> str:
        shown = int(match[1]) - 1
        at = levels.get(shown, level)
        return formatted(counts.get(shown, at.start), at.format)

    words = re.sub(r"%\d", "", level.text)
    is_worded = any(map(str.isalnum, words)) and not level.is_symbol
    text = re.sub(r"%(\d)", count, level.text).strip()
    return Number("" if level.is_symbol else text, is_worded, level.format == "upperRoman")


def formatted(count: int, style: str) -> str:
    """A count as ``w:numFmt`` names it; plain digits for the rarer kinds."""
    if style.endswith("Roman") and 0 < count < _LARGEST_ROMAN:
        return _cased(_roman(count), style)
    if style.endswith("Letter") and 0 < count <= _LETTERS * _LETTERS:
        letter = chr(ord("a") + (count - 1) % _LETTERS)
        return _cased(letter * ((count - 1) // _LETTERS + 1), style)
    if style in ("none", "bullet"):
        return ""
    return f"{count:02}" if style == "decimalZero" else str(count)


def _cased(text: str, style: str) -> str:
    return text.upper() if style.startswith("upper") else text


def _roman(count: int) -> str:
    digits = ""
    for worth, letters in _ROMAN:
        times, count = divmod(count, worth)
        digits += letters * times
    return digits
