"""The closing sheet as JSON: names and labels instead of ids, no transcript words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qcoder.services.agreement.records import agreement_record
from qcoder.services.closing.methods_paragraph import methods_paragraph

if TYPE_CHECKING:
    from qcoder.comparison.what_became import CodeChange
    from qcoder.domain.closing import Closing
    from qcoder.domain.codebook import Codebook
    from qcoder.domain.consensus import Difference
    from qcoder.services.closing.sheet import ClosingSheet, MeetingFigures

Record = dict[str, Any]


def sheet_record(sheet: ClosingSheet) -> Record:
    """Everything but the balance, which is for the pair alone."""
    room, codebook = sheet.room, sheet.room.codebook
    return {
        "transcript": room.transcript.name,
        "coders": list(sheet.names.values()),
        "codebook_revision": codebook.revision,
        "frozen_at": sheet.before.taken_at if sheet.before else None,
        "round": sheet.before.round if sheet.before else None,
        "codings": {sheet.names[c]: count for c, count in sheet.summary.codings.items()},
        "kinds": {kind.value: count for kind, count in sheet.summary.kinds.items()},
        "to_discuss": sheet.summary.to_discuss,
        "passages": sheet.summary.passages,
        "still_open": room.still_open,
        "agreement": agreement_record(sheet.agreement),
        "outcomes": {
            kind.value: {outcome.value: count for outcome, count in outcomes.items()}
            for kind, outcomes in sheet.outcomes.items()
        },
        "changes": {
            sheet.names[coder]: [_change_record(change, codebook) for change in changes]
            for coder, changes in sheet.changes.items()
        },
        "reasons": dict(sheet.reasons),
        "in_batches": sheet.in_batches,
        "unresolved": [_place_record(r.difference, codebook) for r in sheet.unresolved],
        "proposals": [
            {"text": p.text, "state": p.state.value, "answer": p.answer} for p in sheet.proposals
        ],
        "meetings": [_meeting_record(figures) for figures in sheet.drift],
        "methods": methods_paragraph(sheet),
    }


_CLOSED_WITH = ("codings", "kinds", "outcomes", "changes", "still_open")
"""What cannot change while a consensus is closed, but by what lies outside of it."""


def changed_since(closing: Closing, sheet: ClosingSheet) -> bool:
    """Whether the consensus is no longer what its coders assented to."""
    return any(
        closing.figures[key] != value
        for key, value in sheet_record(sheet).items()
        if key in _CLOSED_WITH
    )


def _change_record(change: CodeChange, codebook: Codebook) -> Record:
    return {
        "code": codebook.label_of(change.code),
        "codings": change.codings,
        "changed_codings": change.changed,
        "content_words": change.words,
        "content_words_lost": change.lost,
        "content_words_gained": change.gained,
        "changed_share": change.changed_share,
    }


def _place_record(difference: Difference, codebook: Codebook) -> Record:
    return {
        "difference": difference.id,
        "kind": difference.kind.value,
        "codes": [codebook.label_of(code) for code in difference.codes],
        "start": difference.span.start,
        "end": difference.span.end,
    }


def _meeting_record(figures: MeetingFigures) -> Record:
    meeting = figures.meeting
    return {
        "transcript": figures.transcript,
        "number": meeting.number,
        "round": meeting.round,
        "opened_at": meeting.opened_at,
        "closed_at": meeting.closed_at,
        "present": list(meeting.present),
        "open_before": meeting.open_before,
        "open_after": meeting.open_after,
        "seconds": meeting.seconds,
        "outcomes": {outcome.value: count for outcome, count in figures.outcomes.items()},
        "kinds": {kind.value: count for kind, count in figures.kinds.items()},
        "reasons": dict(figures.reasons),
        "seconds_a_decision": figures.seconds_a_decision,
        "kappa_before": figures.kappa_before,
    }
