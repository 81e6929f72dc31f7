"""What has changed under a stale decision, in sentences for the card."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication

from qcoder.domain.codebook import CodingUnit
from qcoder.domain.ids import CodeId
from qcoder.domain.spans import Span
from qcoder.domain.staleness import StaleCause, WhatChanged, Wording
from qcoder.gui.consensus.describing import edge_between, place_of
from qcoder.services.consensus.room import Room

translate = QCoreApplication.translate


def changes_in_words(room: Room, changes: Sequence[WhatChanged]) -> tuple[str, ...]:
    """A sentence for each change; readings are called by their number on the screen."""
    return tuple(_sentence(room, change) for change in changes)


def _sentence(room: Room, change: WhatChanged) -> str:
    moved = _moved_within_its_turns(room, change)
    return {
        StaleCause.CORRECTED: translate("Consensus", "The transcript's text was corrected."),
        StaleCause.MOVED: translate(
            "Consensus", "Reading {number} has other words: it {moved} now."
        )
        if moved
        else translate("Consensus", "Reading {number} has other words: {before} then, {now} now."),
        StaleCause.RECODED: translate(
            "Consensus", "Reading {number} has another code: {code} then, {code_now} now."
        ),
        StaleCause.REMOVED: translate(
            "Consensus", "Reading {number} no longer codes {before} as {code}."
        ),
        StaleCause.LEFT: translate(
            "Consensus", "The coding of reading {number} ({before}) is a difference of its own now."
        ),
        StaleCause.JOINED: translate(
            "Consensus", "A coding of reading {number} has come to it: {now}, {code}."
        ),
        StaleCause.REWORDED: translate("Consensus", "{code} was changed: {wording}"),
        StaleCause.MERGED: translate("Consensus", "{code} was merged into {code_now}."),
        StaleCause.CODE_GONE: translate("Consensus", "A code was deleted from the codebook."),
    }[change.cause].format(
        number=room.sides.number(change.coder) if change.coder in room.coders else "?",
        before=_place(room, change.before),
        now=_place(room, change.now),
        code=_label(room, change.code),
        code_now=_label(room, change.code_now),
        wording=_wording(change.worded, change.worded_now),
        moved=moved,
    )


def _moved_within_its_turns(room: Room, change: WhatChanged) -> str:
    """Which end went where; nothing where the turns tell it, or no word is another."""
    then, now = change.before, change.now
    if then is None or now is None or _place(room, then) != _place(room, now):
        return ""
    start = edge_between(room.transcript, then.start, now.start)
    end = edge_between(room.transcript, then.end, now.end)
    later, earlier = (
        (
            translate("Consensus", "starts {amount} later"),
            translate("Consensus", "ends {amount} later"),
        ),
        (
            translate("Consensus", "starts {amount} earlier"),
            translate("Consensus", "ends {amount} earlier"),
        ),
    )
    # Where it was then comes first: it is later now.
    words = {1: later, 2: earlier}
    parts = [
        words[edge[0]][which].format(amount=edge[1])
        for which, edge in enumerate((start, end))
        if edge is not None
    ]
    return translate("Consensus", " and ").join(parts)


def _place(room: Room, span: Span | None) -> str:
    if span is None:
        return ""
    # A span of the text as it was then may reach beyond the text as it is.
    whole = Span(
        min(span.start, len(room.transcript.text)), min(span.end, len(room.transcript.text))
    )
    return place_of(room.transcript, [whole])


def _label(room: Room, code: CodeId | None) -> str:
    known = (room.codebook.by_id.get(code) or room.codebook.merged.get(code)) if code else None
    return known.label if known else translate("Consensus", "a deleted code")


def _wording(then: Wording | None, now: Wording | None) -> str:
    return " ".join(_parts(then, now)) if then and now else ""


def _parts(then: Wording, now: Wording) -> Iterator[str]:
    words = translate("Consensus", "{what} “{then}” then, “{now}” now.")
    for what, before, after in (
        (translate("Consensus", "rule"), then.rule, now.rule),
        (translate("Consensus", "definition"), then.definition, now.definition),
        (translate("Consensus", "unit"), _unit(then.unit), _unit(now.unit)),
    ):
        if before != after:
            yield words.format(what=what, then=before, now=after)
    revisions = translate("Consensus", "(Codebook revision {then}, now {now}.)")
    yield revisions.format(then=then.revision, now=now.revision)


def _unit(unit: CodingUnit) -> str:
    return {
        CodingUnit.WORD: translate("Consensus", "the word"),
        CodingUnit.SENTENCE: translate("Consensus", "a sentence"),
        CodingUnit.TURN: translate("Consensus", "a turn"),
        CodingUnit.STORY: translate("Consensus", "the whole story"),
        CodingUnit.SECTION: translate("Consensus", "the section"),
        CodingUnit.FREE: translate("Consensus", "any words"),
    }[unit]
