"""The layers that agreement is reckoned on: as they were frozen, or as they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from qcoder.domain.assignment import Assignment, is_paired
from qcoder.domain.coding import Coding
from qcoder.domain.ids import CodeId, CoderId, CodingId, TranscriptId
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript, TranscriptHeader
from qcoder.services.agreement.left_out import LeftOut, enters, not_double_coded, without_speech
from qcoder.services.consensus.snapshots import frozen_layers

if TYPE_CHECKING:
    from qcoder.domain.snapshot import Snapshot
    from qcoder.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class DoubleCoded:
    """A transcript with its sealed layers, in the order of assignment."""

    transcript: Transcript
    layers: Mapping[CoderId, Sequence[Coding]]
    snapshot: Snapshot | None = None
    """What kept them as they are here; None where they are as they are now."""

    @property
    def frozen_at(self) -> str:
        """When they were frozen; empty where nobody did in time."""
        return self.snapshot.taken_at if self.snapshot and not self.snapshot.is_late else ""

    @property
    def named_and_dated(self) -> tuple[str, str]:
        """The transcript, and when its layers were frozen."""
        return self.transcript.name, self.frozen_at

    @property
    def codings(self) -> Iterator[Coding]:
        """Those of all layers."""
        return chain.from_iterable(self.layers.values())


def layers_for_agreement(
    uow: UnitOfWork,
    names: Mapping[CoderId, str],
    only: TranscriptId | None,
    number: int | None,
    *,
    as_now: bool,
) -> tuple[list[DoubleCoded], tuple[LeftOut, ...]]:
    """The transcripts that enter, and those that do not; ``only`` one, or those of one round."""
    assigned = _assignments(uow)
    headers = [h for h in uow.transcripts.headers() if only in (None, h.id)]
    found = {h.id: _layers_of(uow, h, assigned[h.id], number, as_now=as_now) for h in headers}
    revealed = [layers for layers in found.values() if layers]
    silent = [d.transcript for d in revealed if not d.transcript.speech]
    others = [h for h in headers if found[h.id] is None]
    left_out = (*not_double_coded(others, assigned, names, number), *without_speech(silent))
    return [d for d in revealed if d.transcript.speech], left_out


def _assignments(uow: UnitOfWork) -> Mapping[TranscriptId, Sequence[Assignment]]:
    by_transcript: dict[TranscriptId, list[Assignment]] = defaultdict(list)
    for assignment in uow.assignments.all():
        by_transcript[assignment.transcript].append(assignment)
    return by_transcript


def _layers_of(
    uow: UnitOfWork,
    header: TranscriptHeader,
    assignments: Sequence[Assignment],
    number: int | None,
    *,
    as_now: bool,
) -> DoubleCoded | None:
    wanted = not as_now and (number is not None or is_paired(assignments))
    frozen = frozen_layers(uow, header, number) if wanted else None
    if frozen:
        return DoubleCoded(frozen.transcript, frozen.layers, frozen.snapshot)
    if number is not None or not enters(assignments):
        return None
    layers = {a.coder: uow.codings.of_transcript(header.id, a.coder) for a in assignments}
    return DoubleCoded(uow.transcripts.get(header.id), layers)


def is_touched(uow: UnitOfWork, entry: DoubleCoded) -> bool:
    """Whether the layers are others now than those that enter.

    Where the transcript was corrected since, spans have moved with their words, so that only
    codings and their codes can be compared. Where nobody froze the layers in time, what
    was decided on says how they were.
    """
    header = uow.transcripts.header(entry.transcript.id)
    present = [c for c in uow.codings.of_transcript(header.id) if c.coder in entry.layers]
    if entry.snapshot and not entry.snapshot.is_late:
        is_same_text = entry.snapshot.text_sha256 == header.text_sha256
        then, now = (
            _places(codings, with_spans=is_same_text) for codings in (entry.codings, present)
        )
        return then != now
    places, codes = _places(present, with_spans=True), _places(present, with_spans=False)
    return any(
        (m.coding, m.code, None) not in codes
        or (d.text_sha256 == header.text_sha256 and (m.coding, m.code, m.span) not in places)
        for d in uow.decisions.log(header.id).decisions
        for m in d.readings
        if m.coder in entry.layers
    )


def _places(
    codings: Iterable[Coding], *, with_spans: bool
) -> set[tuple[CodingId, CodeId, Span | None]]:
    return {(c.id, c.code, c.span if with_spans else None) for c in codings}
