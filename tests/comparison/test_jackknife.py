from collections.abc import Sequence
from math import sqrt
from statistics import mean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcoder.comparison.agreement import interval_or_reason, pooled_agreement
from qcoder.comparison.coefficients import Counts, cohens_kappa, pooled_kappa
from qcoder.comparison.jackknife import jackknife_interval, student_t

USED = st.builds(Counts, *[st.integers(1, 30)] * 4)
TRANSCRIPTS = st.lists(USED, min_size=4, max_size=9)


@pytest.mark.parametrize(
    ("degrees", "published"),
    [
        *((1, 12.706), (2, 4.303), (3, 3.182), (4, 2.776), (5, 2.571), (9, 2.262), (10, 2.228)),
        *((19, 2.093), (30, 2.042), (40, 2.021), (59, 2.001), (120, 1.980), (1000, 1.962)),
    ],
)
def test_students_t_is_that_of_the_printed_tables(degrees: int, published: float) -> None:
    assert student_t(degrees) == pytest.approx(published, abs=0.0005)


def test_the_interval_of_a_mean_is_the_usual_one() -> None:
    """For a mean, the pseudo-values are the values themselves."""
    values = [0.1, 0.4, 0.2, 0.35, 0.15]
    without = [mean(values[:i] + values[i + 1 :]) for i in range(5)]
    reach = 2.7764451 * stdev(values) / sqrt(5)
    interval = jackknife_interval(mean(values), without)
    assert interval == pytest.approx((mean(values) - reach, mean(values) + reach))


def recounted(transcripts: Sequence[Counts], left_out: int | None = None) -> Counts:
    kept = [counts for number, counts in enumerate(transcripts) if number != left_out]
    return Counts(
        sum(c.n11 for c in kept),
        sum(c.n10 for c in kept),
        sum(c.n01 for c in kept),
        sum(c.n00 for c in kept),
    )


@given(TRANSCRIPTS)
def test_the_interval_is_that_of_counting_anew_without_each_transcript(
    transcripts: list[Counts],
) -> None:
    count = len(transcripts)
    whole = cohens_kappa(recounted(transcripts)) or 0.0
    rest = [cohens_kappa(recounted(transcripts, t)) or 0.0 for t in range(count)]
    pseudo = [count * whole - (count - 1) * kappa for kappa in rest]
    reach = student_t(count - 1) * sqrt(
        sum((p - mean(pseudo)) ** 2 for p in pseudo) / (count - 1) / count
    )
    wanted = [max(-1.0, min(1.0, mean(pseudo) + side * reach)) for side in (-1, 1)]
    total = recounted(transcripts)
    interval, reason = interval_or_reason(
        cohens_kappa(total), [cohens_kappa(total - counts) for counts in transcripts]
    )
    assert interval == pytest.approx(tuple(wanted), abs=1e-9)
    assert reason == ""


@given(st.lists(st.tuples(USED, USED), min_size=4, max_size=7))
def test_the_pooled_interval_leaves_out_a_transcript_of_all_codes(
    transcripts: list[tuple[Counts, Counts]],
) -> None:
    tables = [{"one": one, "other": other} for one, other in transcripts]
    columns = [list(column) for column in zip(*transcripts, strict=True)]
    rest = [
        pooled_kappa(recounted(column, t) for column in columns) or 0.0
        for t in range(len(transcripts))
    ]
    whole = pooled_kappa(recounted(column) for column in columns)
    pooled = pooled_agreement(tables)
    assert pooled.kappa == pytest.approx(whole)
    assert pooled.interval == pytest.approx(jackknife_interval(whole or 0.0, rest), abs=1e-9)


def test_transcripts_that_are_all_alike_leave_no_width() -> None:
    assert jackknife_interval(0.5, [0.5] * 6) == pytest.approx((0.5, 0.5))


@given(st.floats(-1, 1), st.lists(st.floats(-1, 1), min_size=4, max_size=8))
def test_an_interval_lies_within_minus_one_and_one(whole: float, rest: list[float]) -> None:
    low, high = jackknife_interval(whole, rest)
    assert -1 <= low <= high <= 1


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_below_four_transcripts_the_reason_stands_instead(count: int) -> None:
    interval, reason = interval_or_reason(0.5, [0.5] * count)
    transcripts = "transcript" if count == 1 else "transcripts"
    assert interval is None
    assert reason == f"{count} double-coded {transcripts}, it takes 4"


def test_a_kappa_that_cannot_be_but_nought_has_no_interval() -> None:
    interval, reason = interval_or_reason(0.0, [0.0] * 4, is_fixed=True)
    assert interval is None
    assert reason == "kappa is 0 whatever the other coder marks"


def test_a_code_used_in_one_transcript_alone_has_no_interval() -> None:
    interval, reason = interval_or_reason(0.8, [0.8, 0.8, 0.8, None])
    assert interval is None
    assert reason == "without one of the transcripts the figure is undefined"


def test_where_nothing_is_estimated_nothing_is_said() -> None:
    assert interval_or_reason(None, [None] * 2) == (None, "")
