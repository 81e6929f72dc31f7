"""What a row is: how columns are typed and constraints named, in every table alike."""

import json
from functools import cache
from typing import Any

from sqlalchemy import (
    Dialect,
    Double,
    ForeignKey,
    LargeBinary,
    MetaData,
    Text,
    TypeDecorator,
    inspect,
)
from sqlalchemy.orm import DeclarativeBase


class Json(TypeDecorator[Any]):
    """JSON as text, readable in any viewer; None is NULL.

    SQLAlchemy's own type is no text to SQLite, which turns "1.0" into the number 1.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ANN401, ARG002
        """Write without escapes."""
        if value is None:
            return None
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ANN401, ARG002
        """Read back."""
        return None if value is None else json.loads(value)


class StoredRow(DeclarativeBase):
    """One row of one table."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {str: Text, Any: Json, float: Double, bytes: LargeBinary}  # noqa: RUF012 (SQLAlchemy's)


def refers_to(column: str) -> ForeignKey:
    """A foreign key that restricts: a cascade would go round the journal."""
    return ForeignKey(column, ondelete="RESTRICT", onupdate="RESTRICT")


@cache
def column_names(row_class: type[StoredRow]) -> tuple[str, ...]:
    """Of all columns, which are the names of the attributes as well."""
    return tuple(row_class.__table__.columns.keys())


@cache
def key_names(row_class: type[StoredRow]) -> tuple[str, ...]:
    """Of the columns that make up the primary key."""
    return tuple(column.name for column in inspect(row_class).primary_key)
