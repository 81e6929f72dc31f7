"""Whatever is clicked, dragged and typed: the window shows what the file holds.

A few hundred gestures in every run. Longer by hand, over several seeds, until the time is up:
``QCODER_GESTURE_MINUTES=60 pytest tests/workflows/test_any_gestures.py``; a seed alone is tried
again with ``QCODER_GESTURE_SEED=7``.
"""

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copy

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qcoder.bootstrap import open_workspace
from qcoder.cli.main import main
from qcoder.domain.errors import QCoderError
from qcoder.domain.spans import Span
from qcoder.gui.main_window import MainWindow
from qcoder.services.coding.layer import apply_code, remove_coding
from tests.sealed_pair import coder_of, layers, transcript_of
from tests.thoroughness import examples
from tests.windows import OpenWindow, close, code_workplace
from tests.workflows.any_gestures import AnyGestures
from tests.workflows.seeds import seeds
from tests.workflows.stored_rows import Rows, assert_shown_as_stored, everything

MINUTES = float(os.environ.get("QCODER_GESTURE_MINUTES", "0"))
SEED = int(os.environ.get("QCODER_GESTURE_SEED", "20240301"))
GESTURES = int(os.environ.get("QCODER_GESTURES", examples(150)))
LOOK_AFTER = 10
pytestmark = pytest.mark.timeout(300 + 60 * int(MINUTES) + GESTURES)


def test_whatever_one_coder_does_is_undone_and_done_again_to_the_last_row(
    open_main_window: OpenWindow, made_project: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    for seed in seeds(SEED, MINUTES):
        file = Path(copy(made_project, tmp_path / f"alone{seed}.qcoder"))
        window = open_main_window(file, coder="Ada")
        before = everything(file)
        with told_where(seed, window, alone=True) as hands:
            do_many(hands, file, qtbot)
            press_until_done(window, hands, "Ctrl+Shift+Z", "redo")
            after = everything(file)
            press_until_done(window, hands, "Ctrl+Z", "undo")
            assert_same(everything(file), before)
            assert_shown_as_stored(window, file)
            press_until_done(window, hands, "Ctrl+Shift+Z", "redo")
            assert_same(everything(file), after)
            assert_shown_as_stored(window, file)
        close(window)


def test_whoever_sits_down_and_whoever_else_codes_sees_what_is_stored(
    open_main_window: OpenWindow, made_project: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    for seed in seeds(SEED, MINUTES):
        file = Path(copy(made_project, tmp_path / f"together{seed}.qcoder"))
        window = open_main_window(file, coder="Ada")
        with told_where(seed, window, alone=False) as hands:
            do_many(hands, file, qtbot, elsewhere=True)
        close(window)
        assert main(["export-codings", str(file), str(tmp_path / f"{seed}.csv")]) == 0


@contextmanager
def told_where(seed: int, window: MainWindow, *, alone: bool) -> Iterator[AnyGestures]:
    """The hands; a failure says with which seed it comes again, and what was done last."""
    hands = AnyGestures(window, random.Random(seed), alone=alone)
    bugs: list[str] = []
    window.desk.interaction.failed.connect(bugs.append)
    try:
        yield hands
        assert not bugs, bugs[0]
    except Exception as error:
        done = ", ".join(hands.done[-12:])
        error.add_note(f"QCODER_GESTURE_SEED={seed}, gesture {len(hands.done)}: {done}")
        raise


def do_many(hands: AnyGestures, file: Path, qtbot: QtBot, *, elsewhere: bool = False) -> None:
    for number in range(GESTURES):
        hands.do_one()
        QApplication.processEvents()
        if number % LOOK_AFTER == 0:
            if elsewhere:
                change_elsewhere(file, hands.chance)
            hands.hands.type("Esc", "Esc", "Ctrl+2")
            qtbot.waitUntil(lambda: assert_shown_as_stored(hands.window, file))


def press_until_done(window: MainWindow, hands: AnyGestures, keys: str, action: str) -> None:
    """Undo or redo by key until there is nothing more of it."""
    hands.hands.type("Esc", "Esc", "Ctrl+2")
    code_workplace(window).page.view.setFocus()
    while window.desk.actions.named(action).isEnabled():
        hands.hands.type(keys)


def assert_same(now: Rows, then: Rows) -> None:
    """Say which rows differ, not how all of them look."""
    for table in now:
        assert set(now[table]) ^ set(then[table]) == set(), table


def change_elsewhere(file: Path, chance: random.Random) -> None:
    """Ada or Ben at another computer codes some words, or removes a coding."""
    other = open_workspace(file)
    transcript, coder = transcript_of(other, "FG1"), coder_of(other, chance.choice(("Ada", "Ben")))
    start = chance.randrange(len(transcript.text) - 20)
    span = Span(start, start + chance.randint(5, 20))
    present = layers(other, "FG1").get(coder)
    code = chance.choice(other.read(lambda uow: uow.codebook.load()).codes).id
    try:
        if present and chance.random() < 0.5:
            gone = chance.choice(present).id
            other.run("Remove", lambda uow: remove_coding(uow, coder, gone), actor=coder)
        else:
            other.run("Code", lambda uow: apply_code(uow, transcript, coder, code, span))
    except QCoderError:
        pass  # sealed, or coded already
    other.close()
