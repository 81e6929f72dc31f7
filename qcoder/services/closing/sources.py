"""Where the measures of a report come from, in full, as a methods section cites them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qcoder.exporters.report import Heading, Part, Tone, Words

if TYPE_CHECKING:
    from qcoder.services.agreement.pairs import AgreementReport

COHEN = (
    "Cohen J (1960). A coefficient of agreement for nominal scales. Educational and Psychological "
    "Measurement 20(1), 37–46."
)
DE_VRIES = (
    "De Vries H, Elliott MN, Kanouse DE, Teleki SS (2008). Using pooled kappa to summarize "
    "interrater agreement across many items. Field Methods 20(3), 272–282."
)
JACCARD = (
    "Jaccard P (1912). The distribution of the flora in the alpine zone. New Phytologist 11(2), "
    "37–50."
)
TUKEY = (
    "Tukey JW (1958). Bias and confidence in not quite large samples (abstract). Annals of "
    "Mathematical Statistics 29, 614."
)


def source_parts(report: AgreementReport) -> Iterator[Part]:
    """Kappa, its pooling and the overlap; the jackknife where there is an interval."""
    if not report.pairs:
        return
    yield Heading("Sources")
    has_interval = any(code.interval for pair in report.pairs for code in pair.codes)
    jackknife = (TUKEY,) if has_interval or report.pooled.interval else ()
    for source in (COHEN, DE_VRIES, JACCARD, *jackknife):
        yield Words(source, Tone.BULLET)
