"""What the comparison asks of a code, also of one that is no longer in the codebook."""

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from qcoder.domain.codebook import Codebook, CodingUnit, Grain
from qcoder.domain.ids import CodeId


@dataclass(frozen=True, slots=True)
class UsedCode:
    """One code that codings use. ``rank`` sorts as the codebook does, what is gone last.

    A code that is gone has the grain of a free one, no grouping and an empty wording, so
    that what was decided on it under its wording is stale.
    """

    id: CodeId
    rank: int
    grain: Grain
    grouping: str = ""
    wording: str = ""
    is_section: bool = False


class CodesOfPlace(NamedTuple):
    """The codes of one place in the order of the codebook, and what is asked of all of them."""

    members: tuple[UsedCode, ...]
    ids: tuple[CodeId, ...]
    ranks: tuple[int, ...]
    has_section: bool

    @classmethod
    def of(cls, *codes: UsedCode) -> "CodesOfPlace":
        """Each of these codes once."""
        members = tuple(sorted({*codes}, key=attrgetter("rank")))
        return cls(
            members=members,
            ids=tuple(code.id for code in members),
            ranks=tuple(code.rank for code in members),
            has_section=any(code.is_section for code in members),
        )


def used_codes(ids: Iterable[CodeId], codebook: Codebook) -> dict[CodeId, UsedCode]:
    """The codes of the codebook and those of ``ids``."""
    gone = sorted(set(ids) - codebook.by_id.keys())
    used = {
        code: UsedCode(code, len(codebook.codes) + number, Grain.PHRASE)
        for number, code in enumerate(gone)
    }
    for rank, code in enumerate(codebook.codes):
        used[code.id] = UsedCode(
            id=code.id,
            rank=rank,
            grain=code.effective_grain,
            grouping=code.grouping,
            wording=code.wording_hash,
            is_section=code.unit is CodingUnit.SECTION,
        )
    return used
