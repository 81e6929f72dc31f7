"""Colours for codes: all of one lightness, told apart by hue.

Reckoned in OKLCH (Björn Ottosson, 2020), where equal steps of hue look about equally far apart;
in HSL half of the circle would be greens and blues.
"""

from collections.abc import Iterable
from itertools import pairwise
from math import atan2, cos, degrees, hypot, radians, sin

LIGHTNESS, CHROMA = 0.56, 0.13
"""Dark enough for a band under black text and for white letters on it."""
_FIRST_HUE = 250.0
"""Blue: of all hues the one that most colour-blind eyes see as others do."""
_GREY = 0.03
"""Chroma under which a colour has no hue to speak of."""


def proposed_colour(used: Iterable[str]) -> str:
    """``#RRGGBB`` in the middle of the widest gap that the hues of ``used`` leave.

    Of gaps as wide the first from red on. Greys, and what is no ``#RRGGBB``, leave no gap.
    """
    hues = sorted({hue for colour in used if (hue := hue_of(colour)) is not None})
    if not hues:
        return colour_of(_FIRST_HUE)
    gaps = [(after - before, -before) for before, after in pairwise([*hues, hues[0] + 360.0])]
    width, start = max((round(width, 3), start) for width, start in gaps)
    return colour_of((width / 2 - start) % 360.0)


def hue_of(colour: str) -> float | None:
    """The hue in degrees; None for a grey, and for what is no ``#RRGGBB``."""
    try:
        red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    except ValueError:
        return None
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return degrees(atan2(b, a)) % 360.0 if hypot(a, b) >= _GREY else None


def colour_of(hue: float) -> str:
    """That hue at our lightness, as strong as ours or as a screen can show it."""
    chroma = CHROMA
    while not all(0.0 <= part <= 1.0 for part in _screen(hue, chroma)):
        chroma -= 0.002
    return "#" + "".join(f"{round(255 * _encoded(part)):02X}" for part in _screen(hue, chroma))


def _screen(hue: float, chroma: float) -> tuple[float, float, float]:
    """Red, green and blue, linear; outside of 0 to 1 where no screen can show it."""
    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    long = (LIGHTNESS + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (LIGHTNESS - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (LIGHTNESS - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _linear(part: float) -> float:
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)


def _encoded(part: float) -> float:
    return float(12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055)
