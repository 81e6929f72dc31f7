"""What stands before the room: how much there is to discuss, before any of it is shown."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from qcoder.domain.consensus import Difference, DifferenceKind
from qcoder.domain.sides import passages_to_discuss

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qcoder.domain.ids import CoderId
    from qcoder.services.consensus.room import Room


@dataclass(frozen=True, slots=True)
class RoomSummary:
    """Counts over the layers as they are; nothing of what anybody coded is in it."""

    codings: Mapping[CoderId, int]
    """Of each reader, in the order of assignment; 0 for one who sealed without marking."""
    kinds: Mapping[DifferenceKind, int]
    """Every kind, in the order of the kinds."""
    passages: int
    """Passages in which there is anything to discuss."""

    @property
    def same(self) -> int:
        """Places with the same words under the same code."""
        return self.kinds[DifferenceKind.EXACT]

    @property
    def same_but_fillers(self) -> int:
        """Places that differ so little that the code's grain does not mind: accepted unasked."""
        return self.kinds[DifferenceKind.TRIVIAL]

    @property
    def to_discuss(self) -> int:
        """All other places; none is a result, too."""
        return sum(count for kind, count in self.kinds.items() if not kind.is_same)

    @property
    def marked_nothing(self) -> tuple[CoderId, ...]:
        """Who has sealed a layer without a coding: that is a reading, not a missing one."""
        return tuple(coder for coder, count in self.codings.items() if not count)


def sample_of_same(room: Room, count: int, seed: str = "") -> tuple[Difference, ...]:
    """So many of the places the same, drawn by lot, to look at before trusting them; in text order.

    Also those that were opened again: who repeats a sample with its seed gets the same places.
    The lot is in ``seed`` and their ids: drawing more adds to those drawn before.
    """
    chosen = {difference.id for difference in in_order_of_lot(room, seed)[:count]}
    return tuple(difference for difference in room.compared if difference.id in chosen)


def in_order_of_lot(room: Room, seed: str = "") -> list[Difference]:
    """Every place that is the same, in an order that only ``seed`` and chance have made."""
    same = (difference for difference in room.compared if difference.kind.is_same)
    return sorted(same, key=lambda d: sha256(f"{seed}{d.id}".encode()).digest())


def summary_of(room: Room) -> RoomSummary:
    """Count, on the differences as they were compared."""
    kinds = Counter(difference.kind for difference in room.compared)
    codings = Counter(coding.coder for coding in room.codings.values())
    return RoomSummary(
        codings={coder: codings[coder] for coder in room.coders},
        kinds={kind: kinds[kind] for kind in DifferenceKind},
        passages=len(passages_to_discuss(room.compared)),
    )
