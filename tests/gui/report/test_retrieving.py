"""What is listed, counted and said of it; and what is hidden from whom."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qcoder.gui.desk import Desk
from qcoder.gui.report.workplace import ReportWorkplace
from qcoder.services.files.excerpts import ALL, CONSENSUS, FINAL
from qcoder.services.prepare.assignments import unseal
from tests.sealed_pair import coder_of, seal_layer, transcript_of


def listed(report: ReportWorkplace) -> list[tuple[str, str, str]]:
    """Transcript, code and coder of every row."""
    return [(e.transcript, e.code, e.coder) for e in report.list.excerpts.excerpts]


def ask_for(report: ReportWorkplace, qtbot: QtBot, layer: str) -> None:
    index = report.request.layers.findData(layer)
    assert index >= 0, layer
    with qtbot.waitSignal(report.collected):
        report.request.layers.setCurrentIndex(index)


def offered(report: ReportWorkplace) -> list[str]:
    layers = report.request.layers
    return [str(layers.itemData(row)) for row in range(layers.count())]


def test_the_final_coding_is_the_consensus_or_the_single_coders(report: ReportWorkplace) -> None:
    assert listed(report) == [("FG1", "Grades", "consensus"), ("FG2", "Time", "Cleo")]


def test_the_notes_say_what_it_rests_on(report: ReportWorkplace) -> None:
    assert report.counts.notes.text().splitlines() == [
        "FG1: consensus of its coders, 6 differences still open.",
        "FG2: coding of Cleo, not sealed yet.",
        "FG3: no consensus yet, not every coder has sealed.",
    ]


def test_all_coders_are_listed_but_what_is_hidden_from_who_looks(
    report: ReportWorkplace, qtbot: QtBot
) -> None:
    ask_for(report, qtbot, ALL)

    coders_of_fg3 = {coder for transcript, _, coder in listed(report) if transcript == "FG3"}
    assert coders_of_fg3 == {"Ada"}
    assert "FG3: coding of Ben is hidden" in report.counts.notes.text()
    assert {coder for t, _, coder in listed(report) if t == "FG1"} == {"Ada", "Ben"}


def test_another_coder_at_the_same_window_sees_their_own(
    report: ReportWorkplace, qtbot: QtBot, desk: Desk
) -> None:
    ask_for(report, qtbot, ALL)

    with qtbot.waitSignal(report.collected):
        desk.workbench.set_coder(coder_of(desk.workbench.workspace, "Ben"))
        # Not even while theirs are being collected.
        assert listed(report) == []
        assert report.excerpts_panel.empty.label.text() == "Collecting excerpts …"

    assert {coder for t, _, coder in listed(report) if t == "FG3"} == {"Ben"}


def test_a_hidden_workplace_keeps_nothing_of_who_looked_before(
    report: ReportWorkplace, qtbot: QtBot, desk: Desk
) -> None:
    ask_for(report, qtbot, ALL)
    report._collect()
    report.deactivated()
    desk.workbench.set_coder(coder_of(desk.workbench.workspace, "Ben"))
    desk.background.wait()
    QApplication.processEvents()
    report.activated()
    assert listed(report) == []


def test_nobody_in_particular_sees_nothing_that_is_hidden(
    report: ReportWorkplace, qtbot: QtBot, desk: Desk
) -> None:
    ask_for(report, qtbot, ALL)

    with qtbot.waitSignal(report.collected):
        desk.workbench.set_coder(None)

    assert "FG3" not in {transcript for transcript, _, _ in listed(report)}


def test_a_coder_of_whom_nothing_may_be_seen_is_not_offered(
    report: ReportWorkplace, qtbot: QtBot, desk: Desk
) -> None:
    assert offered(report) == [FINAL, CONSENSUS, ALL, "Ada", "Ben", "Cleo"]
    workspace = desk.workbench.workspace
    where, ada = transcript_of(workspace, "FG1").id, coder_of(workspace, "Ada")

    with qtbot.waitSignal(report.collected):
        workspace.run("Unseal", lambda uow: unseal(uow, where, ada), undoable=False)

    assert offered(report) == [FINAL, CONSENSUS, ALL, "Ada", "Cleo"]


def test_sealing_the_last_layer_shows_it(report: ReportWorkplace, qtbot: QtBot, desk: Desk) -> None:
    ask_for(report, qtbot, ALL)

    with qtbot.waitSignal(report.collected):
        seal_layer(desk.workbench.workspace, "FG3", "Ben")

    assert {coder for t, _, coder in listed(report) if t == "FG3"} == {"Ada", "Ben"}


def test_codes_and_transcripts_only_filter(report: ReportWorkplace, qtbot: QtBot) -> None:
    ask_for(report, qtbot, ALL)
    everything = len(listed(report))
    time = next(c for c in report._collection.codebook.codes if c.label == "Time")

    report.request.codes.choose_only(frozenset({time.id}))
    assert {code for _, code, _ in listed(report)} == {"Time"}

    fg2 = report._ids["FG2"]
    report.request.transcripts.choose_only(frozenset({fg2}))
    assert listed(report) == [("FG2", "Time", "Cleo")]
    assert report.counts.notes.text() == "FG2: coding of Cleo, not sealed yet."
    assert everything > 2


def test_counts_stand_under_their_groupings(report: ReportWorkplace, qtbot: QtBot) -> None:
    ask_for(report, qtbot, "Ada")

    rows = [(row.words, row.note) for row in report.counts.list.rows_model.rows]
    assert rows == [
        ("Themes", "5"),
        ("Time", "1"),
        ("Grades", "1"),
        ("Variation", "1"),
        ("Humanity", "2"),
        ("Contexts", "1"),
        ("Observations", "1"),
        ("Lessons", "1"),
        ("Interaction Techniques", "1"),
    ]


def test_ticking_nothing_says_so_and_exports_nothing(report: ReportWorkplace) -> None:
    report.request.codes.choose_only(frozenset())

    assert listed(report) == []
    assert report.excerpts_panel.empty.isVisible()
    assert not report.export_action.isEnabled()


def test_a_decision_is_listed_when_one_comes_back(
    report: ReportWorkplace, qtbot: QtBot, desk: Desk
) -> None:
    from qcoder.domain.consensus import Outcome
    from qcoder.services.consensus.deciding import Verdict, decide
    from qcoder.services.consensus.room import open_room

    report.deactivated()
    workspace = desk.workbench.workspace
    transcript = transcript_of(workspace, "FG1")
    room = workspace.read(lambda uow: open_room(uow, transcript))
    first = room.resolutions[0].difference.id
    workspace.run("Decide", lambda uow: decide(uow, room, first, Verdict(Outcome.UNION)))

    with qtbot.waitSignal(report.collected):
        report.activated()

    assert ("FG1", "Humanity", "consensus") in listed(report)
