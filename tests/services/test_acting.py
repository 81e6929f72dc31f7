"""Acts that tell how far they are, can be ended by it, and have their turn one at a time."""

import os
from collections.abc import Sequence
from functools import partial
from threading import Thread

import pytest

from qcoder.bootstrap import open_workspace
from qcoder.domain.coding import Coding
from qcoder.domain.errors import ProjectBusy, QCoderError, RuleBroken
from qcoder.domain.ids import CodingId
from qcoder.services.coding.chosen_together import remove_all, set_sure
from qcoder.services.workspace import Workspace
from tests.crowded import crowd
from tests.sealed_pair import coder_of, layers
from tests.services.study import Study

MANY = 1_200


class Ended(Exception):
    """Whoever waits has had enough."""


@pytest.fixture
def crowded(study: Study) -> Workspace:
    """Ada has coded FG1 very often."""
    study.assign("Ada")
    workspace = study.workspace
    crowd(workspace, "Ada", "FG1", MANY)
    return workspace


def layer(workspace: Workspace) -> Sequence[Coding]:
    return layers(workspace, "FG1")[coder_of(workspace, "Ada")]


def ids(workspace: Workspace) -> list[CodingId]:
    return [coding.id for coding in layer(workspace)]


def end_after(rows: int, done: int) -> None:
    if done > rows:
        raise Ended


def test_each_row_is_told_once_for_itself_and_once_for_the_journal(crowded: Workspace) -> None:
    told: list[int] = []
    act = partial(set_sure, coder=coder_of(crowded, "Ada"), codings=ids(crowded), is_sure=False)
    crowded.run("Weigh", act, progress=told.append)
    assert told == sorted(told)
    assert len(set(told)) > 4
    assert told[-1] == 2 * MANY


@pytest.mark.parametrize("rows", [0, MANY // 2, MANY, 2 * MANY - 1])
def test_an_act_that_is_ended_has_stored_nothing(crowded: Workspace, rows: int) -> None:
    before, last = layer(crowded), crowded.database.data_version()
    act = partial(remove_all, coder=coder_of(crowded, "Ada"), codings=ids(crowded))
    with pytest.raises(Ended):
        crowded.run("Remove", act, progress=partial(end_after, rows))
    assert layer(crowded) == before
    assert crowded.database.data_version() == last
    assert crowded.run("Remove", act).changes


def test_an_undo_that_is_ended_can_be_done_later(crowded: Workspace) -> None:
    before, ada = layer(crowded), coder_of(crowded, "Ada")
    act = partial(remove_all, coder=ada, codings=ids(crowded))
    entry = crowded.run("Remove", act).changes.entry
    assert entry is not None
    with pytest.raises(Ended):
        crowded.undo(entry, ada, progress=partial(end_after, MANY // 2))
    assert layer(crowded) == []
    crowded.undo(entry, ada)
    assert layer(crowded) == before


def test_while_one_thread_acts_another_is_refused_and_may_read(crowded: Workspace) -> None:
    refused: list[QCoderError] = []
    read: list[int] = []
    keys = ids(crowded)

    def elsewhere() -> None:
        read.append(len(layer(crowded)))
        crowded.notice_foreign_changes()
        try:
            crowded.run("Other", lambda uow: uow.codings.remove(keys[0]))
        except RuleBroken as error:
            refused.append(error)

    def act_and_be_disturbed(done: int) -> None:
        if not read and done >= MANY // 2:
            thread = Thread(target=elsewhere)
            thread.start()
            thread.join()

    act = partial(remove_all, coder=coder_of(crowded, "Ada"), codings=keys)
    crowded.run("Remove", act, progress=act_and_be_disturbed)
    assert [str(error) for error in refused] == [
        "Something long is being done at present. Try again once it is done."
    ]
    assert read == [MANY]
    assert layer(crowded) == []


def test_no_copy_is_gone_on_in_that_lacks_an_act_under_way(crowded: Workspace) -> None:
    crowded.keep_unstored()
    busy = ProjectBusy("Busy.")
    act = partial(remove_all, coder=coder_of(crowded, "Ada"), codings=ids(crowded))

    def lose_the_project(_done: int) -> None:
        with pytest.raises(ProjectBusy):
            crowded.go_on_in_memory(busy)

    crowded.run("Remove", act, progress=lose_the_project)
    assert crowded.allows_beside
    crowded.go_on_in_memory(busy)
    assert not crowded.allows_beside


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the one that is killed is forked")
@pytest.mark.parametrize("rows", [MANY // 2, MANY + MANY // 2])
def test_killed_in_the_middle_the_file_is_whole_and_as_it_was(
    crowded: Workspace, rows: int
) -> None:
    before, path = layer(crowded), crowded.path
    assert path is not None
    crowded.close()
    process = os.fork()
    if not process:
        _remove_until_killed(open_workspace(path), rows)
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 9
    again = open_workspace(path)
    assert again.database.check() == []
    assert layer(again) == before
    again.close()


def _remove_until_killed(workspace: Workspace, rows: int) -> None:
    def die(done: int) -> None:
        if done > rows:
            os._exit(9)

    try:
        act = partial(remove_all, coder=coder_of(workspace, "Ada"), codings=ids(workspace))
        workspace.run("Remove", act, progress=die)
    finally:
        os._exit(1)
