"""The story around a place, proposed from the turns.

A story is one experience told by one person: from the teller's first turn to the last, with what
the others throw in and the moderator's probes inside. From the turns alone it is told like this:

* A participant who speaks more than a few words (``BACK_CHANNEL``) tells something. Fewer, from
  anybody else, are a back-channel or an aside: the story goes on if the teller does.
* The moderator's turn is a probe if it is short (``PROBE``), is no invitation to all, and the
  teller is the next to answer it. Otherwise it opens a new question, and the story is over.
* Another participant who speaks at length ends it, and so does the border of a section.
* A short turn that is in nobody's story is proposed alone; the moderator's, not at all.

So the stories of a transcript are disjoint, and wherever in a story the caret is, the same story
is proposed. Coders then stretch it turn by turn.

Measured on the sample study (six invented groups; 244 stretches that one coder's story codes cover
together; the caret in the longest turn): the first turn is theirs for 73 %, the last for 65 %, both
for 52 %, both to within a turn for 59 %. Two coders, where both coded, choose the same two turns
for 67 %, to within a turn for 75 %. Most often the proposal goes on where coders stop: at the probe
for the lesson.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

from qcoder.domain.spans import Span
from qcoder.domain.transcript import SpeakerRole, Transcript
from qcoder.domain.words import WORD

BACK_CHANNEL = 12
"""Words with which nobody takes the floor; from 8 to 20 the proposals hardly differ."""
PROBE = 20
"""Words of a probe: the study's guide has none over 16, and moderators say thank you first."""

# Chinese and Japanese put no blanks between words: there each character counts for one.
_SAID = re.compile(rf"\[[^\[\]\n]*\]|[\u3040-\u30ff\u3400-\u9fff]|{WORD.pattern}")
# English only. In other languages a probe is told by its length and by who answers.
_INVITATION = re.compile(
    r"\b(?:do|does|would|will|has|have|is|are|can|could) (?:any|some)(?:one|body)\b"
    r"|\b(?:any|some)(?:one|body) else\b",
    re.IGNORECASE,
)


def propose_story(transcript: Transcript, position: int) -> Span | None:
    """The story around a caret, from the teller's first word to the last.

    None in a question of the moderator's that belongs to no story, and where nobody speaks.
    Without speakers a paragraph stands for a story.
    """
    number = spoken_turn_at(transcript, position)
    if number is None:
        return None
    turns = _Discussion.around(transcript, number).story_of(number)
    return span_of_turns(transcript, *turns) if turns else None


def stretched(transcript: Transcript, span: Span, first: int, last: int) -> Span:
    """``span`` with its ends moved by whole turns: out where positive, in where negative.

    The first step out from inside a turn takes in the rest of it; at 0 an end stays where it is.
    At least one turn is left, and past the ends of the transcript nothing moves.
    """
    words = transcript.clipped_to_speech(span)
    if words is None:
        return span
    turns = [n for n in transcript.turn_numbers(words) if whole_turn(transcript, n)]
    whole = span_of_turns(transcript, turns[0], turns[-1]) or words
    end = _moved(transcript, turns[-1], last, 1, is_cut=words.end < whole.end)
    start = _moved(transcript, turns[0], first, -1, is_cut=whole.start < words.start)
    end = max(end, turns[0])
    whole = span_of_turns(transcript, min(start, end), end) or words
    return Span(whole.start if first else span.start, whole.end if last else span.end)


def _moved(transcript: Transcript, turn: int, steps: int, out: int, *, is_cut: bool) -> int:
    """The turn so many steps further; turns in which nothing is said are passed over."""
    steps -= 1 if steps > 0 and is_cut else 0
    way = out if steps > 0 else -out
    ahead = range(turn + way, len(transcript.turns) if way > 0 else -1, way)
    passed = list(islice((n for n in ahead if whole_turn(transcript, n)), abs(steps)))
    return passed[-1] if passed else turn


def span_of_turns(transcript: Transcript, first: int, last: int) -> Span | None:
    """From the first word of one turn to the last of another; None where nothing is said."""
    turns = transcript.turns
    return transcript.clipped_to_speech(Span(turns[first].span.start, turns[last].span.end))


def whole_turn(transcript: Transcript, number: int) -> Span | None:
    """A turn from its first word to its last; None where nothing is said."""
    return span_of_turns(transcript, number, number)


def spoken_turn_at(transcript: Transcript, position: int) -> int | None:
    """The number of the turn that has the caret, in its label too; None between turns."""
    number = transcript.turn_number_at(position)
    if number is None or position > transcript.turns[number].span.end:
        return None
    return number if whole_turn(transcript, number) else None


def words_said(text: str, piece: Span) -> Iterator[Span]:
    """The words of a piece of speech one by one; those of marks as "[laughter]" are not said."""
    for match in _SAID.finditer(text, piece.start, piece.end):
        if not match[0].startswith("["):
            yield Span(match.start(), match.end())


@dataclass(frozen=True, slots=True)
class _Discussion:
    """The turns of one section, ``first`` to before ``stop``, outside of which no story goes on."""

    transcript: Transcript
    first: int
    stop: int

    @classmethod
    def around(cls, transcript: Transcript, number: int) -> "_Discussion":
        starts = [section.span.start for section in transcript.structure.sections]
        at = transcript.turns[number].span.start
        low = max((start for start in starts if start <= at), default=0)
        high = min((start for start in starts if start > at), default=len(transcript.text))
        turns = transcript.turn_numbers(Span(low, high))
        is_from_before = transcript.turns[turns.start].span.start < low
        return cls(transcript, turns.start + is_from_before, turns.stop)

    def story_of(self, number: int) -> tuple[int, int] | None:
        """The first and the last turn of the story that ``number`` is in."""
        for teller in self._tellers_near(number):
            first, last = self._first(teller), self._last(teller)
            if first <= number <= last:
                return first, last
        return None if self._role(number) is SpeakerRole.MODERATOR else (number, number)

    def _tellers_near(self, number: int) -> Iterator[int]:
        """The nearest turn at length up to here, then the nearest from here on."""
        before, after = range(number, self.first - 1, -1), range(number + 1, self.stop)
        for turns in (before, after):
            yield from islice((turn for turn in turns if self._is_at_length(turn)), 1)

    def _last(self, turn: int) -> int:
        following = self._next(turn)
        while following is not None:
            turn, following = following, self._next(following)
        return turn

    def _first(self, turn: int) -> int:
        """Where the story begins; not before the end of the one that is told before it."""
        low = self._end_of_story_before(turn)
        before = self._previous(turn, low)
        while before is not None:
            turn, before = before, self._previous(before, low)
        return turn

    def _end_of_story_before(self, turn: int) -> int:
        teller = self._speaker(turn)
        for other in range(turn - 1, self.first - 1, -1):
            if self._is_at_length(other) and self._speaker(other) != teller:
                return self._last(other)
        return self.first - 1

    def _next(self, turn: int) -> int | None:
        """The turn with which the teller goes on, unless the story is over."""
        teller = self._speaker(turn)
        is_asked = False
        for other in range(turn + 1, self.stop if teller else turn):
            if self._speaker(other) == teller:
                return other
            role = self._role(other)
            if self._takes_the_floor(other) or (is_asked and role is SpeakerRole.PARTICIPANT):
                return None
            is_asked = is_asked or role is SpeakerRole.MODERATOR
        return None

    def _previous(self, turn: int, low: int) -> int | None:
        """The turn that the teller went on from, if it comes after ``low``."""
        for other in range(turn - 1, low, -1):
            if self._speaker(other) == self._speaker(turn):
                return other if self._next(other) == turn else None
        return None

    def _takes_the_floor(self, turn: int) -> bool:
        if self._role(turn) is not SpeakerRole.MODERATOR:
            return self._is_at_length(turn)
        return self._is_longer(turn, PROBE) or any(
            _INVITATION.search(self.transcript.text, piece.start, piece.end)
            for piece in self.transcript.turns[turn].speech
        )

    def _is_at_length(self, turn: int) -> bool:
        is_a_person = self._role(turn) in (SpeakerRole.PARTICIPANT, SpeakerRole.UNKNOWN)
        return is_a_person and self._is_longer(turn, BACK_CHANNEL)

    def _is_longer(self, turn: int, count: int) -> bool:
        words = chain.from_iterable(
            words_said(self.transcript.text, piece) for piece in self.transcript.turns[turn].speech
        )
        return next(islice(words, count, None), None) is not None

    def _speaker(self, turn: int) -> str | None:
        return self.transcript.turns[turn].speaker

    def _role(self, turn: int) -> SpeakerRole:
        return self.transcript.roles.get(self._speaker(turn) or "", SpeakerRole.UNKNOWN)
