"""Any script of acts, undone step by step, restores everything; redone, restores the end."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qcoder.domain.assignment import Assignment
from qcoder.domain.changes import Change, EntryKind, Kind
from qcoder.domain.codebook import Grouping
from qcoder.domain.coding import MemoTarget
from qcoder.domain.errors import QCoderError
from qcoder.domain.ids import (
    CodeId,
    CodingId,
    DecisionId,
    DifferenceId,
    EntryId,
    GroupingId,
    HighlightId,
    MemoId,
    StoryId,
    TranscriptId,
    new_id,
)
from qcoder.domain.spans import Span
from qcoder.storage.database import Database
from qcoder.storage.unit_of_work import UnitOfWork, reading, writing
from tests.builders import (
    a_coder,
    a_decision,
    a_difference,
    a_highlight,
    a_story,
    a_transcript,
    coder_id,
)
from tests.storage.projects import (
    CODING,
    TIME,
    TRANSCRIPT,
    a_memo,
    dump,
    fill,
    store_code,
    store_transcript,
)
from tests.thoroughness import examples

NOT_UNDONE = ("journal_entries", "journal_changes", "decisions", "contents")


class Step(NamedTuple):
    """One thing done to the project; the numbers choose what it is done to."""

    what: Callable[[UnitOfWork, int, int], object]
    first: int
    second: int


class Broken(Exception):
    """An act that goes wrong after it has done something."""


def add_coder(uow: UnitOfWork, *_: int) -> None:
    uow.coders.add(replace(a_coder(new_id()), name="somebody"))


def rename_coder(uow: UnitOfWork, first: int, second: int) -> None:
    coders = uow.coders.all()
    uow.coders.update(replace(coders[first % len(coders)], name=f"Coder {second}"))


def add_transcript(uow: UnitOfWork, first: int, _: int) -> None:
    store_transcript(uow, replace(a_transcript(), id=TranscriptId(new_id())), first)


def remove_or_return_transcript(uow: UnitOfWork, first: int, _: int) -> None:
    headers = uow.transcripts.headers(include_removed=True)
    header = headers[first % len(headers)]
    uow.transcripts.update(replace(header, removed=not header.removed))


def add_grouping(uow: UnitOfWork, first: int, _: int) -> None:
    uow.codebook.add_grouping(Grouping(GroupingId(new_id()), f"Grouping {first}", first))


def add_code(uow: UnitOfWork, first: int, second: int) -> None:
    groupings = uow.codebook.load().groupings
    grouping = groupings[first % len(groupings)].id
    store_code(uow, replace(TIME, id=CodeId(new_id()), grouping=grouping, position=second))
    uow.codebook.bump_revision()


def change_code(uow: UnitOfWork, first: int, second: int) -> None:
    codes = uow.codebook.load().codes
    uow.codebook.update_code(replace(codes[first % len(codes)], label=f"Code {second}"))


def merge_codes(uow: UnitOfWork, first: int, second: int) -> None:
    codes = uow.codebook.load().codes
    kept, absorbed = codes[first % len(codes)], codes[second % len(codes)]
    if kept == absorbed:
        return
    for coding in uow.codings.all():
        if coding.code == absorbed.id:
            uow.codings.update(replace(coding, code=kept.id))
    if not uow.codings.using_code(absorbed.id):
        uow.codebook.remove_code(absorbed.id)


def add_codings(uow: UnitOfWork, first: int, second: int) -> None:
    header = uow.transcripts.headers(include_removed=True)[0]
    codes = uow.codebook.load().codes
    coding = replace(CODING, transcript=header.id, code=codes[first % len(codes)].id)
    uow.codings.add_all(
        replace(coding, id=CodingId(new_id()), span=Span(n, n + 1 + second))
        for n in range(1 + second)
    )


def move_coding(uow: UnitOfWork, first: int, second: int) -> None:
    codings = uow.codings.all()
    if codings:
        uow.codings.update(replace(codings[first % len(codings)], span=Span(second, second + 5)))


def remove_coding(uow: UnitOfWork, first: int, _: int) -> None:
    codings = uow.codings.all()
    if codings:
        coding = codings[first % len(codings)]
        for memo in uow.memos.on(MemoTarget.CODING, coding.id):
            uow.memos.remove(memo.id)
        uow.codings.remove(coding.id)


def add_or_move_story(uow: UnitOfWork, first: int, second: int) -> None:
    stories = uow.stories.of_transcript(TRANSCRIPT.id)
    span = Span(second, second + 1 + first)
    if first and stories:
        uow.stories.update(replace(stories[first % len(stories)], span=span))
    else:
        uow.stories.add(replace(a_story(TRANSCRIPT, span), id=StoryId(new_id())))


def remove_stories(uow: UnitOfWork, first: int, _: int) -> None:
    for story in uow.stories.of_transcript(TRANSCRIPT.id)[first:]:
        uow.stories.remove(story.id)


def add_highlight(uow: UnitOfWork, first: int, second: int) -> None:
    highlight = a_highlight(TRANSCRIPT, Span(second, second + 1 + first))
    highlight = replace(highlight, id=HighlightId(new_id()))
    uow.highlights.add(highlight)
    if first:
        uow.memos.put(a_memo(highlight))


def move_or_remove_highlight(uow: UnitOfWork, first: int, second: int) -> None:
    for highlight in uow.highlights.of_transcript(TRANSCRIPT.id)[first:]:
        if second:
            uow.highlights.update(replace(highlight, span=Span(second, second + 5)))
            continue
        for memo in uow.memos.on(MemoTarget.HIGHLIGHT, highlight.id):
            uow.memos.remove(memo.id)
        uow.highlights.remove(highlight.id)


def put_memo(uow: UnitOfWork, first: int, second: int) -> None:
    codings = uow.codings.all()
    if codings:
        memo = a_memo(codings[first % len(codings)], f"Memo {second} 🙂")
        there = uow.memos.get(memo.target, memo.target_id, memo.coder)
        uow.memos.put(replace(memo, id=there.id) if there else memo)


def replace_memo(uow: UnitOfWork, first: int, second: int) -> None:
    """Removed and written anew under another id in one act: the unique constraint watches."""
    for coding in uow.codings.all()[: 1 + first]:
        for memo in uow.memos.on(MemoTarget.CODING, coding.id):
            uow.memos.remove(memo.id)
            uow.memos.put(replace(memo, id=MemoId(new_id()), text=f"Anew {second}"))


def assign_seal_or_unassign(uow: UnitOfWork, first: int, second: int) -> None:
    transcript = uow.transcripts.headers(include_removed=True)[0].id
    coders = uow.coders.all()
    coder = coders[first % len(coders)].id
    assignment = uow.assignments.get(transcript, coder)
    if assignment is None:
        uow.assignments.add(Assignment(transcript, coder, second))
    elif assignment.is_sealed:
        uow.assignments.remove(transcript, coder)
    else:
        uow.assignments.update(replace(assignment, sealed_at=f"2024-03-0{1 + second}"))


def set_setting(uow: UnitOfWork, first: int, second: int) -> None:
    uow.project.set_setting(f"setting {first}", {"value": (second, None)} if second else None)


def decide(uow: UnitOfWork, *_: int) -> None:
    difference = a_difference([CODING])._replace(id=DifferenceId(new_id()))
    uow.decisions.append(replace(a_decision(difference), id=DecisionId(new_id())))


def go_wrong(*_: object) -> None:
    raise Broken


STEPS = st.builds(
    Step,
    st.sampled_from(
        [
            add_coder,
            rename_coder,
            add_transcript,
            remove_or_return_transcript,
            add_grouping,
            add_code,
            change_code,
            merge_codes,
            add_codings,
            move_coding,
            remove_coding,
            add_or_move_story,
            remove_stories,
            add_highlight,
            move_or_remove_highlight,
            put_memo,
            replace_memo,
            assign_seal_or_unassign,
            set_setting,
            decide,
            go_wrong,
        ]
    ),
    st.integers(0, 5),
    st.integers(0, 5),
)
SCRIPTS = st.lists(st.lists(STEPS, min_size=1, max_size=4), min_size=1, max_size=8)


# The project may keep what earlier examples left: each is compared with its own beginning.
@settings(
    max_examples=examples(25),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(script=SCRIPTS)
def test_any_script_undone_restores_the_start_and_redone_the_end(
    database: Database, script: list[list[Step]]
) -> None:
    if not database.data_version():
        fill(database)
    start = dump(database, NOT_UNDONE)
    entries = [entry for steps in script if (entry := run(database, steps))]
    end = dump(database, NOT_UNDONE)
    for entry in reversed(entries):
        replay(database, entry, EntryKind.UNDO)
    assert dump(database, NOT_UNDONE) == start
    for entry in entries:
        replay(database, entry, EntryKind.REDO)
    assert dump(database, NOT_UNDONE) == end


def run(database: Database, steps: list[Step]) -> EntryId | None:
    """One act of some steps; a broken one must leave nothing behind."""
    before = dump(database)
    try:
        with writing(database) as uow:
            for step in steps:
                step.what(uow, step.first, step.second)
            return uow.commit("act", coder_id("Ada")).entry
    except (Broken, QCoderError):
        assert dump(database) == before
        return None


def replay(database: Database, entry: EntryId, kind: EntryKind) -> None:
    """From the journal as stored, not from what the act returned."""
    with reading(database) as uow:
        recorded = uow.journal.entry(entry)
    changes = [change for change in recorded.changes if change.kind is not Kind.DECISION]
    with writing(database) as uow:
        uow.apply_all(_inverted(changes) if kind is EntryKind.UNDO else changes)
        uow.commit(recorded.label, None, kind=kind, of=entry)


def _inverted(changes: list[Change]) -> list[Change]:
    return [change.inverted() for change in reversed(changes)]
