from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QApplication

from qcoder.domain.spans import Span
from qcoder.gui.transcript.bands import flattened
from qcoder.gui.transcript.view import TranscriptView
from tests.gui.transcript.conftest import TALK, ShowView
from tests.gui.transcript.material import CODERS, CODES, a_long_transcript, a_painted, many_codings

STRETCHES = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda s: (s[0], s[0] + s[1])),
    max_size=12,
)


@given(stretches=STRETCHES)
def test_flattened_stretches_are_disjoint_and_cover_the_same(
    stretches: list[tuple[int, int]],
) -> None:
    segments = flattened((start, end, key) for key, (start, end) in enumerate(stretches))
    covered = {p: set(s.keys) for s in segments for p in range(s.start, s.end)}

    assert all(one.end <= other.start for one, other in pairwise(segments))
    for position in range(45):
        naive = {i for i, (start, end) in enumerate(stretches) if start <= position < end}
        assert covered.get(position, set()) == naive


def picture(view: TranscriptView) -> QImage:
    QApplication.processEvents()
    return view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def on_screen(view: TranscriptView) -> QImage:
    """What has been painted so far; grabbing the widget would paint it again."""
    QApplication.processEvents()
    return view.screen().grabWindow(view.winId()).toImage()


def colours_in(image: QImage, box: QRect) -> Counter[str]:
    inside = box.intersected(image.rect())
    return Counter(
        image.pixelColor(x, y).name()
        for x in range(inside.left(), inside.right() + 1)
        for y in range(inside.top(), inside.bottom() + 1)
    )


@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_twelve_codings_over_each_other_all_show_in_text_and_margin(
    show_view: ShowView, zoom: float
) -> None:
    view = show_view("P1: We never had the time for a story like that.")
    view.set_zoom(zoom)
    view.set_codings([a_painted(number, 4 + number, 44, number) for number in range(12)])
    image = picture(view)
    columns = view.scene.columns
    tints = view.scene.tints
    in_text = colours_in(image, QRect(columns.text, 0, columns.text_width, 200))
    in_margin = colours_in(image, QRect(columns.stripes, 0, 200, 200))

    for _, colour, _ in CODES:
        assert in_text[tints.line(colour).name()] >= 8
        assert in_margin[tints.line(colour).name()] >= 8


def test_a_word_inside_a_story_changes_the_ground(view: TranscriptView) -> None:
    start = TALK.index("surgery")
    view.set_codings([a_painted(1, 4, 60, 0), a_painted(2, start, start + 7, 9)])
    tints = view.scene.tints
    box = view.scene.caret_rect(start).adjusted(2, 2, 4, -6)
    colours = colours_in(picture(view), box)

    assert colours[tints.band(tuple(sorted((CODES[0][1], CODES[9][1])))).name()] > 0


def test_a_hidden_coder_leaves_no_pixel(view: TranscriptView) -> None:
    plain = picture(view)
    view.set_codings([a_painted(1, 4, 40, 0), a_painted(2, 10, 60, 4, coder=1)])
    assert picture(view) != plain
    view.set_visible_coders({CODERS[1]})
    assert view.codings_at(12) == ("coding-2",)
    view.set_visible_coders(set())
    assert picture(view) == plain


def test_adding_changing_and_removing_paints_like_showing_anew(show_view: ShowView) -> None:
    transcript = a_long_transcript(4000)
    view = show_view(transcript)
    codings = [a_painted(n, 40 * n + 20, 40 * n + 130, n) for n in range(9)]
    view.set_codings(codings)
    anew = picture(view)
    view.remove_coding(codings[3].coding)
    view.update_coding(a_painted(99, 30, 300))
    picture(view)
    view.update_coding(a_painted(99, 500, 700))
    picture(view)
    view.remove_coding(a_painted(99, 0, 1).coding)
    view.update_coding(codings[3])

    assert picture(view) == anew


def test_what_is_not_stored_yet_looks_different(view: TranscriptView) -> None:
    view.set_codings([a_painted(1, 4, 40)])
    stored = picture(view)
    view.set_codings([a_painted(1, 4, 40, is_stored=False)])

    assert picture(view) != stored


def test_scrolling_paints_what_painting_everything_would(show_view: ShowView) -> None:
    transcript = a_long_transcript(20_000)
    view = show_view(transcript)
    view.set_codings(many_codings(transcript, 150))
    for distance in (60, 60, -35, 400, -120, 599, -300, 1):
        QApplication.processEvents()
        view.scroll_by(distance)
    scrolled = on_screen(view)
    view.viewport().update()

    assert on_screen(view) == scrolled


def test_a_coding_paints_as_much_as_it_changes(show_view: ShowView) -> None:
    view = show_view(TALK)
    view.set_codings(many_codings(a_long_transcript(len(TALK) - 20), 6))
    start, end = TALK.index("She pulled"), TALK.index("afterwards")
    steps: tuple[Callable[[], object], ...] = (
        lambda: view.update_coding(a_painted(99, start, end, 3)),
        lambda: view.set_current_coding(a_painted(99, start, end).coding),
        lambda: view.update_coding(a_painted(99, start + 4, end - 9, 7)),
        lambda: view.move_caret(end, keeps_anchor=True),
        lambda: view.remove_coding(a_painted(99, start, end).coding),
    )
    for step in steps:
        step()
        painted = on_screen(view)
        view.viewport().update()
        assert on_screen(view) == painted


def test_labels_are_painted_beside_the_text_only(show_view: ShowView) -> None:
    view = show_view("Moderator: x")
    columns = view.scene.columns
    image = picture(view)
    beside = QRect(columns.speaker, 0, columns.speaker_width, 60)
    text = QRect(columns.text + 30, 0, 200, 60)

    assert len(colours_in(image, beside)) > 2
    assert set(colours_in(image, text)) == {view.scene.tints.page.name()}


def test_a_dark_palette_makes_a_dark_page(view: TranscriptView) -> None:
    view.set_codings([a_painted(1, 4, 40)])
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Base, QColor("#1d2126"))
    palette.setColor(QPalette.ColorRole.Text, QColor("#e4e7ea"))
    view.setPalette(palette)
    image = picture(view)

    assert view.scene.tints.is_dark
    assert image.pixelColor(image.width() - 2, image.height() - 2).name() == "#1d2126"
    colours = colours_in(image, QRect(view.scene.columns.text, 0, 300, 60))
    assert colours["#e4e7ea"] > 10


def test_an_empty_view_says_what_it_is_for(show_view: ShowView) -> None:
    view = show_view(TALK)
    view.set_transcript(None)
    image = picture(view)

    assert view.transcript is None
    assert len(colours_in(image, image.rect())) > 1


def test_search_hits_are_painted_and_marked_beside_the_scroll_bar(view: TranscriptView) -> None:
    plain = view.grab().toImage()
    start = TALK.index("surgery")
    view.set_highlights("search", [Span(start, start + 7)])
    image = picture(view)
    box = view.scene.caret_rect(start).adjusted(1, 1, 3, -8)
    assert colours_in(image, box)[view.scene.tints.search.name()] > 0
    marks = QRect(view.viewport().width(), 0, 8, view.height())
    shown = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    assert colours_in(shown, marks)[view.scene.tints.search_line.name()] > 0
    view.set_highlights("search", [])
    QApplication.processEvents()
    assert view.grab().toImage() == plain


@pytest.mark.parametrize("words", ["שלום abc לכם", "السلام عليكم ok", "क्षत्रिय में"])
def test_bands_lie_under_words_of_any_direction(show_view: ShowView, words: str) -> None:
    view = show_view("P1: " + words)
    middle = 4 + len(words) // 2
    view.set_codings([a_painted(1, 4, middle, 0), a_painted(2, middle, 4 + len(words), 4)])
    image = picture(view)
    box = QRect(view.scene.columns.text, 0, view.scene.columns.text_width, 60)
    colours = colours_in(image, box)

    assert colours[view.scene.tints.band((CODES[0][1],)).name()] > 50
    assert colours[view.scene.tints.band((CODES[4][1],)).name()] > 50


def test_another_comfort_is_taken_over(view: TranscriptView) -> None:
    before = picture(view)
    view.set_comfort(measure=40, spacing=1.6)

    assert picture(view) != before
    assert view.scene.columns.text_width <= 41 * view.scene.fonts.character


def test_the_caret_is_painted_where_the_focus_is(view: TranscriptView) -> None:
    view.set_caret(TALK.index("surgery"))
    box = view.scene.caret_rect(view.caret())
    assert colours_in(picture(view), box) == {view.scene.tints.text.name(): 2 * box.height()}
    view.clearFocus()
    assert len(colours_in(picture(view), box)) > 1


def test_a_coding_over_a_heading_is_painted_on_speech_alone(view: TranscriptView) -> None:
    view.set_codings([a_painted(1, TALK.index("She pulled"), TALK.index(" about it"))])
    scene = view.scene
    units = range(len(scene.shown))
    painted = {scene.shown.words_of(unit) for unit in units if scene.bands.of(unit).lined}

    assert "Second part" in [scene.shown.words_of(unit) for unit in units]
    assert painted == {
        "She pulled the chair over and asked him what he was most afraid of.",
        "Did anyone talk with you about it afterwards?",
    }
