"""new, import, codebook, coders, transcripts, check."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from qcoder.bootstrap import create_workspace
from qcoder.cli.opened import opened
from qcoder.cli.printing import print_json, print_table
from qcoder.comparison.agreement_words import counted
from qcoder.domain.errors import QCoderError
from qcoder.importers.codebook_file import read_codebook
from qcoder.services.checking import check_project
from qcoder.services.files.exporting import export_codebook
from qcoder.services.files.importing import (
    TranscriptImport,
    import_codebook_file,
    import_transcripts,
)
from qcoder.services.prepare import coders as coder_acts
from qcoder.services.prepare.transcripts import TranscriptSummary, summaries

if TYPE_CHECKING:
    from qcoder.services.workspace import Workspace

_SHOWN_PLACES = 20


def new(options: Namespace) -> int:
    """``qcoder new``: nothing is made where the codebook is refused."""
    entries = read_codebook(options.codebook) if options.codebook else []
    workspace = create_workspace(options.project, options.coder, entries)
    workspace.close()
    print(f"Made {workspace.database.url_or_path}.")
    return 0


def import_files(options: Namespace) -> int:
    """``qcoder import``."""
    with opened(options.project) as workspace:
        imports = import_transcripts(workspace, options.files, options.speakers).value
    if options.json:
        print_json([_import_record(item) for item in imports])
    else:
        for item in imports:
            _print_import(item)
    return 0


def _import_record(item: TranscriptImport) -> dict[str, Any]:
    return {
        "name": item.header.name,
        "sha256": item.header.text_sha256,
        "same_text_as": item.same_text_as,
        **item.imported.report.as_dict(),
    }


def _print_import(item: TranscriptImport) -> None:
    report = item.imported.report
    print(f"{item.header.name}: {report.summary}")
    for line in _report_lines(item):
        print(f"  {line}")


def _report_lines(item: TranscriptImport) -> Iterator[str]:
    """What a person should know of an import besides its turns and speakers."""
    report = item.imported.report
    if item.same_text_as:
        yield f"has the same text as {item.same_text_as}"
    if report.characters_read >= report.characters_in_file:
        yield f"all {report.characters_in_file} characters of the file were read, blanks aside"
    yield from _first([f"before the first turn: {place}" for place in report.front_matter])
    yield from _first([f"no speaker was found: {place}" for place in report.unmatched])
    yield from report.issues


def _first(lines: Sequence[str]) -> Iterator[str]:
    """As many as can be looked through: without speakers there is one for each paragraph."""
    yield from lines[:_SHOWN_PLACES]
    if len(lines) > _SHOWN_PLACES:
        yield f"… and {len(lines) - _SHOWN_PLACES} more paragraphs like these (--json lists all)"


def codebook(options: Namespace) -> int:
    """``qcoder codebook``."""
    with opened(options.project) as workspace:
        if options.load:
            load = import_codebook_file(workspace, options.load).value
            print(
                f"{len(load.added)} codes added, {len(load.changed)} changed, "
                f"{len(load.removed)} removed."
            )
            for label in load.kept_because_used:
                print(f"Kept {label}: the table does not have it, but codings use it.")
        elif options.export:
            count = export_codebook(workspace, options.export)
            print(f"Wrote {counted(count, 'code')} to {options.export}.")
        else:
            _list_codes(workspace, as_json=options.json)
    return 0


def _list_codes(workspace: Workspace, *, as_json: bool) -> None:
    book = workspace.read(lambda uow: uow.codebook.load())
    ordered = [(g, code) for g in book.groupings for code in book.codes_of(g.id)]
    if not as_json:
        rows = [(g.name, c.label, c.unit.value, c.key, c.rule) for g, c in ordered]
        print_table(("grouping", "label", "unit", "key", "coding rule"), rows)
        return
    print_json(
        [
            {
                "grouping": g.name,
                "label": c.label,
                "definition": c.definition,
                "rule": c.rule,
                "unit": c.unit.value,
                "colour": c.colour,
                "key": c.key,
                "id": c.id,
            }
            for g, c in ordered
        ]
    )


def coders(options: Namespace) -> int:
    """``qcoder coders``."""
    with opened(options.project) as workspace:
        if options.add:
            label = "Add coders " + ", ".join(options.add)
            workspace.run(label, lambda uow: [coder_acts.add_coder(uow, n) for n in options.add])
        elif options.rename:
            _rename(workspace, *options.rename)
        elif options.retire:
            _retire(workspace, options.retire)
        _list_coders(workspace, as_json=options.json)
    return 0


def _rename(workspace: Workspace, old: str, new_name: str) -> None:
    coder = workspace.read(lambda uow: coder_acts.coder_named(uow, old))
    workspace.run(
        f"Rename {coder.name}", lambda uow: coder_acts.rename_coder(uow, coder.id, new_name)
    )


def _retire(workspace: Workspace, name: str) -> None:
    coder = workspace.read(lambda uow: coder_acts.coder_named(uow, name))
    workspace.run(f"Retire {coder.name}", lambda uow: coder_acts.retire_coder(uow, coder.id))


def _list_coders(workspace: Workspace, *, as_json: bool) -> None:
    everyone = workspace.read(lambda uow: uow.coders.all())
    if as_json:
        print_json(
            [
                {"name": c.name, "retired": c.retired, "colour": c.colour, "id": c.id}
                for c in everyone
            ]
        )
    else:
        print_table(("name", "state"), [(c.name, "retired" if c.retired else "") for c in everyone])


def transcripts(options: Namespace) -> int:
    """``qcoder transcripts``."""
    with opened(options.project) as workspace:
        listed = workspace.read(summaries)
    if options.json:
        print_json([_transcript_record(summary) for summary in listed])
    else:
        print_table(
            ("name", "turns", "speakers", "characters", "coded by"),
            [_transcript_row(summary) for summary in listed],
        )
    return 0


def _transcript_record(summary: TranscriptSummary) -> dict[str, Any]:
    header = summary.header
    return {
        "name": header.name,
        "format": header.format,
        "turns": header.turns,
        "speakers": [speaker.label for speaker in header.speakers],
        "characters": header.length,
        "sha256": header.text_sha256,
        "coders": [
            {"coder": a.coder_name, "codings": a.codings, "sealed": a.is_sealed}
            for a in summary.layers
        ],
    }


def _transcript_row(summary: TranscriptSummary) -> tuple[object, ...]:
    header = summary.header
    who = ", ".join(
        f"{a.coder_name} ({a.codings}{', sealed' if a.is_sealed else ''})" for a in summary.layers
    )
    return header.name, header.turns, len(header.speakers), header.length, who or "nobody"


def check(options: Namespace) -> int:
    """``qcoder check``: every problem on a line of its own."""
    with opened(options.project) as workspace:
        problems = check_project(workspace)
        name = workspace.database.url_or_path  # without the password of a server's address
    for problem in problems:
        print(problem)
    if problems:
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        raise QCoderError(f"{name} is damaged: {count}, listed above.")
    print(f"{name} is whole.")
    return 0
