"""A simulated pair in a project file, sealed: as many differences as are wanted, of every kind."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from qcoder.bootstrap import create_workspace
from qcoder.domain.codebook import CodeEntry
from qcoder.domain.coding import Coding
from qcoder.domain.ids import CodeId, CoderId
from qcoder.domain.transcript import Transcript
from qcoder.importers.imported import ImportedTranscript, ImportReport
from qcoder.services.coding.layer import apply_code
from qcoder.services.files.importing import store_transcripts
from qcoder.services.prepare.assignments import assign
from qcoder.services.workspace import Workspace
from qcoder.storage.unit_of_work import UnitOfWork
from tests.comparison.simulated_pairs import APART, Pair, a_simulated_pair
from tests.sealed_pair import codebook_of, coder_of, seal_layer, transcript_of

CODERS = ("Ada", "Ben")


def make_simulated_study(
    folder: Path, *, seed: int = 1, words: int = 9000, codes: int = 24
) -> Path:
    """The project file, closed again; its transcript is “Simulated”."""
    pair = a_simulated_pair(seed, APART, words=words, codes=codes)
    workspace = create_workspace(folder / "simulated.qcoder", list(CODERS), entries_of(pair))
    add_simulated_pair(workspace, pair)
    path = workspace.path
    workspace.close()
    assert path is not None
    return path


def entries_of(pair: Pair) -> list[CodeEntry]:
    """The codes that the pair uses."""
    return [
        CodeEntry("Themes", code.label, "", code.rule, code.unit) for code in pair.codebook.codes
    ]


def add_simulated_pair(
    workspace: Workspace, pair: Pair, further: Mapping[str, Sequence[Coding]] | None = None
) -> None:
    """Transcript and layers, sealed, in a project that has the codes; ``further`` coders too."""
    store_transcripts(workspace, [_imported(pair)])
    transcript = transcript_of(workspace, "Simulated")
    layers = dict(zip(CODERS, pair.layers.values(), strict=True)) | dict(further or {})
    coders = [coder_of(workspace, name) for name in layers]
    workspace.run("Assign", partial(assign, transcript=transcript.id, coders=coders))
    _code(workspace, transcript, pair, layers)
    for name in layers:
        seal_layer(workspace, "Simulated", name)


def _code(
    workspace: Workspace,
    transcript: Transcript,
    pair: Pair,
    layers: Mapping[str, Sequence[Coding]],
) -> None:
    stored = {code.label: code.id for code in codebook_of(workspace).codes}
    codes = {code.id: stored[code.label] for code in pair.codebook.codes}
    for name, layer in layers.items():
        who = coder_of(workspace, name)
        act = partial(_apply_all, transcript=transcript, who=who, layer=layer, codes=codes)
        workspace.run("Code", act, actor=who)


def _apply_all(
    uow: UnitOfWork,
    transcript: Transcript,
    who: CoderId,
    layer: Iterable[Coding],
    codes: dict[CodeId, CodeId],
) -> None:
    for coding in layer:
        apply_code(uow, transcript, who, codes[coding.code], coding.span)


def _imported(pair: Pair) -> ImportedTranscript:
    text, structure = pair.transcript.text, pair.transcript.structure
    report = ImportReport(
        "", len(pair.transcript.turns), (), (), 0, (), (), (), len(text), len(text), ()
    )
    return ImportedTranscript("Simulated", text, structure, text.encode(), "txt", report)
