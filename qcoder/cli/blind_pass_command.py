"""blind-pass."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qcoder.cli.opened import opened
from qcoder.cli.printing import print_json, print_table
from qcoder.domain.errors import QCoderError
from qcoder.domain.ids import CodingId
from qcoder.services.consensus.blind_pass import (
    blind_pass_of,
    blind_pass_wanted,
    end_blind_pass,
    mark_blind,
    marking_refused,
    want_blind_pass,
)
from qcoder.services.prepare.coders import coder_named
from qcoder.services.prepare.transcripts import transcript_named

if TYPE_CHECKING:
    from argparse import Namespace

    from qcoder.domain.ids import CoderId, TranscriptId
    from qcoder.services.workspace import Workspace
    from qcoder.storage.unit_of_work import UnitOfWork

_SAID = {True: "sure", False: "unsure", None: ""}


def blind_pass(options: Namespace) -> int:
    """``qcoder blind-pass``: want it, weigh one coder's codings, or end it."""
    with opened(options.project) as workspace:
        if options.on or options.off:
            workspace.run(
                "Blind pass", lambda uow: want_blind_pass(uow, options.on), undoable=False
            )
        if options.transcript is None:
            is_wanted = workspace.read(blind_pass_wanted)
            print("Layers wait for a blind pass." if is_wanted else "There is no blind pass.")
            return 0
        if options.coder is None:
            raise QCoderError("Say whose codings: qcoder blind-pass PROJECT TRANSCRIPT CODER.")
        return _of_coder(workspace, options)


def _of_coder(workspace: Workspace, options: Namespace) -> int:
    transcript = workspace.read(lambda uow: transcript_named(uow, options.transcript)).id
    coder = workspace.read(lambda uow: coder_named(uow, options.coder))
    for codings, is_sure in ((options.sure, True), (options.unsure, False)):
        if codings:
            _mark(workspace, (transcript, coder.id), codings, is_sure=is_sure)
    if options.end:
        workspace.run(
            "End the blind pass",
            lambda uow: end_blind_pass(uow, transcript, coder.id),
            actor=coder.id,
            undoable=False,
        )
        print(f"{coder.name} has ended the blind pass of {options.transcript}.")
        return 0
    return _list(workspace, (transcript, coder.id), as_json=options.json)


def _mark(
    workspace: Workspace,
    layer: tuple[TranscriptId, CoderId],
    codings: list[str],
    *,
    is_sure: bool,
) -> None:
    ids = [CodingId(coding) for coding in codings]
    workspace.run(
        f"Mark as {_SAID[is_sure]}",
        lambda uow: mark_blind(uow, *layer, ids, is_sure=is_sure),
        actor=layer[1],
    )


def _list(workspace: Workspace, layer: tuple[TranscriptId, CoderId], *, as_json: bool) -> int:
    records = workspace.read(lambda uow: _records(uow, *layer))
    if as_json:
        print_json(records)
        return 0
    keys = ("code", "start", "end", "sure", "id")
    print_table(keys, [[_SAID[r["sure"]] if k == "sure" else r[k] for k in keys] for r in records])
    return 0


def _records(uow: UnitOfWork, transcript: TranscriptId, coder: CoderId) -> list[dict[str, Any]]:
    own = blind_pass_of(uow, transcript, coder)
    if own is None:
        raise marking_refused(uow, transcript, coder)
    labels = {code.id: code.label for code in uow.codebook.load().codes}
    return [
        {
            "id": c.id,
            "code": labels.get(c.code, c.code),
            "start": c.span.start,
            "end": c.span.end,
            "sure": own.marks.get(c.id),
        }
        for c in own.codings
    ]
