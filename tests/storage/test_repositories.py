from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from qcoder.domain.assignment import Assignment
from qcoder.domain.codebook import Codebook, Grouping
from qcoder.domain.coding import Memo, MemoTarget
from qcoder.domain.errors import NotFound
from qcoder.domain.ids import CodeId, CoderId, CodingId, GroupingId, MemoId, TranscriptId
from qcoder.storage.database import Database
from qcoder.storage.unit_of_work import UnitOfWork, reading, writing
from tests.builders import (
    a_code,
    a_coder,
    a_coding,
    a_decision,
    a_difference,
    a_transcript,
    coder_id,
)
from tests.storage.projects import (
    CODING,
    EMOTIONS,
    TIME,
    TRANSCRIPT,
    a_header,
    a_memo,
    act,
    add_coder,
    fill,
    store_transcript,
)

ADA, BEN = coder_id("Ada"), coder_id("Ben")


def test_coders_come_in_the_order_they_joined(database: Database) -> None:
    for name in ("Cleo", "Ada", "Ben"):
        add_coder(database, name)
    with reading(database) as uow:
        assert [coder.name for coder in uow.coders.all()] == ["Cleo", "Ada", "Ben"]


def test_a_coder_is_found_by_name_whatever_the_case(database: Database) -> None:
    add_coder(database, "Şule Groß")
    with reading(database) as uow:
        assert uow.coders.by_name(" şule GROSS ") == a_coder("Şule Groß")
        assert uow.coders.by_name("Sule") is None


def test_a_coder_is_updated(database: Database) -> None:
    fill(database)
    retired = replace(a_coder("Ben"), retired=True)
    act(database, lambda uow: uow.coders.update(retired))
    with reading(database) as uow:
        assert uow.coders.get(retired.id) == retired


def test_what_is_not_there_is_not_found(database: Database) -> None:
    with reading(database) as uow:
        with pytest.raises(NotFound, match="does not have that coder"):
            uow.coders.get(CoderId("nobody"))
        with pytest.raises(NotFound):
            uow.codings.get(CodingId("nothing"))
        with pytest.raises(NotFound):
            uow.transcripts.get(TranscriptId("nothing"))
    with writing(database) as uow, pytest.raises(NotFound):
        uow.codings.remove(CodingId("nothing"))


def test_a_transcript_is_read_as_it_was_stored(database: Database) -> None:
    fill(database)
    with reading(database) as uow:
        assert uow.transcripts.get(TRANSCRIPT.id) == TRANSCRIPT


def test_a_header_is_read_as_it_was_stored(database: Database) -> None:
    fill(database)
    with writing(database) as uow:
        header = a_header(uow, TRANSCRIPT)
        assert uow.transcripts.header(TRANSCRIPT.id) == header
        assert uow.transcripts.headers() == [header]
        assert uow.transcripts.by_name("fg1") == header


def test_a_removed_transcript_is_shown_only_when_asked_for(database: Database) -> None:
    fill(database)
    remove_transcript(database)
    with reading(database) as uow:
        assert uow.transcripts.headers() == []
        assert uow.transcripts.by_name("FG1") is None
        assert [h.removed for h in uow.transcripts.headers(include_removed=True)] == [True]
        assert uow.transcripts.header(TRANSCRIPT.id).removed
        assert uow.transcripts.get(TRANSCRIPT.id) == TRANSCRIPT


def remove_transcript(database: Database) -> None:
    with writing(database) as uow:
        uow.transcripts.update(replace(uow.transcripts.header(TRANSCRIPT.id), removed=True))
        uow.commit("Remove transcript", ADA)


def test_transcripts_come_in_the_order_of_their_position(database: Database) -> None:
    for position, name in ((1, "FG2"), (0, "FG10"), (2, "FG1")):
        with writing(database) as uow:
            store_transcript(uow, a_transcript(name=name), position)
            uow.commit("add", None)
    with reading(database) as uow:
        assert [header.name for header in uow.transcripts.headers()] == ["FG10", "FG2", "FG1"]


def test_former_contents_are_what_no_transcript_consists_of_any_more(database: Database) -> None:
    fill(database)
    corrected = replace(TRANSCRIPT, text=TRANSCRIPT.text.replace("time", "tyme"))
    with writing(database) as uow:
        old = uow.transcripts.header(TRANSCRIPT.id)
        uow.transcripts.update(a_header(uow, corrected))
        uow.commit("Correct", ADA)
        assert uow.transcripts.former_contents(TRANSCRIPT.id) == {old.text_sha256}


def test_erased_words_are_gone_and_the_transcript_says_so(database: Database) -> None:
    fill(database)
    with writing(database) as uow:
        uow.contents.erase(TRANSCRIPT.sha256)
        uow.commit("Erase", ADA)
        assert uow.contents.get(TRANSCRIPT.sha256) is None
        with pytest.raises(NotFound, match="erased"):
            uow.transcripts.get(TRANSCRIPT.id)


def test_contents_are_kept_once_under_their_hash(database: Database) -> None:
    with writing(database) as uow:
        digest = uow.contents.put(b"\x00words\xff")
        assert uow.contents.put(b"\x00words\xff") == digest
        uow.commit("keep", None)
    with reading(database) as uow:
        assert uow.contents.get(digest) == b"\x00words\xff"


def test_neither_journal_nor_decisions_hold_words_of_a_transcript(database: Database) -> None:
    fill(database)
    act(database, lambda uow: uow.decisions.append(a_decision(a_difference([CODING], []))))
    with reading(database) as uow:
        everything = repr(uow.journal.since(uow.journal.entries()[0].id)) + repr(
            [uow.journal.entry(entry.id) for entry in uow.journal.entries()]
        )
        everything += repr(uow.decisions.log(TRANSCRIPT.id))
    for words in ("never", "grades", "P2", "who is"):
        assert words not in everything


def test_a_codebook_is_loaded_in_the_order_it_is_shown(database: Database) -> None:
    lessons, themes = (Grouping(GroupingId(n), n, p) for n, p in (("Lessons", 1), ("Themes", 0)))
    codes = [
        replace(a_code("C"), grouping=lessons.id, position=0),
        replace(a_code("B"), grouping=themes.id, position=1),
        replace(a_code("A"), grouping=themes.id, position=0),
    ]

    def store(uow: UnitOfWork) -> None:
        for grouping in (lessons, themes):
            uow.codebook.add_grouping(grouping)
        for code in codes:
            uow.codebook.add_code(code)
        assert uow.codebook.bump_revision() == 1

    act(database, store)
    with reading(database) as uow:
        assert uow.codebook.load() == Codebook((themes, lessons), tuple(reversed(codes)), 1)


def test_a_code_and_a_grouping_can_be_changed_and_removed(database: Database) -> None:
    fill(database)
    moved = replace(TIME, label="Hours", grouping=GroupingId("Other"))

    def change(uow: UnitOfWork) -> None:
        uow.codebook.add_grouping(Grouping(GroupingId("Other"), "Other", 5))
        uow.codebook.update_code(moved)
        uow.codebook.update_grouping(Grouping(GroupingId("Other"), "Others", 6))

    act(database, change)
    with writing(database) as uow:
        assert uow.codebook.load().find("hours") == moved
        uow.codebook.remove_code(TIME.id)
        uow.codebook.remove_grouping(GroupingId("Other"))
        uow.commit("remove", ADA)
        assert len(uow.codebook.load().groupings) == 1


def test_a_code_in_use_cannot_be_removed(database: Database) -> None:
    fill(database)
    with writing(database) as uow, pytest.raises(IntegrityError):
        uow.codebook.remove_code(EMOTIONS.id)


def test_codings_of_a_layer_come_in_text_order(database: Database) -> None:
    fill(database)
    later = a_coding(TRANSCRIPT, "grades", TIME)
    longer = replace(a_coding(TRANSCRIPT, "never had the time. 🙂", TIME), sure=False)
    of_ben = a_coding(TRANSCRIPT, "grades", TIME, "Ben")
    act(database, lambda uow: uow.codings.add_all([later, of_ben, longer]))
    with reading(database) as uow:
        assert uow.codings.of_transcript(TRANSCRIPT.id, ADA) == [CODING, longer, later]
        assert uow.codings.of_transcript(TRANSCRIPT.id, BEN) == [of_ben]
        assert len(uow.codings.of_transcript(TRANSCRIPT.id)) == len(uow.codings.all()) == 4
        layers = uow.codings.layers(TRANSCRIPT.id)
        assert {coder: set(layer) for coder, layer in layers.items()} == {
            ADA: {CODING, longer, later},
            BEN: {of_ben},
        }
        assert uow.codings.get(longer.id) == longer


def test_codings_are_counted_by_layer_and_by_code(database: Database) -> None:
    fill(database)
    codings = [a_coding(TRANSCRIPT, "grades", TIME, who) for who in ("Ada", "Ben")]
    act(database, lambda uow: uow.codings.add_all(codings))
    with reading(database) as uow:
        layers = {(TRANSCRIPT.id, ADA): 2, (TRANSCRIPT.id, BEN): 1}
        assert uow.codings.count_by_layer() == layers
        assert uow.codings.count_by_code(ADA) == {EMOTIONS.id: 1, TIME.id: 1}
        assert uow.codings.count_by_code(BEN) == {TIME.id: 1}
        assert uow.codings.using_code(TIME.id) == 2
        assert uow.codings.using_code(CodeId("none")) == 0


def test_codings_of_removed_transcripts_keep_their_code_but_are_not_counted(
    database: Database,
) -> None:
    fill(database)
    remove_transcript(database)
    with reading(database) as uow:
        assert uow.codings.count_by_code(ADA) == {}
        assert uow.codings.all() == []
        assert uow.codings.using_code(EMOTIONS.id) == 1


def test_a_coding_needs_a_transcript_a_coder_and_a_code_that_are_there(database: Database) -> None:
    fill(database)
    for broken in (
        replace(CODING, id=CodingId("x"), transcript=TranscriptId("none")),
        replace(CODING, id=CodingId("x"), coder=CoderId("none")),
        replace(CODING, id=CodingId("x"), code=CodeId("none")),
    ):
        with writing(database) as uow, pytest.raises(IntegrityError):
            uow.codings.add(broken)


def test_a_coder_has_one_memo_on_each_thing(database: Database) -> None:
    fill(database)
    act(database, lambda uow: uow.memos.put(a_memo(CODING, "First.")))
    act(database, lambda uow: uow.memos.put(a_memo(CODING, "Second.")))
    with writing(database) as uow:
        assert uow.memos.on(MemoTarget.CODING, CODING.id) == [a_memo(CODING, "Second.")]
        with pytest.raises(IntegrityError):
            uow.memos.put(replace(a_memo(CODING), id=MemoId("another")))


def test_memos_of_codings_are_those_of_their_own_coder(database: Database) -> None:
    fill(database)
    of_ben = a_coding(TRANSCRIPT, "grades", TIME, "Ben")

    def write(uow: UnitOfWork) -> None:
        uow.codings.add(of_ben)
        for memo in (a_memo(CODING), a_memo(CODING, coder="Ben"), a_memo(of_ben, coder="Ben")):
            uow.memos.put(memo)

    act(database, write)
    with reading(database) as uow:
        mine, bens = a_memo(CODING), a_memo(of_ben, coder="Ben")
        assert uow.memos.of_codings(TRANSCRIPT.id) == {CODING.id: mine, of_ben.id: bens}
        assert uow.memos.of_codings(TRANSCRIPT.id, ADA) == {CODING.id: mine}
        assert uow.memos.get(MemoTarget.CODING, CODING.id, BEN) == a_memo(CODING, coder="Ben")
        assert uow.memos.get(MemoTarget.CODE, TIME.id, BEN) is None


def test_a_memo_can_be_removed(database: Database) -> None:
    project_memo = Memo(MemoId("m"), MemoTarget.PROJECT, "", ADA, "Look at time.", "")
    fill(database)
    act(database, lambda uow: uow.memos.put(project_memo))
    act(database, lambda uow: uow.memos.remove(project_memo.id))
    with reading(database) as uow:
        assert uow.memos.on(MemoTarget.PROJECT, "") == []


def test_assignments_are_kept_in_their_order_and_sealed(database: Database) -> None:
    fill(database)
    bens, adas = Assignment(TRANSCRIPT.id, BEN, 0), Assignment(TRANSCRIPT.id, ADA, 1)

    def assign(uow: UnitOfWork) -> None:
        uow.assignments.add(adas)
        uow.assignments.add(bens)

    act(database, assign)
    sealed = replace(adas, sealed_at="2024-03-05T12:00:00Z")
    act(database, lambda uow: uow.assignments.update(sealed))
    with writing(database) as uow:
        assert uow.assignments.of_transcript(TRANSCRIPT.id) == uow.assignments.all()
        assert uow.assignments.all() == [bens, sealed]
        assert uow.assignments.get(TRANSCRIPT.id, ADA) == sealed
        uow.assignments.remove(TRANSCRIPT.id, ADA)
        assert uow.assignments.get(TRANSCRIPT.id, ADA) is None


def test_a_new_project_has_an_id_a_name_and_a_date(database: Database) -> None:
    with reading(database) as uow:
        assert len(uow.project.id) == 36
        assert uow.project.name in {"study", "qcoder_1"} or uow.project.name.startswith("qcoder_")
        assert uow.project.created_at.endswith("Z")
        assert uow.project.codebook_revision == 0


def test_settings_are_any_json_and_go_away_when_set_to_none(database: Database) -> None:
    value = {"fillers": ["äh", "hm"], "share": 0.05, "on": True, "number": 10**20}
    act(database, lambda uow: uow.project.set_setting("words", value))
    with reading(database) as uow:
        assert uow.project.setting("words") == value
        assert uow.project.setting("other") is None
    act(database, lambda uow: uow.project.set_setting("words", None))
    with reading(database) as uow:
        assert uow.project.setting("words") is None


def test_the_project_is_renamed(database: Database) -> None:
    act(database, lambda uow: uow.project.rename("Compassionate care"))
    with reading(database) as uow:
        assert uow.project.name == "Compassionate care"
