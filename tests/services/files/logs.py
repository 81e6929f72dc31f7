"""Logs of decisions written to a file, and taken in again."""

import json
from pathlib import Path
from typing import Any

from qcoder.domain.consensus import CodedSpan, DifferenceKind, Outcome
from qcoder.services.consensus.deciding import Verdict, decide
from qcoder.services.files.decision_log import DecisionsImport
from qcoder.services.files.exporting import export_decisions
from qcoder.services.files.importing import import_decisions_file
from tests.services.study import Study

BOUNDARY, ONE_ONLY = DifferenceKind.BOUNDARY, DifferenceKind.ONE_CODER_ONLY
SUBSTITUTION = DifferenceKind.SUBSTITUTION


def apply(study: Study, file: Path) -> DecisionsImport:
    return import_decisions_file(study.workspace, study.transcript_id(), file).value


def write(file: Path, *lines: dict[str, Any]) -> Path:
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return file


def export(study: Study, file: Path) -> list[dict[str, Any]]:
    export_decisions(study.workspace, study.transcript_id(), file)
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def decide_much(study: Study) -> None:
    """One decision with stances, one twice over, one withdrawn."""
    room, place, ben = study.room(), study.place(ONE_ONLY), study.coder("Ben")
    verdict = Verdict(Outcome.TAKE, 1, reason="slip", proposed_by=ben, stances={ben: "gave_way"})
    study.do(lambda uow: decide(uow, room, place.difference.id, verdict))
    study.decide(BOUNDARY, Outcome.UNION)
    words = CodedSpan(study.span("There was always"), study.code().id)
    study.decide(BOUNDARY, Outcome.OTHER_WORDS, result=[words])
    study.decide(SUBSTITUTION, Outcome.BOTH)
    study.withdraw(study.place(SUBSTITUTION))
