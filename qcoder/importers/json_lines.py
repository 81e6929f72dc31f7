"""Files of one JSON object a line, every bad line named."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from qcoder.domain.errors import BadInput
from qcoder.importers.files import read_bytes, refuse_foreign
from qcoder.importers.plain_text import decode

T = TypeVar("T")


class BadLine(Exception):
    """What is wrong with one line, as the rest of a sentence."""


def read_json_lines(
    path: Path, make: Callable[[int, Mapping[str, Any]], T], nothing_taken: str
) -> list[T]:
    """What ``make`` makes of each line, by its number from 1; empty lines are passed over.

    ``make`` raises :class:`BadLine`. Then :class:`BadInput` says ``nothing_taken``, and what
    is wrong with every bad line.
    """
    source = read_bytes(path)
    refuse_foreign(path.name, source)
    lines: list[T] = []
    problems: list[str] = []
    for number, words in enumerate(decode(source).text.split("\n"), 1):
        if not words.strip():
            continue
        try:
            lines.append(make(number, _object(words)))
        except BadLine as bad:
            problems.append(f"Line {number}: {bad}")
    if problems:
        raise BadInput(nothing_taken, problems)
    return lines


def _object(words: str) -> Mapping[str, Any]:
    try:
        found = json.loads(words)
    except (ValueError, RecursionError):
        raise BadLine("this is not JSON; write one object {…} on a line.") from None
    if not isinstance(found, dict):
        raise BadLine("this is no JSON object {…}.")
    return found


def text_in(found: Mapping[str, Any], key: str, *, needed: bool = False) -> str:
    """The text under ``key``; empty where there is none and none is needed."""
    words = found.get(key)
    if words is None or words == "":
        if needed:
            raise BadLine(f"“{key}” is missing.")
        return ""
    if not isinstance(words, str):
        raise BadLine(f"“{key}” must be text in quotation marks.")
    try:
        words.encode("utf-8")
    except UnicodeEncodeError:
        raise BadLine(f"“{key}” has half a character in it (a lone surrogate).") from None
    if "\0" in words:
        raise BadLine(f"“{key}” has a NUL in it, which no project can keep; take it out.")
    return words
