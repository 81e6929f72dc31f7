"""Codings as a table: taken in as given, all rows or none, and written without loss."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qcoder.domain.codebook import Codebook
from qcoder.domain.coding import Coding, Memo, MemoTarget
from qcoder.domain.errors import BadInput, NotFound, QCoderError, RuleBroken
from qcoder.domain.ids import CodeId, CoderId, CodingId, MemoId, is_guid, new_id
from qcoder.domain.people import Coder
from qcoder.domain.quotes import FoldedSpeech, find_quote, fold_speech
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript
from qcoder.exporters.tables import write_table
from qcoder.importers.codings_file import CodingRow
from qcoder.services.assignments import ensure_assigned
from qcoder.services.clock import now
from qcoder.services.codebook import code_labelled
from qcoder.services.coders import coder_named
from qcoder.services.rules import check_open
from qcoder.services.transcripts import transcript_named

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork

COLUMNS = (
    "transcript", "coder", "code", "start", "end", "memo",
    "id", "created_at", "codebook_revision", "sure", "quote",
)  # fmt: skip
"""Columns of an export; positions win over the quote, which is there to be read."""


@dataclass(frozen=True, slots=True)
class CodingsImport:
    """How many codings were stored, and how many were there already under the same id."""

    stored: int
    already_there: int


@dataclass(frozen=True)
class _Target:
    """A transcript that rows speak of, with its speech folded once."""

    transcript: Transcript
    speech: FoldedSpeech
    layers: dict[CoderId, None]


class _Reader:
    """Turns rows into codings, collecting every problem with its row."""

    def __init__(self, uow: UnitOfWork) -> None:
        self.uow = uow
        self.codebook: Codebook = uow.codebook.load()
        self.problems: list[str] = []
        self.targets: dict[str, _Target] = {}
        self.coders: dict[str, Coder] = {}
        self.moment = now()

    def coding(self, row: CodingRow) -> Coding | None:
        """The coding of a row; None, with the problem noted, where it cannot be taken."""
        try:
            return self._coding(row)
        except QCoderError as error:
            self.problems.append(f"Row {row.number}: {error}")
            return None

    def _coding(self, row: CodingRow) -> Coding:
        target, coder = self._target(row.transcript), self._coder(row.coder)
        if row.id and not is_guid(row.id):
            raise NotFound(f"“{row.id}” is not an id (a GUID in lower case).")
        revision = self.uow.project.codebook_revision
        if coder.id not in target.layers:
            ensure_assigned(self.uow, target.transcript.id, coder.id)
            check_open(self.uow, target.transcript.id, coder.id)
            target.layers[coder.id] = None
        return Coding(
            id=CodingId(row.id or new_id()),
            transcript=target.transcript.id,
            coder=coder.id,
            code=CodeId(code_labelled(self.codebook, row.code).id),
            span=self._span(target, row),
            created_at=row.created_at or self.moment,
            codebook_revision=revision if row.codebook_revision is None else row.codebook_revision,
            sure=row.sure,
        )

    def _target(self, name: str) -> _Target:
        if name not in self.targets:
            header = transcript_named(self.uow, name)
            transcript = self.uow.transcripts.get(header.id)
            self.targets[name] = _Target(transcript, fold_speech(transcript), {})
        return self.targets[name]

    def _coder(self, name: str) -> Coder:
        if name not in self.coders:
            self.coders[name] = coder_named(self.uow, name)
        return self.coders[name]

    def _span(self, target: _Target, row: CodingRow) -> Span:
        if row.start is None or row.end is None:
            return find_quote(target.speech, row.quote, row.occurrence)
        length = len(target.transcript.text)
        if row.end > length:
            raise RuleBroken(
                f"position {row.end} is behind the end of {target.transcript.name} "
                f"({length} characters)."
            )
        return Span(row.start, row.end)


def import_codings(uow: UnitOfWork, rows: Sequence[CodingRow]) -> CodingsImport:
    """Store exactly what the rows say, never snapped: all rows or none.

    A coder who is not assigned to a transcript yet is assigned by it. A row whose id is in
    the project with the same contents is there already. Raises :class:`BadInput` naming
    every row that cannot be taken.
    """
    reader = _Reader(uow)
    present = {row.id: _present(uow, row.id) for row in rows if row.id}
    new: dict[CodingId, Coding] = {}
    memos: list[Memo] = []
    there = 0
    for row in rows:
        coding = reader.coding(row)
        if coding is None:
            continue
        known = present.get(coding.id) or new.get(coding.id)
        if known is None:
            new[coding.id] = coding
            memos.extend(_memo(coding, row))
        elif _same(known, coding):
            there += 1
        else:
            reader.problems.append(f"Row {row.number}: the id {coding.id} names another coding.")
    if reader.problems:
        raise BadInput("No coding was imported:", reader.problems)
    uow.codings.add_all(list(new.values()))
    for memo in memos:
        uow.memos.put(memo)
    return CodingsImport(len(new), there)


def _present(uow: UnitOfWork, coding: str) -> Coding | None:
    try:
        return uow.codings.get(CodingId(coding))
    except NotFound:
        return None


def _same(first: Coding, second: Coding) -> bool:
    fields = ("transcript", "coder", "code", "span")
    return all(getattr(first, field) == getattr(second, field) for field in fields)


def _memo(coding: Coding, row: CodingRow) -> Iterable[Memo]:
    if row.memo.strip():
        memo_id = MemoId(new_id())
        yield Memo(memo_id, MemoTarget.CODING, coding.id, coding.coder, row.memo.strip(), now())


def export_codings(uow: UnitOfWork, target: Path, coder: CoderId | None = None) -> int:
    """Write all codings, or one coder's, with ids; returns how many.

    Transcripts that were removed are left out.
    """
    labels = {code.id: code.label for code in uow.codebook.load().codes}
    names = {c.id: c.name for c in uow.coders.all()}
    rows: list[tuple[str | int, ...]] = []
    for header in uow.transcripts.headers():
        transcript = uow.transcripts.get(header.id)
        memos = uow.memos.of_codings(header.id, coder)
        for coding in uow.codings.of_transcript(header.id, coder):
            rows.append(_row(transcript, coding, names, labels, memos))
    write_table(target, COLUMNS, rows)
    return len(rows)


def _row(
    transcript: Transcript,
    coding: Coding,
    names: Mapping[CoderId, str],
    labels: Mapping[CodeId, str],
    memos: Mapping[CodingId, Memo],
) -> tuple[str | int, ...]:
    memo = memos.get(coding.id)
    return (
        transcript.name,
        names[coding.coder],
        labels[coding.code],
        coding.span.start,
        coding.span.end,
        memo.text if memo else "",
        coding.id,
        coding.created_at,
        coding.codebook_revision,
        "yes" if coding.sure else "no",
        transcript.speech_text(coding.span),
    )
