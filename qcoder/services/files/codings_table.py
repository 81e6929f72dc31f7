"""Codings as a table: taken in as given, all rows or none, and written without loss."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

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
from qcoder.services.clock import now
from qcoder.services.codebook.editing import code_labelled
from qcoder.services.prepare.assignments import ensure_assigned
from qcoder.services.prepare.coders import coder_named
from qcoder.services.prepare.transcripts import transcript_named
from qcoder.services.rules import check_open
from qcoder.services.viewing import visible_codings

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork

COLUMNS = (
    "transcript", "coder", "code", "start", "end", "memo",
    "id", "created_at", "codebook_revision", "sure", "sure_in_blind_pass", "quote",
)  # fmt: skip
"""Columns of an export; positions win over the quote, which is there to be read.

``sure`` is as it was sealed, ``sure_in_blind_pass`` what was said of it then, empty for nothing:
that is read by people, and not taken in again.
"""


@dataclass(frozen=True, slots=True)
class CodingsImport:
    """How many codings were stored, how many were there already, and who was assigned by it."""

    stored: int
    already_there: int
    assigned: tuple[tuple[str, str], ...] = ()
    """Names of coder and transcript."""


def import_codings(uow: UnitOfWork, rows: Sequence[CodingRow]) -> CodingsImport:
    """Store exactly what the rows say, never snapped: all rows or none.

    A coder who is not assigned to a transcript yet is assigned by it. A row is there already
    where the project has its id with the same contents, or, of a row without id, where the
    coder has the same code on the same words. Raises :class:`BadInput` naming every row that
    cannot be taken.
    """
    reader = _Reader(uow)
    for row in rows:
        reader.take(row)
    if reader.problems:
        raise BadInput("No coding was imported:", reader.problems)
    uow.codings.add_all(list(reader.new.values()))
    for memo in reader.memos:
        uow.memos.put(memo)
    return CodingsImport(len(reader.new), reader.already_there, tuple(reader.assigned))


@dataclass(frozen=True)
class _Target:
    """A transcript that rows speak of, with its speech folded once, and what is coded in it."""

    transcript: Transcript
    speech: FoldedSpeech
    codings: dict[CodingId, Coding]
    by_place: dict[tuple[CoderId, CodeId, Span], Coding]
    memos: Mapping[CodingId, Memo]
    open_layers: set[CoderId] = field(default_factory=set)

    def note(self, coding: Coding) -> None:
        """Know a coding of the table, so that a row that repeats it is found."""
        self.codings[coding.id] = coding
        self.by_place[_place(coding)] = coding


def _place(coding: Coding) -> tuple[CoderId, CodeId, Span]:
    return coding.coder, coding.code, coding.span


class _Reader:
    """Turns rows into codings, collecting every problem with its row."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow
        self._codebook: Codebook = uow.codebook.load()
        self._revision = uow.project.codebook_revision
        self._targets: dict[str, _Target] = {}
        self._coders: dict[str, Coder] = {}
        self._moment = now()
        self.problems: list[str] = []
        self.new: dict[CodingId, Coding] = {}
        self.memos: list[Memo] = []
        self.already_there = 0
        self.assigned: list[tuple[str, str]] = []

    def take(self, row: CodingRow) -> None:
        """Take a row in, or note why it cannot be taken."""
        if row.problems:
            self.problems += [f"Row {row.number}: {problem}" for problem in row.problems]
            return
        try:
            self._take(row)
        except QCoderError as error:
            self.problems.append(f"Row {row.number}: {error}")

    def _take(self, row: CodingRow) -> None:
        target = self._target(row.transcript)
        coding = self._coding(row, target)
        known = self._known(row, target, coding)
        if known is not None:
            _refuse_other_memo(target.memos.get(known.id), row)
            self.already_there += 1
            return
        self._require_open(target, coding.coder)
        target.note(coding)
        self.new[coding.id] = coding
        self.memos.extend(_memo(coding, row))

    def _coding(self, row: CodingRow, target: _Target) -> Coding:
        if row.id and not is_guid(row.id):
            raise NotFound(f"“{row.id}” is not an id (a GUID in lower case).")
        revision = row.codebook_revision
        return Coding(
            id=CodingId(row.id or new_id()),
            transcript=target.transcript.id,
            coder=self._coder(row.coder).id,
            code=code_labelled(self._codebook, row.code).id,
            span=_span(target, row),
            created_at=row.created_at or self._moment,
            codebook_revision=self._revision if revision is None else revision,
            sure=row.sure,
        )

    def _known(self, row: CodingRow, target: _Target, coding: Coding) -> Coding | None:
        if not row.id:
            return target.by_place.get(_place(coding))
        known = target.codings.get(coding.id) or self._elsewhere(coding.id)
        if known is not None and (known.transcript, *_place(known)) != (
            coding.transcript,
            *_place(coding),
        ):
            raise RuleBroken(f"the id {coding.id} names another coding.")
        return known

    def _elsewhere(self, coding: CodingId) -> Coding | None:
        """A coding of that id in another transcript, also in one that was removed."""
        if coding in self.new:
            return self.new[coding]
        try:
            return self._uow.codings.get(coding)
        except NotFound:
            return None

    def _require_open(self, target: _Target, coder: CoderId) -> None:
        if coder not in target.open_layers:
            if ensure_assigned(self._uow, target.transcript.id, coder):
                self.assigned.append((self._uow.coders.get(coder).name, target.transcript.name))
            check_open(self._uow, target.transcript.id, coder)
            target.open_layers.add(coder)

    def _target(self, name: str) -> _Target:
        if name not in self._targets:
            header = transcript_named(self._uow, name)
            transcript = self._uow.transcripts.get(header.id)
            codings = self._uow.codings.of_transcript(header.id)
            self._targets[name] = _Target(
                transcript,
                fold_speech(transcript),
                {coding.id: coding for coding in codings},
                {_place(coding): coding for coding in codings},
                self._uow.memos.of_codings(header.id),
            )
        return self._targets[name]

    def _coder(self, name: str) -> Coder:
        if name not in self._coders:
            self._coders[name] = coder_named(self._uow, name)
        return self._coders[name]


def _span(target: _Target, row: CodingRow) -> Span:
    if row.start is None or row.end is None:
        return find_quote(target.speech, row.quote, row.occurrence)
    length = len(target.transcript.text)
    if row.end > length:
        raise RuleBroken(
            f"position {row.end} is behind the end of {target.transcript.name} "
            f"({length} characters)."
        )
    return Span(row.start, row.end)


def _refuse_other_memo(present: Memo | None, row: CodingRow) -> None:
    """A memo that is there is never written over, nor one of the table lost without a word."""
    if row.memo.strip() and (present is None or present.text != row.memo.strip()):
        raise RuleBroken("this coding is in the project already, with another memo or none.")


def _memo(coding: Coding, row: CodingRow) -> Iterable[Memo]:
    if row.memo.strip():
        memo_id = MemoId(new_id())
        yield Memo(memo_id, MemoTarget.CODING, coding.id, coding.coder, row.memo.strip(), now())


class _Beside(NamedTuple):
    """What lies beside the codings of a transcript."""

    memos: Mapping[CodingId, Memo]
    marks: Mapping[CodingId, bool]


def export_codings(
    uow: UnitOfWork, target: Path, coder: CoderId | None = None, viewer: CoderId | None = None
) -> int:
    """Write all codings, or one coder's, with ids; returns how many.

    Transcripts that were removed are left out, and so are layers hidden from ``viewer``; with
    none (the command line is the team lead's) nothing is hidden.
    """
    labels = {code.id: code.label for code in uow.codebook.load().codes}
    names = {c.id: c.name for c in uow.coders.all()}
    rows: list[tuple[str | int, ...]] = []
    for header in uow.transcripts.headers():
        transcript = uow.transcripts.get(header.id)
        marks = uow.blind_marks.of_transcript(header.id, coder)
        beside = _Beside(
            uow.memos.of_codings(header.id, coder), {mark.coding: mark.sure for mark in marks}
        )
        rows.extend(
            _row(transcript, coding, names, labels, beside)
            for coding in visible_codings(uow, header.id, viewer, coder)
        )
    write_table(target, COLUMNS, rows)
    return len(rows)


def _row(
    transcript: Transcript,
    coding: Coding,
    names: Mapping[CoderId, str],
    labels: Mapping[CodeId, str],
    beside: _Beside,
) -> tuple[str | int, ...]:
    memo, mark = beside.memos.get(coding.id), beside.marks.get(coding.id)
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
        _yes_or_no(coding.sure),
        "" if mark is None else _yes_or_no(mark),
        transcript.speech_text(coding.span),
    )


def _yes_or_no(is_so: bool) -> str:
    return "yes" if is_so else "no"
