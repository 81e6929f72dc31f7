"""A splitter that stays as it is while its panels show other things."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QSplitter, QWidget


class SteadySplitter(QSplitter):
    """Lays its panels out anew where one comes, goes or needs more room than it has.

    Qt does so, and so does all around it, whenever any label in any panel gets other words.
    """

    def __init__(self, orientation: Qt.Orientation, parent: QWidget | None = None) -> None:
        super().__init__(orientation, parent)
        self._shown: list[bool] = []

    def event(self, event: QEvent) -> bool:
        """Leave out a layout in which nothing would move."""
        if event.type() == QEvent.Type.LayoutRequest and self._is_steady():
            return True
        return super().event(event)

    def _is_steady(self) -> bool:
        panels = [panel for n in range(self.count()) if (panel := self.widget(n)) is not None]
        before, self._shown = self._shown, [not panel.isHidden() for panel in panels]
        return self._shown == before and all(_has_room(panel) for panel in panels)


def _has_room(panel: QWidget) -> bool:
    least = panel.minimumSizeHint().expandedTo(panel.minimumSize())
    return panel.isHidden() or least.boundedTo(panel.size()) == least
