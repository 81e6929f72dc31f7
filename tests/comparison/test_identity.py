"""Decisions survive a new comparison, and only those that were not touched."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pytest

from qcoder.comparison import compare
from qcoder.domain.codebook import Code, Codebook, CodingUnit
from qcoder.domain.coding import Coding
from qcoder.domain.consensus import Difference, Outcome, Status
from qcoder.domain.decisions import DecisionLog, consensus_layer, resolve
from qcoder.domain.ids import CoderId
from qcoder.domain.spans import Span
from tests.builders import a_code, a_codebook, a_coding, a_decision, a_transcript, coder_id
from tests.comparison.pairs import layer, words

STORY = a_code("Emotions", unit=CodingUnit.STORY)
TIME = a_code("Time", unit=CodingUnit.STORY)
BOOK = a_codebook(STORY, TIME)
TRANSCRIPT = a_transcript(f"P1: {words(40)}.\nP2: {words(30, 'more')}.\nP3: {words(9, 'last')}.")
ADA = layer(
    TRANSCRIPT,
    "Ada",
    (STORY, words(40)),
    (TIME, words(5)),
    (TIME, words(30, "more")),
    (STORY, "last3 last4"),
)
BEN = layer(TRANSCRIPT, "Ben", (STORY, words(20)), (TIME, words(5)), (TIME, words(12, "more")))
Layers = Mapping[CoderId, Sequence[Coding]]
PAIR: Layers = {coder_id("Ada"): ADA, coder_id("Ben"): BEN}


def compared(pair: Layers, book: Codebook = BOOK) -> tuple[Difference, ...]:
    return compare(TRANSCRIPT, pair, book)


BEFORE = compared(PAIR)
DECIDED = DecisionLog(tuple(a_decision(d, Outcome.UNION) for d in BEFORE))
STORY_EDGE = next(d for d in BEFORE if ADA[0] in d.codings)


def after(edit: Callable[[Coding], Coding | None]) -> dict[CoderId, list[Coding]]:
    """The layers with every coding edited, or gone where the edit gives None."""
    return {
        coder: [kept for coding in codings if (kept := edit(coding))]
        for coder, codings in PAIR.items()
    }


def only(target: Coding, result: Coding | None) -> Callable[[Coding], Coding | None]:
    return lambda coding: result if coding.id == target.id else coding


def statuses(pair: Layers, book: Codebook = BOOK) -> list[Status]:
    return sorted(r.status for r in resolve(compared(pair, book), DECIDED))


def test_decisions_stay_where_nothing_changed() -> None:
    assert set(statuses(PAIR)) == {Status.DECIDED}


def test_decisions_stay_when_the_codings_come_in_another_order() -> None:
    turned = {coder: codings[::-1] for coder, codings in PAIR.items()}
    assert set(statuses(turned)) == {Status.DECIDED}


def test_decisions_stay_when_the_coders_change_places() -> None:
    assert set(statuses(dict([*PAIR.items()][::-1]))) == {Status.DECIDED}


def test_one_moved_edge_makes_exactly_its_decision_stale() -> None:
    moved = replace(BEN[0], span=Span(BEN[0].span.start, BEN[0].span.end + 7))
    resolutions = resolve(compared(after(only(BEN[0], moved))), DECIDED)
    stale = [r.difference.id for r in resolutions if r.status is Status.STALE]
    assert stale == [STORY_EDGE.id]
    assert {r.status for r in resolutions} == {Status.STALE, Status.DECIDED}


def test_an_edge_moved_by_a_blank_makes_its_decision_stale_as_well() -> None:
    moved = replace(BEN[0], span=Span(BEN[0].span.start, BEN[0].span.end + 1))
    assert statuses(after(only(BEN[0], moved))).count(Status.STALE) == 1


def test_an_added_piece_makes_the_decision_on_the_whole_stale() -> None:
    piece = a_coding(TRANSCRIPT, "word30 word31 word32", STORY, "Ben")
    assert statuses({**PAIR, coder_id("Ben"): [*BEN, piece]}).count(Status.STALE) == 1


def test_a_removed_reading_makes_the_decision_on_both_stale() -> None:
    resolutions = resolve(compared(after(only(BEN[0], None))), DECIDED)
    (stale,) = (r for r in resolutions if r.status is Status.STALE)
    assert stale.decision is not None
    assert stale.decision.difference == STORY_EDGE.id


def test_another_code_on_a_member_makes_the_decision_stale() -> None:
    recoded = after(only(BEN[0], replace(BEN[0], code=TIME.id)))
    assert Status.STALE in statuses(recoded)


@pytest.mark.parametrize(
    "reworded", [replace(TIME, definition="Another."), replace(TIME, rule="Another.")]
)
def test_a_changed_wording_makes_the_decisions_on_its_code_stale(reworded: Code) -> None:
    resolutions = resolve(compared(PAIR, a_codebook(STORY, reworded)), DECIDED)
    stale = {code for r in resolutions if r.status is Status.STALE for code in r.difference.codes}
    settled = {
        code for r in resolutions if r.status is Status.DECIDED for code in r.difference.codes
    }
    assert (stale, settled) == ({TIME.id}, {STORY.id})


def test_a_new_label_or_colour_makes_nothing_stale() -> None:
    relabelled = replace(TIME, label="Hours", colour="#000000")
    assert set(statuses(PAIR, a_codebook(STORY, relabelled))) == {Status.DECIDED}


def test_a_deleted_code_makes_the_decisions_on_it_stale() -> None:
    assert Status.STALE in statuses(PAIR, a_codebook(STORY))


def test_sureness_makes_nothing_stale() -> None:
    assert set(statuses(after(lambda coding: replace(coding, sure=False)))) == {Status.DECIDED}


def test_the_decision_on_a_difference_that_is_gone_is_kept_and_listed() -> None:
    alone = next(d for d in BEFORE if ADA[3] in d.codings)
    left = compared(after(only(ADA[3], None)))
    (gone,) = DECIDED.without_difference(left)
    assert gone.difference == alone.id


def test_an_edit_taken_back_puts_the_decision_in_force_again() -> None:
    moved = replace(BEN[0], span=Span(BEN[0].span.start, BEN[0].span.end + 7))
    there = after(only(BEN[0], moved))
    back = {c: [BEN[0] if m.id == BEN[0].id else m for m in ms] for c, ms in there.items()}
    assert set(statuses(back)) == {Status.DECIDED}


def test_consensus_codings_keep_their_ids_over_a_new_comparison() -> None:
    once = consensus_layer(TRANSCRIPT, resolve(BEFORE, DECIDED))
    piece = a_coding(TRANSCRIPT, "last7 last8", TIME, "Ben")
    again = compared({**PAIR, coder_id("Ben"): [*BEN, piece]})
    kept = consensus_layer(TRANSCRIPT, resolve(again, DECIDED))
    assert {coding.id for coding in once} == {coding.id for coding in kept}


def test_identities_are_the_same_on_every_machine() -> None:
    assert STORY_EDGE.id == compared(PAIR)[BEFORE.index(STORY_EDGE)].id
    assert len(STORY_EDGE.id) == 36
    assert len({d.id for d in BEFORE}) == len({d.fingerprint for d in BEFORE}) == len(BEFORE)
