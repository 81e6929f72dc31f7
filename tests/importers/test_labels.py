import pytest

from qcoder.domain.transcript import SpeakerRole
from qcoder.importers.labels import fold, is_known, is_label, joint_parts, printed_form, role_of
from qcoder.importers.stamps import milliseconds


@pytest.mark.parametrize(
    "label",
    [
        "Moderator", "P1", "P 12", "I", "A", "1", "12", "Lisa B.", "Dr. Weiß", "O'Brien",
        "Speaker 1", "SPEAKER_01", "Ada Host (she/her)", "Interviewer (I)", "Surname, First",
        "P1 and P2", "P1/P2", "Female student", "Gábor", "ב", "Участник 3", "Will", "All",
    ],
)  # fmt: skip
def test_a_name_or_a_number_can_be_a_speaker(label: str) -> None:
    assert is_label(label)


@pytest.mark.parametrize(
    "words",
    [
        "", "So I said", "For example", "Like, for example", "Note", "http", "The thing is this",
        "My attending said", "123", "Why?", "“Ada”", "Question 3", "Section II", "She goes",
        "one two three four five six", "x" * 64, "Yeah", "I think", "Okay.", "...", "Well", "*Ada",
    ],
)  # fmt: skip
def test_a_sentence_is_no_speaker(words: str) -> None:
    assert not is_label(words)


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Moderator", SpeakerRole.MODERATOR),
        ("MODERATOR 2", SpeakerRole.MODERATOR),
        ("Ada (Host)", SpeakerRole.MODERATOR),
        ("Interviewer (I)", SpeakerRole.MODERATOR),
        ("I", SpeakerRole.MODERATOR),
        ("Int.", SpeakerRole.MODERATOR),
        ("Chercheur", SpeakerRole.MODERATOR),
        ("All", SpeakerRole.COLLECTIVE),
        ("Several voices", SpeakerRole.COLLECTIVE),
        ("VARIOS", SpeakerRole.COLLECTIVE),
        ("All right", SpeakerRole.PARTICIPANT),
        ("Unknown Speaker", SpeakerRole.UNKNOWN),
        ("Unidentified female", SpeakerRole.UNKNOWN),
        ("Speaker undefined", SpeakerRole.UNKNOWN),
        ("P1", SpeakerRole.PARTICIPANT),
        ("Ada", SpeakerRole.PARTICIPANT),
        ("Hostess", SpeakerRole.PARTICIPANT),
    ],
)
def test_the_words_of_a_label_say_whom_it_stands_for(label: str, role: SpeakerRole) -> None:
    assert role_of(label) is role


@pytest.mark.parametrize(
    "variant", ["P1", "p1", " P1 ", "P\u200b1", "\ufeffP1", "P1.", "P1 (she/her)"]
)
def test_variants_of_a_label_are_one_speaker(variant: str) -> None:
    assert fold(variant) == "p1"


def test_the_printed_form_keeps_what_can_be_seen() -> None:
    assert printed_form("\u200bDr.\u00a0 Weiß ") == "Dr. Weiß"


@pytest.mark.parametrize("label", ["P7", "Participant 12", "Moderator", "All", "S00", "B1"])
def test_a_known_form_is_a_speaker_even_once(label: str) -> None:
    assert is_known(label)


def test_a_name_alone_is_not_known() -> None:
    assert not is_known("Ada")


def test_a_joint_label_names_its_parts() -> None:
    assert joint_parts("P1 and P2") == joint_parts("P1/P2") == joint_parts("P1, P2") == ("p1", "p2")
    assert joint_parts("P1") == ()


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        ("0:04", 4_000),
        ("00:12", 12_000),
        ("[01:02:03]", 3_723_000),
        ("00:00:29.200 --> 00:00:30.490", 29_200),
        ("0:0:3.40 --> 0:0:7.210", 3_400),
        ("#00:00:12-5#", 12_500),
        ("(0:01 – 0:11)", 1_000),
        ("12 minutes 5 seconds", 725_000),
        ("1 hour 2 minutes 5 seconds", 3_725_000),
        ("75:30", 4_530_000),
        ("no time", None),
    ],
)
def test_a_stamp_is_read_in_milliseconds(stamp: str, expected: int | None) -> None:
    assert milliseconds(stamp) == expected
