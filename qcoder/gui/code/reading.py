"""How far each coder has read each transcript: kept on this machine, not in the project."""

from PySide6.QtCore import QSettings

from qcoder.domain.ids import CoderId, TranscriptId


class Reading:
    """The furthest position that was in view, as a share of the text."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def share(self, transcript: TranscriptId, coder: CoderId) -> float:
        """Between 0 and 1."""
        return float(str(self._settings.value(_key(transcript, coder), 0.0)))

    def reach(self, transcript: TranscriptId, coder: CoderId, share: float) -> bool:
        """The text has been in view so far; whether that is further than before."""
        if share <= self.share(transcript, coder) + 0.005:
            return False
        self._settings.setValue(_key(transcript, coder), round(min(share, 1.0), 3))
        return True


def _key(transcript: TranscriptId, coder: CoderId) -> str:
    return f"read/{transcript}/{coder}"
