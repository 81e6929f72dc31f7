"""Identifiers."""

from uuid import uuid5

from hypothesis import given
from hypothesis import strategies as st

from qcoder.domain.ids import _NAMESPACE, derived_id, is_guid, new_id

PARTS = st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=4)


@given(PARTS)
def test_a_derived_id_is_the_uuid_of_version_five_of_its_parts(parts: list[str]) -> None:
    assert derived_id(*parts) == str(uuid5(_NAMESPACE, "\x1f".join(parts)))


def test_a_derived_id_never_changes() -> None:
    assert derived_id("difference", "a", "b") == "17971ee9-2bed-5046-a148-25e4cdf0891e"


def test_ids_tell_how_their_parts_are_divided() -> None:
    assert derived_id("ab", "c") != derived_id("a", "bc")


def test_random_and_derived_ids_are_guids() -> None:
    assert is_guid(new_id())
    assert is_guid(derived_id("difference"))


def test_no_two_random_ids_are_the_same() -> None:
    assert len({new_id() for _ in range(100)}) == 100


def test_guids_have_hyphens_and_small_letters() -> None:
    assert not is_guid(new_id().upper())
    assert not is_guid(new_id().replace("-", ""))
    assert not is_guid("no id at all")
