import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from openpyxl import load_workbook

from qcoder.bootstrap import build_demo_project, open_workspace
from qcoder.cli.window_commands import DEMO_PROJECT, make_demo
from qcoder.services.prepare.transcripts import transcript_named
from qcoder.storage.unit_of_work import UnitOfWork
from tests.cli.conftest import Run

# The demo is built by a program of its own, on a machine that may be busy.
pytestmark = pytest.mark.timeout(240)
FORMATS = ("csv", "docx", "json", "xlsx")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo study, made once and only looked at."""
    folder = tmp_path_factory.mktemp("demo")
    make_demo(folder)
    return folder


@pytest.fixture
def without_screen() -> dict[str, str]:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return {name: value for name, value in os.environ.items() if name not in hidden}


def in_a_shell(
    *arguments: object, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "qcoder.cli.main", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", env=env, timeout=200, check=False
    )


def test_the_demo_is_a_project_with_exports(demo: Path) -> None:
    assert sorted(path.name for path in demo.iterdir()) == [DEMO_PROJECT, "exports"]
    assert sorted(path.name for path in (demo / "exports").iterdir()) == [
        f"excerpts.{extension}" for extension in FORMATS
    ]


def test_a_demo_that_fails_leaves_no_file_behind(tmp_path: Path) -> None:
    with ExitStack() as others:

        def say(_: str) -> None:
            # Who still reads the log keeps it from being folded in, as a full drive does.
            growing = sqlite3.connect(tmp_path / f".growing-{DEMO_PROJECT}")
            others.enter_context(closing(growing)).execute("SELECT * FROM coders").fetchall()
            raise RuntimeError

        with pytest.raises(RuntimeError):
            build_demo_project(tmp_path / DEMO_PROJECT, say)
        assert list(tmp_path.iterdir()) == []


def test_the_demo_is_whole(demo: Path, ok: Run) -> None:
    assert ok("check", demo / DEMO_PROJECT).out.endswith("is whole.\n")


def closed_by(demo: Path, transcript: str) -> list[str]:
    """Who stands by the consensus, if it is closed."""

    def read(uow: UnitOfWork) -> list[str]:
        found = uow.closings.in_force(transcript_named(uow, transcript).id)
        return [uow.coders.get(a.coder).name for a in found.assent] if found else []

    workspace = open_workspace(demo / DEMO_PROJECT)
    try:
        return workspace.read(read)
    finally:
        workspace.close()


def test_the_demo_shows_every_state_of_a_pair(demo: Path, ok: Run) -> None:
    def statuses(transcript: str) -> set[str]:
        records = ok("differences", demo / DEMO_PROJECT, transcript, "--json").json
        return {record["status"] for record in records}

    assert statuses("FG1") == {"auto", "decided", "unresolved"}
    assert closed_by(demo, "FG1") == ["Mara", "Jonas"]
    assert closed_by(demo, "FG3") == []
    assert statuses("FG3") == {"auto", "decided", "later", "open"}
    assert statuses("FG5") == {"auto", "open"}


def test_the_demos_decisions_were_taken_in_its_two_meetings(
    demo: Path, tmp_path: Path, ok: Run
) -> None:
    ok("consensus-report", demo / DEMO_PROJECT, "FG3", tmp_path / "report.xlsx")
    sheet = load_workbook(tmp_path / "report.xlsx")["Meetings"]
    columns, meeting = sheet.iter_rows(values_only=True)
    found = dict(zip(columns, meeting, strict=True))
    assert found["Present"] == "Mara, Priya"
    assert [found[column] for column in ("Open before", "Open after", "Decided")] == [32, 18, 14]
    assert found["Minutes a decision"] == pytest.approx(29.5 / 14)


def test_the_demo_has_differences_of_most_kinds(demo: Path, ok: Run) -> None:
    records = ok("differences", demo / DEMO_PROJECT, "FG1", "--json").json
    assert {record["kind"] for record in records} == {
        "exact", "trivial", "boundary", "extent", "one_coder_only", "substitution", "split",
    }  # fmt: skip


def test_the_demo_has_six_transcripts_three_of_them_paired(demo: Path, ok: Run) -> None:
    records = ok("transcripts", demo / DEMO_PROJECT, "--json").json
    assert [len(record["coders"]) for record in records] == [2, 1, 2, 1, 2, 1]


def test_the_demos_final_coding_has_every_code(demo: Path) -> None:
    written = json.loads((demo / "exports" / "excerpts.json").read_text(encoding="utf-8"))
    assert len({excerpt["code"] for excerpt in written}) == 15


def test_a_demo_that_is_there_is_kept(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copyfile(demo / DEMO_PROJECT, tmp_path / DEMO_PROJECT)
    before = (tmp_path / DEMO_PROJECT).read_bytes()
    make_demo(tmp_path)
    assert "there already and is kept as it is" in capsys.readouterr().out
    assert (tmp_path / DEMO_PROJECT).read_bytes() == before


def test_a_demo_that_fails_on_its_way_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("qcoder.services.demo.build_demo", fail)
    with pytest.raises(KeyboardInterrupt):
        make_demo(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path, refused: Callable[..., str]) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert "cannot be made" in refused("demo", tmp_path / "file" / "demo")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is a screen")
def test_without_a_screen_the_demo_does_everything_else_and_says_so(
    tmp_path: Path, without_screen: dict[str, str]
) -> None:
    done = in_a_shell("demo", tmp_path / "demo", env=without_screen)
    assert (done.returncode, done.stderr) == (0, "")
    for line in (
        "Codebook: 15 codes from compassionate_care.csv",
        "Transcript FG6: 168 turns, 10 speakers",
        "Codings: 669 by 3 coders",
        "Compared FG1: 84 places, 50 the same, 0 still open, 2 left unresolved",
        "Compared FG5: 73 places, 42 the same, 31 still open",
        "No screen was found",
    ):
        assert line in done.stdout
    assert (tmp_path / "demo" / "exports" / "excerpts.docx").exists()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is a screen")
def test_without_a_screen_no_window_is_opened_on_a_project(
    demo: Path, without_screen: dict[str, str]
) -> None:
    done = in_a_shell("open", demo / DEMO_PROJECT, env=without_screen)
    assert done.returncode == 1
    assert done.stderr == "qcoder: No screen was found, so no window was opened.\n"


def test_opening_what_is_no_project_fails_before_any_window(
    tmp_path: Path, refused: Callable[..., str]
) -> None:
    (tmp_path / "notes.txt").write_text("notes", encoding="utf-8")
    assert "notes.txt" in refused("open", tmp_path / "notes.txt")


def test_the_command_line_works_without_qt(demo: Path) -> None:
    code = (
        "import sys; sys.modules['PySide6'] = None\n"
        "from qcoder.cli.main import main\n"
        "raise SystemExit(main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "check", str(demo / DEMO_PROJECT)],
        capture_output=True, encoding="utf-8", timeout=200, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


def test_json_is_unicode_whatever_the_console_is_set_to(demo: Path) -> None:
    env = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = in_a_shell("codebook", demo / DEMO_PROJECT, "--json", env=env)
    assert "Lessons—Individual" in {record["label"] for record in json.loads(done.stdout)}


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end otherwise there")
def test_a_reader_that_has_seen_enough_is_no_error(demo: Path) -> None:
    command = f"{sys.executable} -m qcoder.cli.main differences {demo / DEMO_PROJECT} FG1 --json"
    done = subprocess.run(
        ["/bin/sh", "-c", f"{command} | head -1"],
        capture_output=True, encoding="utf-8", timeout=200, check=False,
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("[\n", "")


def test_the_demo_project_has_the_name_of_its_file(demo: Path) -> None:
    workspace = open_workspace(demo / DEMO_PROJECT)
    try:
        assert workspace.read(lambda uow: uow.project.name) == "compassionate_care"
    finally:
        workspace.close()
