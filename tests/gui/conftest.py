"""The window and a project to open in it, or a desk alone, for every test of this folder."""

from tests.desks import as_the_window_looks, desk, study  # noqa: F401 (fixtures)
from tests.gui.events_seen import heard  # noqa: F401 (a fixture)
from tests.windows import (  # noqa: F401 (fixtures)
    lean_windows,
    made_project,
    open_main_window,
    own_settings,
    project,
    window,
)
