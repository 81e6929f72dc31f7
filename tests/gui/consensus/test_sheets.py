"""What stands before and after the discussion, by keys."""

import json
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qcoder.domain.consensus import Outcome, Status
from qcoder.domain.errors import RuleBroken
from qcoder.exporters.report import Report, Words
from qcoder.gui.consensus.room import ConsensusRoom
from qcoder.gui.consensus.sheets.report_sheet import ReportSheet
from qcoder.gui.desk import Desk
from qcoder.services.coding.layer import apply_code
from qcoder.services.consensus.deciding import Verdict
from qcoder.services.consensus.sampling import samples_of
from qcoder.services.files.reports import export_closing
from qcoder.services.prepare.assignments import code_again, seal
from qcoder.services.prepare.coders import coder_named
from qcoder.storage.unit_of_work import UnitOfWork
from tests.builders import span_of
from tests.gui.consensus.conftest import Press
from tests.sealed_pair import transcript_of


def show(qtbot: QtBot, room: ConsensusRoom, sheet: ReportSheet) -> str:
    """Show a sheet, and wait until it has been read."""
    with qtbot.waitSignal(sheet.report_shown):
        room.sheets.show_sheet(sheet)
    return sheet.view.toPlainText()


def decide_all(room: ConsensusRoom) -> None:
    """Everything that is open is decided as the union."""
    stored = room.discussion.room
    assert stored is not None
    for resolution in stored.resolutions:
        if resolution.status is Status.OPEN:
            room.desk.workbench.show_difference(resolution.difference.id)
            room.keys.deciding.decide(Verdict(Outcome.UNION, reason="slip"))


def test_a_pair_is_met_with_its_summary_and_enter_begins_the_meeting(
    qtbot: QtBot, room: ConsensusRoom, press: Press
) -> None:
    room.sheets.show_sheet(room.sheets.before)
    shown = room.sheets.before.view.toPlainText()
    assert "to discuss, in" in shown
    assert "Ada" not in shown
    qtbot.waitUntil(lambda: QApplication.focusWidget() is room.sheets.before.begin)
    press(Qt.Key.Key_Return)
    assert room.discussion.room is not None
    meeting = room.discussion.room.meeting
    assert meeting is not None
    assert meeting.present == ("Ada", "Ben")
    assert not room.sheets.is_turned
    assert QApplication.focusWidget() is room.pane.view


def test_choosing_a_pair_leaves_the_keys_on_its_summary(
    qtbot: QtBot, room: ConsensusRoom, desk: Desk
) -> None:
    room.sheets._introduced.clear()
    assert room.discussion.room is not None
    room.discussion.enter(room.discussion.room.transcript.id)
    room.queue.list.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is room.sheets.before.begin)


def test_who_is_away_is_not_recorded_as_present(room: ConsensusRoom) -> None:
    sheet = room.sheets.before
    room.sheets.show_sheet(sheet)
    sheet._present[0].setChecked(False)
    sheet.others.setText("Dora, ")
    sheet.begin_meeting()
    assert room.discussion.room is not None
    assert room.discussion.room.meeting is not None
    assert room.discussion.room.meeting.present == ("Ben", "Dora")


def test_a_meeting_that_was_not_closed_is_gone_on_with(room: ConsensusRoom) -> None:
    room.keys.meeting.open()
    room.sheets.show_sheet(room.sheets.before)
    assert room.sheets.before.begin.text().startswith("Go on with the meeting of ")
    room.sheets.before.begin_meeting()
    assert not room.sheets.is_turned


def test_keys_of_the_discussion_do_nothing_while_a_sheet_is_shown(
    qtbot: QtBot, room: ConsensusRoom, press: Press
) -> None:
    show(qtbot, room, room.sheets.closing)
    before = len(room.discussion.room.log.decisions) if room.discussion.room else -1
    press("u")
    assert room.discussion.room is not None
    assert len(room.discussion.room.log.decisions) == before
    press(Qt.Key.Key_Escape)
    assert not room.sheets.is_turned


def test_the_closing_says_what_is_still_open(qtbot: QtBot, room: ConsensusRoom) -> None:
    shown = show(qtbot, room, room.sheets.closing)
    assert "still open: the figures are not final" in shown
    assert not room.sheets.closing._assents


def test_both_assent_by_their_numbers_and_the_consensus_is_closed(
    qtbot: QtBot, room: ConsensusRoom, press: Press
) -> None:
    decide_all(room)
    show(qtbot, room, room.sheets.closing)
    press("1")
    assert len(room.sheets.closing._assents) == 2
    press("2")
    assert room.sheets.closing.standing.text().startswith("Closed")
    room.sheets.closing.reopen.click()
    assert len(room.sheets.closing._assents) == 2


def test_the_methods_paragraph_can_be_copied(qtbot: QtBot, room: ConsensusRoom) -> None:
    shown = show(qtbot, room, room.sheets.closing)
    room.sheets.closing.copy_methods()
    assert QGuiApplication.clipboard().text() in shown


def test_a_report_that_cannot_be_written_is_refused_in_a_sentence(
    qtbot: QtBot, room: ConsensusRoom, desk: Desk, tmp_path: Path
) -> None:
    assert room.discussion.room is not None
    transcript = room.discussion.room.transcript.id
    with qtbot.waitSignal(desk.interaction.refused) as refused:
        room.sheets.closing.export(
            tmp_path / "none" / "report.docx",
            lambda target, told: export_closing(desk.workbench.workspace, transcript, target, told),
        )
    assert refused.args is not None
    assert "does not exist" in refused.args[0]


def test_every_coding_of_a_coder_is_in_the_own_sheet_and_opens_its_difference(
    qtbot: QtBot, room: ConsensusRoom
) -> None:
    shown = show(qtbot, room, room.sheets.own)
    assert "6 codings" in shown
    report = room.sheets.own.view.report
    assert report is not None
    link = next(report.tables).links[-1]
    room.sheets.own.view.opened.emit(link)
    assert not room.sheets.is_turned
    assert room.desk.workbench.difference == link


@pytest.mark.parametrize("place", range(4))
def test_each_view_of_agreement_is_shown(qtbot: QtBot, room: ConsensusRoom, place: int) -> None:
    room.sheets.agreement.shown.setCurrentIndex(place)
    shown = show(qtbot, room, room.sheets.agreement)
    assert "moderator excluded" in shown
    assert "They are not evidence that the coding is right" in shown


def test_agreement_has_no_interval_and_says_why(qtbot: QtBot, room: ConsensusRoom) -> None:
    shown = show(qtbot, room, room.sheets.agreement)
    assert "none: 1 double-coded transcript, it takes 4" in shown
    assert "AC1" not in shown
    with qtbot.waitSignal(room.sheets.agreement.report_shown):
        room.sheets.agreement.advanced.setChecked(True)
    assert "AC1 (turns)" in room.sheets.agreement.view.toPlainText()


def test_a_code_in_the_table_opens_its_differences(qtbot: QtBot, room: ConsensusRoom) -> None:
    show(qtbot, room, room.sheets.agreement)
    stored = room.discussion.room
    assert stored is not None
    code = next(c.id for c in stored.codebook.codes if c.label == "Coaching")
    with qtbot.waitSignal(room.sheets.agreement.report_shown):
        room.sheets.agreement.view.opened.emit(code)
    report = room.sheets.agreement.view.report
    assert report is not None
    (place,) = [link for table in report.tables for link in table.links]
    room.sheets.agreement.view.opened.emit(place)
    current = room.discussion.current
    assert current is not None
    assert code in current.difference.codes
    assert not room.sheets.is_turned


def test_from_the_places_of_a_code_one_goes_back_to_all_codes(
    qtbot: QtBot, room: ConsensusRoom, press: Press
) -> None:
    sheet = room.sheets.agreement
    show(qtbot, room, sheet)
    assert room.discussion.room is not None
    with qtbot.waitSignal(sheet.report_shown):
        sheet.view.opened.emit(room.discussion.room.codebook.codes[0].id)
    assert "Places of" in sheet.view.toPlainText()
    with qtbot.waitSignal(sheet.report_shown):
        press(Qt.Key.Key_Backspace)
    assert "Cohen's kappa" in sheet.view.toPlainText()


def test_a_round_is_begun_and_stands_beside_the_first(qtbot: QtBot, room: ConsensusRoom) -> None:
    show(qtbot, room, room.sheets.rounds)
    room.sheets.rounds.name_field.setText("The rest")
    with qtbot.waitSignal(room.sheets.rounds.report_shown):
        room.sheets.rounds.begin()
    assert "The rest" in room.sheets.rounds.view.toPlainText()


def test_an_auditor_concurs_and_queries_without_names(
    qtbot: QtBot, room: ConsensusRoom, press: Press, desk: Desk
) -> None:
    decide_all(room)
    room.sheets.show_sheet(room.sheets.audit)
    told: list[str] = []
    desk.interaction.told.connect(lambda sentence, _undo: told.append(sentence))
    sheet = room.sheets.audit
    assert sheet.auditor.currentText() == "Cleo"
    words = sheet.view.toPlainText()
    assert "Reading 1:" in words
    assert "Ada" not in words
    press("c")
    assert sheet.progress.text().startswith("1 of ")
    press("q")
    assert QApplication.focusWidget() is sheet.note
    sheet.note.setText("Read the turn before.")
    press(Qt.Key.Key_Return)
    stored = room.discussion.room
    assert stored is not None
    assert stored.still_open == 1
    assert told[-1].startswith("Queried: ")
    assert told[-1].endswith(" is open again.")
    assert json.dumps([d.outcome.value for d in stored.log.decisions]).count("reopened") == 1


def code_three_words_more_alike(desk: Desk) -> None:
    workspace = desk.workbench.workspace
    transcript = transcript_of(workspace, "FG1")
    time = workspace.read(lambda uow: uow.codebook.load()).codes[0].id
    spans = [span_of(transcript, words) for words in ("bus", "ward", "windows")]
    workspace.run("Again", lambda uow: code_again(uow, transcript.id))
    for name in ("Ada", "Ben"):
        coder = workspace.read(partial(coder_named, name=name)).id
        for span in spans:
            workspace.run(
                "Code",
                partial(apply_code, transcript=transcript, coder=coder, code=time, span=span),
            )
        workspace.run("Seal", partial(seal, transcript=transcript.id, coder=coder))


def test_all_of_a_sample_is_walked_by_one_key_and_each_can_be_opened_again(
    room: ConsensusRoom, press: Press, desk: Desk
) -> None:
    code_three_words_more_alike(desk)
    before = room.sheets.before
    room.sheets.show_sheet(before)
    assert before.sample_size.maximum() == 4
    before.sample_size.setValue(3)
    before.sample_size.setFocus()
    press(Qt.Key.Key_Return)
    assert not room.sheets.is_turned
    key = transcript_of(desk.workbench.workspace, "FG1").id
    (sample,) = desk.workbench.workspace.read(lambda uow: samples_of(uow, key))
    assert sorted(room.queue.wanted.only or ()) == sorted(sample.differences)
    walked = []
    told: list[str] = []
    desk.interaction.told.connect(lambda sentence, _undo: told.append(sentence))
    for _ in range(3):
        assert room.discussion.current is not None
        walked.append(room.discussion.current.difference.id)
        press("a")
        press("l")
    assert walked == list(sample.differences)
    assert desk.workbench.difference == walked[0]
    assert room.discussion.room is not None
    assert [room.discussion.room.resolution(key).status for key in walked] == [Status.OPEN] * 3
    assert told[-1] == "1 of 3 of the sample"
    press("n")
    assert told[-1] == "", "what is no place of the sample is said to be one"
    room.sheets.show_sheet(before)
    assert "3 of 4 places the same, drawn with the seed" in before.view.toPlainText()
    assert "3 of them opened again" in before.view.toPlainText()


def test_a_pair_in_a_meeting_goes_on_without_its_summary(
    qtbot: QtBot, room: ConsensusRoom, press: Press
) -> None:
    press("m")
    assert room.discussion.room is not None
    room.sheets._introduced.clear()
    room.discussion.enter(room.discussion.room.transcript.id)
    assert not room.sheets.is_turned
    press("b", Qt.KeyboardModifier.ShiftModifier)
    assert room.sheets.current is room.sheets.before
    assert "Go on with the meeting" in room.sheets.before.begin.text()


def test_a_transcript_is_opened_for_all_its_coders_to_be_coded_again(
    qtbot: QtBot, room: ConsensusRoom
) -> None:
    show(qtbot, room, room.sheets.rounds)
    room.sheets.rounds.again.click()
    assert room.discussion.room is None
    assert "Ada and Ben have not sealed FG1" in room.discussion.refusal


def test_a_pair_with_few_the_same_leaves_the_number_to_sample_for_the_next(
    room: ConsensusRoom, desk: Desk
) -> None:
    before = room.sheets.before
    room.sheets.show_sheet(before)
    assert before.sample_size.value() == 1
    code_three_words_more_alike(desk)
    room.sheets.show_sheet(before)

    assert before.sample_size.value() == 4


class Slow:
    """A report that is reckoned until somebody lets it end."""

    def __init__(self, words: str) -> None:
        self.go_on = Event()
        self._words = words

    def __call__(self, _uow: UnitOfWork) -> Report:
        assert self.go_on.wait(30)
        if not self._words:
            raise RuleBroken("No figures.")
        return Report("Figures", "", (Words(self._words),))


@pytest.fixture
def figures(qtbot: QtBot, desk: Desk) -> ReportSheet:
    """A sheet on which the first figures are."""
    sheet, first = ReportSheet(desk, "figures", "Figures"), Slow("first")
    qtbot.addWidget(sheet)
    first.go_on.set()
    with qtbot.waitSignal(sheet.report_shown):
        sheet.read(first, about=1)
    return sheet


def test_a_report_that_takes_long_is_said_to_come(qtbot: QtBot, figures: ReportSheet) -> None:
    second = Slow("second")
    figures.read(second, about=2)
    qtbot.waitUntil(lambda: figures.view.toPlainText() == "Figures: being reckoned …")
    with qtbot.waitSignal(figures.report_shown):
        second.go_on.set()
    assert "second" in figures.view.toPlainText()


def test_figures_stay_while_the_same_are_reckoned_anew(figures: ReportSheet) -> None:
    second = Slow("second")
    figures.read(second, about=1)
    assert not figures._patience.isActive()
    second.go_on.set()


def test_what_was_to_come_and_is_refused_is_waited_for_no_longer(
    qtbot: QtBot, desk: Desk, figures: ReportSheet
) -> None:
    figures.wait()
    none = Slow("")
    none.go_on.set()
    with qtbot.waitSignal(desk.interaction.refused):
        figures.read(none, about=2)
    # Each that hears of the refusal is told by an event of its own.
    qtbot.waitUntil(lambda: figures.view.toPlainText() == "")
