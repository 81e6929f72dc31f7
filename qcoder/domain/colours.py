"""Colours for codes, told apart by as many eyes as can be.

Reckoned in OKLab (Björn Ottosson, 2020), where equal distances look about equally large, with
what is left of a colour in eyes without red, green or blue cones (Machado, Oliveira and
Fernandes, 2009, at full severity). To such eyes hue alone says little, so lightness varies as
well, within what lines need on a light page. Names and line styles tell codes apart besides.
"""

from collections.abc import Iterable
from functools import lru_cache
from math import cos, dist, radians, sin

_Colour = tuple[float, float, float]

FIRST_COLOUR = "#2D78BD"
"""Blue: of all hues the one that most colour-blind eyes see as others do."""
_LIGHTNESSES, _CHROMAS, _HUE_STEP = (0.40, 0.49, 0.58, 0.67), (0.15, 0.08), 10

# Matrices for linear red, green and blue: the eye without any lack, then without one kind of cone.
_EYES = (
    ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
)


def proposed_colour(used: Iterable[str]) -> str:
    """``#RRGGBB``, of what can be proposed the furthest from all of ``used`` to the worst eye.

    What is no ``#RRGGBB`` is passed over. The order of ``used`` does not matter.
    """
    present = {colour.upper() for colour in used if _seen(colour.upper())}
    if not present:
        return FIRST_COLOUR
    best, found = -1.0, FIRST_COLOUR
    for candidate in _candidates():
        nearest = _nearest(candidate, present, best)
        if nearest > best:
            best, found = nearest, candidate
    return found


def _nearest(candidate: str, present: Iterable[str], best: float) -> float:
    """How near the nearest of ``present`` is; less is not looked for once it is below ``best``."""
    nearest = float("inf")
    for other in present:
        nearest = min(nearest, apart(candidate, other))
        if nearest <= best:
            break
    return nearest


@lru_cache(maxsize=8)
def proposed_colours(count: int) -> tuple[str, ...]:
    """What so many codes without a colour get, one after the other."""
    colours: list[str] = []
    for _ in range(count):
        colours.append(proposed_colour(colours))
    return tuple(colours)


@lru_cache(maxsize=65536)
def apart(first: str, second: str) -> float:
    """How far apart two colours look to the eye that tells them apart worst.

    A hundred times the distance in OKLab; about 2 is just seen side by side.
    """
    return min(distances(first, second))


def distances(first: str, second: str) -> tuple[float, ...]:
    """How far apart they look: to all cones, and without those for red, green and blue."""
    return tuple(100 * distance for distance in map(dist, _seen(first), _seen(second)))


@lru_cache(maxsize=1)
def _candidates() -> tuple[str, ...]:
    return tuple(
        _colour_of(lightness, chroma, hue)
        for lightness in _LIGHTNESSES
        for chroma in _CHROMAS
        for hue in range(0, 360, _HUE_STEP)
    )


@lru_cache(maxsize=4096)
def _seen(colour: str) -> tuple[_Colour, ...]:
    """The colour as each kind of eye sees it; empty for what is no ``#RRGGBB``."""
    try:
        parts = [_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5)]
    except ValueError:
        return ()
    return tuple(
        _perceived(*(sum(w * p for w, p in zip(row, parts, strict=True)) for row in eye))
        for eye in _EYES
    )


def _perceived(red: float, green: float, blue: float) -> _Colour:
    """Lightness and two opponent axes of OKLab, of what a screen can show."""
    red, green, blue = (min(max(part, 0.0), 1.0) for part in (red, green, blue))
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _colour_of(lightness: float, chroma: float, hue: float) -> str:
    """That hue, as strong as asked for or as a screen can show it."""
    while not all(0.0 <= part <= 1.0 for part in _screen(lightness, chroma, hue)):
        chroma -= 0.002
    shown = (_encoded(part) for part in _screen(lightness, chroma, hue))
    return "#" + "".join(f"{round(255 * part):02X}" for part in shown)


def _screen(lightness: float, chroma: float, hue: float) -> _Colour:
    """Red, green and blue, linear; outside of 0 to 1 where no screen can show it."""
    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _linear(part: float) -> float:
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)


def _encoded(part: float) -> float:
    return float(12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055)
