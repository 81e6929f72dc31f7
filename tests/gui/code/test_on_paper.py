"""The coded transcript on paper, and as a Word file with comments."""

from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import QLocale, QMarginsF, QSize
from PySide6.QtGui import QAction, QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from qcoder.domain.ids import TranscriptId
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Structure, Transcript, Turn
from qcoder.gui.background import Task
from qcoder.gui.code.on_paper import OnPaper
from qcoder.gui.main_window import MainWindow
from qcoder.gui.paper import printing
from qcoder.gui.paper.printing import size_on
from qcoder.gui.transcript.painted import LineStyle
from qcoder.gui.transcript.paper import PaperPages
from qcoder.gui.transcript.paper_legend import Legend, LegendEntry
from tests.windows import be, code_workplace, press, select, told

SIZE = (680, 1000)


@pytest.fixture
def on_paper(window: MainWindow) -> OnPaper:
    """Ada's FG1 with one coding."""
    select(window, "four minutes")
    press(window, "t", held="Shift")
    return code_workplace(window).on_paper


def wait_for(qtbot: QtBot, window: MainWindow, task: Task | None) -> None:
    """Until it has ended."""
    assert task is not None
    qtbot.waitUntil(lambda: not window.desk.background._tasks)


def names_beside(on_paper: OnPaper) -> list[str]:
    """The codes named on the first page."""
    contents = on_paper._page.contents
    assert contents is not None
    pages = on_paper._pages(contents, SIZE)
    paint_all(pages)
    index = pages._scene.index
    return [index[number].label for number in range(len(index))]


def paint_all(pages: PaperPages) -> list[float]:
    """Every page on a picture; how much was on paper after each."""
    image = QImage(QSize(*SIZE), QImage.Format.Format_RGB32)
    shares = []
    painter = QPainter(image)
    while not pages.is_finished:
        pages.paint_next(painter)
        shares.append(pages.share)
    painter.end()
    return shares


def test_a_pdf_is_written(
    qtbot: QtBot, window: MainWindow, on_paper: OnPaper, tmp_path: Path
) -> None:
    target = tmp_path / "FG1.pdf"
    wait_for(qtbot, window, on_paper.paper.save_pdf(target))
    assert target.read_bytes().startswith(b"%PDF")
    assert told(window) == "Saved FG1.pdf, 1 page"


def test_pages_say_whose_layer_they_are(on_paper: OnPaper) -> None:
    contents = on_paper._page.contents
    assert contents is not None
    head = on_paper._pages(contents, SIZE)._heads
    assert head[0] == "study · FG1"
    assert head[1].startswith("Ada, not sealed · codebook rev. ")


def test_another_coders_layer_is_not_printed_before_both_have_sealed(
    window: MainWindow, on_paper: OnPaper
) -> None:
    assert names_beside(on_paper) == ["Time"]
    be(window, "Ben")
    assert names_beside(on_paper) == []


def test_cancelling_leaves_no_file(
    qtbot: QtBot, window: MainWindow, on_paper: OnPaper, tmp_path: Path
) -> None:
    target = tmp_path / "FG1.pdf"
    task = on_paper.paper.save_pdf(target)
    assert task is not None
    task.cancel()
    wait_for(qtbot, window, task)
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_folder_that_is_not_there_is_said(
    window: MainWindow, on_paper: OnPaper, tmp_path: Path
) -> None:
    assert on_paper.paper.save_pdf(tmp_path / "nowhere" / "FG1.pdf") is None
    assert "FG1.pdf could not be written" in window._refusal.label.text()


def test_codings_are_comments_in_the_word_file(
    qtbot: QtBot, window: MainWindow, on_paper: OnPaper, tmp_path: Path
) -> None:
    target = tmp_path / "FG1.docx"
    wait_for(qtbot, window, on_paper.export_docx(target))
    text = "\n".join(p.text for p in Document(str(target)).paragraphs)
    assert "Nobody had four minutes" in text
    assert told(window) == "Saved FG1.docx, 1 coding as a comment"


def test_the_consensus_is_not_written_before_both_have_sealed(
    qtbot: QtBot, window: MainWindow, on_paper: OnPaper, tmp_path: Path
) -> None:
    target = tmp_path / "FG1.docx"
    wait_for(qtbot, window, on_paper.export_consensus(target))
    assert "have not sealed FG1" in window._refusal.label.text()
    assert not target.exists()


def test_the_word_file_has_the_paper_that_was_chosen(
    qtbot: QtBot, window: MainWindow, on_paper: OnPaper, tmp_path: Path
) -> None:
    layout = on_paper.paper.setup.layout()
    layout.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    layout.setOrientation(QPageLayout.Orientation.Landscape)
    on_paper.paper.setup.keep(layout)
    wait_for(qtbot, window, on_paper.export_docx(tmp_path / "FG1.docx"))
    section = Document(str(tmp_path / "FG1.docx")).sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (279, 216)


def test_the_entries_stand_above_close(window: MainWindow, on_paper: OnPaper) -> None:
    names = [a.objectName() for a in window.menus["File"].actions() if a.objectName()]
    assert names.index("savePdf") < names.index("closeProject")
    action = window.findChild(QAction, "printTranscript")
    assert isinstance(action, QAction)
    assert action.isEnabled()


@pytest.mark.usefixtures("qapp")
def test_pages_say_how_many_there_are_once_they_are_counted() -> None:
    pages = PaperPages(long_transcript(60), [], SIZE)
    while not pages.is_finished:
        pages.count_next()
    pages.rewind()
    assert (pages.number, pages.share) == (0, 0.0)
    count = len(paint_all(pages))
    assert pages._total == pages.number == count > 1


def test_a_legend_stands_below_the_text_or_on_pages_of_its_own() -> None:
    entries = [
        LegendEntry(f"Code {n}", "Themes", "#155a8a", LineStyle.SOLID, n) for n in range(100)
    ]
    few = PaperPages(long_transcript(2), [], SIZE, legend=Legend("Codes", entries[:3]))
    assert len(paint_all(few)) == 1
    many = PaperPages(long_transcript(2), [], SIZE, legend=Legend("Codes", entries))
    assert len(paint_all(many)) == 4


def test_the_legend_has_the_codes_that_are_printed(on_paper: OnPaper) -> None:
    contents = on_paper._page.contents
    assert contents is not None
    legend = on_paper._pages(contents, SIZE)._legend
    assert [(entry.label, entry.grouping, entry.uses) for entry in legend._entries] == [
        ("Time", "Themes", 1)
    ]


def test_paper_is_remembered(on_paper: OnPaper) -> None:
    layout = on_paper.paper.setup.layout()
    layout.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    layout.setOrientation(QPageLayout.Orientation.Landscape)
    layout.setMargins(QMarginsF(20, 10, 20, 10))
    on_paper.paper.setup.keep(layout)
    assert on_paper.paper.setup.layout() == layout


@pytest.mark.parametrize(
    ("system", "size"),
    [
        (QLocale.MeasurementSystem.MetricSystem, QPageSize.PageSizeId.A4),
        (QLocale.MeasurementSystem.ImperialUKSystem, QPageSize.PageSizeId.A4),
        (QLocale.MeasurementSystem.ImperialUSSystem, QPageSize.PageSizeId.Letter),
    ],
)
def test_paper_is_the_countrys_until_another_is_chosen(
    on_paper: OnPaper,
    monkeypatch: pytest.MonkeyPatch,
    system: QLocale.MeasurementSystem,
    size: QPageSize.PageSizeId,
) -> None:
    monkeypatch.setattr(QLocale, "measurementSystem", lambda _locale: system)
    assert on_paper.paper.setup.layout().pageSize().id() == size


def test_what_is_kept_of_paper_and_cannot_be_read_does_no_harm(on_paper: OnPaper) -> None:
    usual = on_paper.paper.setup.layout()
    for key, value in (("size", "no"), ("orientation", "no"), ("margins", "a b c d")):
        on_paper._desk.settings.setValue(f"paper/{key}", value)
    assert on_paper.paper.setup.layout() == usual


def test_a_preview_has_every_page(on_paper: OnPaper, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFileName(str(tmp_path / "preview.pdf"))
    pages = PaperPages(long_transcript(60), [], size_on(printer.pageLayout()))
    shares: list[float] = []

    def goes_on(share: float) -> bool:
        shares.append(share)
        return True

    assert printing.paint_all(pages, printer, goes_on)
    assert (tmp_path / "preview.pdf").read_bytes().count(b"/Type /Page\n") == pages.number
    assert len(shares) == 2 * pages.number
    assert shares == sorted(shares)


@pytest.mark.parametrize("share", [0.2, 0.7], ids=["counting", "painting"])
@pytest.mark.usefixtures("qapp")
def test_a_preview_can_be_left_while_it_is_painted(share: float, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFileName(str(tmp_path / "preview.pdf"))
    pages = PaperPages(long_transcript(60), [], size_on(printer.pageLayout()))
    assert not printing.paint_all(pages, printer, lambda done: done < share)
    assert not pages.is_finished


def test_long_texts_take_pages_and_no_turn_is_left_out() -> None:
    pages = PaperPages(long_transcript(300), [], SIZE)
    shares = paint_all(pages)
    assert pages.number == len(shares) > 5
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def long_transcript(turns: int) -> Transcript:
    """Turns of a hundred words."""
    words = "and so it went on " * 20
    text = "".join(f"P{n % 5}: {words}\n\n" for n in range(turns))
    found = []
    start = 0
    for line in text.split("\n\n")[:-1]:
        end = start + len(line.rstrip())
        found.append(Turn(Span(start, end), (Span(start + 4, end),), line[:2]))
        start += len(line) + 2
    return Transcript(TranscriptId("long"), "Long", text, Structure(turns=tuple(found)))
