"""Plain text: bytes to characters, and characters to those a project can keep."""

import codecs
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

_BOMS = (
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4096
# Error handlers are known by name to the whole program, and files are read in the background.
_ONE_AT_A_TIME = Lock()
_SHOWN = 5

LINE_ENDS = "\u000b\u000c\u0085\u2028\u2029"
"""Characters besides LF and CR that end a line: VT, FF, NEL, line and paragraph separator."""
REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters of a file, and what had to be guessed."""

    text: str
    issues: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    """Read bytes by their mark, as strict UTF-8, as UTF-16, else as Windows-1252."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded_as(data, encoding)
    wide = _wide_encoding(data)
    if wide:
        guess = f"The file does not say its encoding; it was read as {wide.upper()}."
        read = _decoded_as(data, wide)
        return Decoded(read.text, (guess, *read.issues))
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _decode_legacy(data)


def _decoded_as(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding))
    except UnicodeDecodeError:
        return _mended(data, encoding, lambda _: REPLACEMENT)


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without its mark: ASCII in it has a NUL in every second place."""
    even, odd = data[:_SAMPLE:2], data[1:_SAMPLE:2]
    if not odd:
        return None
    even_nuls, odd_nuls = even.count(0) / len(even), odd.count(0) / len(odd)
    if odd_nuls > 3 * even_nuls and odd_nuls > 1 / 4:
        return "utf-16-le"
    if even_nuls > 3 * odd_nuls and even_nuls > 1 / 4:
        return "utf-16-be"
    return None


def _decode_legacy(data: bytes) -> Decoded:
    mended = _mended(data, "utf-8", _windows_1252)
    # A UTF-8 file with a few stray bytes has more letters that came out right than wrong.
    foreign = sum(not character.isascii() for character in mended.text)
    stray = sum(map(_is_escaped, data.decode("utf-8", "surrogateescape")))
    if foreign > 2 * stray:
        return mended
    guess = (
        "The file is not UTF-8; it was read as Windows-1252. Look at the accented letters and "
        "quotation marks; if they are wrong, save the file as UTF-8 and import it again."
    )
    read = _mended(data, "cp1252", lambda _: REPLACEMENT)
    return Decoded(read.text, (guess, *read.issues))


def _is_escaped(character: str) -> bool:
    return "\udc80" <= character <= "\udcff"


def _windows_1252(data: bytes) -> str:
    return data.decode("cp1252", "replace")


def _mended(data: bytes, encoding: str, mend: Callable[[bytes], str]) -> Decoded:
    """Decode, putting what ``mend`` makes of them in the place of bytes that do not fit."""
    bad: list[int] = []

    def handle(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError):
            raise error
        bad.append(error.start)
        return mend(error.object[error.start : error.end]), error.end

    with _ONE_AT_A_TIME:
        codecs.register_error("qcoder-mend", handle)
        text = data.decode(encoding, "qcoder-mend")
    if not bad:
        return Decoded(text)
    places = ", ".join(str(position + 1) for position in bad[:_SHOWN])
    more = "" if len(bad) <= _SHOWN else f" and {len(bad) - _SHOWN} more places"
    what = "bytes that are not" if len(bad) > 1 else "byte that is not"
    issue = f"{len(bad)} {what} valid {encoding.upper()} (at byte {places}{more}) was guessed."
    return Decoded(text, (issue,))


def clean(text: str) -> Decoded:
    """LF line ends, and no character that a project or an export cannot hold.

    CRLF becomes one LF; every other replacement is one character for one.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    cleaned = text.translate(_REPLACED)
    issues = []
    separators = sum(text.count(character) for character in LINE_ENDS)
    if separators:
        issues.append(
            "Separators of lines or pages (vertical tab, form feed, next line, U+2028, U+2029) "
            f"became line ends: {separators}."
        )
    bad = [i for i in _differing(text, cleaned) if cleaned[i] == REPLACEMENT]
    issues += _control_issues(text, bad)
    return Decoded(cleaned, tuple(issues))


def _differing(text: str, cleaned: str) -> list[int]:
    if text == cleaned:
        return []
    pairs = enumerate(zip(text, cleaned, strict=True))
    return [index for index, (before, after) in pairs if before != after]


def _control_issues(text: str, bad: list[int]) -> list[str]:
    if not bad:
        return []
    kinds = ", ".join(f"U+{point:04X}" for point in sorted({ord(text[i]) for i in bad})[:_SHOWN])
    lines = sorted({text.count("\n", 0, i) + 1 for i in bad[:_SHOWN]})
    where = ", ".join(str(line) for line in lines)
    more = " and others" if len(bad) > _SHOWN else ""
    issue = (
        f"Line {where}{more}: characters that no document can hold ({kinds}) were replaced by "
        f"U+FFFD: {len(bad)}."
    )
    return [issue]


def _replaced() -> dict[int, str]:
    controls = [*range(0x20), 0x7F, *range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF]
    surrogates = range(0xD800, 0xE000)
    table = dict.fromkeys([*controls, *surrogates], REPLACEMENT)
    del table[ord("\t")], table[ord("\n")]
    return table | {ord(character): "\n" for character in LINE_ENDS}


_REPLACED = _replaced()
