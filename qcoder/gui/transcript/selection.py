"""Caret and selection: two positions, and how far a gesture reaches."""

from dataclasses import dataclass
from enum import Enum

from qcoder.domain.spans import Span, span_or_none
from qcoder.domain.transcript import Transcript
from qcoder.domain.words import word_at


class Grain(Enum):
    """What a gesture selects by: a drag after a double click takes word by word.

    Two clicks take the word, three the sentence, four the turn, as does one on its number.
    """

    CHARACTER = "character"
    WORD = "word"
    SENTENCE = "sentence"
    TURN = "turn"


@dataclass(slots=True)
class Selection:
    """Where the selection began and where the caret is; equal if nothing is selected."""

    anchor: int = 0
    caret: int = 0

    @property
    def raw(self) -> Span | None:
        """Everything between the two, labels included; what is painted."""
        return span_or_none(min(self.anchor, self.caret), max(self.anchor, self.caret))

    def in_speech(self, transcript: Transcript) -> Span | None:
        """What can be coded of it."""
        raw = self.raw
        return transcript.clipped_to_speech(raw) if raw else None

    def move(self, position: int, keeps_anchor: bool) -> None:
        """Put the caret somewhere."""
        self.caret = position
        if not keeps_anchor:
            self.anchor = position

    def take(self, span: Span) -> None:
        """Select a span, caret at its end."""
        self.anchor, self.caret = span.start, span.end

    def reach(self, pressed: Span, now: Span) -> None:
        """Select from what was pressed to what is under the mouse now, both whole."""
        if now.start < pressed.start:
            self.anchor, self.caret = pressed.end, now.start
        else:
            self.anchor, self.caret = pressed.start, max(now.end, pressed.end)


def snapped_to_words(transcript: Transcript, span: Span) -> Span:
    """The span with words that it cuts taken in whole."""
    first = word_around(transcript.text, span.start)
    last = word_around(transcript.text, span.end)
    start = first.start if first and first.end > span.start else span.start
    end = last.end if last and last.start < span.end else span.end
    return Span(start, end)


def word_around(text: str, position: int) -> Span | None:
    """The word that covers a position or ends there; None between words."""
    # The domain looks from the start of the line, and a line may have any length.
    start = max(text.rfind(blank, 0, max(0, position - 1)) for blank in " \n") + 1
    ends = [text.find(blank, position) for blank in " \n"]
    stop = min((end for end in ends if end >= 0), default=len(text))
    found = word_at(text[start:stop], position - start)
    return Span(found.start + start, found.end + start) if found else None
