"""The log of decisions compared with the differences as they are now.

The log is append-only: undoing a decision writes one that withdraws it. What counts for a
difference is the last line about it, followed back through what was withdrawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import takewhile

from qcoder.domain.coding import Coding
from qcoder.domain.consensus import CodedSpan, Decision, Difference, Outcome, Status, result_of
from qcoder.domain.corrections import Corrections
from qcoder.domain.ids import CoderId, CodingId, DecisionId, DifferenceId, derived_id
from qcoder.domain.rewordings import Rewordings
from qcoder.domain.spans import Span
from qcoder.domain.taken import numbered_now
from qcoder.domain.transcript import Transcript
from qcoder.domain.words import trimmed_to_words

CONSENSUS = CoderId("consensus")
"""Owner of the consensus layer, which is computed and belongs to no coder."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """A difference with where it stands.

    ``decision`` is the one in force: for a stale difference the one that was, None where
    nothing was ever decided. ``head`` is the last log line about it, which the next decision
    supersedes.
    """

    difference: Difference
    status: Status
    decision: Decision | None = None
    head: Decision | None = None


@dataclass(frozen=True)
class DecisionLog:
    """All decisions on one transcript in the order they were written."""

    decisions: tuple[Decision, ...]
    _counted: dict[DecisionId | None, Decision | None] = field(
        default_factory=lambda: {None: None}, repr=False, compare=False
    )
    """What counted after each line; longer logs share it, since nothing of it ever changes."""
    corrections: Corrections | None = field(default=None, repr=False, compare=False)
    """None where nobody asks, because the text is as it was."""
    rewordings: Rewordings | None = field(default=None, repr=False, compare=False)
    """None where no result names a code that is worded otherwise by now."""

    def is_on_other_words(self, decision: Decision) -> bool:
        """Whether words that it was decided on are others in the transcript by now."""
        return self.corrections is not None and self.corrections.concern(decision)

    def chose_other_wording(self, decision: Decision) -> bool:
        """Whether a code that it brought in says something else by now, or is gone."""
        return self.rewordings is not None and self.rewordings.concern(decision)

    def with_lines(self, lines: Iterable[Decision]) -> DecisionLog:
        """The log that much longer; what counted before is not found anew."""
        return replace(self, decisions=(*self.decisions, *lines))

    def lines_after(self, before: DecisionLog) -> tuple[Decision, ...] | None:
        """What was written after ``before``; None where this log does not go on from there."""
        known = len(before.decisions)
        return self.decisions[known:] if self.decisions[:known] == before.decisions else None

    def heads(self) -> dict[DifferenceId, Decision]:
        """The last line about each difference."""
        return {decision.difference: decision for decision in self.decisions}

    def in_force(self, head: Decision | None) -> Decision | None:
        """The decision that counts where ``head`` is the last line; None if none does."""
        if head is not None and head.id not in self._counted:
            new = takewhile(lambda line: line.id not in self._counted, reversed(self.decisions))
            for line in reversed(list(new)):
                self._counted[line.id] = self._counts_after(line)
        return self._counted[head.id] if head else None

    def _counts_after(self, line: Decision) -> Decision | None:
        """What counts after a line.

        A withdrawal takes back what counted before it, which after another withdrawal is
        not the line right before: undoing twice goes back two decisions. A line about another
        difference, from which this one came, has withdrawals of its own (:meth:`former`).
        """
        if line.outcome is not Outcome.WITHDRAWN:
            return line
        before = self._counted.get(line.supersedes)
        found = self._counted.get(before.supersedes) if before else None
        return found if found and found.difference == line.difference else None

    def superseded(self) -> frozenset[DecisionId]:
        """Decisions that a later line replaced."""
        return frozenset(d.supersedes for d in self.decisions if d.supersedes)

    def without_difference(self, differences: Iterable[Difference]) -> tuple[Decision, ...]:
        """Decisions in force whose difference is gone: nothing is lost, they are listed."""
        replaced = self.superseded()
        return tuple(
            decision for head, decision in self._of_gone(differences) if head.id not in replaced
        )

    def former(self, differences: Iterable[Difference]) -> dict[CodingId, Decision]:
        """The latest decision in force on each coding whose difference is gone.

        Also where another one has replaced it: of two differences that were one, each has to be
        decided anew, whichever is decided first.
        """
        numbers = {decision.id: number for number, decision in enumerate(self.decisions)}
        gone = [decision for _, decision in self._of_gone(differences)]
        gone.sort(key=lambda decision: numbers[decision.id])
        return {member.coding: decision for decision in gone for member in decision.readings}

    def _of_gone(self, differences: Iterable[Difference]) -> Iterator[tuple[Decision, Decision]]:
        """The last line and the decision in force of each difference that is gone."""
        present = {difference.id for difference in differences}
        for key, head in self.heads().items():
            decision = self.in_force(head) if key not in present else None
            if decision and not decision.outcome.rearranges:
                yield head, decision

    @cached_property
    def arrangements(self) -> tuple[Decision, ...]:
        """What is taken apart and joined at present, in the order it was done."""
        lines = [line for line in self.decisions if line.outcome.rearranges]
        if not lines:
            return ()
        heads = self.heads()
        in_force = {key: self.in_force(heads[key]) for key in {d.difference for d in lines}}
        return tuple(line for line in lines if in_force[line.difference] is line)


def resolve(differences: Sequence[Difference], log: DecisionLog) -> tuple[Resolution, ...]:
    """Where each difference stands, in the order given."""
    heads = log.heads()
    former = log.former(differences)
    return tuple(standing_of(d, heads.get(d.id), former, log) for d in differences)


def standing_of(
    difference: Difference,
    head: Decision | None,
    former: Mapping[CodingId, Decision],
    log: DecisionLog,
) -> Resolution:
    """Where a difference stands whose last line is ``head``.

    ``former`` are decisions on codings whose difference is gone (:meth:`DecisionLog.former`).
    """
    decision = log.in_force(head)
    if decision is None:
        found = (former[c.id] for c in difference.codings if c.id in former)
        last = next((d for d in found if d.outcome is not Outcome.REOPENED), None)
        if last is not None:
            last_now = numbered_now(last, difference.readings)
            return Resolution(difference, Status.STALE, last_now, head or last)
        status = Status.AUTO if difference.kind.is_same else Status.OPEN
        return Resolution(difference, status, None, head)
    status = _status(difference, decision, log)
    return Resolution(difference, status, numbered_now(decision, difference.readings), head)


def _status(difference: Difference, decision: Decision, log: DecisionLog) -> Status:
    if decision.outcome is Outcome.REOPENED:
        return Status.OPEN
    if decision.fingerprint != difference.fingerprint:
        return Status.STALE
    if log.is_on_other_words(decision) or log.chose_other_wording(decision):
        return Status.STALE
    if decision.outcome is Outcome.LATER:
        return Status.LATER
    if _awaits_assent(difference, decision):
        return Status.PROPOSED
    special = {
        Outcome.UNRESOLVED: Status.UNRESOLVED,
        # What a finer grain no longer takes for the same was never discussed.
        Outcome.AUTO: Status.AUTO if difference.kind.is_same else Status.OPEN,
    }
    return special.get(decision.outcome, Status.DECIDED)


def _awaits_assent(difference: Difference, decision: Decision) -> bool:
    """Whether some coders have assented and others have not; naming none asks for none."""
    assented = {assent.coder for assent in decision.assent}
    return bool(assented) and any(r.coder not in assented for r in difference.readings)


def consensus_layer(
    transcript: Transcript, resolutions: Iterable[Resolution]
) -> tuple[Coding, ...]:
    """The codings agreed so far, in text order: what is the same and what is decided.

    An id depends on difference, code and ordinal only, so that what hangs on a consensus
    coding survives a new comparison.
    """
    codings = [coding for resolution in resolutions for coding in _agreed(transcript, resolution)]
    return tuple(sorted(codings, key=lambda coding: (coding.span, coding.code)))


def _agreed(transcript: Transcript, resolution: Resolution) -> list[Coding]:
    if resolution.status is Status.AUTO:
        spans = _trimmed(transcript, result_of(resolution.difference, Outcome.AUTO))
    elif resolution.status is Status.DECIDED and resolution.decision:
        spans = list(resolution.decision.result)
    else:
        return []
    return [
        Coding(
            id=CodingId(derived_id("consensus", resolution.difference.id, s.code, str(ordinal))),
            transcript=transcript.id,
            coder=CONSENSUS,
            code=s.code,
            span=s.span,
        )
        for ordinal, s in enumerate(spans)
    ]


def _trimmed(transcript: Transcript, spans: Iterable[CodedSpan]) -> list[CodedSpan]:
    return [CodedSpan(_without_edges(transcript, s.span), s.code) for s in spans]


def _without_edges(transcript: Transcript, span: Span) -> Span:
    """``span`` from its first to its last word of speech; as it is where it has none."""
    pieces = transcript.speech_in(span)
    worded = [words for piece in pieces if (words := trimmed_to_words(transcript.text, piece))]
    return worded[0].hull(worded[-1]) if worded else span
