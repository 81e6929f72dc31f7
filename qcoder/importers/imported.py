"""What an import gives: the transcript, and whatever was doubtful about it."""

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from qcoder.domain.transcript import Speaker, Structure

Speakers = Literal["auto", "none"]
"""``auto`` looks for speakers; ``none`` takes the whole text as speech."""

Format = Literal["docx", "txt"]


@dataclass(frozen=True, slots=True)
class LineHint:
    """What a file says about a line beyond its words; all of it is absent from plain text.

    ``bold`` counts the characters at the start of the line that are bold. ``heading`` is the
    outline level from 1, 0 for text. ``style`` is the name of the paragraph style.
    """

    bold: int = 0
    heading: int = 0
    is_title: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph: its line in the stored text, counted from 1, and its first words."""

    line: int
    words: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.words}"


@dataclass(frozen=True, slots=True)
class SpeakerCount:
    """A speaker with the number of turns they have."""

    speaker: Speaker
    turns: int


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What was recognised, what was not, and what a person should look at.

    Characters are counted without blanks. ``characters_in_file`` comes from a count of its
    own, so that words which the reading missed show as a difference.
    """

    layout: str
    """How speakers are marked, in words; empty where no layout was recognised."""
    turns: int
    speakers: tuple[SpeakerCount, ...]
    sections: tuple[str, ...]
    paragraphs: int
    front_matter: tuple[Place, ...]
    """Paragraphs before the first turn: in the text, but no speech."""
    continued: tuple[Place, ...]
    """Paragraphs without a label that were taken as more words of the speaker before."""
    unmatched: tuple[Place, ...]
    """Paragraphs that no speaker could be found for."""
    characters_read: int
    characters_in_file: int
    issues: tuple[str, ...]
    """Sentences for the researcher, each with its place."""

    @property
    def summary(self) -> str:
        """Turns, speakers and sections in one line."""
        turns = f"{self.turns} {'turn' if self.turns == 1 else 'turns'}"
        if not self.layout:
            return f"{turns} without speakers"
        speakers = ", ".join(f"{s.speaker.label} {s.turns}" for s in self.speakers)
        sections = f"; {len(self.sections)} sections" if self.sections else ""
        return f"{turns} ({speakers}){sections}"

    def as_dict(self) -> dict[str, Any]:
        """Everything in the types of JSON."""
        return {
            "layout": self.layout,
            "turns": self.turns,
            "speakers": [
                {"label": s.speaker.label, "role": s.speaker.role.value, "turns": s.turns}
                for s in self.speakers
            ],
            "sections": list(self.sections),
            "paragraphs": self.paragraphs,
            "front_matter": [asdict(place) for place in self.front_matter],
            "continued": [asdict(place) for place in self.continued],
            "unmatched": [asdict(place) for place in self.unmatched],
            "characters_read": self.characters_read,
            "characters_in_file": self.characters_in_file,
            "issues": list(self.issues),
        }


@dataclass(frozen=True, slots=True)
class ImportedTranscript:
    """A transcript as a file holds it, before a project gives it an identifier.

    ``hints`` has one entry for every line of ``text``, or none at all.
    """

    name: str
    text: str = field(repr=False)
    structure: Structure = field(repr=False)
    source: bytes = field(repr=False)
    format: Format
    report: ImportReport
    hints: tuple[LineHint, ...] = field(default=(), repr=False)
