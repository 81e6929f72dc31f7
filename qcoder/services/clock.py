"""The time of an act, as it is stored."""

from datetime import UTC, datetime


def now() -> str:
    """UTC in ISO 8601 with milliseconds: the form of everything in a project."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
