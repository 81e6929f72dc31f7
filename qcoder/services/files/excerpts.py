"""Which codings an export is about: the final layer, the consensus, one coder's, or all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qcoder.domain.codebook import Codebook
from qcoder.domain.coding import Coding
from qcoder.domain.consensus import Status
from qcoder.domain.excerpts import (
    Aside,
    Excerpt,
    ExcerptCollection,
    LayerNote,
    excerpts_of,
    with_asides,
)
from qcoder.domain.ids import CodeId, CoderId, TranscriptId
from qcoder.domain.transcript import Transcript
from qcoder.services.consensus.room import Room, open_room
from qcoder.services.prepare.coders import coder_named
from qcoder.services.prepare.transcripts import LayerSummary, TranscriptSummary, summaries

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork

FINAL = "final"
CONSENSUS = "consensus"
ALL = "all"


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for. Empty ``codes`` or ``transcripts`` mean all of them.

    ``layer`` is "final", "consensus", "all" or a coder's name. The final layer of a paired
    transcript is its consensus as far as it has come; of a single-coded one it is its
    coder's, sealed or not; of a pair that has not sealed there is none yet, and a note
    says so. From the export of a ``viewer``, layers hidden from them are left out, and noted.
    """

    layer: str = FINAL
    codes: frozenset[CodeId] = frozenset()
    transcripts: frozenset[TranscriptId] = frozenset()
    viewer: CoderId | None = None


@dataclass(frozen=True, slots=True)
class _Layer:
    note: LayerNote
    codings: Sequence[Coding]
    owner: CoderId | None


def collect(uow: UnitOfWork, request: Request) -> ExcerptCollection:
    """The excerpts asked for, transcript by transcript, in text order."""
    codebook = uow.codebook.load()
    wanted = None if request.layer in (FINAL, CONSENSUS, ALL) else coder_named(uow, request.layer)
    excerpts: list[Excerpt] = []
    notes: list[LayerNote] = []
    for summary in summaries(uow, request.viewer):
        if request.transcripts and summary.header.id not in request.transcripts:
            continue
        transcript = uow.transcripts.get(summary.header.id)
        only = wanted.id if wanted else None
        for layer in _layers(uow, transcript, summary, request.layer, only):
            notes.append(layer.note)
            excerpts.extend(_excerpts(uow, transcript, layer, codebook, request.codes))
    return ExcerptCollection(tuple(excerpts), codebook, tuple(notes))


def _layers(
    uow: UnitOfWork,
    transcript: Transcript,
    summary: TranscriptSummary,
    wanted: str,
    coder: CoderId | None,
) -> list[_Layer]:
    if wanted in (FINAL, CONSENSUS) and summary.is_paired:
        return [_consensus(uow, transcript, summary)]
    if wanted == CONSENSUS:
        return []
    return [
        _coders_layer(uow, transcript, layer)
        for layer in summary.layers
        if coder is None or layer.coder == coder
    ]


def _coders_layer(uow: UnitOfWork, transcript: Transcript, layer: LayerSummary) -> _Layer:
    is_hidden = layer.codings is None
    note = LayerNote(transcript.name, layer.coder_name, layer.is_sealed, is_hidden=is_hidden)
    codings = [] if is_hidden else uow.codings.of_transcript(transcript.id, layer.coder)
    return _Layer(note, codings, layer.coder)


def _consensus(uow: UnitOfWork, transcript: Transcript, summary: TranscriptSummary) -> _Layer:
    if not summary.is_revealed:
        return _Layer(LayerNote(transcript.name, CONSENSUS, is_sealed=False), (), None)
    room = open_room(uow, transcript)
    return _Layer(consensus_note(room), room.consensus, None)


def consensus_note(room: Room) -> LayerNote:
    """What the consensus of a pair rests on."""
    return LayerNote(
        room.transcript.name,
        CONSENSUS,
        is_sealed=True,
        open_differences=room.still_open,
        unresolved_differences=room.count(Status.UNRESOLVED),
    )


def _excerpts(
    uow: UnitOfWork,
    transcript: Transcript,
    layer: _Layer,
    codebook: Codebook,
    codes: frozenset[CodeId],
) -> list[Excerpt]:
    codings = [c for c in layer.codings if not codes or c.code in codes]
    memos = uow.memos.of_codings(transcript.id, layer.owner) if layer.owner else {}
    texts = {coding: memo.text for coding, memo in memos.items()}
    excerpts = excerpts_of(transcript, codings, codebook, layer.note, texts)
    if layer.owner:
        marks = {
            m.coding: m.sure for m in uow.blind_marks.of_transcript(transcript.id, layer.owner)
        }
        excerpts = [
            replace(excerpt, sure=coding.sure, sure_in_blind_pass=marks.get(coding.id))
            for excerpt, coding in zip(excerpts, codings, strict=True)
        ]
    return with_asides(excerpts, codings, _asides(uow, transcript.id, layer))


def _asides(uow: UnitOfWork, transcript: TranscriptId, layer: _Layer) -> list[Aside]:
    """Memos on highlights of the layer; for the consensus those of all coders, and on codings."""
    if not layer.codings:
        return []
    names = {coder.id: coder.name for coder in uow.coders.all()}
    on_highlights = uow.memos.of_highlights(transcript, layer.owner)
    asides = [
        Aside(highlight.span, names[memo.coder], memo.text)
        for highlight in uow.highlights.of_transcript(transcript, layer.owner)
        if (memo := on_highlights.get(highlight.id))
    ]
    if layer.owner is None:
        on_codings = uow.memos.of_codings(transcript)
        asides += [
            Aside(coding.span, names[memo.coder], memo.text, coding.code)
            for coding in uow.codings.of_transcript(transcript)
            if (memo := on_codings.get(coding.id))
        ]
    return sorted(asides, key=lambda aside: aside.span)
