"""A code made at the words it is first applied to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qcoder.domain.coding import Coding
from qcoder.domain.ids import CoderId, GroupingId
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript
from qcoder.services.codebook import add_code
from qcoder.services.codebook_changes import add_grouping
from qcoder.services.coding import apply_code

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

    Without a grouping the code goes into a new one, called "Codes".
    """
    where = grouping or add_grouping(uow, FIRST_GROUPING).id
    return apply_code(uow, transcript, coder, add_code(uow, where, label).id, span)
