"""A code made at the words it is first applied to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qcoder.domain.codebook import CodeEntry, CodingUnit
from qcoder.domain.coding import Coding
from qcoder.domain.ids import CoderId, GroupingId
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript
from qcoder.services.codebook.editing import add_code
from qcoder.services.codebook.rearranging import add_code_of
from qcoder.services.coding.layer import apply_code

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork

FIRST_GROUPING = "Codes"


def code_in_vivo(
    uow: UnitOfWork,
    transcript: Transcript,
    coder: CoderId,
    span: Span,
    *,
    label: str,
    grouping: GroupingId | None,
) -> Coding:
    """Make a code and apply it to ``span``: one act, taken back as one.

    Without a grouping the code goes into one called "Codes". Refused while the codebook is closed
    for new codes.
    """
    code = (
        add_code(uow, grouping, label)
        if grouping
        else add_code_of(uow, CodeEntry(FIRST_GROUPING, label, "", "", CodingUnit.FREE))
    )
    return apply_code(uow, transcript, coder, code.id, span)
