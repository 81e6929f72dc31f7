"""Where the sentences of spoken words begin and end."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qcoder.domain.sentences import piece_at, sentence_at, sentences, sentences_in
from qcoder.domain.spans import Span
from tests.builders import a_transcript, span_of

WORDS = "She she I said Dr. a.m. U.S. e.g. No. 5 3.5 etc. J. [laughter] (laughs) [name] […]"
SIGNS = '“ ” " ‘ ’ ( ) — -- . ! ? ... … , 。 「 」 । ¿ ¡ Ωé'
BITS = [*WORDS.split(), *SIGNS.split(), ". . .", " ", "  ", "\n"]
speech = st.lists(st.sampled_from(BITS), min_size=1, max_size=24).map("".join)
spoken = st.one_of(speech, st.lists(speech, min_size=1, max_size=4).map(" ".join))


def cut(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "written",
    [
        "I go in first.|Then I read the chart.",
        "Why not?|Because!|Fine.",
        "You what?!|No way!!|Yes.",
        "i asked him.|he never said.|so i left",
        "is it?|yes it is.",
    ],
)
def test_a_stop_ends_a_sentence_with_or_without_a_capital_behind_it(written: str) -> None:
    assert cut(written.replace("|", " ")) == written.split("|")


@pytest.mark.parametrize(
    "sentence",
    [
        "I saw Dr. Smith and Mrs. Jones on St. Mary's ward.",
        "Mr. Okafor vs. the night team.",
        "We had three, e.g. the one with the drape, i.e. the first.",
        "At 4:45 a.m. you have nine patients.",
        "It is the U.S. Army that pays.",
        "He works in the U.S. and in the U.K. too.",
        "My Ph.D. advisor told me.",
        "J. K. Rowling sat beside Mr. J. Doe.",
        "Lectures, role play, etc. were fine.",
        "It was 3.5 hours, or 12.000 steps.",
        "See No. 5 on p. 12.",
        "Since Oct. of third year, and Jan. 5 most of all.",
        "La Dra. Pérez habló con el Sr. Gómez.",
        "Dr. [name] came in.",
        "DR. SMITH CAME IN.",
        "Ms. Lee has a point.",
    ],
)
def test_abbreviations_initials_and_decimals_end_nothing(sentence: str) -> None:
    assert cut(sentence) == [sentence]


@pytest.mark.parametrize(
    "written",
    [
        "We start at 8 a.m.|There is pizza.",
        "It happens in the U.S.|They never ask.",
        "Lectures, role play, etc.|Nobody liked it.",
        "No.|It isn't.",
        "That's plan B.|We had no plan C.",
        "So did I.|Then we left.",
        "She has MS.|I had no idea.",
        "I counted 12.|Nobody else did.",
    ],
)
def test_they_may_stand_at_the_end_of_a_sentence(written: str) -> None:
    assert cut(written.replace("|", " ")) == written.split("|")


@pytest.mark.parametrize(
    "sentence",
    [
        "I guess... so there was a girl.",
        "And I'm like... what?",
        "And I was... I had to go and stand outside.",
        "Well … maybe.",
        "We waited . . . and waited.",
        "“...Left.” is all he said.",
        "He read it […] and left.",
    ],
)
def test_an_ellipsis_is_a_hesitation(sentence: str) -> None:
    assert cut(sentence) == [sentence]


def test_an_ellipsis_before_a_capital_trails_off() -> None:
    assert cut("Mole, dinner, mole... So I give it back.") == [
        "Mole, dinner, mole...",
        "So I give it back.",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "She was—she was fast.",
        "We stand there like — like a jury.",
        "Mm— sorry, burrito.",
        "It was— I don't know.",
        "Her friend — Mary — knew.",
        "Was this at the—",
    ],
)
def test_a_dash_that_sets_apart_ends_nothing(sentence: str) -> None:
    assert cut(sentence) == [sentence]


@pytest.mark.parametrize("dash", ["—", "–", "--"])
def test_a_dash_that_breaks_off_ends_the_sentence(dash: str) -> None:
    assert cut(f"Was this at the{dash} The nurse came.") == [
        f"Was this at the{dash}",
        "The nurse came.",
    ]


@pytest.mark.parametrize(
    "written",
    [
        "She asks, “Who's feeding the cat?”|Because there was a photo.",
        'He goes "ow."|And we left.',
        "He left.|(This was in May.)|Then he came back.",
        "“You said ‘relax.’|Has anybody ever?”",
        "«Nadie pregunta.»|Y nadie escucha.",
    ],
)
def test_closing_quotes_and_brackets_belong_to_the_sentence(written: str) -> None:
    assert cut(written.replace("|", " ")) == written.split("|")


@pytest.mark.parametrize(
    "sentence",
    [
        "“What's the phone for?” she asked.",
        "“Good morning, belly!” to the belly.",
        "“Did you sleep?” I said.",
        "What (really?) happened?",
        "—¿Qué pasó? —dijo ella.",
    ],
)
def test_after_a_quote_the_sentence_may_go_on(sentence: str) -> None:
    assert cut(sentence) == [sentence]


def test_a_full_stop_in_quotes_ends_the_sentence_even_before_i_said() -> None:
    assert cut("“One thing about her.” I said her socks.") == [
        "“One thing about her.”",
        "I said her socks.",
    ]


def test_a_mark_belongs_to_the_sentence_before_it() -> None:
    assert cut("Not empty. [laughter] And she says. (laughs)") == [
        "Not empty. [laughter]",
        "And she says. (laughs)",
    ]


def test_a_mark_at_the_beginning_belongs_to_what_follows() -> None:
    assert cut("[laughter] Oh God, yes. [inaudible] flatten it.") == [
        "[laughter] Oh God, yes.",
        "[inaudible] flatten it.",
    ]


def test_a_mark_alone_is_a_sentence() -> None:
    assert cut("[laughter]") == ["[laughter]"]


@pytest.mark.parametrize(
    "written",
    [
        "¿Y tú?| ¡Nada!| Pues sí.",
        "वह चली गई।| मैं रुका रहा॥",
        "他说好。|然后走了！|真的？",
        "「はい。」と言った。|「いいえ。」|終わり。",
        "هل نمت؟| نعم.",
    ],
)
def test_other_scripts_have_their_own_stops(written: str) -> None:
    parts = written.split("|")
    assert cut("".join(parts)) == [part.strip() for part in parts]


def test_a_forgotten_blank_does_not_join_two_sentences() -> None:
    assert cut("We had no time.Then it was over!So we left.") == [
        "We had no time.",
        "Then it was over!",
        "So we left.",
    ]


@pytest.mark.parametrize("text", ["See example.com for it.", "At 7:15.30 sharp.", "A file.txt."])
def test_a_stop_inside_a_word_ends_nothing(text: str) -> None:
    assert cut(text) == [text]


def test_no_sentence_crosses_a_line_end() -> None:
    assert cut("And then\nshe left. \n\n So") == ["And then", "she left.", "So"]


@given(spoken)
@example("Yeah. [what? Ok] And")
def test_sentences_hold_all_that_is_no_blank_once_and_in_order(text: str) -> None:
    found = sentences(text, Span(0, len(text)))
    assert "".join("".join(text[s.start : s.end] for s in found).split()) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() for s in found)


@given(st.text(min_size=1, max_size=60), st.text(max_size=5))
def test_what_stands_around_a_piece_changes_nothing(text: str, around: str) -> None:
    piece = Span(len(around), len(around) + len(text))
    moved = [
        Span(s.start + piece.start, s.end + piece.start)
        for s in sentences(text, Span(0, len(text)))
    ]
    assert sentences(around + text + around, piece) == moved


@given(spoken, st.data())
def test_the_sentence_around_a_caret_is_one_of_them(text: str, data: st.DataObject) -> None:
    transcript = a_transcript("P1: " + " ".join(text.split()) + ".")
    (piece,) = transcript.turns[0].speech
    position = data.draw(st.integers(piece.start, piece.end))
    found = sentences(transcript.text, piece)
    assert sentence_at(transcript, position) == next(s for s in found if s.end >= position)


LONG = "P1: " + "It was fine, e.g. at 5 a.m., you know? [laughter] She said so... I think. " * 60


@given(st.integers(4, len(LONG)))
def test_far_away_words_do_not_matter(position: int) -> None:
    transcript = a_transcript(LONG)
    found = sentences(LONG, transcript.turns[0].speech[0])
    expected = next((s for s in found if s.end >= position), found[-1])
    assert sentence_at(transcript, position) == expected


@given(st.integers(4, len(LONG) - 1), st.integers(1, 400))
def test_a_span_touches_the_sentences_it_overlaps(start: int, length: int) -> None:
    transcript = a_transcript(LONG)
    span = Span(start, start + length)
    found = sentences(LONG, transcript.turns[0].speech[0])
    assert sentences_in(transcript, span) == [s for s in found if s.overlaps(span)]


TRANSCRIPT = a_transcript("P1: We left. They stayed.\nThen\n\nP2: Oh. Why?\nP3:")


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("We", "We left."),
        (" They", "We left."),
        ("They", "They stayed."),
        ("stayed", "They stayed."),
        ("Then", "Then"),
        ("Oh", "Oh."),
    ],
)
def test_a_caret_is_in_the_sentence_that_covers_it_or_ends_there(
    before: str, sentence: str
) -> None:
    position = span_of(TRANSCRIPT, before).start
    assert sentence_at(TRANSCRIPT, position) == span_of(TRANSCRIPT, sentence)


@pytest.mark.parametrize("place", ["P1", "1:", "P2", "P3", "\nP2"])
def test_there_is_no_sentence_in_a_label_or_between_turns(place: str) -> None:
    assert sentence_at(TRANSCRIPT, span_of(TRANSCRIPT, place).start) is None


def test_behind_the_last_blank_it_is_the_last_sentence() -> None:
    transcript = a_transcript("P1: We left. They stayed.   ")
    assert sentence_at(transcript, len(transcript.text)) == span_of(transcript, "They stayed.")


def test_a_paragraph_of_blanks_has_no_sentence() -> None:
    transcript = a_transcript("P1: Yes.\n   ")
    assert sentence_at(transcript, len(transcript.text) - 1) is None
    assert sentences_in(transcript, Span(9, 11)) == []


def test_no_sentence_crosses_a_turn() -> None:
    transcript = a_transcript("P1: And then she\nP2: Oh no.")
    whole = Span(0, len(transcript.text))
    assert sentences_in(transcript, whole) == [
        span_of(transcript, "And then she"),
        span_of(transcript, "Oh no."),
    ]


def test_a_piece_is_a_paragraph_of_a_turn() -> None:
    assert piece_at(TRANSCRIPT, span_of(TRANSCRIPT, "hen").start) == span_of(TRANSCRIPT, "Then")
    assert piece_at(TRANSCRIPT, 0) is None
    assert piece_at(a_transcript("# Closing"), 0) is None
