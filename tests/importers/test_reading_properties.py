"""What holds for every transcript, however odd."""

import re
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qcoder.domain.spans import Span, merged, subtracted
from qcoder.domain.transcript import Structure
from qcoder.importers import LineHint, read_structure, read_transcript
from qcoder.importers.stamps import ALONE, INSIDE
from qcoder.importers.structure import recognise_structure
from tests.importers.focus_group_generator import (
    TEXT_LAYOUTS,
    WORD_LAYOUTS,
    as_text,
    as_word,
    make_discussion,
)
from tests.importers.word_builder import WordFile, bold, paragraph, run, table

_PIECES = st.sampled_from(
    ["Moderator", "P1", "P2", "Ada", ":", ": ", " ", "  ", "\t", "\n", "\n\n", "0:04", "[00:01:02]",
     "(0:12)", "#00:00:01-2#", "II. ", "Section 2: ", "hello", "So I said", ".", "\u200b",
     "\u00a0", "[laughter]", "=", "@", "10:30", "http://x", "😀", "Date: May", "-->", "1. "]
)  # fmt: skip
_LINES = st.sampled_from(
    ["Moderator: Hello.", "P1: Hi.", "P1:", "P2: Me: too.", "P9: x", "Ada: y", "Ada  0:04", "Ben",
     "Ben  1:02:03", "Ada", "0:04", "[00:01:02]", "[00:01:02] P1: z", "P2 (0:12):", "II. Patients",
     "Section 2: a", "1. One", "2. Two", "more", "And so: on.", "Yeah.", "", "", "Date: May",
     "P1 (0:01): a #00:00:01-2#", "P1 and P2: Yes", "Interviewer (I): a", "I: b",
     "Transcribed by https://x", "P1\tword", "\u200bP1\u00a0: c", "[P1]: d", "P2= e"]
)  # fmt: skip
_TEXTS = st.lists(_PIECES, max_size=60).map("".join) | st.lists(_LINES, max_size=40).map("\n".join)
_HINTS = st.builds(
    LineHint, st.integers(0, 12), st.integers(0, 2), st.booleans(), st.sampled_from(["", "P1"])
)


def check_shape(text: str, structure: Structure) -> None:
    turns, sections = structure.turns, structure.sections
    for before, after in pairwise(turns):
        assert before.span.end <= after.span.start
    for turn in turns:
        assert turn.span.end <= len(text)
        pieces = [*([turn.label] if turn.label else []), *turn.speech]
        assert all(turn.span.contains(piece) for piece in pieces)
        assert all(a.end <= b.start for a, b in pairwise(pieces))
        assert turn.label is None or turn.label.start == turn.span.start
        assert (turn.speaker is None) == (turn.label is None)
    assert {turn.speaker for turn in turns if turn.speaker} == {s.label for s in structure.speakers}
    for section, following in pairwise(sections):
        assert section.span.end == following.span.start
    for section in sections:
        assert section.heading.start == section.span.start
        assert section.title == text[section.heading.start : section.heading.end]
        assert not any(turn.span.overlaps(section.heading) for turn in turns)


def accounted(text: str, structure: Structure) -> list[Span]:
    """Labels, headings and speech."""
    spans = [section.heading for section in structure.sections]
    for turn in structure.turns:
        spans += [turn.label] if turn.label else []
        spans += turn.speech
    return spans


@settings(max_examples=200)
@given(_TEXTS, st.data())
def test_any_text_has_a_sound_structure(text: str, data: st.DataObject) -> None:
    count = text.count("\n") + 1
    hints = data.draw(st.just([]) | st.lists(_HINTS, min_size=count, max_size=count))
    check_shape(text, read_structure(text, hints=hints))
    check_shape(text, read_structure(text, "none", hints))


@settings(max_examples=200)
@given(_TEXTS)
@example("P1=\n1. Moderator:")
def test_speech_labels_headings_stamps_and_reported_lines_are_all_there_is(text: str) -> None:
    found = recognise_structure(text)
    spans = accounted(text, found.structure)
    assert sum(map(len, spans)) == sum(map(len, merged(spans)))
    lines = text.split("\n")
    reported = {place.line for place in (*found.front_matter, *found.unmatched)}
    start = 0
    for number, line in enumerate(lines, 1):
        if line:
            rest = subtracted((Span(start, start + len(line)),), merged(spans))
            left = INSIDE.sub("", "".join(text[s.start : s.end] for s in rest)).strip()
            visible = left.translate(dict.fromkeys(map(ord, "\u200b"), None)).strip()
            stamp = visible.strip(" -–")
            is_number = stamp.removesuffix(".").isdigit()  # of a cue, a line or a list
            assert not visible or number in reported or ALONE.fullmatch(stamp) or is_number
        start += len(line) + 1


@given(_TEXTS)
def test_without_speakers_every_visible_character_is_speech(text: str) -> None:
    structure = read_structure(text, "none")
    spoken = "".join(text[s.start : s.end] for turn in structure.turns for s in turn.speech)
    hidden = {ord("\u200b"): None}
    assert "".join(spoken.translate(hidden).split()) == "".join(text.translate(hidden).split())


_WORDS = st.text("abc :.Pé😀\u00a0", min_size=1, max_size=12)
_PARAGRAPHS = st.recursive(
    st.lists(st.builds(run, _WORDS) | st.builds(bold, _WORDS), max_size=3).map(
        lambda runs: paragraph(*runs)
    ),
    lambda inner: (
        st.builds(lambda p: f"<w:sdt><w:sdtContent>{p}</w:sdtContent></w:sdt>", inner)
        | st.builds(lambda p: f"<w:ins>{p}</w:ins>", inner)
        | st.builds(lambda p, q: table([p, q], [q, p]), inner, inner)
    ),
    max_leaves=6,
)


@settings(max_examples=150)
@given(st.lists(_PARAGRAPHS, min_size=1, max_size=5))
def test_every_visible_character_of_a_word_file_is_in_the_text(paragraphs: list[str]) -> None:
    body = paragraph("Moderator: first") + "".join(paragraphs)
    with TemporaryDirectory() as folder:
        read = read_transcript(WordFile(body).saved(Path(folder)))
    assert read.report.characters_read == read.report.characters_in_file
    words = "".join(re.findall(r"<w:t [^>]*>([^<]*)</w:t>", body))
    missing = {c for c in words if not c.isspace() and words.count(c) > read.text.count(c)}
    assert not missing


@pytest.mark.parametrize("layout", list(TEXT_LAYOUTS))
def test_redoing_the_structure_from_the_stored_text_moves_nothing(
    layout: str, tmp_path: Path
) -> None:
    path = tmp_path / "FG1.txt"
    path.write_text(as_text(make_discussion(7), TEXT_LAYOUTS[layout]), encoding="utf-8")
    read = read_transcript(path)
    assert read_transcript(path, "none").text == read.text
    assert read_structure(read.text) == read.structure


@pytest.mark.parametrize("layout", list(WORD_LAYOUTS))
def test_redoing_it_for_a_word_file_needs_its_hints_at_most(layout: str, tmp_path: Path) -> None:
    path = as_word(make_discussion(7), WORD_LAYOUTS[layout]).saved(tmp_path)
    read = read_transcript(path)
    assert read_transcript(path, "none").text == read.text
    assert read_structure(read.text, hints=read.hints) == read.structure
