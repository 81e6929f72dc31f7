"""Files as bytes, and the clear refusals of those that cannot be read."""

import re
from collections.abc import Callable
from pathlib import Path

from qcoder.domain.errors import BadInput

MAX_BYTES = 64 * 1024 * 1024
"""A transcript of a long discussion has 0.1 MB; recordings begin above this."""
_HEAD = 4096

_FIRST_CUE = re.compile(rb"\d+\r?\n\d\d:\d\d:\d\d,\d{3} --> ")
_SAVE_AS = "Open it in a word processor, save it as .docx or as plain text, and import that."


def read_bytes(path: Path) -> bytes:
    """All bytes of a file; :class:`BadInput` says why there are none to be had."""
    try:
        if path.is_dir():
            raise BadInput(f"{path.name} is a folder; choose a file.")
        if path.exists() and not path.is_file():
            raise BadInput(f"{path.name} is a device or a pipe, no file; save it as a file first.")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise BadInput(
                f"{path.name} has {size // 2**20} MB; files up to {MAX_BYTES // 2**20} MB can be "
                "read. Is it the recording, or does it hold pictures? Import the text alone."
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise BadInput(f"There is no file {path}.") from None
    except PermissionError:
        raise BadInput(
            f"{path.name} may not be read; check its permissions or close the other program."
        ) from None
    except (OSError, ValueError) as error:
        raise BadInput(f"{path.name} could not be read: {error}.") from None
    if not data:
        raise BadInput(f"{path.name} is empty; check that it was saved or downloaded fully.")
    return data


def is_zip(data: bytes) -> bool:
    """Whether the file is a package, as .docx and .xlsx are."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def refuse_foreign(name: str, data: bytes) -> None:
    """Raise :class:`BadInput` where the content is of a kind that is not read.

    The content decides, whatever the file is called.
    """
    for is_kind, sentence in _FOREIGN:
        if is_kind(data):
            raise BadInput(f"{name} {sentence}")


def _starts(*marks: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(marks)


def _has_tag(*tags: bytes) -> Callable[[bytes], bool]:
    def is_kind(data: bytes) -> bool:
        return data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(tags)

    return is_kind


def _is_protected(data: bytes) -> bool:
    return _is_ole(data) and "EncryptedPackage".encode("utf-16-le") in data


_is_ole = _starts(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def _is_numbered_subtitles(data: bytes) -> bool:
    return bool(_FIRST_CUE.match(data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")))


def _is_binary(data: bytes) -> bool:
    """Control characters that no text has; UTF-16 has NULs, but a mark or a pattern too."""
    head = data[:_HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    controls = sum(byte < 9 or 14 <= byte < 27 for byte in head if byte)
    return controls > len(head) // 20 or b"\0\0\0\0" in head


_OLD_WORD = (
    "is in the format of Word 97–2003 (.doc). Open it in Word, save it as .docx, and import that."
)
_PROTECTED = (
    "is protected with a password. Open it in Word, remove the password, save it as .docx, and "
    "import that."
)
_SUBTITLES = (
    "is a subtitle file, which is not read. Download the transcript as .docx or plain text and "
    "import that."
)
_FOREIGN: tuple[tuple[Callable[[bytes], bool], str], ...] = (
    (_is_protected, _PROTECTED),
    (_is_ole, _OLD_WORD),
    (_starts(b"%PDF"), f"is a PDF, which is not read. {_SAVE_AS}"),
    (_has_tag(b"{\\rtf"), f"is a Rich Text file (RTF), which is not read. {_SAVE_AS}"),
    (_has_tag(b"<!doctype html", b"<html"), f"is a web page, which is not read. {_SAVE_AS}"),
    (_has_tag(b"<?xml"), f"is an XML file, which is not read. {_SAVE_AS}"),
    (_has_tag(b"webvtt"), _SUBTITLES),
    (_is_numbered_subtitles, _SUBTITLES),
    (
        _starts(b"ID3", b"RIFF", b"OggS", b"fLaC", b"\x89PNG", b"\xff\xd8\xff", b"\x1aE\xdf\xa3"),
        "is a recording or a picture; choose its transcript.",
    ),
    (_is_binary, f"is no text and no Word document. {_SAVE_AS}"),
)
