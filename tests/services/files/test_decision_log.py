from pathlib import Path
from typing import Any

import pytest

from qcoder.comparison.fingerprints import identity_of
from qcoder.domain.consensus import Outcome, Status
from qcoder.domain.errors import BadInput
from qcoder.services.consensus.arranging import join
from qcoder.services.consensus.decision_records import difference_record, names_of
from qcoder.services.consensus.meetings import close_meeting, note_names_shown, open_meeting
from qcoder.services.consensus.room import set_assents_separately
from qcoder.services.files.decision_log import DecisionsImport
from qcoder.services.files.importing import import_decisions_file
from tests.services.files.logs import (
    BOUNDARY,
    ONE_ONLY,
    SUBSTITUTION,
    apply,
    decide_much,
    export,
    write,
)
from tests.services.study import Study


def test_a_log_applied_to_another_copy_gives_the_same_consensus(
    sealed_pair: Study, other_copy: Study, tmp_path: Path
) -> None:
    decide_much(sealed_pair)
    export(sealed_pair, tmp_path / "log.jsonl")
    assert len(apply(other_copy, tmp_path / "log.jsonl").taken) == 5
    assert other_copy.consensus() == sealed_pair.consensus()
    assert other_copy.place_status(SUBSTITUTION) is Status.OPEN


def test_a_log_applied_to_another_copy_is_the_same_log(
    sealed_pair: Study, other_copy: Study, tmp_path: Path
) -> None:
    decide_much(sealed_pair)
    before = export(sealed_pair, tmp_path / "log.jsonl")
    apply(other_copy, tmp_path / "log.jsonl")
    assert export(other_copy, tmp_path / "again.jsonl") == before


def hold_a_meeting(study: Study) -> None:
    """Ada drives, a visitor looks on, names are shown; one decision, and it is over."""
    parsed, ada = study.transcript(), study.coder("Ada")
    study.do(lambda uow: open_meeting(uow, parsed, ["Ada", "Ben", "Zoë, visiting"], ada))
    study.do(lambda uow: note_names_shown(uow, parsed.id))
    study.decide(BOUNDARY, Outcome.UNION)
    study.do(lambda uow: close_meeting(uow, parsed))


def test_a_line_tells_of_its_meeting(sealed_pair: Study, tmp_path: Path) -> None:
    hold_a_meeting(sealed_pair)
    sealed_pair.decide(ONE_ONLY, Outcome.NONE)
    held, without = export(sealed_pair, tmp_path / "log.jsonl")
    (meeting,) = sealed_pair.workspace.read(lambda uow: uow.meetings.all())
    assert (held["meeting"], without["meeting"]) == (meeting.id, "")
    assert without["meeting_held"] is None
    assert held["meeting_held"] == {
        "number": 1,
        "round": 1,
        "round_name": "Round 1",
        "opened_at": meeting.opened_at,
        "closed_at": meeting.closed_at,
        "present": ["Ada", "Ben", "Zoë, visiting"],
        "driver": "Ada",
        "names_shown": list(meeting.named),
    }


def test_a_log_with_a_meeting_is_the_same_in_another_copy_to_the_byte(
    sealed_pair: Study, other_copy: Study, tmp_path: Path
) -> None:
    hold_a_meeting(sealed_pair)
    export(sealed_pair, tmp_path / "log.jsonl")
    apply(other_copy, tmp_path / "log.jsonl")
    export(other_copy, tmp_path / "again.jsonl")
    assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "log.jsonl").read_bytes()
    assert other_copy.workspace.read(lambda uow: uow.meetings.all()) == []


def test_a_meeting_held_here_is_told_of_as_it_was_here(sealed_pair: Study, tmp_path: Path) -> None:
    hold_a_meeting(sealed_pair)
    (line,) = before = export(sealed_pair, tmp_path / "log.jsonl")
    told = {**line["meeting_held"], "driver": "Cleo"}
    apply(sealed_pair, write(tmp_path / "in.jsonl", {**line, "meeting_held": told}))
    assert export(sealed_pair, tmp_path / "again.jsonl") == before


def test_what_was_joined_and_who_did_not_assent_are_the_same_in_another_copy(
    sealed_pair: Study, other_copy: Study, tmp_path: Path
) -> None:
    later, first = (
        sealed_pair.place(SUBSTITUTION).difference,
        sealed_pair.place(BOUNDARY).difference,
    )
    sealed_pair.do(lambda uow: set_assents_separately(uow, True))
    sealed_pair.decide(ONE_ONLY, Outcome.LATER)
    room = sealed_pair.room()
    sealed_pair.do(lambda uow: join(uow, room, later.id, first.id))
    there = export(sealed_pair, tmp_path / "log.jsonl")
    apply(other_copy, tmp_path / "log.jsonl")
    assert export(other_copy, tmp_path / "here.jsonl") == there


def test_a_log_applied_twice_changes_nothing(
    sealed_pair: Study, other_copy: Study, tmp_path: Path
) -> None:
    decide_much(sealed_pair)
    export(sealed_pair, tmp_path / "log.jsonl")
    apply(other_copy, tmp_path / "log.jsonl")
    assert apply(other_copy, tmp_path / "log.jsonl") == DecisionsImport((), 5, ())
    assert apply(sealed_pair, tmp_path / "log.jsonl") == DecisionsImport((), 5, ())


def test_the_log_has_no_words_of_the_transcript(sealed_pair: Study, tmp_path: Path) -> None:
    decide_much(sealed_pair)
    export(sealed_pair, tmp_path / "log.jsonl")
    assert "another" not in (tmp_path / "log.jsonl").read_text(encoding="utf-8")


def test_an_exported_line_says_all_that_is_known_of_a_decision(
    sealed_pair: Study, tmp_path: Path
) -> None:
    decide_much(sealed_pair)
    first = export(sealed_pair, tmp_path / "log.jsonl")[0]
    assert set(first) >= {
        "id", "supersedes", "difference", "fingerprint", "kind", "transcript", "text_sha256",
        "codebook_revision", "rule_version", "readings", "outcome", "reading", "result",
        "reason", "note", "proposed_by", "assent", "meeting", "decided_at", "seconds",
    }  # fmt: skip
    assert (first["outcome"], first["reading"], first["proposed_by"]) == ("take", 1, "Ben")
    assert [(a["coder"], a["stance"]) for a in first["assent"]] == [
        ("Ada", "agree"),
        ("Ben", "gave_way"),
    ]


def test_lines_by_hand_need_a_difference_and_an_outcome(sealed_pair: Study, tmp_path: Path) -> None:
    file = write(
        tmp_path / "in.jsonl",
        {"difference": sealed_pair.place(BOUNDARY).difference.id, "outcome": "union"},
        {"difference": sealed_pair.place(ONE_ONLY).difference.id, "outcome": "none"},
    )
    assert len(apply(sealed_pair, file).taken) == 2
    assert sealed_pair.room().still_open == 1


@pytest.mark.parametrize(("reading", "code"), [(2, "Emotions"), ("Ben", "Emotions"), (1, "Time")])
def test_a_reading_is_named_by_number_or_by_coder(
    sealed_pair: Study, tmp_path: Path, reading: int | str, code: str
) -> None:
    difference = sealed_pair.place(SUBSTITUTION).difference.id
    line = {"difference": difference, "outcome": "take", "reading": reading}
    apply(sealed_pair, write(tmp_path / "in.jsonl", line))
    assert (code, "And then she cried in the supply room") in sealed_pair.consensus()


def test_a_reading_in_a_log_is_the_same_coders_where_the_order_is_another(
    sealed_pair: Study, other_copy: Study, tmp_path: Path
) -> None:
    sealed_pair.decide(SUBSTITUTION, Outcome.TAKE, 2)
    export(sealed_pair, tmp_path / "log.jsonl")
    other_copy.assign("Ben", "Ada")
    apply(other_copy, tmp_path / "log.jsonl")
    assert other_copy.consensus() == sealed_pair.consensus()


def test_lines_by_hand_are_all_taken_or_none_and_every_bad_one_is_named(
    sealed_pair: Study, tmp_path: Path
) -> None:
    boundary = sealed_pair.place(BOUNDARY).difference.id
    file = write(
        tmp_path / "in.jsonl",
        {"difference": boundary, "outcome": "union"},
        {"difference": "gone", "outcome": "union"},
        {"difference": boundary, "outcome": "take", "reading": 5},
        {"difference": boundary, "outcome": "take", "reading": "Cleo"},
        {"difference": boundary, "outcome": "unresolved"},
        {"difference": boundary, "outcome": "union", "transcript": "FG2"},
    )
    with pytest.raises(BadInput) as refused:
        apply(sealed_pair, file)
    assert [p.split(":")[0] for p in refused.value.problems] == [f"Line {n}" for n in range(2, 7)]
    assert sealed_pair.room().log.decisions == ()


def test_later_lines_supersede_earlier_ones(sealed_pair: Study, tmp_path: Path) -> None:
    boundary = sealed_pair.place(BOUNDARY).difference.id
    file = write(
        tmp_path / "in.jsonl",
        {"difference": boundary, "outcome": "union"},
        {"difference": boundary, "outcome": "none"},
    )
    apply(sealed_pair, file)
    in_force = sealed_pair.place(BOUNDARY).decision
    assert in_force is not None
    assert in_force.outcome is Outcome.NONE


def test_a_file_of_decisions_is_undone_as_one_step(sealed_pair: Study, tmp_path: Path) -> None:
    boundary = sealed_pair.place(BOUNDARY).difference.id
    lines = ({"difference": boundary, "outcome": word} for word in ("union", "none", "later"))
    done = import_decisions_file(
        sealed_pair.workspace, sealed_pair.transcript_id(), write(tmp_path / "in.jsonl", *lines)
    )
    sealed_pair.undo(done.changes.entry)
    assert sealed_pair.place_status(BOUNDARY) is Status.OPEN
    sealed_pair.redo(done.changes.entry)
    assert sealed_pair.place_status(BOUNDARY) is Status.LATER


def test_a_difference_lists_codings_as_stored(sealed_pair: Study) -> None:
    names = sealed_pair.workspace.read(names_of)
    record = difference_record(sealed_pair.place(SUBSTITUTION), names)
    assert (record["kind"], record["status"]) == ("substitution", "open")
    assert record["codes"] == ["Time", "Emotions"]
    ada, ben = sealed_pair.layer("Ada")[-1], sealed_pair.layer("Ben")[-1]
    assert record["readings"] == {
        "Ada": [{"coding": ada.id, "code": "Time", "start": ada.span.start, "end": ada.span.end}],
        "Ben": [
            {"coding": ben.id, "code": "Emotions", "start": ben.span.start, "end": ben.span.end}
        ],
    }


def other_words(study: Study, words: str, *, before: int = 0, after: int = 0) -> dict[str, Any]:
    """A line by hand that gives ``words``, and so many characters around them."""
    span = study.span(words)
    result = {"code": "Time", "start": span.start - before, "end": span.end + after}
    difference = study.place(BOUNDARY).difference.id
    return {"difference": difference, "outcome": "other_words", "result": [result]}


def test_other_words_by_hand_are_moved_off_labels_and_blanks(
    sealed_pair: Study, tmp_path: Path
) -> None:
    line = other_words(sealed_pair, "There was always", before=1, after=1)
    apply(sealed_pair, write(tmp_path / "in.jsonl", line))
    assert ("Time", "There was always") in sealed_pair.consensus()


def test_the_same_words_given_twice_enter_the_consensus_once(
    sealed_pair: Study, tmp_path: Path
) -> None:
    line = other_words(sealed_pair, "There was always")
    apply(sealed_pair, write(tmp_path / "in.jsonl", line | {"result": line["result"] * 2}))
    assert sealed_pair.consensus().count(("Time", "There was always")) == 1


def test_a_result_by_hand_that_the_outcome_does_not_come_to_is_refused(
    sealed_pair: Study, tmp_path: Path
) -> None:
    line = other_words(sealed_pair, "There was always") | {"outcome": "union"}
    with pytest.raises(BadInput, match="Line 1: “union” does not result in"):
        apply(sealed_pair, write(tmp_path / "in.jsonl", line))


def test_no_coding_is_in_two_parts(sealed_pair: Study, tmp_path: Path) -> None:
    codings = [c.id for c in sealed_pair.place(BOUNDARY).difference.codings]
    line = {"difference": "d", "outcome": "apart", "parts": [codings, codings[1:]]}
    with pytest.raises(BadInput, match="no difference of exactly these codings"):
        apply(sealed_pair, write(tmp_path / "in.jsonl", line))


def test_a_line_may_depend_on_any_before_it(sealed_pair: Study, tmp_path: Path) -> None:
    place = sealed_pair.place(SUBSTITUTION).difference
    first, second = (c.id for c in place.codings)
    apart = {"difference": "-", "outcome": "apart", "parts": [[first], [second]]}
    parts = [{"difference": identity_of([c]), "outcome": "none"} for c in place.codings]
    whole = {"difference": place.id, "outcome": "none"}
    apply(sealed_pair, write(tmp_path / "in.jsonl", whole, {**whole, "outcome": "reopened"}))
    apply(sealed_pair, write(tmp_path / "in.jsonl", apart, *parts))
    parted = [
        r for r in sealed_pair.room().resolutions if set(r.difference.codings) < {*place.codings}
    ]
    assert [r.status for r in parted] == [Status.DECIDED, Status.DECIDED]
