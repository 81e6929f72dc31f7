"""What the card says about a difference, before any widget shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from qcoder.domain.codebook import Code
from qcoder.domain.coding import Coding
from qcoder.domain.consensus import CodedSpan, Decision, Difference, Outcome, Status
from qcoder.domain.decisions import Resolution
from qcoder.domain.errors import RuleBroken
from qcoder.domain.ids import DifferenceId
from qcoder.gui.consensus.describing import decided_as, place_of, results_in_words
from qcoder.gui.consensus.differing import Piece, quoted, spans_of
from qcoder.gui.consensus.discussion import Discussion
from qcoder.gui.consensus.draft import is_settled
from qcoder.gui.consensus.verbs import Verb, result_shown
from qcoder.gui.counting import listed
from qcoder.services.consensus.room import Room

translate = QCoreApplication.translate

_EARLIER_SHOWN = 3


@dataclass(frozen=True, slots=True)
class VerbShown:
    """A verb with what it would result in; ``refusal`` says why it cannot be taken."""

    verb: Verb
    key: str
    result: str = ""
    is_in_force: bool = False
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class ReadingShown:
    """One reading. ``label`` is the code where the readings have different ones."""

    number: int
    coder: str
    place: str
    label: str = ""
    pieces: tuple[Piece, ...] = ()
    remarks: str = ""


def codes_of(room: Room, difference: Difference) -> list[Code]:
    """The codes it is about that the codebook still has."""
    return [room.codebook.by_id[c] for c in difference.codes if c in room.codebook.by_id]


def standing_said(room: Room, resolution: Resolution) -> str:
    """What was decided, or why that counts no longer; nothing while it is plainly open."""
    decision, status = resolution.decision, resolution.status
    if status is Status.AUTO:
        return translate("Consensus", "Accepted as the same.")
    if decision is not None and decision.outcome is Outcome.REOPENED and decision.note:
        # What an auditor asks the pair to look at.
        return translate("Consensus", "Opened again: “{note}”").format(note=decision.note)
    if decision is None or status is Status.OPEN:
        return ""
    words = {
        Status.STALE: translate("Consensus", "⚠ Decided before as {outcome}. Since then:"),
        Status.PROPOSED: translate("Consensus", "Proposed: {outcome}. {waiting}"),
    }.get(status, translate("Consensus", "Decided: {outcome}."))
    said = words.format(
        outcome=_decided_in_full(room, decision), waiting=_waiting_said(room, decision)
    )
    # Of what is settled the note stands in its field.
    is_quoted = decision.note and not is_settled(resolution)
    return f"{said} “{decision.note}”" if is_quoted else said


def _waiting_said(room: Room, decision: Decision) -> str:
    assented = {assent.coder for assent in decision.assent}
    missing = [n for n, coder in enumerate(room.coders, start=1) if coder not in assented]
    numbers = listed((str(number) for number in missing), translate("Consensus", " and "))
    return translate("Consensus", "Waits for {numbers}.").format(numbers=numbers)


def _decided_in_full(room: Room, decision: Decision) -> str:
    """Another code is named: it stands nowhere else on the card."""
    if decision.outcome is not Outcome.OTHER_CODE:
        return decided_as(decision)
    codes = dict.fromkeys(coded.code for coded in decision.result)
    labels = ", ".join(room.codebook.by_id[c].label for c in codes if c in room.codebook.by_id)
    return f"{decided_as(decision)}, {labels}"


def first_said(room: Room, difference: Difference) -> str:
    """Who explains first in its passage."""
    first = room.first_to_explain(difference.passage)
    return translate("Consensus", "Reading {number} explains first").format(
        number=room.sides.number(first)
    )


def reading_said(
    discussion: Discussion, room: Room, difference: Difference, number: int, most: int
) -> ReadingShown:
    """What one coder took, in ``most`` letters or so, with what differs marked; their memos."""
    reading = difference.readings[number - 1]
    coder = discussion.name_of(reading.coder)
    if not reading.codings:
        return ReadingShown(number, coder, translate("Consensus", "did not code this"))
    return ReadingShown(
        number,
        coder,
        place_of(room.transcript, spans_of(difference, number)),
        codes_in_reading(room, reading.codings) if len(difference.codes) > 1 else "",
        tuple(quoted(room.transcript, difference, number, most)),
        "\n".join(_remarks(discussion, room, reading.codings)),
    )


def _remarks(discussion: Discussion, room: Room, codings: Iterable[Coding]) -> Iterable[str]:
    """Whether its coder was sure, the revision where the code says something else now, memos."""
    codings = tuple(codings)
    if any(not coding.sure for coding in codings):
        yield translate("Consensus", "? unsure of this")
    revisions = {
        revision
        for coding in codings
        if (revision := coding.codebook_revision) not in (0, room.codebook.revision)
        and discussion.wordings.are_others_since(coding.code, revision)
    }
    if revisions:
        yield translate("Consensus", "coded under revision {numbers}, worded otherwise").format(
            numbers=", ".join(str(number) for number in sorted(revisions))
        )
    for coding in codings:
        if coding.id in discussion.memos:
            memo = discussion.memos[coding.id].text
            yield translate("Consensus", "memo: {text}").format(text=memo)


def codes_in_reading(room: Room, codings: Iterable[Coding]) -> str:
    """The labels of the codes of these codings."""
    codes = dict.fromkeys(coding.code for coding in codings)
    return ", ".join(room.codebook.by_id[c].label for c in codes if c in room.codebook.by_id)


def verbs_said(
    room: Room, resolution: Resolution, verbs: Sequence[Verb], key_of: Callable[[str], str]
) -> list[VerbShown]:
    """The verbs with their results; refused where nothing would be left.

    Results are told apart by their turns, and where the turns are the same by their words.
    """
    results: dict[str, tuple[CodedSpan, ...]] = {}
    refusals: dict[str, str] = {}
    for verb in verbs:
        try:
            result = _result_of(resolution, verb)
        except RuleBroken as reason:
            refusals[verb.name] = str(reason)
        else:
            results |= {verb.name: result} if result is not None else {}
    places = results_in_words(room.transcript, results)
    return [
        VerbShown(
            verb,
            key_of(verb.action) or verb.key,
            places.get(verb.name, ""),
            _is_in_force(resolution, verb),
            refusals.get(verb.name, ""),
        )
        for verb in verbs
    ]


def _is_in_force(resolution: Resolution, verb: Verb) -> bool:
    decision = resolution.decision
    return (
        decision is not None
        and is_settled(resolution)
        and (decision.outcome, decision.reading) == (verb.outcome, verb.reading)
    )


def _result_of(resolution: Resolution, verb: Verb) -> tuple[CodedSpan, ...] | None:
    """What it would result in, or does; None where that is given only with the decision."""
    result, decision = result_shown(resolution.difference, verb), resolution.decision
    if result is None and decision is not None and _is_in_force(resolution, verb):
        return decision.result or None
    return result


def earlier_said(room: Room, resolution: Resolution) -> list[tuple[DifferenceId, str]]:
    """The last decisions on the same code, the latest first, each with where it leads."""
    difference = resolution.difference
    last = room.standings.decided_on(difference.codes, _EARLIER_SHOWN + 1)
    found = [other for other in last if other.difference.id != difference.id][:_EARLIER_SHOWN]
    return [(other.difference.id, _earlier_one(room, other)) for other in found]


def _earlier_one(room: Room, other: Resolution) -> str:
    assert other.decision is not None
    place = place_of(room.transcript, [other.difference.span], counts_words=False)
    return f"{place}: {decided_as(other.decision)}"
