from hypothesis import given
from hypothesis import strategies as st

from qcoder.domain.ids import TranscriptId
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Structure, Transcript, Turn
from qcoder.gui.transcript.shown_text import LONGEST_UNIT, Joint, ShownText, UnitKind
from tests.builders import a_transcript
from tests.gui.transcript.material import a_long_transcript


def shown_words(shown: ShownText) -> list[str]:
    return [shown.words_of(number) for number in range(len(shown))]


def test_labels_and_stamps_are_not_in_the_text_column() -> None:
    shown = ShownText(a_transcript("[00:01:05] P1: Hello.\nMore.\nModerator: So?"))

    assert shown_words(shown) == ["Hello.", "More.", "So?"]
    assert [unit.turn for unit in shown.units] == [0, 0, 1]
    assert [unit.joint for unit in shown.units] == [Joint.TURN, Joint.PARAGRAPH, Joint.TURN]


def test_a_label_on_a_line_of_its_own_leaves_no_empty_line() -> None:
    text = "P1:\nHello there.\n\nP2: Yes."
    turns = (
        Turn(Span(0, 16), (Span(4, 16),), "P1", Span(0, 3)),
        Turn(Span(18, 26), (Span(22, 26),), "P2", Span(18, 21)),
    )
    shown = ShownText(Transcript(TranscriptId("t"), "t", text, Structure(turns)))

    assert shown_words(shown) == ["Hello there.", "Yes."]


def test_headings_lose_the_marks_that_made_them_one() -> None:
    shown = ShownText(a_transcript("P1: Yes.\n# Second part\nP1: No."))

    assert shown_words(shown) == ["Yes.", "Second part", "No."]
    assert shown.units[1].kind is UnitKind.HEADING


def test_front_matter_is_shown_as_an_aside_and_lines_with_only_times_are_not() -> None:
    text = "Recorded in May\n00:00:01.000 --> 00:00:02.000\nP1: Yes."
    start = text.index("P1")
    turn = Turn(Span(start, len(text)), (Span(start + 4, len(text)),), "P1", Span(start, start + 3))
    shown = ShownText(Transcript(TranscriptId("t"), "t", text, Structure((turn,))))

    assert shown_words(shown) == ["Recorded in May", "Yes."]
    assert shown.units[0].kind is UnitKind.ASIDE


def test_a_stamp_between_stretches_of_speech_is_shown_muted() -> None:
    text = "P1: Yes [00:10] and no."
    turn = Turn(Span(0, 23), (Span(4, 8), Span(15, 23)), "P1", Span(0, 3))
    shown = ShownText(Transcript(TranscriptId("t"), "t", text, Structure((turn,))))

    assert shown_words(shown) == ["Yes [00:10] and no."]
    assert [text[m.start : m.end] for m in shown.muted_in(0)] == ["[00:10]"]


def test_noises_are_muted_and_replaced_names_are_not() -> None:
    text = "P1: [laughter] At [hospital] we (crosstalk 00:12) did (long pause) it."
    shown = ShownText(a_transcript(text))

    muted = [text[m.start : m.end] for m in shown.muted_in(0)]
    assert muted == ["[laughter]", "(crosstalk 00:12)", "(long pause)"]


def test_a_long_paragraph_is_cut_and_nothing_is_lost() -> None:
    shown = ShownText(a_long_transcript(20_000, turns=False))

    assert "".join(shown_words(shown)) == shown.text
    assert all(unit.end - unit.start <= LONGEST_UNIT for unit in shown.units)
    assert [unit.joint for unit in shown.units[1:]] == [Joint.SEAMLESS] * (len(shown) - 1)
    assert all(shown.text[unit.end - 2] in ".?…" for unit in shown.units[:-1])


def test_a_long_paragraph_without_blanks_is_not_cut_inside_a_character() -> None:
    text = "e\u0301" * LONGEST_UNIT
    turn = Turn(Span(0, len(text)), (Span(0, len(text)),))
    shown = ShownText(Transcript(TranscriptId("t"), "t", text, Structure((turn,))))

    assert "".join(shown_words(shown)) == text
    assert all(unit.start % 2 == 0 for unit in shown.units)


@given(lines=st.lists(st.sampled_from(["P1: a b", "c 😀", "", "# h", "P2:", "  ", "M: [x] y"])))
def test_units_are_in_order_and_show_all_speech(lines: list[str]) -> None:
    transcript = a_transcript("\n".join(lines))
    shown = ShownText(transcript)
    positions = [p for unit in shown.units for p in range(unit.start, unit.end)]

    assert positions == sorted(set(positions))
    speech = {p for piece in transcript.speech for p in range(piece.start, piece.end)}
    assert {p for p in speech if not transcript.text[p].isspace()} <= set(positions)


@given(st.text(st.sampled_from("ab 😀\u0301"), min_size=1, max_size=30))
def test_places_in_a_unit_come_back(words: str) -> None:
    text = f"P1: x{words}x"
    shown = ShownText(a_transcript(text))
    unit = shown.units[0]

    for position in range(unit.start, unit.end + 1):
        local = shown.to_local(0, position)
        assert local == len(text[unit.start : position].encode("utf-16-le")) // 2
        assert shown.to_position(0, local) == position
