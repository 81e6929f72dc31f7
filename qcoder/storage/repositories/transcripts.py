"""Transcripts: the header from its row, the words from ``contents``."""

from hashlib import sha256
from typing import Any

from sqlalchemy import Row, false, select

from qcoder.domain.changes import Kind
from qcoder.domain.errors import NotFound, ProjectDamaged
from qcoder.domain.ids import TranscriptId
from qcoder.domain.transcript import Speaker, Transcript, TranscriptHeader
from qcoder.storage.repositories.contents import ContentRepository
from qcoder.storage.repositories.rows import Repository, first_or_not_found
from qcoder.storage.schema import ContentRow, EntryChangeRow, TranscriptRow
from qcoder.storage.structures import decode_details, decode_structure, encode_details

_CONTENTS = ("text_sha256", "structure_sha256", "source_sha256", "details_sha256")
_HEADERS = (
    select(*TranscriptRow.__table__.columns, ContentRow.content)
    .join(ContentRow, ContentRow.sha256 == TranscriptRow.details_sha256, isouter=True)
    .order_by(TranscriptRow.position, TranscriptRow.imported_at, TranscriptRow.id)
)


class TranscriptRepository(Repository):
    """Every transcript of the project; the removed ones are only shown when asked for."""

    def headers(self, include_removed: bool = False) -> list[TranscriptHeader]:
        """All headers in the project's order, without reading a text."""
        query = _HEADERS if include_removed else _HEADERS.where(TranscriptRow.removed == false())
        return [_header_of(row) for row in self._select(query)]

    def header(self, transcript: TranscriptId) -> TranscriptHeader:
        """One header, of a removed transcript as well; or NotFound."""
        rows = self._select(_HEADERS.where(TranscriptRow.id == transcript))
        return _header_of(first_or_not_found(rows, "transcript"))

    def by_name(self, name: str) -> TranscriptHeader | None:
        """The transcript of that name that is not removed, case and outer blanks ignored."""
        folded = name.strip().casefold()
        return next((h for h in self.headers() if h.name.casefold() == folded), None)

    def get(self, transcript: TranscriptId) -> Transcript:
        """The text with its structure, or NotFound where they were erased.

        Words that are not those that were stored are never shown: ProjectDamaged.
        """
        header = self.header(transcript)
        text = self._content(header.text_sha256, header.name).decode("utf-8")
        structure = decode_structure(self._content(header.structure_sha256, header.name))
        return Transcript(header.id, header.name, text, structure)

    def add(self, header: TranscriptHeader) -> None:
        """Add a transcript whose text and structure were put into the contents."""
        self._insert(TranscriptRow(id=header.id, **self._values(header)))

    def update(self, header: TranscriptHeader) -> None:
        """Write what is new of a header: another text, another name, removed."""
        row = self._row(TranscriptRow, header.id, "transcript")
        self._update(row, self._values(header))

    def former_contents(self, transcript: TranscriptId) -> frozenset[str]:
        """Hashes of what this transcript once consisted of and no transcript does now.

        Redaction erases them: every earlier version still has the words in it.
        """
        query = select(EntryChangeRow.before, EntryChangeRow.after).where(
            EntryChangeRow.kind == Kind.TRANSCRIPT, EntryChangeRow.key == transcript
        )
        states = [state for row in self._select(query) for state in row if state]
        once = {state[name] for state in states for name in _CONTENTS if state.get(name)}
        return frozenset(once - self._contents_in_use())

    def _contents_in_use(self) -> set[str]:
        columns = [TranscriptRow.__table__.columns[name] for name in _CONTENTS]
        return {digest for row in self._select(select(*columns)) for digest in row if digest}

    def _content(self, digest: str, name: str) -> bytes:
        content = ContentRepository(self._session).get(digest)
        if content is None:
            raise NotFound("The words of that version of the transcript have been erased.")
        return _as_stored(content, digest, name)

    def _values(self, header: TranscriptHeader) -> dict[str, Any]:
        details = encode_details(header.speakers, header.report)
        return {
            "name": header.name,
            "format": header.format,
            "text_sha256": header.text_sha256,
            "structure_sha256": header.structure_sha256,
            "source_sha256": header.source_sha256,
            "details_sha256": ContentRepository(self._session).put(details),
            "length": header.length,
            "turns": header.turns,
            "position": header.position,
            "removed": header.removed,
            "imported_at": header.imported_at,
        }


def _as_stored(content: bytes, digest: str, name: str) -> bytes:
    if sha256(content).hexdigest() != digest:
        raise ProjectDamaged(
            f"The words of “{name}” are not those that were stored: the project is damaged. "
            "Restore a copy of it, or look for your backup."
        )
    return content


def _details_of(row: Row[Any]) -> tuple[tuple[Speaker, ...], dict[str, Any]]:
    return decode_details(_as_stored(row.content, row.details_sha256, row.name))


def _header_of(row: Row[Any]) -> TranscriptHeader:
    speakers, report = _details_of(row) if row.content else ((), {})
    return TranscriptHeader(
        id=TranscriptId(row.id),
        name=row.name,
        format=row.format,
        text_sha256=row.text_sha256,
        structure_sha256=row.structure_sha256,
        source_sha256=row.source_sha256,
        length=row.length,
        turns=row.turns,
        speakers=speakers,
        position=row.position,
        removed=row.removed,
        imported_at=row.imported_at,
        report=report,
    )
