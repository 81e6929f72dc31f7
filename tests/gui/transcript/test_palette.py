from collections.abc import Iterable
from itertools import combinations

import pytest
from PySide6.QtGui import QColor, QPalette

from qcoder.domain.colours import apart
from qcoder.gui.contrast import LINE_CONTRAST, TEXT_CONTRAST, contrast
from qcoder.gui.transcript.palette import READING_COLOURS, Tints
from tests.gui.transcript.material import CODES

PAGES = {
    "white": ("#ffffff", "#1c2430", "#2f6ea8"),
    "black": ("#000000", "#ffffff", "#308cc6"),
    "dark": ("#1d2126", "#e4e7ea", "#2f6ea8"),
    "light theme": ("#ffffff", "#1e2730", "#14598f"),
    "dark theme": ("#17191c", "#e4e7ea", "#6cb1e8"),
    "sepia": ("#f4ecd8", "#3a2f1f", "#8a5a2b"),
}
COLOURS = [colour for _, colour, _ in CODES] + ["#ffff00", "#00ff00", "#000000", "#ffffff"]


@pytest.fixture(params=list(PAGES.values()), ids=list(PAGES))
def tints(request: pytest.FixtureRequest) -> Tints:
    return tints_on(*request.param)


def tints_on(page: str, text: str, accent: str) -> Tints:
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Base, QColor(page))
    palette.setColor(QPalette.ColorRole.Text, QColor(text))
    palette.setColor(QPalette.ColorRole.Highlight, QColor(accent))
    return Tints(palette)


def test_black_on_white_has_the_highest_contrast() -> None:
    assert contrast(QColor("#000000"), QColor("#ffffff")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("#777777")) == pytest.approx(1)


def test_words_stay_readable_on_every_band(tints: Tints) -> None:
    for number in (1, 2, 3, 12, len(COLOURS)):
        assert_readable(tints, combinations(COLOURS, number))


def assert_readable(tints: Tints, overlaps: Iterable[tuple[str, ...]]) -> None:
    for colours in overlaps:
        band = tints.band(colours)
        assert contrast(tints.text, band) >= TEXT_CONTRAST
        assert contrast(tints.muted, band) >= TEXT_CONTRAST


def test_words_stay_readable_where_they_are_selected_found_or_read(tints: Tints) -> None:
    grounds = [tints.selection, tints.search, tints.found, tints.shared, tints.page]
    for colour in READING_COLOURS:
        grounds.extend(tints.reading_ground(QColor(colour)))
    for ground in grounds:
        assert contrast(tints.text, ground) >= TEXT_CONTRAST
        assert contrast(tints.muted, ground) >= TEXT_CONTRAST


def test_names_and_lines_stand_out_from_the_page(tints: Tints) -> None:
    for colour in COLOURS:
        assert contrast(tints.ink(colour), tints.page) >= TEXT_CONTRAST
        assert contrast(tints.line(colour), tints.page) >= LINE_CONTRAST
    assert contrast(tints.faint, tints.page) >= TEXT_CONTRAST


def test_a_band_is_another_colour_than_the_page(tints: Tints) -> None:
    for _, colour, _ in CODES:
        assert tints.band((colour,)) != tints.page


# As decision 9 measures them, and no more than was reached. About 2 is just seen: stripes of
# four and more readings are told apart by how they run.
@pytest.mark.parametrize(
    ("readings", "lines_apart", "stripes_apart"), [(2, 19.5, 3.8), (3, 11.5, 1.8), (5, 7.5, 1.2)]
)
@pytest.mark.parametrize("theme", ["light theme", "dark theme"])
def test_readings_keep_apart_for_colour_blind_eyes_too(
    theme: str, readings: int, lines_apart: float, stripes_apart: float
) -> None:
    tints = tints_on(*PAGES[theme])
    for pair in combinations(READING_COLOURS[:readings], 2):
        one, other = (tints.line(colour).name() for colour in pair)
        assert apart(one, other) > lines_apart
        one, other = (tints.reading_ground(QColor(colour))[1].name() for colour in pair)
        assert apart(one, other) > stripes_apart
