"""The search for garbage, put off while much is made and all of it kept."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def left_for_later() -> Iterator[None]:
    """No search for cyclic garbage inside.

    A comparison makes tens of thousands of small values in a row, none of them garbage and none
    in a cycle; searching them again and again is a quarter of its time. What other threads leave
    behind meanwhile is found right after.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
