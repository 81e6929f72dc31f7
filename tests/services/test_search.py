from itertools import islice

import pytest

from qcoder.domain.coding import Memo, MemoTarget
from qcoder.domain.errors import QCoderError
from qcoder.domain.ids import CoderId, MemoId, TranscriptId, new_id
from qcoder.domain.search import EVERYWHERE, Scope
from qcoder.domain.search_patterns import Query
from qcoder.domain.transcript import Transcript
from qcoder.services.coding import annotate
from qcoder.services.search import MemoHit, search_all, search_memos
from qcoder.services.transcripts import remove_transcript
from tests.services.study import Study


@pytest.fixture
def study(study: Study) -> Study:
    """FG1 is coded by Ada and Ben, FG2 by nobody."""
    study.assign("Ada", "Ben")
    study.take_in("FG2", "P1: Time and again.\nP2: Time.")
    return study


def hits(study: Study, query: Query, scope: Scope = EVERYWHERE) -> list[tuple[str, str]]:
    names = {study.transcript_id(name): name for name in ("FG1", "FG2")}
    found = search_all(study.workspace, query, scope)
    return [(names[hit.transcript], hit.words) for hit in found]


def write(study: Study, target: MemoTarget, on: str, coder: str, text: str) -> None:
    memo = Memo(MemoId(new_id()), target, on, study.coder(coder), text, "2024-03-01T09:00:00Z")
    study.do(lambda uow: uow.memos.put(memo))


def memos(study: Study, typed: str, viewer: CoderId | None = None) -> list[MemoHit]:
    return study.workspace.read(lambda uow: search_memos(uow, Query(typed), viewer))


def test_all_transcripts_are_searched_in_their_order(study: Study) -> None:
    assert hits(study, Query("time")) == [("FG1", "time"), ("FG2", "Time"), ("FG2", "Time")]


def test_speakers_are_chosen_in_all_transcripts(study: Study) -> None:
    assert hits(study, Query("time"), Scope(speakers=frozenset({"P2"}))) == [("FG2", "Time")]


def test_removed_transcripts_are_not_searched(study: Study) -> None:
    gone = study.transcript_id("FG2")
    study.do(lambda uow: remove_transcript(uow, gone))
    assert len(list(search_all(study.workspace, Query("time")))) == 1


def test_a_bad_pattern_is_refused_before_anything_is_searched(study: Study) -> None:
    with pytest.raises(QCoderError, match="cannot be read at its end"):
        search_all(study.workspace, Query("(", is_regex=True))


def test_what_is_not_reached_is_not_read(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[TranscriptId] = []
    transcript = study.workspace.transcript

    def noted(key: TranscriptId) -> Transcript:
        read.append(key)
        return transcript(key)

    monkeypatch.setattr(study.workspace, "transcript", noted)
    assert len(list(islice(search_all(study.workspace, Query("time")), 1))) == 1
    assert len(read) == 1


def test_a_memo_on_a_coding_leads_to_it(study: Study) -> None:
    coding = study.apply("Ada", "the time")
    study.do(lambda uow: annotate(uow, study.coder("Ada"), coding.id, "Why time? Time again."))
    (hit,) = memos(study, "time")
    assert (hit.transcript, hit.coding) == (coding.transcript, coding)
    assert [hit.memo.text[span.start : span.end] for span in hit.spans] == ["time", "Time"]


def test_memos_of_every_kind_are_found(study: Study) -> None:
    fg1 = study.transcript_id()
    write(study, MemoTarget.TRANSCRIPT, fg1, "Ada", "loud, in a hurry")
    write(study, MemoTarget.CODE, study.code().id, "Ada", "hurry is time")
    write(study, MemoTarget.PROJECT, "", "Ben", "no hurry")
    found = memos(study, "hurry", study.coder("Ada"))
    assert [(hit.memo.target, hit.transcript) for hit in found] == [
        (MemoTarget.PROJECT, None),
        (MemoTarget.CODE, None),
        (MemoTarget.TRANSCRIPT, fg1),
    ]
    assert memos(study, "worry") == []


def test_memos_of_a_hidden_layer_are_not_found(study: Study) -> None:
    coding = study.apply("Ben", "the time")
    study.do(lambda uow: annotate(uow, study.coder("Ben"), coding.id, "secret"))
    write(study, MemoTarget.TRANSCRIPT, coding.transcript, "Ben", "secret")
    assert memos(study, "secret", study.coder("Ada")) == []
    assert len(memos(study, "secret", study.coder("Ben"))) == 2
    assert len(memos(study, "secret")) == 2


def test_memos_of_a_layer_are_found_when_all_have_sealed(study: Study) -> None:
    coding = study.apply("Ben", "the time")
    study.do(lambda uow: annotate(uow, study.coder("Ben"), coding.id, "secret"))
    study.seal("Ada", "Ben")
    assert len(memos(study, "secret", study.coder("Ada"))) == 1
