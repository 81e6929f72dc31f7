"""Figures that were printed elsewhere, each with its source, come out of our formulas."""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from qcoder.comparison.agreement_cells import counts_of
from qcoder.comparison.coefficients import (
    Counts,
    alpha_of_several,
    cohens_kappa,
    gwets_ac1,
    krippendorff_alpha,
    overlap,
    percent_agreement,
    scotts_pi,
)

CASES = json.loads(
    (Path(__file__).parent.parent / "data" / "agreement_cases.json").read_text(encoding="utf-8")
)["cases"]
Case = Mapping[str, Any]

OF_TWO: Mapping[str, Callable[[Counts], float | None]] = {
    "percent_agreement": percent_agreement,
    "cohen_kappa": cohens_kappa,
    "cohen_kappa_char": cohens_kappa,
    "scott_pi": scotts_pi,
    "scott_pi_char": scotts_pi,
    "kripp_alpha_char": krippendorff_alpha,
    "kripp_alpha_nominal": krippendorff_alpha,
    "gwet_ac1": gwets_ac1,
    "jaccard": overlap,
}


def is_of_two(case: Case) -> bool:
    """Whether two coders each marked units or did not."""
    if case["kind"] == "ratings":
        rows = case["data"]["ratings"]
        return len(rows) == 2 and set().union(*rows) == {0, 1}
    return case["kind"] == "intervals" or len(case["data"].get("table", ())) == 2


def named(cases: Sequence[Case]) -> list[Any]:
    return [pytest.param(case, id=case["id"]) for case in cases]


def expected_of(case: Case) -> object:
    if case["expected"] is None:
        return None
    return pytest.approx(case["expected"], abs=case["tolerance"])


def counts_in(case: Case) -> Counts:
    data = case["data"]
    if case["kind"] == "intervals":
        first, second = ([(s, e) for s, e, _ in coder] for coder in data["coders"])
        return counts_of(first, second, data["L"])
    if case["kind"] == "ratings":
        pairs = Counter(zip(*data["ratings"], strict=True))
        return Counts(pairs[1, 1], pairs[1, 0], pairs[0, 1], pairs[0, 0])
    (n11, n10), (n01, n00) = data["table"]
    return Counts(n11, n10, n01, n00)


def units_in(case: Case) -> Counter[tuple[int, ...]]:
    """How often each combination of values was given to a unit."""
    data = case["data"]
    if case["kind"] == "counts":
        return Counter(map(tuple, data["counts"]))
    if case["kind"] == "ratings":
        values = sorted({v for row in data["ratings"] for v in row})
        columns = zip(*data["ratings"], strict=True)
        return Counter(tuple(column.count(v) for v in values) for column in columns)
    found: Counter[tuple[int, ...]] = Counter()
    for i, row in enumerate(data["table"]):
        for j, times in enumerate(row):
            found[tuple((i == k) + (j == k) for k in range(len(row)))] += times
    return found


@pytest.mark.parametrize("case", named([c for c in CASES if is_of_two(c)]))
def test_a_published_figure_of_two_coders_comes_out(case: Case) -> None:
    found = OF_TWO[case["statistic"]](counts_in(case))
    assert found == expected_of(case)


@pytest.mark.parametrize(
    "case", named([c for c in CASES if c["statistic"] == "kripp_alpha_nominal"])
)
def test_a_published_alpha_of_several_coders_and_values_comes_out(case: Case) -> None:
    found = alpha_of_several(units_in(case))
    assert found == expected_of(case)


@pytest.mark.parametrize(
    ("table", "coefficient", "printed"),
    [
        # Feinstein and Cicchetti (1990), J Clin Epidemiol 43(6), the paradoxes of kappa
        (Counts(40, 9, 6, 45), cohens_kappa, 0.70),
        (Counts(80, 10, 5, 5), cohens_kappa, 0.32),
        (Counts(45, 15, 25, 15), cohens_kappa, 0.13),
        (Counts(25, 35, 5, 35), cohens_kappa, 0.26),
        # Sim and Wright (2005), Phys Ther 85(3)
        (Counts(22, 2, 4, 11), cohens_kappa, 0.67),
        # Gwet (2008), Br J Math Stat Psychol 61(1)
        (Counts(118, 5, 2, 0), cohens_kappa, -0.02),
        (Counts(118, 5, 2, 0), scotts_pi, -0.03),
    ],
)
def test_printed_tables_come_out_to_the_digits_that_were_printed(
    table: Counts, coefficient: Callable[[Counts], float | None], printed: float
) -> None:
    value = coefficient(table)
    assert value is not None
    assert round(value, 2) == printed


def test_an_alpha_with_values_missing_comes_out_as_krippendorff_has_it() -> None:
    """Krippendorff (2011), section C: four observers, twelve units, nominal alpha 0.743."""
    observers = ("123321412---", "1233224125-3", "-3332342251-", "12332441251-")
    units = zip(*observers, strict=True)
    tally = Counter(tuple(unit.count(value) for value in "12345") for unit in units)
    assert alpha_of_several(tally) == pytest.approx(0.743, abs=0.0005)
