"""Numbers of things in words."""


def counted(count: int, one: str, many: str) -> str:
    """``one`` for 1, else ``many`` with ``{count}`` filled in; both come translated."""
    return one if count == 1 else many.format(count=count)
