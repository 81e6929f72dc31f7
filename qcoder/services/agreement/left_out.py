"""What agreement figures are not about, and why."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from qcoder.comparison.agreement_units import moderator_turns
from qcoder.comparison.agreement_words import counted, listed
from qcoder.domain.assignment import Assignment, is_paired, is_revealed
from qcoder.domain.ids import CoderId, TranscriptId
from qcoder.domain.transcript import Transcript, TranscriptHeader


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What the figures are not about. ``turns`` is given for a moderator's alone."""

    transcript: str
    coders: tuple[str, ...]
    reason: str
    """``single_coded``, ``not_assigned``, ``not_sealed``, ``blind_pass``, ``not_in_round``,
    ``no_speech`` or ``moderator``."""
    note: str
    turns: int | None = None


def enters(assignments: Sequence[Assignment]) -> bool:
    """Whether a transcript is double-coded and every one of its coders has sealed."""
    return is_paired(assignments) and is_revealed(assignments)


def not_double_coded(
    headers: Iterable[TranscriptHeader],
    assigned: Mapping[TranscriptId, Sequence[Assignment]],
    names: Mapping[CoderId, str],
    number: int | None = None,
) -> Iterator[LeftOut]:
    """The transcripts that do not enter, into a round where ``number`` is given, and why."""
    for header in headers:
        assignments = assigned[header.id]
        coders = tuple(names[a.coder] for a in assignments)
        if enters(assignments):
            if number is not None:
                note = f"its layers were not shown to each other in round {number}"
                yield LeftOut(header.name, coders, "not_in_round", note)
            continue
        waiting = tuple(names[a.coder] for a in assignments if not a.is_sealed)
        if not coders:
            yield LeftOut(header.name, (), "not_assigned", "nobody is assigned")
        elif len(coders) == 1:
            yield LeftOut(header.name, coders, "single_coded", f"coded by {coders[0]} alone")
        elif not waiting:
            yield LeftOut(header.name, coders, "blind_pass", "in the blind pass, not shown yet")
        else:
            verb = "has" if len(waiting) == 1 else "have"
            who = f"{listed(waiting)} {verb} not sealed"
            yield LeftOut(header.name, waiting, "not_sealed", who)


def without_speech(transcripts: Iterable[Transcript]) -> Iterator[LeftOut]:
    """Transcripts without a unit, which say nothing and would make an interval look narrower."""
    for transcript in transcripts:
        yield LeftOut(transcript.name, (), "no_speech", "no speech to code")


def moderators_of(transcripts: Iterable[Transcript]) -> Iterator[LeftOut]:
    """The turns of moderators that do not enter, of transcripts that do."""
    for transcript in transcripts:
        turns = moderator_turns(transcript)
        if turns:
            note = f"{counted(turns, 'turn')} of the moderator"
            yield LeftOut(transcript.name, (), "moderator", note, turns)
