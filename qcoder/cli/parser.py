"""The commands and their options. These names stay."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeAlias

from qcoder import __version__

if TYPE_CHECKING:
    from argparse import _SubParsersAction

Commands: TypeAlias = "_SubParsersAction[OneLineParser]"
Command: TypeAlias = Callable[[argparse.Namespace], int]

_PROJECT = "project file (.qcoder) or postgresql:// URL"


# As AgreementUnit and AgreementView have them, without loading what reckons.
AGREEMENT_UNITS = ("turn", "sentence", "character")
AGREEMENT_VIEWS = ("codes", "transcripts", "units", "boundaries")


class OneLineParser(argparse.ArgumentParser):
    """Says what is wrong with a command in one line, as every other error is said."""

    def error(self, message: str) -> NoReturn:
        """Exit with 2, as argparse does, but without the usage."""
        self.exit(2, f"{self.prog}: {message} (see {self.prog} --help)\n")


def build_parser() -> argparse.ArgumentParser:
    """The parser; each parsed command carries its function as ``command``."""
    parser = OneLineParser(
        prog="qcoder",
        description="Code focus-group transcripts, reconcile paired coders, export excerpts.",
        epilog="Without a command the window opens.",
    )
    parser.add_argument("--version", action="version", version=f"qcoder {__version__}")
    parser.set_defaults(command=_loaded("window_commands.start"))
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_window_commands(commands)
    _add_project_commands(commands)
    _add_coding_commands(commands)
    _add_consensus_commands(commands)
    return parser


def _command(commands: Commands, name: str, function: str, text: str) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=text, description=text)
    parser.set_defaults(command=_loaded(function))
    return parser


def _loaded(function: str) -> Command:
    """The command of that module and name, loaded when it is run: together they are the program."""

    def run(options: argparse.Namespace) -> int:
        module, _, name = function.partition(".")
        command: Command = getattr(import_module(f"qcoder.cli.{module}"), name)
        return command(options)

    return run


def _on_project(commands: Commands, name: str, function: str, text: str) -> argparse.ArgumentParser:
    parser = _command(commands, name, function, text)
    parser.add_argument("project", metavar="PROJECT", help=_PROJECT)
    return parser


def _listed_as_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")


def _add_window_commands(commands: Commands) -> None:
    _on_project(commands, "open", "window_commands.open_project", "Open the window on a project.")
    demo = _command(
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
    new = _on_project(
        commands,
        "new",
        "project_commands.new",
        "Make a new project, with its codebook and its coders.",
    )
    new.add_argument("--codebook", metavar="FILE", type=Path, help=".csv, .xlsx or .docx table")
    new.add_argument("--coder", metavar="NAME", action="append", default=[], help="repeatable")
    taking = _on_project(
        commands, "import", "project_commands.import_files", "Import transcripts (.docx, .txt)."
    )
    taking.add_argument("files", metavar="FILE", nargs="+", type=Path)
    taking.add_argument(
        "--speakers",
        choices=("auto", "none"),
        default="auto",
        help="recognise speakers (default), or take paragraphs as turns",
    )
    _listed_as_json(taking)
    codebook = _on_project(
        commands, "codebook", "project_commands.codebook", "List, load or export the codebook."
    )
    either = codebook.add_mutually_exclusive_group()
    either.add_argument("--load", metavar="FILE", type=Path, help=".csv, .xlsx or .docx table")
    either.add_argument("--export", metavar="FILE", type=Path, help="write it as .csv")
    _listed_as_json(codebook)
    _add_coders(commands)
    listing = _on_project(
        commands, "transcripts", "project_commands.transcripts", "List transcripts and who codes."
    )
    _listed_as_json(listing)
    _on_project(
        commands, "check", "project_commands.check", "Check file and contents of a project."
    )


def _add_coders(commands: Commands) -> None:
    coders = _on_project(
        commands, "coders", "project_commands.coders", "List, add, rename or retire coders."
    )
    one = coders.add_mutually_exclusive_group()
    one.add_argument("--add", metavar="NAME", action="append", help="repeatable")
    one.add_argument("--rename", metavar=("OLD", "NEW"), nargs=2)
    one.add_argument("--retire", metavar="NAME")
    _listed_as_json(coders)


def _add_coding_commands(commands: Commands) -> None:
    assigning = _on_project(
        commands,
        "assign",
        "coding_commands.assign_coders",
        "Say who codes a transcript: these coders and no others.",
    )
    assigning.add_argument("transcript", metavar="TRANSCRIPT")
    assigning.add_argument("coders", metavar="CODER", nargs="+")
    taking = _on_project(
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
    giving = _on_project(
        commands, "export-codings", "coding_commands.give_codings", "Export codings without loss."
    )
    giving.add_argument("file", metavar="FILE.csv", type=Path)
    giving.add_argument("--coder", metavar="NAME", help="only this coder's")
    memos = _on_project(
        commands,
        "export-memos",
        "coding_commands.give_memos",
        "Export all memos of all coders, with the words they are on.",
    )
    memos.add_argument(
        "file", metavar="FILE", type=Path,
        help="its extension says the format: .docx, .xlsx, .csv or .json",
    )  # fmt: skip
    for name, function, text in (
        ("seal", "coding_commands.seal_layer", "Declare a coder's transcript done."),
        ("unseal", "coding_commands.unseal_layer", "Open a sealed layer for coding again."),
    ):
        sealing = _on_project(commands, name, function, text)
        sealing.add_argument("transcript", metavar="TRANSCRIPT")
        sealing.add_argument("coder", metavar="CODER")
    _add_excerpts(commands)


def _add_excerpts(commands: Commands) -> None:
    excerpts = _on_project(
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


def _add_consensus_commands(commands: Commands) -> None:
    differences = _on_project(
        commands,
        "differences",
        "consensus_commands.differences",
        "List where the coders of a transcript differ, once all have sealed.",
    )
    differences.add_argument("transcript", metavar="TRANSCRIPT")
    _listed_as_json(differences)
    deciding = _on_project(
        commands, "decide", "consensus_commands.decide", "Apply decisions, or export their log."
    )
    deciding.add_argument("transcript", metavar="TRANSCRIPT")
    deciding.add_argument(
        "file", metavar="FILE.jsonl", type=Path, nargs="?", help="decisions, one JSON object a line"
    )
    deciding.add_argument(
        "--export", metavar="FILE", type=Path,
        help="write the log: .jsonl, which can be applied again, or .xlsx with the words",
    )  # fmt: skip
    _add_blind_pass(commands)
    _add_agreement(commands)
    _add_reports(commands)


def _add_blind_pass(commands: Commands) -> None:
    weighing = _on_project(
        commands,
        "blind-pass",
        "blind_pass_command.blind_pass",
        "Let coders weigh their own sealed codings before the layers are shown to each other.",
    )
    weighing.add_argument("transcript", metavar="TRANSCRIPT", nargs="?")
    weighing.add_argument("coder", metavar="CODER", nargs="?", help="who weighs; their own codings")
    wanted = weighing.add_mutually_exclusive_group()
    wanted.add_argument("--on", action="store_true", help="layers wait for it from now on")
    wanted.add_argument("--off", action="store_true", help="they do no longer")
    for name in ("--sure", "--unsure"):
        weighing.add_argument(name, metavar="CODING", action="append", default=[])
    weighing.add_argument("--end", action="store_true", help="this coder has marked what they want")
    _listed_as_json(weighing)


def _add_agreement(commands: Commands) -> None:
    agreeing = _on_project(
        commands,
        "agreement",
        "agreement_command.show_agreement",
        "Show how alike paired coders coded before they met, code by code.",
    )
    agreeing.add_argument(
        "--unit",
        choices=AGREEMENT_UNITS,
        default=AGREEMENT_UNITS[0],
        help="what each coder marked or not (default: %(default)s)",
    )
    agreeing.add_argument(
        "--moderator", action="store_true", help="count the moderator's turns as well"
    )
    agreeing.add_argument(
        "--now",
        action="store_true",
        help="reckon on the layers as they are now, which is not independent of discussion",
    )
    agreeing.add_argument(
        "-o", "--output", metavar="FILE", type=Path,
        help="write the tables instead: .docx, .xlsx or, with one pair, .csv",
    )  # fmt: skip
    agreeing.add_argument(
        "--view",
        choices=AGREEMENT_VIEWS,
        default=AGREEMENT_VIEWS[0],
        help="with --output: what the tables show (default: %(default)s)",
    )
    _listed_as_json(agreeing)


def _add_reports(commands: Commands) -> None:
    report = _on_project(
        commands,
        "consensus-report",
        "consensus_commands.consensus_report",
        "Write what a pair stands by: agreement before, differences, decisions, methods.",
    )
    report.add_argument("transcript", metavar="TRANSCRIPT")
    report.add_argument(
        "file", metavar="FILE", type=Path, help=".docx, or .xlsx with the tables alone"
    )
    report.add_argument("--coder", metavar="NAME", help="instead: what became of this one's coding")
    report.add_argument(
        "--balance", action="store_true", help="add from whom the decisions were taken"
    )
    closing = _on_project(
        commands,
        "close-consensus",
        "consensus_commands.close",
        "Close a consensus in the name of all its coders, when nothing is open.",
    )
    closing.add_argument("transcript", metavar="TRANSCRIPT")
    closing.add_argument("--reopen", action="store_true", help="discuss a closed one again")
    rounds = _on_project(
        commands,
        "rounds",
        "consensus_commands.rounds",
        "Show the rounds of the study side by side.",
    )
    either = rounds.add_mutually_exclusive_group()
    either.add_argument("--begin", metavar="NAME", help="end the present round and begin this one")
    either.add_argument("--rename", metavar=("NUMBER", "NAME"), nargs=2)
    rounds.add_argument("-o", "--output", metavar="FILE", type=Path, help=".docx or .xlsx")
