from hypothesis import given
from hypothesis import strategies as st

from qcoder.domain.ids import DifferenceId
from qcoder.domain.spans import Span
from qcoder.gui.transcript.ghosts import Ghost, Ghosts

SPANS = st.builds(
    lambda start, length: Span(start, start + length), st.integers(0, 60), st.integers(1, 30)
)


def ghosts_on(spans: list[Span]) -> list[Ghost]:
    return [Ghost(DifferenceId(str(n)), 1 + n % 2, span) for n, span in enumerate(spans)]


@given(spans=st.lists(SPANS, max_size=12), place=SPANS)
def test_exactly_those_that_touch_a_place_are_found(spans: list[Span], place: Span) -> None:
    ghosts = ghosts_on(spans)
    found = Ghosts(ghosts).touching(place.start, place.end)
    assert set(found) == {ghost for ghost in ghosts if ghost.span.overlaps(place)}


def test_what_is_hidden_is_not_found_until_it_is_shown_again() -> None:
    ghosts = ghosts_on([Span(0, 5), Span(3, 9)])
    index = Ghosts(ghosts)
    index.show(ghosts[0].difference, False)
    assert index.touching(0, 9) == [ghosts[1]]
    index.show(ghosts[0].difference, True)
    assert index.touching(0, 9) == ghosts
