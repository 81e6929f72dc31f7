from dataclasses import replace
from pathlib import Path

import pytest

from qcoder.domain.consensus import CodedSpan, Outcome
from qcoder.domain.errors import BadInput
from qcoder.services.codebook.editing import edit_code
from qcoder.services.coding.code_merging import merge_codes
from qcoder.services.coding.layer import recode, resize
from tests.services.files.logs import (
    BOUNDARY,
    ONE_ONLY,
    SUBSTITUTION,
    apply,
    decide_much,
    export,
)
from tests.services.study import Study


def move_surgery(study: Study) -> None:
    """Ada's coding that Ben has not gets another end, in a layer sealed again."""
    coding, parsed = study.layer("Ada")[1], study.transcript()
    assert study.label(coding) == "Specialties"
    study.unseal("Ada")
    wider = study.span("Surgery taught")
    study.do(lambda uow: resize(uow, parsed, coding.coder, coding.id, wider))
    study.seal("Ada")


def test_exported_lines_about_codings_that_have_moved_are_passed_over_and_named(
    sealed_pair: Study, other_copy: Study, tmp_path: Path
) -> None:
    decide_much(sealed_pair)
    export(sealed_pair, tmp_path / "log.jsonl")
    move_surgery(other_copy)
    done = apply(other_copy, tmp_path / "log.jsonl")
    assert len(done.taken) == 4
    assert done.passed_over == (
        "Line 1: the codings it was about have changed since; decide it anew.",
    )


def test_a_log_of_which_nothing_fits_is_refused(
    sealed_pair: Study, study: Study, tmp_path: Path
) -> None:
    decide_much(sealed_pair)
    export(sealed_pair, tmp_path / "log.jsonl")
    study.pair()
    with pytest.raises(BadInput, match="No decision was taken"):
        apply(study, tmp_path / "log.jsonl")


@pytest.mark.parametrize("outcome", [Outcome.NONE, Outcome.UNION, Outcome.UNRESOLVED])
def test_no_exported_line_counts_on_codings_that_have_moved(
    sealed_pair: Study, other_copy: Study, tmp_path: Path, outcome: Outcome
) -> None:
    sealed_pair.decide(ONE_ONLY, outcome, reason="slip")
    export(sealed_pair, tmp_path / "log.jsonl")
    move_surgery(other_copy)
    with pytest.raises(BadInput, match="have changed since"):
        apply(other_copy, tmp_path / "log.jsonl")


def test_no_exported_line_counts_on_a_coding_of_another_code(
    sealed_pair: Study, other_copy: Study, tmp_path: Path
) -> None:
    sealed_pair.decide(ONE_ONLY, Outcome.NONE)
    export(sealed_pair, tmp_path / "log.jsonl")
    coding, code = other_copy.layer("Ada")[1], other_copy.code("Emotions").id
    other_copy.unseal("Ada")
    other_copy.do(lambda uow: recode(uow, coding.coder, coding.id, code))
    other_copy.seal("Ada")
    with pytest.raises(BadInput, match="have changed since"):
        apply(other_copy, tmp_path / "log.jsonl")


def test_no_exported_line_counts_on_a_code_reworded_since(
    sealed_pair: Study, other_copy: Study, tmp_path: Path
) -> None:
    sealed_pair.decide(ONE_ONLY, Outcome.NONE)
    sealed_pair.decide(BOUNDARY, Outcome.UNION)
    export(sealed_pair, tmp_path / "log.jsonl")
    edited = replace(other_copy.code("Specialties"), definition="Another.")
    other_copy.do(lambda uow: edit_code(uow, edited))
    done = apply(other_copy, tmp_path / "log.jsonl")
    assert len(done.taken) == 1
    assert done.passed_over == ("Line 1: the wording of a code was changed since; decide it anew.",)


def test_no_exported_line_counts_on_a_code_merged_since(
    sealed_pair: Study, other_copy: Study, tmp_path: Path
) -> None:
    sealed_pair.decide(SUBSTITUTION, Outcome.NONE)
    export(sealed_pair, tmp_path / "log.jsonl")
    kept, absorbed = other_copy.code("Specialties").id, other_copy.code("Emotions").id
    other_copy.unseal("Ben")
    other_copy.do(lambda uow: merge_codes(uow, kept, [absorbed]))
    other_copy.seal("Ben")
    with pytest.raises(BadInput, match="have changed since"):
        apply(other_copy, tmp_path / "log.jsonl")


def test_no_exported_line_counts_on_a_chosen_code_reworded_since(
    sealed_pair: Study, other_copy: Study, tmp_path: Path
) -> None:
    before = sealed_pair.code("Emotions")
    chosen = CodedSpan(sealed_pair.span("Surgery"), before.id)
    sealed_pair.decide(ONE_ONLY, Outcome.OTHER_CODE, result=[chosen])
    export(sealed_pair, tmp_path / "log.jsonl")
    other_copy.do(lambda uow: edit_code(uow, replace(before, rule="Another.")))
    with pytest.raises(BadInput, match="wording of a code was changed"):
        apply(other_copy, tmp_path / "log.jsonl")
