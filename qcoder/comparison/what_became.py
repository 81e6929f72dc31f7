"""What became of one coder's own codings in the consensus, code by code."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qcoder.comparison.speech_words import SpeechWords
from qcoder.domain.codebook import Codebook
from qcoder.domain.coding import Coding
from qcoder.domain.fillers import ENGLISH
from qcoder.domain.ids import CodeId
from qcoder.domain.spans import Span, intersected, merged
from qcoder.domain.transcript import Transcript


@dataclass(frozen=True, slots=True)
class CodeChange:
    """One code of one coder. ``kept`` codings stand in the consensus on the very same words.

    ``words`` are content words under the code in the coder's layer; ``lost`` of them are not
    under it in the consensus, ``gained`` are there and were not in the coder's.
    """

    code: CodeId
    codings: int
    kept: int
    words: int
    lost: int
    gained: int

    @property
    def changed(self) -> int:
        """Codings that are not in the consensus as they were."""
        return self.codings - self.kept

    @property
    def changed_share(self) -> float | None:
        """Content words lost and gained, as a share of those in either; None without any."""
        either = self.words + self.gained
        return (self.lost + self.gained) / either if either else None


def what_became(
    transcript: Transcript,
    own: Sequence[Coding],
    consensus: Sequence[Coding],
    codebook: Codebook,
) -> tuple[CodeChange, ...]:
    """Every code of either, in the order of the codebook, codes that are gone last."""
    words = SpeechWords.of(transcript, ENGLISH)
    ranks = {code.id: rank for rank, code in enumerate(codebook.codes)}
    codes = {coding.code for coding in (*own, *consensus)}
    ordered = sorted(codes, key=lambda code: (ranks.get(code, len(ranks)), code))
    return tuple(_change(code, _of(own, code), _of(consensus, code), words) for code in ordered)


def _of(codings: Iterable[Coding], code: CodeId) -> list[Coding]:
    return [coding for coding in codings if coding.code == code]


def _change(
    code: CodeId, own: Sequence[Coding], agreed: Sequence[Coding], words: SpeechWords
) -> CodeChange:
    mine, final = (merged(c.span for c in codings) for codings in (own, agreed))
    shared = _content(intersected(mine, final), words)
    places = {words.stretch_of(coding.span) for coding in agreed}
    count = _content(mine, words)
    return CodeChange(
        code=code,
        codings=len(own),
        kept=sum(words.stretch_of(coding.span) in places for coding in own),
        words=count,
        lost=count - shared,
        gained=_content(final, words) - shared,
    )


def _content(spans: Iterable[Span], words: SpeechWords) -> int:
    return sum(words.count(words.stretch_of(span)).content for span in spans)
