"""What every test can count on: Qt without a screen, and marks given by what a test uses."""

import gc
import os
from pathlib import Path

import pytest
from hypothesis import settings

# Before anything imports Qt: without a screen it would abort the interpreter.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Without fonts for every script Qt warns at each start, and a warning fails a test.
os.environ.setdefault("QT_LOGGING_RULES", "qt.text.font.db=false")

# Nothing fails on an absolute time: machines are busy. Of what is set already, all else stays.
settings.register_profile("unhurried", settings(deadline=None))
settings.load_profile("unhurried")

pytest_plugins = [
    "tests.compiled_once",
    "tests.lossy_line",
    "tests.patience",
    "tests.postgres",
    "tests.tiny_disk",
]

BENCHMARKS = Path(__file__).parent / "benchmarks"


# First, because pytest's own hook leaves benchmarks out by their mark.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if BENCHMARKS in item.path.parents:
            item.add_marker("benchmark")
        if "postgres_url" in getattr(item, "fixturenames", ()):
            item.add_marker("postgres")


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Let collections of garbage pass over modules and tests: they are there to the end."""
    gc.collect()
    gc.freeze()
