import pytest

from qcoder.domain.coding import Story
from qcoder.domain.errors import LayerSealed, NotFound, NotYourLayer, RuleBroken, StaleUndo
from qcoder.domain.ids import StoryId
from qcoder.domain.spans import Span
from qcoder.services.coding.layer import apply_code
from qcoder.services.coding.stories import (
    code_story,
    remove_story,
    set_story,
    set_stretched,
    story_at,
    stretch_story,
)
from qcoder.services.prepare.coders import retire_coder
from tests.services.study import TALK, Study

LIST = (
    "We never had the time. There was always another list, and another page, and nobody sat down."
)
KNOCK = "Surgery taught me to knock. I say who I am before I touch the curtain."


@pytest.fixture
def study(study: Study) -> Study:
    """Ada codes FG1."""
    study.assign("Ada")
    return study


def tell(study: Study, words: str | Span, coder: str = "Ada") -> Story:
    span = words if isinstance(words, Span) else study.span(words)
    parsed, who = study.transcript(), study.coder(coder)
    return study.do(lambda uow: set_story(uow, parsed, who, span))


def stretch(study: Study, story: Story, first: int = 0, last: int = 0) -> Story:
    parsed = study.transcript()
    return study.do(
        lambda uow: stretch_story(uow, parsed, story.coder, story.id, first=first, last=last)
    )


def told(study: Study, coder: str = "Ada") -> list[Story]:
    who, where = study.coder(coder), study.transcript_id()
    return study.workspace.read(lambda uow: uow.stories.of_transcript(where, who))


def found_at(study: Study, position: int) -> Story | None:
    who, where = study.coder("Ada"), study.transcript_id()
    return study.workspace.read(lambda uow: story_at(uow, where, who, position))


def words_of(study: Study, story: Story) -> str:
    return TALK[story.span.start : story.span.end]


def test_a_story_is_set_and_found_around_the_caret(study: Study) -> None:
    story = tell(study, LIST)
    assert told(study) == [story]
    assert found_at(study, story.span.start) == found_at(study, story.span.end) == story
    assert found_at(study, 3) is None


def test_a_story_never_begins_or_ends_in_a_label(study: Study) -> None:
    story = tell(study, Span(TALK.index("P1:"), TALK.index("P2:") + 3))
    assert words_of(study, story) == LIST


def test_a_label_alone_is_no_story(study: Study) -> None:
    with pytest.raises(RuleBroken, match="no speech in the selection"):
        tell(study, "P2:")


def test_set_again_on_the_same_words_it_is_the_same_story(study: Study) -> None:
    story = tell(study, LIST)
    assert tell(study, LIST) == story
    assert study.last is None


def test_what_would_overlap_a_story_is_refused_and_named(study: Study) -> None:
    story = tell(study, Span(TALK.index("We never"), TALK.index("P1: And")))
    with pytest.raises(RuleBroken, match=r"overlap your story in turns 2–3\. Shorten or remove"):
        tell(study, "the time")
    assert told(study) == [story]


def test_stories_may_touch_turn_by_turn(study: Study) -> None:
    first, second = tell(study, LIST), tell(study, KNOCK)
    assert told(study) == [first, second]


def test_the_stories_of_two_coders_may_overlap(study: Study) -> None:
    study.assign("Ada", "Ben")
    tell(study, LIST)
    theirs = tell(study, "the time", "Ben")
    assert told(study, "Ben") == [theirs]


def test_a_story_is_stretched_and_shrunk_turn_by_turn(study: Study) -> None:
    story = tell(study, LIST)
    wider = stretch(study, story, last=1)
    assert words_of(study, wider).startswith("We never")
    assert words_of(study, wider).endswith("touch the curtain.")
    assert words_of(study, stretch(study, wider, first=-1)) == KNOCK
    assert [found.id for found in told(study)] == [story.id]


def test_a_story_is_not_stretched_into_the_next(study: Study) -> None:
    story = tell(study, LIST)
    tell(study, KNOCK)
    with pytest.raises(RuleBroken, match="overlap your story in turn 3"):
        stretch(study, story, last=1)


def test_stretched_past_the_end_of_the_transcript_nothing_happens(study: Study) -> None:
    story = tell(study, "And then she cried in the supply room, and I did not know where to look.")
    assert stretch(study, story, last=1) == story
    assert study.last is None


def test_codings_of_the_whole_story_are_stretched_with_it_and_others_are_not(study: Study) -> None:
    story = tell(study, LIST)
    study.apply("Ada", LIST, "Time")
    word = study.apply("Ada", LIST, "Specialties")
    part = study.apply("Ada", "the time", "Time")
    wider = stretch(study, story, last=1)
    spans = [(study.label(coding), coding.span) for coding in study.layer("Ada")]
    assert sorted(spans) == sorted(
        [("Time", wider.span), ("Specialties", word.span), ("Time", part.span)]
    )
    study.undo()
    assert {coding.span for coding in study.layer("Ada")} == {story.span, part.span}


def test_a_story_is_not_stretched_where_a_code_would_be_on_it_twice(study: Study) -> None:
    story = tell(study, LIST)
    study.apply("Ada", LIST, "Time")
    study.apply("Ada", Span(TALK.index("We never"), TALK.index("P1: And")), "Time")
    with pytest.raises(RuleBroken, match="have the code “Time” already"):
        stretch(study, story, last=1)
    assert told(study) == [story]


def test_a_story_is_removed_and_its_codings_stay(study: Study) -> None:
    story, coding = tell(study, LIST), study.apply("Ada", LIST, "Time")
    study.do(lambda uow: remove_story(uow, story.coder, story.id))
    assert told(study) == []
    assert study.layer("Ada") == [coding]
    study.undo()
    assert told(study) == [story]


def test_a_story_that_is_gone_is_not_stretched(study: Study) -> None:
    story, parsed = tell(study, LIST), study.transcript()
    with pytest.raises(NotFound, match="does not have that story"):
        study.do(lambda uow: stretch_story(uow, parsed, story.coder, StoryId("none"), last=1))


def test_nobody_touches_the_story_of_another(study: Study) -> None:
    story, ben, parsed = tell(study, LIST), study.coder("Ben"), study.transcript()
    for act in (
        lambda uow: stretch_story(uow, parsed, ben, story.id, last=1),
        lambda uow: remove_story(uow, ben, story.id),
    ):
        with pytest.raises(NotYourLayer, match="This is Ada's story"):
            study.workspace.run("Act", act)
    assert told(study) == [story]


def test_who_is_not_assigned_or_retired_sets_no_story(study: Study) -> None:
    with pytest.raises(RuleBroken, match="Ben is not assigned to FG1"):
        tell(study, LIST, "Ben")
    study.do(lambda uow: retire_coder(uow, study.coder("Ada")))
    with pytest.raises(RuleBroken, match="Ada is retired"):
        tell(study, LIST)


def test_stories_of_a_sealed_layer_stay_as_they_are(study: Study) -> None:
    story, parsed, ada = tell(study, LIST), study.transcript(), study.coder("Ada")
    made = study.last
    study.seal("Ada")
    for act in (
        lambda uow: set_story(uow, parsed, ada, study.span(KNOCK)),
        lambda uow: stretch_story(uow, parsed, ada, story.id, last=1),
        lambda uow: remove_story(uow, ada, story.id),
        lambda uow: uow.stories.remove(story.id),
    ):
        with pytest.raises(LayerSealed, match="Ada has sealed FG1"):
            study.workspace.run("Act", act)
    with pytest.raises(LayerSealed):
        study.undo(made)
    assert told(study) == [story]


def test_a_story_is_not_brought_back_over_one_that_was_set_since(study: Study) -> None:
    story = tell(study, LIST)
    study.do(lambda uow: remove_story(uow, story.coder, story.id))
    removal = study.last
    other = tell(study, "the time")
    with pytest.raises(StaleUndo, match="Another story has been set there since"):
        study.undo(removal)
    assert told(study) == [other]


def test_story_and_coding_can_be_one_act(study: Study) -> None:
    parsed, ada, time = study.transcript(), study.coder("Ada"), study.code("Time").id
    span = study.span(LIST)
    study.do(lambda uow: apply_code(uow, parsed, ada, time, set_story(uow, parsed, ada, span).span))
    study.undo()
    assert (told(study), study.layer("Ada")) == ([], [])


def test_a_code_for_the_story_sets_it_once(study: Study) -> None:
    parsed, who, span = study.transcript(), study.coder("Ada"), study.span(LIST)
    codes = [study.code("Time").id, study.code("Emotions").id]
    study.do(lambda uow: [code_story(uow, parsed, who, code, span) for code in codes])
    assert [story.span for story in told(study)] == [span]
    assert [coding.span for coding in study.layer("Ada")] == [span, span]


def test_a_code_that_crosses_a_story_leaves_the_stories_as_they_are(study: Study) -> None:
    story = tell(study, LIST)
    parsed, span = study.transcript(), study.span(LIST).hull(study.span(KNOCK))
    study.do(lambda uow: code_story(uow, parsed, story.coder, study.code().id, span))
    assert told(study) == [story]


def test_stretching_where_no_story_is_set_sets_it(study: Study) -> None:
    parsed, who, span = study.transcript(), study.coder("Ada"), study.span(LIST)
    made = study.do(lambda uow: set_stretched(uow, parsed, who, span, last=1))
    assert told(study) == [made]
    assert made.span.end > span.end
