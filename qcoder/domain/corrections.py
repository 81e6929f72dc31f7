"""A transcript's text that was corrected since decisions were taken on it."""

from collections.abc import Mapping
from dataclasses import dataclass

from qcoder.domain.consensus import Decision
from qcoder.domain.transcript import Transcript


@dataclass(frozen=True, slots=True)
class Corrections:
    """What a transcript says now, and what it said when decisions were taken on another text.

    ``former`` are texts by their hash. Of one that was erased nobody can say what its words
    were; what was decided on it counts as decided on others.
    """

    transcript: Transcript
    former: Mapping[str, str]

    def concern(self, decision: Decision) -> bool:
        """Whether words of a reading or of the result are others now, and not only elsewhere."""
        if decision.text_sha256 == self.transcript.sha256:
            return False
        then, now = self.former.get(decision.text_sha256), self.transcript.text
        spans = [m.span for m in decision.readings] + [coded.span for coded in decision.result]
        return then is None or any(then[s.start : s.end] != now[s.start : s.end] for s in spans)
