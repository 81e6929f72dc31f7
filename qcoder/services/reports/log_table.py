"""The log of decisions as a table, with the words that the log itself never holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from qcoder.domain.assignment import is_paired, is_revealed
from qcoder.domain.spans import Span
from qcoder.exporters.report import Column, Form, Table, Value
from qcoder.services.consensus.decision_records import log_records
from qcoder.services.consensus.room import open_room

if TYPE_CHECKING:
    from qcoder.domain.transcript import Transcript
    from qcoder.storage.unit_of_work import UnitOfWork

_COLUMNS = (
    Column("decided_at", "when it was written; UTC", Form.MOMENT),
    Column(
        "standing",
        "decided, unresolved, later, proposed, open or stale: what the difference is by this "
        "line, which counts; gone: its difference is no more; in force: it arranges differences, "
        "or layers are open and not compared; empty: superseded, taken back, or takes one back",
    ),
    Column("kind", "how the readings differed when it was decided"),
    Column("outcome", "what was decided"),
    Column("taken_from", "for “take”: whose reading"),
    Column("codes", "codes of the result; of the readings where there is none"),
    Column("words", "words of the result; empty where nothing is coded"),
    Column("readings", "who had coded what, with the words, as it was when it was decided"),
    Column("reason", "class of reason"),
    Column("note", "what else the pair said"),
    Column(
        "proposed_by", "who proposed it, where that was said; a pair at one screen is not asked"
    ),
    Column("assent", "who agreed, gave way or had a reservation"),
    Column("meeting_number", "which meeting on this transcript; empty: taken without one"),
    Column("round", "round of the study that the meeting was part of"),
    Column("meeting_opened", "when the meeting began; UTC", Form.MOMENT),
    Column("meeting_closed", "when it ended; empty: it goes on; UTC", Form.MOMENT),
    Column("present", "who was there"),
    Column("drove", "who had mouse and keyboard, where that was said"),
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

_NOT_RECORDED = "not recorded"


def log_table(uow: UnitOfWork, transcript: Transcript) -> Table:
    """All lines, oldest first, withdrawn and superseded ones too.

    Words are those of the present text; of a line about another text, which was corrected
    since, only positions are given.
    """
    standings = _standings(uow, transcript)
    records = log_records(uow, transcript)
    rows = tuple(
        _row(record | {"standing": standings.get(record["id"], "")}, transcript)
        for record in records
    )
    return Table(f"Decisions on {transcript.name}", _COLUMNS, rows)


def _standings(uow: UnitOfWork, transcript: Transcript) -> dict[str, str]:
    """Of each line that counts, what the difference is by it: so the report's figures add up."""
    log, assigned = (
        uow.decisions.log(transcript.id),
        uow.assignments.of_transcript(transcript.id),
    )
    if not (is_paired(assigned) and is_revealed(assigned)):
        counting = (log.in_force(head) for head in log.heads().values())
        return {decision.id: "in force" for decision in counting if decision}
    room = open_room(uow, transcript)
    return {
        **{decision.id: "in force" for decision in log.arrangements},
        **{decision.id: "gone" for decision in room.without_difference},
        **{r.decision.id: r.status.value for r in room.resolutions if r.decision},
    }


def _row(record: dict[str, Any], transcript: Transcript) -> tuple[Value, ...]:
    result, readings = record["result"], record["readings"]
    values = {
        **{key: record[key] for key in ("decided_at", "standing", "kind", "outcome", "reason")},
        **{key: record[key] for key in ("note", "proposal", "meeting", "seconds", "batch")},
        **{key: record[key] for key in ("codebook_revision", "supersedes", "difference", "id")},
        **_meeting(record),
        "taken_from": record["taken_from"] or "",
        "codes": _joined({entry["code"]: None for entry in result or readings}),
        "words": _joined(_words(entry, record, transcript) for entry in result),
        "readings": "\n".join(
            f"{r['coder']}, {r['code']}: {_words(r, record, transcript)}" for r in readings
        ),
        "proposed_by": record["proposed_by"] or _NOT_RECORDED,
        "assent": _joined(
            f"{a['coder']}: {a['stance'].replace('_', ' ')}" for a in record["assent"]
        ),
        "audit": _joined(
            f"{m['who']}: {m['opinion']} {m['note']}".strip() for m in record["audit"]
        ),
        "positions": _joined(f"{entry['start']}–{entry['end']}" for entry in result),
    }
    return tuple(values[column.title] for column in _COLUMNS)


def _meeting(record: dict[str, Any]) -> dict[str, Value]:
    """The meeting of a line; of one that this copy of the project knows by its id only, that."""
    columns = ("meeting_number", "round", "meeting_opened", "meeting_closed", "present", "drove")
    held = record["meeting_held"]
    if held is None:
        said: dict[str, Value] = dict.fromkeys(columns, _NOT_RECORDED if record["meeting"] else "")
        return said | {"meeting_number": None}
    return {
        "meeting_number": held["number"],
        "round": f"{held['round']}: {held['round_name']}",
        "meeting_opened": held["opened_at"],
        "meeting_closed": held["closed_at"] or "",
        "present": _joined(held["present"]),
        "drove": held["driver"] or _NOT_RECORDED,
    }


def _words(entry: dict[str, Any], record: dict[str, Any], transcript: Transcript) -> str:
    if record["text_sha256"] != transcript.sha256:
        return f"(text corrected since: {entry['start']}–{entry['end']})"
    return transcript.speech_text(Span(entry["start"], entry["end"]))


def _joined(values: Iterable[str]) -> str:
    return "; ".join(values)
