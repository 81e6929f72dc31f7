import pytest

from qcoder.domain.consensus import CodedSpan, DifferenceKind, Outcome
from qcoder.domain.errors import RuleBroken
from qcoder.services.consensus.own_coding import Fate, own_coding
from qcoder.services.consensus.summary import sample_of_same
from qcoder.services.prepare.coders import add_coder
from tests.services.study import Study

BOUNDARY, SUBSTITUTION = DifferenceKind.BOUNDARY, DifferenceKind.SUBSTITUTION


@pytest.fixture
def study(sealed_pair: Study) -> Study:
    return sealed_pair


def fates(study: Study, coder: str) -> list[Fate]:
    return [became.fate for became in own_coding(study.room(), study.coder(coder))]


def test_who_does_not_code_the_transcript_has_no_coding_of_it(study: Study) -> None:
    study.do(lambda uow: add_coder(uow, "Eve"))
    with pytest.raises(RuleBroken, match="Only who codes FG1 has a coding"):
        fates(study, "Eve")


def test_before_anything_is_decided_only_the_same_is_kept(study: Study) -> None:
    assert fates(study, "Ada") == [Fate.UNDECIDED, Fate.UNDECIDED, Fate.KEPT, Fate.UNDECIDED]


def test_each_coder_sees_what_became_of_their_own(study: Study) -> None:
    study.decide(BOUNDARY, Outcome.TAKE, 2)
    study.decide(SUBSTITUTION, Outcome.TAKE, 2)
    study.decide(DifferenceKind.ONE_CODER_ONLY, Outcome.NONE)
    assert fates(study, "Ada") == [
        Fate.OTHER_WORDS, Fate.NOT_CODED, Fate.KEPT, Fate.OTHER_CODE,
    ]  # fmt: skip
    assert fates(study, "Ben") == [Fate.KEPT] * 3


def test_a_full_stop_more_is_no_other_words(study: Study) -> None:
    words = study.span("We never had the time. There was always another list,")
    study.decide(BOUNDARY, Outcome.OTHER_WORDS, result=[CodedSpan(words, study.code("Time").id)])
    assert fates(study, "Ada")[0] is Fate.KEPT


def test_what_is_left_unresolved_is_said_so(study: Study) -> None:
    study.decide(BOUNDARY, Outcome.UNRESOLVED, reason="needs context")
    assert fates(study, "Ben")[0] is Fate.UNRESOLVED


def test_what_was_accepted_unasked_can_be_sampled(study: Study) -> None:
    (same,) = sample_of_same(study.room(), 5)
    assert same.kind is DifferenceKind.EXACT
    assert sample_of_same(study.room(), 0) == ()
