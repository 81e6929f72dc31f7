from PySide6.QtGui import QFont, QGuiApplication
from pytestqt.qtbot import QtBot

from qcoder.exporters.report import Bars, Column, Report, Table, Words
from qcoder.gui.consensus.sheets.bars_picture import bars_picture
from qcoder.gui.consensus.sheets.report_html import report_html
from qcoder.gui.consensus.sheets.report_view import ReportView

COLUMNS = (Column("<Code>", ""), Column("Count", ""))


def html(*parts: Words | Table) -> str:
    return report_html(Report("A & B", "", parts), muted="#777777", line="#cccccc")


def test_words_of_the_project_are_never_read_as_markup() -> None:
    found = html(Words("<b>bold</b>", lead="<i>"), Table("<u>", COLUMNS, (("<s>", 1),)))
    for tag in ("<b>bold", "<i>", "<u>", "<s>", "<Code>"):
        assert tag not in found
    assert "A &amp; B" in found


def test_numbers_stand_at_the_right_and_what_is_undefined_is_a_dash() -> None:
    found = html(Table("T", COLUMNS, (("Time", None), ("Grades", 4))))
    assert '<td align="right">–</td>' in found
    assert '<td align="left">Time</td>' in found


def test_a_passage_gets_most_of_the_room() -> None:
    assert 'width="64%"' in html(Table("T", COLUMNS, (("word " * 40, 1),)))
    assert "width=" not in html(Table("T", COLUMNS, (("word", 1),)))


def test_parts_of_a_bar_differ_without_colour(qtbot: QtBot) -> None:
    bars = Bars("B", ("full", "hatched", "empty"), (("x", (30, 30, 30)),))
    picture = bars_picture(bars, QGuiApplication.palette(), QFont(), 1.0)
    y = picture.height() // 4
    inked = [picture.pixelColor(x, y).alpha() > 0 for x in range(40, 550)]
    shares = [sum(inked[start : start + 150]) / 150 for start in (0, 180, 350)]
    assert shares[0] > shares[1] > shares[2]


def test_a_row_opens_what_it_is_about(qtbot: QtBot) -> None:
    view = ReportView("someReport", "Some report")
    qtbot.addWidget(view)
    view.show_report(Report("R", "", (Table("T", COLUMNS, (("Time", 1),), links=("code 1",)),)))
    cursor = view.document().find("Time")
    with qtbot.waitSignal(view.opened) as opened:
        view.anchorClicked.emit(cursor.charFormat().anchorHref())
    assert opened.args == ["code 1"]
