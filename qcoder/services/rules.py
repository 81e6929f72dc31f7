"""Rules that every transaction keeps, whatever act, undo or redo it came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from qcoder.domain.changes import Change, Kind
from qcoder.domain.coding import Coding, Highlight, MemoTarget, Story
from qcoder.domain.errors import LayerSealed, NotYourLayer, RuleBroken, StaleUndo
from qcoder.domain.ids import CodeId, CoderId, CodingId, HighlightId, TranscriptId
from qcoder.services.consensus.blind_pass import marking_refused, may_mark

if TYPE_CHECKING:
    from qcoder.domain.codebook import Codebook
    from qcoder.storage.unit_of_work import UnitOfWork


_FEW = 20
"""Codings that are asked after one by one; of more, their layers are read."""
_IN_LAYERS = frozenset({Kind.CODING, Kind.STORY, Kind.HIGHLIGHT})
_ANNOTATED = {
    Kind.CODING: MemoTarget.CODING,
    Kind.HIGHLIGHT: MemoTarget.HIGHLIGHT,
    Kind.CODE: MemoTarget.CODE,
}


def check_layers(uow: UnitOfWork, changes: Iterable[Change]) -> None:
    """Refuse changes in layers that are sealed or unassigned.

    In a layer are codings, stories, highlights and the memos on them.
    """
    changes = tuple(changes)
    marked = frozenset(change.key for change in changes if change.kind in _IN_LAYERS)
    touched = dict.fromkeys(layer for c in changes if (layer := _layer(uow, c, marked)))
    for transcript, coder in touched:
        if not _was_open(transcript, coder, changes):
            check_open(uow, transcript, coder)
    _refuse_closed(uow, changes)
    _refuse_late_marks(uow, changes)


def _refuse_late_marks(uow: UnitOfWork, changes: Sequence[Change]) -> None:
    """Refuse to weigh what was shown; unsealing takes the marks of a blind pass into the layer."""
    marked = {_place(change) for change in changes if change.kind is Kind.BLIND_MARK}
    resealed = {_place(change) for change in changes if change.kind is Kind.ASSIGNMENT}
    for transcript, coder in marked - resealed:
        if not may_mark(uow, transcript, coder):
            raise marking_refused(uow, transcript, coder)


def _place(change: Change) -> tuple[TranscriptId, CoderId]:
    return change.either["transcript"], change.either["coder"]


def _refuse_closed(uow: UnitOfWork, changes: Iterable[Change]) -> None:
    """Refuse to decide on a transcript whose coders have closed their consensus."""
    decided = dict.fromkeys(c.either["transcript"] for c in changes if c.kind is Kind.DECISION)
    for transcript in map(TranscriptId, decided):
        if uow.closings.in_force(transcript):
            title = uow.transcripts.header(transcript).name
            raise RuleBroken(f"The consensus on {title} is closed. Reopen it to decide on it.")


def _was_open(transcript: TranscriptId, coder: CoderId, changes: Iterable[Change]) -> bool:
    """Whether the coder was taken off just now, with a layer that was not sealed.

    So it is where an import is undone that had assigned the coder.
    """
    return any(
        (change.before["transcript"], change.before["coder"]) == (transcript, coder)
        and change.before["sealed_at"] is None
        for change in changes
        if change.kind is Kind.ASSIGNMENT and change.before is not None and change.after is None
    )


def check_open(uow: UnitOfWork, transcript: TranscriptId, coder: CoderId) -> None:
    """Refuse unless ``coder`` is assigned to ``transcript`` and has not sealed it."""
    assignment = uow.assignments.get(transcript, coder)
    if assignment is not None and not assignment.is_sealed:
        return
    name, title = uow.coders.get(coder).name, uow.transcripts.header(transcript).name
    if assignment is None:
        raise RuleBroken(f"{name} is not assigned to {title}. Assign {name} first.")
    raise LayerSealed(f"{name} has sealed {title}. Unseal it to change its coding.")


def check_own(uow: UnitOfWork, found: Coding | Story | Highlight, coder: CoderId) -> None:
    """Refuse unless ``found`` is the coder's own, in a layer that is open."""
    if found.coder != coder:
        name, what = uow.coders.get(found.coder).name, type(found).__name__.lower()
        raise NotYourLayer(f"This is {name}'s {what}; only {name} can change it.")
    check_open(uow, found.transcript, coder)


def _layer(
    uow: UnitOfWork, change: Change, marked: frozenset[str]
) -> tuple[TranscriptId, CoderId] | None:
    row = change.either
    if change.kind in _IN_LAYERS:
        return row["transcript"], row["coder"]
    # What goes or comes together with its memo stands among the changes itself.
    if change.kind is Kind.MEMO and row["target_id"] not in marked:
        return _layer_of_annotated(uow, row["target"], row["target_id"])
    return None


def _layer_of_annotated(
    uow: UnitOfWork, target: str, key: str
) -> tuple[TranscriptId, CoderId] | None:
    if target == MemoTarget.CODING:
        coding = uow.codings.get(CodingId(key))
        return coding.transcript, coding.coder
    if target == MemoTarget.HIGHLIGHT:
        highlight = uow.highlights.get(HighlightId(key))
        return highlight.transcript, highlight.coder
    return None


def seals_or_unseals(changes: Iterable[Change]) -> bool:
    """Whether it is taken back by an act of its own only.

    So is sealing and opening a layer, a blind pass, closing a consensus, and the beginning and end
    of a meeting.
    """
    return any(
        change.kind in (Kind.CLOSING, Kind.MEETING)
        or _standing(change.before or {}) != _standing(change.after or {})
        for change in changes
        if change.kind in (Kind.ASSIGNMENT, Kind.CLOSING, Kind.MEETING)
    )


def _standing(assignment: Mapping[str, Any]) -> tuple[str | None, bool]:
    return assignment.get("sealed_at"), bool(assignment.get("in_blind_pass"))


def check_replayed(uow: UnitOfWork, changes: Sequence[Change]) -> None:
    """Hold what an undo or a redo has brought back to the rules that acts check themselves.

    Each row is as the journal says; but names may have been given away since, and words coded
    anew.
    """
    kinds = {change.kind for change in changes}
    if Kind.CODER in kinds:
        _refuse_doubles("coders named", (coder.name for coder in uow.coders.all()))
    if Kind.TRANSCRIPT in kinds:
        _refuse_doubles("transcripts named", (h.name for h in uow.transcripts.headers()))
    if Kind.CODE in kinds:
        codebook = uow.codebook.load()
        codes, removed = codebook.codes, [CodeId(c.key) for c in changes if _removes_code(c)]
        _refuse_doubles("codes labelled", (code.label for code in codes))
        _refuse_doubles("codes with the key", (code.key for code in codes if code.key))
        _refuse_merging_into_nothing(codebook, removed)
        check_decided_codes(uow, removed)
    _refuse_recoded(uow, [change for change in changes if change.kind is Kind.CODING])
    _refuse_overlaps(uow, [change for change in changes if change.kind is Kind.STORY])
    _refuse_loose_memos(uow, changes)


def _refuse_merging_into_nothing(codebook: Codebook, removed: Iterable[CodeId]) -> None:
    """Refuse to merge codes again into one that went since: perhaps into one of these."""
    for code in removed:
        gone = codebook.merged.get(code)
        if gone and gone.into not in codebook.by_id:
            raise StaleUndo(
                f"The code that “{gone.label}” went into is not in the codebook any more. "
                "Nothing was changed."
            )


def _refuse_recoded(uow: UnitOfWork, changes: Sequence[Change]) -> None:
    """Refuse to bring a coding back where its words have got the same code again since."""
    last = {CodingId(change.key): change.after for change in changes}
    brought = uow.codings.get_all(key for key, after in last.items() if after is not None)
    twin = next(with_twins(uow, brought), None)
    if twin is not None:
        raise coded_already(uow, twin)


def _refuse_overlaps(uow: UnitOfWork, changes: Sequence[Change]) -> None:
    """Refuse to bring a story back where its coder has set another one since."""
    layers = {(change.either["transcript"], change.either["coder"]) for change in changes}
    for transcript, coder in layers:
        stories = uow.stories.of_transcript(transcript, coder)
        if any(first.span.overlaps(second.span) for first, second in pairwise(stories)):
            raise StaleUndo(
                "Another story has been set there since; remove that one first. "
                "Nothing was changed."
            )


def _refuse_loose_memos(uow: UnitOfWork, changes: Sequence[Change]) -> None:
    """Refuse to leave a memo on what is no more: no foreign key holds what it is about."""
    for kind, target in _ANNOTATED.items():
        gone = {c.key for c in changes if c.kind is kind and c.after is None}
        if gone & uow.memos.annotated(target):
            raise StaleUndo(
                "A memo has been written since on what would go; remove the memo first. "
                "Nothing was changed."
            )
    noted = {CodeId(c.after["target_id"]) for c in changes if _is_memo_on_code(c) and c.after}
    if noted and noted - uow.codebook.load().by_id.keys():
        raise StaleUndo("The code that the memo is about has been removed. Nothing was changed.")


def _is_memo_on_code(change: Change) -> bool:
    return change.kind is Kind.MEMO and change.either["target"] == MemoTarget.CODE


def check_decided_codes(uow: UnitOfWork, removed: Iterable[CodeId]) -> None:
    """Refuse to remove a code that a decision speaks of: the log must stay readable.

    Of one that was merged label and whereabouts are kept.
    """
    gone = frozenset(removed) - uow.codebook.load().merged.keys()
    if gone & decided_codes(uow):
        raise RuleBroken(
            "Decisions of a consensus meeting speak of this code, so it cannot be removed. "
            "Merge it into another one."
        )


def decided_codes(uow: UnitOfWork) -> frozenset[CodeId]:
    """Codes that any decision speaks of, also one that was superseded."""
    logs = (uow.decisions.log(h.id) for h in uow.transcripts.headers(include_removed=True))
    decisions = [decision for log in logs for decision in log.decisions]
    return frozenset(code for decision in decisions for code in decision.codes_named)


def refuse_twice(uow: UnitOfWork, new: Coding) -> None:
    """Refuse a coding where its coder has the same code on the very same words."""
    if uow.codings.twins_of(new):
        raise coded_already(uow, new)


def with_twins(uow: UnitOfWork, codings: Sequence[Coding]) -> Iterator[Coding]:
    """Those whose coder has the same code on the very same words, apart from all of these."""
    ids = {coding.id for coding in codings}
    if len(codings) <= _FEW:
        return (coding for coding in codings if uow.codings.twins_of(coding) - ids)
    taken = {
        (transcript, coder, code, start, end)
        for transcript, coder in {(coding.transcript, coding.coder) for coding in codings}
        for key, code, start, end in uow.codings.places(transcript, coder)
        if key not in ids
    }
    return (
        c for c in codings if (c.transcript, c.coder, c.code, c.span.start, c.span.end) in taken
    )


def coded_already(uow: UnitOfWork, coding: Coding) -> RuleBroken:
    """Why a coding is refused whose words have its code."""
    label = uow.codebook.load().by_id[coding.code].label
    return RuleBroken(f"These words have the code “{label}” already.")


def _removes_code(change: Change) -> bool:
    return change.kind is Kind.CODE and change.after is None


def _refuse_doubles(what: str, names: Iterable[str]) -> None:
    counts = Counter(name.casefold() for name in names)
    for name, count in counts.items():
        if count > 1:
            raise RuleBroken(f"There would be two {what} “{name}”; change the other one first.")
