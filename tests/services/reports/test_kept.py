from functools import partial

import pytest

from qcoder.domain.consensus import DifferenceKind, Outcome
from qcoder.exporters.report import Report
from qcoder.services.agreement.report import AgreementWish, agreement_report
from qcoder.services.coding.layer import remove_coding
from qcoder.services.consensus.meetings import open_meeting
from qcoder.services.consensus.rounds import begin_round
from qcoder.services.reports.kept import KeptReports
from qcoder.services.reports.rounds import rounds_report
from qcoder.storage.unit_of_work import UnitOfWork
from tests.services.study import Study


class Asking:
    """Asks for a report and counts how often it was reckoned."""

    def __init__(self, study: Study) -> None:
        self.kept = KeptReports(study.workspace)
        self.reckoned = 0

    def __call__(self, wish: AgreementWish = AgreementWish()) -> Report:  # noqa: B008 (frozen)
        return self.kept.read(wish, partial(self._reckon, wish=wish))

    def _reckon(self, uow: UnitOfWork, wish: AgreementWish) -> Report:
        self.reckoned += 1
        return agreement_report(uow, wish)


@pytest.fixture
def asking(sealed_pair: Study) -> Asking:
    return Asking(sealed_pair)


def test_a_report_asked_for_again_is_not_reckoned_again(asking: Asking) -> None:
    assert asking() is asking()
    assert asking.reckoned == 1


def test_another_question_has_another_answer(asking: Asking) -> None:
    assert asking() != asking(AgreementWish(with_moderator=True))
    assert asking.reckoned == 2


def test_what_it_rests_on_makes_it_new(asking: Asking, sealed_pair: Study) -> None:
    before = asking(AgreementWish(as_now=True))
    sealed_pair.unseal("Ada")
    ada, coding = sealed_pair.coder("Ada"), sealed_pair.layer("Ada")[0]
    sealed_pair.do(lambda uow: remove_coding(uow, ada, coding.id))
    sealed_pair.seal("Ada")
    assert asking(AgreementWish(as_now=True)) != before


def test_what_it_does_not_rest_on_leaves_it(asking: Asking, sealed_pair: Study) -> None:
    before = asking()
    sealed_pair.do(lambda uow: open_meeting(uow, sealed_pair.transcript()))
    assert asking() is before


def test_rounds_follow_a_round_begun_and_a_decision(sealed_pair: Study) -> None:
    kept = KeptReports(sealed_pair.workspace)
    first = kept.read("rounds", rounds_report)
    sealed_pair.decide(DifferenceKind.BOUNDARY, Outcome.UNION)
    second = kept.read("rounds", rounds_report)
    sealed_pair.do(lambda uow: begin_round(uow, "Second"))
    third = kept.read("rounds", rounds_report)
    assert first != second != third
    assert kept.read("rounds", rounds_report) is third


def test_a_change_while_it_is_read_makes_it_new_the_next_time(sealed_pair: Study) -> None:
    kept = KeptReports(sealed_pair.workspace)

    def read_meanwhile(uow: UnitOfWork) -> Report:
        report = rounds_report(uow)
        sealed_pair.do(lambda uow: begin_round(uow, "Second"))
        return report

    outdated = kept.read("rounds", read_meanwhile)
    assert kept.read("rounds", rounds_report) != outdated
