import pytest

from qcoder.services.coding.highlights import annotate_span
from qcoder.services.coding.layer import annotate
from qcoder.services.coding.stories import set_story
from qcoder.services.prepare.transcripts import summaries
from qcoder.services.viewing import own_code_counts, visible_codings, visible_layers
from tests.services.study import Study


@pytest.fixture
def pair(study: Study) -> Study:
    """Ada and Ben code FG1; each has made one coding, Ben's with a memo."""
    study.assign("Ada", "Ben")
    study.apply("Ada", "the time")
    coding = study.apply("Ben", "Surgery", "Specialties")
    study.do(lambda uow: annotate(uow, coding.coder, coding.id, "hm"))
    return study


def seen(study: Study, viewer: str) -> list[tuple[str, int]]:
    layers = study.workspace.read(
        lambda uow: visible_layers(uow, study.transcript_id(), study.coder(viewer))
    )
    return [(layer.coder.name, len(layer.codings)) for layer in layers]


def counts(study: Study, viewer: str) -> list[int | None]:
    (summary,) = study.workspace.read(lambda uow: summaries(uow, study.coder(viewer)))
    return [layer.codings for layer in summary.layers]


@pytest.mark.parametrize("sealed", [[], ["Ada"], ["Ben"]])
def test_a_coder_sees_only_their_own_layer_until_both_have_sealed(
    pair: Study, sealed: list[str]
) -> None:
    pair.seal(*sealed)
    assert seen(pair, "Ada") == [("Ada", 1)]
    assert seen(pair, "Ben") == [("Ben", 1)]


def test_both_layers_show_when_both_have_sealed(pair: Study) -> None:
    pair.seal("Ada", "Ben")
    assert seen(pair, "Ada") == seen(pair, "Ben") == [("Ada", 1), ("Ben", 1)]


def test_an_unsealed_layer_hides_the_other_again(pair: Study) -> None:
    pair.seal("Ada", "Ben")
    pair.unseal("Ben")
    assert seen(pair, "Ada") == [("Ada", 1)]


def test_who_does_not_code_a_pair_sees_none_of_it_before_the_seals(pair: Study) -> None:
    assert seen(pair, "Cleo") == []


def test_a_transcript_with_one_coder_is_open_to_all(study: Study) -> None:
    study.assign("Ada")
    study.apply("Ada", "the time")
    assert seen(study, "Ben") == [("Ada", 1)]


def test_a_coder_who_was_taken_off_still_sees_what_they_coded_and_nothing_more(
    pair: Study,
) -> None:
    pair.assign("Ada", "Cleo")
    assert seen(pair, "Ben") == [("Ben", 1)]
    assert seen(pair, "Ada") == [("Ada", 1)]
    pair.assign()
    assert seen(pair, "Ben") == [("Ben", 1)]


def test_a_highlight_alone_is_seen_by_the_coder_who_was_taken_off(study: Study) -> None:
    study.assign("Ada")
    parsed, ada = study.transcript(), study.coder("Ada")
    study.do(lambda uow: annotate_span(uow, parsed, ada, study.span("knock"), "hm"))
    study.assign()
    assert seen(study, "Ada") == [("Ada", 0)]
    assert seen(study, "Ben") == []


def test_counts_of_hidden_layers_are_left_out(pair: Study) -> None:
    assert counts(pair, "Ada") == [1, None]
    assert counts(pair, "Cleo") == [None, None]
    pair.seal("Ada", "Ben")
    assert counts(pair, "Cleo") == [1, 1]


def test_a_visible_layer_comes_with_its_memos(pair: Study) -> None:
    (layer,) = pair.workspace.read(
        lambda uow: visible_layers(uow, pair.transcript_id(), pair.coder("Ben"))
    )
    assert [memo.text for memo in layer.memos.values()] == ["hm"]
    assert layer.is_own


def test_stories_and_highlights_are_hidden_and_shown_like_codings(pair: Study) -> None:
    parsed, ben = pair.transcript(), pair.coder("Ben")
    told = pair.do(lambda uow: set_story(uow, parsed, ben, pair.span("Surgery taught me")))
    memo = pair.do(lambda uow: annotate_span(uow, parsed, ben, pair.span("knock"), "hm"))

    def shown(viewer: str) -> list[tuple[int, int, int]]:
        layers = pair.workspace.read(lambda uow: visible_layers(uow, parsed.id, pair.coder(viewer)))
        return [(len(x.stories), len(x.highlights), len(x.highlight_memos)) for x in layers]

    assert (shown("Ada"), shown("Ben")) == ([(0, 0, 0)], [(1, 1, 1)])
    pair.seal("Ada", "Ben")
    _, layer = pair.workspace.read(lambda uow: visible_layers(uow, parsed.id, pair.coder("Ada")))
    assert layer.stories == (told,)
    assert dict(layer.highlight_memos) == {layer.highlights[0].id: memo}


def test_code_counts_are_the_viewers_own(pair: Study) -> None:
    counted = pair.workspace.read(lambda uow: own_code_counts(uow, pair.coder("Ada")))
    assert counted == {pair.code("Time").id: 1}


def test_codings_are_listed_as_far_as_they_may_be_seen(pair: Study) -> None:
    def listed(viewer: str | None) -> int:
        who = pair.coder(viewer) if viewer else None
        fg1 = pair.transcript_id()
        return len(pair.workspace.read(lambda uow: visible_codings(uow, fg1, who)))

    assert [listed(None), listed("Ada"), listed("Cleo")] == [2, 1, 0]
