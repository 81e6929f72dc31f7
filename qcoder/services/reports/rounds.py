"""The rounds of a study side by side, as a report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qcoder.comparison import agreement_words
from qcoder.comparison.coefficients import Counts, pooled_kappa
from qcoder.domain.consensus import DifferenceKind, Outcome
from qcoder.exporters.report import Column, Form, Heading, Part, Report, Table, Tone, Value, Words
from qcoder.services.agreement.sentences import interval_or_reason
from qcoder.services.consensus.outcome_words import KINDS, OUTCOMES
from qcoder.services.reports.round_figures import rounds_side_by_side

if TYPE_CHECKING:
    from qcoder.domain.ids import CodeId
    from qcoder.services.codebook.history import CodeChange
    from qcoder.services.reports.round_figures import RoundFigures
    from qcoder.storage.unit_of_work import UnitOfWork


def rounds_report(uow: UnitOfWork) -> Report:
    """One column a round; agreement is that from before each meeting."""
    rounds = rounds_side_by_side(uow)
    columns = tuple(Column(r.round.name, f"round {r.round.number} of the study") for r in rounds)
    first = Column("", "what is counted")
    return Report(
        "Rounds",
        "Agreement from before each meeting, differences as they were compared, and decisions "
        "taken in the round that were in force at its end.",
        (
            Table("At a glance", (first, *columns), _overview(rounds)),
            Heading("Agreement by code"),
            Table(
                "Kappa by turn",
                (
                    Column("Code", "label of the code"),
                    *(Column(c.title, "Cohen's kappa", Form.COEFFICIENT) for c in columns),
                ),
                _by_code(rounds),
                caption="Pooled over the pairs of a round; a dash: not used, or no variation.",
            ),
            Heading("Differences and decisions"),
            Table("Differences by kind", (first, *columns), _kinds(rounds)),
            _decided((first, *columns), rounds),
            Heading("What lies between them"),
            *_codebook(rounds),
            *_frozen(rounds),
            Words(agreement_words.FRAMING, Tone.REMARK),
        ),
    )


def _overview(rounds: tuple[RoundFigures, ...]) -> tuple[tuple[Value, ...], ...]:
    pooled = [r.agreement.pooled for r in rounds]
    return (
        ("Begun", *(r.round.started_at[:10] or "at the beginning" for r in rounds)),
        (
            "Codebook revision at its beginning",
            *(r.round.codebook_revision or None for r in rounds),
        ),
        ("Transcripts", *(", ".join(r.transcripts) or None for r in rounds)),
        ("Pooled kappa, by turn", *(p.kappa for p in pooled)),
        ("95 % interval", *(interval_or_reason(p.interval, p.no_interval) for p in pooled)),
        ("Differences to discuss", *(_to_discuss(r) for r in rounds)),
        ("Decisions", *(sum(r.outcomes.values()) for r in rounds)),
    )


def _to_discuss(figures: RoundFigures) -> int:
    return sum(count for kind, count in figures.kinds.items() if not kind.is_same)


def _by_code(rounds: tuple[RoundFigures, ...]) -> tuple[tuple[Value, ...], ...]:
    kappas = [_kappas(figures) for figures in rounds]
    codes = list(dict.fromkeys(code for of_round in kappas for code in of_round))
    codebook = rounds[-1].agreement.codebook
    return tuple((codebook.label_of(c), *(k.get(c) for k in kappas)) for c in codes)


def _kappas(figures: RoundFigures) -> dict[CodeId, float | None]:
    """Of each code; where there are several pairs, over their tables together."""
    tables: dict[CodeId, list[Counts]] = {}
    for pair in figures.agreement.pairs:
        for code in pair.codes:
            tables.setdefault(code.code, []).append(code.counts)
    return {code: pooled_kappa(counts) for code, counts in tables.items()}


def _kinds(rounds: tuple[RoundFigures, ...]) -> tuple[tuple[Value, ...], ...]:
    return tuple((KINDS[kind], *(r.kinds.get(kind, 0) for r in rounds)) for kind in DifferenceKind)


def _outcomes(rounds: tuple[RoundFigures, ...]) -> tuple[tuple[Value, ...], ...]:
    used = [o for o in Outcome if any(r.outcomes.get(o) for r in rounds)]
    return tuple((OUTCOMES[o], *(r.outcomes.get(o, 0) for r in rounds)) for o in used)


def _decided(columns: tuple[Column, ...], rounds: tuple[RoundFigures, ...]) -> Part:
    rows = _outcomes(rounds)
    if not rows:
        return Words("Nothing has been decided yet.")
    return Table("Decisions by outcome", columns, rows)


def _codebook(rounds: tuple[RoundFigures, ...]) -> Iterator[Part]:
    rows = [
        (figures.round.name, change.label, _became(change))
        for figures in rounds
        for change in figures.codebook
    ]
    if not rows:
        yield Words("No code has been changed since the first layers were frozen.")
        return
    yield Table(
        "Changes of the codebook",
        (
            Column("In", "round in which it was changed, so that it holds in the next one"),
            Column("Code", "label of the code"),
            Column("What changed", "all changes of that round together"),
        ),
        tuple(rows),
        caption="What coders go by: colours, keys and the order of the codes are left out.",
    )


def _became(change: CodeChange) -> str:
    if change.came:
        return "new"
    return "removed" if change.went else ", ".join(change.fields)


def _frozen(rounds: tuple[RoundFigures, ...]) -> Iterator[Part]:
    rows = [
        (figures.round.name, one.transcript, one.snapshot.taken_at[:10],
         "before" if one.is_before else "later", len(one.snapshot.codings))
        for figures in rounds
        for one in figures.frozen
    ]  # fmt: skip
    if rows:
        yield Table(
            "Frozen layers",
            (
                Column("Round", "round in which the layers were frozen"),
                Column("Transcript", "whose layers"),
                Column("On", "day, UTC"),
                Column("Are", "before: first shown to each other; later: sealed again after that"),
                Column("Codings", "of all coders together"),
            ),
            tuple(rows),
            caption="Agreement is reckoned on those from before.",
        )
