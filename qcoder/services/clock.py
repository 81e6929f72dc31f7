"""The time of an act, as it is stored."""

from datetime import UTC, datetime


def now() -> str:
    """UTC in ISO 8601 with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
