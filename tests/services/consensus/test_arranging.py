from pathlib import Path

import pytest

from qcoder.domain.consensus import DifferenceKind, Outcome, Status
from qcoder.domain.errors import RuleBroken
from qcoder.domain.ids import CodingId
from qcoder.services.coding.layer import remove_coding
from qcoder.services.consensus.arranging import arrangement_behind, join, put_back, take_apart
from qcoder.services.consensus.deciding import Verdict, decide
from qcoder.services.consensus.room import Room
from qcoder.services.files.exporting import export_decisions
from qcoder.services.files.importing import import_decisions_file
from tests.services.study import Study

BOUNDARY, EXACT = DifferenceKind.BOUNDARY, DifferenceKind.EXACT
ONE_ONLY, SUBSTITUTION = DifferenceKind.ONE_CODER_ONLY, DifferenceKind.SUBSTITUTION


@pytest.fixture
def study(sealed_pair: Study) -> Study:
    return sealed_pair


def kinds(room: Room) -> list[DifferenceKind]:
    return [resolution.difference.kind for resolution in room.resolutions]


def apart(study: Study, kind: DifferenceKind = SUBSTITUTION) -> Room:
    room, difference = study.room(), study.place(kind).difference.id
    return study.do(lambda uow: take_apart(uow, room, difference))


def joined(study: Study) -> Room:
    room, first = study.room(), study.place(BOUNDARY).difference.id
    other = study.place(EXACT).difference.id
    return study.do(lambda uow: join(uow, room, first, other))


def test_the_parts_of_a_difference_are_decided_singly(study: Study) -> None:
    room = apart(study)
    assert room == study.room()
    assert kinds(room)[-2:] == [ONE_ONLY, ONE_ONLY]
    first, second = (r.difference for r in room.resolutions[-2:])
    assert [c.id for c in first.codings] != [c.id for c in second.codings]
    assert room.still_open == 4


def test_every_coding_is_in_exactly_one_difference_whatever_is_arranged(study: Study) -> None:
    before = sorted(study.room().codings)
    apart(study)
    members = [c.id for r in joined(study).resolutions for c in r.difference.codings]
    assert sorted(members) == before


def test_what_is_joined_is_decided_as_one(study: Study) -> None:
    room = joined(study)
    assert kinds(room) == [DifferenceKind.TANGLE, ONE_ONLY, SUBSTITUTION]
    whole = room.resolutions[0].difference
    assert len(whole.codings) == 4
    study.decide(DifferenceKind.TANGLE, Outcome.TAKE, 1)
    assert study.place_status(DifferenceKind.TANGLE) is Status.DECIDED
    assert len(study.consensus()) == 2


def test_the_neighbour_is_the_nearest_of_the_same_code(study: Study) -> None:
    room, first = study.room(), study.place(BOUNDARY).difference
    after = study.do(lambda uow: join(uow, room, first.id))
    assert EXACT not in kinds(after)


def test_what_was_decided_on_the_whole_is_reopened_and_comes_back_with_undo(study: Study) -> None:
    study.decide(SUBSTITUTION, Outcome.TAKE, 1)
    room = apart(study)
    assert [r.status for r in room.resolutions[-2:]] == [Status.OPEN, Status.OPEN]
    study.undo()
    assert study.place_status(SUBSTITUTION) is Status.DECIDED
    study.redo()
    assert kinds(study.room()) == kinds(room)


def test_what_is_apart_can_be_put_back_and_its_parts_decisions_are_not_lost(study: Study) -> None:
    room = apart(study)
    part = room.resolutions[-1].difference
    assert arrangement_behind(room, part) == room.log.arrangements[0]
    study.do(lambda uow: put_back(uow, study.room(), part.id))
    assert study.place_status(SUBSTITUTION) is Status.OPEN
    assert arrangement_behind(study.room(), study.place(SUBSTITUTION).difference) is None


def test_after_parts_were_decided_the_whole_put_back_is_stale(study: Study) -> None:
    part = apart(study).resolutions[-1].difference.id
    room = study.room()
    study.do(lambda uow: decide(uow, room, part, Verdict(Outcome.TAKE, 2)))
    study.do(lambda uow: put_back(uow, study.room(), part))
    assert study.place_status(SUBSTITUTION) is Status.STALE


def test_a_coding_gone_leaves_the_arrangement_without_effect(study: Study) -> None:
    apart(study)
    coding, ada = study.layer("Ada")[-1], study.coder("Ada")
    study.unseal("Ada")
    study.do(lambda uow: remove_coding(uow, ada, coding.id))
    study.seal("Ada")
    assert kinds(study.room()) == [BOUNDARY, EXACT, ONE_ONLY, ONE_ONLY]


@pytest.mark.parametrize("parts", [[["gone"]], [[], []]])
def test_parts_have_each_coding_once(study: Study, parts: list[list[CodingId]]) -> None:
    room, whole = study.room(), study.place(SUBSTITUTION).difference
    with pytest.raises(RuleBroken, match="each of its codings once"):
        study.do(lambda uow: take_apart(uow, room, whole.id, parts))


def test_one_coding_is_not_taken_apart_nor_joined_with_itself(study: Study) -> None:
    room, alone = study.room(), study.place(ONE_ONLY).difference.id
    with pytest.raises(RuleBroken, match="one coding only"):
        study.do(lambda uow: take_apart(uow, room, alone))
    with pytest.raises(RuleBroken, match="joined with another"):
        study.do(lambda uow: join(uow, room, alone, alone))
    with pytest.raises(RuleBroken, match="as the comparison found it"):
        study.do(lambda uow: put_back(uow, room, alone))


def test_arrangements_go_with_the_log_to_another_copy(
    study: Study, other_copy: Study, tmp_path: Path
) -> None:
    apart(study)
    joined(study)
    study.decide(DifferenceKind.TANGLE, Outcome.TAKE, 2)
    part = study.room().resolutions[-1].difference.id
    study.do(lambda uow: put_back(uow, study.room(), part))
    export_decisions(study.workspace, study.transcript_id(), tmp_path / "log.jsonl")
    done = import_decisions_file(
        other_copy.workspace, other_copy.transcript_id(), tmp_path / "log.jsonl"
    ).value
    assert done.passed_over == ()
    assert other_copy.room().resolutions == study.room().resolutions
