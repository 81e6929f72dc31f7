"""Agreement as JSON: names and labels instead of ids, None for what is undefined."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from qcoder.comparison import agreement_words
from qcoder.comparison.agreement import CodeAgreement, PooledAgreement
from qcoder.comparison.agreement_of_several import SeveralAgreement
from qcoder.comparison.coefficients import (
    gwets_ac1,
    krippendorff_alpha,
    overlap,
    percent_agreement,
    scotts_pi,
)
from qcoder.comparison.jackknife import Interval
from qcoder.domain.codebook import Codebook
from qcoder.domain.ids import CodeId
from qcoder.services.agreement.left_out import LeftOut
from qcoder.services.agreement.pairs import AgreementReport, PairAgreement

Record = dict[str, Any]


def agreement_record(report: AgreementReport) -> Record:
    """The whole report as ``qcoder agreement --json`` prints it."""
    return {
        "pairs": [
            code_record(pair, code, report.codebook) for pair in report.pairs for code in pair.codes
        ],
        "overall": overall_record(report),
        "left_out": [_left_out_record(entry) for entry in report.left_out],
    }


def code_record(pair: PairAgreement, code: CodeAgreement, codebook: Codebook) -> Record:
    """One code of one pair. Percent agreement and overlap are fractions."""
    counts, matches = code.counts, code.cell.matches
    return {
        "coders": list(pair.names),
        "code": codebook.label_of(code.code),
        "unit": pair.unit.value,
        "n11": counts.n11,
        "n10": counts.n10,
        "n01": counts.n01,
        "n00": counts.n00,
        "percent_agreement": percent_agreement(counts),
        "cohens_kappa": code.kappa,
        "interval": _interval_record(code.interval),
        "scotts_pi": scotts_pi(counts),
        "krippendorff_alpha": krippendorff_alpha(counts),
        "gwets_ac1": gwets_ac1(counts),
        "overlap": overlap(counts),
        "overlap_characters": overlap(code.cell.characters),
        "codings_matched": matches.matched,
        "only_first": matches.only_first,
        "only_second": matches.only_second,
        "split": matches.split,
        "note": _note((*what_is_gone(code.code, codebook), *code.notes), code.no_interval),
    }


def overall_record(report: AgreementReport) -> Record:
    """All pairs together, then each by itself, then what more than two coders come to."""
    note = report.pooled.note if report.pairs else agreement_words.NOTHING_DOUBLE_CODED
    return {
        "unit": report.unit.value,
        "moderator": report.with_moderator,
        "codebook_revision": report.codebook.revision,
        "transcripts": list(report.transcripts),
        **_pooled_record(report.pooled),
        "note": _note((note,), report.pooled.no_interval),
        "as_now": report.as_now,
        "round": report.number,
        "frozen": [{"transcript": name, "at": at} for name, at in report.frozen],
        "warnings": [agreement_words.touched(*one) for one in report.touched]
        + [agreement_words.as_now(report.rounds)] * report.as_now,
        "by_pair": [_pair_record(pair) for pair in report.pairs],
        "all_coders": [_several_record(one, report.codebook) for one in report.several],
    }


def _pair_record(pair: PairAgreement) -> Record:
    return {
        "coders": list(pair.names),
        "transcripts": list(pair.transcripts),
        "units": pair.units,
        **_pooled_record(pair.pooled),
        "note": _note((pair.pooled.note,), pair.pooled.no_interval),
        "caption": pair.caption,
    }


def _pooled_record(pooled: PooledAgreement) -> Record:
    return {
        "pooled_kappa": pooled.kappa,
        "interval": _interval_record(pooled.interval),
        "lowest_kappa": pooled.lowest,
        "median_kappa": pooled.median,
        "highest_kappa": pooled.highest,
        "codes_entering": pooled.entering,
        "codes": pooled.of,
    }


def _several_record(several: SeveralAgreement, codebook: Codebook) -> Record:
    undefined = (agreement_words.NO_VARIATION,) if several.alpha is None else ()
    return {
        "code": codebook.label_of(several.code),
        "krippendorff_alpha": several.alpha,
        "interval": _interval_record(several.interval),
        "note": _note((*what_is_gone(several.code, codebook), *undefined), several.no_interval),
    }


def _left_out_record(entry: LeftOut) -> Record:
    record: Record = {
        "transcript": entry.transcript,
        "coders": list(entry.coders),
        "reason": entry.reason,
        "note": entry.note,
    }
    return record if entry.turns is None else record | {"turns": entry.turns}


def what_is_gone(code: CodeId, codebook: Codebook) -> tuple[str, ...]:
    """What is said of a code that frozen layers have and the codebook does not."""
    if code in codebook.by_id:
        return ()
    into = codebook.merged_into(code)
    return (agreement_words.merged_into(into.label) if into else agreement_words.CODE_GONE,)


def _interval_record(interval: Interval | None) -> list[float] | None:
    return list(interval) if interval else None


def _note(notes: Iterable[str], no_interval: str) -> str:
    reason = [f"{agreement_words.NO_INTERVAL}{no_interval}"] if no_interval else []
    return "; ".join([*notes, *reason])
