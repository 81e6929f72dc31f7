"""The log of decisions on a transcript, with what has changed since they were taken."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qcoder.domain.corrections import Corrections
from qcoder.domain.rewordings import Rewordings
from qcoder.services.consensus.wording_then import WordingThen

if TYPE_CHECKING:
    from qcoder.domain.codebook import Codebook
    from qcoder.domain.decisions import DecisionLog
    from qcoder.domain.ids import CodeId
    from qcoder.domain.transcript import Transcript
    from qcoder.storage.unit_of_work import UnitOfWork


def log_now(uow: UnitOfWork, transcript: Transcript, codebook: Codebook) -> DecisionLog:
    """The log, beside the transcript's text and the codebook as they are."""
    log = uow.decisions.log(transcript.id)
    return replace(
        log,
        corrections=_corrections(uow, log, transcript),
        rewordings=_rewordings(uow, log, codebook),
    )


def _corrections(uow: UnitOfWork, log: DecisionLog, transcript: Transcript) -> Corrections | None:
    """No text is read where all decisions are on the present one."""
    others = {decision.text_sha256 for decision in log.decisions} - {transcript.sha256}
    kept = {digest: uow.contents.get(digest) for digest in others}
    texts = {digest: text.decode("utf-8") for digest, text in kept.items() if text is not None}
    return Corrections(transcript, texts) if others else None


def _rewordings(uow: UnitOfWork, log: DecisionLog, codebook: Codebook) -> Rewordings | None:
    """The journal is read for those codes alone that no reading has."""
    choosing = (decision for decision in log.decisions if decision.outcome.takes_result)
    chosen = {(code, d.codebook_revision) for d in choosing for code in d.codes_brought_in}
    then = WordingThen(uow)
    since = frozenset(one for one in chosen if _is_other(then, codebook, *one))
    return Rewordings(since) if since else None


def _is_other(then: WordingThen, codebook: Codebook, code: CodeId, revision: int) -> bool:
    now = codebook.by_id.get(code)
    if now is None:
        return True
    return revision < codebook.revision and then.is_other_than(now, revision)
