"""The upper part of the card: what there is to decide on, and what was decided before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from qcoder.domain.decisions import Resolution
from qcoder.gui.consensus import card_words
from qcoder.gui.consensus.card_scroll import CardScroll
from qcoder.gui.consensus.card_widgets import CodeHeading, Pool
from qcoder.gui.consensus.cut_words import CutWords
from qcoder.gui.consensus.discussion import Discussion
from qcoder.gui.consensus.draft import is_settled
from qcoder.gui.consensus.earlier_box import EarlierBox
from qcoder.gui.consensus.reading_box import ReadingBox
from qcoder.gui.parts.laying_out import lay_out_now
from qcoder.gui.parts.words import muted_label, plain_label, quiet_button, set_tone, small_font
from qcoder.services.consensus.room import Room

_WHOLE = (None, 500)
_SPARING = (2, 150)
"""Lines of each wording and memo, letters of each reading."""


class CardCase(CardScroll):
    """Codes, readings, earlier decisions; the longer ones are cut before it scrolls.

    Signals:
        chosen: the difference of an earlier decision that was pressed.
    """

    chosen = Signal(str)

    def __init__(self, discussion: Discussion) -> None:
        page = QWidget()
        super().__init__(page, "differenceCase")
        self._discussion = discussion
        self._shows_all = False
        self._shown: tuple[Room, Resolution] | None = None
        self._fitted = QSize()
        self._build_parts()
        self._lay_out(page)

    def _build_parts(self) -> None:
        self._headings = Pool(self._make_heading)
        self._changes = Pool(self._make_change)
        self._boxes = Pool(self._make_box)
        self._standing = plain_label()
        self._standing.setObjectName("differenceStanding")
        self._first = muted_label()
        self._first.setObjectName("explainsFirst")
        self._first.setFont(small_font(self._first.font()))
        # One stands in the place of the other; the larger letters shall move nothing.
        self._first.setMinimumHeight(self._standing.fontMetrics().height())
        self.more = quiet_button("wholeWording", "", self._toggle)
        self.more.setToolTip(self.tr("All of wordings and memos, or their beginnings"))
        self.more.setAccessibleName(self.more.toolTip())
        self.more.setFont(small_font(self.more.font()))
        set_tone(self.more, "link")
        self._earlier = EarlierBox(self.more)
        self._earlier.chosen.connect(self.chosen)

    def _make_heading(self) -> CodeHeading:
        heading = CodeHeading()
        self._heading_rows.addWidget(heading)
        return heading

    def _make_change(self) -> CutWords:
        change = CutWords("whatChanged")
        self._change_rows.addWidget(change)
        return change

    def _make_box(self) -> ReadingBox:
        box = ReadingBox(len(self._boxes.widgets) + 1)
        self._box_rows.addWidget(box)
        return box

    def _lay_out(self, page: QWidget) -> None:
        rows = QVBoxLayout(page)
        rows.setContentsMargins(0, 0, 4, 0)
        rows.setSpacing(3)
        self._heading_rows, self._change_rows = QVBoxLayout(), QVBoxLayout()
        self._box_rows = QVBoxLayout()
        rows.addLayout(self._heading_rows)
        said, left = QHBoxLayout(), QVBoxLayout()
        left.setSpacing(2)
        left.addWidget(self._first)
        left.addWidget(self._standing)
        said.addLayout(left, 1)
        said.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        rows.addLayout(said)
        rows.addLayout(self._change_rows)
        rows.addLayout(self._box_rows)
        rows.addWidget(self._earlier)
        rows.addStretch(1)

    # -- showing ---------------------------------------------------------------------------

    def show_case(self, room: Room, current: Resolution, changes: Sequence[str]) -> None:
        """Show another difference, or how it stands now, with what has changed under it."""
        self._shown = room, current
        difference = current.difference
        self._fill_headings(room, current)
        self._fill_changes(changes)
        is_explained = difference.kind.is_same or is_settled(current)
        _say(self._first, "" if is_explained else card_words.first_said(room, difference))
        _say(self._standing, card_words.standing_said(room, current))
        self._earlier.show_decisions(card_words.earlier_said(room, current))
        self._fit()

    def begin_at_top(self) -> None:
        """The one before was read to its end."""
        self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In another place there is room for more, or less."""
        super().resizeEvent(event)
        # Qt calls it for the scroll bar as well, which comes and goes with what is fitted.
        if self.size() != self._fitted:
            self._fit()

    def _toggle(self) -> None:
        self._shows_all = not self._shows_all
        self._fit()

    def _fill_headings(self, room: Room, current: Resolution) -> None:
        codes = card_words.codes_of(room, current.difference)
        headings = self._headings.take(max(1, len(codes)))
        for heading, code in zip(headings, codes, strict=False):
            heading.show_code(code)
        if not codes:
            headings[0].show_gone()

    def _fill_changes(self, said: Sequence[str]) -> None:
        for change, sentence in zip(self._changes.take(len(said)), said, strict=True):
            change.show_words(sentence)

    # -- as much as there is room for ------------------------------------------------------

    def _fit(self) -> None:
        """Show all of it where there is room, else beginnings; what is longer still scrolls."""
        if self._shown is None:
            return
        self._fitted = self.size()
        for lines, letters in (_WHOLE,) if self._shows_all else (_WHOLE, _SPARING):
            self._fill_boxes(*self._shown, letters)
            for words in self._cut_words():
                words.allow(lines)
            lay_out_now(self.viewport())
            if not self.verticalScrollBar().maximum():
                break
        is_cut = any(words.is_cut() for words in self._cut_words())
        self.more.setVisible(is_cut or self._shows_all)
        self.more.setText(self.tr("less") if self._shows_all else self.tr("more"))

    def _fill_boxes(self, room: Room, current: Resolution, letters: int) -> None:
        difference, discussion = current.difference, self._discussion
        for number, box in enumerate(self._boxes.take(len(difference.readings)), start=1):
            said = card_words.reading_said(discussion, room, difference, number, letters)
            box.show_reading(said, names_shown=discussion.names_shown)

    def _cut_words(self) -> Iterator[CutWords]:
        for heading in self._headings.widgets:
            yield heading.wording
        yield from self._changes.widgets
        for box in self._boxes.widgets:
            yield box.remarks


def _say(label: QLabel, words: str) -> None:
    """A label without words takes no room."""
    label.setText(words)
    label.setVisible(bool(words))
