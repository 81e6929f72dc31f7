"""The demo study is what its README says it is."""

import csv
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from qcoder.domain.transcript import SpeakerRole, Turn
from qcoder.domain.words import words_in
from qcoder.importers.codebook_file import read_codebook
from qcoder.importers.decisions_file import read_decisions
from qcoder.importers.imported import ImportedTranscript
from qcoder.importers.transcript_file import read_transcript
from qcoder.shipped import codebooks_dir, sample_transcripts_dir

SAMPLES = sample_transcripts_dir()
FILES = {path.stem: path for path in sorted(SAMPLES.glob("FG*.*"))}
GROUPS = sorted(FILES)
LAYOUTS = {
    "FG1": "label and colon before the words",
    "FG2": "label in bold",
    "FG3": "label on a line of its own",
    "FG4": "label and colon before the words",
    "FG5": "label and colon before the words",
    "FG6": "label and time before the words",
}
SECTIONS = (
    "I. Assent",
    "II. Learning to interact",
    "III. Interacting with specific types of patients",
    "IV. Learning Epic or EHR",
    "V. Closing Questions",
)


@cache
def imported(group: str) -> ImportedTranscript:
    return read_transcript(FILES[group])


@cache
def table(name: str) -> list[dict[str, str]]:
    with (SAMPLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def participants(group: str | None = None) -> list[dict[str, str]]:
    rows = table("participants.csv")
    return [row for row in rows if group in (None, row["transcript"])]


def counted(column: str) -> Counter[str]:
    return Counter(row[column] for row in participants())


def word_count(group: str, turns: tuple[Turn, ...]) -> int:
    text = imported(group).text
    return sum(len(words_in(text, piece)) for turn in turns for piece in turn.speech)


def test_there_are_six_groups_four_in_word_and_two_in_plain_text() -> None:
    assert GROUPS == ["FG1", "FG2", "FG3", "FG4", "FG5", "FG6"]
    assert Counter(path.suffix for path in FILES.values()) == {".docx": 4, ".txt": 2}


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_talks_for_at_least_2500_words(group: str) -> None:
    assert word_count(group, imported(group).structure.turns) >= 2500


@pytest.mark.parametrize("group", GROUPS)
def test_participants_say_most_of_it(group: str) -> None:
    turns = imported(group).structure.turns
    moderated = tuple(turn for turn in turns if turn.speaker == "Moderator")
    assert word_count(group, moderated) < word_count(group, turns) / 4


@pytest.mark.parametrize("group", GROUPS)
def test_the_layout_of_a_group_is_recognised(group: str) -> None:
    assert imported(group).report.layout == LAYOUTS[group]


@pytest.mark.parametrize("group", GROUPS)
def test_every_turn_of_a_group_has_a_speaker_and_nothing_is_lost(group: str) -> None:
    report = imported(group).report
    assert all(turn.speaker for turn in imported(group).structure.turns)
    assert report.unmatched == ()
    assert report.issues == ()
    assert report.characters_read == report.characters_in_file


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_is_led_along_the_five_sections_of_the_guide(group: str) -> None:
    assert imported(group).report.sections == SECTIONS


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_has_one_moderator(group: str) -> None:
    roles = [speaker.role for speaker in imported(group).structure.speakers]
    assert roles.count(SpeakerRole.MODERATOR) == 1


@pytest.mark.parametrize("group", GROUPS)
def test_those_who_take_part_are_those_who_speak(group: str) -> None:
    listed = [row["speaker"] for row in participants(group)]
    speakers = imported(group).structure.speakers
    speaking = {s.label for s in speakers if s.role is SpeakerRole.PARTICIPANT}
    assert set(listed) == speaking
    assert len(listed) == len(set(listed))
    assert 5 <= len(listed) <= 12


def test_there_are_48_participants() -> None:
    assert len(participants()) == 48
    assert len(counted("participant")) == 48


def test_gender_is_as_in_table_1() -> None:
    assert counted("gender") == {"Female": 29, "Male": 19}


def test_age_is_as_in_table_1() -> None:
    ages = [int(row["age"]) for row in participants()]
    assert (min(ages), max(ages)) == (24, 34)
    assert round(sum(ages) / len(ages)) == 27


def test_intended_specialties_are_as_in_table_1() -> None:
    specialties = counted("intended_specialty")
    assert specialties.most_common(4) == [
        ("Internal Medicine", 12),
        ("Emergency Medicine", 6),
        ("Anesthesiology", 5),
        ("Pediatrics", 5),
    ]
    assert len(specialties) == 15


def test_half_intend_a_specialty_of_primary_care() -> None:
    specialties = counted("intended_specialty")
    primary = ("Internal Medicine", "Pediatrics", "Family Medicine", "Medicine-Pediatrics")
    assert sum(specialties[name] for name in primary) == 24


def test_thirty_are_the_first_in_their_family() -> None:
    assert counted("first_in_family") == {"Yes": 30, "No": 18}


def test_race_or_ethnicity_is_written_in_and_grouped_as_in_table_1() -> None:
    assert sorted(counted("race_or_ethnicity_group").values(), reverse=True) == [17, 14, 7, 7, 3]
    assert counted("race_or_ethnicity_group")["Hispanic or Mexican American"] == 3
    assert len(counted("race_or_ethnicity")) == 27


def test_three_transcripts_are_coded_by_two_and_three_by_one() -> None:
    coders = Counter(row["transcript"] for row in table("assignments.csv"))
    assert sorted(coders.values()) == [1, 1, 1, 2, 2, 2]
    assert {row["coder"] for row in table("assignments.csv")} == {"Mara", "Jonas", "Priya"}


def test_every_code_of_the_codebook_is_given_to_four_places_or_more() -> None:
    codebook = read_codebook(codebooks_dir() / "compassionate_care.csv")
    places = {
        (row["code"], row["transcript"], row["quote"], row["occurrence"])
        for row in table("codings.csv")
    }
    given = Counter(code for code, *_ in places)
    assert len(codebook) == 15
    assert {entry.label: given[entry.label] for entry in codebook if given[entry.label] < 4} == {}


def test_codings_are_by_those_who_are_assigned() -> None:
    layers = {(row["transcript"], row["coder"]) for row in table("codings.csv")}
    assert layers == {(row["transcript"], row["coder"]) for row in table("assignments.csv")}


def test_ids_of_codings_are_all_different() -> None:
    ids = [row["id"] for row in table("codings.csv")]
    assert len(ids) == len(set(ids)) > 600


def test_decisions_are_about_two_of_the_pairs_and_of_several_outcomes() -> None:
    lines = read_decisions(SAMPLES / "decisions.jsonl")
    assert {line.transcript for line in lines} == {"FG1", "FG3"}
    assert len({line.outcome for line in lines}) >= 7
    assert any(assent.stance == "gave_way" for line in lines for assent in line.assent)


def test_the_samples_hold_nothing_that_their_readme_does_not_name() -> None:
    readme = (SAMPLES / "README.md").read_text(encoding="utf-8")
    unnamed = [p.name for p in Path(SAMPLES).iterdir() if p.is_file() and p.name not in readme]
    assert unnamed == ["README.md"]
