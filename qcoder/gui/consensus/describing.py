"""Differences, places and results in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from qcoder.domain.codebook import Codebook
from qcoder.domain.consensus import CodedSpan, Decision, Difference, DifferenceKind, Outcome, Status
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript
from qcoder.gui.consensus.differing import spans_of, word_count
from qcoder.gui.counting import counted

translate = QCoreApplication.translate


def kind_name(kind: DifferenceKind) -> str:
    """A kind in a word or two."""
    return {
        DifferenceKind.EXACT: translate("Consensus", "same"),
        DifferenceKind.TRIVIAL: translate("Consensus", "same but for fillers"),
        DifferenceKind.BOUNDARY: translate("Consensus", "boundary"),
        DifferenceKind.EXTENT: translate("Consensus", "extent"),
        DifferenceKind.ONE_CODER_ONLY: translate("Consensus", "one coder only"),
        DifferenceKind.SUBSTITUTION: translate("Consensus", "another code"),
        DifferenceKind.SPLIT: translate("Consensus", "split"),
        DifferenceKind.TANGLE: translate("Consensus", "tangle"),
    }[kind]


def status_name(status: Status) -> str:
    """A status in a word."""
    return translate("Consensus", str(_STATUSES[status]))


# Not translated all for the one that is asked for: a list asks for thousands.
_STATUSES = {
    Status.AUTO: QT_TRANSLATE_NOOP("Consensus", "same"),
    Status.OPEN: QT_TRANSLATE_NOOP("Consensus", "open"),
    Status.PROPOSED: QT_TRANSLATE_NOOP("Consensus", "proposed"),
    Status.DECIDED: QT_TRANSLATE_NOOP("Consensus", "decided"),
    Status.LATER: QT_TRANSLATE_NOOP("Consensus", "later"),
    Status.UNRESOLVED: QT_TRANSLATE_NOOP("Consensus", "unresolved"),
    Status.STALE: QT_TRANSLATE_NOOP("Consensus", "stale"),
}


def title_of(difference: Difference, codebook: Codebook) -> str:
    """The code it is about, or both where another code stands on the same words."""
    labels = [codebook.by_id[code].label for code in difference.codes if code in codebook.by_id]
    if not labels:
        return translate("Consensus", "a deleted code")
    return translate("Consensus", " or ").join(labels)


def outcome_name(outcome: Outcome, reading: int | None = None) -> str:
    """What was decided, as it is told afterwards."""
    return {
        Outcome.TAKE: translate("Consensus", "reading {number}").format(number=reading)
        if reading
        else translate("Consensus", "the reading of a former coder"),
        Outcome.UNION: translate("Consensus", "everything either took"),
        Outcome.INTERSECTION: translate("Consensus", "what both took"),
        Outcome.BOTH: translate("Consensus", "both kept"),
        Outcome.OTHER_WORDS: translate("Consensus", "other words"),
        Outcome.OTHER_CODE: translate("Consensus", "another code"),
        Outcome.NONE: translate("Consensus", "not coded"),
        Outcome.UNRESOLVED: translate("Consensus", "left unresolved"),
        Outcome.LATER: translate("Consensus", "put off"),
        Outcome.AUTO: translate("Consensus", "accepted as the same"),
        Outcome.REOPENED: translate("Consensus", "opened again"),
        Outcome.WITHDRAWN: translate("Consensus", "withdrawn"),
        Outcome.APART: translate("Consensus", "taken apart"),
        Outcome.JOINED: translate("Consensus", "joined"),
    }[outcome]


def decided_in_short(decision: Decision) -> str:
    """A word for a narrow place."""
    short = {
        Outcome.TAKE: str(decision.reading or ""),
        Outcome.UNION: translate("Consensus", "either"),
        Outcome.INTERSECTION: translate("Consensus", "shared"),
        Outcome.BOTH: translate("Consensus", "both"),
        Outcome.NONE: translate("Consensus", "none"),
    }
    return short.get(decision.outcome) or outcome_name(decision.outcome)


def decided_as(decision: Decision) -> str:
    """What a decision says, with its reason."""
    words = outcome_name(decision.outcome, decision.reading)
    return f"{words} ({decision.reason})" if decision.reason else words


def place_of(transcript: Transcript, spans: Sequence[Span], *, counts_words: bool = True) -> str:
    """The turns that spans touch, counted from 1; in one turn also how many words."""
    if not spans:
        return translate("Consensus", "no coding")
    touched = [transcript.turn_numbers(span) for span in spans]
    first = min(numbers.start for numbers in touched) + 1
    last = max(numbers.stop for numbers in touched)
    if last > first:
        return translate("Consensus", "turns {first}–{last}").format(first=first, last=last)
    if not counts_words:
        return translate("Consensus", "turn {number}").format(number=first)
    words = words_counted(word_count(transcript, spans))
    return translate("Consensus", "turn {number}, {words}").format(number=first, words=words)


def results_in_words(
    transcript: Transcript, results: Mapping[str, Sequence[CodedSpan]]
) -> dict[str, str]:
    """Where each result stands: its turns and pieces; its words where turns tell none apart."""
    different = {tuple(found) for found in results.values()}
    places = {found: result_place(transcript, found) for found in different}
    if len(set(places.values())) < len(different):
        places = {found: result_place(transcript, found, in_words=True) for found in different}
    return {name: places[tuple(found)] for name, found in results.items()}


def result_place(
    transcript: Transcript, result: Sequence[CodedSpan], *, in_words: bool = False
) -> str:
    """Where a result stands, short: its turns, or in one turn how many words; and its pieces."""
    spans = [coded.span for coded in result]
    if not spans:
        return place_of(transcript, spans)
    turns = {number for span in spans for number in transcript.turn_numbers(span)}
    if len(turns) > 1 and not in_words:
        place = place_of(transcript, spans, counts_words=False)
    else:
        place = words_counted(word_count(transcript, spans))
    return place if len(result) < 2 else f"{_pieces(len(result))}, {place}"


def difference_in_words(transcript: Transcript, difference: Difference) -> str:
    """How the readings differ, in a line."""
    kind = difference.kind
    if kind is DifferenceKind.BOUNDARY and len(difference.readings) == 2:
        return _edges_in_words(transcript, difference)
    if kind is DifferenceKind.EXTENT and len(difference.readings) == 2:
        return _amounts_in_words(transcript, difference)
    if kind is DifferenceKind.ONE_CODER_ONLY:
        return _only_reading(difference)
    if kind in (DifferenceKind.SPLIT, DifferenceKind.TANGLE):
        return _pieces_in_words(difference)
    return {
        DifferenceKind.EXACT: translate("Consensus", "the same words"),
        DifferenceKind.TRIVIAL: translate("Consensus", "the same but for filler words"),
        DifferenceKind.SUBSTITUTION: translate("Consensus", "another code, same words"),
    }.get(kind, kind_name(kind))


def _only_reading(difference: Difference) -> str:
    takers = [n for n, reading in enumerate(difference.readings, start=1) if reading.codings]
    return translate("Consensus", "only reading {number}").format(
        number=", ".join(str(number) for number in takers)
    )


def _pieces_in_words(difference: Difference) -> str:
    counts = [len(spans_of(difference, n + 1)) for n in range(len(difference.readings))]
    words = translate("Consensus", "{pieces} in {number}")
    parts = (words.format(pieces=_pieces(c), number=n) for n, c in enumerate(counts, start=1))
    return ", ".join(parts)


def _amounts_in_words(transcript: Transcript, difference: Difference) -> str:
    counts = [word_count(transcript, spans_of(difference, n)) for n in (1, 2)]
    said = translate("Consensus", "{number} took {words}")
    parts = (said.format(number=n, words=words_counted(c)) for n, c in enumerate(counts, start=1))
    return ", ".join(parts)


def _edges_in_words(transcript: Transcript, difference: Difference) -> str:
    first, second = spans_of(difference, 1), spans_of(difference, 2)
    start = edge_between(transcript, first[0].start, second[0].start)
    end = edge_between(transcript, first[-1].end, second[-1].end)
    parts: list[str] = []
    if start:
        reading, amount = start
        words = translate("Consensus", "{number} starts {amount} earlier")
        parts.append(words.format(number=reading, amount=amount))
    if end:
        reading, amount = end
        # Whoever does not stop first goes on longer.
        words = translate("Consensus", "{number} ends {amount} later")
        parts.append(words.format(number=3 - reading, amount=amount))
    return ", ".join(parts) or kind_name(difference.kind)


def edge_between(transcript: Transcript, first: int, second: int) -> tuple[int, str] | None:
    """Which reading comes first at an edge, and by how much; None where nothing differs."""
    if first == second:
        return None
    low, high = min(first, second), max(first, second)
    count = word_count(transcript, [Span(low, high)])
    if not count:
        return None
    turns = _turn_of(transcript, high) - _turn_of(transcript, low)
    amount = _turns_counted(turns) if turns else words_counted(count)
    return (1 if first < second else 2), amount


def _turn_of(transcript: Transcript, position: int) -> int:
    return transcript.turn_number_at(position) or 0


def words_counted(count: int) -> str:
    """So many words."""
    one, many = translate("Consensus", "a word"), translate("Consensus", "{count} words")
    return counted(count, one, many)


def _turns_counted(count: int) -> str:
    one, many = translate("Consensus", "a turn"), translate("Consensus", "{count} turns")
    return counted(count, one, many)


def _pieces(count: int) -> str:
    if not count:
        return translate("Consensus", "nothing")
    one, many = translate("Consensus", "one piece"), translate("Consensus", "{count} pieces")
    return counted(count, one, many)
