"""How transcripts are set until somebody chooses otherwise."""

DEFAULT_MEASURE = 75
"""Characters in a line that are comfortable to read."""
DEFAULT_SPACING = 1.25
"""Distance of lines in heights of the font; leaves room for the lines of codings."""
