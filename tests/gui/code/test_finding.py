"""Finding words, going through them, and coding all of them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from qcoder.domain import search_patterns
from qcoder.domain.search import EVERYWHERE
from qcoder.gui.code import finding, hits_coding
from qcoder.gui.code.search_place import SearchPlace
from qcoder.gui.main_window import MainWindow
from qcoder.services.prepare.assignments import seal
from tests.sealed_pair import coder_of, transcript_of
from tests.windows import code_workplace, coded, go_to, press, select, told, view_of


@pytest.fixture
def search(window: MainWindow) -> SearchPlace:
    """Opened by its key in Ada's FG1."""
    view_of(window)
    press(window, "f", held="Ctrl")
    return code_workplace(window).search


def find(qtbot: QtBot, search: SearchPlace, typed: str) -> str:
    """Type, wait for the answer, and read what the bar says."""
    search.bar.field.setText(typed)
    search.bar.hurry()
    qtbot.waitUntil(lambda: not search._finding.is_running)
    return search.bar.count.text()


def rows(search: SearchPlace) -> list[str]:
    """What the list says, row by row."""
    model = search.hits.list.hits
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def tick(search: SearchPlace, row: int, state: Qt.CheckState) -> None:
    """As the mouse does."""
    model = search.hits.list.hits
    assert model.setData(model.index(row, 0), state.value, Qt.ItemDataRole.CheckStateRole)


def selected(search: SearchPlace) -> tuple[str, int]:
    """The words that are selected, and where."""
    view = search._view
    span = view.selection()
    assert view.transcript is not None
    assert span is not None
    return view.transcript.text[span.start : span.end], span.start


def test_words_are_found_in_speech_only(qtbot: QtBot, search: SearchPlace) -> None:
    assert search.bar.field.hasFocus()
    said = find(qtbot, search, "moderator")
    assert said == "only in names, headings or time stamps, which are not searched"
    assert find(qtbot, search, "moderators") == "not found"
    assert find(qtbot, search, "surgery") == "1 found"


def test_enter_and_f3_go_through_what_is_found_round_the_end(
    qtbot: QtBot, window: MainWindow, search: SearchPlace
) -> None:
    find(qtbot, search, "the")
    places = [selected_after(window, search, Qt.Key.Key_Return) for _ in range(2)]
    assert search.bar.count.text().startswith("2 of ")
    press(window, Qt.Key.Key_Return, held="Shift")
    assert selected(search) == places[0]
    press(window, Qt.Key.Key_F3, held="Shift")
    total = search.bar.count.text().split(" of ")[1]
    assert search.bar.count.text() == f"{total} of {total}"
    press(window, Qt.Key.Key_F3)
    assert selected(search) == places[0]


def selected_after(window: MainWindow, search: SearchPlace, key: Qt.Key) -> tuple[str, int]:
    """What a key leads to."""
    press(window, key)
    return selected(search)


def test_enter_at_once_waits_for_the_answer(
    qtbot: QtBot, window: MainWindow, search: SearchPlace
) -> None:
    press(window, *"dog", Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: search.bar.count.text() == "1 of 1")
    assert selected(search)[0] == "dog"


def test_escape_closes_and_keeps_the_place(
    qtbot: QtBot, window: MainWindow, search: SearchPlace
) -> None:
    find(qtbot, search, "four minutes")
    press(window, Qt.Key.Key_Return, Qt.Key.Key_Escape)
    assert search.bar.isHidden()
    assert selected(search)[0] == "four minutes"
    assert view_of(window).hasFocus()
    assert not view_of(window).scene.highlights


def test_whole_words_case_and_patterns_narrow(qtbot: QtBot, search: SearchPlace) -> None:
    plain = find(qtbot, search, "in")
    search.bar.how.setCurrentIndex(1)
    assert find(qtbot, search, "in") != plain
    search.bar.case.setChecked(True)
    assert find(qtbot, search, "In") == "not found"
    search.bar.how.setCurrentIndex(2)
    assert find(qtbot, search, r"four \w+") == "1 found"


def test_a_bad_pattern_is_said_in_the_bar(qtbot: QtBot, search: SearchPlace) -> None:
    search.bar.how.setCurrentIndex(2)
    assert "cannot be read at its end" in find(qtbot, search, "(")


def test_only_what_one_speaker_said_is_searched(qtbot: QtBot, search: SearchPlace) -> None:
    everybody = find(qtbot, search, "me")
    actions = search.bar.speakers.menu().actions()
    next(a for a in actions if a.text() == "P2").trigger()
    assert everybody != "1 found"
    assert find(qtbot, search, "me") == "1 found"
    assert search.bar.speakers.text() == "P2 ▾"


def test_speakers_of_all_transcripts_are_offered_where_all_are_searched(
    qtbot: QtBot, window: MainWindow, search: SearchPlace
) -> None:
    go_to(window, "FG2")
    assert offered(search) == ["Moderator", "P1"]
    search.bar.where.setCurrentIndex(1)
    qtbot.waitUntil(lambda: offered(search) == ["Moderator", "P1", "", "P2"])
    next(a for a in search.bar.speakers.menu().actions() if a.text() == "P2").trigger()
    assert find(qtbot, search, "surgery") == "1 found"
    search.bar.where.setCurrentIndex(0)
    assert offered(search) == ["Moderator", "P1"]
    assert search.bar.scope == EVERYWHERE


def offered(search: SearchPlace) -> list[str]:
    """Speakers to choose; a line is empty."""
    return [action.text() for action in search.bar.speakers.menu().actions()]


def test_all_transcripts_are_listed_with_context_and_gone_to(
    qtbot: QtBot, window: MainWindow, search: SearchPlace
) -> None:
    search.bar.where.setCurrentIndex(1)
    assert find(qtbot, search, "surgery") == "2 found"
    listed = search.hits.list
    assert listed.isVisible()
    assert [rows(search)[n] for n in listed.hits.headings] == ["FG1", "FG2"]
    row = listed.hits.headings[1] + 1
    assert "time for that on surgery" in rows(search)[row]
    listed.clicked.emit(listed.hits.index(row, 0))
    assert "FG2" in window.windowTitle()
    assert selected(search)[0] == "surgery"
    assert search.bar.count.text() == "2 of 2"


def test_another_transcript_is_searched_when_it_is_shown(
    qtbot: QtBot, window: MainWindow, search: SearchPlace
) -> None:
    find(qtbot, search, "dog")
    go_to(window, "FG2")
    qtbot.waitUntil(lambda: search.bar.count.text() == "not found")


def test_all_that_is_ticked_is_coded_and_undone_as_one(
    qtbot: QtBot, window: MainWindow, search: SearchPlace
) -> None:
    search.bar.where.setCurrentIndex(1)
    find(qtbot, search, "surgery")
    choose_code(window, search, "Specialties")
    assert coded(window, "Ada") == [("Specialties", "surgery")]
    assert coded(window, "Ada", "FG2") == [("Specialties", "surgery")]
    assert told(window) == "Applied Specialties to 2 places"
    window.desk.acts.undo()
    assert coded(window, "Ada") == coded(window, "Ada", "FG2") == []


def test_what_has_the_code_already_is_passed_over(
    qtbot: QtBot, window: MainWindow, search: SearchPlace
) -> None:
    select(window, "surgery")
    press(window, "s")
    press(window, "f", held="Ctrl")
    find(qtbot, search, "surgery")
    choose_code(window, search, "Specialties")
    assert told(window) == "Applied Specialties to 0 places; 1 had it already"


def test_what_is_not_ticked_is_left(qtbot: QtBot, window: MainWindow, search: SearchPlace) -> None:
    find(qtbot, search, "the")
    search.bar.code_all.setChecked(True)
    tick(search, 0, Qt.CheckState.Unchecked)
    tick(search, 1, Qt.CheckState.Checked)
    heading = search.hits.list.hits.index(0, 0)
    state = heading.data(Qt.ItemDataRole.CheckStateRole)
    assert state == Qt.CheckState.PartiallyChecked
    choose_code(window, search, "Time")
    assert len(coded(window, "Ada")) == 1


def test_a_sealed_transcript_offers_no_boxes(
    qtbot: QtBot, window: MainWindow, search: SearchPlace
) -> None:
    workspace = window.desk.workbench.workspace
    ada, where = coder_of(workspace, "Ada"), transcript_of(workspace, "FG1").id
    workspace.run("Seal", lambda uow: seal(uow, where, ada))
    search.bar.where.setCurrentIndex(1)
    find(qtbot, search, "surgery")
    choose_code(window, search, "Specialties")
    assert coded(window, "Ada") == []
    assert coded(window, "Ada", "FG2") == [("Specialties", "surgery")]


def choose_code(window: MainWindow, search: SearchPlace, label: str) -> None:
    """Code all…, then that code for what is ticked."""
    search.bar.code_all.setChecked(True)
    search.hits.codes.setCurrentText(label)
    button = window.findChild(QAbstractButton, "codeTicked")
    assert isinstance(button, QAbstractButton)
    button.click()


def test_what_was_found_so_far_is_told_and_marked(
    qtbot: QtBot, search: SearchPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "_SLICE", 0.0)
    monkeypatch.setattr(finding, "_LOOK_UP", 1)
    shares: list[tuple[int, float]] = []
    search._finding.progressed.connect(lambda p: shares.append((len(p.places), p.share)))
    said = find(qtbot, search, "the")
    assert len(shares) > 2
    assert shares == sorted(shares)
    assert said == f"{shares[-1][0]} found"


def test_typing_on_cancels_the_search_that_runs(
    qtbot: QtBot, search: SearchPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "_LOOK_UP", 1)
    answers: list[int] = []
    search._finding.found.connect(lambda places: answers.append(len(places)))
    for typed in ("e", "th", "surgery"):
        search.bar.field.setText(typed)
        search.bar.want_now()
    qtbot.waitUntil(lambda: not search._finding.is_running)
    assert answers == [1]


def test_an_expression_that_takes_too_long_is_named_and_what_was_found_stays(
    qtbot: QtBot, window: MainWindow, search: SearchPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_patterns, "PATIENCE", 0.05)
    search.bar.how.setCurrentIndex(2)
    said = find(qtbot, search, "surgery|(?:.|..)+§")
    assert "takes too long on turn" in said
    assert "of FG1; repeat less" in said
    press(window, "f", held="Ctrl")
    assert find(qtbot, search, "surgery") == "1 found"


def test_accents_can_be_ignored(qtbot: QtBot, search: SearchPlace) -> None:
    assert find(qtbot, search, "súrgery") == "not found"
    search.bar.accents.setChecked(True)
    assert find(qtbot, search, "súrgery") == "1 found"
    search.bar.how.setCurrentIndex(2)
    assert not search.bar.accents.isEnabled()


def test_more_than_anybody_looks_at_is_not_coded_at_once(
    qtbot: QtBot, search: SearchPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hits_coding, "MOST_CODED", 1)
    find(qtbot, search, "the")
    search.bar.code_all.setChecked(True)
    assert not search.hits.button.isEnabled()
    assert search.hits.button.text() == "More than 1 are ticked: find less"
    tick(search, 0, Qt.CheckState.Unchecked)
    tick(search, 1, Qt.CheckState.Checked)
    assert search.hits.button.isEnabled()
