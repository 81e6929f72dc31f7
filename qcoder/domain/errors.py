"""What a user can resolve. Anything that is no :class:`QCoderError` is a bug.

::

    QCoderError              shown as written, to a researcher
    ├── RuleBroken           the act is against a rule of coding
    │   ├── LayerSealed
    │   └── NotYourLayer
    ├── NotFound             a name or an id that the project does not have
    ├── BadInput             a file or a table that cannot be taken; lists every problem
    ├── StaleUndo            somebody changed what would be undone
    └── ProjectError         the project file or server
        ├── NotAProject
        ├── ProjectDamaged
        ├── ProjectNewer
        ├── OpenForReading   opened where nothing may be written
        └── CannotStoreNow   nothing is wrong with the act; later it may be stored
            ├── ProjectMissing
            ├── ProjectReadOnly
            ├── ProjectBusy
            ├── DiskFull
            ├── ProjectUnreachable
            └── CommitUnsure     lost in the middle of storing: stored or not
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qcoder.domain.changes import ChangeSet


class QCoderError(Exception):
    """A sentence for the researcher: what is wrong, where, and what to do."""


class RuleBroken(QCoderError):
    """The act is against a rule of coding; nothing was changed."""


class LayerSealed(RuleBroken):
    """A sealed layer refuses edits until it is unsealed."""


class NotYourLayer(RuleBroken):
    """A coder's layer is never edited by anyone else."""


class NotFound(QCoderError):
    """The project has nothing of that name or id."""


class BadInput(QCoderError):
    """A file or table is refused as a whole; every problem is named with its place."""

    def __init__(self, summary: str, problems: Sequence[str] = ()) -> None:
        self.summary = summary
        self.problems = tuple(problems)
        super().__init__("\n".join((summary, *self.problems)))


class StaleUndo(QCoderError):
    """What would be undone or redone has changed since; nothing was changed."""


class ProjectError(QCoderError):
    """The project file or server cannot be used as asked."""


class CannotStoreNow(ProjectError):
    """The project cannot be read or written at present; the act itself is not refused."""


class ProjectMissing(CannotStoreNow):
    """There is no such file."""


class NotAProject(ProjectError):
    """The file is something else than a qcoder project."""


class ProjectDamaged(ProjectError):
    """The file is a project, but its contents cannot be read."""


class ProjectNewer(ProjectError):
    """A later version of qcoder wrote this project."""


class OpenForReading(ProjectError):
    """The project was opened for reading only; nothing can be changed."""


class ProjectReadOnly(CannotStoreNow):
    """The file or its folder may not be written."""


class ProjectBusy(CannotStoreNow):
    """Another program is writing to the project."""


class DiskFull(CannotStoreNow):
    """There is no room left for the project."""


class ProjectUnreachable(CannotStoreNow):
    """The drive or the server does not answer."""


class CommitUnsure(CannotStoreNow):
    """The project was lost while an act was being stored, before it had answered.

    ``changes`` is the journal entry that the act is, if it was stored: with its number.
    """

    def __init__(self, cause: CannotStoreNow, changes: ChangeSet) -> None:
        self.cause = cause
        self.changes = changes
        super().__init__(
            f"{cause} Whether “{changes.label}” was stored is not known: look before doing it "
            "again."
        )
