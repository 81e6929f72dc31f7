"""From the list to the place in the transcript, and into files."""

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from qcoder.gui.desk import Desk
from qcoder.gui.report.workplace import ReportWorkplace
from tests.gui.report.test_retrieving import ask_for
from tests.sealed_pair import transcript_of


def test_an_excerpt_leads_to_its_place_in_code(
    report: ReportWorkplace, desk: Desk, qtbot: QtBot
) -> None:
    asked: list[str] = []
    desk.workbench.workplace_requested.connect(asked.append)

    with qtbot.waitSignal(desk.workbench.place_requested) as place:
        report.list.activated.emit(report.list.excerpts.index(1))

    excerpt = report.list.excerpts.excerpts[1]
    assert place.args == [excerpt.span]
    assert asked == ["code"]
    assert desk.workbench.transcript == transcript_of(desk.workbench.workspace, "FG2").id


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".csv", ".json"])
def test_what_is_listed_is_written_in_the_format_its_name_says(
    report: ReportWorkplace, qtbot: QtBot, desk: Desk, tmp_path: Path, suffix: str
) -> None:
    target = tmp_path / f"excerpts{suffix}"

    with qtbot.waitSignal(desk.interaction.told) as told:
        report.export(target)

    assert told.args == [f"2 excerpts exported to {target.name}", False]
    assert target.stat().st_size > 0


def test_only_what_is_ticked_is_written(
    report: ReportWorkplace, qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    ask_for(report, qtbot, "all")
    report.request.transcripts.choose_only(frozenset({report._ids["FG3"]}))
    target = tmp_path / "excerpts.json"

    with qtbot.waitSignal(desk.interaction.told):
        report.export(target)

    written = json.loads(target.read_text(encoding="utf-8"))
    assert [(row["transcript"], row["coder"]) for row in written] == [("FG3", "Ada")]


def test_the_button_asks_where_and_remembers_the_folder(
    report: ReportWorkplace,
    qtbot: QtBot,
    desk: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "manuscript"
    folder.mkdir()
    begun: list[str] = []

    def answer(_parent: object, _title: str, start: str, _kinds: str) -> tuple[str, str]:
        begun.append(start)
        return str(folder / "quotes"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    for _ in range(2):
        with qtbot.waitSignal(desk.interaction.told):
            report.export_button.click()

    assert (folder / "quotes.docx").exists()
    assert Path(begun[1]).parent == folder


def test_a_format_that_is_none_is_refused(
    report: ReportWorkplace, qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    with qtbot.waitSignal(desk.interaction.refused) as refused:
        report.export(tmp_path / "excerpts.pdf")

    assert ".docx" in str(refused.args)
