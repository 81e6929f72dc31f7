"""The commands of the consensus and their options. These names stay."""

from __future__ import annotations

from pathlib import Path

from qcoder.cli.parsing import Commands, listed_as_json, on_project, on_transcript

# As AgreementUnit and AgreementView have them, without loading what reckons.
AGREEMENT_UNITS = ("turn", "sentence", "character")
AGREEMENT_VIEWS = ("codes", "transcripts", "units", "boundaries")


def add_consensus_commands(commands: Commands) -> None:
    """From the first comparison to the audit."""
    differences = on_transcript(
        commands,
        "differences",
        "consensus_commands.differences",
        "List where the coders of a transcript differ, once all have sealed.",
    )
    listed_as_json(differences)
    deciding = on_transcript(
        commands, "decide", "consensus_commands.decide", "Apply decisions, or export their log."
    )
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
    _add_audit(commands)


def _add_blind_pass(commands: Commands) -> None:
    weighing = on_project(
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
    listed_as_json(weighing)


def _add_agreement(commands: Commands) -> None:
    agreeing = on_project(
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
    either = agreeing.add_mutually_exclusive_group()
    either.add_argument(
        "--now",
        action="store_true",
        help="reckon on the layers as they are now, which is not independent of discussion",
    )
    either.add_argument("--round", metavar="NUMBER", type=int, help="what was frozen in that round")
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
    listed_as_json(agreeing)


def _add_reports(commands: Commands) -> None:
    report = on_transcript(
        commands,
        "consensus-report",
        "consensus_commands.consensus_report",
        "Write what a pair stands by: agreement before, differences, decisions, methods.",
    )
    report.add_argument(
        "file", metavar="FILE", type=Path, help=".docx, or .xlsx with the tables alone"
    )
    report.add_argument("--coder", metavar="NAME", help="instead: what became of this one's coding")
    report.add_argument(
        "--balance", action="store_true", help="add from whom the decisions were taken"
    )
    closing = on_transcript(
        commands,
        "close-consensus",
        "consensus_commands.close",
        "Close a consensus in the name of all its coders, when nothing is open.",
    )
    closing.add_argument("--reopen", action="store_true", help="discuss a closed one again")
    _add_rounds(commands)


def _add_rounds(commands: Commands) -> None:
    rounds = on_project(
        commands,
        "rounds",
        "consensus_commands.rounds",
        "Show the rounds of the study side by side.",
    )
    either = rounds.add_mutually_exclusive_group()
    either.add_argument("--begin", metavar="NAME", help="end the present round and begin this one")
    either.add_argument("--rename", metavar=("NUMBER", "NAME"), nargs=2)
    either.add_argument(
        "--again", metavar="TRANSCRIPT", help="open all its layers at once, to be coded again"
    )
    rounds.add_argument("-o", "--output", metavar="FILE", type=Path, help=".docx or .xlsx")


def _add_audit(commands: Commands) -> None:
    auditing = on_transcript(
        commands,
        "audit",
        "audit_command.audit",
        "List the decisions on a transcript without names, or mark them as their auditor.",
    )
    auditing.add_argument(
        "file", metavar="FILE.jsonl", type=Path, nargs="?",
        help="marks, one JSON object a line: difference, opinion (concur or query), note",
    )  # fmt: skip
    auditing.add_argument(
        "--as", dest="auditor", metavar="NAME",
        help="who audits: a coder who does not code this transcript",
    )  # fmt: skip
    auditing.add_argument(
        "--concur",
        metavar="DIFFERENCE",
        action="append",
        default=[],
        help="found right; repeatable",
    )
    auditing.add_argument(
        "--query", metavar=("DIFFERENCE", "NOTE"), nargs=2, action="append", default=[],
        help="to be looked at again, which opens it; repeatable",
    )  # fmt: skip
    auditing.add_argument(
        "--export", metavar="FILE", type=Path,
        help="write the list as .jsonl, to be filled in and given back as FILE.jsonl",
    )  # fmt: skip
    listed_as_json(auditing)
