"""Where the command line begins, and the only place of it that shows errors."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

from qcoder.cli.parser import build_parser
from qcoder.domain.errors import BadInput, QCoderError

_MOST_PROBLEMS = 50
"""More do not fit a screen, and tens of thousands not one line of a terminal."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0, or a one-line reason on stderr and 1."""
    _speak_unicode()
    parsed = build_parser().parse_args(arguments)
    try:
        return int(parsed.command(parsed) or 0)
    except QCoderError as error:
        print(f"qcoder: {_one_line(error)}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader (head, less) has seen enough; a second complaint at exit is avoided.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def _speak_unicode() -> None:
    """Transcripts have letters that the code page of a Windows console lacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def _one_line(error: QCoderError) -> str:
    if isinstance(error, BadInput) and error.problems:
        shown = [*error.problems[:_MOST_PROBLEMS]]
        more = len(error.problems) - len(shown)
        shown += [f"… and {more:,} more."] if more else []
        return " ".join((error.summary, *shown)).replace("\n", " ")
    return str(error).replace("\n", " ")


if __name__ == "__main__":
    sys.exit(main())
