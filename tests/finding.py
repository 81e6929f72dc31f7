"""What a search finds, as spans."""

from collections.abc import Iterator

from qcoder.domain.search import EVERYWHERE, Scope, find_in_turns
from qcoder.domain.search_patterns import Query
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript


def find_spans(transcript: Transcript, query: Query, scope: Scope = EVERYWHERE) -> Iterator[Span]:
    """Where the words are, in text order and without overlaps, found as they are asked for."""
    turns = find_in_turns(transcript, query, scope)
    return (Span(*ends) for _, found in turns for ends in found)
