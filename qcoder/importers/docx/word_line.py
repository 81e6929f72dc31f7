"""A line as it comes out of a Word document, while the text is being put together."""

from dataclasses import dataclass

from qcoder.importers.imported import LineHint
from qcoder.importers.raw import count_characters

_SHOWN = 40


@dataclass(slots=True)
class WordLine:
    """One line with what Word says about it.

    ``bold`` counts the bold characters at its start. ``hidden`` and ``deleted`` are words
    that are formatted as hidden, or that a tracked change took out.
    """

    text: str = ""
    bold: int = 0
    heading: int = 0
    is_title: bool = False
    style: str = ""
    written: int = 0
    hidden: str = ""
    deleted: str = ""

    @property
    def hint(self) -> LineHint:
        """What the recognition of speakers is told."""
        return LineHint(self.bold, self.heading, self.is_title, self.style)

    def put_before(self, words: str, written: str | None = None) -> None:
        """Write ``words`` before the line; ``written`` is what of them the file does not have."""
        self.text = words + self.text
        self.bold = 0
        self.written += count_characters(words if written is None else written)

    def joined_to(self, following: "WordLine") -> "WordLine":
        """This line with the one after it, between which the paragraph mark is gone."""
        all_bold = self.bold == len(self.text)
        return WordLine(
            self.text + following.text,
            self.bold + following.bold if all_bold else self.bold,
            following.heading,
            following.is_title,
            following.style,
            self.written + following.written,
            self.hidden or following.hidden,
            self.deleted or following.deleted,
        )


def shortened(words: str) -> str:
    """The first of many words, for a message."""
    plain = " ".join(words.split())
    return plain if len(plain) <= _SHOWN else plain[:_SHOWN].rsplit(" ", 1)[0] + " …"
