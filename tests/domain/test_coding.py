import pytest

from qcoder.domain.coding import story_at
from qcoder.domain.spans import Span
from tests.builders import a_story, a_transcript

TRANSCRIPT = a_transcript("P1: We never had the time. Nor the grades.")
FIRST, SECOND, THIRD = (a_story(TRANSCRIPT, Span(*s)) for s in ((4, 10), (10, 15), (20, 25)))


@pytest.mark.parametrize(
    ("position", "expected"),
    [
        (3, None),
        (4, FIRST),
        (9, FIRST),
        (10, SECOND),
        (15, SECOND),
        (16, None),
        (25, THIRD),
        (26, None),
    ],
)
def test_a_story_has_the_caret_from_its_beginning_to_its_end(
    position: int, expected: object
) -> None:
    assert story_at([THIRD, FIRST, SECOND], position) == expected


def test_without_stories_none_has_the_caret() -> None:
    assert story_at([], 5) is None
