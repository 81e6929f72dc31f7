"""Windows for what is done in the Code workplace."""

import pytest


@pytest.fixture(autouse=True)
def lean(lean_windows: None) -> None:
    """The other workplaces and looks only where a test visits them."""
