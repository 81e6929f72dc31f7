import os
import subprocess
from pathlib import Path

import pytest

from scripts import system_packages
from scripts.system_packages import choose_packages, installed_names, missing_needs

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("installed", "missing"),
    [
        ({"libegl1", "libglib2.0-0"}, []),
        ({"libegl1", "libglib2.0-0t64"}, []),
        ({"libegl1"}, [("libglib2.0-0",)]),
        (set(), [("libegl1",), ("libglib2.0-0",)]),
    ],
    ids=["all there", "renamed", "one missing", "none there"],
)
def test_only_the_missing_packages_are_named(
    installed: set[str], missing: list[tuple[str, ...]]
) -> None:
    assert missing_needs([("libegl1",), ("libglib2.0-0",)], installed) == missing


def test_another_font_package_will_do() -> None:
    assert missing_needs([("fonts-noto-core", "fonts-dejavu-core")], {"fonts-dejavu-core"}) == []


def test_a_package_stands_in_for_what_it_provides() -> None:
    listing = "installed\tlibglib2.0-0t64\tlibglib2.0-0 (= 2.80.0), libgio\nconfig-files\tgone\t\n"
    assert installed_names(listing) == {"libglib2.0-0t64", "libglib2.0-0", "libgio"}


def test_the_name_that_this_system_offers_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    offered = {"libcups2t64", "libegl1"}
    monkeypatch.setattr(system_packages, "_is_offered", lambda name: name in offered)
    needs = [("libcups2",), ("libegl1",), ("unheard-of",)]
    assert choose_packages(needs) == ["libcups2t64", "libegl1", "unheard-of"]


def test_without_a_terminal_a_plain_user_is_told_the_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(system_packages, "_installed_names", set)
    monkeypatch.setattr(system_packages, "_is_offered", lambda name: True)
    monkeypatch.setattr(system_packages, "_is_root", lambda: False)
    monkeypatch.setattr("sys.stdin.isatty", lambda: False)
    system_packages.ensure_packages([("libegl1",)])
    assert "sudo apt-get install -y libegl1" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="a shell script")
def test_a_missing_python_is_explained(tmp_path: Path) -> None:
    done = subprocess.run(
        ["/bin/sh", str(ROOT / "scripts" / "setup.sh"), "run"],
        env={"PATH": str(tmp_path), "PYTHON": "no-such-python"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Python 3.11 or newer" in done.stderr
