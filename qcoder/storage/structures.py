"""A transcript's structure, and its details, as the bytes that ``contents`` keeps.

Compact JSON, since a long transcript has thousands of spans: a turn is
``[start, end, speech, speaker, label, time]``, a section ``[title, span, heading]``.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from qcoder.domain.spans import Span
from qcoder.domain.transcript import Section, Speaker, SpeakerRole, Structure, Turn


def encode_structure(structure: Structure) -> bytes:
    """The same bytes for the same structure."""
    return _bytes(
        {
            "turns": [_turn_json(turn) for turn in structure.turns],
            "speakers": _speakers_json(structure.speakers),
            "sections": [
                [s.title, _span_json(s.span), _span_json(s.heading)] for s in structure.sections
            ],
        }
    )


def decode_structure(content: bytes) -> Structure:
    """What :func:`encode_structure` was given."""
    value = json.loads(content)
    return Structure(
        turns=tuple(_turn(turn) for turn in value["turns"]),
        speakers=_speakers(value["speakers"]),
        sections=tuple(
            Section(title, Span(*span), Span(*heading))
            for title, span, heading in value["sections"]
        ),
    )


def encode_details(speakers: Sequence[Speaker], report: Mapping[str, Any]) -> bytes:
    """What of a header quotes the text."""
    return _bytes({"speakers": _speakers_json(speakers), "report": dict(report)})


def decode_details(content: bytes) -> tuple[tuple[Speaker, ...], dict[str, Any]]:
    """Speakers and import report."""
    value = json.loads(content)
    return _speakers(value["speakers"]), value["report"]


def _bytes(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _span_json(span: Span) -> list[int]:
    return [span.start, span.end]


def _turn_json(turn: Turn) -> list[object]:
    return [
        turn.span.start,
        turn.span.end,
        [_span_json(piece) for piece in turn.speech],
        turn.speaker,
        _span_json(turn.label) if turn.label else None,
        turn.time,
    ]


def _turn(value: Sequence[Any]) -> Turn:
    start, end, speech, speaker, label, time = value
    return Turn(
        span=Span(start, end),
        speech=tuple(Span(*piece) for piece in speech),
        speaker=speaker,
        label=Span(*label) if label else None,
        time=time,
    )


def _speakers_json(speakers: Sequence[Speaker]) -> list[list[str]]:
    return [[speaker.label, speaker.role.value] for speaker in speakers]


def _speakers(value: Sequence[Sequence[str]]) -> tuple[Speaker, ...]:
    return tuple(Speaker(label, SpeakerRole(role)) for label, role in value)
