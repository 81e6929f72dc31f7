"""Two million characters are searched at a bearable multiple of one bare regular expression,
and what of that falls to the window does not stop it.

Times differ from machine to machine, so both run on the same data, one after the other.
"""

import random
import re
from collections.abc import Callable
from pathlib import Path
from time import thread_time
from timeit import repeat

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from qcoder.bootstrap import create_workspace
from qcoder.domain.ids import TranscriptId
from qcoder.domain.search_patterns import Query
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Structure, Transcript, Turn
from qcoder.gui.main_window import MainWindow
from qcoder.services.files.importing import import_transcripts
from tests.finding import find_spans
from tests.windows import (
    OpenWindow,
    code_workplace,
    open_main_window,
    own_settings,
    press,
    view_of,
)

__all__ = ["open_main_window", "own_settings"]  # fixtures

WORDS = re.findall(
    r"\w+", "we never had the time there was always another list and page nobody sat down"
)
LENGTH = 2_000_000


def a_long_transcript(words_a_turn: int) -> Transcript:
    chosen = random.Random(3)
    lines: list[str] = []
    turns: list[Turn] = []
    at = 0
    while at < LENGTH:
        line = "P1: " + " ".join(chosen.choices(WORDS, k=words_a_turn))
        span = Span(at, at + len(line))
        turns.append(Turn(span, (Span(at + 4, span.end),), "P1", Span(at, at + 3)))
        lines.append(line)
        at = span.end + 1
    return Transcript(TranscriptId("t"), "FG1", "\n".join(lines), Structure(tuple(turns)))


def fastest(act: Callable[[], object]) -> float:
    return min(repeat(act, number=1, repeat=5))


@pytest.mark.parametrize("words_a_turn", [40, 420_000], ids=["turns", "one paragraph"])
def test_all_of_two_million_characters(words_a_turn: int) -> None:
    transcript = a_long_transcript(words_a_turn)
    bare = re.compile("zebra", re.IGNORECASE)
    ruler = fastest(lambda: bare.search(transcript.text))
    nothing = fastest(lambda: list(find_spans(transcript, Query("zebra"))))
    much = fastest(lambda: list(find_spans(transcript, Query("time"))))
    first = fastest(lambda: next(find_spans(transcript, Query("time"))))
    hits = len(list(find_spans(transcript, Query("time"))))
    print(  # noqa: T201
        f"\n{len(transcript.text)} characters, {len(transcript.turns)} turns: "
        f"bare {1000 * ruler:.0f} ms, without a hit {1000 * nothing:.0f} ms, "
        f"{hits} hits {1000 * much:.0f} ms, the first {1000 * first:.2f} ms"
    )
    assert nothing < 5 * ruler
    assert much < 30 * ruler
    assert first < ruler


@pytest.fixture(scope="module")
def long_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two million characters, a hundred words a turn."""
    folder = tmp_path_factory.mktemp("long")
    workspace = create_workspace(folder / "study.qcoder", ["Ada"])
    file = folder / "Long.txt"
    file.write_text(a_long_transcript(100).text.replace("\n", "\n\n"), encoding="utf-8")
    import_transcripts(workspace, [file])
    workspace.close()
    return folder / "study.qcoder"


class _Beat:
    """How long the window's thread works at a stretch, in seconds of its own processor time."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = thread_time()
        self._timer = QTimer(interval=0)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = thread_time()
        self.longest, self._last = max(self.longest, now - self._last), now


def test_a_letter_found_a_quarter_of_a_million_times_does_not_stop_the_window(
    qtbot: QtBot,
    open_main_window: OpenWindow,
    long_project: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    window = open_main_window(long_project, coder="Ada")
    text = _text_of(window)
    bare = re.compile("e", re.IGNORECASE)
    ruler = fastest(lambda: sum(1 for _ in bare.finditer(text)))
    press(window, "f", held="Ctrl")
    search = code_workplace(window).search
    search.bar.where.setCurrentIndex(1)
    search.bar.field.setText("e")
    beat = _Beat()
    with qtbot.waitSignal(search._finding.found, timeout=30_000):
        search.bar.want_now()
    qtbot.wait(50)
    found = len(search._places)
    with capsys.disabled():
        print(  # noqa: T201
            f"\n{found:,} places listed: bare {1000 * ruler:.0f} ms, the window's thread at most "
            f"{1000 * beat.longest:.0f} ms at a stretch"
        )
    assert found > 150_000
    assert search.hits.list.hits.rowCount() == found + 1
    assert beat.longest < 2 * ruler


def _text_of(window: MainWindow) -> str:
    transcript = view_of(window).transcript
    assert transcript is not None
    return transcript.text
