import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ["run.txt", "dev.txt"]
RUNTIME = [Requirement(line) for line in PROJECT["project"]["dependencies"]]
SERVER = [Requirement(line) for line in PROJECT["project"]["optional-dependencies"]["server"]]


def text_of(lock: str) -> str:
    return (ROOT / "requirements" / lock).read_text(encoding="utf-8")


def entries_of(lock: str) -> list[str]:
    """The requirements with their hashes, each in one string."""
    joined = text_of(lock).replace("\\\n", " ")
    return [line for line in joined.splitlines() if line and not line.lstrip().startswith("#")]


def pins_of(lock: str) -> dict[str, set[str]]:
    """Versions by name; a package may have several, for different Pythons."""
    pins: dict[str, set[str]] = {}
    for entry in entries_of(lock):
        name, _, rest = entry.partition("==")
        pins.setdefault(canonicalize_name(name.partition("[")[0]), set()).add(rest.split()[0])
    return pins


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_with_hashes(lock: str) -> None:
    pinned = re.compile(r"[\w.-]+(\[\w+\])?==\S+ .*--hash=sha256:[0-9a-f]{64}")
    assert [entry for entry in entries_of(lock) if not pinned.match(entry)] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_says_where_packages_come_from(lock: str) -> None:
    assert not re.search(r"://|^-|--(index|extra|find|trusted)", text_of(lock), re.MULTILINE)


@pytest.mark.parametrize("requirement", RUNTIME, ids=str)
def test_what_the_project_asks_for_is_what_is_locked(requirement: Requirement) -> None:
    versions = pins_of("run.txt")[canonicalize_name(requirement.name)]
    assert all(requirement.specifier.contains(version) for version in versions)


def test_the_tests_run_with_what_the_program_runs_with() -> None:
    assert pins_of("run.txt").items() <= pins_of("dev.txt").items()


def test_the_build_backend_is_locked_too() -> None:
    assert "hatchling" in pins_of("run.txt")


@pytest.mark.parametrize("requirement", RUNTIME + SERVER, ids=str)
def test_every_dependency_is_explained(requirement: Requirement) -> None:
    explained = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert f"| {requirement.name} |" in explained
