"""Transcripts: taken in, renamed, removed, and listed with who codes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qcoder.domain.assignment import Assignment, may_see
from qcoder.domain.errors import NotFound, RuleBroken
from qcoder.domain.ids import CoderId, TranscriptId, new_id
from qcoder.domain.transcript import Structure, TranscriptHeader
from qcoder.importers.imported import ImportedTranscript
from qcoder.services.clock import now

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork


def add_transcript(uow: UnitOfWork, imported: ImportedTranscript) -> TranscriptHeader:
    """Take a transcript in under its file's name, made unique; keep the original bytes."""
    headers = uow.transcripts.headers()
    header = TranscriptHeader(
        id=TranscriptId(new_id()),
        name=_unique(imported.name, {h.name.casefold() for h in headers}),
        format=imported.format,
        text_sha256=uow.contents.put(imported.text.encode("utf-8")),
        structure_sha256=uow.contents.put_structure(imported.structure),
        source_sha256=uow.contents.put(imported.source),
        length=len(imported.text),
        turns=len(imported.structure.turns),
        speakers=imported.structure.speakers,
        position=len(uow.transcripts.headers(include_removed=True)),
        removed=False,
        imported_at=now(),
        report=imported.report.as_dict(),
    )
    uow.transcripts.add(header)
    return header


def _unique(name: str, taken: set[str]) -> str:
    candidate, number = name, 2
    while candidate.casefold() in taken:
        candidate, number = f"{name} ({number})", number + 1
    return candidate


def transcript_named(uow: UnitOfWork, name: str) -> TranscriptHeader:
    """The transcript of that name, case ignored; the error lists those there are."""
    header = uow.transcripts.by_name(name.strip())
    if header is None:
        known = ", ".join(h.name for h in uow.transcripts.headers()) or "none yet"
        raise NotFound(
            f"There is no transcript named “{name}” in this project (transcripts: {known})."
        )
    return header


def rename_transcript(uow: UnitOfWork, transcript: TranscriptId, name: str) -> None:
    """Give it another name; the name must be free, case ignored."""
    header, wanted = uow.transcripts.header(transcript), name.strip()
    if not wanted:
        raise RuleBroken("A transcript needs a name.")
    other = uow.transcripts.by_name(wanted)
    if other is not None and other.id != transcript:
        raise RuleBroken(f"There is already a transcript named “{other.name}”.")
    uow.transcripts.update(replace(header, name=wanted))


def remove_transcript(uow: UnitOfWork, transcript: TranscriptId) -> None:
    """Take it out of the project. Its text and all its layers stay and can be brought back."""
    uow.transcripts.update(replace(uow.transcripts.header(transcript), removed=True))


def bring_back_transcript(uow: UnitOfWork, transcript: TranscriptId) -> None:
    """The opposite of removing; the name is made unique again if it was given away."""
    header = uow.transcripts.header(transcript)
    taken = {h.name.casefold() for h in uow.transcripts.headers()}
    uow.transcripts.update(replace(header, removed=False, name=_unique(header.name, taken)))


def replace_structure(uow: UnitOfWork, transcript: TranscriptId, structure: Structure) -> None:
    """Recognise speakers anew. No position moves, so every coding stays on its words."""
    header = uow.transcripts.header(transcript)
    uow.transcripts.update(
        replace(
            header,
            structure_sha256=uow.contents.put_structure(structure),
            turns=len(structure.turns),
            speakers=structure.speakers,
        )
    )


@dataclass(frozen=True, slots=True)
class LayerSummary:
    """One coder's work on one transcript; ``codings`` is None where it may not be seen."""

    coder: CoderId
    coder_name: str
    codings: int | None
    is_sealed: bool
    in_blind_pass: bool = False


@dataclass(frozen=True, slots=True)
class TranscriptSummary:
    """A transcript with who codes it, in the order of assignment."""

    header: TranscriptHeader
    layers: tuple[LayerSummary, ...]

    @property
    def is_paired(self) -> bool:
        """Whether two or more coders code it."""
        return len(self.layers) > 1

    @property
    def is_revealed(self) -> bool:
        """Whether it is paired and its layers may be shown to each other."""
        is_shown = all(layer.is_sealed and not layer.in_blind_pass for layer in self.layers)
        return self.is_paired and is_shown


def summaries(uow: UnitOfWork, viewer: CoderId | None = None) -> list[TranscriptSummary]:
    """Every transcript that is not removed, in the order of import.

    With a ``viewer``, counts of layers that are hidden from that coder are left out; without
    one (the command line is the team lead's) everything is counted.
    """
    names = {coder.id: coder.name for coder in uow.coders.all()}
    counts = uow.codings.count_by_layer()
    by_transcript: dict[TranscriptId, list[Assignment]] = {}
    for assignment in uow.assignments.all():
        by_transcript.setdefault(assignment.transcript, []).append(assignment)
    return [
        TranscriptSummary(header, _layers(by_transcript.get(header.id, []), names, counts, viewer))
        for header in uow.transcripts.headers()
    ]


def _layers(
    assignments: Sequence[Assignment],
    names: Mapping[CoderId, str],
    counts: Mapping[tuple[TranscriptId, CoderId], int],
    viewer: CoderId | None,
) -> tuple[LayerSummary, ...]:
    return tuple(
        LayerSummary(
            a.coder,
            names[a.coder],
            counts.get((a.transcript, a.coder), 0)
            if viewer is None or may_see(viewer, a.coder, assignments)
            else None,
            a.is_sealed,
            a.in_blind_pass,
        )
        for a in sorted(assignments, key=lambda a: a.position)
    )
