from dataclasses import replace

import pytest

from qcoder.domain.coding import Coding
from qcoder.domain.consensus import Assent, CodedSpan, Decision, Outcome
from qcoder.domain.decisions import DecisionLog
from qcoder.domain.errors import RuleBroken
from qcoder.domain.ids import TranscriptId
from qcoder.domain.spans import Span
from qcoder.storage.database import Database
from qcoder.storage.unit_of_work import reading
from tests.builders import (
    a_coding,
    a_decision,
    a_difference,
    coder_id,
)
from tests.storage.projects import (
    CODING,
    EMOTIONS,
    TIME,
    TRANSCRIPT,
    act,
)

ADA, BEN = coder_id("Ada"), coder_id("Ben")


def test_a_decision_is_read_as_it_was_written(database: Database) -> None:
    difference = a_difference([CODING], [a_coding(TRANSCRIPT, "the time", EMOTIONS, "Ben")])
    given = (CodedSpan(Span(20, 30), TIME.id),)
    decision = replace(
        a_decision(difference, Outcome.OTHER_WORDS, result=given, reason="slip"),
        assent=(Assent(ADA, "agree", "2024-03-08T14:00:00Z"), Assent(BEN, "gave_way", "")),
        proposed_by=ADA,
        seconds=12.5,
        note="Both had meant “time”.",
        meeting="2024-03-08",
    )
    append(database, decision)
    with reading(database) as uow:
        assert uow.decisions.log(TRANSCRIPT.id).decisions == (decision,)
        assert uow.decisions.log(TranscriptId("other")).decisions == ()


def append(database: Database, decision: Decision) -> None:
    act(database, lambda uow: uow.decisions.append(decision))


def test_decisions_come_in_the_order_they_were_written(database: Database) -> None:
    difference = a_difference([CODING], [])
    first = a_decision(difference, number=9)
    second = a_decision(difference, Outcome.NONE, supersedes=first, number=1)
    append(database, first)
    append(database, second)
    with reading(database) as uow:
        assert uow.decisions.log(TRANSCRIPT.id).decisions == (first, second)


@pytest.mark.parametrize("has_predecessor", [False, True])
def test_of_two_who_decide_at_once_the_second_is_told(
    database: Database, has_predecessor: bool
) -> None:
    difference = a_difference([CODING], [])
    before = a_decision(difference, number=1) if has_predecessor else None
    if before:
        append(database, before)
    append(database, a_decision(difference, supersedes=before, number=2))
    with pytest.raises(RuleBroken, match="just decided"):
        append(database, a_decision(difference, Outcome.NONE, supersedes=before, number=3))


def test_one_decision_may_be_superseded_for_two_differences(database: Database) -> None:
    first = a_decision(a_difference([CODING], []), number=1)
    parts: list[list[Coding]] = [[a_coding(TRANSCRIPT, w)] for w in ("never", "time")]
    append(database, first)
    for number, part in enumerate(parts):
        append(database, a_decision(a_difference(part), supersedes=first, number=number + 2))
    with reading(database) as uow:
        assert len(uow.decisions.log(TRANSCRIPT.id).decisions) == 3


def three_lines(database: Database) -> list[Decision]:
    """On one difference, on another one, and on what became of the first."""
    whole, other = a_difference([CODING], []), a_difference([a_coding(TRANSCRIPT, "never")])
    became = a_difference([a_coding(TRANSCRIPT, "time")])
    first = a_decision(whole)
    lines = [first, a_decision(other), a_decision(became, supersedes=first)]
    for line in lines:
        append(database, line)
    return lines


def test_the_lines_about_a_difference_are_read_with_those_they_replaced(
    database: Database,
) -> None:
    first, other, last = three_lines(database)
    with reading(database) as uow:
        assert uow.decisions.about([last.difference]).decisions == (first, last)
        assert uow.decisions.about([other.difference]).decisions == (other,)
        assert uow.decisions.about([]).decisions == ()


@pytest.mark.parametrize("known", [(), (0,), (0, 1), (0, 1, 2), (0, 2)])
def test_a_log_read_before_is_lengthened_to_what_is_stored(
    database: Database, known: tuple[int, ...]
) -> None:
    """Also where somebody else wrote between two lines that are known."""
    lines = three_lines(database)
    before = DecisionLog(tuple(lines[number] for number in known))
    with reading(database) as uow:
        stored = uow.decisions.log(TRANSCRIPT.id)
        assert uow.decisions.lengthened(before, TRANSCRIPT.id) == stored
