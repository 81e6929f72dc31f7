"""The stories of a layer: set, stretched turn by turn, removed.

A story belongs to its coder and is hidden from the others like codings. It is offered again for
the next code, because themes and contexts share it. The stories of a layer do not overlap: what
would overlap is refused, never cut or replaced, so that no story is lost by the way.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qcoder.domain import coding, stories
from qcoder.domain.codebook import CodingUnit
from qcoder.domain.coding import Coding, Story
from qcoder.domain.errors import RuleBroken
from qcoder.domain.ids import CodeId, CoderId, StoryId, TranscriptId, new_id
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript
from qcoder.services.coding.layer import apply_code, speech_of
from qcoder.services.prepare.coders import active_coder
from qcoder.services.rules import check_open, check_own, refuse_twice

if TYPE_CHECKING:
    from qcoder.storage.unit_of_work import UnitOfWork


def story_at(
    uow: UnitOfWork, transcript: TranscriptId, coder: CoderId, position: int
) -> Story | None:
    """The story that the coder has set around a caret, or that ends there."""
    return coding.story_at(uow.stories.of_transcript(transcript, coder), position)


def set_story(uow: UnitOfWork, transcript: Transcript, coder: CoderId, span: Span) -> Story:
    """A story on ``span``, its ends moved off labels and blanks.

    On the very words of a story that is there, it is that story, and nothing changes. Refused
    where it would overlap another.
    """
    active_coder(uow, coder)
    check_open(uow, transcript.id, coder)
    story = Story(StoryId(new_id()), transcript.id, coder, speech_of(transcript, span))
    for present in uow.stories.of_transcript(transcript.id, coder):
        if present.span == story.span:
            return present
    _refuse_overlap(uow, transcript, story)
    uow.stories.add(story)
    return story


def code_story(
    uow: UnitOfWork, transcript: Transcript, coder: CoderId, code: CodeId, span: Span
) -> Coding:
    """Apply a code to a story, and set the story if no other is in its way.

    So it is offered again for the next code.
    """
    made = apply_code(uow, transcript, coder, code, span)
    present = uow.stories.of_transcript(transcript.id, coder)
    if not any(story.span.overlaps(made.span) for story in present):
        uow.stories.add(Story(StoryId(new_id()), transcript.id, coder, made.span))
    return made


def stretch_story(
    uow: UnitOfWork,
    transcript: Transcript,
    coder: CoderId,
    story: StoryId,
    *,
    first: int = 0,
    last: int = 0,
) -> Story:
    """Move the ends by whole turns, out where positive, as ``domain.stories.stretched`` does.

    The coder's codings that cover exactly the story, of codes whose unit is the story, are
    stretched with it. Other codings stay as they are.
    """
    own = _own(uow, coder, story)
    moved = replace(own, span=stories.stretched(transcript, own.span, first, last))
    if moved != own:
        _refuse_overlap(uow, transcript, moved)
        uow.stories.update(moved)
        _stretch_codings(uow, own, moved)
    return moved


def set_stretched(
    uow: UnitOfWork,
    transcript: Transcript,
    coder: CoderId,
    span: Span,
    *,
    first: int = 0,
    last: int = 0,
) -> Story:
    """Stretch the story on ``span``; where none is set there, it is set first."""
    story = set_story(uow, transcript, coder, span)
    return stretch_story(uow, transcript, coder, story.id, first=first, last=last)


def _stretch_codings(uow: UnitOfWork, before: Story, after: Story) -> None:
    codes = uow.codebook.load().by_id
    for found in uow.codings.on_span(before.transcript, before.coder, before.span):
        if codes[found.code].unit is CodingUnit.STORY:
            stretched = replace(found, span=after.span)
            refuse_twice(uow, stretched)
            uow.codings.update(stretched)


def remove_story(uow: UnitOfWork, coder: CoderId, story: StoryId) -> None:
    """Remove a story; the codings on it stay."""
    uow.stories.remove(_own(uow, coder, story).id)


def _own(uow: UnitOfWork, coder: CoderId, story: StoryId) -> Story:
    found = uow.stories.get(story)
    check_own(uow, found, coder)
    return found


def _refuse_overlap(uow: UnitOfWork, transcript: Transcript, story: Story) -> None:
    for other in uow.stories.of_transcript(transcript.id, story.coder):
        if other.id != story.id and other.span.overlaps(story.span):
            turns = turns_in_words(transcript, other.span)
            raise RuleBroken(
                f"It would overlap your story in {turns}. Shorten or remove that one first."
            )


def turns_in_words(transcript: Transcript, span: Span) -> str:
    """Where a span is, as a reader counts turns: "turn 3", "turns 3–5"."""
    turns = transcript.turn_numbers(span)
    first, last = turns.start + 1, turns.stop
    return f"turns {first}–{last}" if first < last else f"turn {first}"
