"""Choosing other words for a difference: an end at a time, by word, sentence or turn."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from enum import Enum

from PySide6.QtCore import QObject, Signal

from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript
from qcoder.domain.words import words_in

_SENTENCE_ENDS = ".?!…"
_CLOSERS = "\"'”’)]»"


class Step(Enum):
    """How far an end is moved."""

    WORD = "word"
    SENTENCE = "sentence"
    TURN = "turn"


class OtherWords(QObject):
    """The words the pair is choosing, always from the start of one word to the end of another.

    Signals:
        changed: the words are others now, or nothing is being chosen any more.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.span: Span | None = None
        self._transcript: Transcript | None = None
        self._words: list[Span] = []
        self._starts: list[int] = []

    @property
    def is_choosing(self) -> bool:
        """Whether words are being chosen."""
        return self.span is not None

    def begin(self, transcript: Transcript, span: Span) -> None:
        """Choose, beginning with ``span``."""
        if transcript is not self._transcript:
            self._read_words(transcript)
        self.take(span, begins=True)

    def _read_words(self, transcript: Transcript) -> None:
        self._transcript = transcript
        text = transcript.text
        self._words = [word for piece in transcript.speech for word in words_in(text, piece)]
        self._starts = [word.start for word in self._words]

    def take(self, span: Span, *, begins: bool = False) -> None:
        """Choose the words that ``span`` touches; nothing where it has none."""
        if not (begins or self.is_choosing):
            return
        first = bisect_right(self._starts, span.start) - 1
        if first < 0 or self._words[first].end <= span.start:
            first += 1
        last = bisect_left(self._starts, span.end) - 1
        if first <= last < len(self._words):
            self._set(first, last)

    def leave(self) -> None:
        """Choose no longer."""
        if self.span is not None:
            self.span = None
            self.changed.emit()

    def move_end(self, forward: bool, step: Step) -> None:
        """Take in more at the end, or let go of some; one word always stays."""
        if self.span is not None:
            first, last = self._ends()
            moved = self._moved(last, forward, step, is_end=True)
            self._set(first, max(first, moved))

    def move_start(self, forward: bool, step: Step) -> None:
        """Let go of some at the start, or take in more; one word always stays."""
        if self.span is not None:
            first, last = self._ends()
            moved = self._moved(first, forward, step, is_end=False)
            self._set(min(last, moved), last)

    def _ends(self) -> tuple[int, int]:
        assert self.span is not None
        first = bisect_left(self._starts, self.span.start)
        return first, bisect_left(self._starts, self.span.end) - 1

    def _set(self, first: int, last: int) -> None:
        span = Span(self._words[first].start, self._words[last].end)
        if span != self.span:
            self.span = span
            self.changed.emit()

    def _moved(self, word: int, forward: bool, step: Step, *, is_end: bool) -> int:
        way = 1 if forward else -1
        here = word + way
        while 0 < here < len(self._words) - 1 and not self._stops(here, step, is_end=is_end):
            here += way
        return min(max(here, 0), len(self._words) - 1)

    def _stops(self, word: int, step: Step, *, is_end: bool) -> bool:
        """Whether an end of that kind may rest at this word."""
        if step is Step.WORD:
            return True
        before, after = (word, word + 1) if is_end else (word - 1, word)
        if before < 0 or after >= len(self._words):
            return True
        if step is Step.TURN:
            return self._turn(before) != self._turn(after)
        return self._turn(before) != self._turn(after) or self._ends_sentence(before, after)

    def _turn(self, word: int) -> int | None:
        assert self._transcript is not None
        return self._transcript.turn_number_at(self._words[word].start)

    def _ends_sentence(self, before: int, after: int) -> bool:
        assert self._transcript is not None
        between = self._transcript.text[self._words[before].end : self._words[after].start]
        return between.rstrip().rstrip(_CLOSERS).endswith(tuple(_SENTENCE_ENDS))
