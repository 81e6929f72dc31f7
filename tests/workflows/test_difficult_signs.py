"""Signs of several code points, and writing from right to left: selected, coded and given out."""

import csv
from pathlib import Path

import pytest
import regex

from qcoder.bootstrap import open_workspace
from qcoder.cli.main import main
from qcoder.gui.main_window import MainWindow
from qcoder.services.files.importing import import_transcripts
from tests.windows import OpenWindow, code_workplace, go_to
from tests.workflows.hands import Hands

pytestmark = pytest.mark.usefixtures("lean_windows")

SIGNS = """\
Moderator: Signs?

P1: The family 👨‍👩‍👧‍👦 came, a flag 🇸🇪🇫🇮 and 👍🏽 too. Cafe\u0301 and Z\u0335a\u0310lgo words.

P2: הוא אמר שלום לרופא ביום ראשון. وقال الطبيب: لا وقت لدينا.

P3: मैंने पूरी किताब पढ़ी थी। क्षत्रिय शब्द। A soft\u00adhyphen\u00adated word here.
"""


@pytest.fixture
def signs(open_main_window: OpenWindow, project: Path, tmp_path: Path) -> MainWindow:
    """The window with the text, which Ada codes."""
    file = tmp_path / "Signs.txt"
    file.write_text(SIGNS, encoding="utf-8")
    workspace = open_workspace(project)
    import_transcripts(workspace, [file])
    workspace.close()
    assert main(["assign", str(project), "Signs", "Ada"]) == 0
    window = open_main_window(project, coder="Ada")
    go_to(window, "Signs")
    code_workplace(window).page.view.setFocus()
    return window


def edges(text: str) -> set[int]:
    """Where a sign ends as Unicode tells it, by another library than Qt."""
    return {0, *(match.end() for match in regex.finditer(r"\X", text))}


@pytest.mark.parametrize("held", ["Shift+", "Ctrl+Shift+"])
def test_no_key_that_selects_takes_a_sign_apart(signs: MainWindow, held: str) -> None:
    hands, seen = Hands(signs), set[int]()
    assert hands.view.transcript is not None
    allowed = edges(hands.view.transcript.text)
    hands.type("Ctrl+Home")
    for number in range(len(hands.view.transcript.turns)):
        # Onwards is to the left where one writes to the left.
        onwards = held + ("Left" if number == 2 else "Right")
        hands.type("Esc", *["Alt+Down"] * bool(number))
        for _ in range(70):
            hands.type(onwards)
            assert hands.view.caret() in allowed
            seen.add(hands.view.caret())
    assert len(seen) > 20


def test_every_word_is_coded_by_mouse_and_given_out_as_it_stands(
    signs: MainWindow, project: Path, tmp_path: Path
) -> None:
    hands = Hands(signs)
    assert hands.view.transcript is not None
    text, allowed = hands.view.transcript.text, edges(hands.view.transcript.text)
    selected = set()
    for turn in hands.view.transcript.turns:
        for position in range(turn.speech[0].start, turn.speech[-1].end):
            if text[position].isalpha() and position in allowed:
                hands.click(hands.view.scene.caret_rect(position).center(), times=2)
                span = hands.view.selection()
                assert span is not None, (position, text[position - 3 : position + 3])
                assert {span.start, span.end} <= allowed
                selected.add((span.start, span.end))
    for start, end in selected:
        hands.click(hands.view.scene.caret_rect(start).center(), times=2)
        hands.type("Shift+t")
        assert text[start:end].strip()
    assert main(["export-codings", str(project), str(tmp_path / "out.csv")]) == 0
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 20
    for row in rows:
        assert row["quote"] == text[int(row["start"]) : int(row["end"])]
