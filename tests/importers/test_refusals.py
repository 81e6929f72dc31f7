"""Whatever cannot be read is refused with one sentence: what, where, what to do."""

import os
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from qcoder.domain.errors import BadInput
from qcoder.importers import read_transcript
from qcoder.importers.files import MAX_BYTES
from tests.importers.word_builder import NAMESPACES, WordFile, paragraph

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


def package(**parts: str | bytes) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return packed.getvalue()


def document(body: str, doctype: str = "") -> bytes:
    xml = f"{doctype}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    return package(word__document_xml=xml)


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]>'

CONTENTS = {
    "empty": (b"", "is empty"),
    "blanks": (b" \n\t\r\n ", "has no words in it"),
    "only a mark": (b"\xef\xbb\xbf", "has no words in it"),
    "PDF": (b"%PDF-1.7 ...", "is a PDF"),
    "RTF": (b"{\\rtf1\\ansi hello}", "is a Rich Text file"),
    "old Word": (OLE, "(.doc)"),
    "password": (OLE + "EncryptedPackage".encode("utf-16-le"), "protected with a password"),
    "web page": (b"\n<!DOCTYPE html><p>hello", "is a web page"),
    "subtitles": (b"WEBVTT\n\n1\n00:00:00 --> 00:01", "is a subtitle file"),
    "numbered subtitles": (b"1\r\n00:00:01,000 --> 00:00:02,000\r\nHi", "is a subtitle file"),
    "recording": (b"ID3\x04" + bytes(range(256)) * 20, "is a recording or a picture"),
    "program": (bytes(range(256)) * 20, "is no text"),
    "zip without a document": (package(a="b"), "without a Word document"),
    "workbook": (package(xl__workbook_xml="<x/>"), "is an Excel workbook"),
    "OpenDocument": (package(content_xml="<x/>"), "is an OpenDocument file"),
    "not XML": (package(word__document_xml="hello"), "is damaged"),
    "no body": (package(word__document_xml=f"<w:document {NAMESPACES}/>"), "has no document"),
    "no words": (WordFile(paragraph("")).content(), "has no words in it"),
    "cut": (WordFile(paragraph("hello " * 500)).content()[:300], "is damaged"),
    "cut at the end": (WordFile(paragraph("hello")).content()[:-10], "is damaged"),
    "entities": (document(paragraph("x"), ENTITIES), "(DOCTYPE)"),
    "file outside": (
        document(paragraph("x"), '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'),
        "(DOCTYPE)",
    ),
    "nesting": (document("<w:sdt>" * 5_000 + "</w:sdt>" * 5_000), "is damaged"),
    "bomb": (document(f"<!--{' ' * (30 * 2**20)}-->"), "unpacks to 30 MB"),
}


@pytest.mark.parametrize("content", CONTENTS)
def test_a_file_of_another_kind_is_refused_by_its_content(content: str, tmp_path: Path) -> None:
    data, expected = CONTENTS[content]
    path = tmp_path / "FG1.txt"
    path.write_bytes(data)
    with pytest.raises(BadInput) as refusal:
        read_transcript(path)
    assert expected in refusal.value.summary
    assert refusal.value.summary.startswith("FG1.txt ")
    assert refusal.value.problems == ()


def test_nesting_below_the_limit_of_the_parser_is_no_bug(tmp_path: Path) -> None:
    path = tmp_path / "FG1.docx"
    path.write_bytes(document("<w:sdt>" * 240 + paragraph("deep") + "</w:sdt>" * 240))
    assert read_transcript(path).text == "deep"


def test_nested_tables_below_the_limit_of_the_parser_are_no_bug(tmp_path: Path) -> None:
    opening, closing = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    path = tmp_path / "FG1.docx"
    path.write_bytes(document(opening * 80 + paragraph("deep") + closing * 80))
    assert read_transcript(path).text == "deep"


def test_plain_text_that_calls_itself_a_word_document_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "FG1.docx"
    path.write_text("P1: hello")
    with pytest.raises(BadInput, match="called a Word document, but is none"):
        read_transcript(path)


def test_a_word_document_is_one_whatever_it_is_called(tmp_path: Path) -> None:
    assert read_transcript(WordFile(paragraph("P1: hi")).saved(tmp_path, "x.txt")).format == "docx"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="There is no file"):
        read_transcript(tmp_path / "FG9.txt")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="is a folder"):
        read_transcript(tmp_path)


def test_a_file_under_a_file_is_missing(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")
    with pytest.raises(BadInput, match=r"could not be read|There is no file"):
        read_transcript(tmp_path / "a" / "b.txt")


def test_a_file_without_permission_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "FG1.txt"
    path.write_text("P1: hi")

    def refuse(_: Path) -> bytes:
        raise PermissionError

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(BadInput, match="may not be read"):
        read_transcript(path)


def test_a_file_as_large_as_a_recording_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "FG1.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(BadInput, match="files up to 64 MB"):
        read_transcript(path)


def test_a_package_with_a_password_is_refused(tmp_path: Path) -> None:
    data = bytearray(document(paragraph("x")))
    data[6] |= 1
    central = data.rindex(b"PK\x01\x02")
    data[central + 8] |= 1
    path = tmp_path / "FG1.docx"
    path.write_bytes(data)
    with pytest.raises(BadInput, match="protected with a password"):
        read_transcript(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders here")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "FG1.txt")
    with pytest.raises(BadInput, match=r"FG1\.txt is a device or a pipe"):
        read_transcript(tmp_path / "FG1.txt")


@pytest.mark.parametrize("name", ["codings.csv", "talk.TSV", "talk.json", "decisions.jsonl"])
def test_a_table_is_not_taken_for_a_transcript(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("transcript,coder\nFG1,Ada\n", encoding="utf-8")
    with pytest.raises(BadInput, match="is a table or data, no transcript"):
        read_transcript(tmp_path / name)
