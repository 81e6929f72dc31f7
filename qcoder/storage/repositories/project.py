"""What is said of the project as a whole."""

import json
from typing import Any

from sqlalchemy import bindparam, select

from qcoder.domain.changes import CODEBOOK_REVISION
from qcoder.storage.repositories.rows import Repository
from qcoder.storage.schema import ProjectRow

ID, NAME, CREATED_AT = "id", "name", "created_at"
SETTING = "setting/"
_VALUE = select(ProjectRow.value).where(ProjectRow.key == bindparam("key"))


class ProjectRepository(Repository):
    """Properties and settings, each a row of its own, so that changing one leaves the others."""

    @property
    def id(self) -> str:
        """The GUID of the project; copies of it have the same."""
        return str(self._value(ID))

    @property
    def name(self) -> str:
        """What the project is called; at first, its file's name."""
        return str(self._value(NAME))

    @property
    def created_at(self) -> str:
        """When it was made: UTC, ISO 8601."""
        return str(self._value(CREATED_AT))

    @property
    def codebook_revision(self) -> int:
        """How often the codebook has been changed."""
        return int(self._value(CODEBOOK_REVISION))

    def rename(self, name: str) -> None:
        """Give the project another name; its file keeps its own."""
        self._set(NAME, name)

    def bump_revision(self) -> int:
        """Count one more change of the codebook and return the new revision."""
        revision = self.codebook_revision + 1
        self._set(CODEBOOK_REVISION, revision)
        return revision

    def setting(self, key: str) -> Any:  # noqa: ANN401 (JSON)
        """The setting as it was set, None where it was not."""
        return self._value(SETTING + key)

    def settings_under(self, prefix: str) -> dict[str, Any]:
        """All settings whose keys begin so, in one query."""
        query = select(ProjectRow.key, ProjectRow.value).where(
            ProjectRow.key.startswith(SETTING + prefix, autoescape=True)
        )
        return {key.removeprefix(SETTING): value for key, value in self._select(query)}

    def set_setting(self, key: str, value: Any) -> None:  # noqa: ANN401 (JSON)
        """Set to any JSON value; None takes the setting away."""
        # As it will be read back: a tuple would come as a list, and undo find it changed.
        self._set(SETTING + key, json.loads(json.dumps(value)))

    def _value(self, key: str) -> Any:  # noqa: ANN401 (JSON)
        return self._select(_VALUE, key=key).scalar()

    def _set(self, key: str, value: Any) -> None:  # noqa: ANN401 (JSON)
        row = self._session.get(ProjectRow, key)
        if row is None and value is not None:
            self._insert(ProjectRow(key=key, value=value))
        elif row is not None and value is None:
            self._delete(row)
        elif row is not None:
            self._update(row, {"value": value})
