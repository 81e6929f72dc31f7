"""Stories, highlights and the memos on them, as they are stored."""

from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from qcoder.domain.changes import Kind
from qcoder.domain.coding import Memo, MemoTarget
from qcoder.domain.errors import NotFound
from qcoder.domain.ids import CoderId, HighlightId, MemoId, StoryId, TranscriptId
from qcoder.domain.spans import Span
from qcoder.storage.database import Database
from qcoder.storage.unit_of_work import UnitOfWork, reading, writing
from tests.builders import a_highlight, a_story, coder_id
from tests.storage.projects import CODING, TRANSCRIPT, a_memo, act, fill

ADA = coder_id("Ada")
EARLY = a_story(TRANSCRIPT, "never had")
LATE = a_story(TRANSCRIPT, "grades")
OF_BEN = a_story(TRANSCRIPT, "the time", "Ben")
MARK = a_highlight(TRANSCRIPT, "had the")
MARK_OF_BEN = a_highlight(TRANSCRIPT, "Nor", "Ben")


@pytest.fixture
def filled(database: Database) -> Database:
    """Two stories of Ada's and one of Ben's, and a highlight of each."""
    fill(database)

    def mark(uow: UnitOfWork) -> None:
        for story in (LATE, OF_BEN, EARLY):
            uow.stories.add(story)
        for highlight in (MARK_OF_BEN, MARK):
            uow.highlights.add(highlight)

    act(database, mark)
    return database


def test_stories_of_a_layer_come_in_text_order(filled: Database) -> None:
    with reading(filled) as uow:
        assert uow.stories.of_transcript(TRANSCRIPT.id, ADA) == [EARLY, LATE]
        assert uow.stories.of_transcript(TRANSCRIPT.id) == [EARLY, OF_BEN, LATE]
        assert uow.stories.of_transcript(TranscriptId("other")) == []


def test_highlights_of_a_layer_come_in_text_order(filled: Database) -> None:
    with reading(filled) as uow:
        assert uow.highlights.of_transcript(TRANSCRIPT.id, ADA) == [MARK]
        assert uow.highlights.of_transcript(TRANSCRIPT.id) == [MARK, MARK_OF_BEN]


def test_a_story_is_moved_and_removed(filled: Database) -> None:
    moved = replace(LATE, span=Span(LATE.span.start, LATE.span.end + 1))
    act(filled, lambda uow: uow.stories.update(moved))
    act(filled, lambda uow: uow.stories.remove(EARLY.id))
    with reading(filled) as uow:
        assert uow.stories.get(LATE.id) == moved
        assert uow.stories.of_transcript(TRANSCRIPT.id, ADA) == [moved]


def test_a_highlight_is_moved_and_removed(filled: Database) -> None:
    moved = replace(MARK, span=Span(MARK.span.start, MARK.span.end + 1))
    act(filled, lambda uow: uow.highlights.update(moved))
    act(filled, lambda uow: uow.highlights.remove(MARK_OF_BEN.id))
    with reading(filled) as uow:
        assert uow.highlights.get(MARK.id) == moved
        assert uow.highlights.of_transcript(TRANSCRIPT.id) == [moved]


def test_what_is_not_there_is_not_found(database: Database) -> None:
    with reading(database) as uow:
        with pytest.raises(NotFound, match="does not have that story"):
            uow.stories.get(StoryId("none"))
        with pytest.raises(NotFound, match="does not have that highlight"):
            uow.highlights.get(HighlightId("none"))


def test_both_need_a_transcript_and_a_coder_that_are_there(filled: Database) -> None:
    for broken in (
        replace(EARLY, id=StoryId("x"), transcript=TranscriptId("none")),
        replace(EARLY, id=StoryId("x"), coder=CoderId("none")),
    ):
        with writing(filled) as uow, pytest.raises(IntegrityError):
            uow.stories.add(broken)
    for mark in (
        replace(MARK, id=HighlightId("x"), transcript=TranscriptId("none")),
        replace(MARK, id=HighlightId("x"), coder=CoderId("none")),
    ):
        with writing(filled) as uow, pytest.raises(IntegrityError):
            uow.highlights.add(mark)


def test_both_are_journalled_as_kinds_of_their_own(database: Database) -> None:
    fill(database)
    story = act(database, lambda uow: uow.stories.add(EARLY))
    highlight = act(database, lambda uow: uow.highlights.add(MARK))
    ((told,), (marked,)) = story.changes, highlight.changes
    assert (told.kind, told.key, told.before) == (Kind.STORY, EARLY.id, None)
    assert (marked.kind, marked.key, marked.before) == (Kind.HIGHLIGHT, MARK.id, None)


def put(database: Database, *memos: Memo) -> None:
    with writing(database) as uow:
        for memo in memos:
            uow.memos.put(memo)
        uow.commit("write", ADA)


def test_memos_of_highlights_are_those_of_their_own_coder(filled: Database) -> None:
    memos = (a_memo(MARK), a_memo(MARK, coder="Ben"), a_memo(MARK_OF_BEN, coder="Ben"))
    put(filled, *memos, a_memo(CODING))
    with reading(filled) as uow:
        mine, bens = a_memo(MARK), a_memo(MARK_OF_BEN, coder="Ben")
        assert uow.memos.of_highlights(TRANSCRIPT.id) == {MARK.id: mine, MARK_OF_BEN.id: bens}
        assert uow.memos.of_highlights(TRANSCRIPT.id, ADA) == {MARK.id: mine}
        assert uow.memos.of_codings(TRANSCRIPT.id) == {CODING.id: a_memo(CODING)}


def test_all_memos_come_in_order_of_change(filled: Database) -> None:
    on_project = Memo(MemoId("p"), MemoTarget.PROJECT, "", ADA, "Later.", "2024-03-03T00:00:00Z")
    written = (on_project, a_memo(MARK), a_memo(MARK, coder="Ben"))
    put(filled, *written)
    with reading(filled) as uow:
        *on_mark, last = uow.memos.all()
        assert sorted(on_mark, key=lambda memo: memo.id) == sorted(
            (a_memo(MARK), a_memo(MARK, coder="Ben")), key=lambda memo: memo.id
        )
        assert last == on_project
        assert uow.memos.annotated(MemoTarget.HIGHLIGHT) == {MARK.id}
