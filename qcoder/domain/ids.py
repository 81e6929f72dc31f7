"""Identifiers: GUIDs made by us, so that merging, exchange and redo keep them."""

from hashlib import sha1
from typing import NewType
from uuid import UUID, uuid4

CoderId = NewType("CoderId", str)
TranscriptId = NewType("TranscriptId", str)
GroupingId = NewType("GroupingId", str)
CodeId = NewType("CodeId", str)
CodingId = NewType("CodingId", str)
StoryId = NewType("StoryId", str)
HighlightId = NewType("HighlightId", str)
MemoId = NewType("MemoId", str)
DifferenceId = NewType("DifferenceId", str)
DecisionId = NewType("DecisionId", str)
MeetingId = NewType("MeetingId", str)
SnapshotId = NewType("SnapshotId", str)
ProposalId = NewType("ProposalId", str)
AuditMarkId = NewType("AuditMarkId", str)
ClosingId = NewType("ClosingId", str)
EntryId = NewType("EntryId", int)
"""Number of a journal entry: grows by at least one with every act in a project."""

# Fixed for ever: identifiers derived from names must be the same on every machine.
_NAMESPACE = UUID("6f1a6d0e-0c52-5b0e-9d0b-2f6c1a9e7c11")


def new_id() -> str:
    """A random GUID in the form REFI-QDA writes: lower case, with hyphens."""
    return str(uuid4())


def derived_id(*parts: str) -> str:
    """The same GUID for the same parts, on every machine and for ever (UUIDv5)."""
    # As uuid.uuid5, a fifth of the time: a comparison derives thousands.
    name = "\x1f".join(parts).encode("utf-8")
    digest = bytearray(sha1(_NAMESPACE.bytes + name, usedforsecurity=False).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x50
    digest[8] = digest[8] & 0x3F | 0x80
    text = digest.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def is_guid(text: str) -> bool:
    """Whether ``text`` is a GUID as :func:`new_id` writes it."""
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
