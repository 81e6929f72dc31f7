"""What one reader sees of all reading."""

from qcoder.domain.coding import MemoTarget
from qcoder.services.coding.highlight_overview import Reading, reading_of
from qcoder.services.coding.highlights import highlight
from qcoder.services.memos.writing import write_memo
from tests.services.study import Study


def mark(study: Study, coder: str, words: str, memo: str = "", transcript: str = "FG1") -> None:
    text, who, span = study.transcript(transcript), study.coder(coder), study.span(words)
    if transcript != "FG1":
        span = study.span(words, transcript)
    found = study.do(lambda uow: highlight(uow, text, who, span))
    study.do(lambda uow: write_memo(uow, who, MemoTarget.HIGHLIGHT, found.id, memo))


def reading(study: Study, viewer: str, transcript: str | None = None) -> Reading:
    who = study.coder(viewer)
    where = study.transcript_id(transcript) if transcript else None
    return study.workspace.read(lambda uow: reading_of(uow, who, where))


def seen(found: Reading) -> list[tuple[str, str, str]]:
    return [(h.transcript.name, h.reader.name, h.memo) for h in found.highlights]


def waited_for(found: Reading) -> list[tuple[str, tuple[str, ...]]]:
    return [(waiting.transcript.name, waiting.unsealed) for waiting in found.waiting]


def test_others_show_when_all_have_sealed_and_until_then_only_who_has_not(study: Study) -> None:
    study.assign("Ada", "Ben")
    mark(study, "Ben", "the time", "why?")
    mark(study, "Ada", "Surgery")
    assert seen(reading(study, "Ada")) == [("FG1", "Ada", "")]
    study.seal("Ada")
    assert waited_for(reading(study, "Ada")) == [("FG1", ("Ben",))]
    assert seen(reading(study, "Cleo")) == []
    study.seal("Ben")
    assert seen(reading(study, "Ada")) == [("FG1", "Ben", "why?"), ("FG1", "Ada", "")]
    assert waited_for(reading(study, "Ada")) == []


def test_who_is_waited_for_does_not_tell_whether_they_marked_anything(study: Study) -> None:
    study.assign("Ada", "Ben")
    before = reading(study, "Ada")
    mark(study, "Ben", "the time", "why?")
    assert reading(study, "Ada") == before


def test_all_transcripts_are_read_or_one(study: Study) -> None:
    study.take_in("FG2", "P1: And later we sat down.")
    study.assign("Ada")
    study.assign("Ben", transcript="FG2")
    mark(study, "Ada", "the time")
    mark(study, "Ben", "sat down", transcript="FG2")
    assert seen(reading(study, "Ada")) == [("FG1", "Ada", ""), ("FG2", "Ben", "")]
    assert seen(reading(study, "Ada", "FG2")) == [("FG2", "Ben", "")]
