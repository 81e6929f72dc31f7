"""One code on many places at once: what a search has found, after a look at each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from qcoder.domain.coding import Coding
from qcoder.domain.ids import CodeId, CoderId, TranscriptId
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript
from qcoder.services.coding.layer import check_code, new_coding, speech_of
from qcoder.services.prepare.coders import active_coder
from qcoder.services.rules import check_open

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork

Places = Mapping[TranscriptId, tuple[Transcript, Iterable[Span]]]


def code_hits(uow: UnitOfWork, coder: CoderId, code: CodeId, places: Places) -> list[Coding]:
    """Apply ``code`` to every span, all or nothing; returns what is new.

    Spans on which the coder has the code already are passed over. Refused as a whole where one
    of the transcripts is not assigned to the coder, or is sealed.
    """
    active_coder(uow, coder)
    check_code(uow, code)
    made = [
        new_coding(uow, identifier, coder, code, span)
        for identifier, (transcript, spans) in places.items()
        for span in _new_spans(uow, transcript, coder, code, spans)
    ]
    uow.codings.add_all(made)
    return made


def _new_spans(
    uow: UnitOfWork, transcript: Transcript, coder: CoderId, code: CodeId, spans: Iterable[Span]
) -> list[Span]:
    """What the coder does not have coded so; refused where nothing of it may be."""
    wanted = {speech_of(transcript, span) for span in spans}
    present = uow.codings.places(transcript.id, coder)
    new = wanted - {Span(start, end) for _, other, start, end in present if other == code}
    if new:
        check_open(uow, transcript.id, coder)
    return sorted(new)


def open_transcripts(uow: UnitOfWork, coder: CoderId) -> frozenset[TranscriptId]:
    """Where the coder may code: assigned to them and not sealed."""
    assignments = uow.assignments.all()
    return frozenset(a.transcript for a in assignments if a.coder == coder and not a.is_sealed)
