"""Focus groups made up by a seed, printed in the layouts in which transcripts arrive.

The discussion is the gold: every layout must lead back to its speakers, words and sections.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from tests.importers.word_builder import (
    WordFile,
    bold,
    numbering,
    paragraph,
    styles,
    table,
)


@dataclass(frozen=True)
class Said:
    """One turn: who speaks, in which paragraphs, at which second."""

    speaker: str
    paragraphs: tuple[str, ...]
    second: int

    @property
    def stamp(self) -> str:
        """``0:04``, ``1:02:09``."""
        minutes, seconds = divmod(self.second, 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"

    @property
    def long_stamp(self) -> str:
        """``00:00:04``."""
        minutes, seconds = divmod(self.second, 60)
        return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"


@dataclass(frozen=True)
class Discussion:
    """A title, and sections with their turns."""

    title: str
    sections: tuple[tuple[str, tuple[Said, ...]], ...]

    @property
    def turns(self) -> list[Said]:
        """All turns."""
        return [turn for _, turns in self.sections for turn in turns]

    @property
    def headings(self) -> list[str]:
        """The headings in order."""
        return [heading for heading, _ in self.sections]


_OPENINGS = (
    "I think", "Yeah, no,", "So I said: no,", "Well, at 10:30", "Honestly,", "Like, for example:",
    "It was wo::rd for wo::rd", "“Come in,” she said,", "[laughter] And then", "Mm-hm.", "—and",
    "The thing is this: when", "We met at 7 a.m. and", "Dr. Weiß from the ED, she", "(0.5) Um,",
)  # fmt: skip
_MIDDLES = (
    "nobody ever showed me how", "the attending sat down first", "we had fifteen minutes for it",
    "my patient was crying …", "they grade you on the checklist", "I watched her do it",
    "it’s in Epic, like, three clicks away", "you drape them – always", "I felt like a doctor",
)  # fmt: skip
_ENDS = (
    "and that was it.", "so I do that now.", "you know?", "right.", "or whatever!",
    "[inaudible 00:04:10]", "and then—", "which is “compassion,” I guess.", "5:1, no kidding.",
)  # fmt: skip
_HEADINGS = (
    "I. Assent", "II. Learning to interact", "III. Interacting with specific types of patients",
    "IV. Learning Epic or EHR", "V. Closing questions",
)  # fmt: skip
_CASTS = (
    ("Moderator", "P1", "P2", "P3", "P4", "P5"),
    ("Interviewer", "Ada", "Ben", "Chloé", "Dr. Okafor"),
    ("FACILITATOR", "STUDENT 1", "STUDENT 2", "STUDENT 3"),
    ("Speaker 1", "Speaker 2", "Speaker 3", "Speaker 4"),
    ("M", "F1", "F2", "M1", "All"),
)


def make_discussion(seed: int, turns: int = 40) -> Discussion:
    """A discussion in which everybody of the cast speaks at least twice."""
    random = Random(seed)
    cast = random.choice(_CASTS)
    speakers = list(_speakers(random, cast, turns))
    count = random.randint(2, len(_HEADINGS))
    second = 0
    said = []
    for speaker in speakers:
        second += random.randint(1, 140)
        said.append(Said(speaker, _paragraphs(random), second))
    size = -(-len(said) // count)
    parts = [said[start : start + size] for start in range(0, len(said), size)]
    sections = zip(_HEADINGS, parts, strict=False)
    return Discussion(
        f"Focus Group {seed}", tuple((heading, tuple(part)) for heading, part in sections)
    )


def _speakers(random: Random, cast: tuple[str, ...], turns: int) -> Iterator[str]:
    yield from cast
    yield from cast
    before = cast[-1]
    for _ in range(turns - 2 * len(cast)):
        before = random.choice([speaker for speaker in cast if speaker != before])
        yield before


def _paragraphs(random: Random) -> tuple[str, ...]:
    return tuple(_speech(random) for _ in range(random.choice((1, 1, 1, 1, 1, 2, 3))))


def _speech(random: Random) -> str:
    sentences = (
        " ".join(map(random.choice, (_OPENINGS, _MIDDLES, _ENDS)))
        for _ in range(random.choice((1, 1, 2, 5)))
    )
    return " ".join(sentences)


Print = Callable[[Said], list[str]]


def as_text(discussion: Discussion, print_turn: Print, between: str = "\n") -> str:
    """The whole discussion as plain text; ``between`` stands between paragraphs."""
    lines = [discussion.title]
    for heading, turns in discussion.sections:
        lines.append(heading)
        for turn in turns:
            lines += print_turn(turn)
    return between.join(lines) + "\n"


def _before_words(label: Callable[[Said], str]) -> Print:
    return lambda turn: [label(turn) + turn.paragraphs[0], *turn.paragraphs[1:]]


def _above_words(label: Callable[[Said], str]) -> Print:
    return lambda turn: [*label(turn).split("\n"), *turn.paragraphs]


TEXT_LAYOUTS: dict[str, Print] = {
    "colon": _before_words(lambda t: f"{t.speaker}: "),
    "colon and tab": _before_words(lambda t: f"{t.speaker}:\t\t"),
    "colon without blank": _before_words(lambda t: f"{t.speaker}:"),
    "blank before colon": _before_words(lambda t: f"  {t.speaker} : "),
    "no-break and zero-width characters": _before_words(lambda t: f"\u200b{t.speaker}:\u00a0"),
    "at sign": _before_words(lambda t: f"@{t.speaker}: "),
    "line number": _before_words(lambda t: f"{t.second:02} {t.speaker}: "),
    "stamp in brackets before": _before_words(lambda t: f"[{t.long_stamp}] {t.speaker}: "),
    "bare stamp before": _before_words(lambda t: f"{t.stamp} {t.speaker}: "),
    "stamp before colon": _before_words(lambda t: f"{t.speaker} ({t.stamp}): "),
    "stamp after colon": _before_words(lambda t: f"{t.speaker}: [{t.long_stamp}] "),
    "stamp and no colon": _before_words(lambda t: f"{t.speaker} [{t.long_stamp}] "),
    "label in brackets": _before_words(lambda t: f"[{t.speaker}]: "),
    "tab": _before_words(lambda t: f"{t.speaker}\t"),
    "colon above": _above_words(lambda t: f"{t.speaker}:"),
    "Rev": _above_words(lambda t: f"{t.speaker} ({t.long_stamp}): "),
    "Temi": _above_words(lambda t: f"{t.speaker}: ({t.stamp})"),
    "Otter": _above_words(lambda t: f"{t.speaker}  {t.stamp}   "),
    "Word for the web": _above_words(lambda t: f"{t.long_stamp} {t.speaker}"),
    "Trint": _above_words(lambda t: f"[{t.long_stamp}] {t.speaker}"),
    "Zoom": _above_words(lambda t: f"{t.speaker}\n{t.long_stamp}"),
    "Teams, older": _above_words(lambda t: f"0:{t.second // 60}:{t.second % 60}.40 --> "
                                           f"0:{t.second // 60}:{t.second % 60}.90\n{t.speaker}"),
    "range in brackets": _above_words(lambda t: f"[{t.speaker}] ({t.stamp} – {t.stamp})"),
    "alone": _above_words(lambda t: t.speaker),
    "f4": lambda t: [f"{t.speaker}: {t.paragraphs[0]}", *t.paragraphs[1:], f"#{t.long_stamp}-5#"],
}  # fmt: skip


def _words(turn: Said, label: str) -> str:
    first, *others = turn.paragraphs
    return paragraph(label, first) + "".join(map(paragraph, others))


def _bulleted(turn: Said, cast: list[str]) -> str:
    first, *others = turn.paragraphs
    bullet = str(cast.index(turn.speaker) + 1)
    return paragraph(first, numbering=bullet) + "".join(map(paragraph, others))


def _row(turn: Said) -> str:
    return "".join(map(paragraph, turn.paragraphs))


def _soft_breaks(turn: Said) -> str:
    lines = (f"{turn.speaker}   {turn.stamp}", *turn.paragraphs)
    runs = "<w:r><w:br/></w:r>".join(paragraph(line)[5:-6] for line in lines)
    return f"<w:p>{runs}</w:p>"


_HEADING_STYLE = styles(h="heading 1", sp="heading 2", t="Title")

PrintWord = Callable[[Said], str]
WORD_LAYOUTS: dict[str, PrintWord] = {
    "colon": lambda t: _words(t, f"{t.speaker}: "),
    "bold with colon": lambda t: _words(t, bold(f"{t.speaker}:") + "<w:r><w:tab/></w:r>"),
    "bold without colon": lambda t: _words(t, bold(f"{t.speaker} ")),
    "bold, above": lambda t: paragraph(bold(t.speaker)) + _row(t),
    "bold with stamp, above": lambda t: paragraph(bold(f"{t.speaker} ({t.stamp})")) + _row(t),
    "above": lambda t: paragraph(t.speaker) + _row(t),
    "heading style, above": lambda t: paragraph(t.speaker, style="sp") + _row(t),
    "Teams": _soft_breaks,
    "content control": lambda t: f"<w:sdt><w:sdtPr/><w:sdtContent>{_words(t, f'{t.speaker}: ')}"
                                 "</w:sdtContent></w:sdt>",
    "two columns": lambda t: table([t.speaker, _row(t)]),
    "three columns": lambda t: table([t.long_stamp, f"{t.speaker}:", _row(t)]),
}  # fmt: skip


def as_word(discussion: Discussion, print_turn: PrintWord) -> WordFile:
    """The discussion as a Word file; rows of one section make one table."""
    body = paragraph(discussion.title, style="t")
    for heading, turns in discussion.sections:
        body += paragraph(heading, style="h") + "".join(map(print_turn, turns))
    return WordFile(body.replace("</w:tbl><w:tbl><w:tblPr/><w:tblGrid/>", ""),
                    {"styles": _HEADING_STYLE})  # fmt: skip


def as_bulleted_word(discussion: Discussion) -> WordFile:
    """The speaker stands in the bullet of a list, and nowhere in the text."""
    cast = list(dict.fromkeys(turn.speaker for turn in discussion.turns))
    file = as_word(discussion, lambda turn: _bulleted(turn, cast))
    bullets = {f"n{number}": f"{label}:|bullet" for number, label in enumerate(cast, 1)}
    file.parts["numbering"] = numbering(**bullets)
    return file
