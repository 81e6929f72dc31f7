from pathlib import Path

from qcoder.shipped import _shipped_dir, codebooks_dir, sample_transcripts_dir


def test_the_sample_transcripts_are_found() -> None:
    assert (sample_transcripts_dir() / "participants.csv").is_file()


def test_the_codebooks_are_found() -> None:
    assert (codebooks_dir() / "compassionate_care.csv").is_file()


def test_in_a_checkout_they_lie_beside_the_package(tmp_path: Path) -> None:
    assert _shipped_dir("codebooks", tmp_path / "qcoder") == tmp_path / "codebooks"


def test_in_a_wheel_they_lie_inside_the_package(tmp_path: Path) -> None:
    (tmp_path / "qcoder" / "data").mkdir(parents=True)
    assert _shipped_dir("codebooks", tmp_path / "qcoder") == tmp_path / "qcoder/data/codebooks"
