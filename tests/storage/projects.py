"""Small projects to test storage with, and everything that is stored in one."""

from collections.abc import Callable, Collection
from typing import Any

from sqlalchemy import select

from qcoder.domain.changes import ChangeSet
from qcoder.domain.codebook import Code, Grouping
from qcoder.domain.coding import Coding, Highlight, Memo, MemoTarget
from qcoder.domain.ids import MemoId, derived_id
from qcoder.domain.transcript import Transcript, TranscriptHeader
from qcoder.storage.database import Database
from qcoder.storage.schema import TABLES
from qcoder.storage.unit_of_work import UnitOfWork, writing
from tests.builders import a_code, a_coder, a_coding, a_transcript, coder_id

TRANSCRIPT = a_transcript("M: Tell us.\nP1: We never had the time. 🙂\nP2: Nor the grades.")
EMOTIONS = a_code("Emotions", key="E")
TIME = a_code("Time", key="T", position=1)
CODING = a_coding(TRANSCRIPT, "never had the time", EMOTIONS)

Dump = dict[str, list[tuple[Any, ...]]]


def act(database: Database, work: Callable[[UnitOfWork], object], label: str = "act") -> ChangeSet:
    """Run one act by Ada and commit it."""
    with writing(database) as uow:
        work(uow)
        return uow.commit(label, coder_id("Ada"))


def fill(database: Database) -> None:
    """Two coders, one transcript, one grouping with two codes, one coding."""
    act(database, fill_in, "start")


def fill_in(uow: UnitOfWork) -> None:
    uow.coders.add(a_coder("Ada"))
    uow.coders.add(a_coder("Ben"))
    store_transcript(uow, TRANSCRIPT)
    store_code(uow, EMOTIONS)
    store_code(uow, TIME)
    uow.codings.add(CODING)


def add_coder(database: Database, name: str) -> ChangeSet:
    return act(database, lambda uow: uow.coders.add(a_coder(name)), f"Add coder {name}")


def store_transcript(uow: UnitOfWork, transcript: Transcript, position: int = 0) -> None:
    uow.contents.put(transcript.text.encode())
    uow.contents.put_structure(transcript.structure)
    uow.transcripts.add(a_header(uow, transcript, position))


def a_header(uow: UnitOfWork, transcript: Transcript, position: int = 0) -> TranscriptHeader:
    return TranscriptHeader(
        id=transcript.id,
        name=transcript.name,
        format="text",
        text_sha256=uow.contents.put(transcript.text.encode()),
        structure_sha256=uow.contents.put_structure(transcript.structure),
        source_sha256=None,
        length=len(transcript.text),
        turns=len(transcript.turns),
        speakers=transcript.structure.speakers,
        position=position,
        imported_at="2024-03-01T09:00:00Z",
        report={"doubts": ["line 3: who is “P2”?"]},
    )


def store_code(uow: UnitOfWork, code: Code) -> None:
    groupings = {grouping.id for grouping in uow.codebook.load().groupings}
    if code.grouping not in groupings:
        uow.codebook.add_grouping(Grouping(code.grouping, "Themes", len(groupings)))
    uow.codebook.add_code(code)


def a_memo(on: Coding | Highlight, text: str = "Striking.", coder: str = "Ada") -> Memo:
    is_coding = isinstance(on, Coding)
    return Memo(
        id=MemoId(derived_id("memo", on.id, coder)),
        target=MemoTarget.CODING if is_coding else MemoTarget.HIGHLIGHT,
        target_id=on.id,
        coder=coder_id(coder),
        text=text,
        changed_at="2024-03-02T10:00:00Z",
    )


def dump(database: Database, without: Collection[str] = ()) -> Dump:
    """Every row of every table, but of those left out."""
    with database.engine(write=False).connect() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
            for table in TABLES.sorted_tables
            if table.name not in without
        }
