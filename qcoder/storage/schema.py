"""The tables of a project. Rows stay inside ``storage``; values of the domain go out.

An attribute has the name of its column, and a row that is journalled is written to the
journal under those names: services read them in ``Change.before`` and ``Change.after``.

Foreign keys restrict and never cascade: a cascade would go round the journal. The journal and
the log of decisions have none, because they outlive what they speak of. Uniqueness of names
ignores case, which databases do differently, so services keep it.
"""

from typing import Any

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qcoder.domain.changes import ONLY_APPENDED, Kind
from qcoder.storage.stored_row import Json, StoredRow, refers_to

REVISION = "0004"
"""The migration that the tables below are the result of."""


class ProjectRow(StoredRow):
    """One property or setting of the project."""

    __tablename__ = "project"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[Any]


class CoderRow(StoredRow):
    """A coder; ``position`` is the order in which they joined."""

    __tablename__ = "coders"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    colour: Mapped[str]
    retired: Mapped[bool]
    position: Mapped[int]


class TranscriptRow(StoredRow):
    """A transcript without a word of it: those are in ``contents``, under these hashes.

    ``details_sha256`` names the speakers' labels and the import report, which quote the text.
    """

    __tablename__ = "transcripts"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    format: Mapped[str]
    text_sha256: Mapped[str]
    structure_sha256: Mapped[str]
    source_sha256: Mapped[str | None]
    details_sha256: Mapped[str]
    length: Mapped[int]
    turns: Mapped[int]
    position: Mapped[int]
    removed: Mapped[bool]
    imported_at: Mapped[str]


class GroupingRow(StoredRow):
    """A grouping of the codebook."""

    __tablename__ = "groupings"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    position: Mapped[int]


class CodeRow(StoredRow):
    """A code of the codebook."""

    __tablename__ = "codes"

    id: Mapped[str] = mapped_column(primary_key=True)
    grouping: Mapped[str] = mapped_column(refers_to("groupings.id"), index=True)
    label: Mapped[str]
    definition: Mapped[str]
    rule: Mapped[str]
    unit: Mapped[str]
    colour: Mapped[str]
    key: Mapped[str]
    position: Mapped[int]
    grain: Mapped[str | None]
    meaning: Mapped[str | None]


class CodingRow(StoredRow):
    """A coding; ``start`` and ``end`` count code points of the stored text."""

    __tablename__ = "codings"
    __table_args__ = (
        CheckConstraint('0 <= start AND start < "end"', name="span"),
        Index(None, "transcript", "start", "end"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    transcript: Mapped[str] = mapped_column(refers_to("transcripts.id"))
    coder: Mapped[str] = mapped_column(refers_to("coders.id"), index=True)
    code: Mapped[str] = mapped_column(refers_to("codes.id"), index=True)
    start: Mapped[int]
    end: Mapped[int]
    created_at: Mapped[str]
    codebook_revision: Mapped[int]
    sure: Mapped[bool]


class StoryRow(StoredRow):
    """A story; that those of a layer do not overlap is kept by services."""

    __tablename__ = "stories"
    __table_args__ = (
        CheckConstraint('0 <= start AND start < "end"', name="span"),
        Index(None, "transcript", "coder"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    transcript: Mapped[str] = mapped_column(refers_to("transcripts.id"))
    coder: Mapped[str] = mapped_column(refers_to("coders.id"), index=True)
    start: Mapped[int]
    end: Mapped[int]


class HighlightRow(StoredRow):
    """A span marked without a code."""

    __tablename__ = "highlights"
    __table_args__ = (
        CheckConstraint('0 <= start AND start < "end"', name="span"),
        Index(None, "transcript", "coder"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    transcript: Mapped[str] = mapped_column(refers_to("transcripts.id"))
    coder: Mapped[str] = mapped_column(refers_to("coders.id"), index=True)
    start: Mapped[int]
    end: Mapped[int]
    created_at: Mapped[str]


class MemoRow(StoredRow):
    """A memo of one coder on one thing; ``target_id`` is empty for the project."""

    __tablename__ = "memos"
    __table_args__ = (UniqueConstraint("target", "target_id", "coder"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    target: Mapped[str]
    target_id: Mapped[str]
    coder: Mapped[str] = mapped_column(refers_to("coders.id"), index=True)
    text: Mapped[str]
    changed_at: Mapped[str]


class AssignmentRow(StoredRow):
    """One coder codes one transcript."""

    __tablename__ = "assignments"

    transcript: Mapped[str] = mapped_column(refers_to("transcripts.id"), primary_key=True)
    coder: Mapped[str] = mapped_column(refers_to("coders.id"), primary_key=True, index=True)
    position: Mapped[int]
    sealed_at: Mapped[str | None]
    in_blind_pass: Mapped[bool | None]
    """True or NULL, as it is for assignments from before there were blind passes."""


class DecisionRow(StoredRow):
    """One line of the log of decisions; ``number`` is its place in it. Never changed."""

    __tablename__ = "decisions"
    __table_args__ = (
        # Of two people who decide at once, the second is told instead of written.
        UniqueConstraint("difference", "supersedes"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    supersedes: Mapped[str] = mapped_column()
    """Empty for the first: NULLs would differ from each other, and two firsts be taken."""
    difference: Mapped[str]
    fingerprint: Mapped[str]
    kind: Mapped[str]
    transcript: Mapped[str] = mapped_column(index=True)
    text_sha256: Mapped[str]
    codebook_revision: Mapped[int]
    rule_version: Mapped[int]
    readings: Mapped[Any]
    outcome: Mapped[str]
    reading: Mapped[int | None]
    result: Mapped[Any]
    reason: Mapped[str]
    note: Mapped[str]
    proposed_by: Mapped[str | None]
    assent: Mapped[Any]
    meeting: Mapped[str]
    decided_at: Mapped[str]
    seconds: Mapped[float | None]
    parts: Mapped[Any | None] = mapped_column(Json)
    batch: Mapped[str | None]


class SnapshotRow(StoredRow):
    """Layers as they were when all were sealed; spans and hashes, no words. Never changed."""

    __tablename__ = "snapshots"
    __table_args__ = (UniqueConstraint("transcript", "number"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    transcript: Mapped[str]
    number: Mapped[int]
    round: Mapped[int]
    taken_at: Mapped[str]
    late: Mapped[bool]
    text_sha256: Mapped[str]
    structure_sha256: Mapped[str]
    codebook_revision: Mapped[int]
    rule_version: Mapped[int]
    coders: Mapped[Any]
    codings: Mapped[Any]


class MeetingRow(StoredRow):
    """One meeting; ``number`` counts those of its transcript from 1."""

    __tablename__ = "meetings"
    __table_args__ = (
        # Of two who open a meeting at once, the second is told.
        UniqueConstraint("transcript", "number"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    transcript: Mapped[str] = mapped_column(refers_to("transcripts.id"))
    number: Mapped[int]
    round: Mapped[int]
    opened_at: Mapped[str]
    closed_at: Mapped[str | None]
    present: Mapped[Any]
    driver: Mapped[str | None] = mapped_column(refers_to("coders.id"), index=True)
    open_before: Mapped[int]
    open_after: Mapped[int | None]
    seconds: Mapped[float]
    named: Mapped[Any]


class PlaceInHandRow(StoredRow):
    """Where an open meeting stands. Not journalled: it changes with every step."""

    __tablename__ = "places_in_hand"

    meeting: Mapped[str] = mapped_column(refers_to("meetings.id"), primary_key=True)
    difference: Mapped[str | None]
    seconds: Mapped[float]


class ProposalRow(StoredRow):
    """What should be otherwise in the codebook."""

    __tablename__ = "proposals"

    id: Mapped[str] = mapped_column(primary_key=True)
    transcript: Mapped[str] = mapped_column(refers_to("transcripts.id"), index=True)
    decision: Mapped[str | None]
    code: Mapped[str | None]
    text: Mapped[str]
    proposed_by: Mapped[str | None] = mapped_column(refers_to("coders.id"), index=True)
    meeting: Mapped[str | None]
    made_at: Mapped[str]
    state: Mapped[str]
    answer: Mapped[str]
    answered_by: Mapped[str | None]
    answered_at: Mapped[str | None]


class AuditMarkRow(StoredRow):
    """What an auditor says of a decision; ``number`` is its place. Never changed."""

    __tablename__ = "audit_marks"

    id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    decision: Mapped[str]
    transcript: Mapped[str] = mapped_column(index=True)
    auditor: Mapped[str]
    opinion: Mapped[str]
    note: Mapped[str]
    at: Mapped[str]


class BlindMarkRow(StoredRow):
    """How sure a coder is of one sealed coding, said before any other layer was shown."""

    __tablename__ = "blind_marks"

    coding: Mapped[str] = mapped_column(primary_key=True)
    transcript: Mapped[str] = mapped_column(index=True)
    coder: Mapped[str]
    sure: Mapped[bool]
    at: Mapped[str]


class ClosingRow(StoredRow):
    """A consensus closed or opened again; ``number`` is its place. Never changed."""

    __tablename__ = "closings"

    id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    transcript: Mapped[str] = mapped_column(index=True)
    closed: Mapped[bool]
    at: Mapped[str]
    assent: Mapped[Any]
    figures: Mapped[Any]


class ContentRow(StoredRow):
    """Words: a text, its structure, its details, or the file it was read from."""

    __tablename__ = "contents"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes]


class EntryRow(StoredRow):
    """The head of one journal entry. Never changed."""

    __tablename__ = "journal_entries"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str]
    actor: Mapped[str | None]
    label: Mapped[str]
    kind: Mapped[str]
    of: Mapped[int | None] = mapped_column(refers_to("journal_entries.id"), index=True)
    undoable: Mapped[bool]
    app_version: Mapped[str]


class EntryChangeRow(StoredRow):
    """One row before and after, as an entry left it. Never changed."""

    __tablename__ = "journal_changes"
    __table_args__ = (Index(None, "kind", "key"),)

    entry: Mapped[int] = mapped_column(refers_to("journal_entries.id"), primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    key: Mapped[str]
    before: Mapped[Any | None] = mapped_column(Json)
    after: Mapped[Any | None] = mapped_column(Json)


TABLES = StoredRow.metadata
"""All of them: taken from here, where each has been declared."""

ROW_OF: dict[Kind, type[StoredRow]] = {
    Kind.PROJECT: ProjectRow,
    Kind.CODER: CoderRow,
    Kind.TRANSCRIPT: TranscriptRow,
    Kind.ASSIGNMENT: AssignmentRow,
    Kind.GROUPING: GroupingRow,
    Kind.CODE: CodeRow,
    Kind.CODING: CodingRow,
    Kind.STORY: StoryRow,
    Kind.HIGHLIGHT: HighlightRow,
    Kind.MEMO: MemoRow,
    Kind.DECISION: DecisionRow,
    Kind.SNAPSHOT: SnapshotRow,
    Kind.MEETING: MeetingRow,
    Kind.PROPOSAL: ProposalRow,
    Kind.AUDIT_MARK: AuditMarkRow,
    Kind.CLOSING: ClosingRow,
    Kind.BLIND_MARK: BlindMarkRow,
}
"""What is journalled. Contents are not, so that words stand in one place only."""

KIND_OF: dict[type[StoredRow], Kind] = {row_class: kind for kind, row_class in ROW_OF.items()}
APPEND_ONLY: tuple[type[StoredRow], ...] = (
    *(ROW_OF[kind] for kind in ROW_OF if kind in ONLY_APPENDED),
    *(EntryRow, EntryChangeRow),
)
