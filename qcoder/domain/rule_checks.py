"""Codings that break the rule of their code: pointed out with a correction, never refused.

What a rule asks for is read from the unit of the code and from the words "entire" and "whole":

* **word**: one name, of however many words. A name has no stop, semicolon, colon or dash inside,
  no pronoun and no form of "be", "have" or "do" (in English), and at most ``LONGEST_NAME`` words.
* **sentence**: as few words as possible, ideally a sentence. A part of a sentence is right; only
  words of more than one sentence are pointed out.
* **turn**, where the rule wants it whole: the coding must not begin or end inside a turn.
* **story** and **section**, where the rule wants them whole: the coding must not leave out part of
  the story that the coder has set. Without one, it must not begin or end inside a sentence: a
  story may begin in the middle of a turn, behind the answer to a question. Any such run may be a
  section: the codebook means a stretch of talk about a topic, not a part of the guide.
* These two may lack, at either end, fillers and ``MOST_CUT`` other words: whether "So, yeah"
  belongs to a story is no decision. Of the 347 story codings of the sample study 25 are pointed
  out so; it would be 246 if each had to be of whole turns.
* A free unit is never broken, nor is a rule that does not ask for the whole.

Stops, blanks and marks as "[laughter]" at the ends count for nothing, on either side. What
:func:`qcoder.domain.units.snapped` gives breaks no rule of turn, story, section, and a correction
breaks none at all.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from qcoder.domain.codebook import Code, CodingUnit
from qcoder.domain.coding import Coding
from qcoder.domain.fillers import ENGLISH
from qcoder.domain.ids import CodingId
from qcoder.domain.sentences import sentences_in
from qcoder.domain.spans import Span, span_or_none
from qcoder.domain.stories import words_said
from qcoder.domain.transcript import Transcript
from qcoder.domain.units import asks_for_whole, grown_to_speech, grown_to_turns, whole_unit
from qcoder.domain.words import trimmed_to_words, words_in

LONGEST_NAME = 6
"""Words of the longest certified specialty: female pelvic medicine and reconstructive surgery."""

MOST_CUT = 3
"""Words that a story or section may lack at an end, fillers not counted."""

# No comma: it may be part of a name (ear, nose, and throat), as may hyphen and slash (OB/GYN).
_BETWEEN_CLAUSES = re.compile(r"[;:…—]|\s[–-]\s|--")
# "US" and "IT" in capitals are names.
_SAYS_SOMETHING = re.compile(
    r"\b(?:I|[Yy]ou|[Hh]e|[Ss]he|[Ii]t|[Ww]e|[Tt]hey|me|him|them|us|[Ww]ho|[Tt]hat|[Tt]his"
    r"|am|[Ii]s|[Aa]re|[Ww]as|[Ww]ere|be|been|[Hh]ave|[Hh]as|[Hh]ad|[Dd]o|[Dd]oes|[Dd]id)\b"
    r"|\w['’](?:m|re|ve|ll|d|t)\b"
)


class RuleBreakKind(StrEnum):
    """In what way a coding is not what its rule asks for."""

    MORE_THAN_THE_WORD = "more than the word"
    MORE_THAN_A_SENTENCE = "more than a sentence"
    PART_OF_A_SENTENCE = "part of a sentence"
    PART_OF_A_TURN = "part of a turn"
    PART_OF_THE_STORY = "part of the story"


@dataclass(frozen=True, slots=True)
class RuleBreak:
    """One coding that is not what its code's rule asks for.

    ``sentence`` says so to the coder. ``correction`` is the span that would be right; None where
    only the coder can tell, as which of many words is meant.
    """

    coding: CodingId
    kind: RuleBreakKind
    sentence: str
    correction: Span | None


def check_coding(
    transcript: Transcript, coding: Coding, code: Code, story: Span | None = None
) -> RuleBreak | None:
    """How ``coding`` breaks the rule of ``code``; None where it keeps it.

    ``story`` is the one that its coder has set there. A proposed story binds nobody: without one
    set, any stretch of whole turns is a story.
    """
    span = grown_to_speech(transcript, coding.span)
    if span is None:
        return None
    found = _Case(transcript, span, code, story).broken()
    return RuleBreak(coding.id, *found) if found else None


_Found = tuple[RuleBreakKind, str, Span | None]


@dataclass(frozen=True, slots=True)
class _Case:
    """A coding to be judged: what was coded, grown to words, with what."""

    transcript: Transcript
    span: Span
    code: Code
    story: Span | None

    def broken(self) -> _Found | None:
        match self.code.unit:
            case CodingUnit.WORD:
                return self._more_than_the_word()
            case CodingUnit.SENTENCE:
                return self._more_than_a_sentence()
            case CodingUnit.TURN | CodingUnit.STORY | CodingUnit.SECTION:
                return self._less_than_the_whole() if asks_for_whole(self.code) else None
            case CodingUnit.FREE:
                return None

    def _more_than_the_word(self) -> _Found | None:
        words = trimmed_to_words(self.transcript.text, self.span)
        if words is None or self._is_name(words):
            return None
        sentence = f"This coding is longer than one name; {self._rule} asks for the word alone."
        return RuleBreakKind.MORE_THAN_THE_WORD, sentence, None

    def _is_name(self, span: Span) -> bool:
        text = self.transcript.text[span.start : span.end]
        count = len(words_in(self.transcript.text, span))
        if count == 1:
            return True
        is_one_clause = not (_BETWEEN_CLAUSES.search(text) or _SAYS_SOMETHING.search(text))
        return count <= LONGEST_NAME and is_one_clause and len(self._sentences()) < 2

    def _more_than_a_sentence(self) -> _Found | None:
        touched = self._sentences()
        if len(touched) > 1:
            sentence = (
                f"This coding has words of {len(touched)} sentences; {self._rule} asks for one."
            )
            return RuleBreakKind.MORE_THAN_A_SENTENCE, sentence, self._longest_of(touched)
        if not asks_for_whole(self.code) or not touched or not self._leaves_out(touched[0]):
            return None
        sentence = f"This coding is part of a sentence; {self._rule} asks for all of it."
        return RuleBreakKind.PART_OF_A_SENTENCE, sentence, touched[0]

    def _sentences(self) -> list[Span]:
        """The sentences of which a word is coded."""
        touched = sentences_in(self.transcript, self.span)
        return [each for each in touched if self._has_words(self.span.intersection(each))]

    def _longest_of(self, sentences: list[Span]) -> Span:
        """As much of one sentence as is coded, or all of it: the one with most of the coding."""
        parts = [(self.span.intersection(each) or each, each) for each in sentences]
        part, sentence = max(parts, key=lambda pair: len(pair[0]))
        return sentence if asks_for_whole(self.code) else part

    def _less_than_the_whole(self) -> _Found | None:
        turns = grown_to_turns(self.transcript, self.span)
        if self.code.unit is CodingUnit.TURN:
            is_cut = self._leaves_out(turns)
            return self._part_of(RuleBreakKind.PART_OF_A_TURN, turns) if is_cut else None
        whole = turns
        if self.code.unit is CodingUnit.STORY:
            whole = whole_unit(self.transcript, self.span, CodingUnit.STORY, self.story)
        if whole == self.story:
            is_cut = self._is_cut(whole)
            return self._part_of(RuleBreakKind.PART_OF_THE_STORY, whole) if is_cut else None
        is_cut = self._is_cut(turns) and self._cuts_a_sentence()
        return self._part_of(RuleBreakKind.PART_OF_A_TURN, whole) if is_cut else None

    def _part_of(self, kind: RuleBreakKind, whole: Span) -> _Found:
        unit = self.code.unit.value
        return kind, f"This coding is {kind.value}; {self._rule} asks for the whole {unit}.", whole

    def _leaves_out(self, whole: Span) -> bool:
        """Whether anything is said in ``whole`` that is not coded."""
        before = span_or_none(whole.start, self.span.start)
        return self._has_words(before) or self._has_words(span_or_none(self.span.end, whole.end))

    def _cuts_a_sentence(self) -> bool:
        touched = self._sentences()
        return bool(touched) and self._is_cut(touched[0].hull(touched[-1]))

    def _is_cut(self, whole: Span) -> bool:
        """Whether it lacks more of ``whole``, before or after, than matters to nobody."""
        ends = (span_or_none(whole.start, self.span.start), span_or_none(self.span.end, whole.end))
        return any(self._content_words(end) > MOST_CUT for end in ends if end)

    def _content_words(self, span: Span) -> int:
        text = self.transcript.text
        pieces = self.transcript.speech_in(span)
        words = [word for piece in pieces for word in words_said(text, piece)]
        return ENGLISH.flags([text[word.start : word.end] for word in words]).count(False)

    def _has_words(self, span: Span | None) -> bool:
        pieces = self.transcript.speech_in(span) if span else ()
        return any(any(words_said(self.transcript.text, piece)) for piece in pieces)

    @property
    def _rule(self) -> str:
        return f"the rule of “{self.code.label}”"
