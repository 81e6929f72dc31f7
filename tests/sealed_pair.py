"""A project with one pair whose coders differ in every way but one, made through services.

Ada and Ben have coded FG1; Cleo alone has coded FG2; FG3 waits for Ben.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from qcoder.bootstrap import create_workspace
from qcoder.domain.codebook import Codebook
from qcoder.domain.coding import Coding
from qcoder.domain.ids import CoderId, TranscriptId
from qcoder.domain.quotes import find_quote, fold_speech
from qcoder.domain.sides import sides_of
from qcoder.domain.transcript import Transcript
from qcoder.importers.imported import ImportedTranscript, ImportReport
from qcoder.services.coding.layer import annotate, apply_code
from qcoder.services.files.importing import import_codebook_file, store_transcripts
from qcoder.services.prepare.assignments import assign, seal, unseal
from qcoder.services.prepare.coders import coder_named
from qcoder.services.prepare.transcripts import transcript_named
from qcoder.services.workspace import Workspace
from qcoder.shipped import codebooks_dir
from qcoder.storage.unit_of_work import UnitOfWork
from tests.builders import a_transcript

FG1 = """\
Moderator: What changed for you in that room?

P1: I had read the whole chart before, and I believed that I understood the man behind the curtain.

P1: Then he told me about his dog, and about the stairs, and about the bus he drove every morning.

P2: That has happened to me as well, in the second week, on a ward with no windows at all.

P3: My grade that month came from somebody who never once saw me talk to a patient.

P2: Our attending sat down first and asked her what she was most afraid of. We stood and watched.

P1: Nobody on surgery had four minutes. We ran from one bed to the next bed and wrote notes.

P3: In pediatrics they teach it slowly. In surgery they teach nothing. In clinic it depends on luck.

P1: You pull the chair over before you touch the blanket, always, whatever the list says.

P2: He cried when he said it, and I cried in the corridor afterwards, and then we did the round.

Moderator: Thank you, all of you, for today.
"""

FG2 = "Moderator: And you?\n\nP1: We never had the time for that on surgery.\n"
FG3 = "Moderator: Last question.\n\nP1: I sat down because my feet hurt, and she began to talk.\n"

FIRST = (
    ("Humanity", "I had read the whole chart […] every morning."),
    ("Grades", "My grade that month […] talk to a patient."),
    ("Observations", "Our attending sat down first […] We stood and watched."),
    ("Time", "Nobody on surgery had four minutes. […] wrote notes."),
    ("Variation", "In pediatrics they teach it slowly. […] depends on luck."),
    ("Interaction Techniques", "You pull the chair over before you touch the blanket"),
)
SECOND = (
    ("Humanity", "Then he told me about his dog […] every morning."),
    ("Grades", "My grade that month […] talk to a patient."),
    ("Coaching", "Our attending sat down first […] We stood and watched."),
    ("Time", "four minutes"),
    ("Variation", "In pediatrics they teach it slowly."),
    ("Variation", "In clinic it depends on luck."),
    ("Emotions", "He cried when he said it, and I cried in the corridor afterwards"),
)
LEFT_OUT = "the whole chart"
"""Words that only the first reading of “Humanity” has."""


def make_study(folder: Path, *, first: str = "Ada", with_cleo: bool = False) -> Path:
    """The project file, closed again. ``first`` is who is assigned FG1 first.

    Cleo has coded FG1 as Ben has, where she is asked for.
    """
    workspace = _with_ada_drawn_first(folder / "study.qcoder")
    import_codebook_file(workspace, codebooks_dir() / "compassionate_care.csv")
    pair: tuple[str, ...] = ("Ada", "Ben") if first == "Ada" else ("Ben", "Ada")
    if with_cleo:
        pair = (*pair, "Cleo")
    _assign(workspace, {"FG1": pair, "FG2": ("Cleo",), "FG3": ("Ada", "Ben")})
    code(workspace, "FG1", "Ada", FIRST)
    code(workspace, "FG1", "Ben", SECOND)
    if with_cleo:
        code(workspace, "FG1", "Cleo", SECOND)
        seal_layer(workspace, "FG1", "Cleo")
    code(workspace, "FG2", "Cleo", [("Time", "We never had the time for that on surgery.")])
    code(workspace, "FG3", "Ada", [("Humanity", "I sat down because my feet hurt")])
    code(workspace, "FG3", "Ben", [("Time", "my feet hurt")])
    _annotate_first(workspace, "FG1", "Ben", "the chart part is setting, not the meeting")
    for transcript, coder in (("FG1", "Ada"), ("FG1", "Ben"), ("FG3", "Ada")):
        seal_layer(workspace, transcript, coder)
    path = workspace.path
    workspace.close()
    assert path is not None
    return path


def _with_ada_drawn_first(target: Path) -> Workspace:
    """Transcripts and coders, made anew until the lot, which is in their ids, draws Ada first."""
    texts = {"FG1": FG1, "FG2": FG2, "FG3": FG3}
    while True:
        workspace = create_workspace(target, ["Ada", "Ben", "Cleo"])
        store_transcripts(workspace, [_imported(name, text) for name, text in texts.items()])
        ada, ben = coder_of(workspace, "Ada"), coder_of(workspace, "Ben")
        if sides_of(transcript_of(workspace, "FG1").id, [ada, ben]).shown[0] == ada:
            return workspace
        workspace.close()
        target.unlink()


def _imported(name: str, text: str) -> ImportedTranscript:
    transcript = a_transcript(text, name=name)
    report = ImportReport(
        layout="",
        turns=len(transcript.turns),
        speakers=(),
        sections=(),
        paragraphs=len(transcript.turns),
        front_matter=(),
        continued=(),
        unmatched=(),
        characters_read=len(text),
        characters_in_file=len(text),
        issues=(),
    )
    source = text.encode()
    return ImportedTranscript(name, text, transcript.structure, source, "txt", report)


def transcript_of(workspace: Workspace, name: str) -> Transcript:
    """The transcript of that name."""
    header = workspace.read(lambda uow: transcript_named(uow, name))
    return workspace.transcript(header.id)


def coder_of(workspace: Workspace, name: str) -> CoderId:
    """The coder of that name."""
    return workspace.read(lambda uow: coder_named(uow, name)).id


def codebook_of(workspace: Workspace) -> Codebook:
    """The codebook as it is."""
    return workspace.read(lambda uow: uow.codebook.load())


def code(
    workspace: Workspace, name: str, coder: str, quotes: Sequence[tuple[str, str]]
) -> list[Coding]:
    """Code those words in a coder's layer."""
    transcript, who = transcript_of(workspace, name), coder_of(workspace, coder)
    speech, book = fold_speech(transcript), codebook_of(workspace)
    made = []
    for label, quote in quotes:
        found = book.find(label)
        assert found is not None, label
        act = partial(
            apply_code,
            transcript=transcript,
            coder=who,
            code=found.id,
            span=find_quote(speech, quote),
        )
        made.append(workspace.run(f"Apply {label}", act, actor=who).value)
    return made


def seal_layer(workspace: Workspace, transcript: str, coder: str) -> None:
    """The coder declares the transcript done."""
    where, who = transcript_of(workspace, transcript).id, coder_of(workspace, coder)
    workspace.run("Seal", lambda uow: seal(uow, where, who), actor=who, undoable=False)


def layers(workspace: Workspace, name: str) -> Mapping[CoderId, list[Coding]]:
    """Every coder's codings of a transcript, as stored."""
    where = transcript_of(workspace, name).id
    return workspace.read(lambda uow: _layers(uow, where))


def _layers(uow: UnitOfWork, where: TranscriptId) -> dict[CoderId, list[Coding]]:
    assignments = uow.assignments.of_transcript(where)
    return {a.coder: uow.codings.of_transcript(where, a.coder) for a in assignments}


def _assign(workspace: Workspace, coders: Mapping[str, Sequence[str]]) -> None:
    for name, names in coders.items():
        where = transcript_of(workspace, name).id
        who = [coder_of(workspace, coder) for coder in names]
        workspace.run("Assign", partial(assign, transcript=where, coders=who))


def _annotate_first(workspace: Workspace, name: str, coder: str, text: str) -> None:
    who = coder_of(workspace, coder)
    first = layers(workspace, name)[who][0]
    workspace.run("Write memo", lambda uow: annotate(uow, who, first.id, text), actor=who)


def unseal_layer(workspace: Workspace, transcript: str, coder: str) -> None:
    """The coder opens the layer again."""
    where, who = transcript_of(workspace, transcript).id, coder_of(workspace, coder)
    workspace.run("Unseal", lambda uow: unseal(uow, where, who), actor=who, undoable=False)
