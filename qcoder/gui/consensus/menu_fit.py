"""In an open menu, what would be refused on the difference in hand cannot be chosen.

Its key is still heard while the menu is closed, and is answered with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from qcoder.domain.consensus import Status
from qcoder.domain.decisions import Resolution
from qcoder.gui.consensus.card_words import verbs_said
from qcoder.gui.consensus.verbs import agreement_verb, fitting, others
from qcoder.services.consensus.arranging import arrangement_behind
from qcoder.services.consensus.room import Room


class MenuFit(QObject):
    """Greys entries of the menus that the actions stand in, while these are open."""

    def __init__(
        self, parent: QObject, actions: Sequence[QAction], unfit: Callable[[], frozenset[str]]
    ) -> None:
        super().__init__(parent)
        self._actions, self._unfit = actions, unfit
        self._greyed: list[QAction] = []
        self._watched: set[QMenu] = set()

    def watch(self) -> None:
        """Know the menus, which are filled after the actions were made."""
        for thing in self._actions[0].associatedObjects():
            if isinstance(thing, QMenu) and thing not in self._watched:
                self._watched.add(thing)
                thing.aboutToShow.connect(self._grey)
                thing.aboutToHide.connect(self._restore)

    def _grey(self) -> None:
        unfit = self._unfit()
        found = (a for a in self._actions if a.objectName() in unfit and a.isEnabled())
        self._greyed = list(found)
        for action in self._greyed:
            action.setEnabled(False)

    def _restore(self) -> None:
        for action in self._greyed:
            action.setEnabled(True)
        self._greyed = []


def unfit_for(room: Room, on_screen: Room, current: Resolution) -> frozenset[str]:
    """The names of the acts that are refused on the difference in hand as it stands."""
    return frozenset((*_unfit_verbs(on_screen, current), *_unfit_acts(room, current)))


def _unfit_verbs(on_screen: Room, current: Resolution) -> Iterable[str]:
    said = verbs_said(on_screen, current, [*fitting(current), *others(current)], lambda _name: "")
    yield from (shown.verb.action for shown in said if shown.refusal)
    if agreement_verb(current) is None:
        yield "openAgain"


def _unfit_acts(room: Room, current: Resolution) -> Iterable[str]:
    if current.status is not Status.PROPOSED:
        yield "allAgreeNow"
    difference = current.difference
    if sum(len(reading.codings) for reading in difference.readings) < 2:
        yield "takeApart"
    if arrangement_behind(room, difference) is None:
        yield "putBack"
