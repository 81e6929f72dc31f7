"""Any script of acts, undone step by step, restores the beginning; redone, the end."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qcoder.domain.codebook import CodeEntry
from qcoder.domain.coding import Coding, Highlight, MemoTarget, Story
from qcoder.domain.consensus import Outcome
from qcoder.domain.errors import QCoderError
from qcoder.domain.ids import CodeId, EntryId
from qcoder.domain.spans import Span
from qcoder.importers.codings_file import CodingRow
from qcoder.services.codebook.editing import add_code, remove_code
from qcoder.services.codebook.loading import load_codebook
from qcoder.services.coding.highlights import annotate_span, code_from_highlights, remove_highlight
from qcoder.services.coding.layer import annotate, apply_code, recode, remove_coding, resize
from qcoder.services.coding.stories import remove_story, set_story, stretch_story
from qcoder.services.consensus.deciding import Verdict, decide
from qcoder.services.files.codings_table import import_codings
from qcoder.services.memos.writing import write_memo
from qcoder.services.prepare.assignments import assign
from qcoder.services.prepare.coders import add_coder, rename_coder, retire_coder
from qcoder.services.prepare.transcripts import remove_transcript, rename_transcript
from qcoder.storage.unit_of_work import UnitOfWork
from tests.builders import a_highlight, a_story, a_transcript
from tests.services.study import ENTRIES, Study, unnumbered
from tests.thoroughness import examples

Act = Callable[[UnitOfWork], object]
NO_STORY = a_story(a_transcript(), "time")
NO_HIGHLIGHT = a_highlight(a_transcript(), "time")
WORDS = "P1: One two three four five.\nP2: Six seven eight nine ten."


@dataclass(frozen=True)
class Step:
    """A kind of act, and two numbers that choose what it is done to."""

    kind: str
    first: int
    second: int


class Script:
    """Steps on a study whose FG1 is a sealed pair and whose FG2 Ada codes."""

    def __init__(self, study: Study) -> None:
        self.study = study
        study.take_in("FG2", WORDS)
        study.assign("Ada", transcript="FG2")
        self.fg2 = study.transcript("FG2")
        self.ada, self.ben = study.coder("Ada"), study.coder("Ben")
        self.entries: list[EntryId] = []

    def run(self, step: Step) -> None:
        """Do the step; it may be refused, and then has changed nothing."""
        before = self.state()
        try:
            act = getattr(self, f"_{step.kind}")(step.first, step.second)
            done = self.study.workspace.run(step.kind, act)
        except QCoderError:
            assert self.state() == before
            return
        if done.changes.entry is not None:
            self.entries.append(done.changes.entry)

    def state(self) -> object:
        """Everything in the project but the journal and the log of decisions."""

        def read(uow: UnitOfWork) -> object:
            headers = uow.transcripts.headers(include_removed=True)
            return (
                uow.coders.all(),
                headers,
                unnumbered(uow.codebook.load()),
                [uow.codings.of_transcript(h.id) for h in headers],
                [uow.stories.of_transcript(h.id) for h in headers],
                [uow.highlights.of_transcript(h.id) for h in headers],
                uow.memos.all(),
                uow.assignments.all(),
            )

        resolutions = self.study.room().resolutions
        decided = [(r.status, r.decision and r.decision.result) for r in resolutions]
        return self.study.workspace.read(read), decided

    def _codes(self) -> list[CodeId]:
        return [c.id for c in self.study.workspace.read(lambda uow: uow.codebook.load()).codes]

    def _coding(self, number: int) -> Coding:
        present = self.study.workspace.read(lambda uow: uow.codings.of_transcript(self.fg2.id))
        # Without any in FG2, one of the sealed layer, where every act is refused.
        codings = present or self.study.layer("Ada")
        return codings[number % len(codings)]

    def _span(self, first: int, second: int) -> Span:
        start = first * 4 % len(WORDS)
        return Span(start, min(len(WORDS), start + 1 + second * 3))

    def _apply(self, first: int, second: int) -> Act:
        codes = self._codes()
        code, span = codes[second % len(codes)], self._span(first, second)
        return lambda uow: apply_code(uow, self.fg2, self.ada, code, span)

    def _recode(self, first: int, second: int) -> Act:
        coding, codes = self._coding(first), self._codes()
        return lambda uow: recode(uow, self.ada, coding.id, codes[second % len(codes)])

    def _resize(self, first: int, second: int) -> Act:
        coding, span = self._coding(first), self._span(first, second)
        return lambda uow: resize(uow, self.fg2, self.ada, coding.id, span)

    def _remove(self, first: int, _: int) -> Act:
        coding = self._coding(first)
        return lambda uow: remove_coding(uow, self.ada, coding.id)

    def _annotate(self, first: int, second: int) -> Act:
        coding = self._coding(first)
        return lambda uow: annotate(uow, self.ada, coding.id, " memo" * (second % 3))

    def _story(self, number: int) -> Story:
        present = self.study.workspace.read(lambda uow: uow.stories.of_transcript(self.fg2.id))
        # Without any, one that is not there, with which every act is refused.
        return present[number % len(present)] if present else NO_STORY

    def _mark(self, number: int) -> Highlight:
        present = self.study.workspace.read(lambda uow: uow.highlights.of_transcript(self.fg2.id))
        return present[number % len(present)] if present else NO_HIGHLIGHT

    def _set_story(self, first: int, second: int) -> Act:
        span = self._span(first, second)
        return lambda uow: set_story(uow, self.fg2, self.ada, span)

    def _stretch_story(self, first: int, second: int) -> Act:
        story, steps = self._story(first), second % 3 - 1
        return lambda uow: stretch_story(
            uow, self.fg2, self.ada, story.id, first=-steps, last=steps
        )

    def _remove_story(self, first: int, _: int) -> Act:
        story = self._story(first)
        return lambda uow: remove_story(uow, self.ada, story.id)

    def _highlight(self, first: int, second: int) -> Act:
        span = self._span(first, second)
        return lambda uow: annotate_span(uow, self.fg2, self.ada, span, f"memo {second}")

    def _remove_highlight(self, first: int, _: int) -> Act:
        found = self._mark(first)
        return lambda uow: remove_highlight(uow, self.ada, found.id)

    def _code_from_highlights(self, first: int, second: int) -> Act:
        chosen = self._mark(first)
        entry = CodeEntry(("Themes", "Pace")[first % 2], f"Code {second % 3}", "", "")
        return lambda uow: code_from_highlights(uow, self.ada, entry, [chosen.id])

    def _write_memo(self, first: int, second: int) -> Act:
        codes = self._codes()
        code, text = codes[first % len(codes)], " memo" * (second % 3)
        return lambda uow: write_memo(uow, self.ben, MemoTarget.CODE, code, text)

    def _import(self, first: int, second: int) -> Act:
        span = self._span(first, second)
        rows = [
            CodingRow(2, "FG2", "Ben", "Time", span.start, span.end, memo="m"),
            CodingRow(3, "FG2", "Ada", "Emotions", span.start, span.end),
        ]
        return lambda uow: import_codings(uow, rows)

    def _add_coder(self, first: int, _: int) -> Act:
        return lambda uow: add_coder(uow, f"Coder {first % 3}")

    def _rename_coder(self, first: int, _: int) -> Act:
        return lambda uow: rename_coder(uow, self.ben, f"Coder {first % 3}")

    def _retire(self, _: int, __: int) -> Act:
        return lambda uow: retire_coder(uow, self.ben)

    def _assign(self, first: int, _: int) -> Act:
        coders = [[self.ada], [self.ada, self.ben], [self.ben, self.ada]][first % 3]
        return lambda uow: assign(uow, self.fg2.id, coders)

    def _rename(self, first: int, _: int) -> Act:
        return lambda uow: rename_transcript(uow, self.fg2.id, f"FG{first % 4}")

    def _remove_transcript(self, _: int, __: int) -> Act:
        return lambda uow: remove_transcript(uow, self.fg2.id)

    def _add_code(self, first: int, _: int) -> Act:
        grouping = self.study.code().grouping
        return lambda uow: add_code(uow, grouping, f"Code {first % 3}")

    def _remove_code(self, first: int, _: int) -> Act:
        codes = self._codes()
        return lambda uow: remove_code(uow, codes[first % len(codes)])

    def _load(self, first: int, _: int) -> Act:
        return lambda uow: load_codebook(uow, ENTRIES[: 1 + first % 3])

    def _decide(self, first: int, second: int) -> Act:
        room = self.study.room()
        chosen = room.resolutions[first % len(room.resolutions)].difference
        outcomes = (Outcome.UNION, Outcome.NONE, Outcome.BOTH, Outcome.LATER, Outcome.TAKE)
        verdict = Verdict(outcomes[second % len(outcomes)], reading=1 + first % 2)
        return lambda uow: decide(uow, room, chosen.id, verdict)


KINDS = sorted(
    name.removeprefix("_")
    for name in vars(Script)
    if name.startswith("_") and not name.startswith("__")
)
ACTS = [kind for kind in KINDS if kind not in {"codes", "coding", "span", "story", "mark"}]
NUMBERS = st.integers(0, 20)
STEPS = st.builds(Step, st.sampled_from(ACTS), NUMBERS, NUMBERS)


@pytest.mark.timeout(300)
@settings(
    max_examples=examples(20),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(STEPS, min_size=1, max_size=12))
def test_any_script_undone_restores_the_beginning_and_redone_the_end(
    sealed_pair_file: Path, steps: list[Step]
) -> None:
    with TemporaryDirectory() as folder:
        study = Study.copy_of(sealed_pair_file, Path(folder) / "study.qcoder")
        script = Script(study)
        states = [script.state()]
        for step in steps:
            script.run(step)
            if len(script.entries) == len(states):
                states.append(script.state())
        for entry, before in zip(reversed(script.entries), reversed(states[:-1]), strict=True):
            study.workspace.undo(entry)
            assert script.state() == before
        for entry, after in zip(script.entries, states[1:], strict=True):
            study.workspace.redo(entry)
            assert script.state() == after
        study.workspace.close()
