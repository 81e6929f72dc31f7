"""Writing a file whole or not at all."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile

from qcoder.domain.errors import QCoderError


def write_whole(target: Path, write: Callable[[Path], None]) -> None:
    """Let ``write`` fill a file beside ``target``, then put it in place of ``target``.

    So a full disk or a crash leaves what was there before. Errors come as one sentence.
    """
    beside: Path | None = None
    try:
        with NamedTemporaryFile(
            dir=target.parent, prefix=f".{target.name}.", suffix=target.suffix, delete=False
        ) as file:
            beside = Path(file.name)
        write(beside)
        _as_permissive_as_usual(beside)
        beside.replace(target)
    except OSError as error:
        raise QCoderError(_reason(target, error)) from error
    finally:
        if beside is not None:
            beside.unlink(missing_ok=True)


def _as_permissive_as_usual(path: Path) -> None:
    # Temporary files are for their owner only; an export is for the team.
    mask = os.umask(0)
    os.umask(mask)
    path.chmod(0o666 & ~mask)


def _reason(target: Path, error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"There is no room left on the disk for {target.name}; nothing was written."
    if isinstance(error, FileNotFoundError):
        return f"The folder {target.parent} does not exist; {target.name} was not written."
    if isinstance(error, IsADirectoryError):
        return f"{target} is a folder; give the name of a file to write."
    if isinstance(error, PermissionError):
        return (
            f"{target} may not be written: you may not write to that folder, or another program "
            "has the file open. Close it there, or choose another folder."
        )
    return f"{target} could not be written: {error.strerror or error}."
