from pathlib import Path

from docx import Document
from docx.text.paragraph import Paragraph

from qcoder.domain.excerpts import ExcerptCollection
from qcoder.exporters.excerpts import write_excerpts
from tests.exporters.excerpt_builders import a_collection, one_excerpt_of


def paragraphs(collection: ExcerptCollection, folder: Path) -> list[Paragraph]:
    write_excerpts(collection, folder / "out.docx")
    return Document(str(folder / "out.docx")).paragraphs


def texts(collection: ExcerptCollection, folder: Path) -> list[str]:
    return [paragraph.text for paragraph in paragraphs(collection, folder)]


def headings(collection: ExcerptCollection, folder: Path) -> list[tuple[str, str]]:
    return [
        (p.style.name or "", p.text)
        for p in paragraphs(collection, folder)
        if p.style and (p.style.name or "").startswith("Heading")
    ]


def test_excerpts_stand_by_grouping_and_code_with_their_number(tmp_path: Path) -> None:
    assert headings(a_collection(), tmp_path) == [
        ("Heading 1", "Themes"),
        ("Heading 2", "Time (2)"),
        ("Heading 1", "Contexts"),
        ("Heading 2", "Specialties (1)"),
    ]


def test_groupings_and_codes_without_excerpts_are_left_out(tmp_path: Path) -> None:
    whole = a_collection()
    only_time = ExcerptCollection(whole.excerpts[:1], whole.codebook, whole.notes)
    assert ("Heading 1", "Contexts") not in headings(only_time, tmp_path)


def test_definition_and_rule_stand_under_the_code(tmp_path: Path) -> None:
    written = texts(a_collection(), tmp_path)
    at = written.index("Time (2)")
    assert written[at + 1 : at + 3] == ["Talk of time.", "Coding rule: Code entire story"]


def test_every_turn_of_an_excerpt_is_a_paragraph_with_its_speaker_in_bold(tmp_path: Path) -> None:
    quotes = [
        p for p in paragraphs(a_collection(), tmp_path) if p.style and p.style.name == "Quote"
    ]
    assert [p.text for p in quotes[:2]] == [
        "P1: We never had the time.\nThere was always a list.",
        "P2: =SUM(A1) was on the slide.",
    ]
    assert [(run.text, bool(run.bold)) for run in quotes[1].runs] == [
        ("P2: ", True),
        ("=SUM(A1) was on the slide.", False),
    ]


def test_an_excerpt_says_where_it_stands_and_whose_coding_it_is(tmp_path: Path) -> None:
    written = texts(a_collection(), tmp_path)
    assert "(FG1 · I. A memorable lesson · turns 2–3 · characters 61–139 · consensus)" in written
    ada = texts(one_excerpt_of("We never had the time."), tmp_path)
    assert "(FG1 · turn 1 · characters 0–22 · coded by Ada)" in ada


def test_a_long_excerpt_may_go_over_a_page_but_its_source_stays_with_its_last_words(
    tmp_path: Path,
) -> None:
    written = paragraphs(a_collection(), tmp_path)
    quotes = [p for p in written if p.style and p.style.name == "Quote"][:2]
    assert [bool(p.paragraph_format.keep_with_next) for p in quotes] == [False, True]
    definition = next(p for p in written if p.text == "Talk of time.")
    assert definition.paragraph_format.keep_with_next


def test_the_document_says_how_many_differences_are_open(tmp_path: Path) -> None:
    said = "FG1: consensus of its coders, 3 differences still open, 2 left unresolved."
    assert said in texts(a_collection(), tmp_path)


def test_a_memo_follows_its_excerpt(tmp_path: Path) -> None:
    assert "Memo: Counts minutes." in texts(a_collection(memo="Counts minutes."), tmp_path)


def test_control_characters_do_not_spoil_the_document(tmp_path: Path) -> None:
    assert "We \ufffd never." in texts(one_excerpt_of("We \x00 never."), tmp_path)
