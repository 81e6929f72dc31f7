"""Packages (.docx, .xlsx), opened with suspicion."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile
from zlib import error as BrokenStream  # noqa: N812 - zlib names its exception like a variable

from qcoder.domain.errors import BadInput

MAX_PART = 100 * 2**20
"""Bytes of one unpacked part; the longest discussion has some 10 MB of XML."""
_HARMLESS = 16 * 2**20
_MAX_RATIO = 100
_ENCRYPTED = 0x1
_BROKEN = (BadZipFile, BrokenStream, EOFError, OSError, RuntimeError, ValueError)


class Parts:
    """The parts of a package by name; every failure is a sentence for the researcher."""

    def __init__(self, name: str, source: bytes) -> None:
        self._name = name
        try:
            self._zip = ZipFile(BytesIO(source))
        except _BROKEN:
            raise self.damaged() from None
        self._infos = {info.filename.lstrip("/"): info for info in self._zip.infolist()}

    def __contains__(self, part: str) -> bool:
        return part in self._infos

    def xml_parts(self) -> list[str]:
        """Names of all parts that hold XML."""
        return [part for part in self._infos if part.endswith((".xml", ".rels"))]

    def damaged(self) -> BadInput:
        """The refusal of a file that cannot be unpacked or parsed."""
        return BadInput(
            f"{self._name} is damaged or was not copied fully. Open it in the program that made "
            "it, save it again, and import that."
        )

    def read(self, part: str) -> bytes:
        """The bytes of a part, which must be there; none that a bomb or an attack would have."""
        self._check(part)
        try:
            data = self._zip.read(self._infos[part])
        except _BROKEN:
            raise self.damaged() from None
        if any("<!DOCTYPE".encode(code) in data for code in ("utf-8", "utf-16-le", "utf-16-be")):
            raise BadInput(
                f"{self._name} has a document type declaration (DOCTYPE) in {part}, which no "
                "Office document has. Do not trust the file; ask for it again."
            )
        return data

    def _check(self, part: str) -> None:
        info = self._infos[part]
        if info.flag_bits & _ENCRYPTED:
            raise BadInput(
                f"{self._name} is protected with a password. Remove the password, save it "
                "again, and import that."
            )
        suspicious = info.file_size > max(_HARMLESS, info.compress_size * _MAX_RATIO)
        if info.file_size > MAX_PART or suspicious:
            raise BadInput(
                f"{self._name} unpacks to {info.file_size // 2**20} MB in {part}, far more than "
                "its kind has. Do not trust the file; ask for it again."
            )
