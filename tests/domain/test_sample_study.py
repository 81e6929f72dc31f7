"""Units found in the sample study, against what its coders coded.

The figures in the docstring of ``qcoder.domain.stories`` are counted here. The limits lie a little
below them: a better proposal may move them, a worse one must not.
"""

import csv
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path

import pytest

from qcoder.domain.ids import TranscriptId
from qcoder.domain.quotes import FoldedSpeech, find_quote, fold_speech
from qcoder.domain.sentences import sentences_in
from qcoder.domain.spans import Span, merged
from qcoder.domain.stories import propose_story
from qcoder.domain.transcript import SpeakerRole, Transcript
from qcoder.importers import read_transcript
from qcoder.shipped import codebooks_dir, sample_transcripts_dir

Row = dict[str, str]


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def transcripts() -> dict[str, Transcript]:
    return {path.stem: read(path) for path in sorted(sample_transcripts_dir().glob("FG*"))}


def read(path: Path) -> Transcript:
    imported = read_transcript(path)
    return Transcript(TranscriptId(path.stem), path.stem, imported.text, imported.structure)


@pytest.fixture(scope="module")
def coded(transcripts: dict[str, Transcript]) -> list[tuple[Row, Span]]:
    """Every coding of the study with the unit of its code and its place."""
    units = {r["Label"]: r["Unit"] for r in rows(codebooks_dir() / "compassionate_care.csv")}
    speech = {name: fold_speech(transcript) for name, transcript in transcripts.items()}
    found = rows(sample_transcripts_dir() / "codings.csv")
    return [(r | {"unit": units[r["code"]]}, place(speech[r["transcript"]], r)) for r in found]


def place(speech: FoldedSpeech, row: Row) -> Span:
    return find_quote(speech, row["quote"], int(row["occurrence"]) if row["occurrence"] else None)


def turns_of(transcript: Transcript, span: Span) -> tuple[int, int]:
    turns = transcript.turn_numbers(span)
    return turns[0], turns[-1]


def stretches(
    transcripts: dict[str, Transcript], coded: Iterable[tuple[Row, Span]]
) -> Iterator[tuple[Transcript, str, Span]]:
    """What the story codes of one coder cover together: where two share a turn, one stretch."""
    stories = [(r["transcript"], r["coder"], span) for r, span in coded if r["unit"] == "story"]
    for (name, coder), group in groupby(sorted(stories), key=lambda story: story[:2]):
        transcript = transcripts[name]
        whole = (turns_of(transcript, span) for _, _, span in group)
        touching = merged(Span(first, last + 1) for first, last in separated(whole))
        for turns in touching:
            yield transcript, coder, Span(turns.start // 2, (turns.end + 1) // 2)


def separated(turns: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Turn numbers doubled, so that stretches that only follow each other do not touch."""
    return ((2 * first, 2 * last) for first, last in turns)


def longest_turn(transcript: Transcript, turns: Span) -> int:
    """Where a caret stands that is put into the stretch: in its longest turn, of a participant."""
    spoken = [transcript.turns[number] for number in range(turns.start, turns.end)]
    asked = transcript.roles
    told = [t for t in spoken if asked[t.speaker or ""] is not SpeakerRole.MODERATOR]
    return max(told, key=lambda turn: len(turn.span)).speech[0].start


Near = Callable[[tuple[int, int], tuple[int, int]], bool]


@pytest.mark.parametrize(
    ("near", "share"),
    [
        pytest.param(lambda a, b: a[0] == b[0], 0.70, id="first turn"),
        pytest.param(lambda a, b: a[1] == b[1], 0.62, id="last turn"),
        pytest.param(lambda a, b: a == b, 0.50, id="both turns"),
        pytest.param(
            lambda a, b: abs(a[0] - b[0]) <= 1 and abs(a[1] - b[1]) <= 1, 0.57, id="within a turn"
        ),
    ],
)
def test_stories_are_proposed_about_as_coders_choose_them(
    transcripts: dict[str, Transcript], coded: list[tuple[Row, Span]], near: Near, share: float
) -> None:
    hits = []
    for transcript, _, turns in stretches(transcripts, coded):
        proposed = propose_story(transcript, longest_turn(transcript, turns))
        assert proposed is not None
        hits.append(near(turns_of(transcript, proposed), (turns.start, turns.end - 1)))
    assert sum(hits) / len(hits) >= share


def test_lessons_end_where_sentences_end_if_they_end_with_a_stop(
    transcripts: dict[str, Transcript], coded: list[tuple[Row, Span]]
) -> None:
    lessons = [(transcripts[r["transcript"]], s) for r, s in coded if r["unit"] == "sentence"]
    stopped = [(t, span) for t, span in lessons if t.text[span.end - 1] in ".?!”"]
    assert len(stopped) > 100
    for transcript, span in stopped:
        rest = transcript.text[span.end : sentences_in(transcript, span)[-1].end].strip(" ”")
        assert rest == "" or rest.startswith("[")
