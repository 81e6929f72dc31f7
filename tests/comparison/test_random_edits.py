"""Whatever is edited after a pair has decided everything: what goes stale, and what does not."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from qcoder.comparison import compare
from qcoder.comparison.arranging import arranged, parts_of
from qcoder.domain.coding import Coding
from qcoder.domain.consensus import Decision, Difference, Outcome, Status
from qcoder.domain.decisions import DecisionLog, resolve
from qcoder.domain.ids import CodingId, DifferenceId, derived_id
from tests.builders import a_coding, a_decision
from tests.comparison.test_properties import (
    BOOK,
    CODES,
    SPANS,
    TRANSCRIPT,
    Layers,
    compared,
    layers,
)

# Each example compares several times: a busy machine exceeds the time for one.
FEWER = settings(max_examples=60)

NON_EMPTY = layers().filter(lambda pair: any(pair.values()))


def all_decided(differences: Sequence[Difference]) -> DecisionLog:
    return DecisionLog(tuple(a_decision(d, number=n) for n, d in enumerate(differences)))


@st.composite
def edited(draw: st.DrawFn, pair: Layers) -> Layers:
    """One coding of one coder moved, recoded, taken away, or a further one made."""
    coder = draw(st.sampled_from([coder for coder, codings in pair.items() if codings]))
    codings = list(pair[coder])
    at = draw(st.integers(0, len(codings) - 1))
    act = draw(st.sampled_from(["move", "recode", "remove", "add"]))
    if act == "move":
        codings[at] = replace(codings[at], span=draw(SPANS))
    elif act == "recode":
        codings[at] = replace(codings[at], code=draw(st.sampled_from(CODES)).id)
    elif act == "remove":
        del codings[at]
    else:
        new = a_coding(TRANSCRIPT, draw(SPANS), draw(st.sampled_from(CODES)), number=99)
        codings.append(replace(new, coder=coder))
    return {**pair, coder: codings}


def as_they_are(codings: Sequence[Coding]) -> frozenset[Coding]:
    return frozenset(codings)


@FEWER
@given(NON_EMPTY, st.data())
def test_exactly_the_decisions_that_rest_on_an_edit_go_stale(
    pair: Layers, data: st.DataObject
) -> None:
    before = compared(pair)
    log = all_decided(before)
    rested_on = {as_they_are(d.codings) for d in before}
    known = {coding.id for d in before for coding in d.codings}
    for resolution in resolve(compared(data.draw(edited(pair))), log):
        codings = resolution.difference.codings
        if as_they_are(codings) in rested_on:
            assert resolution.status is Status.DECIDED
        elif known & {coding.id for coding in codings}:
            assert resolution.status is Status.STALE
        else:
            assert resolution.status in (Status.OPEN, Status.AUTO)


@FEWER
@given(NON_EMPTY, st.data())
def test_no_decision_is_lost_by_an_edit(pair: Layers, data: st.DataObject) -> None:
    log = all_decided(compared(pair))
    now = compared(data.draw(edited(pair)))
    shown = {r.decision.id for r in resolve(now, log) if r.decision}
    gone = {decision.id for decision in log.without_difference(now)}
    assert shown | gone == {decision.id for decision in log.decisions}


@FEWER
@given(NON_EMPTY, st.data())
def test_arranged_or_not_every_coding_is_in_exactly_one_difference(
    pair: Layers, data: st.DataObject
) -> None:
    found = compared(pair)
    lines: list[Decision] = []
    for number in range(data.draw(st.integers(1, 3))):
        lines.append(an_arrangement(data, found, number))
        found = arranged(TRANSCRIPT, compared(pair), lines, BOOK)
    members = [coding for difference in found for coding in difference.codings]
    stored = [coding for codings in pair.values() for coding in codings]
    assert sorted(members, key=lambda c: c.id) == sorted(stored, key=lambda c: c.id)
    assert len({difference.id for difference in found}) == len(found)
    assert arranged(TRANSCRIPT, compared(pair), [], BOOK) == compared(pair)


def an_arrangement(data: st.DataObject, found: Sequence[Difference], number: int) -> Decision:
    """One difference taken apart, or two joined."""
    first = data.draw(st.sampled_from(found))
    other = data.draw(st.sampled_from(found))
    if first.id == other.id:
        outcome, parts = Outcome.APART, parts_of(first)
    else:
        outcome = Outcome.JOINED
        parts = tuple(tuple(c.id for c in d.codings) for d in (first, other))
    line = a_decision(first, outcome, number=number)
    key = derived_id("arrangement", *sorted(c for part in parts for c in part))
    return replace(line, difference=DifferenceId(key), parts=parts)


@FEWER
@given(NON_EMPTY)
def test_the_parts_of_a_difference_have_each_coding_once(pair: Layers) -> None:
    for difference in compare(TRANSCRIPT, pair, BOOK):
        members: list[CodingId] = [c for part in parts_of(difference) for c in part]
        assert sorted(members) == sorted(c.id for c in difference.codings)
