"""A paragraph for the methods section, with the true figures and nothing but them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qcoder.comparison.agreement_words import counted, pooled_over
from qcoder.domain.consensus import Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qcoder.services.agreement.pairs import AgreementReport
    from qcoder.services.closing.sheet import ClosingSheet

_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


def methods_paragraph(sheet: ClosingSheet) -> str:
    """In plain English; whose reading was taken is left out on purpose."""
    sentences = (
        _coding(sheet),
        _agreement(sheet.agreement),
        _comparison(sheet),
        _decisions(sheet),
        _reasons(sheet.reasons, sheet.balance.decided),
        _left(sheet),
        _touched(sheet),
    )
    return " ".join(sentence for sentence in sentences if sentence)


def _coding(sheet: ClosingSheet) -> str:
    count = len(sheet.room.coders)
    number = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
    codings = sum(sheet.summary.codings.values())
    if sheet.is_coded_anew:
        return (
            f"{number} coders coded {sheet.room.transcript.name} anew "
            f"({counted(codings, 'coding')}), after their coding of an earlier round had been "
            "compared, and sealed it before it was compared again."
        )
    return (
        f"{number} coders coded {sheet.room.transcript.name} independently of each other "
        f"({counted(codings, 'coding')}) and sealed their coding before any of it was compared."
    )


def _agreement(report: AgreementReport) -> str:
    pooled = report.pooled
    if pooled.kappa is None:
        return "Agreement before discussion is undefined: no code varies over the turns."
    interval = (
        f"95 % interval {pooled.interval.low:.2f} to {pooled.interval.high:.2f}"
        if pooled.interval
        else f"without an interval ({pooled.no_interval})"
    )
    return (
        f"Agreement before discussion, Cohen's kappa on {_units(report)}, pooled over "
        f"{pooled_over(pooled.entering, pooled.pairs)} (De Vries et al. 2008), "
        f"was {pooled.kappa + 0.0:.2f}, "
        f"{interval}."
    )


def _units(report: AgreementReport) -> str:
    """What kappa was reckoned on, and what was left out of it."""
    turns = counted(report.pairs[0].units, "speaker turn")
    moderated = sum(left.turns or 0 for left in report.left_out)
    return f"{turns} ({_of_moderator(moderated)} left out)" if moderated else turns


def _of_moderator(turns: int) -> str:
    return "one turn of the moderator" if turns == 1 else f"{turns:,} turns of the moderator"


def _comparison(sheet: ClosingSheet) -> str:
    summary = sheet.summary
    places = sum(summary.kinds.values())
    if not places:
        return "Nobody coded anything, so there was nothing to compare."
    if summary.same == places == 1:
        return "In the one place that was coded, the coding was the same; it was not discussed."
    same = f"in {summary.same or 'none'} the coding was the same"
    but_fillers = (
        f"in {summary.same_but_fillers or 'none'} it differed at the edges by no more than the "
        "code's grain allows and was accepted without discussion"
    )
    found = f"The comparison found {counted(places, 'place')}"
    if summary.to_discuss:
        return (
            f"{found}: {same}, {but_fillers}, and {_were(summary.to_discuss)} to be discussed, "
            f"in {counted(summary.passages, 'passage')}."
        )
    if summary.same_but_fillers:
        return f"{found}: {same}, and {but_fillers}."
    return f"In all {counted(places, 'place')} the coding was the same; none was discussed."


def _decisions(sheet: ClosingSheet) -> str:
    balance = sheet.balance
    if not balance.decided:
        return ""
    readings = "both readings" if len(sheet.room.coders) == 2 else "several readings"
    counts = {
        "took the reading of one coder": balance.taken_from_one,
        f"joined {readings} or found other words or another code": balance.joint,
        "left the words uncoded": balance.none,
        "remained unresolved on purpose": balance.unresolved,
    }
    if balance.decided == 1:
        return _only_decision(sheet, next(words for words, count in counts.items() if count))
    *some, last = (f"{count or 'none'} {words}" for words, count in counts.items())
    text = f"Of {counted(balance.decided, 'decision')}, {', '.join(some)}, and {last}."
    if balance.yielded:
        text += f" In {balance.yielded} of them a coder gave way, which is recorded."
    if sheet.in_batches:
        text += f" Of these, {_were(sheet.in_batches)} taken for several differences at once."
    return text


def _only_decision(sheet: ClosingSheet, what: str) -> str:
    """Of several taken at once the others may be stale, or taken back."""
    text = f"One decision was taken, which {what}."
    if sheet.balance.yielded:
        text += " In it a coder gave way, which is recorded."
    if sheet.in_batches:
        text += " It was taken for several differences at once."
    return text


def _reasons(reasons: Mapping[str, int], decided: int) -> str:
    if not reasons:
        return ""
    ordered = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    given = sum(reasons.values())
    of = f" with {given} of them" if given < decided else ""
    return f"Reasons given{of}: " + ", ".join(f"{why} ({count})" for why, count in ordered) + "."


def _left(sheet: ClosingSheet) -> str:
    still_open = sheet.room.still_open
    stale = sheet.room.count(Status.STALE)
    if not still_open:
        return ""
    again = f", {stale} of them to be decided anew" if stale else ""
    verb = "was" if still_open == 1 else "were"
    return f"{counted(still_open, 'difference')} {verb} still open at this point{again}."


def _touched(sheet: ClosingSheet) -> str:
    """What was coded with the other's coding in view is no independent coding."""
    if not sheet.agreement.touched:
        return ""
    return (
        "Some coding was changed after the coders had been shown each other's: agreement is that "
        "of before, all other figures are of the coding as it is now."
    )


def _were(number: int) -> str:
    return f"{number} was" if number == 1 else f"{number} were"
