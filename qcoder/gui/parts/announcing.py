"""Saying something to a screen reader that nobody has moved to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, sentence: str, *, is_urgent: bool = False) -> None:
    """Have a sentence read out, after what is being read or, if urgent, at once.

    Costs nothing where no screen reader listens.
    """
    # Not at the top: the window shows before.
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    if not sentence or not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(widget, sentence)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if is_urgent else politeness.Polite)
    QAccessible.updateAccessibility(event)
