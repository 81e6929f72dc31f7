"""A program that codes through the services until it is killed, without a window.

Forked from one that has everything loaded, so that kills come by the hundred a minute.
"""

import os
import random
from collections.abc import Callable
from functools import partial
from pathlib import Path

from qcoder.bootstrap import open_workspace
from qcoder.domain.errors import QCoderError
from qcoder.domain.ids import CodingId, EntryId
from qcoder.domain.spans import Span
from qcoder.services.coding.layer import apply_code, remove_coding
from qcoder.services.workspace import Workspace
from tests.sealed_pair import coder_of, transcript_of

Say = Callable[[str, CodingId], None]
Taken = tuple[EntryId, CodingId]


def fork_writer(project: Path, seed: int) -> tuple[int, int]:
    """The process and the end of the pipe it tells what it does.

    ``+id``: the coding is stored. ``?id``: its removal begins. ``-id``: it is removed.
    """
    listening, telling = os.pipe()
    process = os.fork()
    if process:
        os.close(telling)
        return process, listening
    try:
        work_for_ever(project, random.Random(seed), partial(_say, telling))
    finally:
        os._exit(1)


def _say(pipe: int, sign: str, coding: CodingId) -> None:
    os.write(pipe, f"{sign}{coding}\n".encode())


def work_for_ever(project: Path, chance: random.Random, say: Say) -> None:
    """Apply any code to any words; now and then remove a coding or undo that it was applied."""
    workspace, present = open_workspace(project), list[Taken]()
    while True:
        if present and chance.random() < 0.4:
            _take_back(workspace, chance, present.pop(chance.randrange(len(present))), say)
            continue
        try:
            present.append(_apply(workspace, chance))
        except QCoderError:
            continue  # coded already
        say("+", present[-1][1])


def _apply(workspace: Workspace, chance: random.Random) -> Taken:
    transcript, coder = transcript_of(workspace, "FG1"), coder_of(workspace, "Ada")
    codes = workspace.read(lambda uow: uow.codebook.load()).codes
    start = chance.randrange(len(transcript.text) - 20)
    span, code = Span(start, start + chance.randrange(1, 20)), chance.choice(codes).id
    act = partial(apply_code, transcript=transcript, coder=coder, code=code, span=span)
    done = workspace.run("Apply", act, actor=coder)
    assert done.changes.entry is not None
    return done.changes.entry, done.value.id


def _take_back(workspace: Workspace, chance: random.Random, taken: Taken, say: Say) -> None:
    entry, coding = taken
    say("?", coding)
    if chance.random() < 0.5:
        workspace.undo(entry)
    else:
        coder = coder_of(workspace, "Ada")
        act = partial(remove_coding, coder=coder, coding=coding)
        workspace.run("Remove", act, actor=coder)
    say("-", coding)
