"""Whether file and contents of a project are whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from qcoder.domain.codebook import Codebook
from qcoder.domain.coding import Coding
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript, TranscriptHeader
from qcoder.services.workspace import Workspace

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork


def check_project(workspace: Workspace) -> list[str]:
    """Every problem as a sentence; none when the project is whole.

    Looks at the file itself, the hash of every text, the structure of every transcript,
    every coding's position and code, and that every decision fits its transcript.
    """
    problems = workspace.database.check()
    return problems or workspace.read(_check_contents)


def _check_contents(uow: UnitOfWork) -> list[str]:
    codebook = uow.codebook.load()
    problems: list[str] = []
    for header in uow.transcripts.headers(include_removed=True):
        problems.extend(_check_transcript(uow, header, codebook))
    return problems


def _check_transcript(
    uow: UnitOfWork, header: TranscriptHeader, codebook: Codebook
) -> Iterable[str]:
    name = header.name
    if uow.contents.get(header.text_sha256) is None:
        yield f"{name}: its text is missing."
        return
    transcript = uow.transcripts.get(header.id)
    if transcript.sha256 != header.text_sha256:
        yield f"{name}: its text is not the one that was imported."
    yield from _check_structure(transcript)
    for coding in uow.codings.of_transcript(header.id):
        yield from _check_coding(transcript, coding, codebook)
    for decision in uow.decisions.log(header.id).decisions:
        for coded in decision.result:
            if coded.span.end > len(transcript.text):
                yield f"{name}: decision {decision.id} reaches behind the end of the text."


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
    if not Span(0, max(1, len(transcript.text))).contains(coding.span):
        yield f"{place} reaches behind the end of the text."
    if coding.code not in codebook.by_id:
        yield f"{place} has a code that the codebook does not."
