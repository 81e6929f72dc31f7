"""How far the dearest properties look."""

import os


def examples(number: int) -> int:
    """All of them at one's own desk; half where ``CI`` is set.

    There the same are drawn each time, so that more of them would find nothing new.
    """
    return (number + 1) // 2 if os.environ.get("CI") else number
