"""Whose words can be searched, and in which sections."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from qcoder.domain.transcript import Transcript

if TYPE_CHECKING:
    from qcoder.services.workspace import Workspace


class Scopes(NamedTuple):
    """Speakers by name; titles of sections in the order of the texts."""

    speakers: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()


def scopes_of(transcripts: Iterable[Transcript]) -> Scopes:
    """What those transcripts have, each once."""
    speakers: set[str] = set()
    sections: dict[str, None] = {}
    for transcript in transcripts:
        speakers.update(turn.speaker for turn in transcript.turns if turn.speaker)
        sections.update((s.title, None) for s in transcript.structure.sections)
    return Scopes(tuple(sorted(speakers)), tuple(sections))


def scopes_of_project(workspace: Workspace) -> Scopes:
    """What all transcripts have; reads every one, so ask for it beside the window."""
    headers = workspace.read(lambda uow: uow.transcripts.headers())
    return scopes_of(workspace.transcript(header.id) for header in headers)
