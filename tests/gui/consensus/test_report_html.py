from PySide6.QtGui import QFont, QGuiApplication, QImage, QPalette
from pytestqt.qtbot import QtBot

from qcoder.exporters.report import Bars, Column, Part, Point, Points, Report, Table, Words
from qcoder.gui.consensus.sheets.bars_picture import bars_picture, points_picture
from qcoder.gui.consensus.sheets.report_html import report_html
from qcoder.gui.consensus.sheets.report_view import ReportView

COLUMNS = (Column("<Code>", ""), Column("Count", ""))


def html(*parts: Part) -> str:
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


def test_values_stand_on_their_scale_with_their_figures(qtbot: QtBot) -> None:
    points = Points("Kappa", (Point("x", 0.0), Point("x", 1.0), Point("x", None)))
    picture = points_picture(points, QGuiApplication.palette(), QFont(), 1.0)
    step = picture.height() / 4
    marks = [
        [x for x in range(picture.width()) if _is_marked(picture, x, int((row + 0.5) * step) - 4)]
        for row in range(3)
    ]
    assert max(marks[0]) < min(marks[1])
    assert marks[2] == []


def _is_marked(picture: QImage, x: int, y: int) -> bool:
    return picture.pixelColor(x, y) == QGuiApplication.palette().color(QPalette.ColorRole.Highlight)


def test_a_picture_is_also_in_words() -> None:
    found = html(Bars("B", ("kept",), (("<Time>", (3,)),)))
    assert 'alt="B. Bars. &lt;Time&gt;: 3 kept."' in found


def test_a_row_opens_what_it_is_about(qtbot: QtBot) -> None:
    view = ReportView("someReport", "Some report")
    qtbot.addWidget(view)
    view.show_report(Report("R", "", (Table("T", COLUMNS, (("Time", 1),), links=("code 1",)),)))
    cursor = view.document().find("Time")
    with qtbot.waitSignal(view.opened) as opened:
        view.anchorClicked.emit(cursor.charFormat().anchorHref())
    assert opened.args == ["code 1"]
