"""Runs migrations in the transaction that :mod:`qcoder.storage.migrating` has begun."""

from alembic import context

from qcoder.storage.schema import TABLES

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=TABLES,
    # SQLite cannot alter most of a table; Alembic copies it instead.
    render_as_batch=True,
)
context.run_migrations()
