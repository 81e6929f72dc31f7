from hypothesis import given
from hypothesis import strategies as st

from qcoder.domain.spans import Span
from qcoder.domain.transcript import Section, Speaker, SpeakerRole, Structure, Turn
from qcoder.storage.structures import (
    decode_details,
    decode_structure,
    encode_details,
    encode_structure,
)

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
SPANS = st.builds(lambda start, length: Span(start, start + length), *[st.integers(1, 10**6)] * 2)
SPEAKERS = st.builds(Speaker, WORDS, st.sampled_from(SpeakerRole))
STRUCTURES = st.builds(
    Structure,
    st.lists(
        st.builds(
            Turn,
            span=SPANS,
            speech=st.lists(SPANS, max_size=3).map(tuple),
            speaker=st.none() | WORDS,
            label=st.none() | SPANS,
            time=st.none() | st.integers(0, 10**8),
        ),
        max_size=5,
    ).map(tuple),
    st.lists(SPEAKERS, max_size=3).map(tuple),
    st.lists(st.builds(Section, WORDS, SPANS, SPANS), max_size=3).map(tuple),
)


@given(STRUCTURES)
def test_a_structure_is_read_as_it_was_written(structure: Structure) -> None:
    assert decode_structure(encode_structure(structure)) == structure


@given(st.lists(SPEAKERS, max_size=3).map(tuple), st.dictionaries(WORDS, st.lists(WORDS)))
def test_details_are_read_as_they_were_written(
    speakers: tuple[Speaker, ...], report: dict[str, list[str]]
) -> None:
    assert decode_details(encode_details(speakers, report)) == (speakers, report)
