"""Turn numbers and speakers, left of the text; the speaker of a long turn stays in view."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QRegion, QStaticText

from qcoder.domain.transcript import SpeakerRole, Turn
from qcoder.gui.transcript.scene import Row, Scene
from qcoder.gui.transcript.shown_text import Joint


class Gutter:
    """Draws the columns of numbers and speakers."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._texts: dict[tuple[str, bool], QStaticText] = {}
        self._elided: dict[tuple[str, bool], str] = {}
        self._elided_in = scene.fonts

    def paint(self, painter: QPainter, region: QRegion) -> None:
        """Draw both for every turn that has them in a region."""
        for turn, top in self.heads():
            if region.intersects(self._box_of(top)):
                self._paint_turn(painter, turn, top)

    def changed(self, before: Sequence[tuple[int, int]], distance: int) -> QRegion:
        """What is to be painted where ``before`` stood, moved down so far: names stay in view."""
        moved = {(turn, top + distance) for turn, top in before}
        region = QRegion()
        for _, top in moved.symmetric_difference(self.heads()):
            region += self._box_of(top)
        return region

    def heads(self) -> list[tuple[int, int]]:
        """Turns in view, each with its height."""
        rows, units = self._scene.rows(), self._scene.shown.units
        return [
            (units[row.unit].turn, self.top_of(rows, index))
            for index, row in enumerate(rows)
            if units[row.unit].turn >= 0 and (units[row.unit].joint is Joint.TURN or index == 0)
        ]

    def _box_of(self, top: int) -> QRect:
        """What number, name and time take, with room for what hangs over."""
        fonts, columns = self._scene.fonts, self._scene.columns
        left, right = columns.number - fonts.step, columns.text - fonts.step
        below = fonts.baseline + 3 + fonts.small_metrics.height()
        return QRect(left, top - 2, right - left, below + 4)

    def turn_at(self, y: int) -> int | None:
        """The turn beside a height; None beside headings and front matter."""
        row = self._scene.row_at(y)
        turn = self._scene.shown.units[row.unit].turn if row else -1
        return turn if turn >= 0 else None

    def tip_at(self, y: int) -> str:
        """Speaker and time of the turn there, which the column may have cut."""
        number = self.turn_at(y)
        if number is None:
            return ""
        turn = self._scene.shown.transcript.turns[number]
        time = "" if turn.time is None else _clock(turn.time)
        return " · ".join(part for part in (turn.speaker or "", time) if part)

    def top_of(self, rows: list[Row], index: int) -> int:
        """The top of the turn's first line, or the upper edge while the turn goes on there."""
        scene = self._scene
        if rows[index].y >= 0:
            return rows[index].y
        turn = scene.shown.units[rows[index].unit].turn
        bottom = max(
            row.y + scene.flow.laid(row.unit).height
            for row in rows
            if scene.shown.units[row.unit].turn == turn
        )
        return min(0, bottom - scene.fonts.pitch)

    def _paint_turn(self, painter: QPainter, number: int, top: int) -> None:
        scene = self._scene
        turn = scene.shown.transcript.turns[number]
        fonts, columns = scene.fonts, scene.columns
        baseline = top + fonts.baseline
        painter.setFont(fonts.small)
        painter.setPen(scene.tints.faint)
        right = columns.number + columns.number_width
        digits = str(number + 1)
        left = right - fonts.small_metrics.horizontalAdvance(digits)
        self._draw(painter, digits, left, baseline - fonts.small_metrics.ascent(), False)
        if turn.time is not None and turn.speaker:
            # Bottom-aligned below the name, where even a turn of one line has room for it.
            self._draw(painter, _clock(turn.time), columns.speaker, baseline + 3, False)
        if turn.speaker:
            self._paint_speaker(painter, turn, baseline)

    def _paint_speaker(self, painter: QPainter, turn: Turn, baseline: int) -> None:
        scene = self._scene
        fonts, label = scene.fonts, turn.speaker or ""
        is_person = scene.shown.transcript.roles.get(label) is SpeakerRole.PARTICIPANT
        painter.setFont(fonts.strong if is_person else fonts.label)
        painter.setPen(scene.tints.text if is_person else scene.tints.muted)
        metrics = fonts.strong_metrics if is_person else fonts.label_metrics
        name = self._cut(label, metrics, is_person)
        self._draw(painter, name, scene.columns.speaker, baseline - metrics.ascent(), is_person)

    def _cut(self, label: str, metrics: QFontMetrics, is_person: bool) -> str:
        # Fonts and columns are made anew together.
        if self._elided_in is not self._scene.fonts:
            self._elided, self._elided_in = {}, self._scene.fonts
        key = (label, is_person)
        if key not in self._elided:
            width = self._scene.columns.speaker_width
            self._elided[key] = metrics.elidedText(label, Qt.TextElideMode.ElideRight, width)
        return self._elided[key]

    def _draw(self, painter: QPainter, words: str, left: int, top: int, is_strong: bool) -> None:
        key = (words, is_strong)
        if key not in self._texts:
            self._texts[key] = QStaticText(words)
            self._texts[key].setTextFormat(Qt.TextFormat.PlainText)
        painter.drawStaticText(left, top, self._texts[key])


def _clock(milliseconds: int) -> str:
    minutes, seconds = divmod(milliseconds // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
