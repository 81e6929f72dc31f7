"""The sealed layers of a transcript, read and compared."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from qcoder.comparison import Comparison
from qcoder.domain.coding import weighed

if TYPE_CHECKING:
    from qcoder.domain.codebook import Codebook
    from qcoder.domain.ids import CoderId, TranscriptId
    from qcoder.domain.transcript import Transcript
    from qcoder.storage.unit_of_work import UnitOfWork

# Only what some room still holds, and only to save work: a comparison takes nothing from one
# before that it would make otherwise, so it does not matter whose it is, or of which copy.
_held: WeakValueDictionary[TranscriptId, Comparison] = WeakValueDictionary()


def compare_layers(
    uow: UnitOfWork,
    transcript: Transcript,
    coders: Iterable[CoderId],
    codebook: Codebook,
    *,
    before: Comparison | None = None,
) -> Comparison:
    """The comparison of these coders' layers, each coding as sure as in the blind pass.

    What is as it was ``before``, or in the last comparison that is still in use, is not
    compared again.
    """
    stored = uow.codings.layers(transcript.id)
    marks = uow.blind_marks.of_transcript(transcript.id)
    layers = {coder: weighed(stored.get(coder, []), marks) for coder in coders}
    former = before or _held.get(transcript.id)
    comparison = Comparison.of(transcript, layers, codebook, before=former)
    _held[transcript.id] = comparison
    return comparison
