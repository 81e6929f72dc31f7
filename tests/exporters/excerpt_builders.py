"""A small collection of excerpts, as an export is handed it."""

from collections.abc import Sequence

from qcoder.domain.codebook import Code, Codebook, CodingUnit, Grouping
from qcoder.domain.coding import Coding
from qcoder.domain.excerpts import ExcerptCollection, LayerNote, excerpts_of
from qcoder.domain.ids import CodingId
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript
from tests.builders import a_code, a_codebook, a_coding, a_transcript

TALK = """# I. A memorable lesson
Moderator: What do you remember?
P1: We never had the time.
There was always a list.
P2: =SUM(A1) was on the slide.
# II. Technology
P1: Medicine is not a screen."""

TIME = a_code("Time", definition="Talk of time.", rule="Code entire story", position=0)
SPECIALTIES = a_code(
    "Specialties", unit=CodingUnit.WORD, grouping="Contexts", rule="Code only the word", position=1
)


def two_groupings() -> Codebook:
    groupings = tuple(
        Grouping(code.grouping, name, number)
        for number, (code, name) in enumerate([(TIME, "Themes"), (SPECIALTIES, "Contexts")])
    )
    return Codebook(groupings, (TIME, SPECIALTIES), 1)


def a_collection(memo: str = "") -> ExcerptCollection:
    """Two codings under Time, one over two turns, and one under Specialties."""
    transcript = a_transcript(TALK)
    codings = [
        a_coding(transcript, transcript_span(transcript, "We never", "the slide."), TIME),
        a_coding(transcript, "=SUM(A1)", TIME),
        a_coding(transcript, "Medicine", SPECIALTIES),
    ]
    memos = {codings[0].id: memo} if memo else {}
    return collection_of(transcript, codings, two_groupings(), memos)


def transcript_span(transcript: Transcript, first: str, last: str) -> Span:
    start = transcript.text.index(first)
    return Span(start, transcript.text.index(last) + len(last))


def collection_of(
    transcript: Transcript,
    codings: Sequence[Coding],
    codebook: Codebook,
    memos: dict[CodingId, str],
) -> ExcerptCollection:
    note = LayerNote(transcript.name, "consensus", True, 3, unresolved_differences=2)
    excerpts = excerpts_of(transcript, codings, codebook, note, memos)
    return ExcerptCollection(tuple(excerpts), codebook, (note,))


def one_excerpt_of(words: str, *, label: str = "Time", memo: str = "") -> ExcerptCollection:
    """A collection of one excerpt that consists of ``words``, by Ada."""
    transcript = a_transcript(words)
    code: Code = a_code(label)
    coding = a_coding(transcript, words, code)
    note = LayerNote(transcript.name, "Ada", is_sealed=False)
    memos = {coding.id: memo}
    excerpts = excerpts_of(transcript, [coding], a_codebook(code), note, memos)
    return ExcerptCollection(tuple(excerpts), a_codebook(code), (note,))
