from unicodedata import category, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcoder.domain import search_patterns
from qcoder.domain.errors import QCoderError
from qcoder.domain.search import EVERYWHERE, Hit, Scope, hit_at
from qcoder.domain.search_patterns import Query, matches
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Structure, Transcript, Turn
from tests.builders import a_transcript
from tests.finding import find_spans

TALK = """# I. A lesson
Moderator: What do you remember of that time?
P1: We never had the time. Time flew.
[00:01:05] P2: Part-time it was,
at all times. Surgery!
# II. Technology
P1: No time."""


def words(query: Query, text: str = TALK, scope: Scope = EVERYWHERE) -> list[str]:
    transcript = a_transcript(text)
    spans = find_spans(transcript, query, scope)
    return [transcript.text[span.start : span.end] for span in spans]


def hits(transcript: Transcript, query: Query, scope: Scope = EVERYWHERE) -> list[Hit]:
    return [hit_at(transcript, span) for span in find_spans(transcript, query, scope)]


def found(text: str, typed: str, *, whole: bool = False) -> list[str]:
    return [text[s.start : s.end] for s in matches(text, Query(typed, whole_words=whole))]


def regex(pattern: str) -> Query:
    return Query(pattern, is_regex=True)


def test_case_does_not_count() -> None:
    assert words(Query("TIME")) == ["time", "time", "Time", "time", "time", "time"]


def test_case_counts_where_it_is_asked_for() -> None:
    assert words(Query("Time", matches_case=True)) == ["Time"]


def test_whole_words_are_not_found_inside_longer_ones() -> None:
    assert len(words(Query("time", whole_words=True))) == 5
    assert words(Query("tim", whole_words=True)) == []


@pytest.mark.parametrize("typed", ["P1", "Moderator", "00:01", "lesson", "#", ":"])
def test_labels_stamps_and_headings_are_not_searched(typed: str) -> None:
    assert words(Query(typed)) == []


def test_words_are_found_over_two_paragraphs_of_one_turn() -> None:
    assert words(Query("was, at all")) == ["was,\nat all"]


def test_words_are_not_found_over_two_turns() -> None:
    assert words(Query("time? We")) == []


def test_a_stamp_between_two_paragraphs_of_a_turn_does_not_hinder() -> None:
    text = "We had [01:05] no time."
    turn = Turn(Span(0, len(text)), (Span(0, 7), Span(14, len(text))))
    transcript = Transcript(a_transcript().id, "FG1", text, Structure((turn,)))
    (hit,) = hits(transcript, Query("had no"))
    assert (hit.span, hit.words, hit.before, hit.after) == (Span(3, 17), "had no", "We ", " time.")
    assert hits(transcript, Query("01")) == []


@pytest.mark.parametrize("typed", ["the  time", " the\ttime ", "the\ntime"])
def test_blanks_are_folded(typed: str) -> None:
    assert words(Query(typed)) == ["the time"]


@pytest.mark.parametrize("typed", ["", "  "])
def test_without_words_nothing_is_found(typed: str) -> None:
    assert words(Query(typed)) == []
    assert words(regex(typed)) == []


def test_signs_mean_themselves_in_plain_words() -> None:
    assert words(Query(".*")) == []
    assert words(Query("!")) == ["!"]


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("I don’t know", "don't"),
        ("I don't know", "don’t"),
        ("“Fine”", '"fine"'),
        ("part‑time", "part-time"),
        ("café", "cafe\u0301"),
        ("cafe\u0301", "café"),
        ("com\u00adpas\u00adsion", "compassion"),
    ],
)
def test_what_looks_the_same_is_found(text: str, typed: str) -> None:
    assert found(text, typed) == [text] or len(found(text, typed)[0]) == len(typed)


@pytest.mark.parametrize(
    ("text", "typed"),
    [("cafe\u0301", "cafe"), ("café", "cafe"), ("👩‍⚕️", "👩"), ("👍🏽", "👍"), ("हिन्दी", "हिन्द")],
)
def test_no_character_is_cut(text: str, typed: str) -> None:
    assert found(text, typed) == []


@pytest.mark.parametrize(
    ("text", "typed", "is_found"),
    [
        ("part-time", "time", True),
        ("time’s", "time", True),
        ("times", "time", False),
        ("bedtime", "time", False),
        ("time_1", "time", False),
        ("हिन्दी", "न", False),
        ("\u200fזמן\u200f", "זמן", True),
        ("mis\u00adtime", "time", False),
        ("xa a a", "a a", True),
        ("(time)", "(time)", True),
    ],
)
def test_what_a_whole_word_is(text: str, typed: str, is_found: bool) -> None:
    assert bool(found(text, typed, whole=True)) is is_found


def test_a_regular_expression_is_searched() -> None:
    assert words(regex(r"\bt\w+"))[:3] == ["that", "time", "the"]
    assert words(Query(r"t\w+", is_regex=True, whole_words=True, matches_case=True))[0] == "that"


def test_ends_of_a_paragraph_are_ends_of_a_line() -> None:
    assert words(regex(r"^\w+")) == ["What", "We", "Part", "at", "No"]
    assert words(regex(r"\W$")) == ["?", ".", ",", "!", "."]


def test_a_line_end_between_paragraphs_is_white_space_and_no_hit_of_its_own() -> None:
    assert words(regex(r",\sat")) == [",\nat"]
    assert words(regex(r"\n")) == []
    assert words(regex(r"\nat")) == ["at"]
    assert words(regex(r",\n")) == [","]


def test_matches_without_a_character_are_no_hits() -> None:
    assert words(regex("x*")) == []


@pytest.mark.parametrize(
    ("pattern", "place"),
    [
        ("(time", "at its end: missing )"),
        ("time)", "at character 5: unbalanced parenthesis"),
        ("[a", "at its end: unterminated character set"),
        ("*", "at character 1: nothing to repeat"),
        (r"a\p{nothing}", "at its end: unknown property"),
        ("a{99999999999999999999}", "at character 3: repeat count too big"),
    ],
)
def test_a_bad_pattern_is_refused_at_once_with_its_place(pattern: str, place: str) -> None:
    with pytest.raises(QCoderError) as refusal:
        find_spans(a_transcript(), regex(pattern))
    assert place in str(refusal.value)


def test_a_pattern_that_takes_too_long_is_given_up_with_its_turn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(search_patterns, "PATIENCE", 0.02)
    transcript = a_transcript("P1: a\nP2: " + 80 * "a" + "b")
    spans = find_spans(transcript, regex("(a|aa)+$"))
    assert next(spans) == Span(4, 5)
    with pytest.raises(QCoderError, match="takes too long on turn 2 of FG1; repeat less"):
        next(spans)


def test_a_pattern_that_takes_too_long_on_a_text_names_how_it_begins(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(search_patterns, "PATIENCE", 0.02)
    with pytest.raises(QCoderError, match="takes too long on “Well aaaaa"):
        list(matches("Well " + 80 * "a" + "b", regex("(a|aa)+$")))


@pytest.mark.parametrize("pattern", ["(a+)+$", "(?:a*)*b", r"(\w+\s?)*!", ".*.*.*b", "(x+x+)+y"])
def test_repetitions_that_are_repeated_are_searched(pattern: str) -> None:
    assert list(find_spans(a_transcript("P1: " + 500 * "ax "), regex(pattern))) == []


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Straße", "STRASSE"),
        ("STRASSE", "straße"),
        ("ﬁne", "fine"),
        ("ΣΟΦΟΣ", "σοφος"),
        ("Việt", "Vie\u0302\u0323t"),
        ("Vie\u0323\u0302t", "Việt"),
        ("שָׁלוֹם", "ש\u05c1\u05b8לו\u05b9ם"),
        ("한국", "\u1112\u1161\u11ab\u1100\u116e\u11a8"),
        ("ab\u200fc", "abc"),
        ("so\u00a0many \u2003 times", "so many times"),
    ],
)
def test_what_means_the_same_is_found_as_it_stands(text: str, typed: str) -> None:
    assert found(f"x {text} y", typed) == [text]


def test_case_that_counts_is_not_folded() -> None:
    assert list(matches("STRASSE", Query("straße", matches_case=True))) == []


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("café", "cafe"),
        ("cafe\u0301", "CAFE"),
        ("cafe", "café"),
        ("שָׁלוֹם", "שלום"),
        ("مُحَمَّد", "محمد"),
        ("Ångström", "angstrom"),
        ("don’t", "don't"),
        ("한국", "한국"),
    ],
)
def test_accents_do_not_count_where_they_are_to_be_ignored(text: str, typed: str) -> None:
    query = Query(typed, ignores_accents=True)
    assert [text[s.start : s.end] for s in matches(f"{text} so", query)] == [text]


def test_another_letter_is_no_accent() -> None:
    assert list(matches("한국", Query("하", ignores_accents=True))) == []
    assert list(matches("Bar", Query("Bär", ignores_accents=True))) == [Span(0, 3)]
    assert list(matches("Bor", Query("Bär", ignores_accents=True))) == []


def test_a_warning_about_a_pattern_is_none_of_the_researchers_concern() -> None:
    assert words(regex("[[!]")) == ["!"]


def test_only_the_chosen_speakers_are_searched() -> None:
    assert len(words(Query("time"), scope=Scope(speakers=frozenset({"P1"})))) == 3


def test_only_the_chosen_sections_are_searched() -> None:
    technology = Scope(sections=frozenset({"II. Technology"}))
    assert words(Query("time"), scope=technology) == ["time"]
    both = Scope(frozenset({"P2"}), frozenset({"I. A lesson"}))
    assert words(Query("time"), scope=both) == ["time", "time"]


def test_a_turn_that_goes_on_across_a_heading_is_searched_where_it_is_asked_for() -> None:
    text = "# I\nP1: One time.\n# II\nAnother time.\n# III\nThe third time."
    first = a_transcript(text)
    structure = Structure(
        (Turn(Span(4, len(text)), (Span(8, 17), Span(23, 36), Span(43, 58)), "P1", Span(4, 7)),),
        first.structure.speakers,
        first.structure.sections,
    )
    transcript = Transcript(first.id, "FG1", text, structure)
    scope = Scope(sections=frozenset({"I", "III"}))
    found_there = hits(transcript, Query("time"), scope)
    assert [hit.before for hit in found_there] == ["One ", "One time. Another time. The third "]


def test_unknown_speakers_and_sections_have_no_hits() -> None:
    assert words(Query("time"), scope=Scope(speakers=frozenset({"P9"}))) == []
    assert words(Query("time"), scope=Scope(sections=frozenset({"IX"}))) == []


def test_a_hit_says_where_it_is_and_what_stands_around_it() -> None:
    transcript = a_transcript("Moderator: So?\nP1: We   never had\nthe time. Never.")
    (hit,) = hits(transcript, Query("had the"))
    at = transcript.text.index("had")
    assert hit == Hit(transcript.id, Span(at, at + 7), 1, "We never ", "had the", " time. Never.")


def test_what_stands_around_a_hit_is_limited() -> None:
    (hit,) = hits(a_transcript("P1: " + "so " * 50 + "time" + " and" * 50), Query("time"))
    assert (len(hit.before), len(hit.after)) == (40, 40)


@given(st.text(alphabet="aAé ́\n.x"), st.text(alphabet="aé. ", min_size=1), st.booleans())
def test_what_is_found_is_what_was_typed_but_for_blanks_and_case(
    text: str, typed: str, whole: bool
) -> None:
    for words_found in found(text, typed, whole=whole):
        assert folded(words_found) == folded(typed)


def folded(text: str) -> str:
    return " ".join(normalize("NFC", text).casefold().split())


@given(st.text(alphabet="éeßsS כָּשׁ\u00a0", min_size=1, max_size=12))
def test_a_text_is_found_however_it_is_spelled(text: str) -> None:
    for form in ("NFC", "NFD"):
        for typed in (normalize(form, text), text.upper()):
            if typed.strip() and not category(text.strip()[0]).startswith("M"):
                assert found(normalize("NFC", text), typed) == [normalize("NFC", text).strip()]


@given(st.text(alphabet="ab()[]*+?{},2\\|.^$", max_size=12))
def test_any_pattern_is_searched_or_refused(pattern: str) -> None:
    try:
        spans = list(matches("abba (a)", regex(pattern)))
    except QCoderError:
        return
    assert spans == sorted(spans)
