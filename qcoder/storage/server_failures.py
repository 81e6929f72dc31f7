"""What a PostgreSQL server reports, as errors that a researcher can do something about."""

from qcoder.domain.errors import (
    DiskFull,
    ProjectBusy,
    ProjectError,
    ProjectReadOnly,
    ProjectUnreachable,
    QCoderError,
)

_WRONG_PASSWORD = "The server does not accept that name and password for “{name}”."
_NO_DATABASE = (
    "The server has no database “{name}”. Check its name, or ask whoever runs the server to "
    "make it."
)
_BUSY = "Somebody else is writing to “{name}”. Wait a moment and try again."
_STARTING = "The server of “{name}” is just starting or stopping. Try again."
_LOST = "The connection to the server of “{name}” is lost. Check the network and try again."

# https://www.postgresql.org/docs/current/errcodes-appendix.html
_BY_STATE: dict[str, tuple[type[QCoderError], str]] = {
    "28P01": (ProjectError, _WRONG_PASSWORD),
    "28000": (ProjectError, _WRONG_PASSWORD),
    "3D000": (ProjectError, _NO_DATABASE),
    "42501": (ProjectReadOnly, "You may not write to “{name}”. Ask whoever runs the server."),
    "25006": (ProjectReadOnly, "The server of “{name}” is read-only at present."),
    "55P03": (ProjectBusy, _BUSY),
    "40001": (ProjectBusy, _BUSY),
    "40P01": (ProjectBusy, _BUSY),
    "53300": (ProjectBusy, "The server of “{name}” has too many connections. Try again later."),
    "53100": (DiskFull, "The server of “{name}” has no room left. Nothing was stored."),
    "57P01": (ProjectUnreachable, _LOST),
    "57P02": (ProjectUnreachable, _LOST),
    "57P03": (ProjectUnreachable, _STARTING),
}
# Connecting fails without a code, and in the server's language; the English is recognised,
# anything else is shown as the server said it.
_BY_WORDS = (
    ("password authentication failed", _WRONG_PASSWORD),
    ("no password supplied", _WRONG_PASSWORD),
    ("no pg_hba.conf entry", _WRONG_PASSWORD),
    ("does not exist", _NO_DATABASE),
    ("server closed the connection", _LOST),
    ("connection is lost", _LOST),
    ("the connection is closed", _LOST),
)


def server_failure(error: BaseException, name: str) -> QCoderError | None:
    """What an error of the driver means for the project ``name``; None for a bug."""
    state = getattr(error, "sqlstate", None)
    if state in _BY_STATE:
        kind, sentence = _BY_STATE[state]
        return kind(sentence.format(name=name))
    # By name: this module is loaded where the driver is not installed.
    if state is None and type(error).__name__ in {"OperationalError", "ConnectionTimeout"}:
        return _without_code(str(error), name)
    return None


def _without_code(words: str, name: str) -> ProjectError:
    for known, sentence in _BY_WORDS:
        if known in words:
            kind = ProjectUnreachable if sentence is _LOST else ProjectError
            return kind(sentence.format(name=name))
    return ProjectUnreachable(
        f"The server of “{name}” cannot be reached. Check the address and the network. "
        f"It says: {' '.join(words.split())}"
    )
