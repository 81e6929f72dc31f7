"""A small study in a project file, and what its coders do in it, in one line each."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from qcoder.bootstrap import create_workspace, open_workspace
from qcoder.domain.changes import ChangeSet
from qcoder.domain.codebook import Code, Codebook, CodeEntry, CodingUnit
from qcoder.domain.coding import Coding
from qcoder.domain.consensus import CodedSpan, Decision, DifferenceKind, Outcome, Status
from qcoder.domain.decisions import Resolution
from qcoder.domain.ids import CoderId, EntryId, TranscriptId
from qcoder.domain.spans import Span
from qcoder.domain.transcript import Transcript, TranscriptHeader
from qcoder.importers.imported import ImportedTranscript, ImportReport
from qcoder.services.codebook.editing import add_code
from qcoder.services.coding.layer import apply_code
from qcoder.services.consensus.deciding import Verdict, decide
from qcoder.services.consensus.retraction import withdrawal_of
from qcoder.services.consensus.room import Room, open_room
from qcoder.services.prepare.assignments import assign, seal, unseal
from qcoder.services.prepare.coders import coder_named
from qcoder.services.prepare.transcripts import add_transcript, transcript_named
from qcoder.services.workspace import Done, Workspace
from qcoder.storage.unit_of_work import UnitOfWork
from tests.builders import a_transcript, span_of

T = TypeVar("T")

TALK = """Moderator: What do you remember of that week on the ward?
P1: We never had the time. There was always another list, and another page, and nobody sat down.
P2: Surgery taught me to knock. I say who I am before I touch the curtain.
P1: And then she cried in the supply room, and I did not know where to look."""

ENTRIES = (
    CodeEntry("Themes", "Time", "Talk of time.", "Code entire story", CodingUnit.STORY, key="T"),
    CodeEntry("Themes", "Emotions", "Talk of emotions.", "Code entire story", CodingUnit.STORY),
    CodeEntry("Contexts", "Specialties", "Mentions.", "Code only the word", CodingUnit.WORD),
)


class Study:
    """A project with Ada, Ben and Cleo, a codebook of three codes, and the transcript FG1."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.last: EntryId | None = None

    @classmethod
    def create(cls, file: Path) -> "Study":
        study = cls(create_workspace(file, ["Ada", "Ben", "Cleo"], ENTRIES))
        study.take_in("FG1", TALK)
        return study

    @classmethod
    def copy_of(cls, template: Path, file: Path) -> "Study":
        """The study in a copy of a project file that is closed."""
        shutil.copyfile(template, file)
        return cls(open_workspace(file))

    def do(self, act: Callable[[UnitOfWork], T], *, actor: str | None = None) -> T:
        """Run an act, and remember its entry for :meth:`undo`."""
        who = self.coder(actor) if actor else None
        done: Done[T] = self.workspace.run("Act", act, actor=who)
        self.last = done.changes.entry
        return done.value

    def undo(self, entry: EntryId | None = None) -> ChangeSet:
        """Undo that entry, or the last act."""
        chosen = entry or self.last
        assert chosen is not None
        return self.workspace.undo(chosen)

    def redo(self, entry: EntryId | None = None) -> ChangeSet:
        """Redo that entry, or the last act."""
        chosen = entry or self.last
        assert chosen is not None
        return self.workspace.redo(chosen)

    def take_in(self, name: str, text: str) -> TranscriptHeader:
        """A transcript of that text, as an import would hand it over."""
        built = a_transcript(text, name=name)
        report = ImportReport("", len(built.turns), (), (), 0, (), (), (), 0, 0, ())
        imported = ImportedTranscript(
            name, text, built.structure, text.encode("utf-8"), "txt", report
        )
        return self.do(lambda uow: add_transcript(uow, imported))

    def correct(self, before: str, after: str) -> None:
        """Other words in FG1's text, codings and structure moved along with theirs."""
        old = self.transcript()
        at, by = old.text.index(before) + len(before), len(after) - len(before)
        new = a_transcript(old.text.replace(before, after, 1), name=old.name)

        def moved(span: Span) -> Span:
            return Span(*(place + by * (place >= at) for place in (span.start, span.end)))

        def act(uow: UnitOfWork) -> None:
            header = uow.transcripts.header(old.id)
            text = uow.contents.put(new.text.encode())
            structure = uow.contents.put_structure(new.structure)
            uow.transcripts.update(
                replace(header, text_sha256=text, structure_sha256=structure, length=len(new.text))
            )
            for coding in uow.codings.of_transcript(old.id):
                uow.codings.update(replace(coding, span=moved(coding.span)))

        self.do(act)

    def coder(self, name: str) -> CoderId:
        return self.workspace.read(lambda uow: coder_named(uow, name)).id

    def transcript_id(self, name: str = "FG1") -> TranscriptId:
        return self.workspace.read(lambda uow: transcript_named(uow, name)).id

    def transcript(self, name: str = "FG1") -> Transcript:
        return self.workspace.transcript(self.transcript_id(name))

    def code(self, label: str = "Time") -> Code:
        found = self.workspace.read(lambda uow: uow.codebook.load()).find(label)
        assert found is not None
        return found

    def span(self, words: str, transcript: str = "FG1") -> Span:
        return span_of(self.transcript(transcript), words)

    def assign(self, *coders: str, transcript: str = "FG1") -> None:
        ids = [self.coder(name) for name in coders]
        self.do(lambda uow: assign(uow, self.transcript_id(transcript), ids))

    def apply(
        self, coder: str, words: str | Span, label: str = "Time", transcript: str = "FG1"
    ) -> Coding:
        """A coding of those words, which must be assigned to the coder."""
        parsed = self.transcript(transcript)
        span = words if isinstance(words, Span) else span_of(parsed, words)
        code = self.code(label).id
        return self.do(lambda uow: apply_code(uow, parsed, self.coder(coder), code, span))

    def layer(self, coder: str | None = None, transcript: str = "FG1") -> list[Coding]:
        chosen = self.transcript_id(transcript)
        who = self.coder(coder) if coder else None
        return self.workspace.read(lambda uow: uow.codings.of_transcript(chosen, who))

    def seal(self, *coders: str, transcript: str = "FG1") -> None:
        for name in coders:
            self._seal(self.coder(name), self.transcript_id(transcript))

    def _seal(self, coder: CoderId, transcript: TranscriptId) -> None:
        self.do(lambda uow: seal(uow, transcript, coder))

    def unseal(self, coder: str, transcript: str = "FG1") -> None:
        who = self.coder(coder)
        self.do(lambda uow: unseal(uow, self.transcript_id(transcript), who))

    def pair(self) -> None:
        """Ada and Ben code FG1 with three differences, and seal it.

        In text order: a boundary (Time), one by Ada only (Specialties), the same in both
        (Time), one code for the other (Time and Emotions).
        """
        self.assign("Ada", "Ben")
        self.apply("Ada", "We never had the time. There was always another list")
        self.apply("Ben", "We never had the time. There was always another list, and another page")
        self.apply("Ada", "Surgery", "Specialties")
        self.apply("Ada", "I say who I am before I touch the curtain.")
        self.apply("Ben", "I say who I am before I touch the curtain.")
        self.apply("Ada", "And then she cried in the supply room", "Time")
        self.apply("Ben", "And then she cried in the supply room", "Emotions")
        self.seal("Ada", "Ben")

    def code_alike(self, transcript: str) -> None:
        """Ada and Ben code one place of a short transcript the same, and seal it."""
        self.take_in(transcript, "P1: We never had the time.")
        self.assign("Ada", "Ben", transcript=transcript)
        for coder in ("Ada", "Ben"):
            self.apply(coder, "the time", transcript=transcript)
        self.seal("Ada", "Ben", transcript=transcript)

    def room(self, transcript: str = "FG1") -> Room:
        parsed = self.transcript(transcript)
        return self.workspace.read(lambda uow: open_room(uow, parsed))

    def place(self, kind: DifferenceKind) -> Resolution:
        """The only difference of that kind."""
        (found,) = [r for r in self.room().resolutions if r.difference.kind is kind]
        return found

    def place_status(self, kind: DifferenceKind) -> Status:
        return self.place(kind).status

    def decide(
        self,
        kind: DifferenceKind,
        outcome: Outcome,
        reading: int | None = None,
        result: Sequence[CodedSpan] = (),
        *,
        reason: str = "",
    ) -> Decision:
        verdict = Verdict(outcome, reading, tuple(result), reason=reason)
        room, difference = self.room(), self.place(kind).difference.id
        return self.do(lambda uow: decide(uow, room, difference, verdict))

    def decide_on_new_code(self, label: str) -> Code:
        """Give the place that one coder alone has coded a code made for it."""
        place = self.place(DifferenceKind.ONE_CODER_ONLY).difference
        new = self.do(lambda uow: add_code(uow, self.code().grouping, label))
        self.decide(place.kind, Outcome.OTHER_CODE, result=[CodedSpan(place.span, new.id)])
        return new

    def withdraw(self, place: Resolution) -> None:
        """Take the decision on it back by a line of the log, as a log from elsewhere does."""
        line = withdrawal_of(self.room(), place.difference.id)
        self.do(lambda uow: uow.decisions.append(line))

    def consensus(self) -> list[tuple[str, str]]:
        """Code and words of the consensus layer."""
        return [
            (self.label(coding), self.transcript().speech_text(coding.span))
            for coding in self.room().consensus
        ]

    def label(self, coding: Coding) -> str:
        book = self.workspace.read(lambda uow: uow.codebook.load())
        return book.by_id[coding.code].label


def unnumbered(book: Codebook) -> Codebook:
    """The codebook without its revision, which only ever grows, also by undo and redo."""
    return replace(book, revision=0)
