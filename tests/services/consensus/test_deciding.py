import pytest

from qcoder.domain.consensus import CodedSpan, DifferenceKind, Outcome, Status
from qcoder.domain.errors import NotFound, RuleBroken
from qcoder.domain.ids import CodeId, DifferenceId
from qcoder.services.consensus.deciding import Verdict, decide, decision_on
from tests.services.study import Study

BOUNDARY, ONE_ONLY = DifferenceKind.BOUNDARY, DifferenceKind.ONE_CODER_ONLY
SUBSTITUTION, EXACT = DifferenceKind.SUBSTITUTION, DifferenceKind.EXACT
ADAS = "We never had the time. There was always another list"
BENS = "We never had the time. There was always another list, and another page"
SAME = "I say who I am before I touch the curtain"
CRIED = "And then she cried in the supply room"


@pytest.fixture
def study(sealed_pair: Study) -> Study:
    return sealed_pair


@pytest.mark.parametrize(
    ("kind", "outcome", "reading", "expected"),
    [
        (BOUNDARY, Outcome.TAKE, 1, [("Time", ADAS)]),
        (BOUNDARY, Outcome.TAKE, 2, [("Time", BENS)]),
        (BOUNDARY, Outcome.UNION, None, [("Time", BENS)]),
        (BOUNDARY, Outcome.INTERSECTION, None, [("Time", ADAS)]),
        (BOUNDARY, Outcome.BOTH, None, [("Time", ADAS), ("Time", BENS)]),
        (BOUNDARY, Outcome.NONE, None, []),
        (ONE_ONLY, Outcome.TAKE, 1, [("Specialties", "Surgery")]),
        (ONE_ONLY, Outcome.TAKE, 2, []),
        (ONE_ONLY, Outcome.NONE, None, []),
        (SUBSTITUTION, Outcome.TAKE, 1, [("Time", CRIED)]),
        (SUBSTITUTION, Outcome.TAKE, 2, [("Emotions", CRIED)]),
    ],
)
def test_a_decision_puts_its_result_into_the_consensus(
    study: Study,
    kind: DifferenceKind,
    outcome: Outcome,
    reading: int | None,
    expected: list[tuple[str, str]],
) -> None:
    study.decide(kind, outcome, reading)
    assert study.place_status(kind) is Status.DECIDED
    assert sorted(study.consensus()) == sorted([("Time", SAME), *expected])


def test_both_codes_can_stand_on_the_same_words(study: Study) -> None:
    study.decide(SUBSTITUTION, Outcome.BOTH)
    # As they stand in the codebook.
    assert study.consensus()[-2:] == [("Time", CRIED), ("Emotions", CRIED)]


def test_what_is_the_same_can_be_decided_otherwise_and_accepted_again(study: Study) -> None:
    study.decide(EXACT, Outcome.NONE)
    assert study.consensus() == []
    study.decide(EXACT, Outcome.AUTO)
    assert study.place_status(EXACT) is Status.AUTO
    assert study.consensus() == [("Time", SAME)]


def test_what_differs_is_not_the_same_by_decision(study: Study) -> None:
    with pytest.raises(RuleBroken, match="“auto” cannot be decided"):
        study.decide(BOUNDARY, Outcome.AUTO)


def test_a_decision_can_be_put_off(study: Study) -> None:
    study.decide(BOUNDARY, Outcome.LATER)
    assert study.place_status(BOUNDARY) is Status.LATER
    assert study.room().still_open == 3


def test_a_decision_can_be_opened_again(study: Study) -> None:
    study.decide(BOUNDARY, Outcome.UNION)
    study.decide(BOUNDARY, Outcome.REOPENED)
    assert study.place_status(BOUNDARY) is Status.OPEN
    assert study.consensus() == [("Time", SAME)]


def test_a_difference_left_unresolved_needs_a_reason(study: Study) -> None:
    with pytest.raises(RuleBroken, match="give a reason"):
        study.decide(BOUNDARY, Outcome.UNRESOLVED, reason="  ")
    study.decide(BOUNDARY, Outcome.UNRESOLVED, reason="genuinely two readings")
    assert study.place_status(BOUNDARY) is Status.UNRESOLVED
    assert study.room().still_open == 2
    assert study.consensus() == [("Time", SAME)]


def test_other_words_are_moved_off_labels(study: Study) -> None:
    text = study.transcript().text
    given = study.span("There was")
    wide = type(given)(given.start, text.index("P2:") + 2)
    study.decide(BOUNDARY, Outcome.OTHER_WORDS, result=[CodedSpan(wide, study.code().id)])
    assert study.consensus()[0] == (
        "Time",
        "There was always another list, and another page, and nobody sat down.",
    )


def test_other_words_must_be_speech(study: Study) -> None:
    label = CodedSpan(study.span("P2:"), study.code().id)
    with pytest.raises(RuleBroken, match="must be speech"):
        study.decide(BOUNDARY, Outcome.OTHER_WORDS, result=[label])


def test_other_words_must_be_given(study: Study) -> None:
    with pytest.raises(RuleBroken, match="needs the words and the code"):
        study.decide(BOUNDARY, Outcome.OTHER_WORDS)


def test_another_code_must_be_in_the_codebook(study: Study) -> None:
    gone = CodedSpan(study.span("Surgery"), CodeId("gone"))
    with pytest.raises(NotFound, match="codebook has no such code"):
        study.decide(ONE_ONLY, Outcome.OTHER_CODE, result=[gone])


def test_another_code_stands_in_the_consensus(study: Study) -> None:
    other = CodedSpan(study.span("Surgery"), study.code("Emotions").id)
    study.decide(ONE_ONLY, Outcome.OTHER_CODE, result=[other])
    assert ("Emotions", "Surgery") in study.consensus()


@pytest.mark.parametrize("reading", [None, 0, 3])
def test_a_reading_must_be_one_of_those_there_are(study: Study, reading: int | None) -> None:
    with pytest.raises(RuleBroken, match="which reading to take: 1 to 2"):
        study.decide(BOUNDARY, Outcome.TAKE, reading)


def test_a_difference_that_is_gone_is_not_decided(study: Study) -> None:
    with pytest.raises(NotFound, match="no difference gone in FG1 now"):
        decision_on(study.room(), DifferenceId("gone"), Verdict(Outcome.UNION))


def test_the_layers_of_the_coders_are_never_touched(study: Study) -> None:
    before = study.layer()
    study.decide(BOUNDARY, Outcome.NONE)
    study.decide(SUBSTITUTION, Outcome.TAKE, 2)
    assert study.layer() == before


def test_a_decision_records_what_it_was_about(study: Study) -> None:
    decision = study.decide(BOUNDARY, Outcome.UNION, reason=" slip ")
    members = {(c.coder, c.coding, c.code, c.span) for c in decision.readings}
    codings = study.place(BOUNDARY).difference.codings
    assert members == {(c.coder, c.id, c.code, c.span) for c in codings}
    assert decision.text_sha256 == study.transcript().sha256
    assert decision.codebook_revision == 1
    assert decision.reason == "slip"


def test_everybody_agrees_unless_a_stance_says_otherwise(study: Study) -> None:
    room, place, ben = study.room(), study.place(BOUNDARY), study.coder("Ben")
    verdict = Verdict(Outcome.UNION, stances={ben: "gave_way"}, proposed_by=ben)
    decision = decision_on(room, place.difference.id, verdict)
    assert [assent.stance for assent in decision.assent] == ["agree", "gave_way"]
    assert decision.proposed_by == ben


@pytest.mark.parametrize(
    ("name", "stance", "reason"),
    [("Cleo", "agree", "Only those who code FG1"), ("Ben", "yes", "A stance is one of")],
)
def test_a_stance_is_a_known_one_of_a_coder_of_the_pair(
    study: Study, name: str, stance: str, reason: str
) -> None:
    verdict = Verdict(Outcome.UNION, stances={study.coder(name): stance})
    with pytest.raises(RuleBroken, match=reason):
        decision_on(study.room(), study.place(BOUNDARY).difference.id, verdict)


def test_a_later_decision_supersedes_and_overwrites_nothing(study: Study) -> None:
    first = study.decide(BOUNDARY, Outcome.UNION)
    second = study.decide(BOUNDARY, Outcome.INTERSECTION)
    assert second.supersedes == first.id
    assert [d.outcome for d in study.room().log.decisions] == [
        Outcome.UNION,
        Outcome.INTERSECTION,
    ]


def test_of_two_who_decide_at_once_the_second_is_told(study: Study) -> None:
    stale, place = study.room(), study.place(BOUNDARY)
    study.decide(BOUNDARY, Outcome.UNION)
    with pytest.raises(RuleBroken, match="Somebody has just decided"):
        study.do(lambda uow: decide(uow, stale, place.difference.id, Verdict(Outcome.NONE)))
