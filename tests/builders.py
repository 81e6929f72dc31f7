"""Domain values in one line each, for tests of any package.

Ids are derived from what a value says, so the same call always builds the same value and two
values that differ have different ids.
"""

import re
from collections.abc import Iterable, Sequence

from qcoder.domain.codebook import Code, Codebook, CodingUnit, Grouping
from qcoder.domain.coding import Coding, Highlight, Story
from qcoder.domain.consensus import (
    Assent,
    CodedSpan,
    CodingAtDecision,
    Decision,
    Difference,
    DifferenceKind,
    Outcome,
    Reading,
    result_of,
)
from qcoder.domain.ids import (
    CodeId,
    CoderId,
    CodingId,
    DecisionId,
    DifferenceId,
    GroupingId,
    HighlightId,
    StoryId,
    TranscriptId,
    derived_id,
)
from qcoder.domain.people import Coder
from qcoder.domain.spans import Span, span_or_none
from qcoder.domain.transcript import (
    Section,
    Speaker,
    SpeakerRole,
    Structure,
    Transcript,
    Turn,
)

_LABEL = re.compile(r"(?P<label>(?:\[(?P<stamp>[\d:]+)\] *)?(?P<speaker>[A-Z][\w. ]*):) *")
_MODERATORS = frozenset({"Moderator", "Interviewer", "M"})


def a_transcript(text: str = "P1: We never had the time.", *, name: str = "FG1") -> Transcript:
    """A transcript written as it prints, one paragraph a line.

    ``P1: words`` begins a turn, ``[00:01:05] P1: words`` one with a stamp; a line without a
    label goes on with the turn, or is a turn of its own where no label came yet. ``# Title``
    is the heading of a section.
    """
    structure = Structure(
        turns=tuple(_turns(text)),
        speakers=tuple(_speakers(text)),
        sections=tuple(_sections(text)),
    )
    return Transcript(TranscriptId(derived_id("transcript", name)), name, text, structure)


def _lines(text: str) -> Iterable[Span]:
    """Every line that is not empty."""
    return (Span(*match.span()) for match in re.finditer(r"[^\n]+", text))


def _turns(text: str) -> list[Turn]:
    turns: list[Turn] = []
    for line in _lines(text):
        label = _LABEL.match(text, line.start, line.end)
        if text.startswith("# ", line.start):
            continue
        if label is None and turns and turns[-1].speaker:
            turns[-1] = _longer(turns[-1], line)
        else:
            turns.append(_turn(line, label))
    return turns


def _turn(line: Span, label: re.Match[str] | None) -> Turn:
    if label is None:
        return Turn(line, (line,))
    speech = span_or_none(label.end(), line.end)
    return Turn(
        span=line,
        speech=(speech,) if speech else (),
        speaker=label["speaker"],
        label=Span(*label.span("label")),
        time=_milliseconds(label["stamp"]) if label["stamp"] else None,
    )


def _longer(turn: Turn, line: Span) -> Turn:
    span = turn.span.hull(line)
    return Turn(span, (*turn.speech, line), turn.speaker, turn.label, turn.time)


def _milliseconds(stamp: str) -> int:
    seconds = 0
    for part in stamp.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds * 1000


def _speakers(text: str) -> Iterable[Speaker]:
    labels = dict.fromkeys(turn.speaker for turn in _turns(text) if turn.speaker)
    for label in labels:
        is_moderator = label in _MODERATORS
        yield Speaker(label, SpeakerRole.MODERATOR if is_moderator else SpeakerRole.PARTICIPANT)


def _sections(text: str) -> list[Section]:
    headings = [line for line in _lines(text) if text.startswith("# ", line.start)]
    starts = [*(heading.start for heading in headings), len(text)]
    return [
        Section(text[h.start + 2 : h.end], Span(h.start, end), h)
        for h, end in zip(headings, starts[1:], strict=True)
    ]


def span_of(transcript: Transcript, words: str, occurrence: int = 1) -> Span:
    """Where ``words`` stand in the stored text, character for character; counts from 1."""
    start = -1
    for _ in range(occurrence):
        start = transcript.text.index(words, start + 1)
    return Span(start, start + len(words))


def a_code(
    label: str = "Emotions",
    *,
    unit: CodingUnit = CodingUnit.STORY,
    grouping: str = "Themes",
    definition: str = "",
    rule: str = "",
    key: str = "",
    position: int = 0,
) -> Code:
    """A code; ``definition`` and ``rule`` are made up from the label where not given."""
    return Code(
        id=CodeId(derived_id("code", label)),
        grouping=GroupingId(derived_id("grouping", grouping)),
        label=label,
        definition=definition or f"What is said of {label}.",
        rule=rule or f"Code the {unit.value}.",
        unit=unit,
        colour="#4477AA",
        key=key,
        position=position,
    )


def a_codebook(*codes: Code, grouping: str = "Themes", revision: int = 1) -> Codebook:
    """A codebook of those codes, under one grouping, or of one code where none is given."""
    groupings = (Grouping(GroupingId(derived_id("grouping", grouping)), grouping, 0),)
    return Codebook(groupings, codes or (a_code(grouping=grouping),), revision)


def a_coder(name: str = "Ada") -> Coder:
    """A coder who has not retired."""
    return Coder(coder_id(name), name, "#4477AA")


def coder_id(name: str = "Ada") -> CoderId:
    """The id of :func:`a_coder` with that name."""
    return CoderId(derived_id("coder", name))


def a_coding(
    transcript: Transcript,
    where: str | Span,
    code: Code | None = None,
    coder: str = "Ada",
    *,
    occurrence: int = 1,
    number: int = 0,
    sure: bool = True,
) -> Coding:
    """A coding of those words, or of that span; ``number`` tells otherwise equal ones apart."""
    span = where if isinstance(where, Span) else span_of(transcript, where, occurrence)
    code = code or a_code()
    parts = (transcript.id, coder, code.id, str(span.start), str(span.end), str(number))
    return Coding(
        id=CodingId(derived_id("coding", *parts)),
        transcript=transcript.id,
        coder=coder_id(coder),
        code=code.id,
        span=span,
        created_at="2024-03-01T09:00:00Z",
        codebook_revision=1,
        sure=sure,
    )


def a_story(transcript: Transcript, where: str | Span, coder: str = "Ada") -> Story:
    """A story of those words, or of that span."""
    span = where if isinstance(where, Span) else span_of(transcript, where)
    key = derived_id("story", transcript.id, coder, str(span.start), str(span.end))
    return Story(StoryId(key), transcript.id, coder_id(coder), span)


def a_highlight(transcript: Transcript, where: str | Span, coder: str = "Ada") -> Highlight:
    """Those words, or that span, marked without a code."""
    span = where if isinstance(where, Span) else span_of(transcript, where)
    key = derived_id("highlight", transcript.id, coder, str(span.start), str(span.end))
    made = "2024-03-01T09:00:00Z"
    return Highlight(HighlightId(key), transcript.id, coder_id(coder), span, made)


def a_difference(
    *readings: Sequence[Coding],
    kind: DifferenceKind = DifferenceKind.BOUNDARY,
    coders: Sequence[str] = ("Ada", "Ben", "Cleo"),
    fingerprint: str = "fingerprint",
) -> Difference:
    """A difference of those codings, one sequence for each coder in turn, none compared."""
    members = [coding for reading in readings for coding in reading]
    span = members[0].span
    for coding in members[1:]:
        span = span.hull(coding.span)
    return Difference(
        id=DifferenceId(derived_id("difference", *sorted(coding.id for coding in members))),
        kind=kind,
        transcript=members[0].transcript,
        codes=tuple(dict.fromkeys(coding.code for coding in members)),
        readings=tuple(
            Reading(coder_id(name), tuple(codings))
            for name, codings in zip(coders, readings, strict=False)
        ),
        span=span,
        passage=1,
        fingerprint=fingerprint,
    )


def a_decision(
    difference: Difference,
    outcome: Outcome = Outcome.UNION,
    *,
    reading: int | None = None,
    result: Sequence[CodedSpan] = (),
    supersedes: Decision | None = None,
    number: int = 1,
    reason: str = "",
    assent: Sequence[str] = (),
) -> Decision:
    """A log line about ``difference`` as it is; ``number`` tells the lines of a log apart.

    The result is computed where the outcome has one and none is given. ``assent`` names the
    coders who agree; where it names nobody, none was asked for.
    """
    return Decision(
        id=DecisionId(derived_id("decision", difference.id, str(number))),
        supersedes=supersedes.id if supersedes else None,
        difference=difference.id,
        fingerprint=difference.fingerprint,
        kind=difference.kind,
        transcript=difference.transcript,
        text_sha256="",
        codebook_revision=1,
        rule_version=1,
        readings=tuple(
            CodingAtDecision(c.coder, c.id, c.code, c.span, c.sure) for c in difference.codings
        ),
        outcome=outcome,
        reading=reading,
        result=tuple(result) or result_of(difference, outcome, reading),
        reason=reason,
        assent=tuple(Assent(coder_id(n), "agree", "2024-03-08T14:00:00Z") for n in assent),
        decided_at="2024-03-08T14:00:00Z",
    )
