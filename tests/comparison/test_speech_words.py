"""Words of speech, looked up, against the same counted one by one."""

from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from qcoder.comparison.grain import WordCount
from qcoder.comparison.speech_words import SpeechWords, Stretch
from qcoder.domain.fillers import ENGLISH
from qcoder.domain.spans import Span
from qcoder.domain.words import words_in
from tests.comparison.test_properties import SPANS, TEXT, TRANSCRIPT

WORDS = SpeechWords.of(TRANSCRIPT, ENGLISH)
SPOKEN = [words_in(TEXT, piece) for piece in TRANSCRIPT.speech]
FLAGS = [ENGLISH.flags([TEXT[w.start : w.end] for w in words]) for words in SPOKEN]
MARKED = [*zip(chain(*SPOKEN), chain(*FLAGS), strict=True)]
"""Each word with whether it is a filler."""
CHARACTERS = [p for word, _ in MARKED for p in range(word.start, word.end)]
"""Where each word character of the transcript stands."""


@given(st.integers(0, len(TEXT)))
def test_characters_before_a_position_are_those_that_one_counts(position: int) -> None:
    assert WORDS.characters_before[position] == sum(p < position for p in CHARACTERS)


@given(SPANS)
def test_words_of_a_span_are_those_that_it_shares_a_character_with(span: Span) -> None:
    flags = [is_filler for word, is_filler in MARKED if word.overlaps(span)]
    assert WORDS.count(WORDS.stretch_of(span)) == WordCount(flags.count(False), flags.count(True))


@given(st.integers(0, len(CHARACTERS) - 1), st.integers(1, 30))
def test_a_stretch_stands_where_its_first_and_its_last_character_do(start: int, size: int) -> None:
    end = min(start + size, len(CHARACTERS))
    span = WORDS.span_of(Stretch(start, end))
    assert (span.start, span.end) == (CHARACTERS[start], CHARACTERS[end - 1] + 1)
