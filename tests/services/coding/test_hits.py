import pytest

from qcoder.domain.coding import Coding
from qcoder.domain.errors import LayerSealed, RuleBroken
from qcoder.services.coding.hits import code_hits, open_transcripts
from tests.services.study import Study

WORDS = ("another list", "another page")


def code_all(study: Study, coder: str, *words: str) -> list[Coding]:
    """Time on all these words."""
    spans = [study.span(each) for each in words]
    places = {study.transcript_id(): (study.transcript(), spans)}
    who, code = study.coder(coder), study.code().id
    return study.do(lambda uow: code_hits(uow, who, code, places))


def test_every_place_is_coded_in_one_act(study: Study) -> None:
    study.assign("Ada")
    assert len(code_all(study, "Ada", *WORDS)) == 2
    study.undo()
    assert study.layer("Ada") == []


def test_places_that_have_the_code_are_passed_over(study: Study) -> None:
    study.assign("Ada")
    study.apply("Ada", WORDS[0])
    made = code_all(study, "Ada", *WORDS)
    assert [coding.span for coding in made] == [study.span(WORDS[1])]


def test_nothing_is_coded_where_one_may_not(study: Study) -> None:
    with pytest.raises(RuleBroken):
        code_all(study, "Ada", *WORDS)
    study.assign("Ada")
    study.seal("Ada")
    with pytest.raises(LayerSealed):
        code_all(study, "Ada", *WORDS)
    assert study.layer("Ada") == []


def test_open_are_ones_own_transcripts_until_they_are_sealed(study: Study) -> None:
    def open_to(coder: str) -> int:
        who = study.coder(coder)
        return len(study.workspace.read(lambda uow: open_transcripts(uow, who)))

    study.assign("Ada", "Ben")
    assert (open_to("Ada"), open_to("Cleo")) == (1, 0)
    study.seal("Ada")
    assert (open_to("Ada"), open_to("Ben")) == (0, 1)
