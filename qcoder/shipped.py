"""Where the sample transcripts and codebooks that come with the program lie.

In a checkout they are folders beside the package, where people look for them; a wheel carries
them inside the package, under ``data``.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def sample_transcripts_dir() -> Path:
    """Return the folder of sample focus groups and their codings."""
    return _shipped_dir("sample_transcripts")


def codebooks_dir() -> Path:
    """Return the folder of codebooks to start from."""
    return _shipped_dir("codebooks")


def _shipped_dir(name: str, package: Path = _PACKAGE) -> Path:
    installed = package / "data"
    return (installed if installed.is_dir() else package.parent) / name
