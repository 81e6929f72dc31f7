"""Groupings and codes, with the rule that says what a code is applied to."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from hashlib import sha256

from qcoder.domain.ids import CodeId, GroupingId


class CodingUnit(StrEnum):
    """What a code is applied to, as its coding rule names it."""

    WORD = "word"
    SENTENCE = "sentence"
    TURN = "turn"
    STORY = "story"
    SECTION = "section"
    FREE = "free"


class Grain(StrEnum):
    """How fine a code is applied: what the edges of its codings are measured against."""

    WORD = "word"
    PHRASE = "phrase"
    SENTENCE = "sentence"
    STORY = "story"


GRAIN_OF_UNIT: Mapping[CodingUnit, Grain] = {
    CodingUnit.WORD: Grain.WORD,
    CodingUnit.FREE: Grain.PHRASE,
    CodingUnit.SENTENCE: Grain.SENTENCE,
    CodingUnit.TURN: Grain.STORY,
    CodingUnit.STORY: Grain.STORY,
    CodingUnit.SECTION: Grain.STORY,
}


@dataclass(frozen=True, slots=True)
class Grouping:
    """Top level of the codebook: Themes, Contexts, Lessons."""

    id: GroupingId
    name: str
    position: int


@dataclass(frozen=True, slots=True)
class Code:
    """One code. Its label is unique in the codebook, case ignored.

    ``key`` is a single character or empty; no two codes share one. ``colour`` is
    ``#RRGGBB``. ``position`` orders the codes of one grouping.
    """

    id: CodeId
    grouping: GroupingId
    label: str
    definition: str
    rule: str
    unit: CodingUnit
    colour: str
    key: str
    position: int
    grain: Grain | None = None
    """Set for this code; None where its unit says it."""
    meaning: str = ""
    """The ``wording_hash`` that edits marked "wording only" have kept; empty without any."""

    @property
    def wording(self) -> tuple[str, str, CodingUnit]:
        """What coders go by: definition, rule and unit."""
        return self.definition, self.rule, self.unit

    @property
    def wording_hash(self) -> str:
        """Changes when the wording does, and only then; not where its meaning was kept."""
        if self.meaning:
            return self.meaning
        return sha256("\x1f".join(self.wording).encode("utf-8")).hexdigest()[:16]

    @property
    def effective_grain(self) -> Grain:
        """The grain it is compared at."""
        return self.grain or GRAIN_OF_UNIT[self.unit]

    def edited_from(self, before: "Code", *, wording_only: bool = False) -> "Code":
        """This code as an edit of ``before``; one of "wording only" keeps what it means."""
        if self.wording == before.wording:
            return replace(self, meaning=before.meaning)
        return replace(self, meaning=before.wording_hash if wording_only else "")


@dataclass(frozen=True, slots=True)
class MergedCode:
    """What is left of a code that was merged: its label, and the code that has its codings."""

    label: str
    into: CodeId


@dataclass(frozen=True)
class Codebook:
    """All groupings and codes, in the order they are shown."""

    groupings: tuple[Grouping, ...] = ()
    codes: tuple[Code, ...] = ()
    revision: int = 0
    """Grows by one with every act that changes the codebook."""
    merged: Mapping[CodeId, MergedCode] = field(default_factory=dict)
    """Codes that went into others: decisions and frozen layers from before go on naming them."""

    @cached_property
    def by_id(self) -> dict[CodeId, Code]:
        """Codes by identifier."""
        return {code.id: code for code in self.codes}

    @cached_property
    def by_label(self) -> dict[str, Code]:
        """Codes by label, case folded."""
        return {code.label.casefold(): code for code in self.codes}

    @cached_property
    def by_key(self) -> dict[str, Code]:
        """Codes by key, in upper case; codes without a key are left out."""
        return {code.key.upper(): code for code in self.codes if code.key}

    def find(self, label: str) -> Code | None:
        """The code with that label, case and outer blanks ignored."""
        return self.by_label.get(label.strip().casefold())

    def label_of(self, code: CodeId) -> str:
        """The label, also of a code that was merged; of any other that is gone, its id."""
        found = self.by_id.get(code) or self.merged.get(code)
        return found.label if found else code

    def merged_into(self, code: CodeId) -> Code | None:
        """The code that has the codings of one that was merged; None where neither is the case."""
        last = code
        while last in self.merged:
            last = self.merged[last].into
        return None if last == code else self.by_id.get(last)

    def codes_of(self, grouping: GroupingId) -> tuple[Code, ...]:
        """The codes of one grouping in order."""
        return tuple(code for code in self.codes if code.grouping == grouping)

    def grouping(self, code: Code) -> Grouping:
        """The grouping a code stands in."""
        return next(g for g in self.groupings if g.id == code.grouping)


@dataclass(frozen=True, slots=True)
class CodeEntry:
    """One row of a codebook table, before the project gives it an identifier.

    ``unit``, ``colour`` and ``key`` are None where the table does not have them.
    """

    grouping: str
    label: str
    definition: str
    rule: str
    unit: CodingUnit | None = None
    colour: str | None = None
    key: str | None = None


UNIT_WORDS: tuple[tuple[re.Pattern[str], CodingUnit], ...] = (
    # In this order: "in the shortest number of words possible, ideally a sentence" names
    # the sentence, though it speaks of words; "entire section" must win before "entire".
    # Whole words: a "history" is no story, and to "return" is no turn.
    (re.compile(r"\bsentences?\b"), CodingUnit.SENTENCE),
    (re.compile(r"\bsections?\b"), CodingUnit.SECTION),
    (re.compile(r"\bstor(?:y|ies)\b"), CodingUnit.STORY),
    (re.compile(r"\bturns?\b"), CodingUnit.TURN),
    (re.compile(r"\bwords?\b"), CodingUnit.WORD),
)


def unit_named_in(rule: str) -> CodingUnit:
    """The unit a coding rule names, ``free`` where it names none."""
    words = rule.casefold()
    return next((unit for word, unit in UNIT_WORDS if word.search(words)), CodingUnit.FREE)


def free_key(label: str, taken: Iterable[str]) -> str:
    """The first letter or digit of ``label`` that no other code has, else any; or none."""
    used = {key.upper() for key in taken}
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    wanted = [c for c in label.upper() if c in alphabet]
    return next((c for c in (*wanted, *alphabet) if c not in used), "")
