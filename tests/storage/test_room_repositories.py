from dataclasses import replace

import pytest
from sqlalchemy import select, update

from qcoder.domain.audit import AuditMark, Opinion
from qcoder.domain.closing import Closing
from qcoder.domain.consensus import Assent, Outcome
from qcoder.domain.errors import RuleBroken
from qcoder.domain.ids import (
    AuditMarkId,
    ClosingId,
    DecisionId,
    DifferenceId,
    MeetingId,
    ProposalId,
    SnapshotId,
)
from qcoder.domain.meeting import Meeting, PlaceInHand
from qcoder.domain.proposal import Proposal, ProposalState
from qcoder.domain.snapshot import Snapshot
from qcoder.storage.database import Database
from qcoder.storage.recorded_session import UnrecordedWrite
from qcoder.storage.schema import ClosingRow
from qcoder.storage.unit_of_work import reading, writing
from tests.builders import a_decision, a_difference, coder_id
from tests.storage.projects import CODING, TRANSCRIPT, act, fill

ADA = coder_id("Ada")
AT = "2024-03-08T14:00:00.000Z"
SNAPSHOT = Snapshot(
    SnapshotId("s1"), TRANSCRIPT.id, 1, 1, AT, False, "text", "structure", 3, 1, (ADA,), (CODING,)
)
MEETING = Meeting(MeetingId("m1"), TRANSCRIPT.id, 1, 1, AT, ("Ada", "Ben"), ADA, 7)
PROPOSAL = Proposal(
    ProposalId("p1"), TRANSCRIPT.id, DecisionId("d1"), CODING.code, "Narrower.", ADA, None, AT
)
MARK = AuditMark(AuditMarkId("a1"), DecisionId("d1"), TRANSCRIPT.id, ADA, Opinion.QUERY, "Why?", AT)
CLOSING = Closing(
    ClosingId("c1"), TRANSCRIPT.id, True, AT, (Assent(ADA, "agree", AT),), {"kappa": None}
)


@pytest.fixture
def filled(database: Database) -> Database:
    fill(database)
    return database


def test_snapshots_come_back_as_they_were_taken(filled: Database) -> None:
    second = replace(SNAPSHOT, id=SnapshotId("s2"), number=2, is_late=True, codings=())
    for snapshot in (second, SNAPSHOT):
        _keep(filled, snapshot)
    with reading(filled) as uow:
        assert uow.snapshots.of_transcript(TRANSCRIPT.id) == [SNAPSHOT, second]


def test_a_snapshot_is_read_once_in_a_transaction_and_anew_in_the_next(filled: Database) -> None:
    second = replace(SNAPSHOT, id=SnapshotId("s2"), number=2)
    with writing(filled) as uow:
        uow.snapshots.append(SNAPSHOT)
        (first,) = uow.snapshots.of_transcript(TRANSCRIPT.id)
        assert uow.snapshots.of_transcript(TRANSCRIPT.id)[0] is first
        uow.snapshots.append(second)
        assert uow.snapshots.of_transcript(TRANSCRIPT.id) == [SNAPSHOT, second]
        uow.rollback()
        assert uow.snapshots.of_transcript(TRANSCRIPT.id) == []


def test_a_meeting_is_closed_by_an_update(filled: Database) -> None:
    act(filled, lambda uow: uow.meetings.add(MEETING))
    with reading(filled) as uow:
        assert uow.meetings.open_on(TRANSCRIPT.id) == MEETING
    closed = replace(MEETING, closed_at=AT, open_after=0, seconds=90.5, named=(AT,))
    act(filled, lambda uow: uow.meetings.update(closed))
    with reading(filled) as uow:
        assert uow.meetings.open_on(TRANSCRIPT.id) is None
        assert uow.meetings.all() == [closed]


def test_of_two_who_open_a_meeting_at_once_the_second_is_told(filled: Database) -> None:
    act(filled, lambda uow: uow.meetings.add(MEETING))
    with writing(filled) as uow, pytest.raises(RuleBroken, match="just opened a meeting"):
        uow.meetings.add(replace(MEETING, id=MeetingId("m2")))


def test_where_a_meeting_stands_is_kept_without_a_journal_entry(filled: Database) -> None:
    act(filled, lambda uow: uow.meetings.add(MEETING))
    with reading(filled) as uow:
        assert uow.meetings.place(MEETING.id) == PlaceInHand(None, 0.0)
        before = uow.journal.last_id()
    for difference in ("first", "second"):
        place = PlaceInHand(DifferenceId(difference), 12.5)
        _keep_place(filled, place)
    with reading(filled) as uow:
        assert uow.meetings.place(MEETING.id) == PlaceInHand(DifferenceId("second"), 12.5)
        assert uow.journal.last_id() == before


def test_a_proposal_comes_back_with_its_answer(filled: Database) -> None:
    act(filled, lambda uow: uow.proposals.add(PROPOSAL))
    answered = replace(
        PROPOSAL, state=ProposalState.DONE, answer="Rule 2.", answered_by=ADA, answered_at=AT
    )
    act(filled, lambda uow: uow.proposals.update(answered))
    with reading(filled) as uow:
        assert uow.proposals.get(PROPOSAL.id) == answered
        assert uow.proposals.of_transcript(TRANSCRIPT.id) == uow.proposals.all() == [answered]


def test_audit_marks_and_closings_stand_in_the_order_they_were_written(filled: Database) -> None:
    opened = replace(CLOSING, id=ClosingId("c2"), is_closed=False, assent=(), figures={})
    later = replace(MARK, id=AuditMarkId("a0"), opinion=Opinion.CONCUR)
    for mark in (MARK, later):
        _mark(filled, mark)
    act(filled, lambda uow: uow.closings.append(CLOSING))
    with reading(filled) as uow:
        assert uow.closings.in_force(TRANSCRIPT.id) == CLOSING
        assert uow.audit_marks.of_transcript(TRANSCRIPT.id) == [MARK, later]
    act(filled, lambda uow: uow.closings.append(opened))
    with reading(filled) as uow:
        assert uow.closings.in_force(TRANSCRIPT.id) is None
        assert uow.closings.of_transcript(TRANSCRIPT.id) == [CLOSING, opened]


def test_a_closing_is_never_changed(filled: Database) -> None:
    act(filled, lambda uow: uow.closings.append(CLOSING))
    with writing(filled) as uow:
        row = uow._session.scalars(select(ClosingRow)).one()
        row.closed = False
        with pytest.raises(UnrecordedWrite, match="never changed"):
            uow.commit("change", ADA)
        with pytest.raises(UnrecordedWrite):
            uow._session.execute(update(ClosingRow).values(closed=False))


def test_parts_and_batch_of_a_decision_come_back(filled: Database) -> None:
    whole = a_difference([CODING], [])
    line = replace(
        a_decision(whole, Outcome.APART), parts=((CODING.id,), (CODING.id,)), batch="together"
    )
    act(filled, lambda uow: uow.decisions.append(line))
    with reading(filled) as uow:
        assert uow.decisions.log(TRANSCRIPT.id).decisions == (line,)


def _keep(database: Database, snapshot: Snapshot) -> None:
    act(database, lambda uow: uow.snapshots.append(snapshot))


def _keep_place(database: Database, place: PlaceInHand) -> None:
    act(database, lambda uow: uow.meetings.keep_place(MEETING.id, place))


def _mark(database: Database, mark: AuditMark) -> None:
    act(database, lambda uow: uow.audit_marks.append(mark))
