"""What coders left as it was goes with its codings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qcoder.domain.ids import CodingId

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork

LEFT_AS_IT_IS = "rule_accepted/"
"""What the settings begin with; the identifier of a coding follows."""


def forget_breaks(uow: UnitOfWork, removed: Sequence[CodingId]) -> None:
    """Take away that these codings were left as they are, in the act that removes them."""
    for key in _kept(uow, removed):
        uow.project.set_setting(key, None)


def _kept(uow: UnitOfWork, codings: Sequence[CodingId]) -> list[str]:
    """Those that are there, without asking for each of thousands."""
    keys = [LEFT_AS_IT_IS + coding for coding in codings]
    if len(keys) == 1:
        return [key for key in keys if uow.project.setting(key) is not None]
    kept = uow.project.settings_under(LEFT_AS_IT_IS) if keys else {}
    return [key for key in keys if key in kept]
