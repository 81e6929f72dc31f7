"""Things in a row, in words."""

import pytest

from qcoder.gui.counting import listed


@pytest.mark.parametrize(
    ("things", "said"),
    [
        ((), ""),
        (("Ada",), "Ada"),
        (("Ada", "Ben"), "Ada and Ben"),
        (("Ada", "Ben", "Cleo"), "Ada, Ben and Cleo"),
    ],
)
def test_only_the_last_of_several_is_joined_by_a_word(things: tuple[str, ...], said: str) -> None:
    assert listed(things, " and ") == said
