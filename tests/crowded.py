"""A layer with more codings than anybody makes by hand."""

from collections.abc import Iterator
from itertools import islice

from qcoder.domain.coding import Coding
from qcoder.domain.ids import CodingId, new_id
from qcoder.domain.spans import Span
from qcoder.services.workspace import Workspace
from tests.sealed_pair import coder_of, transcript_of


def crowd(workspace: Workspace, coder: str, transcript: str, many: int) -> None:
    """Store ``many`` codings of a coder, no two of the same code on the same words."""
    where, who = transcript_of(workspace, transcript), coder_of(workspace, coder)
    codes = workspace.read(lambda uow: uow.codebook.load()).codes
    codings = (
        Coding(CodingId(new_id()), where.id, who, code.id, span, "2026-01-01", 1)
        for span in _spans(len(where.text))
        for code in codes
    )
    workspace.run("Fill", lambda uow: uow.codings.add_all(islice(codings, many)))


def _spans(end: int) -> Iterator[Span]:
    for length in range(1, end):
        for start in range(end - length):
            yield Span(start, start + length)
