"""The transcripts in a window, for those who need none to be there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qcoder.gui.transcript.view import TranscriptView


def transcript_views(part: QWidget) -> list[TranscriptView]:
    """Every view of a transcript in that part of the window, shown or not."""
    # Not at the top: the window shows before the view, and numpy with it, is loaded.
    from qcoder.gui.transcript.view import TranscriptView

    return part.findChildren(TranscriptView)
