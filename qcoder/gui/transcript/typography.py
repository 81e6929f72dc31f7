"""Fonts and distances of the page, all derived from one font, one size, one spacing."""

from PySide6.QtGui import QFont, QFontInfo, QFontMetrics

from qcoder.gui.transcript.comfort import DEFAULT_SPACING
from qcoder.gui.transcript.shown_text import Joint, UnitKind

# The first that is installed is used: Linux, macOS, Windows, and what is always there.
TEXT_FAMILIES = ["Noto Serif", "Charter", "Georgia", "Cambria", "DejaVu Serif"]
_TEXT_SIZE = 1.36
_SMALL_SIZE = 0.86


def reading_font(interface: QFont) -> QFont:
    """The font for transcripts that goes with the font of the interface."""
    font = QFont(TEXT_FAMILIES)
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setPointSizeF(QFontInfo(interface).pointSizeF() * _TEXT_SIZE)
    # Hinted widths are rounded, so estimates scaled from another size would be wrong.
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font


class Typography:
    """One choice of fonts at one zoom. Distances are in pixels of the page."""

    def __init__(
        self, text: QFont, interface: QFont, zoom: float = 1.0, spacing: float = DEFAULT_SPACING
    ) -> None:
        # Beside the text half of the zoom is enough, and leaves the words more room.
        half = 1 + (zoom - 1) / 2
        label_size = QFontInfo(interface).pointSizeF() * half
        self.text = _sized(text, text.pointSizeF() * zoom)
        self.label = _sized(interface, label_size)
        self.strong = _sized(interface, label_size, QFont.Weight.DemiBold)
        self.small = _sized(interface, label_size * _SMALL_SIZE)
        self.heading = _sized(interface, label_size, QFont.Weight.Bold)
        self.metrics = QFontMetrics(self.text)
        self.label_metrics = QFontMetrics(self.label)
        self.strong_metrics = QFontMetrics(self.strong)
        self.small_metrics = QFontMetrics(self.small)
        self.text_height = self.metrics.height()
        self.pitch = max(self.text_height + 2, round(self.text_height * spacing))
        self.baseline = self.metrics.ascent() + (self.pitch - self.text_height) // 5
        self.band_height = self.baseline + self.metrics.descent() + 1
        self.heading_pitch = round(QFontMetrics(self.heading).height() * 1.15)
        self.character = self.metrics.horizontalAdvance("the quick brown fox ") / 20
        self.step = max(4, round(8 * half))
        """The grid: everything beside the text keeps multiples of it."""
        self.room_at_top = 2 * self.step + self.small_metrics.height()
        """Above the first line: as much as the names of two readings' lanes take."""

    def font_of(self, kind: UnitKind) -> QFont:
        """The font of a unit."""
        return self.heading if kind is UnitKind.HEADING else self.text

    def pitch_of(self, kind: UnitKind) -> int:
        """Distance from line to line in a unit."""
        return self.heading_pitch if kind is UnitKind.HEADING else self.pitch

    def room_above(self, joint: Joint) -> int:
        """Empty pixels between a unit and the one above."""
        shares = {Joint.SEAMLESS: 0.0, Joint.PARAGRAPH: 0.2, Joint.TURN: 0.5, Joint.SECTION: 1.1}
        return round(self.pitch * shares[joint])


def _sized(font: QFont, points: float, weight: QFont.Weight | None = None) -> QFont:
    sized = QFont(font)
    sized.setPointSizeF(max(1.0, points))
    if weight is not None:
        sized.setWeight(weight)
    return sized
