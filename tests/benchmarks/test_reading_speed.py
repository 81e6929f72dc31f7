"""What reading costs: in proportion to the text, however odd it is."""

from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from qcoder.importers import read_transcript
from tests.importers.focus_group_generator import (
    TEXT_LAYOUTS,
    WORD_LAYOUTS,
    as_text,
    as_word,
    make_discussion,
)

ODD: dict[str, Callable[[int], str]] = {
    "blanks": lambda n: " " * n + "x",
    "colons": lambda n: ":" * n,
    "brackets": lambda n: "[" * n,
    "unfinished stamps": lambda n: "#00:00:0" * (n // 8),
    "no blank at all": lambda n: "x" * n,
    "one labelled paragraph": lambda n: "P1: " + "and so on. " * (n // 11),
    "invisible characters": lambda n: "\u200b" * n + "P1: x",
    "lines of blanks before a colon": lambda n: (" " * 150 + "a" + " " * 60 + ":\n") * (n // 213),
    "lines of colons after digits": lambda n: ("1:" * 80 + "\n") * (n // 161),
    "lines of dashes": lambda n: ("a - " * 40 + "\n") * (n // 161),
    "lines of tabs": lambda n: ("a\t" * 80 + "\n") * (n // 161),
    "lines of open brackets": lambda n: ("[" + "a" * 70 + "\n") * (n // 72),
    "labels that occur once": lambda n: (
        "Ada: x\nBen: y\n" * (n // 100)
        + "".join(f"Name{'abcdefghij'[i % 10]}{i:x}x: z\n" for i in range(n // 20))
    ),
}


def seconds_for(text: str, folder: Path) -> float:
    path = folder / "FG1.txt"
    path.write_text(text, encoding="utf-8")
    before = process_time()
    read_transcript(path)
    return process_time() - before


def assert_in_proportion(small: float, large: float) -> None:
    """Ten times the text may cost twenty times as much: caches, and colleagues on the machine."""
    figure = f"ten times the text: {large / small:.1f} times the cost ({large:.2f} s)"
    print(figure)  # noqa: T201 (what a benchmark is for)
    assert large < 20 * small


@pytest.mark.parametrize("kind", ODD)
def test_ten_times_the_odd_text_costs_in_proportion(kind: str, tmp_path: Path) -> None:
    small = min(seconds_for(ODD[kind](100_000), tmp_path) for _ in range(3))
    # The better of two: a few milliseconds are soon doubled by the collector or a first import.
    large = min(seconds_for(ODD[kind](1_000_000), tmp_path) for _ in range(2))
    assert_in_proportion(small, large)


@pytest.mark.parametrize("layout", ["colon", "Otter", "alone"])
def test_ten_times_the_turns_of_a_text_cost_in_proportion(layout: str, tmp_path: Path) -> None:
    text = as_text(make_discussion(1, 600), TEXT_LAYOUTS[layout])
    small = min(seconds_for(text, tmp_path) for _ in range(3))
    assert_in_proportion(small, seconds_for(text * 10, tmp_path))


@pytest.mark.parametrize("layout", ["colon", "two columns"])
def test_ten_times_the_turns_of_a_word_file_cost_in_proportion(layout: str, tmp_path: Path) -> None:
    def seconds(turns: int) -> float:
        path = as_word(make_discussion(1, turns), WORD_LAYOUTS[layout]).saved(tmp_path)
        before = process_time()
        read_transcript(path)
        return process_time() - before

    assert_in_proportion(min(seconds(600) for _ in range(3)), seconds(6_000))
