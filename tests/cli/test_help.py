import pytest

from qcoder.cli.consensus_parser import AGREEMENT_UNITS, AGREEMENT_VIEWS
from qcoder.comparison.agreement_units import AgreementUnit
from qcoder.services.agreement.report import AgreementView
from tests.cli.conftest import Run

COMMANDS = (
    "open", "demo", "new", "import", "codebook", "assign", "import-codings", "export-codings",
    "coders", "seal", "unseal", "differences", "decide", "excerpts", "check", "transcripts",
    "audit", "consensus-report", "close-consensus", "rounds", "agreement",
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(ok: Run, command: str) -> None:
    shown = ok(command, "--help").out
    assert shown.startswith(f"usage: qcoder {command} ")
    assert len(shown.split("\n\n")[1]) > 20


def test_the_help_of_the_program_lists_every_command_with_what_it_does(ok: Run) -> None:
    lines = ok("--help").out.splitlines()
    assert {line.split()[0] for line in lines if line.startswith("    ")} >= set(COMMANDS)


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("new", ["--codebook", "--coder"]),
        ("import", ["--speakers {auto,none}", "--json"]),
        ("codebook", ["--load", "--export"]),
        ("export-codings", ["--coder"]),
        ("coders", ["--add", "--rename OLD NEW", "--retire", "--json"]),
        ("differences", ["--json"]),
        ("decide", ["--export"]),
        ("audit", ["--as", "--concur", "--query DIFFERENCE NOTE", "--export", "--json"]),
        ("excerpts", ["-o", "--layer", "--code", "--transcript"]),
        ("transcripts", ["--json"]),
    ],
)
def test_every_promised_option_is_in_the_help(ok: Run, command: str, options: list[str]) -> None:
    shown = ok(command, "--help").out
    assert [option for option in options if option not in shown] == []


def test_the_version_is_said(ok: Run) -> None:
    assert ok("--version").out.startswith("qcoder ")


def test_agreement_offers_all_units_and_views_there_are() -> None:
    assert list(AgreementUnit) == list(AGREEMENT_UNITS)
    assert list(AgreementView) == list(AGREEMENT_VIEWS)
