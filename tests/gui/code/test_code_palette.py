"""The palette at the words."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from qcoder.domain.changes import ChangeSet
from qcoder.domain.codebook import Code
from qcoder.gui.code.code_palette import CodePalette
from qcoder.gui.main_window import MainWindow
from qcoder.services.codebook.editing import edit_code, remove_code
from qcoder.services.coding.code_merging import merge_codes
from qcoder.services.coding.stories import set_story
from tests.builders import span_of
from tests.sealed_pair import coder_of, transcript_of
from tests.windows import code_workplace, coded, go_to, press, put_caret, select, view_of

STORY = "I had read the whole chart before, and I believed that I understood the man."
ENTER = Qt.Key.Key_Return


@pytest.fixture
def palette(window: MainWindow) -> CodePalette:
    """Open at the chart."""
    return opened(window)


def opened(window: MainWindow) -> CodePalette:
    put_caret(window, "the whole chart")
    press(window, ENTER)
    return code_workplace(window).gestures.choosing.palette


def labels(palette: CodePalette) -> list[str]:
    return [row.words for row in palette.list.rows_model.rows]


def test_two_letters_and_enter_code_the_unit_at_the_caret(
    window: MainWindow, palette: CodePalette
) -> None:
    press(window, *"em", ENTER)
    assert coded(window, "Ada") == [("Emotions", STORY)]
    assert not palette.isVisible()
    assert view_of(window).hasFocus()


def test_what_enter_would_do_is_told_with_definition_and_rule(
    window: MainWindow, palette: CodePalette
) -> None:
    press(window, *"obs")
    assert palette.rule.text().startswith("Code")
    assert "clinic" in palette.definition.text()
    assert palette.target.text() == "Enter applies to turn 2"
    assert "Observations" in palette.field.accessibleDescription()


def test_the_target_follows_the_code(window: MainWindow, palette: CodePalette) -> None:
    press(window, *"spec")
    assert palette.target.text() == "Enter applies to “the”"


def test_shift_enter_applies_and_stays_open_for_the_next_code(
    window: MainWindow, palette: CodePalette
) -> None:
    press(window, *"em")
    press(window, ENTER, held="Shift")
    assert palette.isVisible()
    assert palette.field.text() == ""
    press(window, *"hum", ENTER)
    assert coded(window, "Ada") == [("Emotions", STORY), ("Humanity", STORY)]


def test_ctrl_enter_takes_the_selection_as_it_is(window: MainWindow) -> None:
    select(window, "the whole chart")
    press(window, ENTER, *"em")
    press(window, ENTER, held="Ctrl")
    assert coded(window, "Ada") == [("Emotions", "the whole chart")]


def test_the_codes_used_last_come_first(window: MainWindow) -> None:
    select(window, "Nobody had four minutes.")
    press(window, "t", "h")
    palette = opened(window)
    assert set(labels(palette)[:2]) == {"Time", "Humanity"}


def test_codes_on_this_story_come_before_the_others(window: MainWindow) -> None:
    put_caret(window, "the whole chart")
    press(window, "h")
    put_caret(window, "on surgery")
    press(window, "e", "g", "v")
    palette = opened(window)
    assert labels(palette)[3] == "Humanity"


def test_arrows_move_and_escape_leaves(window: MainWindow, palette: CodePalette) -> None:
    press(window, Qt.Key.Key_Down, ENTER)
    assert [label for label, _ in coded(window, "Ada")] == [labels(palette)[1]]
    palette = opened(window)
    press(window, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert view_of(window).hasFocus()


def test_a_code_deleted_while_the_palette_is_open_is_offered_no_longer(
    window: MainWindow, palette: CodePalette
) -> None:
    press(window, *"em")
    remove(window, code_named(window, "Emotions"))
    assert palette.isVisible()
    assert "Emotions" not in labels(palette)
    assert "not in the codebook any more" in palette.target.text()
    press(window, ENTER)
    assert palette.isVisible()
    assert coded(window, "Ada") == []


def test_after_a_code_has_gone_another_can_be_chosen(
    window: MainWindow, palette: CodePalette
) -> None:
    press(window, *"time")
    remove(window, code_named(window, "Time"))
    press(window, Qt.Key.Key_Down, ENTER)
    (label,) = [label for label, _ in coded(window, "Ada")]
    assert label != "Time"


def test_a_code_that_is_renamed_while_the_palette_is_open_stays_marked(
    window: MainWindow, palette: CodePalette
) -> None:
    press(window, *"emot")
    edited = replace(code_named(window, "Emotions"), label="Emotional talk")
    workspace = window.desk.workbench.workspace
    workspace.run("Rename", lambda uow: edit_code(uow, edited))
    press(window, ENTER)
    assert coded(window, "Ada") == [("Emotional talk", STORY)]


def test_a_code_that_is_merged_while_the_palette_is_open_is_said_to_be_gone(
    window: MainWindow, palette: CodePalette
) -> None:
    press(window, *"emot")
    gone, kept = code_named(window, "Emotions").id, code_named(window, "Humanity").id
    done = window.desk.acts.do("Merge", lambda uow: merge_codes(uow, kept, [gone]))
    assert done is not None
    assert "not in the codebook any more" in palette.target.text()
    window.desk.acts.undo()
    press(window, Qt.Key.Key_Down, ENTER)
    assert coded(window, "Ada") == [("Emotions", STORY)]


def test_it_closes_when_other_words_are_shown(window: MainWindow, palette: CodePalette) -> None:
    go_to(window, "FG2")
    assert not palette.isVisible()


def test_where_nothing_matches_a_new_code_is_made_and_applied_in_one_act(
    window: MainWindow,
) -> None:
    select(window, "four minutes")
    press(window, ENTER)
    palette = code_workplace(window).gestures.choosing.palette
    press(window, *"stairs")
    assert labels(palette) == ["New code “stairs” from these words"] * 3
    press(window, Qt.Key.Key_Down, ENTER)
    assert coded(window, "Ada") == [("stairs", "four minutes")]
    codebook = window.desk.workbench.workspace.read(lambda uow: uow.codebook.load())
    made = code_named(window, "stairs")
    assert codebook.grouping(made).name == "Contexts"
    press(window, "z", held="Ctrl")
    assert coded(window, "Ada") == []
    assert "stairs" not in codes(window)


def test_the_selected_words_are_the_last_thing_offered(window: MainWindow) -> None:
    select(window, "four minutes")
    press(window, ENTER, Qt.Key.Key_Up, ENTER)
    assert coded(window, "Ada") == [("four minutes", "four minutes")]


def test_it_recodes_the_coding_at_hand(window: MainWindow) -> None:
    put_caret(window, "the whole chart")
    press(window, "h")
    press(window, "r", held="Ctrl")
    assert "gives this code to" in code_workplace(window).gestures.choosing.palette.target.text()
    press(window, *"em", ENTER)
    assert coded(window, "Ada") == [("Emotions", STORY)]


def test_it_stays_inside_the_page(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(900, 520)
    for words in ("What changed", "for today"):
        put_caret(window, words)
        press(window, ENTER)
        page = code_workplace(window).page
        palette = code_workplace(window).gestures.choosing.palette
        assert page.rect().contains(palette.geometry())
        press(window, Qt.Key.Key_Escape)


def test_a_story_that_is_set_is_what_enter_applies_to(window: MainWindow) -> None:
    workspace = window.desk.workbench.workspace
    text = transcript_of(workspace, "FG1")
    told = span_of(text, STORY).hull(span_of(text, "Nobody had four minutes."))
    coder = coder_of(workspace, "Ada")
    workspace.run("Set", lambda uow: set_story(uow, text, coder, told))
    palette = opened(window)
    assert palette.target.text() == "Enter applies to turns 2–4"


def codes(window: MainWindow) -> dict[str, Code]:
    codebook = window.desk.workbench.workspace.read(lambda uow: uow.codebook.load())
    return {code.label: code for code in codebook.codes}


def code_named(window: MainWindow, label: str) -> Code:
    return codes(window)[label]


def remove(window: MainWindow, code: Code) -> ChangeSet:
    workspace = window.desk.workbench.workspace
    return workspace.run("Delete", lambda uow: remove_code(uow, code.id)).changes
