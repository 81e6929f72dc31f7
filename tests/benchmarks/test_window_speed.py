"""One coding in the whole window, from the key to the repaint of every panel.

The same words are coded in two transcripts that differ only in how many codings the layer has
elsewhere, in turns, so that other load meets both. CPU time of the window's thread is taken,
and what is held to a limit is how one compares with the other.
"""

import random
import statistics
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from time import thread_time

import pytest
from PySide6.QtWidgets import QApplication, QTabWidget

from qcoder.bootstrap import create_workspace
from qcoder.domain.coding import Coding
from qcoder.domain.ids import CoderId, CodingId, new_id
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript
from qcoder.gui.main_window import MainWindow
from qcoder.services.assignments import assign
from qcoder.services.importing import import_codebook_file, import_transcripts
from qcoder.services.workspace import Workspace
from qcoder.shipped import codebooks_dir
from tests.sealed_pair import coder_of, transcript_of
from tests.windows import OpenWindow, go_to, open_main_window, own_settings, press, view_of

__all__ = ["open_main_window", "own_settings"]  # fixtures

FEW, MANY = 500, 5_000
TURNS, FREE_TURNS = 600, 40
ROUNDS, CODED = 6, 6


@pytest.fixture(scope="module")
def crowded_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same words twice, with few codings and with many, none of them at the beginning."""
    folder = tmp_path_factory.mktemp("crowded")
    workspace = create_workspace(folder / "study.qcoder", ["Ada"])
    import_codebook_file(workspace, codebooks_dir() / "compassionate_care.csv")
    for name, count in (("Few", FEW), ("Many", MANY)):
        file = folder / f"{name}.txt"
        file.write_text("\n\n".join(_turns()), encoding="utf-8")
        import_transcripts(workspace, [file])
        _fill(workspace, name, count)
    workspace.close()
    return folder / "study.qcoder"


# The list of codings is laid out by Qt, which asks for the place of every row at each new one.
@pytest.mark.parametrize(
    ("panel", "limit"), [(0, 1.4), (1, 2.5)], ids=["codebook in front", "codings in front"]
)
def test_one_coding_costs_the_same_in_a_layer_ten_times_as_long(
    open_main_window: OpenWindow,
    crowded_project: Path,
    capsys: pytest.CaptureFixture[str],
    panel: int,
    limit: float,
) -> None:
    window = open_main_window(crowded_project, coder="Ada")
    tabs = window.findChild(QTabWidget, "codeTabs")
    assert tabs is not None
    tabs.setCurrentIndex(panel)
    taken: dict[str, list[float]] = {"Few": [], "Many": []}
    for spans in _rounds(window):
        for name, seconds in taken.items():
            go_to(window, name)
            _settle()
            seconds.extend(_coded(window, spans))
    few, many = statistics.median(taken["Few"]), statistics.median(taken["Many"])
    with capsys.disabled():
        milliseconds = f"{many * 1e3:.1f} and {few * 1e3:.1f} ms"
        print(f"\none coding among {MANY:,}: {many / few:.2f} times {FEW} ({milliseconds})")  # noqa: T201
    assert many < limit * few


def _coded(window: MainWindow, spans: Sequence[Span]) -> Iterator[float]:
    """What each coding took; it is undone again, so that the view stays as it is."""
    view = view_of(window)
    codebook = window.desk.workbench.workspace.read(lambda uow: uow.codebook.load())
    key = next(code.key for code in codebook.codes if code.key)
    for span in spans:
        view.setFocus()
        view.set_selection(span)
        _settle()
        start = thread_time()
        press(window, key.upper(), held="Shift")
        _settle()
        yield thread_time() - start
        window.desk.acts.undo()
        _settle()


def _settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def _rounds(window: MainWindow) -> Iterator[list[Span]]:
    go_to(window, "Few")
    transcript = view_of(window).transcript
    assert transcript is not None
    words = [_second_word(transcript, number) for number in range(FREE_TURNS // 4)]
    for number in range(ROUNDS):
        yield [words[(number + step) % len(words)] for step in range(CODED)]


def _second_word(transcript: Transcript, turn: int) -> Span:
    start = transcript.turns[turn].speech[0].start
    first = transcript.text.index(" ", start) + 1
    return Span(first, transcript.text.index(" ", first))


def _turns() -> Iterator[str]:
    chance = random.Random(7)
    words = ("ward", "night", "told", "him", "about", "stairs", "when", "she", "came", "back")
    for number in range(TURNS):
        yield f"P{number % 4 + 1}: " + " ".join(chance.choices(words, k=24)).capitalize() + "."


def _fill(workspace: Workspace, name: str, count: int) -> None:
    transcript, ada = transcript_of(workspace, name), coder_of(workspace, "Ada")
    workspace.run("Assign", partial(assign, transcript=transcript.id, coders=[ada]))
    codings = _codings(workspace, transcript, ada, count)
    workspace.run("Fill", lambda uow: uow.codings.add_all(codings))


def _codings(
    workspace: Workspace, transcript: Transcript, coder: CoderId, count: int
) -> list[Coding]:
    codes = workspace.read(lambda uow: uow.codebook.load()).codes
    chance = random.Random(count)
    made: dict[tuple[str, Span], Coding] = {}
    first = transcript.turns[FREE_TURNS].span.start
    while len(made) < count:
        start = chance.randrange(first, len(transcript.text) - 200)
        span = transcript.clipped_to_speech(Span(start, start + chance.randrange(10, 150)))
        code = chance.choice(codes).id
        if span is not None:
            key = CodingId(new_id())
            made[code, span] = Coding(key, transcript.id, coder, code, span, "2026-01-01", 1)
    return list(made.values())
