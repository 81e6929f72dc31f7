"""A pair's meeting on a shared database, with somebody else at another machine."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from qcoder.bootstrap import create_workspace, open_workspace
from qcoder.domain.consensus import DifferenceKind, Outcome, Status
from qcoder.domain.errors import RuleBroken
from qcoder.services.agreement.pairs import agreement
from qcoder.services.closing.acts import close_consensus
from qcoder.services.closing.auditing import query
from qcoder.services.codebook.proposals import open_proposals, propose
from qcoder.services.coding.layer import remove_coding
from qcoder.services.consensus.arranging import take_apart
from qcoder.services.consensus.batches import decide_batch, of_kind
from qcoder.services.consensus.deciding import Verdict, decide
from qcoder.services.consensus.meetings import (
    close_meeting,
    keep_place,
    open_meeting,
    place_in_hand,
)
from qcoder.services.consensus.staleness import what_changed
from tests.services.study import ENTRIES, TALK, Study

pytestmark = pytest.mark.postgres
ONE_ONLY, BOUNDARY = DifferenceKind.ONE_CODER_ONLY, DifferenceKind.BOUNDARY


@pytest.fixture
def shared(postgres_url: str) -> Iterator[Study]:
    study = Study(create_workspace(postgres_url, ["Ada", "Ben", "Cleo"], ENTRIES))
    study.take_in("FG1", TALK)
    study.pair()
    yield study
    study.workspace.close()


def test_of_two_who_decide_at_once_the_second_is_told(shared: Study, postgres_url: str) -> None:
    with closing(open_workspace(postgres_url)) as workspace:
        elsewhere = Study(workspace)
        seen, place = elsewhere.room(), elsewhere.place(BOUNDARY)
        shared.decide(BOUNDARY, Outcome.UNION)
        with pytest.raises(RuleBroken, match="Somebody has just decided"):
            elsewhere.do(lambda uow: decide(uow, seen, place.difference.id, Verdict(Outcome.NONE)))
        assert [d.outcome for d in elsewhere.room().log.decisions] == [Outcome.UNION]


def test_the_whole_meeting(shared: Study) -> None:
    parsed, key = shared.transcript(), shared.transcript_id()
    shared.do(lambda uow: open_meeting(uow, parsed))
    figures = shared.workspace.read(agreement).pairs[0].pooled

    room, whole = shared.room(), shared.place(DifferenceKind.SUBSTITUTION).difference.id
    shared.do(lambda uow: take_apart(uow, room, whole))
    shared.do(lambda uow: keep_place(uow, key, whole, 30.0))
    assert shared.workspace.read(lambda uow: place_in_hand(uow, key)).difference == whole
    apart = shared.room()
    batch = of_kind(apart, ONE_ONLY, Verdict(Outcome.NONE))
    assert len(shared.do(lambda uow: decide_batch(uow, apart, batch))) == 3
    decision = shared.decide(BOUNDARY, Outcome.TAKE, 1)
    decided = shared.room()
    shared.do(lambda uow: propose(uow, decided, decision.difference, "Say where it ends."))
    assert len(shared.workspace.read(open_proposals)) == 1
    closed = shared.do(lambda uow: close_consensus(uow, decided))
    assert closed.figures["outcomes"]["boundary"] == {"take": 1}
    assert shared.do(lambda uow: close_meeting(uow, parsed)).open_after == 0

    cleo = shared.coder("Cleo")
    shared.do(lambda uow: query(uow, shared.room(), decision.difference, cleo, "Which words?"))
    assert shared.place_status(BOUNDARY) is Status.OPEN
    shared.decide(BOUNDARY, Outcome.UNION)
    coding, ben = shared.layer("Ben")[0], shared.coder("Ben")
    shared.unseal("Ben")
    shared.do(lambda uow: remove_coding(uow, ben, coding.id))
    shared.seal("Ben")
    again = shared.room()
    (stale,) = [r for r in again.resolutions if r.status is Status.STALE]
    (change,) = shared.workspace.read(lambda uow: what_changed(uow, again, stale))
    assert change.coding == coding.id
    assert shared.workspace.read(agreement).pairs[0].pooled == figures
