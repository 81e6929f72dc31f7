"""Connected components."""

from collections.abc import Iterable


def connected(count: int, edges: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The numbers below ``count``, those joined by edges together; in order of the first."""
    parents = list(range(count))
    for first, second in edges:
        one, other = sorted((_root(parents, first), _root(parents, second)))
        parents[other] = one
    groups: dict[int, list[int]] = {}
    for number in range(count):
        groups.setdefault(_root(parents, number), []).append(number)
    return list(groups.values())


def _root(parents: list[int], number: int) -> int:
    while parents[number] != number:
        parents[number] = parents[parents[number]]
        number = parents[number]
    return number
