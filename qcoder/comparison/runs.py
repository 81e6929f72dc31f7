"""A coder's own overlapping codings of one code, taken as one for the comparison."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from qcoder.comparison.speech_words import SpeechWords, Stretch, hull
from qcoder.domain.coding import Coding
from qcoder.domain.ids import CodeId, CoderId
from qcoder.domain.spans import Span


class Run(NamedTuple):
    """Codings of one code by one coder that overlap in words, and what they cover.

    Two runs of one coder and code never overlap. ``stretch`` is empty where the codings
    hold no word of speech; all of them then have the same span.
    """

    coder: CoderId
    code: CodeId
    stretch: Stretch
    codings: tuple[Coding, ...]

    @property
    def has_words(self) -> bool:
        """Whether it covers any speech."""
        return self.stretch.length > 0


def runs_of(layers: Mapping[CoderId, Sequence[Coding]], words: SpeechWords) -> list[Run]:
    """All runs of all coders, by code and then in text order."""
    runs = [
        run
        for coder, codings in layers.items()
        for code, members in _by_code(codings).items()
        for run in _joined(coder, code, members, words)
    ]
    return sorted(runs, key=lambda run: (run.code, run.stretch, run.codings[0].id))


def _by_code(codings: Iterable[Coding]) -> dict[CodeId, list[Coding]]:
    by_code: dict[CodeId, list[Coding]] = {}
    for coding in codings:
        by_code.setdefault(coding.code, []).append(coding)
    return by_code


def _joined(
    coder: CoderId, code: CodeId, codings: Iterable[Coding], words: SpeechWords
) -> Iterable[Run]:
    wordless: dict[Span, list[Coding]] = {}
    groups: list[tuple[Stretch, list[Coding]]] = []
    for stretch, coding in _in_order(codings, words):
        if not stretch.length:
            wordless.setdefault(coding.span, []).append(coding)
        elif groups and stretch.start < groups[-1][0].end:
            covered, members = groups[-1]
            groups[-1] = (hull((covered, stretch)), [*members, coding])
        else:
            groups.append((stretch, [coding]))
    groups.extend((words.stretch_of(span), members) for span, members in wordless.items())
    return (Run(coder, code, stretch, tuple(members)) for stretch, members in groups)


def _in_order(codings: Iterable[Coding], words: SpeechWords) -> list[tuple[Stretch, Coding]]:
    placed = [(words.stretch_of(coding.span), coding) for coding in codings]
    return sorted(placed, key=lambda p: (p[0], p[1].span, p[1].id))
