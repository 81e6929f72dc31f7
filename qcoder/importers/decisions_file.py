"""Decisions as JSON lines: written by hand or by a script, or an exported log."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import NoneType
from typing import Any

from qcoder.domain.consensus import STANCES, Outcome
from qcoder.domain.errors import BadInput
from qcoder.importers.json_lines import BadLine, read_json_lines, text_in

_MAX_DIGITS = 9
"""More is no number of a reading, and more than some thousand no number to Python."""


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
class MemberLine:
    """A coding by its id, and what it was when an exported decision was taken."""

    coding: str
    code: str
    start: int
    end: int


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
    text_sha256: str = ""
    codebook_revision: int | None = None
    readings: tuple[MemberLine, ...] = ()
    meeting_held: Mapping[str, Any] | None = None
    """What the log tells of the meeting, checked to have the keys and kinds of an export."""


def read_decisions(path: Path) -> list[DecisionLine]:
    """The decisions of a file, one JSON object a line; keys that are not known are ignored.

    Raises :class:`BadInput` naming every bad line; then no line is taken.
    """
    lines = read_json_lines(path, _line, f"{path.name}: no decision was taken:")
    if not lines:
        raise BadInput(f"{path.name} has no decisions in it; is it the right file?")
    return lines


def _line(number: int, found: Mapping[str, Any]) -> DecisionLine:
    return DecisionLine(
        number=number,
        difference=text_in(found, "difference", needed=True),
        outcome=_outcome(found),
        reading=_reading(found),
        result=tuple(_result(item) for item in _list(found, "result")),
        reason=text_in(found, "reason"),
        note=text_in(found, "note"),
        proposed_by=text_in(found, "proposed_by"),
        assent=tuple(_assent(item) for item in _list(found, "assent")),
        id=text_in(found, "id") or None,
        transcript=text_in(found, "transcript") or None,
        supersedes=text_in(found, "supersedes") or None,
        decided_at=text_in(found, "decided_at"),
        meeting=text_in(found, "meeting"),
        seconds=_seconds(found),
        parts=tuple(_part(item) for item in _list(found, "parts")),
        batch=text_in(found, "batch"),
        text_sha256=text_in(found, "text_sha256") if found.get("id") else "",
        codebook_revision=_revision(found) if found.get("id") else None,
        readings=_members(found) if found.get("id") else (),
        meeting_held=_held(found) if found.get("id") and found.get("meeting") else None,
    )


def _revision(found: Mapping[str, Any]) -> int | None:
    revision = found.get("codebook_revision")
    if revision is not None and (type(revision) is not int or revision < 0):
        raise BadLine("“codebook_revision” must be a whole number.")
    return revision


_HELD: Mapping[str, tuple[type, ...]] = {
    "number": (int,),
    "round": (int,),
    "round_name": (str,),
    "opened_at": (str,),
    "closed_at": (str, NoneType),
    "present": (list,),
    "driver": (str, NoneType),
    "names_shown": (list,),
}


def _held(found: Mapping[str, Any]) -> Mapping[str, Any] | None:
    held = found.get("meeting_held")
    if held is None:
        return None
    is_one = isinstance(held, dict) and all(type(held.get(k)) in t for k, t in _HELD.items())
    if not is_one or not all(isinstance(n, str) for n in _listed_in(held)):
        raise BadLine("“meeting_held” is not as an exported log has it.")
    for words in (*_listed_in(held), *(w for w in held.values() if isinstance(w, str))):
        text_in({"meeting_held": words}, "meeting_held")
    return {key: held[key] for key in _HELD}


def _listed_in(held: Mapping[str, Any]) -> list[Any]:
    return [*held["present"], *held["names_shown"]]


def _members(found: Mapping[str, Any]) -> tuple[MemberLine, ...]:
    return tuple(_member(item) for item in _list(found, "readings"))


def _member(item: object) -> MemberLine:
    keys = {"coding": str, "code": str, "start": int, "end": int}
    if not isinstance(item, dict) or any(type(item.get(k)) is not t for k, t in keys.items()):
        raise BadLine("“readings” are not as an exported log has them.")
    return MemberLine(item["coding"], item["code"], item["start"], item["end"])


def _outcome(found: Mapping[str, Any]) -> Outcome:
    word = text_in(found, "outcome", needed=True)
    try:
        return Outcome(word)
    except ValueError:
        allowed = ", ".join(Outcome)
        raise BadLine(f"“{word}” is no outcome; the outcomes are {allowed}.") from None


def _reading(found: Mapping[str, Any]) -> int | str | None:
    reading = found.get("reading")
    if isinstance(reading, str):
        is_number = reading.isascii() and reading.isdigit() and len(reading) <= _MAX_DIGITS
        return int(reading) if is_number else text_in(found, "reading") or None
    if reading is not None and (type(reading) is not int or reading < 1):
        raise BadLine("“reading” must be a number from 1 or a coder's name.")
    return reading


def _seconds(found: Mapping[str, Any]) -> float | None:
    seconds = found.get("seconds")
    if seconds is None:
        return None
    if type(seconds) not in (int, float) or not 0 <= seconds < 1e9:
        raise BadLine("“seconds” must be a number.")
    return float(seconds)


def _list(found: Mapping[str, Any], key: str) -> list[Any]:
    items = found.get(key)
    if items is None:
        return []
    if key == "assent" and isinstance(items, dict):
        return [{"coder": coder, "stance": stance} for coder, stance in items.items()]
    if not isinstance(items, list):
        raise BadLine(f"“{key}” must be a list [ … ].")
    return items


def _part(item: object) -> tuple[str, ...]:
    if not isinstance(item, list) or not all(isinstance(coding, str) for coding in item):
        raise BadLine("every one of the “parts” must be a list of the ids of codings.")
    if not item:
        raise BadLine("one of the “parts” is empty; name its codings, or leave it out.")
    return tuple(item)


def _result(item: object) -> ResultLine:
    if not isinstance(item, dict):
        raise BadLine("every “result” must be an object with code, start and end.")
    start, end = item.get("start"), item.get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start < end:
        raise BadLine("a “result” needs whole numbers start and end, start before end.")
    return ResultLine(text_in(item, "code", needed=True), start, end)


def _assent(item: object) -> AssentLine:
    """``{"coder": …, "stance": …}``, or a name alone for one who agrees."""
    if isinstance(item, str) and item:
        return AssentLine(item, "agree")
    if not isinstance(item, dict):
        raise BadLine("every “assent” must be a coder's name, or an object with coder and stance.")
    stance = text_in(item, "stance") or "agree"
    if stance not in STANCES:
        raise BadLine(f"“{stance}” is no stance; the stances are {', '.join(STANCES)}.")
    return AssentLine(text_in(item, "coder", needed=True), stance, text_in(item, "at"))
