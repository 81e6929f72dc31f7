"""The story around the caret, as a bracket between speakers and words."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from qcoder.gui.transcript.scene import Scene

_TICK = 4
_DASH = 5


def bracket_column(scene: Scene) -> QRect:
    """The strip of the viewport in which it stands."""
    left = scene.columns.text - scene.fonts.step - 1
    return QRect(left, 0, _TICK + 1, scene.height)


def paint_bracket(painter: QPainter, scene: Scene) -> None:
    """Draw it where it is in view: thicker if it is set, thin while it is only proposed."""
    story = scene.story
    extent = scene.extent_in_view(story.span) if story else None
    if story is None or extent is None:
        return
    column, (top, bottom) = bracket_column(scene), extent
    width = 2 if story.is_set else 1
    colour = scene.tints.muted if story.is_set else scene.tints.faint
    for start, end in [(top, bottom)] if story.is_stored else _dashes(top, bottom):
        painter.fillRect(column.left(), start, width, end - start, colour)
    for y in (top, bottom - width):
        painter.fillRect(column.left(), y, _TICK, width, colour)


def _dashes(top: int, bottom: int) -> list[tuple[int, int]]:
    starts = range(top, bottom, 2 * _DASH)
    return [(start, min(start + _DASH, bottom)) for start in starts]
