from functools import partial

import pytest

from qcoder.domain.consensus import Outcome, Status
from qcoder.domain.errors import RuleBroken
from qcoder.domain.ids import DifferenceId
from qcoder.services.coding.layer import remove_coding
from qcoder.services.consensus.before_report import before_report
from qcoder.services.consensus.deciding import Verdict, decide
from qcoder.services.consensus.sampling import Sample, draw_sample, opened_again, samples_of
from qcoder.services.consensus.summary import sample_of_same
from tests.services.study import Study

_WORDS = "never time There was always another list page nobody Surgery knock curtain"


@pytest.fixture
def study(study: Study) -> Study:
    """Ada and Ben have coded twelve words of FG1 alike, and one not."""
    study.assign("Ada", "Ben")
    words = _WORDS.split()
    for coder in ("Ada", "Ben"):
        for word in words:
            study.apply(coder, word, "Specialties")
    study.apply("Ada", "cried", "Emotions")
    study.seal("Ada", "Ben")
    return study


def draw(study: Study, count: int, seed: str = "") -> Sample:
    room = study.room()
    return study.do(lambda uow: draw_sample(uow, room, count, seed))


def reopen(study: Study, difference: str) -> None:
    room, key = study.room(), DifferenceId(difference)
    study.do(lambda uow: decide(uow, room, key, Verdict(Outcome.REOPENED)))
    assert study.room().resolution(key).status is Status.OPEN


def test_a_sample_is_as_large_as_asked_for_and_of_the_same_only(study: Study) -> None:
    sample = draw(study, 5)
    same = [r.difference.id for r in study.room().resolutions if r.difference.kind.is_same]
    assert (len(sample.differences), sample.of) == (5, 12)
    assert set(sample.differences) < set(same)
    assert list(sample.differences) == [key for key in same if key in sample.differences]
    assert len(draw(study, 99).differences) == 12


def test_with_its_seed_a_sample_can_be_repeated_also_after_one_was_opened(study: Study) -> None:
    first = draw(study, 5)
    reopen(study, first.differences[0])
    assert draw(study, 5, first.seed).differences == first.differences
    assert {draw(study, 5, str(n)).differences for n in range(9)} != {first.differences}


def test_samples_are_recorded_and_say_how_many_were_opened(study: Study) -> None:
    sample = draw(study, 3, "7")
    reopen(study, sample.differences[1])
    key = study.transcript_id()
    kept = study.workspace.read(lambda uow: samples_of(uow, key))
    assert kept == (sample,)
    assert opened_again(study.room(), sample) == 1
    words = [part.text for part in before_report(study.room(), kept).parts if hasattr(part, "text")]
    assert any("3 of 12 places the same, drawn with the seed 7" in text for text in words)


def test_every_place_comes_equally_often(study: Study) -> None:
    room = study.room()
    drawn = [d.id for n in range(240) for d in sample_of_same(room, 3, str(n))]
    counts = [drawn.count(key) for key in set(drawn)]
    assert len(counts) == 12
    assert 35 <= min(counts) <= max(counts) <= 85


def test_where_nothing_is_the_same_there_is_no_sample(sealed_pair: Study) -> None:
    with pytest.raises(RuleBroken, match="one place at least"):
        draw(sealed_pair, 0)
    sealed_pair.unseal("Ben")
    for coding in sealed_pair.layer("Ben"):
        sealed_pair.do(partial(remove_coding, coder=coding.coder, coding=coding.id))
    sealed_pair.seal("Ben")
    with pytest.raises(RuleBroken, match="nothing is the same"):
        draw(sealed_pair, 3)
