"""The arithmetic of what was found, against plain lists."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from qcoder.domain.ids import TranscriptId
from qcoder.domain.spans import Span
from qcoder.gui.code.found_places import FoundIn, FoundPlaces, Place
from qcoder.gui.code.hits_model import HitsModel
from tests.builders import a_transcript

starts = st.lists(st.integers(0, 30), unique=True, max_size=6).map(sorted)
several = st.lists(starts, max_size=4)


def places_of(lists: list[list[int]]) -> tuple[FoundPlaces, list[Place]]:
    """The same places as arrays and as a list."""
    parts = [
        FoundIn(TranscriptId(str(n)), np.array([(s, s + 1) for s in each]).reshape(-1, 2))
        for n, each in enumerate(lists)
    ]
    listed = [
        Place(part.transcript, Span(low, high))
        for part in parts
        for low, high in part.ends.tolist()
    ]
    return FoundPlaces(parts), listed


@given(several)
def test_every_place_has_its_number(lists: list[list[int]]) -> None:
    places, listed = places_of(lists)
    assert len(places) == len(listed)
    assert [places.number_of(place) for place in listed] == list(range(len(listed)))
    assert places.number_of(Place(TranscriptId("0"), Span(40, 41))) is None
    assert places.number_of(Place(TranscriptId("x"), Span(0, 1))) is None


@given(several.filter(any), st.integers(0, 3), st.integers(0, 31))
def test_a_step_leads_to_the_nearest_place_or_round_the_end(
    lists: list[list[int]], shown: int, start: int
) -> None:
    places, listed = places_of(lists)
    keys = [(int(place.transcript), place.span.start) for place in listed]
    here = TranscriptId(str(shown))
    if len(places.ends_in(here)):
        after = next((n for n, key in enumerate(keys) if key >= (shown, start)), 0)
        before = max((n for n, key in enumerate(keys) if key < (shown, start)), default=-1)
    else:
        after, before = 0, -1
    assert places.step(here, start, 1) == listed[after]
    assert places.step(here, start, -1) == listed[before]


@given(several)
def test_rows_lead_to_places_and_back(lists: list[list[int]]) -> None:
    places, listed = places_of(lists)
    model = HitsModel()
    model.show_places(places, lambda _transcript: a_transcript(), {TranscriptId("0")})
    rows = [model.place_at(row) for row in range(model.rowCount())]
    assert [place for place in rows if place is not None] == listed
    assert [row for row, place in enumerate(rows) if place is None] == model.headings
    assert [model.row_of(place) for place in listed] == [
        row for row, place in enumerate(rows) if place is not None
    ]
    assert [place for place in listed if place.transcript == "0"] == list(model.ticked())
