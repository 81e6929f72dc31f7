"""The parts of a .docx package, opened with suspicion."""

from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

from lxml import etree

from qcoder.domain.errors import BadInput
from qcoder.importers.docx.names import name, value
from qcoder.importers.zips import Parts

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

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
        self._parts = Parts(name, source)
        self.main = self._find_main()

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
        if part not in self._parts:
            return None
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(self._parts.read(part), parser)
        except (etree.XMLSyntaxError, ValueError):
            raise self._parts.damaged() from None
        if root.getroottree().docinfo.internalDTD is not None:
            raise self._parts.damaged()
        return root


def _resolved(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))


def words_of(root: "Element") -> str:
    """All words of a part in one string: to see whether it has any."""
    return "".join(inner.text or "" for inner in root.iter() if name(inner) == "w:t")
