"""Where a line opens a turn, under each of the layouts in which transcripts are printed.

Every pattern looks at the head of a line only, so no length of paragraph makes it slow.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from qcoder.importers import stamps
from qcoder.importers.labels import fold, is_known, is_label, printed_form
from qcoder.importers.lines import Line


class Layout(Enum):
    """A family of line patterns; the value says it in words."""

    COLON = "label and colon before the words"
    STAMPED = "label and time before the words"
    BOLD = "label in bold"
    HEADING = "label in a heading style"
    TABBED = "label and tab before the words"
    ALONE = "label on a line of its own"


@dataclass(frozen=True, slots=True)
class TurnHead:
    """What may open a turn: a label with all that belongs to it on its line.

    ``start`` and ``end`` cover the label with its colon and a stamp between or behind.
    ``stamps`` are lines beside it that hold nothing but its time.
    """

    line: int
    label: str
    start: int
    end: int
    time: int | None = None
    stamps: tuple[int, ...] = ()
    is_doubtful: bool = False
    """A bare clock time stands before it: "10:30 Meeting:" is no speaker on its own."""
    is_alone: bool = False
    """Neither a colon nor words on its line: it could be a heading."""

    @property
    def folded(self) -> str:
        """The label as speakers are told apart."""
        return fold(self.label)


_LABEL = r"(?P<label>[^\W_][^:=\[\]<>#]{0,80}?)"
_COLON = re.compile(
    rf"\s*(?:\d{{1,5}}[.)]?\s+(?=[^\W\d_]))?"
    rf"(?:(?:(?P<before>{stamps.BRACKETED})|(?P<bare>{stamps.RANGE}))\s*[-–]?\s*)?"
    rf"@?{_LABEL}\s?(?P<inside>\s?{stamps.STAMP})?\s*:(?P<after>\s*{stamps.BRACKETED})?"
)
_DIGIT = re.compile(r"\d:?\d| seconds?")
_STAMP_BEHIND = re.compile(rf"\s*@?{_LABEL}\s*(?P<time>{stamps.BRACKETED})(?:\s*:)?(?:\s*-)?")
_STAMP_ENDS = re.compile(rf"\s*@?{_LABEL}\s+(?P<time>{stamps.RANGE}|{stamps.SPOKEN})\s*$")
_STAMP_FIRST = re.compile(rf"\s*(?P<time>{stamps.STAMP})\s*-?\s*{_LABEL}\s*$")
_IN_BRACKETS = re.compile(rf"\s*\[(?P<label>[^\]\[:]{{1,60}})\]\s*(?P<time>{stamps.STAMP})\s*$")
_IN_BRACKETS_COLON = re.compile(r"\s*\[(?P<label>[^\]\[:]{1,60})\]\s*:")
_EQUALS = re.compile(r"\s*(?P<label>[^\W\d_]{1,8}\d{0,2})\s?·?\s*=(?!=)")
_ALONE = re.compile(r"\s*@?(?P<label>[^\W_][^:=\[\]<>#]{0,80}?)\s*$")


def _head(
    line: Line, match: re.Match[str], time: str | None = None, *, is_alone: bool = False
) -> TurnHead | None:
    label = printed_form(match["label"])
    if not is_label(label):
        return None
    start, end = match.start("label"), match.end()
    if start and line.head[start - 1] in "[@":
        start -= 1
    while line.head[end - 1].isspace():
        end -= 1
    return TurnHead(
        line=line.number,
        label=label,
        start=line.position(start),
        end=line.position(end - 1) + 1,
        time=stamps.milliseconds(time) if time else None,
        is_alone=is_alone,
    )


def with_colon(line: Line) -> TurnHead | None:
    """``Label: words``, with a stamp before the label or on either side of the colon."""
    if "=" in line.head and (match := _EQUALS.match(line.head)) and match["label"].isupper():
        return _head(line, match)
    if ":" not in line.head:
        return None
    if match := _IN_BRACKETS_COLON.match(line.head):
        return _head(line, match)
    match = _COLON.match(line.head)
    if match is None or not _colon_ends_label(line.head, match):
        return None
    found = _head(line, match, _time_in(match) or _time_behind(line, match))
    return replace(found, is_doubtful=True) if found and match["bare"] else found


def _time_in(match: re.Match[str]) -> str | None:
    groups = (match[name] for name in ("before", "bare", "inside", "after"))
    return next((group for group in groups if group), None)


def _time_behind(line: Line, match: re.Match[str]) -> str | None:
    """A bare stamp, if it is all that follows the colon."""
    rest = line.head[match.end() :]
    return rest if line.complete and stamps.ALONE.fullmatch(rest) else None


def _colon_ends_label(head: str, match: re.Match[str]) -> bool:
    """False for ``wo::rd``, ``http://``, ``10:30`` and the like."""
    following = head[match.end() : match.end() + 1]
    if not following or following.isspace() or match["after"]:
        return True
    if following in ":/)" or following.isdigit():
        return False
    return not following.islower() or is_known(printed_form(match["label"]))


def with_stamp(line: Line) -> TurnHead | None:
    """Label and stamp without a colon: beside each other, or the stamp before the words."""
    if not _DIGIT.search(line.head):
        return None
    patterns = [_STAMP_BEHIND]
    if line.complete:
        patterns += [_STAMP_ENDS, _STAMP_FIRST, _IN_BRACKETS]
    for pattern in patterns:
        match = pattern.match(line.head)
        if match and (found := _head(line, match, match["time"])):
            return found
    return None


def alone(line: Line) -> TurnHead | None:
    """A line that is nothing but a label."""
    match = _ALONE.match(line.head) if line.complete else None
    return _head(line, match, is_alone=True) if match else None


def in_bold(line: Line) -> TurnHead | None:
    """A label in bold at the start, the words after it not; or alone on its line."""
    bold = line.bold()
    if bold == 0:
        return None
    if bold >= len(line.head.rstrip()):
        return alone(line) or _closed(with_colon(line), line)
    label = line.head[:bold].strip().rstrip(":").rstrip()
    if not is_label(printed_form(label)):
        return None
    start = line.head.index(label)
    end = start + len(label)
    colon = re.compile(r"\s*:").match(line.head, end)
    end = colon.end() if colon else end
    return TurnHead(
        line.number, printed_form(label), line.position(start), line.position(end - 1) + 1
    )


def _closed(head: TurnHead | None, line: Line) -> TurnHead | None:
    """``head`` if nothing follows it on its line."""
    ends = head is not None and head.end >= line.span.end
    return head if ends else None


def in_heading(line: Line) -> TurnHead | None:
    """A paragraph in a heading style that is nothing but a label."""
    if not line.hint.heading:
        return None
    return alone(line) or _closed(with_colon(line), line)


def with_tab(line: Line, text: str) -> TurnHead | None:
    """A label, a tab, the words: hand-typed, with a hanging indent."""
    tab = text.find("\t", line.span.start, line.position(len(line.head)))
    label = printed_form(text[line.span.start : tab]) if tab > 0 else ""
    if not label or ":" in label or not is_label(label):
        return None
    return TurnHead(line.number, label, line.span.start, tab)


def beside_stamps(lines: Sequence[Line], heads: Sequence[TurnHead]) -> list[TurnHead]:
    """Labels that stand alone on a line below or above a line with their time.

    A file has its stamps either before or behind its labels: the commoner order counts.
    """
    index_of = {line.number: index for index, line in enumerate(lines)}
    before = _with_times(lines, heads, index_of, -1)
    behind = _with_times(lines, heads, index_of, 1)
    return before if len(before) >= len(behind) else behind


def _with_times(
    lines: Sequence[Line], heads: Sequence[TurnHead], index_of: dict[int, int], step: int
) -> list[TurnHead]:
    found = []
    for head in heads:
        beside = index_of[head.line] + step
        if 0 <= beside < len(lines) and is_stamp(lines[beside]):
            time = stamps.milliseconds(lines[beside].head)
            found.append(replace(head, time=time, stamps=(lines[beside].number,)))
    return found


def is_stamp(line: Line) -> bool:
    """Whether the line has nothing but a time."""
    return line.complete and bool(stamps.ALONE.fullmatch(line.head))


def heads_of(lines: Sequence[Line], text: str) -> dict[Layout, list[TurnHead]]:
    """What every layout would take for the openings of turns."""
    finders: dict[Layout, Callable[[Line], TurnHead | None]] = {
        Layout.COLON: with_colon,
        Layout.STAMPED: with_stamp,
        Layout.BOLD: in_bold,
        Layout.HEADING: in_heading,
        Layout.TABBED: lambda line: with_tab(line, text),
        Layout.ALONE: alone,
    }
    found = {
        layout: [head for line in lines if (head := find(line))] for layout, find in finders.items()
    }
    beside = beside_stamps(lines, found[Layout.ALONE])
    taken = {head.line for head in found[Layout.STAMPED]}
    found[Layout.STAMPED] += [head for head in beside if head.line not in taken]
    found[Layout.STAMPED].sort(key=lambda head: head.line)
    return found
