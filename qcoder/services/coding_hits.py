"""One code on many places at once: what a search has found, after a look at each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from qcoder.domain.coding import Coding
from qcoder.domain.ids import CodeId, CoderId, TranscriptId
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript
from qcoder.services.coding import apply_code, speech_of

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork

Places = Mapping[TranscriptId, tuple[Transcript, Iterable[Span]]]


def code_hits(uow: UnitOfWork, coder: CoderId, code: CodeId, places: Places) -> list[Coding]:
    """Apply ``code`` to every span, all or nothing; returns what is new.

    Spans on which the coder has the code already are passed over. Refused as a whole where one
    of the transcripts is not assigned to the coder, or is sealed.
    """
    made: list[Coding] = []
    for identifier, (transcript, spans) in places.items():
        own = uow.codings.of_transcript(identifier, coder)
        taken = {coding.span for coding in own if coding.code == code}
        new = sorted({speech_of(transcript, span) for span in spans} - taken)
        made += [apply_code(uow, transcript, coder, code, span) for span in new]
    return made


def open_transcripts(uow: UnitOfWork, coder: CoderId) -> frozenset[TranscriptId]:
    """Where the coder may code: assigned to them and not sealed."""
    assignments = uow.assignments.all()
    return frozenset(a.transcript for a in assignments if a.coder == coder and not a.is_sealed)
