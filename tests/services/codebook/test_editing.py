from dataclasses import replace
from pathlib import Path

import pytest

from qcoder.domain.codebook import Codebook, CodeEntry, CodingUnit, Grain
from qcoder.domain.consensus import DifferenceKind, Outcome, Status
from qcoder.domain.errors import NotFound, RuleBroken
from qcoder.domain.ids import CodeId
from qcoder.importers.codebook_file import read_codebook
from qcoder.services.codebook.editing import add_code, edit_code, remove_code
from qcoder.services.codebook.loading import CodebookLoad, load_codebook, preview_load
from qcoder.services.files.exporting import export_codebook
from qcoder.shipped import codebooks_dir
from tests.services.study import ENTRIES, Study, unnumbered

PAPER = codebooks_dir() / "compassionate_care.csv"


def codebook(study: Study) -> Codebook:
    return study.workspace.read(lambda uow: uow.codebook.load())


def load(study: Study, *entries: CodeEntry) -> CodebookLoad:
    return study.do(lambda uow: load_codebook(uow, entries))


def labels(study: Study) -> list[str]:
    return [code.label for code in codebook(study).codes]


def test_a_table_loaded_twice_changes_nothing(study: Study) -> None:
    before = codebook(study)
    study.last = None
    done = load(study, *ENTRIES)
    assert done == CodebookLoad((), (), (), ())
    assert codebook(study) == before
    assert study.last is None


def test_a_code_of_the_same_label_keeps_its_identity(study: Study) -> None:
    before = study.code("Time")
    done = load(study, replace(ENTRIES[0], label="TIME", definition="Talk of hours."), *ENTRIES[1:])
    assert done.changed == ("TIME",)
    assert study.code("time").id == before.id
    assert study.code("time").definition == "Talk of hours."


def test_every_load_that_changes_something_is_a_revision(study: Study) -> None:
    before = codebook(study).revision
    load(study, *ENTRIES[:2])
    assert codebook(study).revision == before + 1


def test_codes_that_the_table_does_not_have_go(study: Study) -> None:
    assert load(study, *ENTRIES[:2]).removed == ("Specialties",)
    assert labels(study) == ["Time", "Emotions"]
    assert [grouping.name for grouping in codebook(study).groupings] == ["Themes"]


def test_codes_in_use_stay_though_the_table_does_not_have_them(study: Study) -> None:
    study.assign("Ada")
    study.apply("Ada", "Surgery", "Specialties")
    assert load(study, *ENTRIES[:2]).kept_because_used == ("Specialties",)
    assert labels(study) == ["Time", "Emotions", "Specialties"]


def test_a_code_that_only_a_decision_uses_stays(sealed_pair: Study) -> None:
    study = sealed_pair
    new = study.decide_on_new_code("Knocking")
    with pytest.raises(RuleBroken, match="Decisions of a consensus meeting speak of this code"):
        study.do(lambda uow: remove_code(uow, new.id))
    assert load(study, *ENTRIES).kept_because_used == ("Knocking",)


def test_groupings_stand_as_the_table_has_them(study: Study) -> None:
    load(study, ENTRIES[2], *ENTRIES[:2])
    assert [grouping.name for grouping in codebook(study).groupings] == ["Contexts", "Themes"]
    assert labels(study) == ["Specialties", "Time", "Emotions"]


def test_loading_is_undone_as_one_step(study: Study) -> None:
    before = codebook(study)
    load(study, *read_codebook(PAPER))
    study.undo()
    assert unnumbered(codebook(study)) == unnumbered(before)


def test_an_undone_change_is_another_revision(study: Study) -> None:
    load(study, *read_codebook(PAPER))
    loaded = codebook(study).revision
    study.undo()
    assert codebook(study).revision == loaded + 1


def test_keys_of_the_table_go_before_keys_that_are_there(study: Study) -> None:
    load(study, ENTRIES[0], replace(ENTRIES[1], key="t"), replace(ENTRIES[2], key=None))
    with_keys = [code.key for code in codebook(study).codes if code.label != "Time"]
    assert with_keys == ["T", "S"]


def test_a_kept_code_gives_its_key_up_to_the_table(study: Study) -> None:
    study.assign("Ada")
    study.apply("Ada", "the time", "Time")
    load(study, replace(ENTRIES[1], key="T"))
    assert (study.code("Emotions").key, study.code("Time").key) == ("T", "")


def test_unit_colour_and_key_are_proposed_where_the_table_has_none(study: Study) -> None:
    entries = [replace(e, unit=None, colour=None, key=None) for e in read_codebook(PAPER)]
    load(study, *entries)
    codes = codebook(study).codes
    assert len({code.colour for code in codes}) == 15
    assert len({code.key for code in codes} - {""}) == 15


def test_the_units_of_the_paper_are_read_from_its_rules(study: Study) -> None:
    shipped = read_codebook(PAPER)
    load(study, *(replace(entry, unit=None) for entry in shipped))
    proposed = {code.label: code.unit for code in codebook(study).codes}
    assert len(proposed) == 15
    assert proposed == {entry.label: entry.unit for entry in shipped}


def test_what_was_edited_is_kept_where_the_table_says_nothing(study: Study) -> None:
    edited = replace(study.code("Specialties"), unit=CodingUnit.FREE, colour="#000000", key="9")
    study.do(lambda uow: edit_code(uow, edited))
    load(study, *ENTRIES[:2], replace(ENTRIES[2], unit=None, colour=None, key=None))
    found = study.code("Specialties")
    assert (found.unit, found.colour, found.key) == (CodingUnit.FREE, "#000000", "9")


def test_an_exported_codebook_loads_without_a_change(study: Study, tmp_path: Path) -> None:
    load(study, *read_codebook(PAPER))
    assert export_codebook(study.workspace, tmp_path / "out.csv") == 15
    assert load(study, *read_codebook(tmp_path / "out.csv")) == CodebookLoad((), (), (), ())


def test_a_new_code_has_a_key_and_a_colour_of_its_own(study: Study) -> None:
    present = codebook(study)
    new = study.do(lambda uow: add_code(uow, present.groupings[0].id, " Touch "))
    assert new.label == "Touch"
    assert new.key not in {code.key for code in present.codes} | {""}
    assert new.colour not in {code.colour for code in present.codes}


@pytest.mark.parametrize(("label", "reason"), [("time", "already a code “Time”"), (" ", "label")])
def test_a_code_needs_a_label_of_its_own(study: Study, label: str, reason: str) -> None:
    with pytest.raises(RuleBroken, match=reason):
        study.do(lambda uow: add_code(uow, codebook(study).groupings[0].id, label))
    with pytest.raises(RuleBroken, match=reason):
        study.do(lambda uow: edit_code(uow, replace(study.code("Emotions"), label=label)))


@pytest.mark.parametrize(
    ("key", "reason"), [("t", "key T belongs to “Time”"), ("AB", "single letter")]
)
def test_a_key_is_single_and_free(study: Study, key: str, reason: str) -> None:
    with pytest.raises(RuleBroken, match=reason):
        study.do(lambda uow: edit_code(uow, replace(study.code("Emotions"), key=key)))


def test_an_edit_is_stored_tidily(study: Study) -> None:
    study.do(
        lambda uow: edit_code(uow, replace(study.code("Emotions"), label=" Feelings ", key="f"))
    )
    assert study.code("Feelings").key == "F"


def test_an_edit_that_changes_nothing_is_no_revision(study: Study) -> None:
    before = codebook(study).revision
    study.do(lambda uow: edit_code(uow, study.code("Emotions")))
    assert codebook(study).revision == before


def test_a_code_in_use_cannot_be_removed(study: Study) -> None:
    study.assign("Ada")
    study.apply("Ada", "the time", "Time")
    with pytest.raises(RuleBroken, match="“Time” is used by 1 coding;"):
        study.do(lambda uow: remove_code(uow, study.code("Time").id))


def test_a_grouping_goes_with_its_last_code(study: Study) -> None:
    study.do(lambda uow: remove_code(uow, study.code("Specialties").id))
    assert [grouping.name for grouping in codebook(study).groupings] == ["Themes"]


def test_a_code_that_is_gone_cannot_be_edited(study: Study) -> None:
    gone = replace(study.code("Time"), id=CodeId("gone"), label="Other")
    with pytest.raises(NotFound, match="does not have this code any more"):
        study.do(lambda uow: edit_code(uow, gone))


@pytest.mark.parametrize(
    ("wording_only", "status"), [(False, Status.STALE), (True, Status.DECIDED)]
)
def test_an_edit_of_wording_only_leaves_decisions_in_force(
    sealed_pair: Study, wording_only: bool, status: Status
) -> None:
    sealed_pair.decide(DifferenceKind.BOUNDARY, Outcome.UNION)
    edited = replace(sealed_pair.code("Time"), definition="Put in other words.")
    sealed_pair.do(lambda uow: edit_code(uow, edited, wording_only=wording_only))
    assert sealed_pair.place_status(DifferenceKind.BOUNDARY) is status


def test_the_grain_of_a_code_decides_what_is_the_same(sealed_pair: Study) -> None:
    before = sealed_pair.place_status(DifferenceKind.BOUNDARY)
    fine = replace(sealed_pair.code("Time"), grain=Grain.WORD)
    sealed_pair.do(lambda uow: edit_code(uow, fine))
    assert sealed_pair.code("Time").grain is Grain.WORD
    assert sealed_pair.place_status(DifferenceKind.BOUNDARY) is before


def test_a_table_leaves_the_grain_of_a_code(study: Study) -> None:
    study.do(lambda uow: edit_code(uow, replace(study.code("Time"), grain=Grain.WORD)))
    load(study, *ENTRIES)
    assert study.code("Time").grain is Grain.WORD


def test_what_loading_would_do_is_told_before_and_is_what_it_does(study: Study) -> None:
    study.assign("Ada")
    study.apply("Ada", "the time")
    table = [
        replace(ENTRIES[1], rule="Code the turn", unit=None),
        CodeEntry("Themes", "Touch", "", ""),
    ]
    told = study.workspace.read(lambda uow: preview_load(uow, table))
    assert told == CodebookLoad(("Touch",), ("Emotions",), ("Specialties",), ("Time",))
    done = study.do(lambda uow: load_codebook(uow, table))
    assert (done.added, done.removed, done.kept_because_used) == (
        told.added, told.removed, told.kept_because_used,
    )  # fmt: skip
    assert set(told.changed) <= set(done.changed)


def test_loading_what_is_there_would_change_no_code(study: Study) -> None:
    told = study.workspace.read(lambda uow: preview_load(uow, ENTRIES))
    assert told == CodebookLoad((), (), (), ())
