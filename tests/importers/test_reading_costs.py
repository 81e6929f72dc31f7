"""What reading costs: nothing at the start of the program, and never more than linear time."""

import subprocess
import sys
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

HEAVY = ("lxml", "openpyxl", "pandas", "docx", "numpy", "sqlalchemy")

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


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = f"import sys, qcoder.importers; print([m for m in {HEAVY!r} if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def seconds_for(text: str, folder: Path) -> float:
    path = folder / "FG1.txt"
    path.write_text(text, encoding="utf-8")
    before = process_time()
    read_transcript(path)
    return process_time() - before


@pytest.mark.parametrize("kind", ODD)
def test_ten_times_the_text_takes_no_hundred_times_as_long(kind: str, tmp_path: Path) -> None:
    small = min(seconds_for(ODD[kind](20_000), tmp_path) for _ in range(3))
    large = seconds_for(ODD[kind](200_000), tmp_path)
    assert large < 0.2 + 40 * small


@pytest.mark.benchmark
@pytest.mark.parametrize("layout", ["colon", "Otter", "alone"])
def test_two_million_characters_are_read_in_two_seconds(layout: str, tmp_path: Path) -> None:
    text = as_text(make_discussion(1, 6_000), TEXT_LAYOUTS[layout])
    assert seconds_for((text * (1 + 2_000_000 // len(text)))[:2_000_000], tmp_path) < 2


@pytest.mark.benchmark
@pytest.mark.parametrize("kind", [kind for kind in ODD if kind != "labels that occur once"])
def test_two_million_odd_characters_are_read_in_two_seconds(kind: str, tmp_path: Path) -> None:
    assert seconds_for(ODD[kind](2_000_000), tmp_path) < 2


@pytest.mark.benchmark
@pytest.mark.parametrize("layout", ["colon", "two columns"])
def test_a_word_file_of_six_thousand_turns_is_read_in_four_seconds(
    layout: str, tmp_path: Path
) -> None:
    path = as_word(make_discussion(1, 6_000), WORD_LAYOUTS[layout]).saved(tmp_path)
    before = process_time()
    read_transcript(path)
    assert process_time() - before < 4
