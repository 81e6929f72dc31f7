from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from qcoder import __version__
from qcoder.domain.changes import EntryKind, Kind
from qcoder.domain.errors import NotFound
from qcoder.domain.ids import EntryId
from qcoder.storage.database import Database
from qcoder.storage.unit_of_work import reading, writing
from tests.builders import a_coder, coder_id
from tests.storage.projects import CODING, act, add_coder, fill


def test_a_new_project_has_an_empty_journal(database: Database) -> None:
    with reading(database) as uow:
        assert uow.journal.last_id() == 0
        assert uow.journal.since(EntryId(0)) == []
        with pytest.raises(NotFound):
            uow.journal.entry(EntryId(1))


def test_an_entry_says_who_did_what_when_and_with_which_version(database: Database) -> None:
    add_coder(database, "Ada")
    with reading(database) as uow:
        [entry] = uow.journal.entries()
    assert (entry.actor, entry.label) == (coder_id("Ada"), "Add coder Ada")
    assert (entry.kind, entry.of, entry.undoable) == (EntryKind.ACT, None, True)
    assert entry.app_version == __version__
    age = datetime.now(UTC) - datetime.fromisoformat(entry.at)
    assert timedelta() <= age < timedelta(minutes=1)


def test_an_entry_keeps_whether_it_can_be_undone(database: Database) -> None:
    with writing(database) as uow:
        uow.coders.add(a_coder("Ada"))
        changes = uow.commit("Seal", None, undoable=False)
    with reading(database) as uow:
        assert not uow.journal.entry(changes.entry or EntryId(0)).undoable


def test_later_entries_are_told_in_order_with_their_changes(database: Database) -> None:
    first = add_coder(database, "Ada")
    later = [add_coder(database, name) for name in ("Ben", "Cleo")]
    with reading(database) as uow:
        assert uow.journal.since(first.entry or EntryId(0)) == later
        assert uow.journal.last_id() == later[-1].entry


def test_the_journal_knows_whether_an_act_is_undone(database: Database) -> None:
    done = add_coder(database, "Ada")
    entry = done.entry or EntryId(0)
    states: list[EntryKind | bool] = []
    for kind in (EntryKind.UNDO, EntryKind.REDO):
        with writing(database) as uow:
            states.append(uow.journal.undone_state(entry))
            [change] = done.changes
            uow.apply(change.inverted() if kind is EntryKind.UNDO else change)
            uow.commit(done.label, None, kind=kind, of=entry)
            states.append(uow.journal.is_undone(entry))
    assert states == [EntryKind.ACT, True, EntryKind.UNDO, False]


def test_the_history_of_a_thing_is_everything_that_happened_to_it(database: Database) -> None:
    fill(database)
    unsure = replace(CODING, sure=False)
    act(database, lambda uow: uow.codings.update(unsure), "Mark as unsure")
    act(database, lambda uow: uow.codings.remove(CODING.id), "Remove")
    with reading(database) as uow:
        history = uow.journal.history(Kind.CODING, CODING.id)
    assert [entry.label for entry, _ in history] == ["start", "Mark as unsure", "Remove"]
    assert [change.after is None for _, change in history] == [False, False, True]


def test_another_programs_write_changes_the_data_version(database: Database) -> None:
    before = database.data_version()
    with Database.open(_target(database)) as other:
        add_coder(other, "Ada")
    assert database.data_version() != before
    assert database.data_version() == database.data_version()


def _target(database: Database) -> str:
    return str(database.path) if database.path else database.url_or_path
