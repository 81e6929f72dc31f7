"""The one place in the window where something is said to the user."""

import logging
import traceback
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from qcoder.domain.errors import CannotStoreNow, QCoderError

T = TypeVar("T")

_log = logging.getLogger(__name__)


class Interaction(QObject):
    """Says what happened where it happened, and catches what a user can resolve.

    Signals:
        told: a short sentence for the status line; True when Undo should stand beside it.
        refused: a sentence why an act was not done; shown until the next act, or until
            what it was about is left.
        left: what was refused is no longer in hand.
        failed: the traceback of a bug, for the last-resort dialogue.
    """

    told = Signal(str, bool)
    refused = Signal(str)
    left = Signal()
    failed = Signal(str)

    def tell(self, sentence: str, *, undo: bool = False) -> None:
        """Say what was done, in a line that goes away."""
        self.told.emit(sentence, undo)

    def refuse(self, error: QCoderError) -> None:
        """Show the error as written."""
        self.refused.emit(str(error))

    def leave(self) -> None:
        """Something else is taken up: what was refused before is of no interest now."""
        self.left.emit()

    def attempt(self, act: Callable[[], T]) -> T | None:
        """The value of ``act``; None, after showing why, where it was refused."""
        try:
            return act()
        except QCoderError as error:
            self.refuse(error)
            return None

    def report_bug(self, error: BaseException) -> None:
        """Something nobody caught: keep the traceback and show it.

        A project that does not answer is no bug: where nothing is at hand, that is said.
        """
        if isinstance(error, CannotStoreNow):
            self.refuse(error)
            return
        text = "".join(traceback.format_exception(error))
        _log.error("%s", text)
        self.failed.emit(text)
