"""Pairs of layers with planted differences, so that what is found can be held to the truth.

Each code has its own events, one after the other through the transcript; events of different
codes overlap as they fall. A negative gap lets events of one code overlap as well.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from random import Random

from qcoder.domain.codebook import Code, Codebook, CodingUnit
from qcoder.domain.coding import Coding
from qcoder.domain.consensus import DifferenceKind
from qcoder.domain.ids import CoderId, CodingId
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript
from tests.builders import a_code, a_codebook, a_coding, a_transcript, coder_id

FILLERS = ("um", "so", "like", "well", "the", "yeah")
Words = tuple[int, int]
"""Half-open range of word numbers."""


@dataclass(frozen=True)
class Script:
    """A transcript of made-up words, one in four a filler."""

    transcript: Transcript
    words: Sequence[Span]
    fillers: Sequence[bool]

    def content(self, words: Words) -> int:
        """Words in that range that are no fillers."""
        return sum(not filler for filler in self.fillers[words[0] : words[1]])

    def letters(self, words: Words) -> int:
        """How long that range is without blanks, punctuation and labels."""
        return sum(len(word) for word in self.words[words[0] : words[1]])

    def next_fillers(self, start: int, number: int) -> int:
        """The next word from ``start`` on that begins so many fillers."""
        while not all(self.fillers[start : start + number]):
            start += 1
        return start


def a_script(random: Random, length: int) -> Script:
    """So many words in turns of all lengths, with a heading now and then."""
    text = ""
    words: list[Span] = []
    fillers: list[bool] = []
    while len(words) < length:
        text += f"# Part {len(words)}\n" if random.random() < 1 / 40 else ""
        text += f"P{random.randint(1, 8)}: "
        for _ in range(random.choice((3, 12, 40, 150))):
            filler = random.random() < 1 / 4
            word = random.choice(FILLERS) if filler else f"word{random.randint(100, 999)}"
            words.append(Span(len(text), len(text) + len(word)))
            fillers.append(filler)
            text += word + random.choice((" ", " ", " ", ", ", ". "))
        text += "\n"
    return Script(a_transcript(text), words, fillers)


@dataclass(frozen=True)
class Event:
    """What happened at one place: the words of one coder and of the other."""

    name: str
    kind: DifferenceKind
    one: Sequence[Words]
    other: Sequence[Words]

    @property
    def end(self) -> int:
        return max(words[1] for words in (*self.one, *self.other))


Happening = Callable[[Script, Random, int], Event]
"""Makes an event at about that word, at least there."""


def _exact(_: Script, random: Random, at: int) -> Event:
    words = (at, at + random.choice((1, 5, 12, 80)))
    return Event("exact", DifferenceKind.EXACT, [words], [words])


def _one_sided(_: Script, random: Random, at: int) -> Event:
    words = (at, at + random.choice((1, 5, 12, 80)))
    return Event("one-sided", DifferenceKind.ONE_CODER_ONLY, [words], [])


def _substitution(_: Script, random: Random, at: int) -> Event:
    length = random.choice((8, 12, 80))
    first, last = random.randint(0, length // 40), random.randint(0, length // 40)
    words, others = (at, at + length), (at + first, at + length - last)
    return Event("substitution", DifferenceKind.SUBSTITUTION, [words], [others])


def _trivial(script: Script, random: Random, at: int) -> Event:
    fillers = random.randint(1, 2)
    at = script.next_fillers(at, fillers)
    end = at + fillers + random.randint(4, 12)
    while not script.content((at, end)):
        end += 1
    return Event("trivial", DifferenceKind.TRIVIAL, [(at, end)], [(at + fillers, end)])


def _trivial_story(script: Script, random: Random, at: int) -> Event:
    end, cut = at + 120, random.randint(1, 3)
    while script.content((at + cut, end)) < 20 * cut:
        end += 1
    return Event("trivial", DifferenceKind.TRIVIAL, [(at, end)], [(at + cut, end)])


def _short_boundary(script: Script, random: Random, at: int) -> Event:
    end, cut = at + random.randint(9, 14), random.randint(2, 3)
    return _boundary(script, (at, end), cut, "boundary short", least=2)


def _long_boundary(script: Script, random: Random, at: int) -> Event:
    end, cut = at + random.randint(60, 150), random.randint(8, 20)
    return _boundary(script, (at, end), cut, "boundary long", least=4)


def _boundary(script: Script, words: Words, cut: int, name: str, *, least: int) -> Event:
    """Cuts more than allowed off the start, and keeps more than a third."""
    at, end = words
    while script.content((at, at + cut)) < least:
        cut += 1
    while script.letters((at, end)) > 2 * script.letters((at + cut, end)):
        end += 1
    return Event(name, DifferenceKind.BOUNDARY, [(at, end)], [(at + cut, end)])


def _extent(_: Script, random: Random, at: int) -> Event:
    first, length = random.randint(5, 40), random.randint(3, 10)
    phrase = (at + first, at + first + length)
    return Event("story vs phrase", DifferenceKind.EXTENT, [(at, at + 120)], [phrase])


def _split(_: Script, random: Random, at: int) -> Event:
    size, gap, pieces = random.randint(15, 40), random.randint(0, 6), random.randint(2, 4)
    starts = range(at, at + pieces * (size + gap), size + gap)
    whole = (at, starts[-1] + size)
    return Event("split", DifferenceKind.SPLIT, [whole], [(s, s + size) for s in starts])


def _tangle(_: Script, random: Random, at: int) -> Event:
    size = random.randint(12, 40)
    half = size // 2
    one = [(at, at + size), (at + size, at + 2 * size)]
    other = [(first + half, last + half) for first, last in one]
    return Event("tangle", DifferenceKind.TANGLE, one, other)


SHORT_EVENTS: Sequence[Happening] = (_exact, _one_sided, _substitution, _trivial, _short_boundary)
LONG_EVENTS: Sequence[Happening] = (
    *(_exact, _one_sided, _substitution, _trivial_story, _trivial),
    *(_long_boundary, _extent, _split, _tangle),
)
UNITS = (CodingUnit.WORD, CodingUnit.STORY, CodingUnit.SENTENCE, CodingUnit.STORY, CodingUnit.FREE)


@dataclass(frozen=True)
class Planted:
    """One event as it stands in the layers."""

    name: str
    kind: DifferenceKind
    members: frozenset[CodingId]


@dataclass(frozen=True)
class Pair:
    """Two layers of one transcript, and everything that was planted in them."""

    transcript: Transcript
    codebook: Codebook
    layers: Mapping[CoderId, Sequence[Coding]]
    planted: Sequence[Planted]


@dataclass(frozen=True)
class Gaps:
    """How many words apart events of one code are, at least and at most; may be negative."""

    least: int
    most: int


APART = Gaps(10, 1600)
DENSE = Gaps(-20, 720)


def a_simulated_pair(seed: int, gaps: Gaps, *, words: int = 9000, codes: int = 24) -> Pair:
    """A pair whose every difference is known; the same for the same seed.

    What takes a code's place in a substitution is a code that is used for nothing else:
    planted among another code's events it would be another difference than was meant.
    """
    random = Random(seed)
    script = a_script(random, words)
    planter = _Planter(script, random)
    used = [a_code(f"Code {n}", unit=UNITS[n % len(UNITS)]) for n in range(codes)]
    stand_ins = [a_code(f"Instead of {code.label}", unit=code.unit) for code in used]
    for code, stand_in in zip(used, stand_ins, strict=True):
        planter.plant(code, stand_in, gaps)
    return Pair(script.transcript, a_codebook(*used, *stand_ins), planter.layers, planter.planted)


class _Planter:
    """Writes events into two layers, event by event."""

    def __init__(self, script: Script, random: Random) -> None:
        self.layers: dict[CoderId, list[Coding]] = {coder_id("Ada"): [], coder_id("Ben"): []}
        self.planted: list[Planted] = []
        self._script = script
        self._random = random
        self._numbers = count()

    def plant(self, code: Code, stand_in: Code, gaps: Gaps) -> None:
        """Events of one code; ``stand_in`` is what the other coder used where they differ."""
        for event in self._events(code, gaps):
            second = stand_in if event.kind is DifferenceKind.SUBSTITUTION else code
            sides = self._random.sample(["Ada", "Ben"], 2)
            codings = [
                *(self._coding(words, code, sides[0]) for words in event.one),
                *(self._coding(words, second, sides[1]) for words in event.other),
            ]
            members = frozenset(coding.id for coding in codings)
            self.planted.append(Planted(event.name, event.kind, members))

    def _events(self, code: Code, gaps: Gaps) -> Iterator[Event]:
        happenings = LONG_EVENTS if code.unit is CodingUnit.STORY else SHORT_EVENTS
        at = self._random.randint(0, 200)
        while at < len(self._script.words) - 500:
            event = self._random.choice(happenings)(self._script, self._random, at)
            yield event
            at = max(at + 1, event.end + self._random.randint(gaps.least, gaps.most))

    def _coding(self, words: Words, code: Code, coder: str) -> Coding:
        """With a blank or a full stop at the end now and then, as coders do."""
        first, last = self._script.words[words[0]], self._script.words[words[1] - 1]
        span = Span(first.start, last.end + self._random.randint(0, 1))
        coding = a_coding(self._script.transcript, span, code, coder, number=next(self._numbers))
        self.layers[coding.coder].append(coding)
        return coding
