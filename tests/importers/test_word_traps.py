"""One marker for every feature of a Word document in which words can be lost."""

from pathlib import Path

import pytest

from qcoder.importers import ImportedTranscript, read_transcript
from tests.importers.word_builder import (
    NAMESPACES,
    W,
    WordFile,
    bold,
    cell,
    numbering,
    paragraph,
    part,
    run,
    styles,
    table,
)

BREAK = "<w:r><w:br/></w:r>"


def text_box(words: str) -> str:
    box = f"<w:txbxContent>{paragraph(words)}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def field(instruction: str, result: str) -> str:
    def character(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    return (
        f"{character('begin')}<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        f"{character('separate')}{run(result)}{character('end')}"
    )


FOUND = {
    "hyperlink": paragraph(f"<w:hyperlink>{run('MARK')}</w:hyperlink>"),
    "tracked insertion": paragraph(f"<w:ins>{run('MARK')}</w:ins>"),
    "moved here": paragraph(f"<w:moveTo>{run('MARK')}</w:moveTo>"),
    "smart tag": paragraph(f"<w:smartTag><w:smartTagPr/>{run('MARK')}</w:smartTag>"),
    "content control in a line": paragraph(
        f"<w:sdt><w:sdtPr/><w:sdtContent>{run('MARK')}</w:sdtContent></w:sdt>"
    ),
    "content control around paragraphs": (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('MARK')}</w:sdtContent></w:sdt>"
    ),
    "custom XML": f"<w:customXml>{paragraph('MARK')}</w:customXml>",
    "table": table(["MARK", "b"], ["c", "d"]),
    "nested table": table([paragraph("a") + table(["MARK"]) + paragraph("")]),
    "row in a content control": (
        f"<w:tbl><w:sdt><w:sdtContent><w:tr>{cell('MARK')}</w:tr></w:sdtContent></w:sdt></w:tbl>"
    ),
    "text box": paragraph(text_box("MARK")),
    "right-to-left override": paragraph(f'<w:bdo w:val="rtl">{run("MARK")}</w:bdo>'),
    "ruby": paragraph(
        f"<w:r><w:ruby><w:rubyPr/><w:rt>{run('kana')}</w:rt><w:rubyBase>{run('MARK')}"
        "</w:rubyBase></w:ruby></w:r>"
    ),
    "simple field": paragraph(f'<w:fldSimple w:instr=" DATE ">{run("MARK")}</w:fldSimple>'),
    "complex field": paragraph(field("DATE", "MARK")),
    "after a field that never ends": paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>')
    + paragraph("MARK"),
    "hidden": paragraph(run("MARK", "<w:vanish/>")),
    "formula": paragraph("<m:oMath><m:r><m:t>MARK</m:t></m:r></m:oMath>"),
    "drawing": paragraph("<w:r><w:drawing><a:p><a:r><a:t>MARK</a:t></a:r></a:p></w:drawing></w:r>"),
    "run outside a paragraph": run("MARK"),
    "cut in mid-word": paragraph(run("MA") + "<w:proofErr/>" + run("RK")),
    "only the fallback has words": paragraph(
        '<w:r><mc:AlternateContent><mc:Choice Requires="x"><w:drawing/></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox><w:txbxContent>{paragraph('MARK')}</w:txbxContent>"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    ),
    "element nobody knows": f"<w:brandNew><w:another>{paragraph('MARK')}</w:another></w:brandNew>",
}

ABSENT = {
    "tracked deletion": paragraph("a", "<w:del><w:r><w:delText>MARK</w:delText></w:r></w:del>"),
    "deletion with plain text": paragraph("a", f"<w:del>{run('MARK')}</w:del>"),
    "moved away": paragraph("a", f"<w:moveFrom>{run('MARK')}</w:moveFrom>"),
    "field instruction": paragraph(field("MARK", "a")),
    "deleted row": table(["a", "b"])
    + f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr>{cell('MARK')}</w:tr></w:tbl>",
}


def read(body: str, folder: Path, **parts: str) -> ImportedTranscript:
    return read_transcript(WordFile(body, parts).saved(folder))


@pytest.mark.parametrize("feature", FOUND)
def test_words_are_read_once_wherever_they_stand(feature: str, tmp_path: Path) -> None:
    found = read(paragraph("before") + FOUND[feature] + paragraph("after"), tmp_path)
    assert found.text.count("MARK") == 1
    assert found.text.startswith("before\n")
    assert found.text.endswith("\nafter")
    assert found.report.characters_read == found.report.characters_in_file


@pytest.mark.parametrize("feature", ABSENT)
def test_words_that_nobody_sees_are_left_out(feature: str, tmp_path: Path) -> None:
    found = read(paragraph("before") + ABSENT[feature] + paragraph("after"), tmp_path)
    assert "MARK" not in found.text
    assert found.report.characters_read == found.report.characters_in_file


def test_soft_breaks_and_page_breaks_end_a_line(tmp_path: Path) -> None:
    page = '<w:r><w:br w:type="page"/></w:r>'
    body = paragraph(run("one") + BREAK + run("two") + page + run("three"))
    assert read(body, tmp_path).text == "one\ntwo\nthree"


def test_tabs_hyphens_and_symbols_are_characters(tmp_path: Path) -> None:
    body = paragraph(
        run("a") + "<w:r><w:tab/></w:r>" + run("b") + "<w:r><w:noBreakHyphen/></w:r>" + run("c")
        + '<w:r><w:softHyphen/></w:r><w:r><w:sym w:font="Symbol" w:char="2014"/></w:r>'
    )  # fmt: skip
    found = read(body, tmp_path)
    assert found.text == "a\tb\u2011c\u00ad—"
    assert found.report.characters_read == found.report.characters_in_file


def test_empty_paragraphs_stay_empty_lines(tmp_path: Path) -> None:
    assert read(paragraph("a") + "<w:p/>" + paragraph("b"), tmp_path).text == "a\n\nb"


def test_a_deleted_paragraph_mark_joins_two_paragraphs(tmp_path: Path) -> None:
    body = paragraph("We sat ", mark="<w:del/>") + paragraph("down.")
    assert read(body, tmp_path).text == "We sat down."


def test_a_paragraph_deleted_whole_leaves_no_line(tmp_path: Path) -> None:
    gone = paragraph("<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>", mark="<w:del/>")
    found = read(paragraph("a") + gone + paragraph("b"), tmp_path)
    assert found.text == "a\nb"
    assert found.report.issues[0] == (
        "Line 2: words deleted with tracked changes were left out: “gone”."
    )


def test_the_main_part_may_have_another_name(tmp_path: Path) -> None:
    path = WordFile(paragraph("MARK"), main="word/document2.xml").saved(tmp_path)
    assert read_transcript(path).text == "MARK"


def test_a_document_in_the_strict_form_is_read(tmp_path: Path) -> None:
    strict = NAMESPACES.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    path = WordFile(paragraph("MARK"), namespaces=strict).saved(tmp_path)
    assert read_transcript(path).text == "MARK"


def test_hidden_and_deleted_words_are_reported_with_their_line(tmp_path: Path) -> None:
    hidden = styles(secret="Secret|<w:rPr><w:vanish/></w:rPr>")
    body = (
        paragraph("a")
        + paragraph("shh", style="secret")
        + paragraph("b", "<w:del><w:r><w:delText>old words</w:delText></w:r></w:del>")
    )
    assert read(body, tmp_path, styles=hidden).report.issues[:2] == (
        "Line 2: hidden text is part of the transcript now: “shh”.",
        "Line 3: words deleted with tracked changes were left out: “old words”.",
    )


def test_many_places_are_summed_up(tmp_path: Path) -> None:
    body = paragraph(run("shh", "<w:vanish/>")) * 30
    issues = read(body, tmp_path).report.issues
    assert "There are 20 more places with hidden text." in issues
    assert len(issues) < 15


def test_what_stands_outside_the_body_is_reported(tmp_path: Path) -> None:
    issues = read(
        paragraph("a") + '<w:altChunk r:id="r9"/>'
        + paragraph('<w:r><w:footnoteReference w:id="1"/></w:r>')
        + paragraph("<w:r><w:drawing><pic:pic/></w:drawing></w:r>"),
        tmp_path,
        comments=part("comments", f"<w:comment>{paragraph('why?')}</w:comment>"),
        footnotes=part("footnotes", f"<w:footnote/><w:footnote>{paragraph('see')}</w:footnote>"),
        header1=part("hdr", paragraph("Focus Group 1")),
        header2=part("hdr", paragraph("")),
        footer1=part("ftr", paragraph("Transcribed by us")),
    ).report.issues  # fmt: skip
    for sentence in (
        "Not read: comments (1).",
        "Not read: footnotes (1).",
        "Not read: headers (1).",
        "Not read: footers (1).",
        "Not read: pictures, with any words in them (1).",
    ):
        assert sentence in issues
    assert any(issue.startswith("Not read: embedded documents") for issue in issues)


def test_control_characters_cannot_break_the_text(tmp_path: Path) -> None:
    found = read(paragraph("one\u2028two\nthree\ufdd0"), tmp_path)
    assert found.text == "one\ntwo three\ufffd"
    assert found.report.characters_read == found.report.characters_in_file


def test_bold_is_taken_from_runs_and_styles_but_not_where_it_is_switched_off(
    tmp_path: Path,
) -> None:
    strong = styles(
        strong="Strong|<w:rPr><w:b/></w:rPr>", off='Off|<w:rPr><w:b w:val="0"/></w:rPr>'
    )
    body = (
        paragraph(bold("Ada"), run(" "), bold("H."), run(" hello"))
        + paragraph("all", style="strong")
        + paragraph(run("x", '<w:b w:val="false"/>'), style="strong")
        + paragraph("y", style="off")
    )
    hints = read(body, tmp_path, styles=strong).hints
    assert [hint.bold for hint in hints] == [len("Ada H."), 3, 0, 0]


def test_list_numbers_with_words_are_written_and_counts_are_reported(tmp_path: Path) -> None:
    lists = numbering(n1="P%1:", n2="Question %1.", n3="%1.", n4="•|bullet", n5="%1.|upperRoman")
    body = (
        paragraph("one", numbering="1") + paragraph("two", numbering="1")
        + paragraph("why", numbering="2") + paragraph("plain", numbering="3")
        + paragraph("dot", numbering="4") + paragraph("Patients", numbering="5")
    )  # fmt: skip
    found = read(body, tmp_path, numbering=lists)
    assert found.text.split("\n") == [
        "P1: one", "P2: two", "Question 1. why", "plain", "dot", "I. Patients",
    ]  # fmt: skip
    assert "Left out: automatic paragraph numbers (1)." in found.report.issues
    assert found.report.characters_read == found.report.characters_in_file


def test_speakers_in_style_names_are_written_into_the_text(tmp_path: Path) -> None:
    names = styles(m="Moderator", p1="Participant 1", n="Normal")
    body = (
        paragraph("Focus group", style="n") + paragraph("Who begins?", style="m")
        + paragraph("Me.", style="p1") + paragraph("And again.", style="p1")
        + paragraph("Go on.", style="m")
    )  # fmt: skip
    found = read(body, tmp_path, styles=names)
    assert found.text.split("\n")[1:] == [
        "Moderator: Who begins?", "Participant 1: Me.", "And again.", "Moderator: Go on.",
    ]  # fmt: skip
    assert [turn.speaker for turn in found.structure.turns] == [
        "Moderator", "Participant 1", "Moderator",
    ]  # fmt: skip


def test_a_table_of_participants_stays_a_table(tmp_path: Path) -> None:
    body = table(["Label", "Age", "Specialty"], ["P1", "27", "Surgery, maybe in a big hospital"],
                 ["P2", "24", "Internal medicine or something"])  # fmt: skip
    found = read(body, tmp_path)
    assert found.text.split("\n")[1] == "P1\t27\tSurgery, maybe in a big hospital"
    assert found.structure.speakers == ()


def test_a_table_with_a_heading_row_times_and_a_joined_cell(tmp_path: Path) -> None:
    joined = f"<w:tr>{cell('II. Patients', span=3)}</w:tr></w:tbl>"
    body = table(
        ["Time", "Speaker", "Transcript"], ["00:04", "Moderator", "Who would like to begin?"],
        ["", "", "Anybody at all?"], ["00:09", "P1", paragraph("I would.") + paragraph("Yes.")],
    ).replace("</w:tbl>", joined)  # fmt: skip
    last = table(["00:30", "P1:", "That is all."])
    found = read((body + last).replace("</w:tbl><w:tbl><w:tblPr/><w:tblGrid/>", ""), tmp_path)
    assert found.text.split("\n") == [
        "Time\tSpeaker\tTranscript", "[00:04] Moderator: Who would like to begin?",
        "Anybody at all?", "[00:09] P1: I would.", "Yes.", "II. Patients",
        "[00:30] P1: That is all.",
    ]  # fmt: skip
    assert [turn.time for turn in found.structure.turns] == [4_000, 9_000, 30_000]
    assert [section.title for section in found.structure.sections] == ["II. Patients"]
    assert found.report.characters_read == found.report.characters_in_file


def test_time_above_the_label_in_one_cell(tmp_path: Path) -> None:
    rows = [
        [paragraph("00:04") + paragraph("Moderator"), "Who would like to begin?"],
        [paragraph("00:09") + paragraph("P1"), "I would like to."],
    ]
    found = read(table(*rows), tmp_path)
    assert found.text.split("\n")[1] == "[00:09] P1: I would like to."
    assert found.structure.turns[1].time == 9_000


@pytest.mark.parametrize("odd", ["", "-1", "²", "٣", "99999999999", "x", "1e9"])
def test_odd_numbers_in_the_xml_are_no_bug(odd: str, tmp_path: Path) -> None:
    lists = numbering(n1="%1.|lowerLetter").replace('w:start w:val="1"', f'w:start w:val="{odd}"')
    body = (
        f'<w:p><w:pPr><w:outlineLvl w:val="{odd}"/><w:numPr><w:ilvl w:val="{odd}"/>'
        f'<w:numId w:val="1"/></w:numPr></w:pPr>{run("MARK")}</w:p>'
        + table(["a", "b"]).replace('gridSpan w:val="1"', f'gridSpan w:val="{odd}"')
        + paragraph(f'<w:r><w:sym w:char="{odd}"/></w:r>')
    )
    assert "MARK" in read(body, tmp_path, numbering=lists).text


def test_what_a_tracked_change_deleted_whole_is_reported(tmp_path: Path) -> None:
    body = paragraph("a") + f"<w:del>{paragraph('gone')}</w:del>"
    found = read(body, tmp_path)
    assert "gone" not in found.text
    assert "Left out: rows or blocks deleted with tracked changes (1)." in found.report.issues
