"""The commands and their options. These names stay."""

from __future__ import annotations

import argparse
from pathlib import Path

from qcoder import __version__
from qcoder.cli.consensus_parser import add_consensus_commands
from qcoder.cli.parsing import (
    Commands,
    OneLineParser,
    listed_as_json,
    loaded,
    new_command,
    on_project,
    on_transcript,
)


def build_parser() -> argparse.ArgumentParser:
    """The parser; each parsed command carries its function as ``command``."""
    parser = OneLineParser(
        prog="qcoder",
        description="Code focus-group transcripts, reconcile paired coders, export excerpts.",
        epilog="Without a command the window opens.",
    )
    parser.add_argument("--version", action="version", version=f"qcoder {__version__}")
    parser.set_defaults(command=loaded("window_commands.start"))
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_window_commands(commands)
    _add_project_commands(commands)
    _add_coding_commands(commands)
    add_consensus_commands(commands)
    return parser


def _add_window_commands(commands: Commands) -> None:
    on_project(commands, "open", "window_commands.open_project", "Open the window on a project.")
    demo = new_command(
        commands,
        "demo",
        "window_commands.demo",
        "Build the demo study, do the main job on it, and open the window.",
    )
    demo.add_argument(
        "directory",
        metavar="DIR",
        nargs="?",
        type=Path,
        default=Path("qcoder-demo"),
        help="where to build it (default: %(default)s); a demo that is there already is kept",
    )


def _add_project_commands(commands: Commands) -> None:
    new = on_project(
        commands,
        "new",
        "project_commands.new",
        "Make a new project, with its codebook and its coders.",
    )
    new.add_argument("--codebook", metavar="FILE", type=Path, help=".csv, .xlsx or .docx table")
    new.add_argument("--coder", metavar="NAME", action="append", default=[], help="repeatable")
    _add_import(commands)
    _add_codebook(commands)
    _add_coders(commands)
    listing = on_project(
        commands, "transcripts", "project_commands.transcripts", "List transcripts and who codes."
    )
    listed_as_json(listing)
    on_project(commands, "check", "project_commands.check", "Check file and contents of a project.")


def _add_import(commands: Commands) -> None:
    taking = on_project(
        commands, "import", "project_commands.import_files", "Import transcripts (.docx, .txt)."
    )
    taking.add_argument("files", metavar="FILE", nargs="+", type=Path)
    taking.add_argument(
        "--speakers",
        choices=("auto", "none"),
        default="auto",
        help="recognise speakers (default), or take paragraphs as turns",
    )
    listed_as_json(taking)


def _add_codebook(commands: Commands) -> None:
    codebook = on_project(
        commands, "codebook", "project_commands.codebook", "List, load or export the codebook."
    )
    either = codebook.add_mutually_exclusive_group()
    either.add_argument("--load", metavar="FILE", type=Path, help=".csv, .xlsx or .docx table")
    either.add_argument(
        "--export", metavar="FILE", type=Path, help="write it as .csv, .xlsx or .docx"
    )
    listed_as_json(codebook)


def _add_coders(commands: Commands) -> None:
    coders = on_project(
        commands, "coders", "project_commands.coders", "List, add, rename or retire coders."
    )
    one = coders.add_mutually_exclusive_group()
    one.add_argument("--add", metavar="NAME", action="append", help="repeatable")
    one.add_argument("--rename", metavar=("OLD", "NEW"), nargs=2)
    one.add_argument("--retire", metavar="NAME")
    listed_as_json(coders)


def _add_coding_commands(commands: Commands) -> None:
    assigning = on_transcript(
        commands,
        "assign",
        "coding_commands.assign_coders",
        "Say who codes a transcript: these coders and no others.",
    )
    assigning.add_argument("coders", metavar="CODER", nargs="+")
    _add_tables(commands)
    for name, function, text in (
        ("seal", "coding_commands.seal_layer", "Declare a coder's transcript done."),
        ("unseal", "coding_commands.unseal_layer", "Open a sealed layer for coding again."),
    ):
        sealing = on_transcript(commands, name, function, text)
        sealing.add_argument("coder", metavar="CODER")
    _add_excerpts(commands)


def _add_tables(commands: Commands) -> None:
    taking = on_project(
        commands,
        "import-codings",
        "coding_commands.take_codings",
        "Import codings exactly as given: all rows or none.",
    )
    taking.add_argument(
        "file",
        metavar="FILE.csv",
        type=Path,
        help="columns transcript,coder,code,start,end[,memo] in code points, "
        "or quote[,occurrence] instead of start,end",
    )
    giving = on_project(
        commands, "export-codings", "coding_commands.give_codings", "Export codings without loss."
    )
    giving.add_argument("file", metavar="FILE.csv", type=Path)
    giving.add_argument("--coder", metavar="NAME", help="only this coder's")
    memos = on_project(
        commands,
        "export-memos",
        "coding_commands.give_memos",
        "Export all memos of all coders, with the words they are on.",
    )
    memos.add_argument(
        "file", metavar="FILE", type=Path,
        help="its extension says the format: .docx, .xlsx, .csv or .json",
    )  # fmt: skip


def _add_excerpts(commands: Commands) -> None:
    excerpts = on_project(
        commands, "excerpts", "coding_commands.write_excerpts", "Export coded excerpts."
    )
    excerpts.add_argument(
        "-o", "--output", metavar="FILE", type=Path, required=True,
        help="its extension says the format: .docx, .xlsx, .csv or .json",
    )  # fmt: skip
    excerpts.add_argument(
        "--layer",
        default="final",
        metavar="final|consensus|all|CODER",
        help="final (default): the consensus where paired, the coder's where single",
    )
    excerpts.add_argument("--code", metavar="LABEL", action="append", default=[])
    excerpts.add_argument("--transcript", metavar="NAME", action="append", default=[])
