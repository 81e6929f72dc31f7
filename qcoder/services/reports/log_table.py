"""The log of decisions as a table, with the words that the log itself never holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from qcoder.domain.spans import Span
from qcoder.exporters.report import Column, Form, Table, Value
from qcoder.services.consensus.decision_records import log_records

if TYPE_CHECKING:
    from qcoder.domain.transcript import Transcript
    from qcoder.storage.unit_of_work import UnitOfWork

_COLUMNS = (
    Column("decided_at", "when it was written; UTC", Form.MOMENT),
    Column("kind", "how the readings differed when it was decided"),
    Column("outcome", "what was decided"),
    Column("taken_from", "for “take”: whose reading"),
    Column("codes", "codes of the result; of the readings where there is none"),
    Column("words", "words of the result; empty where nothing is coded"),
    Column("readings", "who had coded what, with the words, as it was when it was decided"),
    Column("reason", "class of reason"),
    Column("note", "what else the pair said"),
    Column("proposed_by", "who proposed it, where that was said"),
    Column("assent", "who agreed, gave way or had a reservation"),
    Column("proposal", "the change of the codebook that it gave rise to"),
    Column("audit", "what auditors said of it"),
    Column("meeting", "id of the meeting; empty where it was taken without one"),
    Column("seconds", "how long it was discussed, where that was kept"),
    Column("batch", "the same for all that were decided in one act"),
    Column("positions", "of the result: first and last code point, the last exclusive"),
    Column("codebook_revision", "revision of the codebook when it was decided"),
    Column("supersedes", "id of the decision that it replaces or takes back"),
    Column("difference", "id of the difference"),
    Column("id", "id of the decision"),
)


def log_table(uow: UnitOfWork, transcript: Transcript) -> Table:
    """All lines, oldest first, withdrawn and superseded ones too.

    Words are those of the present text; of a line about another text, which was corrected
    since, only positions are given.
    """
    assigned = uow.assignments.of_transcript(transcript.id)
    coders = [uow.coders.get(assignment.coder).name for assignment in assigned]
    records = log_records(uow, transcript)
    rows = tuple(_row(record, transcript, coders) for record in records)
    return Table(f"Decisions on {transcript.name}", _COLUMNS, rows)


def _row(
    record: dict[str, Any], transcript: Transcript, coders: Sequence[str]
) -> tuple[Value, ...]:
    result, readings = record["result"], record["readings"]
    values = {
        **{key: record[key] for key in ("decided_at", "kind", "outcome", "reason", "note")},
        **{key: record[key] for key in ("proposed_by", "proposal", "meeting", "seconds", "batch")},
        **{key: record[key] for key in ("codebook_revision", "supersedes", "difference", "id")},
        # Readings are numbered in the order of assignment, to which coders are only added.
        "taken_from": coders[record["reading"] - 1] if record["reading"] else "",
        "codes": _joined({entry["code"]: None for entry in result or readings}),
        "words": _joined(_words(entry, record, transcript) for entry in result),
        "readings": "\n".join(
            f"{r['coder']}, {r['code']}: {_words(r, record, transcript)}" for r in readings
        ),
        "assent": _joined(
            f"{a['coder']}: {a['stance'].replace('_', ' ')}" for a in record["assent"]
        ),
        "audit": _joined(
            f"{m['who']}: {m['opinion']} {m['note']}".strip() for m in record["audit"]
        ),
        "positions": _joined(f"{entry['start']}–{entry['end']}" for entry in result),
    }
    return tuple(values[column.title] for column in _COLUMNS)


def _words(entry: dict[str, Any], record: dict[str, Any], transcript: Transcript) -> str:
    if record["text_sha256"] != transcript.sha256:
        return f"(text corrected since: {entry['start']}–{entry['end']})"
    return transcript.speech_text(Span(entry["start"], entry["end"]))


def _joined(values: Iterable[str]) -> str:
    return "; ".join(values)
