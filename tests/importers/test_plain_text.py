from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcoder.importers import ImportedTranscript, read_transcript
from qcoder.importers.plain_text import clean, decode

TALK = "Moderator: Grüß Gott – “hello”.\nZoë: Ça va?\n"


def read(data: bytes, folder: Path) -> ImportedTranscript:
    path = folder / "FG1.txt"
    path.write_bytes(data)
    return read_transcript(path)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_the_usual_encodings_give_the_same_text(encoding: str, tmp_path: Path) -> None:
    assert read(TALK.encode(encoding), tmp_path).text == TALK


@pytest.mark.parametrize(
    ("encoding", "guess"),
    [("utf-16-le", "read as UTF-16-LE"), ("utf-16-be", "read as UTF-16-BE"),
     ("cp1252", "read as Windows-1252")],
)  # fmt: skip
def test_a_guessed_encoding_is_reported(encoding: str, guess: str, tmp_path: Path) -> None:
    assert guess in read(TALK.encode(encoding), tmp_path).report.issues[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_an_encoding_that_is_sure_is_not_reported(encoding: str, tmp_path: Path) -> None:
    assert read(TALK.encode(encoding), tmp_path).report.issues == ()


def test_a_stray_byte_in_utf_8_costs_the_others_nothing() -> None:
    data = "Zoë: naïve café über alles".encode() + "é".encode("cp1252")
    decoded = decode(data)
    assert decoded.text == "Zoë: naïve café über allesé"
    assert decoded.issues == (f"1 byte that is not valid UTF-8 (at byte {len(data)}) was guessed.",)


def test_bytes_that_no_encoding_has_are_replaced_and_reported() -> None:
    decoded = decode("caf\u00e9 ".encode("cp1252") + b"\x81\x9d")
    assert decoded.text == "café \ufffd\ufffd"
    assert "2 bytes that are not valid CP1252" in decoded.issues[1]


def test_a_utf_16_file_cut_in_the_middle_of_a_character_is_read() -> None:
    decoded = decode("Zoë".encode("utf-16")[:-1])
    assert decoded.text == "Zo\ufffd"
    assert decoded.issues


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_become_lf(line_end: str, tmp_path: Path) -> None:
    read_back = read(TALK.replace("\n", line_end).encode(), tmp_path)
    assert read_back.text == TALK
    assert read_back.report.issues == ()
    assert read_back.source == TALK.replace("\n", line_end).encode()


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\u0085", "\u000b", "\u000c"])
def test_rare_separators_become_line_ends_and_are_reported(separator: str) -> None:
    cleaned = clean(f"a{separator}b")
    assert cleaned.text == "a\nb"
    assert cleaned.issues[0].startswith("Separators of lines or pages")


@pytest.mark.parametrize("character", ["\0", "\u0001", "\u001c", "\ufdd0", "\uffff", "\ud800"])
def test_characters_that_no_document_holds_are_replaced_and_reported(character: str) -> None:
    cleaned = clean(f"one\ntwo{character}")
    assert cleaned.text == "one\ntwo\ufffd"
    assert cleaned.issues[0].startswith(
        f"Line 2: characters that no document can hold (U+{ord(character):04X})"
    )


@pytest.mark.parametrize(
    "character", ["\t", "\u00a0", "\u00ad", "\u200b", "\ufeff", "😀", "\u0301"]
)
def test_unusual_characters_that_are_text_stay(character: str) -> None:
    assert clean(f"a{character}b").text == f"a{character}b"


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r")))
def test_cleaning_replaces_one_for_one(text: str) -> None:
    cleaned = clean(text).text
    assert len(cleaned) == len(text)
    assert clean(cleaned).text == cleaned


@given(st.binary(max_size=200))
def test_any_bytes_can_be_decoded_and_stored(data: bytes) -> None:
    clean(decode(data).text).text.encode("utf-8")
