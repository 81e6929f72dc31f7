"""The lines of a text, with a head in the form that labels are looked for in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qcoder.domain.spans import Span, span_or_none
from qcoder.importers.imported import LineHint, Place
from qcoder.importers.labels import INVISIBLE, MAX_LABEL

# A label, stamps on both sides of it, a line number; no pattern ever sees more of a line.
HEAD_LENGTH = MAX_LABEL + 97
_FIRST_WORDS = 60
_TO_BLANK = {ord(character): " " for character in "\t\u00a0\u2007\u202f\u2003\u2002\u2009\u3000"}
_INVISIBLE = frozenset(INVISIBLE)
_NO_HINT = LineHint()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the stored text.

    ``span`` has no outer blanks and is None for a blank line. ``head`` is the beginning of
    the line, all blanks plain and invisible characters dropped; ``complete`` says that the
    whole line is in it. ``offsets`` maps it back where characters were dropped.
    """

    number: int
    start: int
    span: Span | None
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
    """Every line of ``text``; ``hints`` are used if there is one for each."""
    raw_lines = text.split("\n")
    usable = hints if len(hints) == len(raw_lines) else ()
    start = 0
    for number, raw in enumerate(raw_lines):
        yield _line(number, start, raw, usable[number] if usable else _NO_HINT)
        start += len(raw) + 1


def _line(number: int, start: int, raw: str, hint: LineHint) -> Line:
    stripped = raw.strip()
    first = start + len(raw) - len(raw.lstrip())
    span = span_or_none(first, first + len(stripped))
    head = raw[:HEAD_LENGTH].translate(_TO_BLANK)
    offsets: tuple[int, ...] = ()
    if not head.isascii() and not _INVISIBLE.isdisjoint(head):
        offsets = tuple(i for i, character in enumerate(head) if character not in _INVISIBLE)
        head = "".join(head[i] for i in offsets)
    return Line(number, start, span, head, len(raw) <= HEAD_LENGTH, hint, offsets)


def place(line: Line, text: str) -> Place:
    """The line as reports name it."""
    if line.span is None:
        return Place(line.number + 1, "")
    words = text[line.span.start : line.span.end]
    cut = words if len(words) <= _FIRST_WORDS else words[:_FIRST_WORDS].rsplit(" ", 1)[0] + " …"
    return Place(line.number + 1, cut)
