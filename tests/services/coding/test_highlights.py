import pytest

from qcoder.domain.codebook import Code, CodeEntry, CodingUnit
from qcoder.domain.coding import Highlight, MemoTarget
from qcoder.domain.errors import LayerSealed, NotYourLayer, RuleBroken, StaleUndo
from qcoder.services.codebook.closing import close_codebook
from qcoder.services.codebook.editing import remove_code
from qcoder.services.codebook.loading import load_codebook
from qcoder.services.coding.highlights import (
    annotate_span,
    apply_to_highlights,
    code_from_highlights,
    highlight,
    remove_highlight,
    remove_highlights,
)
from qcoder.services.memos.writing import own_memo, write_memo
from tests.services.study import ENTRIES, Study


@pytest.fixture
def study(study: Study) -> Study:
    """Ada and Ben read FG1."""
    study.assign("Ada", "Ben")
    return study


def mark(study: Study, words: str, coder: str = "Ada") -> Highlight:
    parsed, who, span = study.transcript(), study.coder(coder), study.span(words)
    return study.do(lambda uow: highlight(uow, parsed, who, span))


def marked(study: Study, coder: str = "Ada") -> list[Highlight]:
    who, where = study.coder(coder), study.transcript_id()
    return study.workspace.read(lambda uow: uow.highlights.of_transcript(where, who))


def memo_on(study: Study, found: Highlight) -> str:
    memo = study.workspace.read(
        lambda uow: own_memo(uow, found.coder, MemoTarget.HIGHLIGHT, found.id)
    )
    return memo.text if memo else ""


def make_code(study: Study, *chosen: Highlight, coder: str = "Ada", label: str = "Rush") -> Code:
    who, ids = study.coder(coder), [h.id for h in chosen]
    entry = CodeEntry("Themes", label, "Talk of haste.", "Code the sentence")
    return study.do(lambda uow: code_from_highlights(uow, who, entry, ids))


def test_words_are_highlighted_without_their_label(study: Study) -> None:
    found = mark(study, "P2: Surgery taught me")
    assert marked(study) == [found]
    assert study.transcript().speech_text(found.span) == "Surgery taught me"
    assert found.created_at.endswith("Z")


def test_highlights_may_overlap(study: Study) -> None:
    assert len({mark(study, "the time").id, mark(study, "had the").id}) == 2
    assert len(marked(study)) == 2


def test_the_same_words_are_highlighted_once(study: Study) -> None:
    found = mark(study, "the time")
    assert mark(study, " the time") == found
    assert study.last is None


def test_a_memo_on_words_makes_the_highlight_it_hangs_on(study: Study) -> None:
    parsed, ada, span = study.transcript(), study.coder("Ada"), study.span("the time")
    study.do(lambda uow: annotate_span(uow, parsed, ada, span, " why? "))
    (found,) = marked(study)
    assert memo_on(study, found) == "why?"
    study.undo()
    assert marked(study) == []


def test_a_memo_on_highlighted_words_is_one_on_that_highlight(study: Study) -> None:
    found, parsed, ada = mark(study, "the time"), study.transcript(), study.coder("Ada")
    study.do(lambda uow: annotate_span(uow, parsed, ada, found.span, "why?"))
    assert marked(study) == [found]
    assert memo_on(study, found) == "why?"


def test_a_memo_without_a_text_marks_nothing(study: Study) -> None:
    parsed, ada, span = study.transcript(), study.coder("Ada"), study.span("the time")
    with pytest.raises(RuleBroken, match="needs a text"):
        study.do(lambda uow: annotate_span(uow, parsed, ada, span, " "))
    assert marked(study) == []


def test_a_highlight_goes_with_its_memo_and_comes_back_with_it(study: Study) -> None:
    found, ada = mark(study, "the time"), study.coder("Ada")
    study.do(lambda uow: write_memo(uow, ada, MemoTarget.HIGHLIGHT, found.id, "why?"))
    study.do(lambda uow: remove_highlight(uow, ada, found.id))
    assert marked(study) == []
    study.undo()
    assert marked(study) == [found]
    assert memo_on(study, found) == "why?"


def test_nobody_touches_the_highlight_of_another(study: Study) -> None:
    found, ben = mark(study, "the time"), study.coder("Ben")
    for act in (
        lambda uow: remove_highlight(uow, ben, found.id),
        lambda uow: write_memo(uow, ben, MemoTarget.HIGHLIGHT, found.id, "mine"),
    ):
        with pytest.raises(NotYourLayer, match="This is Ada's highlight"):
            study.workspace.run("Act", act)
    assert marked(study) == [found]


def test_who_is_not_assigned_highlights_nothing(study: Study) -> None:
    with pytest.raises(RuleBroken, match="Cleo is not assigned to FG1"):
        mark(study, "the time", "Cleo")


def test_highlights_of_a_sealed_layer_stay_as_they_are(study: Study) -> None:
    found, parsed, ada = mark(study, "the time"), study.transcript(), study.coder("Ada")
    made = study.last
    study.seal("Ada")
    for act in (
        lambda uow: highlight(uow, parsed, ada, study.span("page")),
        lambda uow: annotate_span(uow, parsed, ada, found.span, "late"),
        lambda uow: write_memo(uow, ada, MemoTarget.HIGHLIGHT, found.id, "late"),
        lambda uow: remove_highlight(uow, ada, found.id),
        lambda uow: uow.highlights.remove(found.id),
    ):
        with pytest.raises(LayerSealed, match="Ada has sealed FG1"):
            study.workspace.run("Act", act)
    with pytest.raises(LayerSealed):
        study.undo(made)
    assert marked(study) == [found]


def test_a_memo_that_goes_round_the_checks_is_refused_all_the_same(study: Study) -> None:
    parsed, ada = study.transcript(), study.coder("Ada")
    memo = study.do(lambda uow: annotate_span(uow, parsed, ada, study.span("page"), "why?"))
    study.seal("Ada")
    with pytest.raises(LayerSealed):
        study.do(lambda uow: uow.memos.remove(memo.id))


def test_a_highlight_with_a_memo_written_since_is_not_undone(study: Study) -> None:
    found, ada = mark(study, "the time"), study.coder("Ada")
    made = study.last
    study.do(lambda uow: write_memo(uow, ada, MemoTarget.HIGHLIGHT, found.id, "why?"))
    with pytest.raises(StaleUndo, match="A memo has been written since"):
        study.undo(made)
    assert marked(study) == [found]


def test_a_code_is_made_of_several_readers_highlights_and_says_so(study: Study) -> None:
    bens = mark(study, "Surgery taught me", "Ben")
    adas = mark(study, "the time")
    longer = mark(study, "nobody sat down.\nP2: Surgery taught me to knock", "Ben")
    study.seal("Ada", "Ben")
    code = make_code(study, bens, adas, longer)
    memo = study.workspace.read(
        lambda uow: own_memo(uow, study.coder("Ada"), MemoTarget.CODE, code.id)
    )
    assert memo is not None
    assert memo.text.splitlines() == [
        "Made from highlights:",
        "FG1, turn 2 (Ada)",
        "FG1, turns 2–3 (Ben)",
        "FG1, turn 3 (Ben)",
    ]


def test_a_code_made_of_highlights_changes_no_layer(study: Study) -> None:
    bens, adas = mark(study, "Surgery", "Ben"), mark(study, "the time")
    study.seal("Ada", "Ben")
    code = make_code(study, bens, adas)
    assert study.code("Rush") == code
    assert (code.definition, code.unit) == ("Talk of haste.", CodingUnit.SENTENCE)
    assert study.layer() == []
    assert (marked(study), marked(study, "Ben")) == ([adas], [bens])


def test_a_code_made_of_highlights_is_undone_with_its_memo(study: Study) -> None:
    code = make_code(study, mark(study, "the time"))
    study.undo()
    book, memos = study.workspace.read(
        lambda uow: (uow.codebook.load(), uow.memos.on(MemoTarget.CODE, code.id))
    )
    assert code.id not in book.by_id
    assert memos == []


def test_no_code_is_made_of_highlights_that_are_hidden_yet(study: Study) -> None:
    bens = mark(study, "Surgery", "Ben")
    study.seal("Ben")
    with pytest.raises(RuleBroken, match="in FG1 show when all its coders have sealed"):
        make_code(study, bens)


def test_no_code_is_made_of_nothing(study: Study) -> None:
    with pytest.raises(RuleBroken, match="Choose the highlights"):
        make_code(study)


def test_a_memo_is_not_brought_back_on_a_code_that_is_gone(study: Study) -> None:
    ada, code = study.coder("Ada"), study.code("Emotions").id
    study.do(lambda uow: write_memo(uow, ada, MemoTarget.CODE, code, "hm"))
    study.do(lambda uow: write_memo(uow, ada, MemoTarget.CODE, code, ""))
    removal = study.last
    study.do(lambda uow: remove_code(uow, code))
    with pytest.raises(StaleUndo, match="has been removed"):
        study.undo(removal)


def test_a_code_that_is_removed_takes_its_memos_along_and_brings_them_back(study: Study) -> None:
    code = make_code(study, mark(study, "the time"))
    study.do(lambda uow: remove_code(uow, code.id))
    assert memos_on(study, code) == 0
    study.undo()
    assert memos_on(study, code) == 1


def test_a_code_that_a_table_does_not_have_goes_with_its_memos(study: Study) -> None:
    code = make_code(study, mark(study, "the time"))
    study.do(lambda uow: load_codebook(uow, ENTRIES))
    assert memos_on(study, code) == 0
    study.undo()
    assert memos_on(study, code) == 1


def memos_on(study: Study, code: Code) -> int:
    return len(study.workspace.read(lambda uow: uow.memos.on(MemoTarget.CODE, code.id)))


def test_a_code_of_highlights_makes_its_grouping_in_one_revision(study: Study) -> None:
    ada, found = study.coder("Ada"), mark(study, "the time")
    before = study.workspace.read(lambda uow: uow.codebook.load())
    entry = CodeEntry("Pace", "Rush", "", "")
    study.do(lambda uow: code_from_highlights(uow, ada, entry, [found.id]))
    after = study.workspace.read(lambda uow: uow.codebook.load())
    assert after.grouping(study.code("Rush")).name == "Pace"
    assert after.revision == before.revision + 1
    study.undo()
    assert study.workspace.read(lambda uow: uow.codebook.load()).groupings == before.groupings


def test_no_code_is_made_of_highlights_while_the_codebook_is_closed(study: Study) -> None:
    found, ben = mark(study, "the time"), study.coder("Ben")
    study.do(lambda uow: close_codebook(uow, ben))
    with pytest.raises(RuleBroken, match="Ben has closed the codebook for new codes"):
        make_code(study, found)


def test_a_code_is_applied_to_ones_own_highlights_which_stay(study: Study) -> None:
    found = [mark(study, "the time"), mark(study, "Surgery")]
    study.apply("Ada", "Surgery")
    ada, code = study.coder("Ada"), study.code("Time").id
    made = study.do(lambda uow: apply_to_highlights(uow, ada, code, [h.id for h in found]))
    assert [coding.span for coding in made] == [found[0].span]
    assert len(study.layer("Ada")) == 2
    assert marked(study) == found
    study.undo()
    assert len(study.layer("Ada")) == 1


def test_a_code_is_not_applied_to_the_highlights_of_another(study: Study) -> None:
    own, bens = mark(study, "the time"), mark(study, "Surgery", "Ben")
    ada, code = study.coder("Ada"), study.code("Time").id
    with pytest.raises(NotYourLayer, match="Ben's highlight"):
        study.do(lambda uow: apply_to_highlights(uow, ada, code, [own.id, bens.id]))
    assert study.layer() == []


def test_several_highlights_go_together_or_not_at_all(study: Study) -> None:
    own, bens = [mark(study, "the time"), mark(study, "page")], mark(study, "Surgery", "Ben")
    ada = study.coder("Ada")
    with pytest.raises(NotYourLayer):
        study.do(lambda uow: remove_highlights(uow, ada, [own[0].id, bens.id]))
    assert len(marked(study)) == 2
    study.do(lambda uow: remove_highlights(uow, ada, [h.id for h in own]))
    assert marked(study) == []
