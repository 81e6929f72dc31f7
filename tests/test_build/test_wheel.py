import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, check=True, cwd=ROOT, capture_output=True)
    [built] = folder.glob("*.whl")
    return built


@pytest.mark.parametrize(
    ("folder", "place"),
    [
        ("qcoder", "qcoder"),
        ("sample_transcripts", "qcoder/data/sample_transcripts"),
        ("codebooks", "qcoder/data/codebooks"),
    ],
)
def test_the_wheel_holds_every_file(wheel: Path, folder: str, place: str) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    files = [path for path in (ROOT / folder).rglob("*") if path.is_file()]
    written = [path for path in files if "__pycache__" not in path.parts]
    expected = {f"{place}/{path.relative_to(ROOT / folder).as_posix()}" for path in written}
    assert expected - held == set()


def test_an_installed_wheel_finds_what_was_shipped_with_it(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    ask = "import sys; sys.path.insert(0, sys.argv[1]); import qcoder.shipped as shipped; "
    ask += "print(shipped.codebooks_dir())"
    answer = subprocess.run(
        [sys.executable, "-I", "-c", ask, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert Path(answer.stdout.strip()) == tmp_path / "qcoder" / "data" / "codebooks"
    assert (tmp_path / "qcoder/data/codebooks/compassionate_care.csv").is_file()
