"""Whether file and contents of a project are whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

from qcoder.domain.codebook import Codebook
from qcoder.domain.coding import Coding, Highlight, Story
from qcoder.domain.consensus import Decision
from qcoder.domain.errors import ProjectDamaged
from qcoder.domain.transcript import Transcript, TranscriptHeader

if TYPE_CHECKING:
    from qcoder.services.workspace import Workspace
    from qcoder.storage.unit_of_work import UnitOfWork


def check_project(workspace: Workspace) -> list[str]:
    """Every problem as a sentence; none when the project is whole.

    Looks at the file itself, the hash of every text, the structure of every transcript,
    the position of every coding, story and highlight, every coding's code, and that every
    decision fits its transcript.
    """
    problems = workspace.database.check()
    if problems:
        return problems
    try:
        return workspace.read(_check_contents)
    except ProjectDamaged as damage:
        return [str(damage)]
    except (ValueError, LookupError, TypeError) as error:
        # A record that is not as it was written: which one, only its reader could tell.
        return [f"The contents cannot be read: {error}."]


def _check_contents(uow: UnitOfWork) -> list[str]:
    codebook = uow.codebook.load()
    problems: list[str] = []
    for header in uow.transcripts.headers(include_removed=True):
        damaged = list(_check_words(uow, header))
        problems.extend(damaged or _check_transcript(uow, header, codebook))
    return problems


def _check_words(uow: UnitOfWork, header: TranscriptHeader) -> Iterable[str]:
    parts = {
        "text": header.text_sha256,
        "structure": header.structure_sha256,
        "original file": header.source_sha256,
    }
    for what, digest in parts.items():
        content = uow.contents.get(digest) if digest else b""
        if content is None:
            yield f"{header.name}: its {what} is missing."
        elif digest and sha256(content).hexdigest() != digest:
            yield f"{header.name}: its {what} is not the one that was imported."


def _check_transcript(
    uow: UnitOfWork, header: TranscriptHeader, codebook: Codebook
) -> Iterable[str]:
    transcript = uow.transcripts.get(header.id)
    yield from _check_structure(transcript)
    for coding in uow.codings.of_transcript(header.id):
        yield from _check_coding(transcript, coding, codebook)
    yield from _check_marks(transcript, uow.stories.of_transcript(header.id))
    yield from _check_marks(transcript, uow.highlights.of_transcript(header.id))
    for decision in uow.decisions.log(header.id).decisions:
        yield from _check_decision(transcript, decision, codebook)


def _check_structure(transcript: Transcript) -> Iterable[str]:
    last = 0
    for number, turn in enumerate(transcript.turns, start=1):
        if turn.span.start < last or turn.span.end > len(transcript.text):
            yield f"{transcript.name}: turn {number} overlaps its neighbour or leaves the text."
        if not all(turn.span.contains(piece) for piece in turn.speech):
            yield f"{transcript.name}: turn {number} has speech outside of it."
        last = turn.span.end


def _check_coding(transcript: Transcript, coding: Coding, codebook: Codebook) -> Iterable[str]:
    place = f"{transcript.name}: coding {coding.id} ({coding.span.start}–{coding.span.end})"
    if coding.span.end > len(transcript.text):
        yield f"{place} reaches behind the end of the text."
    if coding.code not in codebook.by_id:
        yield f"{place} has a code that the codebook does not."


def _check_marks(
    transcript: Transcript, marks: Sequence[Story] | Sequence[Highlight]
) -> Iterable[str]:
    for mark in marks:
        if mark.span.end > len(transcript.text):
            what = type(mark).__name__.lower()
            place = f"{transcript.name}: {what} {mark.id} ({mark.span.start}–{mark.span.end})"
            yield f"{place} reaches behind the end of the text."


def _check_decision(
    transcript: Transcript, decision: Decision, codebook: Codebook
) -> Iterable[str]:
    for coded in decision.result:
        if coded.span.end > len(transcript.text):
            yield f"{transcript.name}: decision {decision.id} reaches behind the end of the text."
        if coded.code not in codebook.by_id and coded.code not in codebook.merged:
            yield f"{transcript.name}: decision {decision.id} has a code that is gone."
