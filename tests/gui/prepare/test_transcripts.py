"""The table of transcripts: what it says, and every act on a transcript."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from qcoder.gui.desk import Desk
from qcoder.gui.prepare.transcripts_model import Column
from qcoder.gui.prepare.workplace import PrepareWorkplace
from qcoder.services.prepare.transcripts import TranscriptSummary, summaries


def rows(prepare: PrepareWorkplace, *columns: Column) -> list[tuple[object, ...]]:
    model = prepare.transcripts.model
    return [
        tuple(model.index(row, column).data() for column in columns)
        for row in range(model.rowCount())
    ]


def index_of(prepare: PrepareWorkplace, name: str, column: Column = Column.NAME) -> QModelIndex:
    names = [row[0] for row in rows(prepare, Column.NAME)]
    return prepare.transcripts.model.index(names.index(name), column)


def choose(prepare: PrepareWorkplace, name: str) -> None:
    prepare.transcripts.table.setCurrentIndex(index_of(prepare, name))


def stored(desk: Desk) -> list[TranscriptSummary]:
    return desk.workbench.workspace.read(summaries)


def trigger(prepare: PrepareWorkplace, name: str) -> None:
    actions = prepare.transcripts.actions_on_one
    next(action for action in actions if action.objectName() == name).trigger()


def test_every_transcript_is_listed_with_who_codes_and_who_has_sealed(
    prepare: PrepareWorkplace,
) -> None:
    assert rows(prepare, Column.NAME, Column.TURNS, Column.CODERS, Column.SEALED) == [
        ("FG1", "11", "Ada, Ben", "2 of 2"),
        ("FG2", "2", "Cleo", "0 of 1"),
        ("FG3", "2", "Ada, Ben", "1 of 2"),
    ]


def test_a_name_is_written_in_place_and_the_renaming_undone(
    prepare: PrepareWorkplace, desk: Desk, qtbot: QtBot
) -> None:
    choose(prepare, "FG2")
    trigger(prepare, "renameTranscript")
    editor = prepare.transcripts.table.findChild(QLineEdit)
    assert editor is not None
    editor.setText("Pilot")
    with qtbot.waitSignal(desk.notifier.transcripts_changed):
        QTest.keyClick(editor, Qt.Key.Key_Return)
    assert [s.header.name for s in stored(desk)] == ["FG1", "Pilot", "FG3"]

    desk.acts.undo()
    assert [row[0] for row in rows(prepare, Column.NAME)] == ["FG1", "FG2", "FG3"]


def test_a_name_that_is_taken_is_refused_with_the_reason(
    prepare: PrepareWorkplace, desk: Desk, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(desk.interaction.refused) as refused:
        prepare.transcripts.model.setData(index_of(prepare, "FG2"), "fg1")

    assert refused.args == ["There is already a transcript named “FG1”."]
    assert [row[0] for row in rows(prepare, Column.NAME)] == ["FG1", "FG2", "FG3"]


def test_a_removed_transcript_is_brought_back_with_its_coders(
    prepare: PrepareWorkplace, desk: Desk
) -> None:
    choose(prepare, "FG1")
    trigger(prepare, "removeTranscript")
    assert [row[0] for row in rows(prepare, Column.NAME)] == ["FG2", "FG3"]
    button = prepare.findChild(QToolButton, "bringBack")
    assert button is not None
    assert button.text() == "Removed (1)"

    prepare.transcripts._bring_back(prepare.transcripts._removed_ones()[0])
    assert ("FG1", "Ada, Ben") in rows(prepare, Column.NAME, Column.CODERS)
    assert not button.isVisible()


def test_who_codes_is_ticked_in_a_menu(prepare: PrepareWorkplace, desk: Desk) -> None:
    choose(prepare, "FG2")
    trigger(prepare, "whoCodes")
    menu = prepare.transcripts.coders_menu
    assert [(a.text(), a.isChecked()) for a in menu.actions()] == [
        ("Ada", False),
        ("Ben", False),
        ("Cleo", True),
    ]

    menu.actions()[0].trigger()
    menu.close()
    assert ("FG2", "Cleo, Ada") in rows(prepare, Column.NAME, Column.CODERS)


def test_a_coder_who_has_sealed_is_not_taken_off(
    prepare: PrepareWorkplace, desk: Desk, qtbot: QtBot
) -> None:
    choose(prepare, "FG1")
    trigger(prepare, "whoCodes")
    menu = prepare.transcripts.coders_menu

    with qtbot.waitSignal(desk.interaction.refused) as refused:
        menu.actions()[0].trigger()
    menu.close()

    assert "Ada has sealed FG1" in str(refused.args)
    assert ("FG1", "Ada, Ben") in rows(prepare, Column.NAME, Column.CODERS)


def _dropped(prepare: PrepareWorkplace, qtbot: QtBot, *files: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    where, copying = QPoint(200, 200), Qt.DropAction.CopyAction
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(where, copying, data, buttons, keys)
    prepare.dragEnterEvent(enter)
    assert enter.isAccepted()
    with qtbot.waitSignal(prepare.imports.imported):
        prepare.dropEvent(QDropEvent(where.toPointF(), copying, data, buttons, keys))


def test_dropped_files_are_imported_and_their_numbers_shown(
    prepare: PrepareWorkplace, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "FG4.txt"
    words = "Tape begins here\n\nModerator: And you?\n\nP1: It was the time.\n\nP2: Yes, time.\n"
    file.write_text(words, encoding="utf-8")

    _dropped(prepare, qtbot, file)

    assert rows(prepare, Column.NAME, Column.TURNS, Column.SPEAKERS)[-1] == ("FG4", "3", "3")
    assert prepare.report.note.text() == "FG4"
    qtbot.waitUntil(lambda: "3 turns, 3 speakers" in said(prepare))
    assert any("Moderator 1, P1 1, P2 1" in line for line in said(prepare))
    assert any("characters of the file were read" in line for line in said(prepare))
    assert "1 paragraph before the first turn:" in said(prepare)


def said(prepare: PrepareWorkplace) -> list[str]:
    """What the panel says now."""
    labels = prepare.report.findChildren(QLabel)
    return [label.text() for label in labels if label.isVisible()]


def test_an_import_is_one_undo_step(
    prepare: PrepareWorkplace, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "FG4.txt"
    file.write_text("P1: It was the time.\n\nP2: Yes, time.\n", encoding="utf-8")
    _dropped(prepare, qtbot, file)

    desk.acts.undo()

    assert [row[0] for row in rows(prepare, Column.NAME)] == ["FG1", "FG2", "FG3"]


def test_other_files_are_not_taken(prepare: PrepareWorkplace, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "talk.mp3"))])
    enter = QDragEnterEvent(
        QPoint(9, 9),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter.ignore()
    prepare.dragEnterEvent(enter)
    assert not enter.isAccepted()


@pytest.mark.parametrize(("action", "turns"), [("speakersNone", 6), ("speakersAuto", 2)])
def test_speakers_are_recognised_anew_without_moving_a_word(  # noqa: PLR0917
    prepare: PrepareWorkplace,
    desk: Desk,
    qtbot: QtBot,
    tmp_path: Path,
    action: str,
    turns: int,
) -> None:
    file = tmp_path / "FG4.txt"
    words = "P1: It was the time.\nAnd more.\nAnd still more.\n\nP2: Yes.\nNo.\nYes.\n"
    file.write_text(words, encoding="utf-8")
    _dropped(prepare, qtbot, file)
    before = stored(desk)[-1].header

    trigger(prepare, action)

    after = stored(desk)[-1].header
    assert (after.turns, after.text_sha256) == (turns, before.text_sha256)


def test_without_transcripts_the_table_says_how_to_bring_them(
    empty_desk: Desk, prepare: PrepareWorkplace
) -> None:
    assert prepare.transcripts.empty.isVisible()
    assert "drop them here" in prepare.transcripts.empty.label.text()
