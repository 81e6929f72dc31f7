"""The story at the caret."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from pytestqt.qtbot import QtBot

from qcoder.domain.coding import Story
from qcoder.gui.main_window import MainWindow
from qcoder.gui.transcript.painted import ShownStory
from qcoder.gui.transcript.story_bracket import bracket_column
from tests.sealed_pair import coder_of, transcript_of
from tests.windows import be, code_workplace, coded, press, put_caret, select, told, view_of

STORY = "I had read the whole chart before, and I believed that I understood the man."
CHART = "the whole chart"


def stories(window: MainWindow, coder: str = "Ada") -> list[Story]:
    workspace = window.desk.workbench.workspace
    where = transcript_of(workspace, "FG1").id
    who = coder_of(workspace, coder)
    return workspace.read(lambda uow: uow.stories.of_transcript(where, who))


def words(window: MainWindow, story: Story) -> str:
    return transcript_of(window.desk.workbench.workspace, "FG1").speech_text(story.span)


def shown(window: MainWindow, qtbot: QtBot, *, is_set: bool) -> ShownStory:
    def is_shown() -> bool:
        story = view_of(window).scene.story
        return story is not None and story.is_set is is_set

    qtbot.waitUntil(is_shown)
    story = view_of(window).scene.story
    assert story is not None
    return story


def test_a_story_code_at_the_caret_codes_the_story_and_sets_it(window: MainWindow) -> None:
    put_caret(window, CHART)
    press(window, "h")
    assert coded(window, "Ada") == [("Humanity", STORY)]
    assert [words(window, story) for story in stories(window)] == [STORY]
    assert "turn 2" in told(window)


def test_one_undo_takes_both_back(window: MainWindow) -> None:
    put_caret(window, CHART)
    press(window, "h")
    press(window, "z", held="Ctrl")
    assert (coded(window, "Ada"), stories(window)) == ([], [])


def test_a_stretched_story_takes_its_codings_along_and_the_next_code_has_it(
    window: MainWindow,
) -> None:
    put_caret(window, CHART)
    press(window, "h")
    press(window, Qt.Key.Key_Down, held="Ctrl+Shift")
    press(window, Qt.Key.Key_Down, held="Ctrl+Shift")
    press(window, "e")
    first, second = coded(window, "Ada")
    assert first[1] == second[1]
    assert second[1].endswith("Nobody had four minutes.")
    assert "turns 2–4" in told(window)


def test_stretching_sets_what_was_only_proposed(window: MainWindow) -> None:
    put_caret(window, CHART)
    press(window, Qt.Key.Key_Down, held="Ctrl+Shift")
    (story,) = stories(window)
    assert words(window, story).endswith("no windows at all.")
    press(window, Qt.Key.Key_Up, held="Ctrl")
    (story,) = stories(window)
    assert words(window, story).startswith("What changed")


def test_the_key_sets_the_selected_turns_and_lets_go_of_them(window: MainWindow) -> None:
    select(window, "surgery, on a ward")
    press(window, "t", held="Ctrl")
    (story,) = stories(window)
    assert words(window, story).startswith("That has happened")
    put_caret(window, "surgery")
    press(window, "t", held="Ctrl")
    assert stories(window) == []


def test_a_selection_inside_a_story_means_the_story(window: MainWindow) -> None:
    put_caret(window, CHART)
    press(window, Qt.Key.Key_Down, held="Ctrl+Shift")
    select(window, "surgery")
    press(window, "e")
    ((_, said),) = coded(window, "Ada")
    assert said.startswith("I had read")


def test_a_part_of_the_words_is_coded_alone_with_shift(window: MainWindow) -> None:
    select(window, CHART)
    press(window, "e", held="Shift")
    assert coded(window, "Ada") == [("Emotions", CHART)]
    assert stories(window) == []


def test_the_story_of_the_caret_is_shown_in_the_gutter(window: MainWindow, qtbot: QtBot) -> None:
    put_caret(window, CHART)
    proposed = shown(window, qtbot, is_set=False)
    before = gutter(window)
    press(window, "h")
    assert shown(window, qtbot, is_set=True).span == proposed.span
    assert gutter(window).toImage() != before.toImage()


def test_the_other_coders_stories_are_not_shown(window: MainWindow, qtbot: QtBot) -> None:
    put_caret(window, CHART)
    press(window, Qt.Key.Key_Down, held="Ctrl+Shift")
    be(window, "Ben")
    put_caret(window, "surgery")
    assert shown(window, qtbot, is_set=False).span.start > 0
    assert code_workplace(window).marks.stories == {}


def gutter(window: MainWindow) -> QPixmap:
    view = view_of(window)
    return view.viewport().grab(bracket_column(view.scene))
