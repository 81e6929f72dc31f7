"""The log of decisions, which only grows."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute

from qcoder.domain.consensus import (
    Assent,
    CodedSpan,
    CodingAtDecision,
    Decision,
    DifferenceKind,
    Outcome,
)
from qcoder.domain.decisions import DecisionLog
from qcoder.domain.errors import RuleBroken
from qcoder.domain.ids import CodeId, CoderId, CodingId, DecisionId, DifferenceId, TranscriptId
from qcoder.domain.spans import Span
from qcoder.storage.repositories.rows import Repository
from qcoder.storage.schema import DecisionRow

_DECISIONS = select(*DecisionRow.__table__.columns).order_by(DecisionRow.number)
_PLACES = select(DecisionRow.difference, DecisionRow.supersedes)
_ID, _ON = DecisionRow.id, DecisionRow.difference
# As many values as any database takes in one question.
_AT_ONCE = 500


class DecisionRepository(Repository):
    """Decisions are appended; the session refuses to change or delete one."""

    def log(self, transcript: TranscriptId) -> DecisionLog:
        """All decisions on one transcript in the order they were written."""
        rows = self._select(_DECISIONS.where(DecisionRow.transcript == transcript))
        return DecisionLog(tuple(_decision_of(row) for row in rows))

    def lengthened(self, log: DecisionLog, transcript: TranscriptId) -> DecisionLog:
        """A log read before, with what has been written since; only that is read."""
        here = DecisionRow.transcript == transcript
        last = log.decisions[-1].id if log.decisions else None
        number = select(func.max(DecisionRow.number)).where(DecisionRow.id == last)
        end = self._select(number).scalar() or 0
        known = select(func.count()).where(here, DecisionRow.number <= end)
        if self._select(known).scalar() != len(log.decisions):
            # Somebody else wrote between two lines of it.
            return self.log(transcript)
        rows = self._select(_DECISIONS.where(here, DecisionRow.number > end))
        return log.with_lines(_decision_of(row) for row in rows)

    def about(self, differences: Iterable[DifferenceId]) -> DecisionLog:
        """The lines about these differences, and about those whose lines they replaced.

        Enough to say what counts for them: a decision on what became of a difference replaces
        the one on that difference.
        """
        found: dict[str, Row[Any]] = {}
        wanted: list[str] = list(differences)
        while wanted:
            found.update((row.id, row) for row in self._where(_DECISIONS, _ON, wanted))
            replaced = {row.supersedes for row in found.values()} - {"", *found}
            of_others = self._where(_PLACES, _ID, list(replaced))
            wanted = list({row.difference for row in of_others})
        in_order = sorted(found.values(), key=lambda row: row.number)
        return DecisionLog(tuple(_decision_of(row) for row in in_order))

    def append(self, decision: Decision) -> None:
        """Write a decision, unless another one took its place in the meantime."""
        self.append_all([decision])

    def append_all(self, decisions: Sequence[Decision]) -> None:
        """Write decisions in this order; none where the place of one is taken."""
        if self._has_taken({(d.difference, d.supersedes or "") for d in decisions}):
            raise RuleBroken(
                "Somebody has just decided on this difference. Look at their decision first; "
                "a new one then takes its place."
            )
        last = self._last(DecisionRow.number)
        self._insert(
            *(
                DecisionRow(id=decision.id, number=number, **_values(decision))
                for number, decision in enumerate(decisions, last + 1)
            )
        )

    def _has_taken(self, places: Collection[tuple[str, str]]) -> bool:
        differences = list({difference for difference, _ in places})
        found = self._where(_PLACES, _ON, differences)
        return any((row.difference, row.supersedes) in places for row in found)

    def _where(
        self,
        asked: Select[*tuple[Any, ...]],
        column: InstrumentedAttribute[str],
        values: Sequence[str],
    ) -> Iterator[Row[Any]]:
        for first in range(0, len(values), _AT_ONCE):
            yield from self._select(asked.where(column.in_(values[first : first + _AT_ONCE])))


def _values(decision: Decision) -> dict[str, Any]:
    return {
        "supersedes": decision.supersedes or "",
        "difference": decision.difference,
        "fingerprint": decision.fingerprint,
        "kind": decision.kind.value,
        "transcript": decision.transcript,
        "text_sha256": decision.text_sha256,
        "codebook_revision": decision.codebook_revision,
        "rule_version": decision.rule_version,
        "readings": [_reading_json(reading) for reading in decision.readings],
        "outcome": decision.outcome.value,
        "reading": decision.reading,
        "result": [_result_json(coded) for coded in decision.result],
        "reason": decision.reason,
        "note": decision.note,
        "proposed_by": decision.proposed_by,
        "assent": assent_json(decision.assent),
        "meeting": decision.meeting,
        "decided_at": decision.decided_at,
        "seconds": decision.seconds,
        "parts": [list(part) for part in decision.parts] or None,
        "batch": decision.batch or None,
    }


def _decision_of(row: Row[Any]) -> Decision:
    return Decision(
        id=DecisionId(row.id),
        supersedes=DecisionId(row.supersedes) if row.supersedes else None,
        difference=DifferenceId(row.difference),
        fingerprint=row.fingerprint,
        kind=DifferenceKind(row.kind),
        transcript=TranscriptId(row.transcript),
        text_sha256=row.text_sha256,
        codebook_revision=row.codebook_revision,
        rule_version=row.rule_version,
        readings=tuple(_reading_of(value) for value in row.readings),
        outcome=Outcome(row.outcome),
        reading=row.reading,
        result=tuple(_result_of(value) for value in row.result),
        reason=row.reason,
        note=row.note,
        proposed_by=CoderId(row.proposed_by) if row.proposed_by is not None else None,
        assent=assent_of(row.assent),
        meeting=row.meeting,
        decided_at=row.decided_at,
        seconds=row.seconds,
        parts=tuple(tuple(CodingId(c) for c in part) for part in row.parts or ()),
        batch=row.batch or "",
    )


def assent_json(assent: Iterable[Assent]) -> list[dict[str, Any]]:
    """As it stands in a row of the log, and of a closing."""
    return [{"coder": a.coder, "stance": a.stance, "at": a.at} for a in assent]


def assent_of(values: Iterable[Mapping[str, Any]]) -> tuple[Assent, ...]:
    """What such a row says."""
    return tuple(Assent(**value) for value in values)


def _reading_json(reading: CodingAtDecision) -> dict[str, Any]:
    return {
        "coder": reading.coder,
        "coding": reading.coding,
        "code": reading.code,
        "start": reading.span.start,
        "end": reading.span.end,
        "sure": reading.sure,
    }


def _reading_of(value: Mapping[str, Any]) -> CodingAtDecision:
    return CodingAtDecision(
        CoderId(value["coder"]),
        CodingId(value["coding"]),
        CodeId(value["code"]),
        Span(value["start"], value["end"]),
        value["sure"],
    )


def _result_json(coded: CodedSpan) -> dict[str, Any]:
    return {"code": coded.code, "start": coded.span.start, "end": coded.span.end}


def _result_of(value: Mapping[str, Any]) -> CodedSpan:
    return CodedSpan(Span(value["start"], value["end"]), CodeId(value["code"]))
