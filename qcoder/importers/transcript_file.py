"""A transcript file, whatever its format, as text and structure."""

from pathlib import Path

from qcoder.domain.errors import BadInput
from qcoder.importers.files import is_zip, read_bytes, refuse_foreign
from qcoder.importers.imported import ImportedTranscript, ImportReport, Speakers
from qcoder.importers.plain_text import clean, decode
from qcoder.importers.raw import RawTranscript, count_characters
from qcoder.importers.structure import Recognised, recognise_structure

__all__ = ["ImportedTranscript", "Speakers", "read_transcript"]


def read_transcript(path: Path, speakers: Speakers = "auto") -> ImportedTranscript:
    """Read a .docx or plain-text file; nothing is lost without a word in the report.

    Raises :class:`BadInput` where the file cannot be read as a transcript.
    """
    source = read_bytes(path)
    raw = read_raw(path.name, source)
    if not raw.text.strip():
        raise BadInput(f"{path.name} has no words in it; is it the right file?")
    recognised = recognise_structure(raw.text, speakers, raw.hints)
    return ImportedTranscript(
        name=path.stem,
        text=raw.text,
        structure=recognised.structure,
        source=source,
        format=raw.format,
        report=_report(raw, recognised, speakers),
        hints=raw.hints,
    )


def read_raw(name: str, source: bytes) -> RawTranscript:
    """The text of a file given as bytes; ``name`` is for messages, and for its extension."""
    if is_zip(source):
        # Loaded when needed: lxml takes longer than the whole rest.
        from qcoder.importers.docx import read_docx

        return read_docx(name, source)
    refuse_foreign(name, source)
    if Path(name).suffix.lower() in (".docx", ".docm", ".dotx", ".doc"):
        raise BadInput(
            f"{name} is called a Word document, but is none. If it is plain text, give it the "
            "extension .txt; else open it in Word and save it as .docx."
        )
    if Path(name).suffix.lower() in (".csv", ".tsv", ".json", ".jsonl"):
        raise BadInput(
            f"{name} is a table or data, no transcript. If it does hold a discussion, open it, "
            "save it as .docx or as plain text, and import that."
        )
    decoded = decode(source)
    cleaned = clean(decoded.text)
    return RawTranscript(
        cleaned.text,
        "txt",
        count_characters(decoded.text),
        issues=(*decoded.issues, *cleaned.issues),
    )


def _report(raw: RawTranscript, recognised: Recognised, speakers: Speakers) -> ImportReport:
    structure = recognised.structure
    read = count_characters(raw.text) - raw.written
    return ImportReport(
        layout=recognised.layout.value if recognised.layout else "",
        turns=len(structure.turns),
        speakers=recognised.speaker_counts(),
        sections=tuple(section.title for section in structure.sections),
        paragraphs=sum(1 for line in raw.text.split("\n") if line.strip()),
        front_matter=recognised.front_matter,
        continued=recognised.continued,
        unmatched=recognised.unmatched,
        characters_read=read,
        characters_in_file=raw.characters_in_file,
        issues=(
            *_losses(read, raw.characters_in_file),
            *raw.issues,
            *_unrecognised(recognised, speakers),
            *recognised.remarks,
        ),
    )


def _losses(read: int, in_file: int) -> list[str]:
    if read >= in_file:
        return []
    issue = (
        f"{in_file - read} of {in_file} characters of the file are not in the text. Compare "
        "them before you code, and keep the original."
    )
    return [issue]


def _unrecognised(recognised: Recognised, speakers: Speakers) -> list[str]:
    if speakers == "none" or recognised.layout:
        return []
    issue = (
        "No speakers were recognised: every paragraph was taken as a turn without a speaker. "
        "Write each speaker as “Label: ” at the start of the turn, and import the file again."
    )
    return [issue]
