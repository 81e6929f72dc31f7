from dataclasses import replace

import pytest

from qcoder.domain.transcript import Speaker, SpeakerRole, Structure
from qcoder.importers import LineHint, read_structure
from qcoder.importers.structure import Recognised, recognise_structure


def recognised(*lines: str) -> Recognised:
    return recognise_structure("\n".join(lines))


def said(text: str, structure: Structure) -> list[tuple[str | None, str]]:
    return [
        (turn.speaker, "|".join(text[s.start : s.end] for s in turn.speech))
        for turn in structure.turns
    ]


def turns(*lines: str) -> list[tuple[str | None, str]]:
    text = "\n".join(lines)
    return said(text, read_structure(text))


TALK = ("Moderator: Who begins?", "P1: I do.", "P2: Me too.", "P1: No, me.")


def test_label_colon_and_turn_are_where_they_are_printed() -> None:
    text = "Moderator:  Hello there. \n  more\nP1: Hi."
    first = read_structure(text).turns[0]
    assert first.label is not None
    assert text[first.label.start : first.label.end] == "Moderator:"
    assert text[first.span.start : first.span.end] == "Moderator:  Hello there. \n  more"
    assert [text[s.start : s.end] for s in first.speech] == ["Hello there.", "more"]


def test_a_paragraph_without_a_label_continues_the_turn() -> None:
    assert turns(*TALK, "", "And more.")[-1] == ("P1", "No, me.|And more.")


@pytest.mark.parametrize(
    "sentence",
    [
        "So I said: no.", "For example: this one.", "10:30 Meeting: too late.", "wo::rd for it",
        "http://example.org is it", "It was 5:1 and", "Note: the door opens.", "At 10: nothing.",
        "The rule is: drape them.", "She goes: “Out!”", "Question: who knows that it is us?",
    ],
)  # fmt: skip
def test_a_sentence_with_a_colon_continues_the_turn(sentence: str) -> None:
    assert turns(*TALK, sentence)[-1] == ("P1", f"No, me.|{sentence}")


def test_a_numbered_label_that_occurs_once_is_a_speaker() -> None:
    assert turns(*TALK, "P7: I agree.")[-1] == ("P7", "I agree.")


def test_a_name_that_occurs_once_among_names_is_a_speaker_and_is_reported() -> None:
    found = recognised("Ada: Hello.", "Ben: Hi.", "Ada: And you?", "Ben: Well.", "Cleo: Me too.")
    assert found.structure.speakers[-1] == Speaker("Cleo")
    assert "Line 5: the speaker “Cleo” occurs once; check the label." in found.remarks


def test_a_word_that_the_text_also_writes_small_is_no_name_and_is_reported() -> None:
    found = recognised(
        "Ada: Hello.", "Ben: That is the summit.", "Ada: And you?", "Ben: Well.", "Summit: high."
    )
    assert found.structure.turns[-1].speaker == "Ben"
    assert any(remark.startswith("Line 5: “Summit” looks like") for remark in found.remarks)


def test_a_misspelt_label_is_a_speaker_of_its_own_and_is_reported() -> None:
    found = recognised(*TALK, "Moderater: Go on.")
    assert found.structure.turns[-1].speaker == "Moderater"
    assert any("may be a slip of “moderator”" in remark for remark in found.remarks)


def test_labels_that_look_the_same_are_one_speaker_under_the_commonest_form() -> None:
    text = "P1: a\nP\u200b1: b\np1: c\nP1 : d\nP2: e\nP2: f"
    structure = read_structure(text)
    assert [speaker.label for speaker in structure.speakers] == ["P1", "P2"]
    assert [turn.speaker for turn in structure.turns] == ["P1"] * 4 + ["P2"] * 2


def test_a_long_label_and_its_short_form_are_one_speaker() -> None:
    found = recognised("Interviewer (I): a", "P1: b", "I: c", "P1: d", "I: e")
    labels = [speaker.label for speaker in found.structure.speakers]
    assert labels == ["Interviewer (I)", "P1"]
    assert "“Interviewer (I)” and “I” are taken as one speaker." in found.remarks


def test_a_sentence_that_opens_two_paragraphs_alike_is_no_speaker() -> None:
    lines = ("Number one: sit.", "Question: why?")
    assert turns(*TALK, *lines, *TALK, *lines)[-1] == (
        "P1",
        "No, me.|Number one: sit.|Question: why?",
    )


def test_a_heading_that_recurs_in_a_report_is_no_speaker() -> None:
    report = ("Results: many.", *("It went on like that for long.",) * 20) * 4
    assert {speaker for speaker, _ in turns(*report)} == {None}


def test_a_line_in_the_talk_that_looks_like_a_header_line_is_speech() -> None:
    long = "Moderator: " + "Welcome to all of you, and thank you. " * 4
    assert turns(long, "P1: Hi.", "Time: there was none.", *TALK)[1] == (
        "P1",
        "Hi.|Time: there was none.",
    )


def test_wide_colons_and_other_scripts_are_read() -> None:
    assert turns("主持人：你好", "小明：好", "主持人：嗯", "小明：对")[1] == ("小明", "好")


def test_who_asks_questions_is_the_moderator() -> None:
    structure = read_structure("Q: Why?\nA: So.\nQ: And?\nA: Well.")
    assert [speaker.role for speaker in structure.speakers] == [
        SpeakerRole.MODERATOR, SpeakerRole.PARTICIPANT,
    ]  # fmt: skip


def test_two_who_speak_at_once_are_a_collective() -> None:
    found = recognised(*TALK, "P1 and P2: Yes!")
    assert found.structure.speakers[-1] == Speaker("P1 and P2", SpeakerRole.COLLECTIVE)


def test_in_a_talk_of_a_few_lines_nobody_needs_to_speak_twice() -> None:
    assert turns("Ada: Hello.", "Ben: Hi.") == [("Ada", "Hello."), ("Ben", "Hi.")]


def test_a_list_of_terms_is_no_talk() -> None:
    lines = [f"{term}: what it means." for term in "abcdefghijklmnopqrstuvwxyz"]
    assert {speaker for speaker, _ in turns(*lines)} == {None}


def test_a_turn_without_words_is_kept_and_reported() -> None:
    found = recognised("P1:", "P2: Me.", "P1: You.", "P2: No.")
    assert found.structure.turns[0].speech == ()
    assert "Line 1: the turn has no words." in found.remarks


def test_header_lines_shaped_like_turns_are_front_matter() -> None:
    header = ("Moderator: Jane Doe", "Date: 12 May", "Participants: six")
    found = recognised(*header, *TALK)
    assert found.structure.turns[0].span.start == len("\n".join(header)) + 1
    assert [place.line for place in found.front_matter] == [1, 2, 3]


@pytest.mark.parametrize(
    "line",
    ["Transcribed by https://otter.ai", "Transcription ended after 00:39:12",
     "Ada Host stopped transcription"],
)  # fmt: skip
def test_a_closing_line_of_the_tool_is_no_speech(line: str) -> None:
    found = recognised(*TALK, line)
    assert found.structure.turns[-1].speech[-1].end < len("\n".join(TALK)) + 1
    assert [place.line for place in found.unmatched] == [5]


def test_stamps_inside_speech_are_no_speech() -> None:
    assert turns(*TALK, "P2: One [00:01:10] two [inaudible 00:02] #00:03:04-5#")[-1] == (
        "P2",
        "One|two [inaudible 00:02]",
    )


def test_a_time_without_a_name_begins_a_turn_of_nobody() -> None:
    found = recognised(
        *("Ada  0:01", "One.", "Ben  0:05", "Two.", "21:06", "Three."),
        *("Ada  22:09", "Four.", "Ben  23:00", "Five."),
    )
    third = found.structure.turns[2]
    assert (third.speaker, third.time) == (None, 1_266_000)
    assert "Line 6: no speaker is named: “Three.”." in found.remarks


def test_a_stamp_line_is_the_time_of_the_turn_below() -> None:
    text = "00:05:00\nAda: One.\nBen: Two.\nAda: Three.\n00:10:00\nBen: Four."
    times = [turn.time for turn in read_structure(text).turns]
    assert times == [300_000, None, None, 600_000]


@pytest.mark.parametrize(
    "heading",
    [
        "II. Learning to interact", "Section 2: Patients", "Question 3. What have you learned?",
        "PART IV", "V) Closing Questions", "Topic 1",
    ],
)  # fmt: skip
def test_a_heading_of_the_guide_begins_a_section(heading: str) -> None:
    lines = (*TALK, heading, *TALK)
    text = "\n".join(lines)
    (section,) = read_structure(text).sections
    assert section.title == heading == text[section.heading.start : section.heading.end]
    assert section.span.end == len(text)


@pytest.mark.parametrize(
    "sentence",
    [
        "I. don't know.", "Part of me thinks so", "2. Second, I would sit down,",
        "Question everything, I say", "I – well", "Part 2 was the best, honestly.",
    ],
)  # fmt: skip
def test_a_sentence_is_no_heading(sentence: str) -> None:
    structure = read_structure("\n".join((*TALK, sentence, *TALK)))
    assert structure.sections == ()


def test_numbered_headings_count_up_above_turns() -> None:
    structure = read_structure("\n".join(("1. Welcome", *TALK, "2. Patients", *TALK)))
    assert [section.title for section in structure.sections] == ["1. Welcome", "2. Patients"]


def test_a_list_inside_a_turn_is_no_heading() -> None:
    lines = (*TALK, "P2: Three things", "1. Sit", "2. Wait", "3. Ask", *TALK)
    assert read_structure("\n".join(lines)).sections == ()


def test_words_below_a_heading_without_a_label_are_nobodys() -> None:
    found = recognised(*TALK, "II. Patients", "Please tell us more.", *TALK)
    assert found.structure.turns[4].speaker is None
    assert [place.line for place in found.unmatched] == [6]


def test_bold_lines_are_headings_but_the_title_is_not() -> None:
    lines = ("Focus Group 1", "Warm-up", *TALK, "Patients", *TALK)
    hints = [LineHint(bold=99 if line[-1] not in ".?" else 0) for line in lines]
    structure = read_structure("\n".join(lines), hints=hints)
    assert [section.title for section in structure.sections] == ["Warm-up", "Patients"]


def test_without_speakers_all_of_the_text_is_speech() -> None:
    text = "II. Heading\n\nP1: Hello.  \nmore"
    assert said(text, read_structure(text, "none")) == [
        (None, "II. Heading"),
        (None, "P1: Hello."),
        (None, "more"),
    ]


def test_a_text_without_labels_has_paragraphs_for_turns() -> None:
    found = recognised("We sat down.", "", "She smiled.", "Yes: it was.")
    assert found.layout is None
    assert [turn.speaker for turn in found.structure.turns] == [None] * 3
    assert len(found.unmatched) == 3


def test_hints_for_other_lines_are_not_used() -> None:
    text = "\n".join(TALK)
    assert read_structure(text, hints=[LineHint(heading=1)]) == read_structure(text)


def test_a_speaker_who_stands_in_bold_alone_is_found_by_hints() -> None:
    lines = ("Ada Hello.", "Ben Hi.", "Ada And you?", "Ben Fine.")
    hints = [LineHint(bold=4)] * 4
    structure = read_structure("\n".join(lines), hints=hints)
    assert said("\n".join(lines), structure)[1] == ("Ben", "Hi.")
    unhinted = read_structure("\n".join(lines), hints=[replace(hint, bold=0) for hint in hints])
    assert unhinted.speakers == ()
