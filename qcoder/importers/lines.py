"""The lines of a text, with a head in the form that labels are looked for in."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qcoder.domain.spans import Span
from qcoder.importers.imported import LineHint, Place
from qcoder.importers.labels import INVISIBLE, MAX_LABEL

# A label, stamps on both sides of it, a line number; no pattern ever sees more of a line.
HEAD_LENGTH = MAX_LABEL + 97
_FIRST_WORDS = 60
_BLANK = re.compile("[\t\u00a0\u2002\u2003\u2007\u2009\u202f\u3000]")
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_WIDE_COLON = "\uff1a"
_NO_HINT = LineHint()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the stored text that is not blank.

    ``span`` has no outer blanks. ``head`` is the beginning of the line, all blanks plain and
    invisible characters dropped; ``complete`` says that the whole line is in it. ``offsets``
    maps it back where characters were dropped.
    """

    number: int
    start: int
    span: Span
    head: str
    complete: bool
    hint: LineHint = _NO_HINT
    offsets: tuple[int, ...] = ()

    def position(self, index: int) -> int:
        """The code point in the text of character ``index`` of the head, or of its end."""
        if not self.offsets:
            return self.start + index
        if index < len(self.offsets):
            return self.start + self.offsets[index]
        return self.start + self.offsets[-1] + 1

    def bold(self) -> int:
        """How many characters of the head are bold."""
        if not self.offsets:
            return min(self.hint.bold, len(self.head))
        return sum(offset < self.hint.bold for offset in self.offsets)


def lines_of(text: str, hints: Sequence[LineHint] = ()) -> Iterator[Line]:
    """Every line of ``text`` that is not blank.

    ``hints`` are used if there is one for each line, blank ones counted.
    """
    raw_lines = text.split("\n")
    usable = len(hints) == len(raw_lines)
    start = 0
    for number, raw in enumerate(raw_lines):
        if raw and not raw.isspace():
            yield _line(number, start, raw, hints[number] if usable else _NO_HINT)
        start += len(raw) + 1


def _line(number: int, start: int, raw: str, hint: LineHint) -> Line:
    first = start + len(raw) - len(raw.lstrip())
    span = Span(first, start + len(raw.rstrip()))
    head = raw[:HEAD_LENGTH]
    offsets: tuple[int, ...] = ()
    if not head.isascii() or "\t" in head:
        head, offsets = _plain(head)
    return Line(number, start, span, head, len(raw) <= HEAD_LENGTH, hint, offsets)


def _plain(head: str) -> tuple[str, tuple[int, ...]]:
    head = _BLANK.sub(" ", head).replace(_WIDE_COLON, ":")
    if not _INVISIBLE.search(head):
        return head, ()
    shown = [(i, c) for i, c in enumerate(head) if c not in INVISIBLE]
    return "".join(c for _, c in shown), tuple(i for i, _ in shown)


def place(line: Line, text: str) -> Place:
    """The line as reports name it."""
    words = text[line.span.start : min(line.span.end, line.span.start + 2 * _FIRST_WORDS)]
    if len(words) <= _FIRST_WORDS:
        return Place(line.number + 1, words)
    return Place(line.number + 1, words[:_FIRST_WORDS].rsplit(" ", 1)[0] + " …")
