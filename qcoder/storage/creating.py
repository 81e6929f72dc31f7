"""What a project consists of before anything is in it."""

from pathlib import Path

from sqlalchemy import Engine, insert

from qcoder.domain.changes import CODEBOOK_REVISION
from qcoder.domain.errors import ProjectError
from qcoder.domain.ids import new_id
from qcoder.storage import engines
from qcoder.storage.failures import file_failures
from qcoder.storage.journal import utc_now
from qcoder.storage.migrating import create_tables
from qcoder.storage.repositories import project
from qcoder.storage.schema import ProjectRow


def reserve(path: Path) -> None:
    """Make the file, so that no other program can take the name in the meantime."""
    if not path.parent.is_dir():
        raise ProjectError(f"There is no folder “{path.parent}”.")
    try:
        with file_failures(path.name):
            path.open("xb").close()
    except FileExistsError as error:
        raise ProjectError(
            f"“{path.name}” exists already. Open it, or choose another name."
        ) from error


def fill(engine: Engine, name: str) -> None:
    """Make the tables, and say which project this is."""
    with engines.for_writing(engine).begin() as connection:
        create_tables(connection)
        properties = {
            project.ID: new_id(),
            project.NAME: name,
            project.CREATED_AT: utc_now(),
            CODEBOOK_REVISION: 0,
        }
        rows = [{"key": key, "value": value} for key, value in properties.items()]
        connection.execute(insert(ProjectRow), rows)
