"""Python's collection of garbage held back while Qt goes through all widgets."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collecting_held_back() -> Iterator[None]:
    """Until it ends no widget goes that only a cycle of Python still holds.

    To colour the application anew Qt takes a list of its widgets and tells each. Where one that
    is told allocates, a collection may delete others that are further down the list, and telling
    those ends the program.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
