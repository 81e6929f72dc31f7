import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from qcoder.gui.transcript.offsets import Offsets, code_points_of

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.text(
    st.sampled_from("a\u0301é\u05d0क्ष😀👩🏽\u200d💻🇩🇪\n"), max_size=60
)


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(text=TEXTS, data=st.data())
def test_positions_are_those_of_the_text_in_utf16(text: str, data: st.DataObject) -> None:
    offsets = Offsets(code_points_of(text))
    position = data.draw(st.integers(0, len(text)))

    assert offsets.to_utf16(position) == utf16_length(text[:position])


@given(text=TEXTS)
def test_every_position_comes_back(text: str) -> None:
    offsets = Offsets(code_points_of(text))

    assert all(offsets.to_code_point(offsets.to_utf16(p)) == p for p in range(len(text) + 1))


def test_the_middle_of_a_pair_becomes_the_start_of_its_character() -> None:
    offsets = Offsets(code_points_of("a😀b😀"))

    assert [offsets.to_code_point(unit) for unit in range(7)] == [0, 1, 1, 2, 3, 3, 4]


@given(text=TEXTS)
def test_many_positions_are_translated_as_single_ones(text: str) -> None:
    offsets = Offsets(code_points_of(text))
    positions = np.arange(len(text) + 1)
    units = offsets.all_to_utf16(positions)

    assert units.tolist() == [offsets.to_utf16(p) for p in positions.tolist()]
