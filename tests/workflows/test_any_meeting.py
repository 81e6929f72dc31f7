"""Whatever a pair presses in its meeting: the log only grows, and the room shows what it says.

A few dozen gestures in every run. Longer by hand, over several seeds, until the time is up:
``QCODER_MEETING_MINUTES=60 pytest tests/workflows/test_any_meeting.py``; a seed alone is tried
again with ``QCODER_MEETING_SEED=7``, longer with ``QCODER_MEETING_GESTURES=400``.
"""

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qcoder.bootstrap import open_workspace
from qcoder.domain.coding import Coding
from qcoder.domain.consensus import Status
from qcoder.gui.main_window import MainWindow
from qcoder.services.codebook.editing import add_described_code
from qcoder.services.consensus.blind_pass import want_blind_pass
from qcoder.services.consensus.room import open_room
from tests.comparison.simulated_pairs import DENSE, Pair, a_simulated_pair
from tests.sealed_pair import codebook_of, make_study, transcript_of
from tests.simulated_study import add_simulated_pair, entries_of
from tests.windows import OpenWindow, be, close, go_to
from tests.workflows.any_meeting import AnyMeeting
from tests.workflows.room_shown import assert_keys_are_heard, assert_room_shown, room_of
from tests.workflows.seeds import seeds
from tests.workflows.stored_meeting import layers_of

MINUTES = float(os.environ.get("QCODER_MEETING_MINUTES", "0"))
SEED = int(os.environ.get("QCODER_MEETING_SEED", "20240301"))
GESTURES = int(os.environ.get("QCODER_MEETING_GESTURES", "24"))
LOOK_AFTER = 3
KEYS_OF_THE_PASS = (
    "s", "u", "s", "u", "Down", "Up", "Esc", "n", "1", "b", "x", "k", "g", "Shift+b", "Shift+k",
    "Ctrl+z", "Ctrl+Shift+z", "Ctrl+3", "m",
)  # fmt: skip
pytestmark = pytest.mark.timeout(300 + 60 * int(MINUTES) + 2 * GESTURES)


@pytest.fixture
def ids(monkeypatch: pytest.MonkeyPatch) -> random.Random:
    """Whence identifiers are drawn: sides, and the order of equals, hang on them."""
    drawn = random.Random()
    monkeypatch.setattr(
        "qcoder.domain.ids.uuid4", lambda: UUID(int=drawn.getrandbits(128), version=4)
    )
    return drawn


def make_dense_study(folder: Path, seed: int, *, three: bool = False, blind: bool = False) -> Path:
    """The pair with a difference of every kind, and another whose differences overlap."""
    folder.mkdir()
    file = make_study(folder, with_cleo=three)
    pair = a_simulated_pair(seed, DENSE, words=1100, codes=6)
    workspace = open_workspace(file)
    grouping = codebook_of(workspace).groupings[0].id
    for entry in entries_of(pair):
        workspace.run("Add", partial(add_described_code, grouping=grouping, entry=entry))
    if blind:
        workspace.run("Ask", lambda uow: want_blind_pass(uow, True))
    add_simulated_pair(workspace, pair, {"Cleo": _mixed(pair, seed)} if three else {})
    workspace.close()
    return file


def _mixed(pair: Pair, seed: int) -> list[Coding]:
    """What a third coder may have coded: much as either of the two."""
    chance = random.Random(seed)
    every = [coding for layer in pair.layers.values() for coding in layer]
    # Spans that differ by a blank at the end are the same words.
    chosen = {(c.code, c.span.start): c for c in every if chance.random() < 0.5}
    return list(chosen.values())


def test_whatever_a_pair_presses_the_room_shows_what_the_log_says(
    open_main_window: OpenWindow, ids: random.Random, tmp_path: Path, qtbot: QtBot
) -> None:
    for seed in seeds(SEED, MINUTES):
        ids.seed(seed)
        file = make_dense_study(tmp_path / f"pair{seed}", seed)
        with told_where(seed, open_main_window, file) as hands:
            hold(hands, qtbot, GESTURES // 2)
            begin_again(hands, open_main_window, hands.chance.choice(("Ada", "Ben")))
            begun = decided(hands)
            hold(hands, qtbot, GESTURES // 2)
            assert_undone_to(hands, begun, qtbot)


def test_whatever_three_coders_press_the_room_shows_what_the_log_says(
    open_main_window: OpenWindow, ids: random.Random, tmp_path: Path, qtbot: QtBot
) -> None:
    for seed in seeds(SEED, MINUTES):
        ids.seed(seed)
        file = make_dense_study(tmp_path / f"three{seed}", seed, three=True)
        with told_where(seed, open_main_window, file) as hands:
            for who in ("Ben", "Cleo", "Ada"):
                hold(hands, qtbot, GESTURES // 3)
                be(hands.window, who)


def test_a_blind_pass_shows_nothing_whatever_is_pressed_and_then_the_room(
    open_main_window: OpenWindow, ids: random.Random, tmp_path: Path, qtbot: QtBot
) -> None:
    for seed in seeds(SEED, MINUTES):
        ids.seed(seed)
        file = make_dense_study(tmp_path / f"blind{seed}", seed, blind=True)
        with told_where(seed, open_main_window, file) as hands:
            for who in ("Ada", "Ben"):
                be(hands.window, who)
                weigh(hands, GESTURES // 4)
            hold(hands, qtbot, GESTURES // 2)


@contextmanager
def told_where(seed: int, open_main_window: OpenWindow, file: Path) -> Iterator[AnyMeeting]:
    """The hands; a failure says with which seed it comes again, and what was done last."""
    hands = AnyMeeting(sat_down(open_main_window, file, "Ada"), file, random.Random(seed))
    try:
        yield hands
    except BaseException as error:
        done = ", ".join(hands.done[-40:])
        error.add_note(f"QCODER_MEETING_SEED={seed}, {len(hands.done)} done, last: {done}")
        raise
    finally:
        close(hands.window)


def sat_down(open_main_window: OpenWindow, file: Path, who: str) -> MainWindow:
    """The window in the room of the dense pair."""
    window = open_main_window(file, coder=who)
    go_to(window, "Simulated")
    window.show_workplace("reconcile")
    return window


def begin_again(hands: AnyMeeting, open_main_window: OpenWindow, who: str) -> None:
    """The window is closed in the middle of whatever was going on, and opened again."""
    before = hands.lines()
    hands.press_anything()
    close(hands.window)
    after = hands.lines()
    assert after[: len(before)] == before
    hands.sit_down(sat_down(open_main_window, hands.file, who))


def hold(hands: AnyMeeting, qtbot: QtBot, gestures: int) -> None:
    """So many gestures; bugs that the window caught are raised here."""
    bugs: list[str] = []
    hands.window.desk.interaction.failed.connect(bugs.append)
    layers = layers_of(hands.file)
    for number in range(gestures):
        before = hands.lines()
        hands.do_one()
        assert not bugs, bugs[0]
        assert hands.lines()[: len(before)] == before
        qtbot.waitUntil(lambda: assert_keys_are_heard(hands.window))
        if number % LOOK_AFTER == 0:
            assert layers_of(hands.file) == layers
            hands.lower_the_hands()
            qtbot.waitUntil(lambda: assert_room_shown(hands.window, hands.file))
            assert_a_key_goes_on(hands)


def assert_a_key_goes_on(hands: AnyMeeting) -> None:
    """Whatever was done before, N of any status and back come where one was."""
    before, lines = hands.in_hand, len(hands.lines())
    modelled = hands.modelled()
    if before is None or modelled is None:
        return
    keys = list(modelled)
    hands.hands.type("Shift+n")
    assert hands.in_hand == keys[(keys.index(before) + 1) % len(keys)]
    hands.hands.type("Shift+p")
    assert hands.in_hand == before
    assert len(hands.lines()) == lines


def weigh(hands: AnyMeeting, gestures: int) -> None:
    """Sure, unsure, and any key of the room; nothing of the room is there, and no line is added."""
    layers, lines = layers_of(hands.file), hands.lines()
    QApplication.processEvents()
    for _ in range(gestures):
        hands.type(hands.chance.choice(KEYS_OF_THE_PASS))
        QApplication.processEvents()
        assert room_of(hands.window).discussion.room is None, QApplication.focusWidget()
        assert not room_of(hands.window).queue.list.rows_model.rows
        assert_keys_are_heard(hands.window)
    assert layers_of(hands.file) == layers
    assert hands.lines() == lines
    hands.lower_the_hands()
    hands.type("Ctrl+Return")
    QApplication.processEvents()


def decided(hands: AnyMeeting) -> list[object]:
    """What the pairs have come to."""
    workspace = hands.window.desk.workbench.workspace
    rooms = [
        workspace.read(partial(open_room, transcript=transcript_of(workspace, name)))
        for name in ("FG1", "Simulated")
    ]
    return [
        (r.difference.id, r.status, r.status is Status.DECIDED and r.decision and r.decision.result)
        for room in rooms
        for r in room.resolutions
    ]


def assert_undone_to(hands: AnyMeeting, begun: list[object], qtbot: QtBot) -> None:
    """Undo as far as it goes, and redo, lead to where it began, and back."""
    press_until_done(hands, "Ctrl+Shift+z", "redo")
    ended = decided(hands)
    for keys, action, expected in (("Ctrl+z", "undo", begun), ("Ctrl+Shift+z", "redo", ended)):
        press_until_done(hands, keys, action)
        assert decided(hands) == expected
        qtbot.waitUntil(lambda: assert_room_shown(hands.window, hands.file))


def press_until_done(hands: AnyMeeting, keys: str, action: str) -> None:
    """Undo or redo by key until there is nothing more of it; none is refused."""
    hands.lower_the_hands()
    hands.refused.clear()
    while hands.window.desk.actions.named(action).isEnabled():
        hands.hands.type(keys)
        assert not hands.refused
