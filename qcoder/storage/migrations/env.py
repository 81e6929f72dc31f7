"""Runs migrations in the transaction that :mod:`qcoder.storage.migrating` has begun."""

from alembic import context

from qcoder.storage.schema import StoredRow

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=StoredRow.metadata,
    # SQLite cannot alter most of a table; Alembic copies it instead.
    render_as_batch=True,
)
context.run_migrations()
