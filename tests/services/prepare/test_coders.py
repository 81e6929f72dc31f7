import pytest

from qcoder.domain.errors import NotFound, RuleBroken
from qcoder.domain.people import Coder
from qcoder.services.prepare.coders import (
    add_coder,
    coder_named,
    reinstate_coder,
    rename_coder,
    retire_coder,
)
from tests.services.study import Study


def everyone(study: Study) -> list[Coder]:
    return study.workspace.read(lambda uow: uow.coders.all())


def test_coders_stand_in_the_order_they_joined(study: Study) -> None:
    study.do(lambda uow: add_coder(uow, "  Dora "))
    assert [coder.name for coder in everyone(study)] == ["Ada", "Ben", "Cleo", "Dora"]


def test_a_name_is_one_line(study: Study) -> None:
    study.do(lambda uow: add_coder(uow, "Dora\n  Day"))
    study.do(lambda uow: rename_coder(uow, study.coder("Ada"), "Ada\tLovelace"))
    assert [coder.name for coder in everyone(study)] == ["Ada Lovelace", "Ben", "Cleo", "Dora Day"]


def test_coders_have_colours_of_their_own(study: Study) -> None:
    assert len({coder.colour for coder in everyone(study)}) == 3


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("ada", "already a coder named “Ada”"),
        ("  ", "needs a name"),
        ("Consensus", "names a layer of its own"),
        ("all", "names a layer of its own"),
    ],
)
def test_a_name_must_be_free(study: Study, name: str, reason: str) -> None:
    with pytest.raises(RuleBroken, match=reason):
        study.do(lambda uow: add_coder(uow, name))
    assert len(everyone(study)) == 3


def test_the_name_of_a_retired_coder_is_not_free(study: Study) -> None:
    study.do(lambda uow: retire_coder(uow, study.coder("Ada")))
    with pytest.raises(RuleBroken, match="“Ada”, who is retired"):
        study.do(lambda uow: add_coder(uow, "Ada"))


def test_a_renamed_coder_keeps_their_codings(study: Study) -> None:
    study.assign("Ada")
    study.apply("Ada", "the time")
    study.do(lambda uow: rename_coder(uow, study.coder("Ada"), "Adele"))
    assert len(study.layer("Adele")) == 1


def test_a_coder_can_be_given_the_same_name_in_other_letters(study: Study) -> None:
    study.do(lambda uow: rename_coder(uow, study.coder("Ada"), "ADA"))
    assert everyone(study)[0].name == "ADA"


def test_a_coder_cannot_be_given_the_name_of_another(study: Study) -> None:
    with pytest.raises(RuleBroken, match="already a coder named “Ben”"):
        study.do(lambda uow: rename_coder(uow, study.coder("Ada"), "ben"))


def test_a_retired_coder_gets_no_new_work(study: Study) -> None:
    study.do(lambda uow: retire_coder(uow, study.coder("Ada")))
    with pytest.raises(RuleBroken, match="Ada is retired"):
        study.assign("Ada")


def test_a_coder_who_retires_keeps_their_layers_but_codes_no_more(study: Study) -> None:
    study.assign("Ada")
    study.apply("Ada", "the time")
    study.do(lambda uow: retire_coder(uow, study.coder("Ada")))
    assert len(study.layer("Ada")) == 1
    with pytest.raises(RuleBroken, match="Ada is retired"):
        study.apply("Ada", "Surgery")


def test_a_coder_can_come_back(study: Study) -> None:
    study.do(lambda uow: retire_coder(uow, study.coder("Ada")))
    study.do(lambda uow: reinstate_coder(uow, study.coder("Ada")))
    study.assign("Ada")
    assert not everyone(study)[0].retired


def test_who_is_not_there_is_told_who_is(study: Study) -> None:
    with pytest.raises(NotFound, match=r"no coder named “Eve”.*Ada, Ben, Cleo"):
        study.workspace.read(lambda uow: coder_named(uow, "Eve"))
