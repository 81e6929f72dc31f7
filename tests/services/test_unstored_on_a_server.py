"""Nothing is lost when the server is: acts wait in a copy that had followed the project."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from qcoder.bootstrap import create_workspace, open_workspace
from qcoder.domain.changes import ChangeSet
from qcoder.domain.coding import Coding
from qcoder.domain.errors import (
    CannotStoreNow,
    CommitUnsure,
    ProjectUnreachable,
    RuleBroken,
)
from qcoder.services.codebook.editing import add_code
from qcoder.services.coding.layer import annotate, remove_coding
from qcoder.services.prepare.assignments import seal
from qcoder.services.unstored import from_record, to_record
from qcoder.services.workspace import Done
from tests.lossy_line import Cut, LossyLine
from tests.postgres import PostgresCluster
from tests.services.study import ENTRIES, TALK, Study
from tests.services.test_unstored import code, codings, entry_of, waiting
from tests.storage.projects import dump


@pytest.fixture
def keeping(postgres_url: str, lossy_line: LossyLine) -> Iterator[Study]:
    """Ada codes FG1 on a server, in a window that keeps what cannot be stored."""
    with closing(create_workspace(postgres_url, ["Ada", "Ben"], ENTRIES)) as made:
        study = Study(made)
        study.take_in("FG1", TALK)
        study.assign("Ada")
    study = Study(open_workspace(lossy_line.url(postgres_url)))
    study.workspace.keep_unstored()
    study.workspace.look_from_afar()
    yield study
    study.workspace.close()


def on_the_server(url: str) -> list[Coding]:
    with closing(open_workspace(url)) as other:
        return codings(other)


def labels(study: Study) -> list[str]:
    return [entry.label for entry in study.workspace.read(lambda uow: uow.journal.entries())]


def test_coding_goes_on_while_the_server_is_stopped(
    keeping: Study, postgres_url: str, postgres_cluster: PostgresCluster
) -> None:
    before = code(keeping, "nobody sat down")
    postgres_cluster.stop()
    try:
        # Nothing has looked since the last coding; it is there nevertheless.
        assert codings(keeping.workspace) == [before.value]
        made = code(keeping, "the time")
        keeping.workspace.undo(entry_of(before))
        assert codings(keeping.workspace) == [made.value]
        assert waiting(keeping) == 2
        with pytest.raises(ProjectUnreachable):
            keeping.workspace.look_from_afar()
        with pytest.raises(ProjectUnreachable):
            keeping.workspace.store_now()
    finally:
        postgres_cluster.start()
    keeping.workspace.look_from_afar()
    assert keeping.workspace.store_now() == []
    assert on_the_server(postgres_url) == codings(keeping.workspace) == [made.value]
    keeping.workspace.redo(entry_of(before))
    assert on_the_server(postgres_url) == codings(keeping.workspace)


def test_coding_goes_on_when_the_process_at_the_server_is_killed(
    keeping: Study, postgres_url: str, postgres_cluster: PostgresCluster
) -> None:
    first = code(keeping, "the time")
    postgres_cluster.kill_connections(postgres_url.rpartition("/")[2].partition("?")[0])
    second = code(keeping, "another page")
    keeping.workspace.store_now()
    assert on_the_server(postgres_url) == [first.value, second.value]
    assert labels(keeping)[-2:] == ["Time", "Time"]


@pytest.mark.parametrize("cut", [Cut.BEFORE_COMMIT, Cut.AFTER_COMMIT])
def test_a_server_lost_in_the_moment_of_storing_stores_the_act_once(
    keeping: Study, lossy_line: LossyLine, postgres_url: str, cut: Cut
) -> None:
    heard: list[ChangeSet] = []
    keeping.workspace.subscribe(heard.append)
    lossy_line.cut = cut
    made = code(keeping, "the time")
    assert codings(keeping.workspace) == [made.value]
    assert waiting(keeping) == 1
    assert len(on_the_server(postgres_url)) == (1 if cut is Cut.AFTER_COMMIT else 0)
    lossy_line.mend()
    assert keeping.workspace.store_now() == []
    assert on_the_server(postgres_url) == [made.value]
    assert labels(keeping).count("Time") == 1
    # Told when it was done, and then that it is stored; never as the act of another.
    assert [changes.entry is None for changes in heard] == [False, True]
    keeping.workspace.undo(entry_of(made))
    assert on_the_server(postgres_url) == []


@pytest.mark.parametrize("cut", [Cut.BEFORE_COMMIT, Cut.AFTER_COMMIT])
def test_a_server_lost_again_while_what_waits_is_stored_stores_it_once(
    keeping: Study, lossy_line: LossyLine, postgres_url: str, cut: Cut
) -> None:
    lossy_line.break_off()
    first, second = code(keeping, "the time"), code(keeping, "another page")
    lossy_line.cut = cut
    with pytest.raises(CannotStoreNow):
        keeping.workspace.store_now()
    assert waiting(keeping) == 2
    lossy_line.mend()
    assert keeping.workspace.store_now() == []
    assert on_the_server(postgres_url) == [first.value, second.value]
    assert labels(keeping).count("Time") == 2


def test_what_was_perhaps_stored_is_not_stored_again_though_changed_since(
    keeping: Study, lossy_line: LossyLine, postgres_url: str
) -> None:
    lossy_line.cut = Cut.AFTER_COMMIT
    made = code(keeping, "the time")
    with closing(open_workspace(postgres_url)) as other:
        ada = keeping.coder("Ada")
        other.run("Remove", lambda uow: remove_coding(uow, ada, made.value.id))
    lossy_line.mend()
    assert keeping.workspace.store_now() == []
    assert codings(keeping.workspace) == on_the_server(postgres_url) == []


def test_what_was_perhaps_stored_by_a_window_that_was_killed_is_stored_once(
    keeping: Study, lossy_line: LossyLine, postgres_url: str
) -> None:
    lossy_line.cut = Cut.AFTER_COMMIT
    made = code(keeping, "the time")
    lossy_line.mend()
    written = [to_record(act) for act in keeping.workspace.unstored.acts]
    with closing(open_workspace(postgres_url)) as later:
        ada = keeping.coder("Ada")
        later.run("Remove", lambda uow: remove_coding(uow, ada, made.value.id))
        later.keep_unstored()
        assert later.take_up([from_record(record) for record in written]) == []
        assert later.store_now() == []
    assert on_the_server(postgres_url) == []


def test_an_undo_in_the_moment_in_which_the_server_is_lost_is_done_once(
    keeping: Study, lossy_line: LossyLine, postgres_url: str
) -> None:
    made = code(keeping, "the time")
    lossy_line.cut = Cut.AFTER_COMMIT
    keeping.workspace.undo(entry_of(made))
    assert codings(keeping.workspace) == []
    lossy_line.mend()
    assert keeping.workspace.store_now() == []
    keeping.workspace.redo(entry_of(made))
    assert on_the_server(postgres_url) == [made.value]


def test_a_seal_in_the_moment_in_which_the_server_is_lost_is_neither_told_nor_repeated(
    keeping: Study, lossy_line: LossyLine
) -> None:
    transcript, ada = keeping.transcript_id(), keeping.coder("Ada")
    heard: list[ChangeSet] = []
    keeping.workspace.subscribe(heard.append)
    lossy_line.cut = Cut.AFTER_COMMIT
    with pytest.raises(CommitUnsure, match="Whether “Seal” was stored is not known"):
        keeping.workspace.run("Seal", lambda uow: seal(uow, transcript, ada), actor=ada)
    assert heard == []
    lossy_line.mend()
    keeping.workspace.store_now()
    assert [changes.label for changes in heard] == ["Seal"]


def test_without_a_window_one_is_told_that_it_is_not_known(
    lossy_line: LossyLine, postgres_url: str
) -> None:
    create_workspace(postgres_url).close()
    with closing(open_workspace(lossy_line.url(postgres_url))) as workspace:
        lossy_line.cut = Cut.AFTER_COMMIT
        with pytest.raises(CommitUnsure, match="look before doing it again"):
            workspace.run("Rename", lambda uow: uow.project.rename("other"))


def test_the_copy_follows_everything_that_others_do(keeping: Study, postgres_url: str) -> None:
    with closing(open_workspace(postgres_url)) as other:
        elsewhere = Study(other)
        elsewhere.take_in("FG2", TALK + "\nP3: And me.")
        grouping = other.read(lambda uow: uow.codebook.load()).groupings[0].id
        elsewhere.do(lambda uow: add_code(uow, grouping, "Pace"))
        elsewhere.pair()
        keeping.workspace.look_from_afar()
        elsewhere.unseal("Ada")
        gone, kept = elsewhere.layer("Ada")[:2]
        ada = elsewhere.coder("Ada")
        elsewhere.do(lambda uow: remove_coding(uow, ada, gone.id))
        elsewhere.do(lambda uow: annotate(uow, ada, kept.id, "Why?"))
        elsewhere.undo()
        keeping.workspace.look_from_afar()
        copy = keeping.workspace._copy_in_memory()
        assert dump(copy) == dump(other.database)
        assert copy.check() == []
        copy.close()


def test_what_was_done_here_since_the_last_look_is_in_the_copy(
    keeping: Study, postgres_url: str, lossy_line: LossyLine
) -> None:
    ada = keeping.coder("Ada")
    made: Done[Coding] = code(keeping, "the time")
    memo = keeping.workspace.run(
        "Memo", lambda uow: annotate(uow, ada, made.value.id, "Why?"), actor=ada
    ).changes.entry
    assert memo is not None
    keeping.workspace.undo(memo)
    lossy_line.break_off()
    assert codings(keeping.workspace) == [made.value]
    assert waiting(keeping) == 0
    keeping.workspace.redo(memo)
    lossy_line.mend()
    assert keeping.workspace.store_now() == []
    with closing(open_workspace(postgres_url)) as other:
        assert len(other.read(lambda uow: uow.memos.all())) == 1


def test_what_others_depend_on_is_refused_while_the_server_is_away(
    keeping: Study, lossy_line: LossyLine
) -> None:
    grouping = keeping.workspace.read(lambda uow: uow.codebook.load()).groupings[0].id
    lossy_line.break_off()
    with pytest.raises(RuleBroken, match="Until then coding goes on"):
        keeping.workspace.run("Code", lambda uow: add_code(uow, grouping, "Pace"))


def test_before_the_first_copy_is_made_an_act_is_refused(
    postgres_url: str, lossy_line: LossyLine
) -> None:
    create_workspace(postgres_url, ["Ada"]).close()
    with closing(open_workspace(lossy_line.url(postgres_url))) as workspace:
        workspace.keep_unstored()
        lossy_line.break_off()
        with pytest.raises(ProjectUnreachable):
            workspace.read(lambda uow: uow.coders.all())


def test_an_act_begins_in_the_copy_where_the_server_is_silent_and_is_stored_once(
    keeping: Study, lossy_line: LossyLine, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = code(keeping, "nobody sat down")
    lossy_line.fall_silent()
    monkeypatch.setattr("qcoder.storage.answering.PATIENCE", 0.2)
    # What was answered a moment ago is believed for a moment.
    monkeypatch.setattr("qcoder.storage.answering._STAYS_TRUE", 0.0)
    made = code(keeping, "the time")
    assert waiting(keeping) == 1
    lossy_line.mend()
    keeping.workspace.look_from_afar()
    assert keeping.workspace.store_now() == []
    both = sorted([before.value.id, made.value.id])
    assert sorted(coding.id for coding in on_the_server(postgres_url)) == both
