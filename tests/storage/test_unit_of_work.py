from dataclasses import replace
from threading import Event, Thread

import pytest
from sqlalchemy import Executable, delete, event, insert, update

from qcoder.domain.changes import Change, EntryKind, Kind
from qcoder.domain.coding import Coding
from qcoder.domain.errors import ProjectBusy, StaleUndo
from qcoder.domain.ids import CodingId
from qcoder.storage.database import Database
from qcoder.storage.recorded_session import UnrecordedWrite
from qcoder.storage.schema import CodingRow, DecisionRow, EntryChangeRow, EntryRow
from qcoder.storage.unit_of_work import UnitOfWork, reading, writing
from tests.builders import a_coder, a_coding, a_decision, a_difference, coder_id
from tests.storage.projects import CODING, TIME, TRANSCRIPT, act, add_coder, dump, fill


def test_what_is_not_committed_is_rolled_back(database: Database) -> None:
    with writing(database) as uow:
        uow.coders.add(a_coder("Ada"))
    with reading(database) as uow:
        assert uow.coders.all() == []


def test_an_error_rolls_everything_back(database: Database) -> None:
    def add_and_fail(uow: UnitOfWork) -> None:
        uow.coders.add(a_coder("Ada"))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act(database, add_and_fail)
    with reading(database) as uow:
        assert uow.coders.all() == []


def test_a_commit_returns_what_changed_and_writes_the_same_to_the_journal(
    database: Database,
) -> None:
    changes = add_coder(database, "Ada")
    assert changes.label == "Add coder Ada"
    assert [(c.kind, c.key, c.before) for c in changes.changes] == [
        (Kind.CODER, coder_id("Ada"), None)
    ]
    with reading(database) as uow:
        assert changes.entry is not None
        assert uow.journal.entry(changes.entry) == changes


def test_changes_are_listed_in_the_order_they_were_made(database: Database) -> None:
    fill(database)
    with writing(database) as uow:
        uow.codings.add(a_coding(TRANSCRIPT, "grades", TIME))
        uow.coders.add(a_coder("Cleo"))
        uow.codings.update(replace(CODING, sure=False))
        uow.codings.remove(CODING.id)
        changes = uow.pending_changes()
    assert [(c.kind, c.before is None, c.after is None) for c in changes] == [
        (Kind.CODING, True, False),
        (Kind.CODER, True, False),
        (Kind.CODING, False, False),
        (Kind.CODING, False, True),
    ]


def test_a_change_has_the_row_before_and_after(database: Database) -> None:
    fill(database)
    moved = act(database, lambda uow: uow.codings.update(replace(CODING, code=TIME.id)))
    [change] = moved.changes
    assert change.before is not None
    assert change.after is not None
    assert change.before["code"] == CODING.code
    assert dict(change.after) == {**change.before, "code": TIME.id}


def test_an_act_without_effect_leaves_no_entry(database: Database) -> None:
    fill(database)
    version = database.data_version()
    changes = act(database, lambda uow: uow.codings.update(CODING))
    assert not changes
    assert changes.entry is None
    assert database.data_version() == version


def test_what_is_made_and_removed_in_one_act_leaves_no_entry(database: Database) -> None:
    fill(database)

    def make_and_remove(uow: UnitOfWork) -> None:
        coding = a_coding(TRANSCRIPT, "grades", TIME)
        uow.codings.add(coding)
        uow.codings.remove(coding.id)

    assert act(database, make_and_remove).entry is None


def test_a_unit_of_work_can_commit_twice(database: Database) -> None:
    with writing(database) as uow:
        uow.coders.add(a_coder("Ada"))
        first = uow.commit("Add Ada", None)
        uow.coders.add(a_coder("Ben"))
        second = uow.commit("Add Ben", None)
    assert [len(first.changes), len(second.changes)] == [1, 1]


def test_after_a_failed_commit_the_unit_of_work_can_be_used_again(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writing(database) as uow:
        with monkeypatch.context() as patch:
            patch.setattr("qcoder.storage.unit_of_work.write_entry", _fail)
            uow.coders.add(a_coder("Ada"))
            with pytest.raises(OSError, match="no more"):
                uow.commit("Add Ada", None)
        uow.coders.add(a_coder("Ben"))
        changes = uow.commit("Add Ben", None)
    assert len(changes.changes) == 1
    with reading(database) as uow:
        assert [coder.name for coder in uow.coders.all()] == ["Ben"]


def _fail(*_: object, **__: object) -> None:
    raise OSError("no more")


def test_a_reading_unit_of_work_refuses_to_write(database: Database) -> None:
    with reading(database) as uow, pytest.raises(UnrecordedWrite):
        uow.coders.add(a_coder("Ada"))
    with reading(database) as uow, pytest.raises(UnrecordedWrite):
        uow.contents.put(b"words")
    with reading(database) as uow, pytest.raises(UnrecordedWrite):
        uow.commit("nothing", None)


@pytest.mark.parametrize(
    "statement",
    [
        update(CodingRow).values(sure=False),
        delete(CodingRow),
        insert(CodingRow).values(id="x"),
    ],
)
def test_bulk_statements_are_refused(database: Database, statement: Executable) -> None:
    with writing(database) as uow, pytest.raises(UnrecordedWrite):
        uow._session.execute(statement)


@pytest.mark.parametrize("row_class", [EntryRow, EntryChangeRow, DecisionRow])
def test_journal_and_decisions_are_never_changed_or_deleted(
    database: Database, row_class: type[EntryRow | EntryChangeRow | DecisionRow]
) -> None:
    fill(database)
    act(database, lambda uow: uow.decisions.append(a_decision(a_difference([CODING], []))))
    with writing(database) as uow:
        row = uow._session.query(row_class).first()
        assert row is not None
        uow._session.delete(row)
        with pytest.raises(UnrecordedWrite):
            uow._session.flush()


def test_a_reader_sees_one_state_while_others_write(database: Database) -> None:
    fill(database)
    with reading(database) as reader:
        before = reader.codings.of_transcript(TRANSCRIPT.id)
        act(database, lambda uow: uow.codings.remove(CODING.id))
        assert reader.codings.of_transcript(TRANSCRIPT.id) == before
    with reading(database) as reader:
        assert reader.codings.of_transcript(TRANSCRIPT.id) == []


def test_readers_are_not_kept_waiting_by_a_writer(database: Database) -> None:
    fill(database)
    with writing(database) as writer:
        writer.codings.remove(CODING.id)
        with reading(database) as reader:
            assert reader.codings.get(CODING.id) == CODING


@pytest.mark.usefixtures("impatient")
def test_a_second_writer_is_told_that_the_project_is_busy(database: Database) -> None:
    with writing(database) as first:
        first.coders.add(a_coder("Ada"))
        with writing(database) as second, pytest.raises(ProjectBusy, match="writing to “"):
            second.coders.all()


def test_a_second_writer_waits_for_its_turn(database: Database) -> None:
    has_begun = Event()

    def write_slowly() -> None:
        with writing(database) as uow:
            uow.coders.add(a_coder("Ada"))
            has_begun.set()
            uow.commit("Add Ada", None)

    thread = Thread(target=write_slowly)
    thread.start()
    has_begun.wait()
    add_coder(database, "Ben")
    thread.join()
    with reading(database) as uow:
        assert {coder.name for coder in uow.coders.all()} == {"Ada", "Ben"}


def test_applying_an_inverted_change_takes_it_back(database: Database) -> None:
    fill(database)
    before = dump(database, without=["journal_entries", "journal_changes"])
    removed = act(database, lambda uow: uow.codings.remove(CODING.id))
    undo(database, removed.changes)
    assert dump(database, without=["journal_entries", "journal_changes"]) == before


def test_undo_is_stale_when_the_row_has_changed_since(database: Database) -> None:
    fill(database)
    moved = act(database, lambda uow: uow.codings.update(replace(CODING, code=TIME.id)))
    act(database, lambda uow: uow.codings.update(replace(CODING, sure=False)))
    with pytest.raises(StaleUndo, match="a coding it is about has been changed"):
        undo(database, moved.changes)


def test_undo_is_stale_when_somebody_relies_on_what_would_go(database: Database) -> None:
    fill(database)
    added = add_coder(database, "Cleo")
    act(database, lambda uow: uow.codings.add(a_coding(TRANSCRIPT, "grades", TIME, "Cleo")))
    with pytest.raises(StaleUndo):
        undo(database, added.changes)
    with reading(database) as uow:
        assert uow.coders.by_name("Cleo")


def test_undo_of_many_rows_takes_back_each(database: Database) -> None:
    fill(database)
    codings = [a_coding(TRANSCRIPT, "grades", TIME, number=n) for n in range(1200)]
    added = act(database, lambda uow: uow.codings.add_all(codings))
    undo(database, added.changes)
    with reading(database) as uow:
        assert uow.codings.count_by_layer() == {(TRANSCRIPT.id, coder_id("Ada")): 1}


def test_undo_of_many_changed_rows_gives_each_its_own_back(database: Database) -> None:
    fill(database)
    codings = [a_coding(TRANSCRIPT, "grades", TIME, number=n) for n in range(1200)]
    act(database, lambda uow: uow.codings.add_all(codings))
    before = stored_codings(database)
    changed = act(database, lambda uow: uow.codings.update_all(map(unsure, codings)))
    undo(database, changed.changes)
    assert stored_codings(database) == before


def test_a_row_that_one_act_changed_twice_is_taken_back_twice(database: Database) -> None:
    fill(database)
    before = stored_codings(database)

    def change_twice(uow: UnitOfWork) -> None:
        uow.codings.update(unsure(CODING))
        uow.codings.update(CODING)
        uow.codings.update(unsure(CODING))

    changed = act(database, change_twice)
    undo(database, changed.changes)
    assert stored_codings(database) == before


def test_undo_of_many_changed_rows_takes_few_statements(database: Database) -> None:
    fill(database)
    codings = [a_coding(TRANSCRIPT, "grades", TIME, number=n) for n in range(1200)]
    act(database, lambda uow: uow.codings.add_all(codings))
    changed = act(database, lambda uow: uow.codings.update_all(map(unsure, codings)))
    asked: list[str] = []

    @event.listens_for(database.engine(write=True), "before_cursor_execute")
    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    undo(database, changed.changes)
    assert len(asked) < 30


def test_a_state_that_another_version_wrote_is_stale(database: Database) -> None:
    strange = Change(Kind.CODING, CodingId("x"), None, {"id": "x", "tag": "y"})
    with pytest.raises(StaleUndo), writing(database) as uow:
        uow.apply(strange)


def test_a_decision_cannot_be_taken_back_by_undoing_its_row(database: Database) -> None:
    fill(database)
    decided = act(
        database, lambda uow: uow.decisions.append(a_decision(a_difference([CODING], [])))
    )
    with pytest.raises(UnrecordedWrite):
        undo(database, decided.changes)


def unsure(coding: Coding) -> Coding:
    return replace(coding, sure=False)


def stored_codings(database: Database) -> list[Coding]:
    with reading(database) as uow:
        return uow.codings.of_transcript(TRANSCRIPT.id)


def undo(database: Database, changes: tuple[Change, ...]) -> None:
    with writing(database) as uow:
        uow.apply_all(change.inverted() for change in reversed(changes))
        uow.commit("undo", None, kind=EntryKind.UNDO)
