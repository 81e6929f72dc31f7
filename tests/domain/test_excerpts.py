"""What an export says of where its excerpts come from."""

import pytest

from qcoder.domain.excerpts import LayerNote


@pytest.mark.parametrize(
    ("still_open", "unresolved", "said"),
    [
        (0, 0, "no difference open"),
        (0, 2, "no difference open, 2 left unresolved"),
        (1, 1, "1 difference still open, 1 left unresolved"),
        (3, 0, "3 differences still open"),
    ],
)
def test_a_note_tells_what_is_open_from_what_was_left_unresolved(
    still_open: int, unresolved: int, said: str
) -> None:
    note = LayerNote("FG1", "consensus", True, still_open, unresolved)
    assert note.sentence == f"FG1: consensus of its coders, {said}."
