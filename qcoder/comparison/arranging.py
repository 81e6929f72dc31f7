"""Differences taken apart and joined by the pair: what is decided singly, and what together."""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

from qcoder.comparison.differences import compare
from qcoder.comparison.fingerprints import identity_of
from qcoder.domain.codebook import Codebook
from qcoder.domain.coding import Coding
from qcoder.domain.consensus import Decision, Difference, DifferenceKind, Outcome, Reading
from qcoder.domain.ids import CodingId
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript

Members = frozenset[CodingId]


def arranged(
    transcript: Transcript,
    differences: Sequence[Difference],
    arrangements: Iterable[Decision],
    codebook: Codebook,
) -> tuple[Difference, ...]:
    """The differences as the pair has taken them apart and joined them, in turn.

    A line applies where differences have exactly the codings it speaks of. Where a coding came
    or went since, it is without effect, and the decisions on its parts are stale.
    """
    found = tuple(differences)
    for line in arrangements:
        found = _applied(transcript, found, line, codebook)
    return found


def _applied(
    transcript: Transcript,
    differences: tuple[Difference, ...],
    line: Decision,
    codebook: Codebook,
) -> tuple[Difference, ...]:
    parts = [frozenset(part) for part in line.parts]
    wanted = {frozenset(c for part in parts for c in part)}
    before, after = (wanted, parts) if line.outcome is Outcome.APART else (set(parts), [*wanted])
    replaced = [d for d in differences if _members(d) in before]
    if len(replaced) != len(before):
        return differences
    made = [_made(transcript, replaced, members, codebook) for members in after]
    kept = [d for d in differences if d not in replaced]
    return tuple(sorted([*kept, *made], key=_order))


def _members(difference: Difference) -> Members:
    return frozenset(coding.id for coding in difference.codings)


def _order(difference: Difference) -> tuple[int, int, int]:
    return difference.passage, -len(difference.span), difference.span.start


def _made(
    transcript: Transcript, replaced: Sequence[Difference], members: Members, codebook: Codebook
) -> Difference:
    """One difference of those codings; its kind is measured as in any comparison."""
    codings = [c for d in replaced for c in d.codings if c.id in members]
    coders = [reading.coder for reading in replaced[0].readings]
    layers = {coder: [c for c in codings if c.coder == coder] for coder in coders}
    passage = min(difference.passage for difference in replaced)
    found = compare(transcript, layers, codebook)
    if len(found) == 1:
        return found[0]._replace(passage=passage)
    return Difference(
        id=identity_of(codings),
        kind=_kind(layers.values()),
        transcript=transcript.id,
        codes=tuple(dict.fromkeys(code for d in found for code in d.codes)),
        readings=tuple(Reading(coder, tuple(layers[coder])) for coder in coders),
        span=_hull(d.span for d in found),
        passage=passage,
        fingerprint=sha256("\n".join(sorted(d.fingerprint for d in found)).encode()).hexdigest(),
    )


def _kind(layers: Iterable[Sequence[Coding]]) -> DifferenceKind:
    """The kind of places that a comparison keeps apart."""
    coded = [layer for layer in layers if layer]
    if len(coded) == 1:
        return DifferenceKind.ONE_CODER_ONLY
    several = sum(len(layer) > 1 for layer in coded)
    if several:
        return DifferenceKind.SPLIT if several == 1 else DifferenceKind.TANGLE
    is_one_code = len({layer[0].code for layer in coded}) == 1
    return DifferenceKind.BOUNDARY if is_one_code else DifferenceKind.SUBSTITUTION


def _hull(spans: Iterator[Span]) -> Span:
    whole = next(spans)
    for span in spans:
        whole = whole.hull(span)
    return whole


def parts_of(difference: Difference) -> tuple[tuple[CodingId, ...], ...]:
    """How a difference is taken apart where nobody says: what fits best together, pair by pair.

    Codings of different coders under one code are paired, the largest shared share of both
    first, each once; the others are parts of their own. Of two codings, each is one.
    """
    left = list(difference.codings)
    if len(left) == 2:
        return tuple((coding.id,) for coding in sorted(left, key=lambda c: c.span))
    parts: list[tuple[Coding, ...]] = []
    for first, second in _best_pairs(left):
        if first in left and second in left:
            parts.append((first, second))
            left = [c for c in left if c not in (first, second)]
    parts.extend((coding,) for coding in left)
    parts.sort(key=lambda part: part[0].span)
    return tuple(tuple(coding.id for coding in part) for part in parts)


def _best_pairs(codings: Sequence[Coding]) -> list[tuple[Coding, Coding]]:
    pairs = [
        (a, b)
        for number, a in enumerate(codings)
        for b in codings[number + 1 :]
        if a.coder != b.coder and a.code == b.code and a.span.overlaps(b.span)
    ]
    return sorted(pairs, key=lambda pair: (-_shared(*pair), pair[0].span, pair[1].span))


def _shared(first: Coding, second: Coding) -> float:
    shared = first.span.intersection(second.span)
    return len(shared) / len(first.span.hull(second.span)) if shared else 0.0
