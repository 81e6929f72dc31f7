"""Time stamps, as transcription tools print them."""

import re

_FRACTION = r"(?:[.,]\d{1,3}|-\d(?=\#))?"
# Teams once printed 0:0:3.40; without its fraction, unpadded seconds are a ratio or a score.
CLOCK = (
    rf"(?:\d{{1,2}}:\d{{1,2}}:\d{{1,2}}\.\d{{1,3}}|(?:\d{{1,2}}:)?\d{{1,3}}:\d{{2}}{_FRACTION})"
    r"(?![\d:])"
)
RANGE = rf"{CLOCK}(?:\s?\s?(?:-->|[-–—])\s?\s?{CLOCK})?"
BRACKETED = rf"(?:\[\s?{RANGE}\s?\]|\(\s?{RANGE}\s?\)|\#{RANGE}\#|<{RANGE}>)"
STAMP = rf"(?:{BRACKETED}|{RANGE})"
SPOKEN = r"(?:\d+ hours? )?(?:\d+ minutes? )?\d+ seconds?"
"""Teams text pasted from the browser: "12 minutes 5 seconds"."""

ALONE = re.compile(rf"\s*{STAMP}\s*", re.ASCII)
"""A line with nothing but a stamp."""

# Only what no speaker says: "(10:30)" may be a time of day somebody typed.
INSIDE = re.compile(
    r"\[(?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?\]"
    r"|\#\d{1,2}:\d{2}:\d{2}(?:-\d)?\#"
    r"|\(\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,3})?\)",
    re.ASCII,
)
"""A stamp inside speech."""

_FIRST = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d{1,2})(?:[.,-](\d{1,3}))?", re.ASCII)
_UNITS = (("hour", 3600), ("minute", 60), ("second", 1))


def milliseconds(stamp: str) -> int | None:
    """The time a stamp names, of a range its beginning; None if there is none in it."""
    match = _FIRST.search(stamp)
    if not match:
        return _spoken(stamp)
    hours, minutes, seconds, fraction = match.groups(default="0")
    whole = (int(hours) * 60 + int(minutes)) * 60 + int(seconds)
    return whole * 1000 + int(fraction.ljust(3, "0"))


def _spoken(stamp: str) -> int | None:
    found = [(re.search(rf"(\d+) {unit}", stamp), seconds) for unit, seconds in _UNITS]
    parts = [int(match[1]) * seconds for match, seconds in found if match]
    return sum(parts) * 1000 if parts else None
