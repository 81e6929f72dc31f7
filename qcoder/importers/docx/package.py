"""The parts of a .docx package, opened with suspicion."""

from io import BytesIO
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812 - zlib names its exception like a variable

from lxml import etree

from qcoder.domain.errors import BadInput
from qcoder.importers.docx.names import name, value

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAX_PART = 100 * 2**20
"""Bytes of one unpacked part; the longest discussion has some 10 MB of XML."""
_HARMLESS = 16 * 2**20
_MAX_RATIO = 100
_ENCRYPTED = 0x1
_MAIN = "/officeDocument"
_OTHER_KINDS = (
    ("xl/workbook.xml", "is an Excel workbook"),
    ("ppt/presentation.xml", "is a presentation"),
    ("content.xml", "is an OpenDocument file"),
)


class Package:
    """A .docx file as named parts; every failure is a sentence for the researcher."""

    def __init__(self, name: str, source: bytes) -> None:
        self._name = name
        try:
            self._zip = ZipFile(BytesIO(source))
        except (BadZipFile, OSError, ValueError, NotImplementedError):
            raise self._damaged() from None
        self._parts = {info.filename.lstrip("/"): info for info in self._zip.infolist()}
        self.main = self._find_main()

    def _damaged(self) -> BadInput:
        return BadInput(
            f"{self._name} is damaged or was not copied fully. Open it in Word, save it again as "
            ".docx, and import that."
        )

    def _find_main(self) -> str:
        targets = (target for kind, target in self.related("") if kind.endswith(_MAIN))
        main = next(targets, "word/document.xml")
        if main in self._parts and not main.startswith(("xl/", "ppt/")):
            return main
        for part, what in _OTHER_KINDS:
            if part in self._parts:
                raise BadInput(f"{self._name} {what}, no Word document; save it as .docx.")
        raise BadInput(
            f"{self._name} is a package without a Word document in it. Open it in Word, save it "
            "as .docx, and import that."
        )

    def related(self, part: str) -> list[tuple[str, str]]:
        """Kind and target of everything inside the package that ``part`` refers to."""
        folder = dirname(part)
        relations = self.tree(join(folder, "_rels", part[len(folder) :].lstrip("/") + ".rels"))
        if relations is None:
            return []
        return [
            (value(relation, "Type") or "", _resolved(folder, value(relation, "Target") or ""))
            for relation in relations
            if value(relation, "TargetMode") != "External"
        ]

    def first_related(self, kind: str) -> "Element | None":
        """The part of that kind which belongs to the main part, None if it has none."""
        return next(iter(self.all_related(kind)), None)

    def all_related(self, kind: str) -> "list[Element]":
        """All parts of that kind which belong to the main part."""
        targets = (target for found, target in self.related(self.main) if found.endswith(kind))
        trees = (self.tree(target) for target in dict.fromkeys(targets))
        return [tree for tree in trees if tree is not None]

    def tree(self, part: str) -> "Element | None":
        """The root element of a part, None where there is no such part."""
        info = self._parts.get(part)
        if info is None:
            return None
        data = self._unpacked(info)
        if _has_doctype(data):
            raise BadInput(
                f"{self._name} has a document type declaration in {part}, which no Word document "
                "has. Do not trust the file; ask for it again."
            )
        return self._parsed(data)

    def _parsed(self, data: bytes) -> "Element":
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError):
            raise self._damaged() from None
        if root.getroottree().docinfo.internalDTD is not None:
            raise self._damaged()
        return root

    def _unpacked(self, info: ZipInfo) -> bytes:
        if info.flag_bits & _ENCRYPTED:
            raise BadInput(
                f"{self._name} is protected with a password. Remove the password, save it as "
                ".docx, and import that."
            )
        packed = max(info.compress_size, 1)
        suspicious = info.file_size > _HARMLESS and info.file_size > packed * _MAX_RATIO
        if info.file_size > MAX_PART or suspicious:
            raise BadInput(
                f"{self._name} unpacks to {info.file_size // 2**20} MB in {info.filename}, far "
                "more than a transcript has. Do not trust the file; ask for it again."
            )
        try:
            return self._zip.read(info)
        except (BadZipFile, ZlibError, EOFError, OSError, RuntimeError, NotImplementedError):
            raise self._damaged() from None


def _resolved(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))


def _has_doctype(data: bytes) -> bool:
    return any("<!DOCTYPE".encode(code) in data for code in ("utf-8", "utf-16-le", "utf-16-be"))


def words_of(root: "Element") -> str:
    """All words of a part in one string: to see whether it has any."""
    return "".join(inner.text or "" for inner in root.iter() if name(inner) == "w:t")
