"""Where the caret goes: by character, word, sentence, line, page, turn and section."""

from collections.abc import Callable

from PySide6.QtGui import QTextLayout

from qcoder.gui.transcript.scene import Place, Scene
from qcoder.gui.transcript.steps import (
    next_section,
    next_sentence,
    previous_section,
    previous_sentence,
)

_WORDS = QTextLayout.CursorMode.SkipWords
_CHARACTERS = QTextLayout.CursorMode.SkipCharacters


class Caret:
    """Moves within the shown text; labels, stamps and blank lines are stepped over.

    Each move takes a position and gives the new one. Moving up and down keeps to the
    column where it began, until another move is made.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._column: int | None = None

    def forget_column(self) -> None:
        """The next move up or down begins in the caret's own column."""
        self._column = None

    def next_character(self, position: int) -> int:
        """One character on, as a reader counts characters."""
        return self._forward(position, _CHARACTERS)

    def previous_character(self, position: int) -> int:
        """One character back."""
        return self._back(position, _CHARACTERS)

    def next_word(self, position: int) -> int:
        """To the start of the next word."""
        return self._forward(position, _WORDS)

    def previous_word(self, position: int) -> int:
        """To the start of this word or of the one before."""
        return self._back(position, _WORDS)

    def right(self, position: int) -> int:
        """What the right arrow means where the position stands."""
        back = self._runs_right_to_left(position)
        return self.previous_character(position) if back else self.next_character(position)

    def left(self, position: int) -> int:
        """What the left arrow means where the position stands."""
        back = not self._runs_right_to_left(position)
        return self.previous_character(position) if back else self.next_character(position)

    def word_right(self, position: int) -> int:
        """A word to the right."""
        back = self._runs_right_to_left(position)
        return self.previous_word(position) if back else self.next_word(position)

    def word_left(self, position: int) -> int:
        """A word to the left."""
        back = not self._runs_right_to_left(position)
        return self.previous_word(position) if back else self.next_word(position)

    def line_down(self, position: int) -> int:
        """To the same column of the next line."""
        return self._to_line(position, 1)

    def line_up(self, position: int) -> int:
        """To the same column of the line above."""
        return self._to_line(position, -1)

    def line_start(self, position: int) -> int:
        """To the first character of the line."""
        place = self._scene.place_of(position)
        start = self._scene.flow.laid(place.unit).start_of(place.line)
        return self._scene.shown.to_position(place.unit, start)

    def line_end(self, position: int) -> int:
        """Behind the last character of the line."""
        place = self._scene.place_of(position)
        end = self._scene.flow.laid(place.unit).last_place_in(place.line)
        return self._scene.shown.to_position(place.unit, end)

    def text_start(self, _position: int = 0) -> int:
        """To the first shown character."""
        return self._scene.shown.starts[0] if len(self._scene.shown) else 0

    def text_end(self, _position: int = 0) -> int:
        """Behind the last shown character."""
        units = self._scene.shown.units
        return units[-1].end if units else 0

    def page_down(self, position: int) -> int:
        """A viewport further."""
        return self._by_lines(position, self.line_down)

    def page_up(self, position: int) -> int:
        """A viewport back."""
        return self._by_lines(position, self.line_up)

    def next_turn(self, position: int) -> int:
        """To the first word of the next turn that says something."""
        return self._to_turn(position, 1)

    def previous_turn(self, position: int) -> int:
        """To the first word of the turn before this one."""
        return self._to_turn(position, -1)

    def next_sentence(self, position: int) -> int:
        """To the first word of the next sentence."""
        return next_sentence(self._scene.shown.transcript, position)

    def previous_sentence(self, position: int) -> int:
        """To the first word of this sentence or of the one before."""
        return previous_sentence(self._scene.shown.transcript, position)

    def next_section(self, position: int) -> int:
        """To the first word of the next section."""
        return next_section(self._scene.shown.transcript, position)

    def previous_section(self, position: int) -> int:
        """To the first word of this section or of the one before."""
        return previous_section(self._scene.shown.transcript, position)

    def _forward(self, position: int, mode: QTextLayout.CursorMode) -> int:
        scene, place = self._scene, self._scene.place_of(position)
        laid = scene.flow.laid(place.unit)
        if place.local < laid.length:
            local = laid.layout.nextCursorPosition(place.local, mode)
            return scene.shown.to_position(place.unit, local)
        following = place.unit + 1
        return scene.shown.starts[following] if following < len(scene.shown) else position

    def _back(self, position: int, mode: QTextLayout.CursorMode) -> int:
        scene = self._scene
        unit, _, local = scene.place_of(position)
        if local == 0:
            if unit == 0:
                return scene.shown.starts[0] if len(scene.shown) else 0
            before = scene.shown.units[unit - 1].end
            if before < scene.shown.starts[unit]:
                return before
            # Two pieces of one paragraph share the place between them.
            unit, local = unit - 1, scene.flow.laid(unit - 1).length
        local = scene.flow.laid(unit).layout.previousCursorPosition(local, mode)
        return scene.shown.to_position(unit, local)

    def _runs_right_to_left(self, position: int) -> bool:
        """Whether the paragraph does, as its first strong character says."""
        return self._scene.flow.laid(self._scene.place_of(position).unit).runs_right_to_left

    def _to_line(self, position: int, step: int) -> int:
        scene, place = self._scene, self._scene.place_of(position)
        if self._column is None:
            self._column = scene.caret_rect(position).center().x()
        found = self._neighbour(place, step)
        if found is None:
            return position
        unit, line = found
        x = self._column - scene.left_of(unit)
        return scene.shown.to_position(unit, scene.flow.laid(unit).place_at(x, line))

    def _neighbour(self, place: Place, step: int) -> tuple[int, int] | None:
        """Unit and number of the line above or below."""
        scene, line = self._scene, place.line + step
        if 0 <= line < len(scene.flow.laid(place.unit).lines):
            return place.unit, line
        unit = place.unit + step
        if not 0 <= unit < len(scene.shown):
            return None
        return unit, 0 if step > 0 else len(scene.flow.laid(unit).lines) - 1

    def _by_lines(self, position: int, move: Callable[[int], int]) -> int:
        """As many lines as fit into the viewport, less one to hold on to."""
        scene = self._scene
        start = scene.caret_rect(position).top()
        while True:
            moved = move(position)
            if moved == position or abs(scene.caret_rect(moved).top() - start) > (
                scene.height - 2 * scene.fonts.pitch
            ):
                return moved
            position = moved

    def _to_turn(self, position: int, step: int) -> int:
        turns = self._scene.shown.transcript.turns
        number = self._scene.shown.transcript.turn_number_at(position)
        at = (-1 if number is None else number) + step
        while 0 <= at < len(turns):
            if turns[at].speech:
                return turns[at].speech[0].start
            at += step
        return position
