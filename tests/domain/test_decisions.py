"""Where differences stand, and what of them is in the consensus."""

from dataclasses import replace

import pytest

from qcoder.domain.consensus import (
    CodedSpan,
    Decision,
    Difference,
    DifferenceKind,
    Outcome,
    Status,
)
from qcoder.domain.decisions import CONSENSUS, DecisionLog, Resolution, consensus_layer, resolve
from qcoder.domain.fairness import balance
from qcoder.domain.spans import Span
from tests.builders import a_code, a_coding, a_decision, a_difference, a_transcript

TRANSCRIPT = a_transcript("P1: We never had the time to sit down, and nobody asked.")
SHORT = a_coding(TRANSCRIPT, "never had the time", coder="Ada")
LONG = a_coding(TRANSCRIPT, "We never had the time to sit", coder="Ben")
LAST = a_coding(TRANSCRIPT, "nobody asked", coder="Ada")
EDGE = a_difference([SHORT], [LONG])
ALONE = a_difference([LAST], [], kind=DifferenceKind.ONE_CODER_ONLY)
SAME = a_difference([SHORT], [LONG], kind=DifferenceKind.TRIVIAL)


def withdrawal(of: Decision, number: int) -> Decision:
    decision = a_decision(EDGE, Outcome.WITHDRAWN, supersedes=of, number=number)
    return replace(decision, difference=of.difference)


def the_one(difference: Difference, *decisions: Decision) -> Resolution:
    (resolution,) = resolve([difference], DecisionLog(decisions))
    return resolution


def words(resolutions: tuple[Resolution, ...]) -> list[str]:
    layer = consensus_layer(TRANSCRIPT, resolutions)
    return [TRANSCRIPT.text[c.span.start : c.span.end] for c in layer]


def test_a_difference_nobody_decided_is_open() -> None:
    assert the_one(EDGE).status is Status.OPEN


def test_what_is_the_same_is_accepted_undecided() -> None:
    assert the_one(SAME).status is Status.AUTO


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        (Outcome.UNION, Status.DECIDED),
        (Outcome.INTERSECTION, Status.DECIDED),
        (Outcome.BOTH, Status.DECIDED),
        (Outcome.NONE, Status.DECIDED),
        (Outcome.LATER, Status.LATER),
        (Outcome.UNRESOLVED, Status.UNRESOLVED),
        (Outcome.REOPENED, Status.OPEN),
    ],
)
def test_the_outcome_says_where_a_difference_stands(outcome: Outcome, status: Status) -> None:
    assert the_one(EDGE, a_decision(EDGE, outcome)).status is status


def test_a_decision_that_one_coder_has_yet_to_assent_to_is_proposed() -> None:
    assert the_one(EDGE, a_decision(EDGE, assent=["Ada"])).status is Status.PROPOSED


def test_a_decision_all_have_assented_to_is_decided() -> None:
    assert the_one(EDGE, a_decision(EDGE, assent=["Ada", "Ben"])).status is Status.DECIDED


def test_what_was_accepted_as_the_same_is_open_where_a_finer_grain_finds_it_differs() -> None:
    accepted = a_decision(SAME, Outcome.AUTO)
    assert the_one(SAME, accepted).status is Status.AUTO
    assert the_one(SAME._replace(kind=DifferenceKind.BOUNDARY), accepted).status is Status.OPEN


@pytest.mark.parametrize("outcome", [Outcome.UNRESOLVED, Outcome.NONE, Outcome.UNION])
def test_whatever_one_coder_has_yet_to_assent_to_is_proposed(outcome: Outcome) -> None:
    assert the_one(EDGE, a_decision(EDGE, outcome, assent=["Ada"])).status is Status.PROPOSED


def test_putting_off_needs_no_assent() -> None:
    assert the_one(EDGE, a_decision(EDGE, Outcome.LATER, assent=["Ada"])).status is Status.LATER


def test_each_half_of_a_difference_that_fell_apart_is_stale_until_it_is_decided() -> None:
    former = a_decision(EDGE)
    first = a_difference([SHORT], [], kind=DifferenceKind.ONE_CODER_ONLY)
    second = a_difference([], [LONG], kind=DifferenceKind.ONE_CODER_ONLY)
    stale = resolve([first, second], DecisionLog((former,)))
    assert [r.status for r in stale] == [Status.STALE, Status.STALE]
    decided = a_decision(first, supersedes=former)
    log = DecisionLog((former, decided))
    assert [r.status for r in resolve([first, second], log)] == [Status.DECIDED, Status.STALE]
    both = DecisionLog((*log.decisions, a_decision(second, supersedes=former, number=2)))
    assert [r.status for r in resolve([first, second], both)] == [Status.DECIDED, Status.DECIDED]


def test_the_last_decision_counts() -> None:
    first = a_decision(EDGE, Outcome.UNION)
    second = a_decision(EDGE, Outcome.NONE, supersedes=first, number=2)
    assert the_one(EDGE, first, second).decision == second


def test_a_withdrawn_first_decision_leaves_the_difference_open() -> None:
    first = a_decision(EDGE)
    resolution = the_one(EDGE, first, withdrawal(first, 2))
    assert (resolution.status, resolution.decision) == (Status.OPEN, None)


def test_withdrawing_puts_the_decision_before_in_force() -> None:
    first = a_decision(EDGE, Outcome.UNION)
    second = a_decision(EDGE, Outcome.NONE, supersedes=first, number=2)
    assert the_one(EDGE, first, second, withdrawal(second, 3)).decision == first


def test_two_withdrawals_take_back_two_decisions() -> None:
    first = a_decision(EDGE, Outcome.UNION)
    second = a_decision(EDGE, Outcome.NONE, supersedes=first, number=2)
    once = withdrawal(second, 3)
    twice = withdrawal(once, 4)
    assert the_one(EDGE, first, second, once, twice).status is Status.OPEN


def test_a_decision_repeated_after_a_withdrawal_is_in_force() -> None:
    first = a_decision(EDGE)
    gone = withdrawal(first, 2)
    again = a_decision(EDGE, supersedes=gone, number=3)
    assert the_one(EDGE, first, gone, again).decision == again


def test_undo_redo_undo_ends_where_undo_ended() -> None:
    first = a_decision(EDGE)
    gone = withdrawal(first, 2)
    again = a_decision(EDGE, supersedes=gone, number=3)
    assert the_one(EDGE, first, gone, again, withdrawal(again, 4)).status is Status.OPEN


def test_undo_and_redo_of_two_decisions_end_at_the_second() -> None:
    first = a_decision(EDGE, Outcome.UNION)
    second = a_decision(EDGE, Outcome.NONE, supersedes=first, number=2)
    once = withdrawal(second, 3)
    twice = withdrawal(once, 4)
    first_again = a_decision(EDGE, Outcome.UNION, supersedes=twice, number=5)
    second_again = a_decision(EDGE, Outcome.NONE, supersedes=first_again, number=6)
    log = (first, second, once, twice, first_again, second_again)
    assert the_one(EDGE, *log).decision == second_again
    assert the_one(EDGE, *log, withdrawal(second_again, 7)).decision == first_again


def test_a_chain_of_many_undos_and_redos_is_followed_to_its_end() -> None:
    log = [a_decision(EDGE)]
    for number in range(2, 3000, 2):
        log.append(withdrawal(log[-1], number))
        log.append(a_decision(EDGE, supersedes=log[-1], number=number + 1))
    assert the_one(EDGE, *log).decision == log[-1]
    assert the_one(EDGE, *log, withdrawal(log[-1], 3000)).status is Status.OPEN


def test_the_head_is_the_last_line_whatever_it_says() -> None:
    first = a_decision(EDGE)
    gone = withdrawal(first, 2)
    assert the_one(EDGE, first, gone).head == gone


def test_a_changed_fingerprint_makes_a_decision_stale() -> None:
    decision = a_decision(EDGE)
    resolution = the_one(EDGE._replace(fingerprint="another"), decision)
    assert (resolution.status, resolution.decision) == (Status.STALE, decision)


@pytest.mark.parametrize("outcome", [Outcome.AUTO, Outcome.LATER, Outcome.UNRESOLVED])
def test_no_outcome_outlives_a_changed_fingerprint(outcome: Outcome) -> None:
    changed = EDGE._replace(fingerprint="another")
    assert the_one(changed, a_decision(EDGE, outcome)).status is Status.STALE


def test_a_reopened_difference_is_open_whatever_changed() -> None:
    decision = a_decision(EDGE, Outcome.REOPENED)
    assert the_one(EDGE._replace(fingerprint="another"), decision).status is Status.OPEN


def test_a_changed_membership_makes_the_decision_on_the_former_stale() -> None:
    decision = a_decision(EDGE)
    resolution = the_one(a_difference([SHORT, LAST], [LONG]), decision)
    assert (resolution.status, resolution.decision) == (Status.STALE, decision)


def test_what_became_the_same_after_a_decision_is_stale_and_not_accepted() -> None:
    decision = a_decision(EDGE)
    now_same = a_difference([SHORT], [], kind=DifferenceKind.EXACT)
    assert the_one(now_same, decision).status is Status.STALE


def test_a_stale_difference_decided_anew_supersedes_the_former_decision() -> None:
    former = a_decision(EDGE)
    merged = a_difference([SHORT, LAST], [LONG])
    head = the_one(merged, former).head
    assert head == former
    assert the_one(merged, former, a_decision(merged, supersedes=head)).status is Status.DECIDED


def test_a_withdrawn_decision_makes_nothing_stale() -> None:
    former = a_decision(EDGE)
    merged = a_difference([SHORT, LAST], [LONG])
    assert the_one(merged, former, withdrawal(former, 2)).status is Status.OPEN


def test_a_decision_whose_difference_is_gone_is_listed() -> None:
    decision = a_decision(EDGE)
    assert DecisionLog((decision,)).without_difference([ALONE]) == (decision,)


def test_a_decision_superseded_from_another_difference_is_listed_no_more() -> None:
    former = a_decision(EDGE)
    merged = a_difference([SHORT, LAST], [LONG])
    log = DecisionLog((former, a_decision(merged, supersedes=former)))
    assert log.without_difference([merged]) == ()


def test_a_withdrawn_decision_whose_difference_is_gone_is_not_listed() -> None:
    decision = a_decision(EDGE)
    log = DecisionLog((decision, withdrawal(decision, 2)))
    assert log.without_difference([]) == ()


def test_resolutions_come_in_the_order_of_the_differences() -> None:
    resolutions = resolve([ALONE, EDGE], DecisionLog(()))
    assert [r.difference for r in resolutions] == [ALONE, EDGE]


def test_the_consensus_has_what_is_the_same() -> None:
    assert words(resolve([SAME], DecisionLog(()))) == ["We never had the time to sit"]


def test_the_consensus_has_nothing_open() -> None:
    assert words(resolve([EDGE, ALONE], DecisionLog(()))) == []


@pytest.mark.parametrize(
    ("outcome", "reading", "expected"),
    [
        (Outcome.TAKE, 1, ["never had the time"]),
        (Outcome.TAKE, 2, ["We never had the time to sit"]),
        (Outcome.UNION, None, ["We never had the time to sit"]),
        (Outcome.INTERSECTION, None, ["never had the time"]),
        (Outcome.BOTH, None, ["We never had the time to sit", "never had the time"]),
        (Outcome.NONE, None, []),
        (Outcome.UNRESOLVED, None, []),
        (Outcome.LATER, None, []),
    ],
)
def test_the_consensus_has_the_result_of_what_is_decided(
    outcome: Outcome, reading: int | None, expected: list[str]
) -> None:
    decision = a_decision(EDGE, outcome, reading=reading)
    assert words(resolve([EDGE], DecisionLog((decision,)))) == expected


def test_the_consensus_has_nothing_that_is_only_proposed() -> None:
    decision = a_decision(EDGE, assent=["Ben"])
    assert words(resolve([EDGE], DecisionLog((decision,)))) == []


def test_the_consensus_has_nothing_stale() -> None:
    log = DecisionLog((a_decision(EDGE),))
    assert words(resolve([EDGE._replace(fingerprint="another")], log)) == []


def test_undoing_a_decision_restores_the_consensus_and_lengthens_the_log() -> None:
    first = a_decision(EDGE, Outcome.INTERSECTION)
    second = a_decision(EDGE, Outcome.UNION, supersedes=first, number=2)
    before = DecisionLog((first,))
    after = DecisionLog((first, second, withdrawal(second, 3)))
    assert words(resolve([EDGE], after)) == words(resolve([EDGE], before))
    assert len(after.decisions) > len(before.decisions)


def test_what_is_the_same_enters_the_consensus_trimmed_to_words() -> None:
    loose = a_coding(TRANSCRIPT, " never had the time to sit down, ")
    same = a_difference([loose], [loose], kind=DifferenceKind.EXACT)
    assert words(resolve([same], DecisionLog(()))) == ["never had the time to sit down"]


def test_what_is_the_same_enters_the_consensus_without_the_labels_at_its_ends() -> None:
    labelled = a_coding(TRANSCRIPT, "P1: We never had the time")
    same = a_difference([labelled], [labelled], kind=DifferenceKind.EXACT)
    assert words(resolve([same], DecisionLog(()))) == ["We never had the time"]


def test_what_is_the_same_outside_all_speech_enters_the_consensus_as_it_is() -> None:
    label = a_coding(TRANSCRIPT, "P1:")
    same = a_difference([label], [label], kind=DifferenceKind.EXACT)
    assert words(resolve([same], DecisionLog(()))) == ["P1:"]


def test_a_given_result_enters_the_consensus_unchanged() -> None:
    given = CodedSpan(Span(4, 12), a_code("Time").id)
    decision = a_decision(EDGE, Outcome.OTHER_CODE, result=[given])
    (coding,) = consensus_layer(TRANSCRIPT, resolve([EDGE], DecisionLog((decision,))))
    assert (coding.span, coding.code, coding.coder) == (given.span, given.code, CONSENSUS)


def test_consensus_codings_keep_their_ids_when_the_words_change() -> None:
    once = consensus_layer(TRANSCRIPT, resolve([SAME], DecisionLog(())))
    decision = a_decision(SAME, Outcome.INTERSECTION)
    again = consensus_layer(TRANSCRIPT, resolve([SAME], DecisionLog((decision,))))
    assert [coding.id for coding in once] == [coding.id for coding in again]


def test_no_two_codings_of_the_consensus_share_an_id() -> None:
    log = DecisionLog((a_decision(EDGE, Outcome.BOTH), a_decision(ALONE, Outcome.UNION)))
    layer = consensus_layer(TRANSCRIPT, resolve([EDGE, ALONE], log))
    assert len({coding.id for coding in layer}) == len(layer) == 3


def test_the_consensus_is_in_text_order() -> None:
    log = DecisionLog((a_decision(EDGE), a_decision(ALONE)))
    assert words(resolve([ALONE, EDGE], log)) == ["We never had the time to sit", "nobody asked"]


@pytest.mark.parametrize("assent", [("Ada", "Ben"), ("Ben",), ()])
def test_a_reading_is_its_coders_also_where_they_are_assigned_in_another_order(
    assent: tuple[str, ...],
) -> None:
    turned = EDGE._replace(readings=EDGE.readings[::-1])
    decision = a_decision(EDGE, Outcome.TAKE, reading=1, assent=assent)
    assert the_one(turned, decision).decision == replace(decision, reading=2)


def test_of_two_readings_alike_the_number_of_then_says_which_was_taken() -> None:
    twin = replace(SHORT, id=LONG.id, coder=LONG.coder)
    alike = a_difference([SHORT], [twin], kind=DifferenceKind.EXACT)
    decision = a_decision(alike, Outcome.TAKE, reading=2, assent=("Ada", "Ben"))
    turned = alike._replace(readings=alike.readings[::-1])
    assert the_one(turned, decision).decision == replace(decision, reading=1)


def test_what_a_coder_left_out_who_was_taken_off_has_no_number_any_more() -> None:
    of_three = a_difference([LAST], [], [], kind=DifferenceKind.ONE_CODER_ONLY)
    decision = a_decision(of_three, Outcome.TAKE, reading=3, assent=("Ada", "Ben", "Cleo"))
    resolution = the_one(of_three._replace(readings=of_three.readings[:2]), decision)
    assert (resolution.status, resolution.decision) == (
        Status.DECIDED,
        replace(decision, reading=None),
    )
    counted = balance([reading.coder for reading in of_three.readings[:2]], [resolution])
    assert (counted.none, counted.taken_from_one, counted.decided) == (1, 0, 1)
