"""Numbers of things, and things in a row, in words."""

import pytest

from qcoder.gui.counting import counted, listed


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


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 codes"), (1, "a code"), (2, "2 codes"), (2481, "2,481 codes")]
)
def test_a_number_of_things_is_written_as_in_reports(count: int, said: str) -> None:
    assert counted(count, "a code", "{count} codes") == said
