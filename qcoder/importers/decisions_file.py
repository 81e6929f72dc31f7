"""Decisions as JSON lines: written by hand or by a script, or an exported log."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qcoder.domain.consensus import STANCES, Outcome
from qcoder.domain.errors import BadInput
from qcoder.importers.files import read_bytes, refuse_foreign
from qcoder.importers.plain_text import decode


@dataclass(frozen=True, slots=True)
class ResultLine:
    """A code, by its label, on positions."""

    code: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class AssentLine:
    """How one coder, by name, stands to a decision."""

    coder: str
    stance: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One line of a file of decisions.

    ``reading`` is a number from 1 or a coder's name. What comes after ``assent`` is there in
    lines of an exported log.
    """

    number: int
    difference: str
    outcome: Outcome
    reading: int | str | None = None
    result: tuple[ResultLine, ...] = ()
    reason: str = ""
    note: str = ""
    proposed_by: str = ""
    assent: tuple[AssentLine, ...] = ()
    id: str | None = None
    transcript: str | None = None
    supersedes: str | None = None
    decided_at: str = ""
    meeting: str = ""
    seconds: float | None = None
    parts: tuple[tuple[str, ...], ...] = ()
    batch: str = ""


class _BadLine(Exception):
    """What is wrong with one line, as the rest of a sentence."""


def read_decisions(path: Path) -> list[DecisionLine]:
    """The decisions of a file, one JSON object a line; keys that are not known are ignored.

    Raises :class:`BadInput` naming every bad line; then no line is taken.
    """
    source = read_bytes(path)
    refuse_foreign(path.name, source)
    lines: list[DecisionLine] = []
    problems: list[str] = []
    for number, words in enumerate(decode(source).text.split("\n"), 1):
        if not words.strip():
            continue
        try:
            lines.append(_line(number, _object(words)))
        except _BadLine as bad:
            problems.append(f"Line {number}: {bad}")
    if problems:
        raise BadInput(f"{path.name}: no decision was taken:", problems)
    if not lines:
        raise BadInput(f"{path.name} has no decisions in it; is it the right file?")
    return lines


def _object(words: str) -> Mapping[str, Any]:
    try:
        found = json.loads(words)
    except (ValueError, RecursionError):
        raise _BadLine("this is not JSON; write one object {…} on a line.") from None
    if not isinstance(found, dict):
        raise _BadLine("this is no JSON object {…}.")
    return found


def _line(number: int, found: Mapping[str, Any]) -> DecisionLine:
    return DecisionLine(
        number=number,
        difference=_text(found, "difference", needed=True),
        outcome=_outcome(found),
        reading=_reading(found),
        result=tuple(_result(item) for item in _list(found, "result")),
        reason=_text(found, "reason"),
        note=_text(found, "note"),
        proposed_by=_text(found, "proposed_by"),
        assent=tuple(_assent(item) for item in _list(found, "assent")),
        id=_text(found, "id") or None,
        transcript=_text(found, "transcript") or None,
        supersedes=_text(found, "supersedes") or None,
        decided_at=_text(found, "decided_at"),
        meeting=_text(found, "meeting"),
        seconds=_seconds(found),
        parts=tuple(_part(item) for item in _list(found, "parts")),
        batch=_text(found, "batch"),
    )


def _text(found: Mapping[str, Any], key: str, *, needed: bool = False) -> str:
    words = found.get(key)
    if words is None or words == "":
        if needed:
            raise _BadLine(f"“{key}” is missing.")
        return ""
    if not isinstance(words, str):
        raise _BadLine(f"“{key}” must be text in quotation marks.")
    try:
        words.encode("utf-8")
    except UnicodeEncodeError:
        raise _BadLine(f"“{key}” has half a character in it (a lone surrogate).") from None
    return words


def _outcome(found: Mapping[str, Any]) -> Outcome:
    word = _text(found, "outcome", needed=True)
    try:
        return Outcome(word)
    except ValueError:
        allowed = ", ".join(Outcome)
        raise _BadLine(f"“{word}” is no outcome; the outcomes are {allowed}.") from None


def _reading(found: Mapping[str, Any]) -> int | str | None:
    reading = found.get("reading")
    if isinstance(reading, str):
        return int(reading) if reading.isascii() and reading.isdigit() else reading or None
    if reading is not None and (type(reading) is not int or reading < 1):
        raise _BadLine("“reading” must be a number from 1 or a coder's name.")
    return reading


def _seconds(found: Mapping[str, Any]) -> float | None:
    seconds = found.get("seconds")
    if seconds is None:
        return None
    if type(seconds) not in (int, float) or not 0 <= seconds < 1e9:
        raise _BadLine("“seconds” must be a number.")
    return float(seconds)


def _list(found: Mapping[str, Any], key: str) -> list[Any]:
    items = found.get(key)
    if items is None:
        return []
    if key == "assent" and isinstance(items, dict):
        return [{"coder": coder, "stance": stance} for coder, stance in items.items()]
    if not isinstance(items, list):
        raise _BadLine(f"“{key}” must be a list [ … ].")
    return items


def _part(item: object) -> tuple[str, ...]:
    if not isinstance(item, list) or not all(isinstance(coding, str) for coding in item):
        raise _BadLine("every one of the “parts” must be a list of the ids of codings.")
    return tuple(item)


def _result(item: object) -> ResultLine:
    if not isinstance(item, dict):
        raise _BadLine("every “result” must be an object with code, start and end.")
    start, end = item.get("start"), item.get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start < end:
        raise _BadLine("a “result” needs whole numbers start and end, start before end.")
    return ResultLine(_text(item, "code", needed=True), start, end)


def _assent(item: object) -> AssentLine:
    """``{"coder": …, "stance": …}``, or a name alone for one who agrees."""
    if isinstance(item, str) and item:
        return AssentLine(item, "agree")
    if not isinstance(item, dict):
        raise _BadLine("every “assent” must be a coder's name, or an object with coder and stance.")
    stance = _text(item, "stance") or "agree"
    if stance not in STANCES:
        raise _BadLine(f"“{stance}” is no stance; the stances are {', '.join(STANCES)}.")
    return AssentLine(_text(item, "coder", needed=True), stance, _text(item, "at"))
