"""What this machine remembers of projects: which were open last, who works on each, and where."""

from typing import Any

from PySide6.QtCore import QByteArray, QSettings

_RECENT = "recent"
_LONGEST = 8


class Remembered:
    """Settings of this machine; nothing of it is in a project."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def recent(self) -> list[str]:
        """Projects that were open, latest first: paths, or URLs without a password."""
        stored: Any = self._settings.value(_RECENT, [])
        # One entry comes back as a string, none at all as None.
        return [stored] if isinstance(stored, str) else [str(entry) for entry in stored or []]

    def add_recent(self, target: str) -> None:
        """Put a project first."""
        others = [entry for entry in self.recent() if entry != target]
        self._settings.setValue(_RECENT, [target, *others][:_LONGEST])

    def forget_recent(self, target: str) -> None:
        """Leave out a project that is there no longer."""
        self._settings.setValue(_RECENT, [e for e in self.recent() if e != target])

    def of_project(self, project: str, key: str) -> Any:  # noqa: ANN401
        """The text or bytes kept for that project under that key; None where there are none."""
        kept = self._settings.value(f"projects/{project}/{key}")
        return kept if isinstance(kept, str | QByteArray) else None

    def keep_for_project(self, project: str, key: str, value: object) -> None:
        """Keep a text or bytes for the next time the project is open on this machine."""
        self._settings.setValue(f"projects/{project}/{key}", value)
