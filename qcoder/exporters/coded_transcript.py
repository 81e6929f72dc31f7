"""A transcript as a Word document with its codings as comments.

Every line of the transcript is there as it stands, blank lines left out. A run begins and ends
wherever a coding does, so that a comment holds the coded words and no letter more; over several
turns it holds the labels between them as well, since a comment is one stretch.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, cast

from qcoder.domain.codebook import Codebook
from qcoder.domain.coding import Coding
from qcoder.domain.excerpts import LayerNote
from qcoder.domain.ids import CodingId
from qcoder.domain.spans import Span, span_or_none
from qcoder.domain.transcript import Transcript
from qcoder.exporters.coded_frame import Paper, write_frame, write_legend
from qcoder.exporters.target import require_extension, write_whole
from qcoder.exporters.xml_text import for_xml

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.comments import CT_Comment
    from docx.parts.comments import CommentsPart
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

A4 = Paper()

_GREY = 0x59
"""Of what is no speech; seven to one on white."""


@dataclass(frozen=True, slots=True)
class PrintedLayer:
    """Codings to print, under the name of their coder or as the consensus."""

    source: LayerNote
    codings: Sequence[Coding]
    memos: Mapping[CodingId, str]


def write_coded_transcript(
    transcript: Transcript,
    layers: Sequence[PrintedLayer],
    codebook: Codebook,
    target: Path,
    paper: Paper = A4,
) -> int:
    """Write a .docx whole or not at all; returns how many codings are in it.

    A comment has the coder as its author, the time of the coding, and the label with the memo as
    its text. Codings whose code is gone from the codebook are left out.
    """
    require_extension(target, "a coded transcript", (".docx",))
    comments = sorted(
        (
            _Comment(place, layer, coding)
            for layer in layers
            for coding in layer.codings
            if coding.code in codebook.by_id and (place := _place(transcript, coding))
        ),
        key=lambda comment: (comment.place.start, -comment.place.end),
    )

    def write(path: Path) -> None:
        document = _document(transcript, layers, comments, codebook)
        write_frame(document, paper, transcript.name, [layer.source.layer for layer in layers])
        document.save(str(path))

    write_whole(target, write)
    return len(comments)


@dataclass(frozen=True, slots=True)
class _Comment:
    place: Span
    layer: PrintedLayer
    coding: Coding

    def text(self, codebook: Codebook) -> str:
        """The label, then the memo in paragraphs of its own."""
        label = codebook.by_id[self.coding.code].label
        label = label if self.coding.sure else f"{label} (unsure)"
        memo = self.layer.memos.get(self.coding.id, "")
        return for_xml(f"{label}\n{memo}" if memo else label)


def _place(transcript: Transcript, coding: Coding) -> Span | None:
    """The words to mark; where speakers were recognised anew, speech may have become a label."""
    span = transcript.clipped_to_speech(coding.span) or coding.span
    return span if transcript.text[span.start : span.end].strip() else None


def _document(
    transcript: Transcript,
    layers: Sequence[PrintedLayer],
    comments: Sequence[_Comment],
    codebook: Codebook,
) -> "Document":
    from docx import Document

    document = Document()
    document.core_properties.author = "qcoder"
    document.core_properties.comments = ""
    document.add_heading(for_xml(transcript.name), level=0)
    for layer in layers:
        document.add_paragraph(for_xml(layer.source.sentence), style="List Bullet")
    runs = _write_text(document, transcript, comments)
    _write_comments(document, runs, comments, codebook)
    write_legend(document, (comment.coding for comment in comments), codebook)
    return document


class _Runs:
    """The runs of a document by their places in the transcript, in text order."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._runs: list[Run] = []

    def add(self, start: int, run: "Run") -> None:
        """Add one after all others."""
        self._starts.append(start)
        self._runs.append(run)

    def ends_of(self, place: Span) -> tuple["Run", "Run"]:
        """The first and the last run of a place, at whose ends runs begin and end."""
        first, last = bisect_left(self._starts, place.start), bisect_left(self._starts, place.end)
        return self._runs[first], self._runs[last - 1]


def _write_text(
    document: "Document", transcript: Transcript, comments: Sequence[_Comment]
) -> _Runs:
    runs = _Runs()
    cuts = _cuts(transcript, comments)
    speech_starts = [piece.start for piece in transcript.speech]
    headings = {section.heading.start for section in transcript.structure.sections}
    labels = {turn.label.start for turn in transcript.turns if turn.label}
    for line in _lines(transcript.text):
        is_heading = line.start in headings
        paragraph = document.add_heading(level=1) if is_heading else document.add_paragraph()
        for piece in _pieces(line, cuts):
            run = paragraph.add_run(for_xml(transcript.text[piece.start : piece.end]))
            runs.add(piece.start, run)
            number = bisect_right(speech_starts, piece.start) - 1
            is_speech = number >= 0 and piece.start < transcript.speech[number].end
            if piece.start in labels:
                run.bold = True
            elif not is_speech and not is_heading:
                _set_grey(run)
        _keep_label_with_speech(paragraph, transcript, line)
    return runs


def _keep_label_with_speech(paragraph: "Paragraph", transcript: Transcript, line: Span) -> None:
    """A label on a line of its own is not left behind at the foot of a page."""
    turns = (transcript.turns[number] for number in transcript.turn_numbers(line))
    has_label = any(turn.label and line.contains(turn.label) for turn in turns)
    if has_label and not transcript.speech_in(line):
        paragraph.paragraph_format.keep_with_next = True


def _set_grey(run: "Run") -> None:
    from docx.shared import RGBColor

    run.font.color.rgb = RGBColor(_GREY, _GREY, _GREY)


def _cuts(transcript: Transcript, comments: Sequence[_Comment]) -> list[int]:
    """Where a run must end: at labels, at speech, and at codings."""
    labels = (turn.label for turn in transcript.turns if turn.label)
    places = (comment.place for comment in comments)
    spans = (*labels, *transcript.speech, *places)
    return sorted({end for span in spans for end in (span.start, span.end)})


def _lines(text: str) -> Iterator[Span]:
    """Every line that is not blank."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield Span(start, start + len(line))
        start += len(line) + 1


def _pieces(line: Span, cuts: Sequence[int]) -> Iterator[Span]:
    inside = cuts[bisect_right(cuts, line.start) : bisect_left(cuts, line.end)]
    for start, end in pairwise((line.start, *inside, line.end)):
        piece = span_or_none(start, end)
        if piece:
            yield piece


def _write_comments(
    document: "Document", runs: _Runs, comments: Sequence[_Comment], codebook: Codebook
) -> None:
    if not comments:
        return
    # Document.add_comment reads all comments for a free number: twenty thousand take an hour.
    pattern = document.comments.add_comment()
    part = cast("CommentsPart", pattern.part)
    blank = next(iter(part.element))
    part.element.remove(blank)
    for number, comment in enumerate(comments):
        first, last = runs.ends_of(comment.place)
        first.mark_comment_range(last, number)
        part.element.append(_filled(deepcopy(blank), part, number, comment, codebook))


def _filled(
    element: "CT_Comment", part: "CommentsPart", number: int, comment: _Comment, codebook: Codebook
) -> "CT_Comment":
    """A comment with everything it says; its date is that of the coding, not of now."""
    from docx.comments import Comment
    from docx.oxml.ns import qn

    author = for_xml(comment.layer.source.layer)
    # To the second: Word takes a comment with milliseconds for one without a date.
    date = {"w:date": f"{comment.coding.created_at[:19]}Z"} if comment.coding.created_at else {}
    initials = "".join(name[0].upper() for name in author.split())
    values = {"w:id": str(number), "w:author": author, "w:initials": initials, **date}
    for name, value in values.items():
        element.set(qn(name), value)
    written = Comment(element, part)
    label, *memo = comment.text(codebook).split("\n")
    written.paragraphs[0].add_run(label).bold = True
    for line in memo:
        written.add_paragraph(line)
    return element
