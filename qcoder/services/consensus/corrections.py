"""The log of decisions on a transcript, with what its text was when they were taken."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qcoder.domain.corrections import Corrections

if TYPE_CHECKING:
    from qcoder.domain.decisions import DecisionLog
    from qcoder.domain.transcript import Transcript
    from qcoder.storage.unit_of_work import UnitOfWork


def log_with_corrections(uow: UnitOfWork, transcript: Transcript) -> DecisionLog:
    """No text is read where all decisions are on the present one."""
    log = uow.decisions.log(transcript.id)
    others = {decision.text_sha256 for decision in log.decisions} - {transcript.sha256}
    kept = {digest: uow.contents.get(digest) for digest in others}
    texts = {digest: text.decode("utf-8") for digest, text in kept.items() if text is not None}
    return replace(log, corrections=Corrections(transcript, texts)) if others else log
