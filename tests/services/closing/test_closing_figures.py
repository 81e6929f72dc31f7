"""The figures of a closing, reckoned once more from the exported log and nothing else."""

import json
import re
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qcoder.domain.consensus import Outcome
from qcoder.domain.errors import QCoderError
from qcoder.domain.ids import EntryId
from qcoder.exporters.report import Report
from qcoder.services.closing.records import sheet_record
from qcoder.services.closing.report import closing_report
from qcoder.services.closing.sheet import closing_sheet
from qcoder.services.codebook.editing import edit_code
from qcoder.services.consensus.batches import decide_batch, of_kind
from qcoder.services.consensus.deciding import Verdict, decide
from qcoder.services.consensus.outcome_words import KINDS, OUTCOMES
from qcoder.services.files.reports import export_log
from tests.services.study import Study
from tests.thoroughness import examples

DECIDING = (
    *(Outcome.TAKE, Outcome.UNION, Outcome.INTERSECTION, Outcome.BOTH, Outcome.NONE),
    *(Outcome.UNRESOLVED, Outcome.LATER, Outcome.REOPENED, Outcome.AUTO),
)
JOINT = {"union", "intersection", "both", "other_words", "other_code"}
NOT_COUNTED = {"later", "reopened", "auto", "apart", "joined"}

Line = dict[str, Any]


@dataclass(frozen=True)
class Step:
    """``verb`` is an outcome, a batch, an edit of a code, or an act that is undone or redone."""

    verb: Outcome | str
    place: int
    reading: int
    gives_way: bool


steps = st.builds(
    Step,
    st.sampled_from([*DECIDING, "undo", "redo", "batch", "edit"]),
    st.integers(0, 9),
    st.integers(1, 2),
    st.booleans(),
)


class Pair:
    """Runs steps on a sealed pair; those that are refused change nothing."""

    def __init__(self, study: Study) -> None:
        self.study = study
        self.entries: list[EntryId] = []

    def run(self, step: Step) -> None:
        try:
            if isinstance(step.verb, Outcome):
                self._decide(step)
            elif step.verb == "batch":
                self._batch(step)
            elif step.verb == "edit":
                self._edit(step)
            else:
                self._replay(step)
        except QCoderError:
            return
        if self.study.last and self.study.last not in self.entries:
            self.entries.append(self.study.last)

    def _verdict(self, step: Step, outcome: Outcome) -> Verdict:
        way = {self.study.coder("Ada"): "gave_way"} if step.gives_way else {}
        reason = "slip" if step.reading == 1 else "needs context"
        return Verdict(outcome, step.reading, reason=reason, stances=way)

    def _decide(self, step: Step) -> None:
        assert isinstance(step.verb, Outcome)
        room, verdict = self.study.room(), self._verdict(step, step.verb)
        place = room.resolutions[step.place % len(room.resolutions)].difference.id
        self.study.do(lambda uow: decide(uow, room, place, verdict))

    def _batch(self, step: Step) -> None:
        room, verdict = self.study.room(), self._verdict(step, Outcome.TAKE)
        place = room.resolutions[step.place % len(room.resolutions)].difference
        batch = of_kind(room, place.kind, verdict)
        self.study.do(lambda uow: decide_batch(uow, room, batch))

    def _edit(self, step: Step) -> None:
        """Another rule, after which what rested on the code is stale; or another wording of it."""
        code = self.study.code(("Time", "Emotions", "Specialties")[step.place % 3])
        edited = replace(code, rule=f"{code.rule}!")
        self.study.do(lambda uow: edit_code(uow, edited, wording_only=step.gives_way))

    def _replay(self, step: Step) -> None:
        if self.entries:
            entry = self.entries[step.place % len(self.entries)]
            (self.study.undo if step.verb == "undo" else self.study.redo)(entry)


def in_force(log: Path) -> list[Line]:
    """The lines that count, from the file alone: a withdrawal takes back the line before it."""
    stacks: dict[str, list[Line]] = {}
    for text in log.read_text(encoding="utf-8").splitlines():
        line = json.loads(text)
        stack = stacks.setdefault(line["difference"], [])
        if line["outcome"] == "withdrawn":
            stack.pop()
        else:
            stack.append(line)
    return [s[-1] for s in stacks.values() if s and s[-1]["outcome"] not in NOT_COUNTED]


def cells(report: Report) -> Counter[tuple[str, str]]:
    """Kind and outcome with their count, as the table of the report has them."""
    found = [table for table in report.tables if table.title == "Differences and decisions"]
    heads = [column.title for table in found for column in table.columns][2:]
    counts: Counter[tuple[str, str]] = Counter()
    for row in (row for table in found for row in table.rows):
        for head, count in zip(heads, row[2:], strict=True):
            assert isinstance(count, int)
            counts[str(row[0]), head] += count
    return +counts


def numbers(words: str, pattern: str) -> list[int]:
    found = re.search(pattern, words)
    return [int(group) for group in found.groups()] if found else []


@given(script=st.lists(steps, max_size=12))
@settings(
    max_examples=examples(40),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_table_paragraph_and_json_say_what_the_exported_log_says(
    sealed_pair_file: Path, script: list[Step]
) -> None:
    with TemporaryDirectory() as folder:
        study = Study.copy_of(sealed_pair_file, Path(folder) / "pair.qcoder")
        try:
            pair = Pair(study)
            for step in script:
                pair.run(step)
            log = Path(folder) / "log.jsonl"
            export_log(study.workspace, study.transcript_id(), log)
            now = {r.difference.id: r.difference.fingerprint for r in study.room().resolutions}
            lines = [
                line for line in in_force(log) if now[line["difference"]] == line["fingerprint"]
            ]
            _compare(study, lines)
        finally:
            study.workspace.close()


def _compare(study: Study, lines: list[Line]) -> None:
    room = study.room()
    sheet = study.workspace.read(lambda uow: closing_sheet(uow, room))
    report = study.workspace.read(lambda uow: closing_report(uow, room))
    record = sheet_record(sheet)
    outcomes = Counter(line["outcome"] for line in lines)
    by_kind = Counter((line["kind"], line["outcome"]) for line in lines)
    words = {kind.value: text for kind, text in KINDS.items()}
    verbs = {outcome.value: text for outcome, text in OUTCOMES.items()}
    assert cells(report) == {(words[k], verbs[o]): n for (k, o), n in by_kind.items()}
    assert {
        (kind, outcome): count
        for kind, of_kind_ in record["outcomes"].items()
        for outcome, count in of_kind_.items()
    } == by_kind
    assert record["reasons"] == Counter(line["reason"] for line in lines)
    taken = Counter(room.coders[line["reading"] - 1] for line in lines if line["reading"])
    assert sheet.balance.taken == {coder: taken[coder] for coder in room.coders}
    assert sheet.balance.joint == sum(outcomes[verb] for verb in JOINT)
    assert len(record["unresolved"]) == outcomes["unresolved"]
    _compare_words(record["methods"], lines, outcomes, sheet.balance.joint)
    still_open = (
        len(room.resolutions) - len(lines) - sum(r.status.value == "auto" for r in room.resolutions)
    )
    assert (
        numbers(record["methods"], r"(\d+) differences? (?:was|were) still open")
        == ([still_open][: bool(still_open)])
    )


_CLAUSES = {
    "took the reading of one coder": ("take",),
    "joined both readings or found other words or another code": tuple(JOINT),
    "left the words uncoded": ("none",),
    "remained unresolved on purpose": ("unresolved",),
}


def _compare_words(words: str, lines: list[Line], outcomes: Counter[str], joint: int) -> None:
    """The sentences on the decisions; of a single one they say so."""
    assert joint == sum(outcomes[verb] for verb in JOINT)
    yielded = sum(any(a["stance"] == "gave_way" for a in line["assent"]) for line in lines)
    batched = sum(bool(line["batch"]) for line in lines)
    if len(lines) == 1:
        (clause,) = [c for c, verbs in _CLAUSES.items() if lines[0]["outcome"] in verbs]
        assert f"One decision was taken, which {clause}." in words
        assert ("In it a coder gave way" in words) is bool(yielded)
        assert ("It was taken for several differences" in words) is bool(batched)
        return
    counts = [str(sum(outcomes[verb] for verb in verbs) or "none") for verbs in _CLAUSES.values()]
    first, second, third, last = map(" ".join, zip(counts, _CLAUSES, strict=True))
    said = f"Of {len(lines)} decisions, {first}, {second}, {third}, and {last}."
    assert (said in words) is bool(lines)
    assert numbers(words, r"In (\d+) of them a coder") == [yielded][: bool(yielded)]
    assert numbers(words, r"Of these, (\d+) (?:was|were) taken") == [batched][: bool(batched)]
