"""What is drawn at random in a run, so that it can be drawn again."""

import time
from collections.abc import Iterator


def seeds(first: int, minutes: float) -> Iterator[int]:
    """One, or as many as there is time for."""
    begun, seed = time.monotonic(), first
    yield seed
    while time.monotonic() - begun < minutes * 60:
        seed += 1
        yield seed
