"""One act, one transaction, one journal entry."""

from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Self

from qcoder.domain.changes import Change, ChangeSet, EntryKind
from qcoder.domain.errors import CommitUnsure, ProjectUnreachable
from qcoder.domain.ids import CoderId, EntryId
from qcoder.storage.database import Database
from qcoder.storage.journal import JournalRepository, net_effect, write_entry
from qcoder.storage.recorded_session import RecordedSession, UnrecordedWrite
from qcoder.storage.replay import replay
from qcoder.storage.repositories.audit_marks import AuditMarkRepository
from qcoder.storage.repositories.blind_marks import BlindMarkRepository
from qcoder.storage.repositories.closings import ClosingRepository
from qcoder.storage.repositories.codebook import CodebookRepository
from qcoder.storage.repositories.codings import CodingRepository
from qcoder.storage.repositories.contents import ContentRepository
from qcoder.storage.repositories.decisions import DecisionRepository
from qcoder.storage.repositories.highlights import HighlightRepository
from qcoder.storage.repositories.meetings import MeetingRepository
from qcoder.storage.repositories.memos import MemoRepository
from qcoder.storage.repositories.people import AssignmentRepository, CoderRepository
from qcoder.storage.repositories.project import ProjectRepository
from qcoder.storage.repositories.proposals import ProposalRepository
from qcoder.storage.repositories.snapshots import SnapshotRepository
from qcoder.storage.repositories.stories import StoryRepository
from qcoder.storage.repositories.transcripts import TranscriptRepository


class UnitOfWork:
    """The repositories of one project in one transaction.

    Left without :meth:`commit`, everything is rolled back. One thread uses it at a time. A
    reading one sees the project as it was at its first look, and blocks nobody; of writing
    ones there is one at a time, which waits up to three seconds for its turn (ProjectBusy).

    ``progress`` hears how many rows were written so far, each once for itself and once for the
    journal; an error that it raises ends the act.
    """

    def __init__(
        self, database: Database, write: bool, progress: Callable[[int], None] | None = None
    ) -> None:
        self._session = RecordedSession(
            database.engine(write=write), may_write=write, progress=progress
        )
        self.coders = CoderRepository(self._session)
        self.transcripts = TranscriptRepository(self._session)
        self.codebook = CodebookRepository(self._session)
        self.codings = CodingRepository(self._session)
        self.stories = StoryRepository(self._session)
        self.highlights = HighlightRepository(self._session)
        self.memos = MemoRepository(self._session)
        self.assignments = AssignmentRepository(self._session)
        self.decisions = DecisionRepository(self._session)
        self.snapshots = SnapshotRepository(self._session)
        self.meetings = MeetingRepository(self._session)
        self.proposals = ProposalRepository(self._session)
        self.audit_marks = AuditMarkRepository(self._session)
        self.blind_marks = BlindMarkRepository(self._session)
        self.closings = ClosingRepository(self._session)
        self.contents = ContentRepository(self._session)
        self.project = ProjectRepository(self._session)
        self.journal = JournalRepository(self._session)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.rollback()

    def pending_changes(self) -> tuple[Change, ...]:
        """What this transaction has changed so far, in the order it was done."""
        self._session.flush()
        return tuple(self._session.changes)

    def apply(self, change: Change) -> None:
        """Write what ``change`` left, after checking that the row is as it found it.

        For undo, pass inverted changes in reverse order. Raises StaleUndo where somebody
        has changed the row since, or relies on what would go.
        """
        self.apply_all((change,))

    def apply_all(self, changes: Iterable[Change]) -> None:
        """Apply many in turn, as :meth:`apply` would one by one, but faster."""
        replay(self._session, changes)

    def commit(
        self,
        label: str,
        actor: CoderId | None,
        *,
        undoable: bool = True,
        kind: EntryKind = EntryKind.ACT,
        of: EntryId | None = None,
    ) -> ChangeSet:
        """Write one journal entry with all changes and commit both together.

        Without any change there is no entry. After a failure nothing is stored, and the unit
        of work can be used again; but for CommitUnsure, where only a later look can tell.
        """
        if not self._session.may_write:
            raise UnrecordedWrite("This unit of work was opened for reading.")
        try:
            changes = self.pending_changes()
            number = None
            if not net_effect(changes):
                changes = ()
            else:
                number = write_entry(
                    self._session,
                    changes,
                    label,
                    actor,
                    kind=kind,
                    of=of,
                    undoable=undoable,
                    report=self._session.report,
                )
            committed = ChangeSet(number, label, actor, changes, undoable)
            self._commit(committed)
        except BaseException:
            self.rollback()
            raise
        self._session.forget()
        return committed

    def _commit(self, entry: ChangeSet) -> None:
        try:
            self._session.commit()
        except ProjectUnreachable as error:
            if entry.entry is None:
                raise
            raise CommitUnsure(error, entry) from error

    def rollback(self) -> None:
        """Take back whatever was not committed."""
        self._session.forget()


def reading(database: Database) -> UnitOfWork:
    """A transaction that only reads."""
    return UnitOfWork(database, write=False)


def writing(database: Database) -> UnitOfWork:
    """A transaction that may change things."""
    return UnitOfWork(database, write=True)
