"""How agreement is put into words: no verdicts, no thresholds, always what to do next."""

from collections.abc import Sequence

from qcoder.comparison.agreement_units import AgreementUnit
from qcoder.comparison.coefficients import Counts
from qcoder.comparison.jackknife import FEWEST_TRANSCRIPTS

FRAMING = (
    "Agreement figures describe how consistently the team applied the codebook at one moment. "
    "They are not evidence that the coding is right. Many teams, including the study this tool "
    "was built for, resolve differences by discussion to consensus instead of reporting a "
    "reliability coefficient; both are legitimate, and the report should say which was done."
)
"""Goes with the figures wherever they are reported."""

FEW_MATCHES = 5

NO_INTERVAL = "no interval: "
NOT_USED = "not used by either coder"
NO_VARIATION = "undefined: no variation"
NO_UNITS = "no words to compare"
CODE_GONE = "no longer in the codebook"
NO_FIXED_INTERVAL = "kappa is 0 whatever the other coder marks"
NO_REST_INTERVAL = "without one of the transcripts the figure is undefined"
NOTHING_DOUBLE_CODED = "No transcript is coded by two coders who have both sealed"

_UNIT_RULES = {
    AgreementUnit.TURN: "speaker turns (a turn counts if any of it is marked)",
    AgreementUnit.SENTENCE: "sentences (a sentence counts if any of it is marked)",
    AgreementUnit.CHARACTER: "characters of speech",
}


def merged_into(label: str) -> str:
    """What became of a code that the layers had."""
    return f"merged into {label} since"


def counted(number: int, noun: str) -> str:
    """“1 turn”, “4,812 turns”."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def listed(names: Sequence[str]) -> str:
    """“Ada”, “Ada and Ben”, “Ada, Ben and Cleo”."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def too_few(transcripts: int) -> str:
    """Why there is no interval yet. Reasons are written to follow :data:`NO_INTERVAL`."""
    there_are = counted(transcripts, "double-coded transcript")
    return f"{there_are}, it takes {FEWEST_TRANSCRIPTS}"


def notes_on(counts: Counts, names: Sequence[str], unit: AgreementUnit) -> list[str]:
    """What has to be known before a coefficient of these counts is believed."""
    if not counts.by_either:
        return [NOT_USED if counts.units else NO_UNITS]
    if not counts.varies:
        return [f"{NO_VARIATION}, both marked every {unit.value}"]
    marked = (counts.by_first, counts.by_second)
    if 0 in marked:
        user = names[marked.index(max(marked))]
        return [f"used by {user} only ({counted(counts.differing, unit.value)})"]
    if counts.units in marked:
        return [f"{names[marked.index(counts.units)]} marked every {unit.value}"]
    if counts.n11 < FEW_MATCHES and unit is not AgreementUnit.CHARACTER:
        return [f"fewer than {FEW_MATCHES} matched {unit.value}s"]
    return []


def summary_sentence(counts: Counts, names: Sequence[str], unit: AgreementUnit) -> str:
    """The counts of one code, ending in what there is to do."""
    first, second = names
    marked = (
        f"{first} marked {counted(counts.by_first, unit.value)}, {second} {counts.by_second:,}; "
        f"{counts.n11:,} in common."
    )
    if not counts.differing:
        return f"{marked} Nothing to discuss."
    return f"{marked} Open the {counted(counts.differing, unit.value)} to discuss."


def caption(
    unit: AgreementUnit,
    names: Sequence[str],
    *,
    transcripts: int,
    units: int,
    with_moderator: bool,
) -> str:
    """What stands above a table of one pair: how its kappa was made, and how to read it."""
    moderator = "included" if with_moderator else "excluded"
    interval = "Interval: jackknife over transcripts."
    if transcripts < FEWEST_TRANSCRIPTS:
        interval = f"{NO_INTERVAL.capitalize()}{too_few(transcripts)}."
    return (
        f"Cohen's kappa on {_UNIT_RULES[unit]}, {' and '.join(names)}, "
        f"{counted(transcripts, 'double-coded transcript')}, {counted(units, unit.value)}, "
        f"moderator {moderator}. {interval} "
        "0 = what these two coders' own marking rates would give by chance; 1 = identical. "
        "Values depend on the unit and on how rare the code is; compare codes with care."
    )


AS_NOW = (
    "Not independent: these are the layers as they are now, after the coders could see each "
    "other's coding. Do not report them as agreement."
)
"""The mark on figures of layers as they are."""


def as_now(rounds: int) -> str:
    """The mark, and where there are several rounds why it is about none of them."""
    if rounds < 2:
        return AS_NOW
    return (
        f"{AS_NOW} They belong to no round, as a layer may have been changed in any: the figures "
        "of each round rest on what was frozen in it, and stand side by side under rounds."
    )


def frozen(transcript: str, frozen_at: str) -> str:
    """Which layers the figures of a transcript are about; ``frozen_at`` is UTC, ISO 8601."""
    return f"{transcript}: as frozen on {frozen_at[:10]}, when its layers were first shown"


def touched(transcript: str, frozen_at: str = "") -> str:
    """A mark on figures of layers that are others by now; ``frozen_at`` is UTC, ISO 8601."""
    if not frozen_at:
        return (
            f"codings of {transcript} have changed since the pair decided on them: "
            "its agreement is not from before the meeting"
        )
    return (
        f"the layers of {transcript} have changed since: its agreement is as it was frozen on "
        f"{frozen_at[:10]}, when the coders were first shown each other's coding"
    )


def entering(count: int, of: int, pairs: int = 1) -> str:
    """How many codes a pooled figure is made of, over so many pairs of coders."""
    enter = "enters" if count == 1 else "enter"
    if pairs == 1:
        return f"{count} of {counted(of, 'code')} {enter} the overall figure"
    return (
        f"{count} of {counted(of, 'figure')}, one for each code and each of {pairs} pairs, "
        f"{enter} the overall figure"
    )


def pooled_over(count: int, pairs: int = 1) -> str:
    """What a pooled kappa is pooled over, in a sentence on the method."""
    if pairs == 1:
        return counted(count, "code")
    return f"{counted(count, 'figure')}, one for each code and each of {pairs} pairs of coders"
