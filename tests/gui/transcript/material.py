"""Transcripts and codings of any size for the transcript view, the same at every run."""

import re
from collections.abc import Iterator
from itertools import cycle
from random import Random

from qcoder.domain.ids import CodeId, CoderId, CodingId, TranscriptId
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Speaker, SpeakerRole, Structure, Transcript, Turn
from qcoder.gui.transcript.painted import LineStyle, PaintedCoding

WORDS = re.findall(
    r"\w+",
    "the patient and I was so on my second week of surgery there because she had been waiting "
    "since five in the morning attending pulled chair over asked him what he most afraid "
    "remember thinking we do not have four minutes for this it took maybe two everybody knows "
    "rest exam quick trusted us you sit down first before touch blanket nobody ever put to me "
    "as a thing that saves time standardized interaction individual institutional",
)
CODES = (
    ("Time", "#3b78b5", LineStyle.SOLID),
    ("Grades", "#8c8f3a", LineStyle.SOLID),
    ("Variation", "#b3527f", LineStyle.SOLID),
    ("MD Identity", "#3a9188", LineStyle.SOLID),
    ("Emotions", "#c8702a", LineStyle.SOLID),
    ("Humanity", "#c04d4d", LineStyle.SOLID),
    ("Observations", "#568f42", LineStyle.DASHED),
    ("Coaching", "#7d9f3f", LineStyle.DASHED),
    ("Lecture", "#a0803c", LineStyle.DASHED),
    ("Specialties", "#4b9a72", LineStyle.DASHED),
    ("Interaction Techniques", "#7b4fa5", LineStyle.DOTTED),
    ("Lessons—Individual", "#5b5fc0", LineStyle.DOTTED),
)
CODERS = (CoderId("A"), CoderId("B"))


def a_painted(
    number: int, start: int, end: int, code: int = 0, *, is_stored: bool = True, coder: int = 0
) -> PaintedCoding:
    """A coding with one of the codes above."""
    label, colour, style = CODES[code % len(CODES)]
    return PaintedCoding(
        coding=CodingId(f"coding-{number}"),
        span=Span(start, end),
        code=CodeId(label),
        label=label,
        colour=colour,
        style=style,
        coder=CODERS[coder],
        is_stored=is_stored,
    )


def a_long_transcript(characters: int, *, turns: bool = True, seed: int = 1) -> Transcript:
    """English talk of that length in turns of 1 to 120 words, or in one single paragraph."""
    random = Random(seed)
    if not turns:
        text = " ".join(_sentences(random, characters))
        turn = Turn(Span(0, len(text)), (Span(0, len(text)),), "P1")
        return _transcript(text, [turn])
    parts: list[str] = []
    found: list[Turn] = []
    at = 0
    for speaker in cycle(("Moderator", "P1", "P2", "P3", "P4")):
        if at >= characters:
            break
        words = " ".join(_sentences(random, random.choice((12, 60, 200, 500, 600))))
        label = f"{speaker}: "
        end = at + len(label) + len(words)
        speech = Span(at + len(label), end)
        label_span = Span(at, at + len(label) - 1)
        found.append(Turn(Span(at, end), (speech,), speaker, label_span))
        parts.append(label + words)
        at = end + 1
    return _transcript("\n".join(parts), found)


def _sentences(random: Random, characters: int) -> Iterator[str]:
    length = 0
    while length < characters:
        words = random.choices(WORDS, k=random.randint(3, 18))
        sentence = " ".join(words).capitalize() + random.choice((".", ".", "?", "…"))
        length += len(sentence) + 1
        yield sentence


def _transcript(text: str, turns: list[Turn]) -> Transcript:
    labels = dict.fromkeys(turn.speaker for turn in turns if turn.speaker)
    speakers = [
        Speaker(label, SpeakerRole.MODERATOR if label == "Moderator" else SpeakerRole.PARTICIPANT)
        for label in labels
    ]
    return Transcript(TranscriptId("long"), "long", text, Structure(tuple(turns), tuple(speakers)))


def many_codings(transcript: Transcript, count: int, *, seed: int = 2) -> list[PaintedCoding]:
    """Stories, sentences and words all over a transcript, up to some eight over each other."""
    random = Random(seed)
    length = len(transcript.text)
    usual = max(20, 2 * length // count)
    codings = []
    for number in range(count):
        size = random.choice((8, usual, usual, 3 * usual, 6 * usual))
        start = random.randrange(max(1, length - size))
        end = min(length, start + random.randint(max(1, size // 2), size + 1))
        code = random.randrange(len(CODES))
        codings.append(a_painted(number, start, end, code, coder=number % 2))
    return codings
