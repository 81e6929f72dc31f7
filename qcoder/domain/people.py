"""Who codes."""

from dataclasses import dataclass

from qcoder.domain.ids import CoderId


@dataclass(frozen=True, slots=True)
class Coder:
    """A person who codes. A retired coder's layers stay; they get no new work."""

    id: CoderId
    name: str
    colour: str
    """``#RRGGBB``; told apart by name as well, never by colour alone."""
    retired: bool = False
