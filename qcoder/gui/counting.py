"""Numbers of things, and things in a row, in words."""

from collections.abc import Iterable


def counted(count: int, one: str, many: str) -> str:
    """``one`` for 1, else ``many`` with ``{count}`` as “2,481”; both come translated."""
    return one if count == 1 else many.format(count=f"{count:,}")


def listed(things: Iterable[str], last: str) -> str:
    """With commas, and ``last`` before the last of them; it comes translated, with its blanks."""
    every = list(things)
    return last.join(filter(None, (", ".join(every[:-1]), *every[-1:])))
