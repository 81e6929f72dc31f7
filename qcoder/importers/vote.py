"""Which layout a transcript has, and which of its labels are speakers."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property
from itertools import takewhile

from qcoder.domain.transcript import SpeakerRole
from qcoder.importers.labels import (
    HEADER_WORDS,
    fold,
    is_known,
    joint_parts,
    printed_form,
    role_of,
    shape,
)
from qcoder.importers.layouts import Layout, TurnHead, heads_of
from qcoder.importers.lines import Line

# Bold and time say more than a colon, which speech has too; a short line says little.
_WEIGHTS = {
    Layout.COLON: 1.0,
    Layout.STAMPED: 1.2,
    Layout.BOLD: 1.1,
    Layout.HEADING: 1.0,
    Layout.TABBED: 0.8,
    Layout.ALONE: 0.6,
}
_EXPLICIT = (Layout.COLON, Layout.STAMPED)
_SHARE_OF_LINES = 0.01
_SHARE_OF_ONE = 0.1
"""Where only one label recurs, as "Results:" may in a report, it must recur often."""
_HEADER_LINES = 15
_HEADER_WIDTH = 100
_FEW = 2
_SOME = 3
_NAME_WORDS = 3
_SHORT_TALK = 12
"""Lines of a text in which it is enough that half of them have a label."""
_MANY_SINGLES = 100
"""More lines than that which look like one-time speakers are no speakers."""
_SLIP = 0.85
_SHORTEST_SLIP = 4


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the vote found: the openings of turns in text order.

    ``speakers`` gives the speaker of a folded label; where a label has variants they lead to
    one. ``singles`` were left out: they look like speakers, but occur once.
    """

    layout: Layout | None = None
    heads: tuple[TurnHead, ...] = ()
    speakers: dict[str, str] = field(default_factory=dict)
    singles: tuple[TurnHead, ...] = ()
    remarks: tuple[str, ...] = ()
    header_end: int = 0
    """Number of the first line after the lines that say what the transcript is."""


def recognise(lines: Sequence[Line], text: str) -> Verdict:
    """The layout most lines speak for, or a verdict without one."""
    header_end = _header_end(lines)
    found = {
        layout: [head for head in heads if head.line >= header_end]
        for layout, heads in heads_of(lines, text).items()
    }
    filled = len(lines)
    settled = {layout: _settled(heads) for layout, heads in found.items()}
    able = [layout for layout in Layout if _is_enough(layout, settled[layout], found, filled)]
    if not able and filled <= _SHORT_TALK:
        settled = found
        able = [layout for layout in _EXPLICIT if len(found[layout]) >= max(_FEW, filled / 2)]
    if not able:
        return Verdict()
    layout = max(able, key=lambda layout: _WEIGHTS[layout] * len(settled[layout]))
    return _Choice(layout, found, settled[layout], text).verdict(header_end)


def _header_end(lines: Sequence[Line]) -> int:
    """Behind the last "Date: …" line near the top: what stands above is no turn."""
    last = 0
    top = takewhile(lambda line: len(line.head) <= _HEADER_WIDTH, lines[:_HEADER_LINES])
    for line in top:
        label, colon, rest = line.head.partition(":")
        if colon and rest.strip() and printed_form(label).casefold() in HEADER_WORDS:
            last = line.number + 1
    return last


def _settled(heads: Sequence[TurnHead]) -> list[TurnHead]:
    """Heads whose label occurs often enough for its form."""
    counts = Counter(head.folded for head in heads)
    mostly_known = 2 * sum(is_known(head.label) for head in heads) > len(heads)
    return [head for head in heads if counts[head.folded] >= _needed(head, mostly_known)]


def _needed(head: TurnHead, mostly_known: bool) -> int:
    """How often a label must occur: "Number one:" more often than Ada, P1 but once."""
    if is_known(head.label):
        return _FEW if head.is_doubtful else 1
    if not all(word[0].isupper() or not word[0].isalpha() for word in head.label.split()):
        return _SOME + 1
    return _SOME if mostly_known and not head.label.isupper() else _FEW


def _is_enough(
    layout: Layout,
    settled: Sequence[TurnHead],
    found: dict[Layout, list[TurnHead]],
    filled: int,
) -> bool:
    labels = {head.folded for head in settled}
    share = _SHARE_OF_LINES if len(labels) > 1 else _SHARE_OF_ONE
    if len(settled) < filled * share:
        return False
    if layout in (Layout.COLON, Layout.STAMPED, Layout.BOLD):
        return len(settled) >= (_FEW if len(labels) > 1 else _SOME)
    # Short answers, list items and headings stand alone too, but are not always the same.
    enough = len(labels) > 1 and len(settled) > _SOME
    return enough and 2 * len(settled) > len(found[layout])


class _Choice:
    """The labels that are speakers once the layout is chosen."""

    def __init__(
        self,
        layout: Layout,
        found: dict[Layout, list[TurnHead]],
        settled: Sequence[TurnHead],
        text: str,
    ) -> None:
        self._layout = layout
        self._found = found
        self._text = text
        self._accepted = {head.folded for head in settled}
        self._shapes = {shape(label) for label in self._accepted} - {""}
        self._remarks: list[str] = []

    def verdict(self, header_end: int) -> Verdict:
        """Take the heads with accepted labels, those of other explicit layouts too."""
        own = self._found[self._layout]
        singles = [head for head in own if head.folded not in self._accepted]
        kept = [head for head in singles if self._has_form(head)]
        if len(singles) <= _MANY_SINGLES:
            kept = [head for head in singles if self._is_speaker(head)]
        self._accepted |= {head.folded for head in kept}
        heads = {head.line: head for head in self._others()}
        heads |= {head.line: head for head in own if head.folded in self._accepted}
        self._remark_singles(kept)
        ordered = tuple(heads[line] for line in sorted(heads))
        return Verdict(
            self._layout,
            ordered,
            self._speakers(ordered),
            tuple(head for head in singles if head not in kept),
            tuple(self._remarks),
            header_end,
        )

    def _others(self) -> list[TurnHead]:
        return [
            head
            for layout in _EXPLICIT
            if layout is not self._layout
            for head in self._found[layout]
            if head.folded in self._accepted or self._has_form(head)
        ]

    def _has_form(self, head: TurnHead) -> bool:
        """A label like the others but for its number, a joint one, or a known word."""
        if head.is_doubtful:
            return False
        joint = joint_parts(head.label)
        return (
            shape(head.label) in self._shapes
            or is_known(head.label)
            or bool(joint and set(joint) <= self._accepted)
        )

    def _is_speaker(self, head: TurnHead) -> bool:
        if self._has_form(head) or self._slip_of(head):
            return True
        return not head.is_doubtful and not head.is_alone and self._is_name(head.label)

    def _is_name(self, label: str) -> bool:
        """Capitalised words that the text never writes small, where the others are names too.

        Ada is one beside Ben; Example is not, nor anybody beside P1 and P2.
        """
        words = label.split()
        if self._layout not in (*_EXPLICIT, Layout.BOLD) or len(words) > _NAME_WORDS:
            return False
        if 2 * sum(not is_known(other) for other in self._accepted) < len(self._accepted):
            return False
        names = all(word[:1].isupper() for word in words)
        is_small = any(word.lower() in self._words for word in words)
        return names and not is_small and not any(map(str.isdigit, label))

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(re.findall(r"\w+", self._text))

    def _slip_of(self, head: TurnHead) -> str | None:
        """The accepted label that this one is a misspelling of."""
        if shape(head.label) or len(head.folded) < _SHORTEST_SLIP:
            return None
        ratios = {
            label: SequenceMatcher(None, label, head.folded).ratio()
            for label in self._accepted - {head.folded}
        }
        best = max(ratios, key=lambda label: ratios[label], default=None)
        return best if best and ratios[best] >= _SLIP else None

    def _remark_singles(self, kept: Sequence[TurnHead]) -> None:
        for head in kept:
            if is_known(head.label) or shape(head.label) or joint_parts(head.label):
                continue
            slip = self._slip_of(head)
            doubt = f" and may be a slip of “{slip}”" if slip else ""
            self._remarks.append(
                f"Line {head.line + 1}: the speaker “{head.label}” occurs once{doubt}; "
                "check the label."
            )

    def _speakers(self, heads: Sequence[TurnHead]) -> dict[str, str]:
        """The commonest printed form of each label, the first of them where they tie."""
        printed: dict[str, Counter[str]] = {}
        for head in heads:
            printed.setdefault(head.folded, Counter())[head.label] += 1
        names = {folded: max(forms, key=forms.__getitem__) for folded, forms in printed.items()}
        return names | self._short_forms(names)

    def _short_forms(self, names: dict[str, str]) -> dict[str, str]:
        """``Interviewer (I)`` with ``I`` or ``Interviewer`` alone elsewhere is one speaker."""
        same: dict[str, str] = {}
        for folded, name in names.items():
            match = re.fullmatch(r"(.+?)\s*\((.+)\)", folded)
            for short in match.groups() if match else ():
                if short in names:
                    same[short] = name
                    self._remarks.append(f"“{name}” and “{names[short]}” are taken as one speaker.")
        return same


def role_for(label: str, labels: Sequence[str]) -> SpeakerRole:
    """Whom ``label`` stands for among the others of its transcript."""
    folded = {fold(other) for other in labels}
    if (fold(label) == "m" and "f" not in folded) or (fold(label) == "q" and "a" in folded):
        return SpeakerRole.MODERATOR
    if joint_parts(label) and role_of(label) is SpeakerRole.PARTICIPANT:
        return SpeakerRole.COLLECTIVE if set(joint_parts(label)) <= folded else role_of(label)
    return role_of(label)
