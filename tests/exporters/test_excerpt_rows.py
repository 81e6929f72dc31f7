import json
from pathlib import Path
from typing import Any

from qcoder.domain.excerpts import ExcerptCollection
from qcoder.exporters.excerpts import write_excerpts
from tests.exporters.excerpt_builders import a_collection, one_excerpt_of


def records(collection: ExcerptCollection, folder: Path) -> list[dict[str, Any]]:
    write_excerpts(collection, folder / "out.json")
    value: list[dict[str, Any]] = json.loads((folder / "out.json").read_text(encoding="utf-8"))
    return value


def test_json_has_the_keys_that_others_rely_on(tmp_path: Path) -> None:
    first = records(a_collection(), tmp_path)[0]
    assert {key: first[key] for key in ("transcript", "coder", "code", "start", "end")} == {
        "transcript": "FG1",
        "coder": "consensus",
        "code": "Time",
        "start": 61,
        "end": 139,
    }


def test_text_in_json_is_the_speech_and_speakers_a_list(tmp_path: Path) -> None:
    first = records(a_collection(), tmp_path)[0]
    assert first["speakers"] == ["P1", "P2"]
    assert first["text"] == (
        "We never had the time.\nThere was always a list.\n=SUM(A1) was on the slide."
    )


def test_nothing_is_escaped_in_json(tmp_path: Path) -> None:
    text = "=1+1 \x00 „Ünïcode“ 😀"
    assert records(one_excerpt_of(text), tmp_path)[0]["text"] == text


def test_no_excerpts_are_an_empty_list(tmp_path: Path) -> None:
    whole = a_collection()
    assert records(ExcerptCollection((), whole.codebook, whole.notes), tmp_path) == []
