"""Standings kept up line by line are those of the whole log."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from qcoder.domain.consensus import Decision, Difference, DifferenceKind, Outcome, Status
from qcoder.domain.decisions import DecisionLog, Resolution
from qcoder.domain.standings import Standings
from tests.builders import a_code, a_coding, a_decision, a_difference, a_transcript

TRANSCRIPT = a_transcript("P1: We never had the time to sit down, and nobody asked us why.")
WORDS = ("We", "never", "had", "time", "sit", "nobody", "asked")
KINDS = (DifferenceKind.ONE_CODER_ONLY, DifferenceKind.EXACT)
CODES = (a_code("Humanity"), a_code("Time"))
DIFFERENCES = [
    a_difference(
        [a_coding(TRANSCRIPT, word, code=CODES[number % 2])], kind=KINDS[number % 3 // 2]
    )._replace(passage=number // 2)
    for number, word in enumerate(WORDS)
]
OUTCOMES = (
    Outcome.UNION,
    Outcome.LATER,
    Outcome.UNRESOLVED,
    Outcome.AUTO,
    Outcome.REOPENED,
    Outcome.WITHDRAWN,
)
LINES = st.lists(st.tuples(st.sampled_from(DIFFERENCES), st.sampled_from(OUTCOMES)), max_size=20)


def the_log(lines: list[tuple[Difference, Outcome]]) -> DecisionLog:
    """Each line supersedes the last one on its difference; of some, the wording has changed."""
    written: list[Decision] = []
    for number, (difference, outcome) in enumerate(lines):
        head = DecisionLog(tuple(written)).heads().get(difference.id)
        line = a_decision(difference, outcome, supersedes=head, number=number)
        fingerprint = "of before" if number % 5 == 4 else line.fingerprint
        written.append(replace(line, decided_at=f"{number:03}", fingerprint=fingerprint))
    return DecisionLog(tuple(written))


def kept_up(present: list[Difference], log: DecisionLog) -> Standings:
    so_far = DecisionLog(())
    standings = Standings.after(present, so_far)
    for line in log.decisions:
        so_far = so_far.with_lines([line])
        if standings.concerns(line):
            standings = standings.with_line(line, so_far)
        else:
            standings = Standings.after(present, so_far)
    return standings


def last_on_each_code(standings: Standings) -> list[list[Resolution]]:
    return [standings.decided_on([code.id], 3) for code in CODES]


@given(lines=LINES, gone=st.sets(st.integers(0, len(DIFFERENCES) - 1)))
def test_kept_up_line_by_line_they_are_as_found_anew(
    lines: list[tuple[Difference, Outcome]], gone: set[int]
) -> None:
    """Also where some differences are gone by now, and what was decided on them counts."""
    present = [d for number, d in enumerate(DIFFERENCES) if number not in gone]
    log = the_log(lines)
    kept, anew = kept_up(present, log), Standings.after(present, log)

    assert kept == anew
    assert +kept.counts == +anew.counts
    assert last_on_each_code(kept) == last_on_each_code(anew)


def test_one_decision_changes_where_one_difference_stands() -> None:
    before = Standings.after(DIFFERENCES, DecisionLog(()))
    line = a_decision(DIFFERENCES[3])
    after = before.with_line(line, DecisionLog((line,)))

    assert [r.difference for r in after.otherwise_than(before) or ()] == [DIFFERENCES[3]]
    assert after.otherwise_than(after) == ()
    assert after.otherwise_than(Standings.after(DIFFERENCES, DecisionLog(()))) is None


def test_the_last_decisions_on_a_code_come_latest_first_and_only_while_they_count() -> None:
    said = [(DIFFERENCES[n], Outcome.UNION) for n in (0, 4, 6, 1)]
    log = the_log([*said, (DIFFERENCES[4], Outcome.REOPENED)])
    standings = Standings.after(DIFFERENCES, log)

    found = standings.decided_on([CODES[0].id], 3)
    assert [r.difference for r in found] == [DIFFERENCES[6], DIFFERENCES[0]]


def test_passages_of_the_same_only_take_no_turn() -> None:
    standings = Standings.after(DIFFERENCES, DecisionLog(()))
    discussed = sorted({d.passage for d in DIFFERENCES if not d.kind.is_same})

    assert [standings.turn_of(passage) for passage in discussed] == list(range(len(discussed)))


def test_what_is_not_there_stands_nowhere() -> None:
    standings = Standings.after(DIFFERENCES[1:], DecisionLog(()))

    assert standings.find(DIFFERENCES[0].id) is None
    assert standings.number_of(DIFFERENCES[2].id) == 1
    assert standings.counts[Status.OPEN] == sum(not d.kind.is_same for d in DIFFERENCES[1:])
