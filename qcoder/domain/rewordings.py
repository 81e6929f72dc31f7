"""Codes that decisions chose, and that say something else by now."""

from dataclasses import dataclass

from qcoder.domain.consensus import Decision
from qcoder.domain.ids import CodeId


@dataclass(frozen=True, slots=True)
class Rewordings:
    """``since`` has a code with each revision of the codebook at which it said something else.

    A code that is gone from the codebook says nothing any more, which is something else as well.
    """

    since: frozenset[tuple[CodeId, int]]

    def concern(self, decision: Decision) -> bool:
        """Whether a code that the result names, and no reading, was worded otherwise then.

        Those of the readings are in the fingerprint.
        """
        revision = decision.codebook_revision
        return any((code, revision) in self.since for code in decision.codes_brought_in)
