"""The text of a file before anything is recognised in it."""

from dataclasses import dataclass

from qcoder.importers.imported import Format, LineHint


@dataclass(frozen=True, slots=True)
class RawTranscript:
    """Text, hints for its lines, and what was left out or changed on the way.

    ``written`` counts the characters, blanks left out, that the reader put there itself:
    labels that stood in a list number, a table column or a style.
    """

    text: str
    format: Format
    characters_in_file: int
    written: int = 0
    hints: tuple[LineHint, ...] = ()
    issues: tuple[str, ...] = ()


def count_characters(text: str) -> int:
    """Characters that are no blank."""
    return sum(map(len, text.split()))
