"""Numbers and remarks on the ground of a reading."""

import pytest
from PySide6.QtGui import QColor, QPalette

from qcoder.gui.consensus.reading_box import ground_and_ink
from qcoder.gui.contrast import TEXT_CONTRAST, contrast
from qcoder.gui.transcript.palette import READING_COLOURS

PAGES = {
    "light theme": ("#ffffff", "#1e2730", "#5f6b76"),
    "dark theme": ("#17191c", "#e4e7ea", "#9aa5af"),
}
"""Page, words and muted words."""


@pytest.mark.parametrize("colours", PAGES.values(), ids=PAGES)
def test_number_and_remarks_can_be_read_on_the_ground_of_every_reading(
    colours: tuple[str, str, str],
) -> None:
    page, words, muted = map(QColor, colours)
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Base, page)
    palette.setColor(QPalette.ColorRole.Text, words)
    for reading in range(1, len(READING_COLOURS) + 1):
        ground, number = ground_and_ink(reading, palette)
        for ink in (number, words, muted):
            assert contrast(ink, ground) >= TEXT_CONTRAST
