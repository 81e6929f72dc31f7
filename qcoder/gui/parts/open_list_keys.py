"""What is typed while a menu or a list of choices is open is for it alone."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class OpenListKeys(QObject):
    """Keeps keys from the page behind an open menu or list.

    A key of the page that is heard only where the focus is would be heard before the menu gets
    it: Qt leaves the focus on the page, and takes no notice of the menu.
    """

    def __init__(self, opened: QWidget) -> None:
        super().__init__(opened)
        opened.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take every key that a shortcut asks for."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().eventFilter(watched, event)
