"""The search for garbage goes on after a comparison as before it."""

import gc
from collections.abc import Iterator

import pytest

from qcoder.comparison import garbage


@pytest.fixture(autouse=True)
def searching_as_before() -> Iterator[None]:
    was_enabled = gc.isenabled()
    yield
    (gc.enable if was_enabled else gc.disable)()


def test_nothing_is_searched_inside_and_everything_again_after() -> None:
    gc.enable()
    with garbage.left_for_later():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_is_searched_again_after_an_error() -> None:
    gc.enable()
    with pytest.raises(ValueError, match="no"), garbage.left_for_later():
        raise ValueError("no")
    assert gc.isenabled()


def test_who_never_searches_is_not_made_to() -> None:
    gc.disable()
    with garbage.left_for_later():
        pass
    assert not gc.isenabled()
