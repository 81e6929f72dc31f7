"""The coding unit of a code, around a caret or around a selection.

With a caret alone the unit around it is coded; with a selection, the selection, its ends snapped
out to words, and out to the whole unit where the code's rule says "entire" or "whole".
"""

import re
from collections.abc import Callable

from qcoder.domain.codebook import Code, CodingUnit
from qcoder.domain.sentences import sentence_at, sentences_in
from qcoder.domain.spans import Span
from qcoder.domain.stories import propose_story, span_of_turns, spoken_turn_at, whole_turn
from qcoder.domain.transcript import Transcript
from qcoder.domain.words import grown_to_words, word_at

_WHOLE = re.compile(r"\b(?:entire|whole)\b", re.IGNORECASE)


def unit_at(
    transcript: Transcript, position: int, unit: CodingUnit, story: Span | None = None
) -> Span | None:
    """The unit around a caret; None where there is none, as in a label or between two words.

    ``story`` is the one the coder has set: it comes before a proposed one if the caret is in it
    or at its end. A code whose unit is free gets the sentence, the least that can be understood
    by itself. A section lasts from its first speech to its last, its heading left out.
    """
    if unit is CodingUnit.STORY and story and story.start <= position <= story.end:
        return story
    return _UNIT_AT[unit](transcript, position)


def asks_for_whole(code: Code) -> bool:
    """Whether the code's rule wants its unit undivided."""
    return _WHOLE.search(code.rule) is not None


def snapped(
    transcript: Transcript, span: Span, code: Code, story: Span | None = None
) -> Span | None:
    """What is coded when ``span`` is selected; None where nothing of it is speech.

    The ends go out to words. Where the rule asks for the whole unit they go out to it:

    * sentence and turn: out to the ends of those that are touched;
    * story: out to the coder's ``story`` if the selection lies in it. Else, a selection inside
      one turn points at the story proposed there, and one across turns says itself from which
      turn to which the story lasts;
    * section: a selection across turns says itself which they are; one inside a turn points at
      the section of the guide.
    """
    words = grown_to_speech(transcript, span)
    if words is None or not asks_for_whole(code):
        return words
    return whole_unit(transcript, words, code.unit, story)


def grown_to_speech(transcript: Transcript, span: Span) -> Span | None:
    """``span`` with cut words taken in, and with no label, stamp or blank at its ends."""
    speech = transcript.clipped_to_speech(span)
    return transcript.clipped_to_speech(grown_to_words(transcript.text, speech)) if speech else None


def whole_unit(
    transcript: Transcript, span: Span, unit: CodingUnit, story: Span | None = None
) -> Span:
    """``span`` grown to whole units, as :func:`snapped` says; words and free units are as they are.

    ``span`` must begin and end in speech.
    """
    turns = grown_to_turns(transcript, span)
    if unit is CodingUnit.SENTENCE:
        touched = sentences_in(transcript, span)
        return touched[0].hull(touched[-1])
    if unit is CodingUnit.TURN:
        return turns
    if unit is CodingUnit.STORY:
        return _whole_story(transcript, span, turns, story)
    if unit is CodingUnit.SECTION:
        if len(transcript.turn_numbers(span)) > 1:
            return turns
        return (section_at(transcript, span.start) or turns).hull(turns)
    return span


def grown_to_turns(transcript: Transcript, span: Span) -> Span:
    """From the first word of the first turn touched to the last word of the last."""
    turns = transcript.turn_numbers(span)
    return span_of_turns(transcript, turns[0], turns[-1]) or span


def section_at(transcript: Transcript, position: int) -> Span | None:
    """The speech of a section of the guide, from its first word to its last."""
    section = transcript.section_at(position)
    return transcript.clipped_to_speech(section.span) if section else None


def _whole_story(transcript: Transcript, span: Span, turns: Span, story: Span | None) -> Span:
    if story and story.contains(span):
        return story
    if len(transcript.turn_numbers(span)) > 1:
        return turns
    return propose_story(transcript, span.start) or turns


def _word_at(transcript: Transcript, position: int) -> Span | None:
    word = word_at(transcript.text, position)
    return transcript.clipped_to_speech(word) if word else None


def _turn_at(transcript: Transcript, position: int) -> Span | None:
    number = spoken_turn_at(transcript, position)
    return whole_turn(transcript, number) if number is not None else None


_UNIT_AT: dict[CodingUnit, Callable[[Transcript, int], Span | None]] = {
    CodingUnit.WORD: _word_at,
    CodingUnit.SENTENCE: sentence_at,
    CodingUnit.TURN: _turn_at,
    CodingUnit.STORY: propose_story,
    CodingUnit.SECTION: section_at,
    CodingUnit.FREE: sentence_at,
}
