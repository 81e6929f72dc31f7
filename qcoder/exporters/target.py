"""Writing a file whole or not at all."""

import errno
import re
import shutil
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from qcoder.domain.errors import QCoderError


def write_whole(target: Path, write: Callable[[Path], None]) -> None:
    """Let ``write`` fill a file beside ``target``, then put it in place of ``target``.

    So a full disk or a crash leaves what was there before. Errors come as one sentence.
    """
    beside = target.with_name(f".{uuid4().hex[:8]}.part")
    try:
        # To ask is refused as well where the name is too long, or the folder may not be entered.
        if target.is_dir():
            raise QCoderError(f"{target} is a folder; give the name of a file to write.")
        # Opened by name, so that the file gets the usual permissions and not its owner's only.
        beside.open("xb").close()
        write(beside)
        if target.exists():
            shutil.copymode(target, beside)
        beside.replace(target)
    except OSError as error:
        raise QCoderError(_reason(target, error)) from error
    finally:
        # Whatever keeps it from being removed is what kept it from being written.
        with suppress(OSError):
            beside.unlink(missing_ok=True)


_REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_LONGEST_NAME = 120
"""Characters proposed for a file: 255 bytes are the most, and four may be one character."""


def file_name_of(words: str) -> str:
    """``words`` as a name that Windows, macOS and Linux all take, its extension kept."""
    head, dot, tail = _REFUSED.sub("_", words).strip().rpartition(".")
    stem, extension = (head, dot + tail) if dot else (tail, "")
    stem = stem[:_LONGEST_NAME].rstrip(". ")
    name = stem + extension
    return f"_{name}" if _DEVICES.match(name) or not stem else name


def require_extension(target: Path, what: str, known: Collection[str]) -> str:
    """The extension of ``target`` in lower case; refused where ``what`` is not written so."""
    extension = target.suffix.lower()
    if extension not in known:
        raise QCoderError(f"{target.name}: {what} can be written as {', '.join(known)}.")
    return extension


def _reason(target: Path, error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"There is no room left on the disk for {target.name}; nothing was written."
    if error.errno == errno.ENAMETOOLONG:
        return f"The name {target.name} is too long for this disk; give a shorter one."
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return f"The folder {target.parent} does not exist; {target.name} was not written."
    if isinstance(error, PermissionError):
        return (
            f"{target} may not be written: you may not write to that folder, or another program "
            "has the file open. Close it there, or choose another folder."
        )
    return f"{target} could not be written: {error.strerror or error}."
