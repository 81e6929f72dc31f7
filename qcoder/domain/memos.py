"""Memos with what they are about."""

from dataclasses import dataclass

from qcoder.domain.codebook import Code
from qcoder.domain.coding import Memo
from qcoder.domain.people import Coder
from qcoder.domain.spans import Span
from qcoder.domain.transcript import TranscriptHeader


@dataclass(frozen=True, slots=True)
class PlacedMemo:
    """A memo with its author and what it is about: code, transcript, span where it has them."""

    memo: Memo
    author: Coder
    code: Code | None = None
    transcript: TranscriptHeader | None = None
    span: Span | None = None

    def has_words(self, words: str) -> bool:
        """Whether each of the words occurs, in text or in names; case is ignored."""
        label = self.code.label if self.code else ""
        name = self.transcript.name if self.transcript else ""
        searched = "\n".join((self.memo.text, label, name, self.author.name)).casefold()
        return all(word in searched for word in words.casefold().split())


@dataclass(frozen=True, slots=True)
class MemoRecord:
    """A memo as it leaves the project.

    ``about`` is one of :class:`~qcoder.domain.coding.MemoTarget`. ``words`` is the speech that is
    coded or highlighted; with it stand the section and the turns, counted from 1.
    """

    placed: PlacedMemo
    about: str
    words: str = ""
    section: str = ""
    turns: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class MemoCollection:
    """Memos in the order of project, codes and transcripts, and what was left out of them."""

    records: tuple[MemoRecord, ...]
    notes: tuple[str, ...] = ()
