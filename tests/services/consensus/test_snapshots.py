import pytest

from qcoder.domain.consensus import DifferenceKind, Outcome
from qcoder.domain.ids import TranscriptId
from qcoder.domain.snapshot import Snapshot
from qcoder.services.agreement.pairs import agreement
from qcoder.services.coding.layer import remove_coding
from qcoder.services.consensus.snapshots import snapshot_before
from qcoder.services.consensus.summary import summary_of
from tests.services.study import Study

BOUNDARY = DifferenceKind.BOUNDARY


@pytest.fixture
def study(sealed_pair: Study) -> Study:
    return sealed_pair


def kept(study: Study) -> list[Snapshot]:
    key = study.transcript_id()
    return study.workspace.read(lambda uow: uow.snapshots.of_transcript(key))


def before(study: Study) -> Snapshot | None:
    key: TranscriptId = study.transcript_id()
    return study.workspace.read(lambda uow: snapshot_before(uow, key))


def recode(study: Study) -> None:
    """Ada takes her first coding away, in a layer unsealed for it."""
    coding, ada = study.layer("Ada")[0], study.coder("Ada")
    study.unseal("Ada")
    study.do(lambda uow: remove_coding(uow, ada, coding.id))
    study.seal("Ada")


def test_the_layers_are_frozen_when_the_last_coder_seals(study: Study) -> None:
    (snapshot,) = kept(study)
    assert snapshot == before(study)
    assert not snapshot.is_late
    assert set(snapshot.codings) == set(study.layer())
    assert snapshot.text_sha256 == study.transcript().sha256


def test_nothing_is_frozen_before_all_have_sealed(study: Study) -> None:
    study.take_in("FG2", "P1: Alone.")
    study.assign("Ada", "Ben", transcript="FG2")
    study.seal("Ada", transcript="FG2")
    key = study.transcript_id("FG2")
    assert study.workspace.read(lambda uow: uow.snapshots.of_transcript(key)) == []
    study.do(lambda uow: None)
    study.assign("Ada", transcript="FG2")
    assert study.workspace.read(lambda uow: uow.snapshots.of_transcript(key)) == []


def test_sealing_again_without_a_change_keeps_nothing_twice(study: Study) -> None:
    study.unseal("Ada")
    study.seal("Ada")
    assert len(kept(study)) == 1


def test_what_is_from_before_is_what_was_first_revealed_also_if_mended_before_meeting(
    study: Study,
) -> None:
    assert before(study) == kept(study)[0]
    recode(study)
    assert before(study) == kept(study)[0]
    study.decide(DifferenceKind.EXACT, Outcome.NONE)
    assert before(study) == kept(study)[0]
    assert kept(study)[1] != before(study)


def test_where_a_coder_came_later_it_is_the_first_with_all_of_them(study: Study) -> None:
    study.assign("Ada", "Ben", "Cleo")
    assert before(study) == kept(study)[0]
    study.seal("Cleo")
    assert before(study) == kept(study)[1]


def test_once_a_pair_has_met_what_is_from_before_stays(study: Study) -> None:
    figures = study.workspace.read(agreement).pairs[0].pooled
    study.decide(BOUNDARY, Outcome.UNION)
    recode(study)
    assert [snapshot.number for snapshot in kept(study)] == [1, 2]
    assert before(study) == kept(study)[0]
    assert study.workspace.read(agreement).pairs[0].pooled == figures


def test_agreement_from_before_outlives_unsealing(study: Study) -> None:
    study.decide(BOUNDARY, Outcome.UNION)
    study.unseal("Ben")
    report = study.workspace.read(agreement)
    assert report.transcripts == ("FG1",)
    assert report.left_out[0].reason == "moderator"


def test_the_summary_counts_and_shows_nothing(study: Study) -> None:
    summary = summary_of(study.room())
    assert [*summary.codings.values()] == [4, 3]
    assert (summary.same, summary.same_but_fillers, summary.to_discuss) == (1, 0, 3)
    assert summary.passages == 3
    assert summary.marked_nothing == ()


def test_who_sealed_without_marking_anything_is_said(study: Study) -> None:
    study.take_in("FG2", "P1: We never had the time.")
    study.assign("Ada", "Ben", transcript="FG2")
    study.apply("Ada", "the time", transcript="FG2")
    study.seal("Ada", "Ben", transcript="FG2")
    summary = summary_of(study.room("FG2"))
    assert summary.marked_nothing == (study.coder("Ben"),)
    assert summary.to_discuss == 1


def test_identical_layers_have_nothing_to_discuss(study: Study) -> None:
    study.code_alike("FG2")
    room = study.room("FG2")
    assert (summary_of(room).to_discuss, summary_of(room).passages, room.still_open) == (0, 0, 0)
