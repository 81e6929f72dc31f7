"""Where the columns of the page stand: numbers, speakers, text, stripes, names of codes."""

from dataclasses import dataclass

from PySide6.QtGui import QFontMetrics

from qcoder.gui.transcript.comfort import DEFAULT_MEASURE
from qcoder.gui.transcript.typography import Typography

_NARROWEST_TEXT = 20
# Names of codes grow only when the text has this share of the width it asks for.
_TEXT_FIRST = 0.74
_LONGEST_NAME = 14
_MOST_NAMES = 26
_FEWEST_NAMES = 17
STRIPE_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class Columns:
    """Left edges and widths in pixels of the viewport.

    Where room is short, names of codes go first, then speakers; the text keeps a width
    that can be read.
    """

    number: int
    number_width: int
    speaker: int
    speaker_width: int
    text: int
    text_width: int
    stripes: int
    stripes_width: int
    names: int
    names_width: int

    @property
    def text_end(self) -> int:
        """Right edge of the text."""
        return self.text + self.text_width

    @property
    def margin(self) -> int:
        """Where the margin begins: clicks from here on are about codings."""
        return (self.text_end + self.stripes) // 2


def arranged(
    width: int, fonts: Typography, turns: int, longest_name: int, measure: int = DEFAULT_MEASURE
) -> Columns:
    """Columns for a viewport of that width.

    ``longest_name`` is the width of the widest speaker's name; wider columns than the
    measure asks for are not made: what is left over goes to both sides.
    """
    step, character = fonts.step, fonts.character
    number_width = fonts.small_metrics.horizontalAdvance("0" * max(2, len(str(turns))))
    speaker_width = min(longest_name, round(_LONGEST_NAME * _average(fonts.strong_metrics)))
    names_width = round(_MOST_NAMES * _average(fonts.label_metrics))
    stripes_width = STRIPE_COLUMNS * step
    before = 2 * step + number_width + 2 * step + speaker_width + 2 * step
    after = 3 * step + stripes_width + step
    wanted = round(measure * character)
    room = width - before - after - step
    fewest = round(_FEWEST_NAMES * _average(fonts.label_metrics))
    names_width = min(names_width, max(fewest, room - round(_TEXT_FIRST * wanted)))
    if room - names_width < _NARROWEST_TEXT * character:
        names_width = 0
    text_width = max(round(_NARROWEST_TEXT * character), min(wanted, room - names_width))
    spare = max(0, room - names_width - text_width)
    # A name that would be cut takes of what is left over at both sides.
    wider = min(longest_name - speaker_width, spare)
    speaker_width, left = speaker_width + wider, (spare - wider) // 2
    text = left + before + wider
    stripes = text + text_width + 3 * step
    return Columns(
        number=left + 2 * step,
        number_width=number_width,
        speaker=left + 4 * step + number_width,
        speaker_width=speaker_width,
        text=text,
        text_width=text_width,
        stripes=stripes,
        stripes_width=stripes_width,
        names=stripes + stripes_width + step,
        names_width=names_width,
    )


def _average(metrics: QFontMetrics) -> float:
    return metrics.horizontalAdvance("Interaction Techniques") / 22
