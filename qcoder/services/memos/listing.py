"""The memos that one may see, with what they are about.

Memos on codings and highlights are shown with their layer, memos on a transcript as the layers of
that transcript are. A memo on a code or on the project belongs to no layer, but can say what its
coder thinks of a discussion: it is shown to others once they code no discussion blind to each
other any more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from qcoder.domain.assignment import Assignment, may_see
from qcoder.domain.codebook import Codebook
from qcoder.domain.coding import Memo, MemoTarget
from qcoder.domain.ids import CodeId, CoderId, TranscriptId
from qcoder.domain.memos import MemoCollection, MemoRecord, PlacedMemo
from qcoder.domain.people import Coder
from qcoder.domain.transcript import Transcript, TranscriptHeader

if TYPE_CHECKING:
    from qcoder.storage.repositories.memos import AnnotatedMark
    from qcoder.storage.unit_of_work import UnitOfWork


def visible_memos(uow: UnitOfWork, viewer: CoderId | None, words: str = "") -> list[PlacedMemo]:
    """The memos that ``viewer`` may see and in which all ``words`` occur; everybody's without one.

    The project's come first, then those on codes as they stand in the codebook, then those in
    each transcript in text order. What removed transcripts have is left out.
    """
    return [found for found in _Listing(uow, viewer).placed() if found.has_words(words)]


def memos_to_export(uow: UnitOfWork, viewer: CoderId | None) -> MemoCollection:
    """All memos that ``viewer`` may see, with the words they are about."""
    listing = _Listing(uow, viewer)
    transcripts: dict[TranscriptId, Transcript] = {}
    records: list[MemoRecord] = []
    for placed in listing.placed():
        header = placed.transcript
        if header is not None and header.id not in transcripts:
            transcripts = {header.id: uow.transcripts.get(header.id)}
        parsed = transcripts.get(header.id) if header is not None else None
        records.append(_record(placed, parsed))
    return MemoCollection(tuple(records), listing.notes())


def _record(placed: PlacedMemo, transcript: Transcript | None) -> MemoRecord:
    about = placed.memo.target.value
    if transcript is None or placed.span is None:
        return MemoRecord(placed, about)
    section = transcript.section_at(placed.span.start)
    numbers = transcript.turn_numbers(placed.span)
    return MemoRecord(
        placed,
        about,
        words=transcript.speech_text(placed.span),
        section=section.title if section else "",
        turns=(numbers.start + 1, max(numbers.start + 1, numbers.stop)),
    )


class _Listing:
    """Everything that says where memos belong and who may see them, read once."""

    def __init__(self, uow: UnitOfWork, viewer: CoderId | None) -> None:
        self._uow, self._viewer = uow, viewer
        self._coders: Mapping[CoderId, Coder] = {c.id: c for c in uow.coders.all()}
        self._assignments: dict[TranscriptId, list[Assignment]] = defaultdict(list)
        for assignment in uow.assignments.all():
            self._assignments[assignment.transcript].append(assignment)
        self._on: dict[tuple[MemoTarget, str], list[Memo]] = defaultdict(list)
        for memo in uow.memos.all():
            self._on[memo.target, memo.target_id].append(memo)

    def placed(self) -> Iterator[PlacedMemo]:
        """Every memo that may be seen, in order."""
        if not self._on:
            return
        codebook = self._uow.codebook.load()
        yield from self._shared(MemoTarget.PROJECT, "", None)
        for code in codebook.codes:
            yield from self._shared(MemoTarget.CODE, code.id, code.id, codebook)
        marks = self._marks(codebook)
        for header in self._uow.transcripts.headers():
            for memo in self._on[MemoTarget.TRANSCRIPT, header.id]:
                if self._may_see(memo.coder, header.id):
                    yield PlacedMemo(memo, self._coders[memo.coder], transcript=header)
            yield from self._in_text(header, marks[header.id], codebook)

    def notes(self) -> tuple[str, ...]:
        """What is left out because somebody may not see it yet; empty without a viewer."""
        hidden = sorted(
            (self._coders[coder].name, header.name)
            for header in self._uow.transcripts.headers()
            for coder in {a.coder for a in self._assignments[header.id]}
            if not self._may_see(coder, header.id)
        )
        return tuple(
            f"{name}: memos of {coder} are hidden until all have sealed." for coder, name in hidden
        )

    def _shared(
        self, target: MemoTarget, key: str, code: CodeId | None, codebook: Codebook | None = None
    ) -> Iterator[PlacedMemo]:
        on = codebook.by_id[code] if codebook and code else None
        for memo in self._on[target, key]:
            if not self._is_blind_to(memo.coder):
                yield PlacedMemo(memo, self._coders[memo.coder], on)

    def _in_text(
        self, header: TranscriptHeader, marks: Sequence[AnnotatedMark], codebook: Codebook
    ) -> list[PlacedMemo]:
        found = [
            PlacedMemo(
                memo,
                self._coders[memo.coder],
                codebook.by_id[mark.code] if mark.code else None,
                header,
                mark.span,
            )
            for mark in marks
            for memo in self._on[mark.target, mark.id]
            if self._may_see(memo.coder, header.id)
        ]
        names = {coder: number for number, coder in enumerate(self._coders)}
        return sorted(found, key=lambda placed: (placed.span, names[placed.author.id]))

    def _marks(self, codebook: Codebook) -> Mapping[TranscriptId, Sequence[AnnotatedMark]]:
        marks: dict[TranscriptId, list[AnnotatedMark]] = defaultdict(list)
        for mark in self._uow.memos.marks():
            if mark.code is None or mark.code in codebook.by_id:
                marks[mark.transcript].append(mark)
        return marks

    def _may_see(self, author: CoderId, transcript: TranscriptId) -> bool:
        if self._viewer is None:
            return True
        return may_see(self._viewer, author, self._assignments[transcript])

    def _is_blind_to(self, author: CoderId) -> bool:
        return any(
            not may_see(self._viewer, author, assignments)
            for assignments in self._assignments.values()
            if self._viewer and {self._viewer, author} <= {a.coder for a in assignments}
        )
