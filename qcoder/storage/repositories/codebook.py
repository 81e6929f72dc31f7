"""Groupings and codes."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row, bindparam, or_, select

from qcoder.domain.changes import CODEBOOK_REVISION
from qcoder.domain.codebook import Code, Codebook, CodingUnit, Grain, Grouping, MergedCode
from qcoder.domain.ids import CodeId, GroupingId
from qcoder.storage.repositories.project import SETTING, ProjectRepository
from qcoder.storage.repositories.rows import Repository
from qcoder.storage.schema import CodeRow, GroupingRow, ProjectRow

_GROUPINGS = select(GroupingRow.id, GroupingRow.name, GroupingRow.position).order_by(
    GroupingRow.position, GroupingRow.id
)
_CODES = (
    select(*CodeRow.__table__.columns)
    .join(GroupingRow, GroupingRow.id == CodeRow.grouping)
    .order_by(GroupingRow.position, GroupingRow.id, CodeRow.position, CodeRow.id)
)
_MERGED = "codebook/merged/"
_OF_THE_PROJECT = select(ProjectRow.key, ProjectRow.value).where(
    or_(
        ProjectRow.key == CODEBOOK_REVISION,
        ProjectRow.key.startswith(SETTING + _MERGED, autoescape=True),
    )
)
_CODE = select(CodeRow.id).where(CodeRow.id == bindparam("code"))


class CodebookRepository(Repository):
    """The codebook of the project. Removing what is still used is refused by the database."""

    def load(self) -> Codebook:
        """All of it, in the order it is shown."""
        groupings = tuple(
            Grouping(GroupingId(row.id), row.name, row.position) for row in self._select(_GROUPINGS)
        )
        codes = tuple(_code_of(row) for row in self._select(_CODES))
        found = {row.key: row.value for row in self._select(_OF_THE_PROJECT)}
        revision = int(found.pop(CODEBOOK_REVISION))
        return Codebook(groupings, codes, revision, _merged_of(found))

    def has_code(self, code: CodeId) -> bool:
        """Whether the code is there, without loading the others."""
        return self._select(_CODE, code=code).first() is not None

    def bump_revision(self) -> int:
        """Count one more change of the codebook and return the new revision."""
        return self._project.bump_revision()

    def add_grouping(self, grouping: Grouping) -> None:
        """Add a grouping."""
        self._insert(GroupingRow(id=grouping.id, name=grouping.name, position=grouping.position))

    def update_grouping(self, grouping: Grouping) -> None:
        """Write name and place of a grouping."""
        row = self._row(GroupingRow, grouping.id, "grouping")
        self._update(row, {"name": grouping.name, "position": grouping.position})

    def remove_grouping(self, grouping: GroupingId) -> None:
        """Remove a grouping without codes."""
        self._delete(self._row(GroupingRow, grouping, "grouping"))

    def add_code(self, code: Code) -> None:
        """Add a code to a grouping that is there."""
        self._insert(CodeRow(id=code.id, **_code_values(code)))

    def update_code(self, code: Code) -> None:
        """Write what is new of a code."""
        self._update(self._row(CodeRow, code.id, "code"), _code_values(code))

    def remove_code(self, code: CodeId) -> None:
        """Remove a code without codings."""
        self._delete(self._row(CodeRow, code, "code"))

    def note_merged(self, code: Code, into: CodeId) -> None:
        """Keep the label of a code that goes, and where its codings have gone."""
        self._project.set_setting(_MERGED + code.id, {"label": code.label, "into": into})

    @property
    def _project(self) -> ProjectRepository:
        return ProjectRepository(self._session)


def _merged_of(settings: Mapping[str, Any]) -> dict[CodeId, MergedCode]:
    return {
        CodeId(key.removeprefix(SETTING + _MERGED)): MergedCode(said["label"], CodeId(said["into"]))
        for key, said in settings.items()
    }


def _code_values(code: Code) -> dict[str, Any]:
    return {
        "grouping": code.grouping,
        "label": code.label,
        "definition": code.definition,
        "rule": code.rule,
        "unit": code.unit.value,
        "colour": code.colour,
        "key": code.key,
        "position": code.position,
        "grain": code.grain.value if code.grain else None,
        "meaning": code.meaning or None,
    }


def _code_of(row: Row[Any]) -> Code:
    return Code(
        id=CodeId(row.id),
        grouping=GroupingId(row.grouping),
        label=row.label,
        definition=row.definition,
        rule=row.rule,
        unit=CodingUnit(row.unit),
        colour=row.colour,
        key=row.key,
        position=row.position,
        grain=Grain(row.grain) if row.grain else None,
        meaning=row.meaning or "",
    )
