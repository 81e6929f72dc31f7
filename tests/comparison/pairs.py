"""Two coders' words, compared in one line."""

from collections.abc import Mapping, Sequence

from qcoder.comparison import compare
from qcoder.domain.codebook import Code
from qcoder.domain.coding import Coding
from qcoder.domain.consensus import Difference, DifferenceKind
from qcoder.domain.ids import CoderId
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript
from tests.builders import a_codebook, a_coding, coder_id

Marked = tuple[Code, str | Span]
"""A code and the words it was applied to."""


def layer(transcript: Transcript, coder: str, *marked: Marked) -> list[Coding]:
    return [
        a_coding(transcript, where, code, coder, number=number)
        for number, (code, where) in enumerate(marked)
    ]


def layers(
    transcript: Transcript, **by_coder: Sequence[Marked]
) -> Mapping[CoderId, Sequence[Coding]]:
    return {coder_id(name): layer(transcript, name, *m) for name, m in by_coder.items()}


def differences(transcript: Transcript, **by_coder: Sequence[Marked]) -> tuple[Difference, ...]:
    """The comparison of these coders under a codebook of the codes they used."""
    codes = dict.fromkeys(code for marked in by_coder.values() for code, _ in marked)
    return compare(transcript, layers(transcript, **by_coder), a_codebook(*codes))


def kinds(transcript: Transcript, **by_coder: Sequence[Marked]) -> list[DifferenceKind]:
    """The kind of every difference, in order."""
    return [difference.kind for difference in differences(transcript, **by_coder)]


def kind(transcript: Transcript, code: Code, ada: str | Span, ben: str | Span) -> DifferenceKind:
    """The kind of the one difference between two codings of one code."""
    (only,) = kinds(transcript, Ada=[(code, ada)], Ben=[(code, ben)])
    return only


def words(count: int, stem: str = "word") -> str:
    """So many different words, none of them a filler."""
    return " ".join(f"{stem}{number}" for number in range(count))
