from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def waiting(sealed: Path, ok: Run) -> Path:
    """FG1 of a new round in which both have sealed anew, in the blind pass."""
    ok("rounds", sealed, "--begin", "The rest")
    ok("blind-pass", sealed, "--on")
    for name in ("Ada", "Ben"):
        ok("unseal", sealed, "FG1", name)
    for name in ("Ada", "Ben"):
        ok("seal", sealed, "FG1", name)
    return sealed


def test_marks_are_listed_and_the_differences_wait(waiting: Path, run: Run, ok: Run) -> None:
    first, second, *_ = ok("blind-pass", waiting, "FG1", "Ada", "--json").json
    assert first["sure"] is None
    marked = ("--unsure", first["id"], "--sure", second["id"])
    assert " unsure " in ok("blind-pass", waiting, "FG1", "Ada", *marked).out
    assert "blind pass on FG1 goes on" in run("differences", waiting, "FG1").err
    for name in ("Ada", "Ben"):
        assert "has ended" in ok("blind-pass", waiting, "FG1", name, "--end").out
    assert ok("differences", waiting, "FG1", "--json").json
    assert "have been shown" in run("blind-pass", waiting, "FG1", "Ada").err


def test_turned_off_nothing_waits(waiting: Path, ok: Run) -> None:
    assert "no blind pass" in ok("blind-pass", waiting, "--off").out
    assert ok("differences", waiting, "FG1", "--json").json


def test_whose_codings_must_be_said(waiting: Path, run: Run) -> None:
    assert "Say whose codings" in run("blind-pass", waiting, "FG1").err
