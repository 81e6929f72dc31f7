"""Looks through a whole project for damage."""

from collections.abc import Iterator
from hashlib import sha256

from sqlalchemy import Connection, inspect, select

from qcoder.storage.schema import ContentRow, TranscriptRow
from qcoder.storage.stored_row import StoredRow


def problems_of(connection: Connection) -> list[str]:
    """What is wrong, in words; empty when the project is whole."""
    problems = list(_problems_of_file(connection)) if connection.dialect.name == "sqlite" else []
    problems += _missing_tables(connection)
    return problems or [*_missing_words(connection), *_changed_details(connection)]


def _problems_of_file(connection: Connection) -> Iterator[str]:
    for (line,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if line != "ok":
            yield f"The file is damaged: {line}"
    for table, row, other, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"Row {row} of {table} refers to something in {other} that is not there."


def _missing_tables(connection: Connection) -> Iterator[str]:
    present = set(inspect(connection).get_table_names())
    for name in StoredRow.metadata.tables:
        if name not in present:
            yield f"The table {name} is missing."


def _missing_words(connection: Connection) -> Iterator[str]:
    for digest, what in (
        (TranscriptRow.text_sha256, "text"),
        (TranscriptRow.structure_sha256, "structure"),
        (TranscriptRow.details_sha256, "list of speakers"),
    ):
        absent = select(TranscriptRow.name).where(digest.not_in(select(ContentRow.sha256)))
        for (name,) in connection.execute(absent):
            yield f"The {what} of the transcript “{name}” is missing."


def _changed_details(connection: Connection) -> Iterator[str]:
    """Every list of transcripts reads these: whoever looks further must be able to."""
    details = select(TranscriptRow.name, ContentRow.sha256, ContentRow.content).join(
        ContentRow, ContentRow.sha256 == TranscriptRow.details_sha256
    )
    for name, digest, content in connection.execute(details):
        if sha256(content).hexdigest() != digest:
            yield f"The list of speakers of the transcript “{name}” is not the one that was stored."
