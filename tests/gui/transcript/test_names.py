import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from qcoder.gui.transcript.names import broken


@pytest.fixture
def metrics(qapp: QApplication) -> QFontMetrics:
    return QFontMetrics(qapp.font())


@pytest.mark.parametrize(
    ("words", "fitting", "lines"),
    [
        ("Time", "Time", ("Time",)),
        ("Interaction Techniques", "Interaction Techniques", ("Interaction Techniques",)),
        ("Interaction Techniques", "Techniques", ("Interaction", "Techniques")),
        ("Lessons—Institutional", "Institutional", ("Lessons—", "Institutional")),
        ("One and two and three", "two and three", ("One and two", "and three")),
    ],
)
def test_long_names_take_two_lines(
    metrics: QFontMetrics, words: str, fitting: str, lines: tuple[str, ...]
) -> None:
    assert broken(words, metrics, metrics.horizontalAdvance(fitting) + 4) == lines


def test_what_is_still_too_long_is_cut(metrics: QFontMetrics) -> None:
    width = metrics.horizontalAdvance("Professional")
    lines = broken("Professionalisation Unbreakableword", metrics, width)

    assert len(lines) == 2
    assert all(line.endswith("…") for line in lines)
    assert all(metrics.horizontalAdvance(line) <= width for line in lines)


def test_one_long_word_is_divided(metrics: QFontMetrics) -> None:
    width = metrics.horizontalAdvance("Observati-") + 1
    lines = broken("Observations", metrics, width)
    assert lines == ("Observati-", "ons")


def test_a_word_that_not_even_two_lines_can_hold_is_divided_and_cut(metrics: QFontMetrics) -> None:
    width = metrics.horizontalAdvance("Professional")
    lines = broken("Unbreakablewordofverygreatlengthindeed", metrics, width)
    assert lines[0].endswith("-")
    assert lines[1].endswith("…")
    assert all(metrics.horizontalAdvance(line) <= width for line in lines)
