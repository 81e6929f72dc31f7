import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from qcoder.domain.coding import Coding
from qcoder.domain.errors import QCoderError
from qcoder.domain.excerpts import LayerNote
from qcoder.domain.ids import CodingId
from qcoder.domain.spans import Span, span_or_none
from qcoder.domain.transcript import Transcript
from qcoder.exporters.coded_transcript import PrintedLayer, write_coded_transcript
from tests.builders import a_code, a_codebook, a_coding, a_transcript
from tests.exporters.commented_words import ReadComment, read_comments

TALK = """Focus group 1, in March
# I. A memorable lesson
[00:00:05] Moderator: What do you remember?
P1: We never had the time.
There was always a list.

P2: Surgery taught me to knock, 👩🏽‍⚕️ said.
# II. Technology
P1:
"""

TIME, EMOTIONS = a_code("Time"), a_code("Emotions")
BOOK = a_codebook(TIME, EMOTIONS)
FG1 = a_transcript(TALK)


def a_layer(
    *codings: Coding, coder: str = "Ada", memos: Mapping[CodingId, str] | None = None
) -> PrintedLayer:
    return PrintedLayer(LayerNote("FG1", coder, is_sealed=True), codings, memos or {})


def written(folder: Path, *layers: PrintedLayer, transcript: Transcript = FG1) -> list[ReadComment]:
    file = folder / "out.docx"
    count = write_coded_transcript(transcript, layers, BOOK, file)
    comments = read_comments(file) if count else []
    assert len(comments) == count
    return comments


def paragraphs(folder: Path, *layers: PrintedLayer) -> list[tuple[str, str]]:
    write_coded_transcript(FG1, layers, BOOK, folder / "out.docx")
    document = Document(str(folder / "out.docx"))
    return [((p.style.name if p.style else "") or "", p.text) for p in document.paragraphs]


def runs(folder: Path, *layers: PrintedLayer) -> dict[str, list[tuple[str, bool, bool]]]:
    """Text, bold and grey of each run that has a text, by paragraph."""
    write_coded_transcript(FG1, layers, BOOK, folder / "out.docx")
    return {
        p.text: [(r.text, bool(r.bold), r.font.color.rgb is not None) for r in p.runs if r.text]
        for p in Document(str(folder / "out.docx")).paragraphs
    }


def over(first: str, last: str) -> Span:
    return Span(TALK.index(first), TALK.index(last) + len(last))


def test_every_line_of_the_transcript_stands_in_the_document(tmp_path: Path) -> None:
    assert paragraphs(tmp_path, a_layer()) == [
        ("Title", "FG1"),
        ("List Bullet", "FG1: coding of Ada, sealed."),
        ("Normal", "Focus group 1, in March"),
        ("Heading 1", "# I. A memorable lesson"),
        ("Normal", "[00:00:05] Moderator: What do you remember?"),
        ("Normal", "P1: We never had the time."),
        ("Normal", "There was always a list."),
        ("Normal", "P2: Surgery taught me to knock, 👩🏽‍⚕️ said."),
        ("Heading 1", "# II. Technology"),
        ("Normal", "P1:"),
    ]


def test_labels_are_bold_and_speech_is_plain(tmp_path: Path) -> None:
    found = runs(tmp_path)
    assert found["P1: We never had the time."] == [
        ("P1:", True, False),
        (" ", False, True),
        ("We never had the time.", False, False),
    ]


def test_a_label_on_a_line_of_its_own_stays_with_what_follows(tmp_path: Path) -> None:
    write_coded_transcript(FG1, [], BOOK, tmp_path / "out.docx")
    kept = [
        p.text
        for p in Document(str(tmp_path / "out.docx")).paragraphs
        if p.paragraph_format.keep_with_next
    ]
    assert kept == ["P1:"]


def test_a_run_ends_where_a_coding_does(tmp_path: Path) -> None:
    codings = [a_coding(FG1, words, TIME) for words in ("never had", "had the")]
    found = runs(tmp_path, a_layer(*codings))["P1: We never had the time."]
    assert [text for text, *_ in found[2:]] == ["We ", "never ", "had", " the", " time."]


def test_a_comment_is_about_the_coded_words(tmp_path: Path) -> None:
    (comment,) = written(tmp_path, a_layer(a_coding(FG1, "the time", TIME)))
    assert comment == ReadComment("Ada", "A", "2024-03-01T09:00:00Z", "Time", "the time")


def test_the_memo_stands_under_the_label(tmp_path: Path) -> None:
    coding = a_coding(FG1, "the time", TIME)
    (comment,) = written(tmp_path, a_layer(coding, memos={coding.id: "Which?\nAsk P1."}))
    assert comment.text == "Time\nWhich?\nAsk P1."


def test_an_unsure_coding_says_so(tmp_path: Path) -> None:
    (comment,) = written(tmp_path, a_layer(a_coding(FG1, "the time", TIME, sure=False)))
    assert comment.text == "Time (unsure)"


def test_a_comment_over_paragraphs_and_turns_has_all_their_speech(tmp_path: Path) -> None:
    span = over("What do", "Surgery taught")
    (comment,) = written(tmp_path, a_layer(a_coding(FG1, span, TIME)))
    assert comment.words == FG1.speech_text(span)


def test_a_comment_begins_and_ends_at_speech(tmp_path: Path) -> None:
    (comment,) = written(tmp_path, a_layer(a_coding(FG1, over("# I.", "P2:"), TIME)))
    assert comment.words.startswith("What do you")
    assert comment.words.endswith("always a list.")


def test_comments_overlap_nest_and_coincide(tmp_path: Path) -> None:
    codings = [
        a_coding(FG1, "We never had", TIME),
        a_coding(FG1, "had the time", TIME),
        a_coding(FG1, "never", EMOTIONS),
        a_coding(FG1, "We never had", EMOTIONS),
        a_coding(FG1, over("We never", "said."), EMOTIONS),
        a_coding(FG1, "👩🏽‍⚕️", TIME),
    ]
    comments = written(tmp_path, a_layer(*codings))
    expected = [(label(coding), FG1.speech_text(coding.span)) for coding in codings]
    assert sorted((c.text, c.words) for c in comments) == sorted(expected)


def label(coding: Coding) -> str:
    return BOOK.by_id[coding.code].label


def test_comments_stand_in_text_order_the_longer_first(tmp_path: Path) -> None:
    words = ("the time", "never", "We never had", "We")
    comments = written(tmp_path, a_layer(*(a_coding(FG1, w, TIME) for w in words)))
    assert [comment.words for comment in comments] == ["We never had", "We", "never", "the time"]


def test_every_layer_comments_in_the_name_of_its_coder(tmp_path: Path) -> None:
    coding = a_coding(FG1, "the time", TIME)
    ada, ben = a_layer(coding), a_layer(a_coding(FG1, "We", TIME), coder="Ben de Vries")
    found = [(c.author, c.initials, c.words) for c in written(tmp_path, ada, ben)]
    assert found == [("Ben de Vries", "BDV", "We"), ("Ada", "A", "the time")]


def test_the_document_says_whose_coding_it_has(tmp_path: Path) -> None:
    consensus = PrintedLayer(LayerNote("FG1", "consensus", True, open_differences=2), (), {})
    sentence = "FG1: consensus of its coders, 2 differences still open."
    assert ("List Bullet", sentence) in paragraphs(tmp_path, consensus)


def test_word_shows_the_comments_as_python_docx_reads_them(tmp_path: Path) -> None:
    written(tmp_path, a_layer(*(a_coding(FG1, words, TIME) for words in ("We", "never", "had"))))
    comments = list(Document(str(tmp_path / "out.docx")).comments)
    assert [(c.comment_id, c.author, c.text) for c in comments] == [
        (number, "Ada", "Time") for number in range(3)
    ]
    assert comments[0].timestamp is not None


def test_without_codings_there_are_no_comments(tmp_path: Path) -> None:
    assert written(tmp_path, a_layer()) == []
    assert written(tmp_path) == []


def test_a_coding_whose_code_is_gone_is_left_out(tmp_path: Path) -> None:
    assert written(tmp_path, a_layer(a_coding(FG1, "the time", a_code("Gone")))) == []


def test_a_coding_of_what_is_no_speech_any_more_is_still_there(tmp_path: Path) -> None:
    write_coded_transcript(
        FG1, [a_layer(a_coding(FG1, "Moderator", TIME))], BOOK, tmp_path / "out.docx"
    )
    assert len(Document(str(tmp_path / "out.docx")).comments) == 1


def test_control_characters_do_not_spoil_the_document(tmp_path: Path) -> None:
    text = "P1: We \x00 never.\tSo."
    transcript = a_transcript(text)
    coding = a_coding(transcript, "\x00 never.\tSo", TIME)
    layer = a_layer(coding, coder="A\x01da", memos={coding.id: "\x02"})
    (comment,) = written(tmp_path, layer, transcript=transcript)
    assert (comment.author, comment.text) == ("A\ufffdda", "Time\n\ufffd")
    assert comment.words == "\ufffd never.\tSo"


def test_another_extension_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QCoderError, match=r"a coded transcript can be written as \.docx"):
        write_coded_transcript(FG1, [], BOOK, tmp_path / "out.pdf")


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    with pytest.raises(QCoderError, match="does not exist"):
        write_coded_transcript(FG1, [], BOOK, tmp_path / "no" / "out.docx")


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ends=st.lists(st.tuples(st.integers(0, len(TALK)), st.integers(0, len(TALK))), max_size=12))
def test_whatever_is_coded_the_comments_have_the_words_of_the_excerpts(
    ends: Sequence[tuple[int, int]], tmp_path: Path
) -> None:
    spans = [span for low, high in ends if (span := span_or_none(min(low, high), max(low, high)))]
    spoken = [clipped for span in spans if (clipped := FG1.clipped_to_speech(span))]
    codings = [a_coding(FG1, span, TIME, number=n) for n, span in enumerate(spoken)]
    comments = written(tmp_path, a_layer(*codings))
    expected = sorted(FG1.speech_text(coding.span) for coding in codings)
    assert sorted(lines(comment.words) for comment in comments) == sorted(map(lines, expected))


def lines(words: str) -> str:
    """Without blanks at the ends of a paragraph, as an excerpt has none."""
    return "\n".join(line.strip() for line in words.split("\n"))


def test_pages_are_numbered_under_what_is_printed(tmp_path: Path) -> None:
    written(tmp_path, a_layer())
    section = Document(str(tmp_path / "out.docx")).sections[0]
    assert section.header.paragraphs[0].text == "FG1 · Ada"
    fields = re.findall('w:instr="([A-Z]+)"', etree.tostring(section.footer._element).decode())
    assert fields == ["PAGE", "NUMPAGES"]
    assert section.page_width is not None
    assert round(section.page_width.mm) == 210


def test_a_legend_names_the_codes_that_are_printed(tmp_path: Path) -> None:
    layer = a_layer(a_coding(FG1, "the time", TIME), a_coding(FG1, "a list", TIME))
    assert paragraphs(tmp_path, layer)[-2:] == [
        ("Heading 1", "Codes"),
        ("List Bullet", "Time · Themes · 2"),
    ]
