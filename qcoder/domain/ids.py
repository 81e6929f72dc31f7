"""Identifiers: GUIDs made by us, so that merging, exchange and redo keep them."""

from typing import NewType
from uuid import UUID, uuid4, uuid5

CoderId = NewType("CoderId", str)
TranscriptId = NewType("TranscriptId", str)
GroupingId = NewType("GroupingId", str)
CodeId = NewType("CodeId", str)
CodingId = NewType("CodingId", str)
MemoId = NewType("MemoId", str)
DifferenceId = NewType("DifferenceId", str)
DecisionId = NewType("DecisionId", str)
EntryId = NewType("EntryId", int)
"""Number of a journal entry: grows by at least one with every act in a project."""

# Fixed for ever: identifiers derived from names must be the same on every machine.
_NAMESPACE = UUID("6f1a6d0e-0c52-5b0e-9d0b-2f6c1a9e7c11")


def new_id() -> str:
    """A random GUID in the form REFI-QDA writes: lower case, with hyphens."""
    return str(uuid4())


def derived_id(*parts: str) -> str:
    """The same GUID for the same parts, on every machine and for ever (UUIDv5)."""
    return str(uuid5(_NAMESPACE, "\x1f".join(parts)))


def is_guid(text: str) -> bool:
    """Whether ``text`` is a GUID as :func:`new_id` writes it."""
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
