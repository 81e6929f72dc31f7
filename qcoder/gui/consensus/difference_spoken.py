"""What a screen reader hears where one moves from difference to difference on the page."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from qcoder.domain.consensus import Difference
from qcoder.domain.decisions import Resolution
from qcoder.gui.consensus.card_words import codes_in_reading, standing_said
from qcoder.gui.consensus.describing import difference_in_words, kind_name, place_of, title_of
from qcoder.gui.consensus.differing import spans_of
from qcoder.gui.consensus.discussion import Discussion
from qcoder.gui.parts.announcing import announce
from qcoder.services.consensus.room import Room

translate = QCoreApplication.translate


class DifferenceSpoken(QObject):
    """Says the difference in hand while the page has the keys; a list reads its rows itself."""

    def __init__(self, discussion: Discussion, page: QWidget) -> None:
        super().__init__(page)
        self._discussion, self._page = discussion, page
        discussion.current_changed.connect(self._say)

    def _say(self) -> None:
        room, current = self._discussion.on_screen, self._discussion.current
        if room is not None and current is not None and self._page.hasFocus():
            announce(self._page, spoken(room, current))


def spoken(room: Room, current: Resolution) -> str:
    """Code, kind and how it differs, each reading with its place, and how it stands."""
    difference = current.difference
    kind, words = kind_name(difference.kind), difference_in_words(room.transcript, difference)
    # Some kinds begin the words already.
    named = "" if words.startswith(kind) else kind
    said = [
        ", ".join(filter(None, (title_of(difference, room.codebook), named, words))),
        *(_reading(room, difference, n) for n in range(1, len(difference.readings) + 1)),
        standing_said(room, current).rstrip("."),
        translate("Consensus", "{count} open").format(count=f"{room.still_open:,}"),
    ]
    return ". ".join(filter(None, said))


def _reading(room: Room, difference: Difference, number: int) -> str:
    codings = difference.readings[number - 1].codings
    place = place_of(room.transcript, spans_of(difference, number))
    code = codes_in_reading(room, codings) if len(difference.codes) > 1 else ""
    taken = ", ".join(filter(None, (code, place)))
    return translate("Consensus", "Reading {number}: {place}").format(number=number, place=taken)
