"""The window and a project to open in it, for every test of this folder."""

from tests.windows import (  # noqa: F401 (fixtures)
    lean_windows,
    made_project,
    open_main_window,
    own_settings,
    project,
    window,
)
