"""A transcript in words for a screen reader: who speaks, what is said, what is coded."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from qcoder.domain.spans import Span
from qcoder.gui.transcript.names import full_name
from qcoder.gui.transcript.painted import ReadingsShown
from qcoder.gui.transcript.scene import Scene
from qcoder.gui.transcript.shown_text import UnitKind

_READ_WHOLE = 80
"""Characters; of longer selections only the ends are told."""

translate = QCoreApplication.translate


def turn_at(scene: Scene, position: int) -> int | None:
    """Number of the turn at a position, from 0; None in headings and asides."""
    shown = scene.shown
    turn = shown.units[shown.unit_at(position)].turn if len(shown) else -1
    return turn if turn >= 0 else None


def turn_words(scene: Scene, turn: int | None) -> str:
    """Speaker and number of a turn, counted from 1 as in the margin; empty outside of turns."""
    if turn is None:
        return ""
    speaker = scene.shown.transcript.turns[turn].speaker
    number = translate("Transcript", "turn %d") % (turn + 1)
    return f"{speaker}, {number}" if speaker else number


def codes_at(scene: Scene, position: int) -> tuple[str, ...]:
    """What is coded at a position, outermost first, each once."""
    return codes_on(scene, Span(position, position + 1))


def codes_on(scene: Scene, span: Span) -> tuple[str, ...]:
    """What is coded on some words, each once; with whose reading where a difference is open."""
    if scene.readings is not None:
        return tuple(_readings_on(scene.readings, span))
    index = scene.index
    numbers = index.touching(span.start, span.end).tolist()
    return tuple(dict.fromkeys(full_name(index[number]) for number in numbers))


def paragraph_words(scene: Scene, unit: int) -> str:
    """One piece of the page: who says it, all of its words, what is coded on them."""
    start, end, kind, turn, _ = scene.shown.units[unit]
    words = scene.shown.words_of(unit)
    if kind is not UnitKind.SPEECH:
        return words
    codes = coded_words(codes_on(scene, Span(start, end)))
    said = f"{turn_words(scene, turn)}: {words}"
    return f"{said} — {codes}" if codes else said


def coded_words(codes: tuple[str, ...]) -> str:
    """The codes after a word that says what they are; empty where there are none."""
    return translate("Transcript", "coded: %s") % ", ".join(codes) if codes else ""


def selection_words(scene: Scene, selected: Span) -> str:
    """What is selected: the words, or where it begins and how it ends."""
    transcript = scene.shown.transcript
    if len(selected) <= _READ_WHOLE:
        return translate("Transcript", "selected: %s") % transcript.speech_text(selected)
    first, last = turn_at(scene, selected.start), turn_at(scene, selected.end - 1)
    ending = " ".join(transcript.text[selected.end - _READ_WHOLE : selected.end].split()[-3:])
    if first is None or last is None or first == last:
        return translate("Transcript", "selected, to “%s”") % ending
    turns = translate("Transcript", "selected, turn %d to %d, to “%s”")
    return turns % (first + 1, last + 1, ending)


def _readings_on(readings: ReadingsShown, span: Span) -> Iterator[str]:
    names = (*readings.names, readings.consensus_name)
    for name, spans in zip(names, (*readings.readings, readings.consensus), strict=True):
        if any(span.overlaps(own) for own in spans):
            yield f"{readings.label} ({name})"
