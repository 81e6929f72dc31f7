"""Words under their hash: texts, structures, details and the files they were read from."""

from hashlib import sha256

from sqlalchemy import delete, insert, select

from qcoder.domain.transcript import Structure
from qcoder.storage.repositories.rows import Repository
from qcoder.storage.schema import ContentRow
from qcoder.storage.structures import decode_structure, encode_structure


class ContentRepository(Repository):
    """The one place that holds what transcripts say. Not journalled: what is erased is gone."""

    def put(self, content: bytes) -> str:
        """Keep ``content``, once, and return its SHA-256."""
        digest = sha256(content).hexdigest()
        if not self.has(digest):
            self._execute(insert(ContentRow).values(sha256=digest, content=content))
        return digest

    def put_structure(self, structure: Structure) -> str:
        """Keep a structure as a transcript's header names it."""
        return self.put(encode_structure(structure))

    def get_structure(self, digest: str) -> Structure | None:
        """The structure; None where it was never kept, or erased."""
        content = self.get(digest)
        return None if content is None else decode_structure(content)

    def has(self, digest: str) -> bool:
        """Whether the content is there, without reading it."""
        query = select(ContentRow.sha256).where(ContentRow.sha256 == digest)
        return self._select(query).first() is not None

    def get(self, digest: str) -> bytes | None:
        """The content; None where it was never kept, or erased."""
        query = select(ContentRow.content).where(ContentRow.sha256 == digest)
        content = self._select(query).scalar()
        return None if content is None else bytes(content)

    def erase(self, digest: str) -> None:
        """Remove a content for good, whoever still refers to it; no undo brings it back."""
        self._execute(delete(ContentRow).where(ContentRow.sha256 == digest))
