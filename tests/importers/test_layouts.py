from pathlib import Path

import pytest

from qcoder.importers import ImportedTranscript, read_transcript
from tests.importers.focus_group_generator import (
    TEXT_LAYOUTS,
    WORD_LAYOUTS,
    Discussion,
    as_bulleted_word,
    as_text,
    as_word,
    make_discussion,
)

SEEDS = range(4)


def spoken(read: ImportedTranscript) -> list[tuple[str | None, list[str]]]:
    text = read.text
    return [
        (turn.speaker, [" ".join(text[s.start : s.end].split()) for s in turn.speech])
        for turn in read.structure.turns
    ]


def gold(discussion: Discussion) -> list[tuple[str | None, list[str]]]:
    return [
        (turn.speaker, [" ".join(words.split()) for words in turn.paragraphs])
        for turn in discussion.turns
    ]


def check(read: ImportedTranscript, discussion: Discussion) -> None:
    assert spoken(read) == gold(discussion)
    assert [section.title for section in read.structure.sections] == discussion.headings
    assert read.report.characters_read == read.report.characters_in_file
    assert [place.words for place in read.report.front_matter] == [discussion.title]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("layout", TEXT_LAYOUTS)
def test_a_text_layout_leads_back_to_the_discussion(layout: str, seed: int, tmp_path: Path) -> None:
    discussion = make_discussion(seed)
    path = tmp_path / "FG1.txt"
    path.write_text(as_text(discussion, TEXT_LAYOUTS[layout], "\n\n"), encoding="utf-8")
    check(read_transcript(path), discussion)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("layout", WORD_LAYOUTS)
def test_a_word_layout_leads_back_to_the_discussion(layout: str, seed: int, tmp_path: Path) -> None:
    discussion = make_discussion(seed)
    path = as_word(discussion, WORD_LAYOUTS[layout]).saved(tmp_path)
    check(read_transcript(path), discussion)


@pytest.mark.parametrize("seed", SEEDS)
def test_speakers_in_list_bullets_are_written_into_the_text(seed: int, tmp_path: Path) -> None:
    discussion = make_discussion(seed)
    read = read_transcript(as_bulleted_word(discussion).saved(tmp_path))
    check(read, discussion)
    first = discussion.turns[0]
    assert f"\n{first.speaker}: {first.paragraphs[0]}" in read.text
