"""What the window asks of a workplace: Prepare, Code, Reconcile, Report."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from qcoder.gui.desk import Desk

if TYPE_CHECKING:
    from qcoder.domain.ids import TranscriptId

FOLDS_AWAY = "foldsAway"
"""The property of actions that show a panel of a workplace, or hide it."""


class Workplace(QWidget):
    """One page of the window, chosen on the rail. Only one is shown at a time.

    Made once for the window, when it is first needed. That is with or without a project open,
    but for Code, which is made before: connect to ``desk.workbench.project_changed`` and read
    ``desk.workbench.is_open``. A subclass gives ``name``, which is stable: settings have it, and
    the icon in ``resources/icons``. Everything else has a default.

    Signals:
        status_changed: ``status_parts`` says something else now.
        waiting_changed: ``waiting_count`` does.
    """

    status_changed = Signal()
    waiting_changed = Signal()

    name: str

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk

    def actions_by_menu(self) -> Mapping[str, Sequence[QAction]]:
        """Menu entries shown while this workplace is active, by the title of the menu.

        A menu that the window has (“View”, “Go”) gets them at its end; any other title
        becomes a menu of its own between Edit and View. Asked for once.
        """
        return {}

    def other_keys(self) -> Sequence[tuple[str, str]]:
        """Keys that are no action's, with what they do, for the sheet of keys."""
        return ()

    def panes(self) -> Sequence[QWidget]:
        """Panels that F6 goes round, in order.

        What stands for a panel takes the focus, or the first there that can; a panel that is
        hidden or has nothing to take it is passed.
        """
        return ()

    def can_show(self, transcript: "TranscriptId") -> bool:
        """Whether one can look at that transcript here; by default at any."""
        return True

    def take_focus(self) -> None:
        """Give the keys to what one works with here; by default to the first pane."""
        for pane in self.panes()[:1]:
            pane.setFocus()

    def status_parts(self) -> Sequence[str]:
        """What the status line says at the left while this workplace is active."""
        return ()

    def waiting_count(self) -> int:
        """The number on the rail: what waits to be done here; 0 shows none."""
        return 0

    def activated(self) -> None:
        """It has just been shown."""

    def deactivated(self) -> None:
        """It is about to be hidden: store what is being typed."""


class Plan(NamedTuple):
    """A workplace that may not be there yet: its name, its title on the rail, how to make it."""

    name: str
    title: str
    make: Callable[[Desk], Workplace]


class Workplaces(QObject):
    """The workplaces of a window, each made when it is first needed.

    Signals:
        made: the workplace that is new; nobody has seen it.
    """

    made = Signal(object)

    def __init__(self, desk: Desk, plans: Sequence[Plan], parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._plans = plans
        self._made: dict[str, Workplace] = {}

    @property
    def titles(self) -> Mapping[str, str]:
        """The title of each by its name, in the order of the work."""
        return {plan.name: plan.title for plan in self._plans}

    def named(self, name: str) -> Workplace:
        """The workplace of that name."""
        if name not in self._made:
            plan = next(plan for plan in self._plans if plan.name == name)
            self._made[name] = plan.make(self._desk)
            self.made.emit(self._made[name])
        return self._made[name]

    def left_to_make(self) -> Sequence[Callable[[], Workplace]]:
        """What makes those that nobody needed yet, one each."""
        return [partial(self.named, name) for name in self.titles if name not in self._made]

    def make_all(self) -> None:
        """Leave none to be made later."""
        for make in self.left_to_make():
            make()

    def __iter__(self) -> Iterator[Workplace]:
        """All of them, in the order of the work."""
        return (self.named(name) for name in self.titles)
