"""An auditor's marks on decisions; the log of them only grows."""

from dataclasses import dataclass
from enum import StrEnum

from qcoder.domain.ids import AuditMarkId, CoderId, DecisionId, TranscriptId


class Opinion(StrEnum):
    """What an auditor says of a decision."""

    CONCUR = "concur"
    QUERY = "query"


@dataclass(frozen=True, slots=True)
class AuditMark:
    """One mark; a later one of the same auditor on the same decision goes before it."""

    id: AuditMarkId
    decision: DecisionId
    transcript: TranscriptId
    auditor: CoderId
    opinion: Opinion
    note: str
    at: str
