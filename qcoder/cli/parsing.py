"""What every command's parser is made with."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn, TypeAlias

if TYPE_CHECKING:
    from argparse import _SubParsersAction

Commands: TypeAlias = "_SubParsersAction[OneLineParser]"
Command: TypeAlias = Callable[[argparse.Namespace], int]


class OneLineParser(argparse.ArgumentParser):
    """Says what is wrong with a command in one line, as every other error is said."""

    def error(self, message: str) -> NoReturn:
        """Exit with 2, as argparse does, but without the usage."""
        self.exit(2, f"{self.prog}: {message} (see {self.prog} --help)\n")


def new_command(commands: Commands, name: str, function: str, text: str) -> argparse.ArgumentParser:
    """A command that runs ``function``, a module of this package and a name in it."""
    parser = commands.add_parser(name, help=text, description=text)
    parser.set_defaults(command=loaded(function))
    return parser


def loaded(function: str) -> Command:
    """The command of that module and name, loaded when it is run: together they are the program."""

    def run(options: argparse.Namespace) -> int:
        module, _, name = function.partition(".")
        command: Command = getattr(import_module(f"qcoder.cli.{module}"), name)
        return command(options)

    return run


def on_project(commands: Commands, name: str, function: str, text: str) -> argparse.ArgumentParser:
    """A command whose first argument is the project."""
    parser = new_command(commands, name, function, text)
    parser.add_argument(
        "project", metavar="PROJECT", help="project file (.qcoder) or postgresql:// URL"
    )
    return parser


def on_transcript(
    commands: Commands, name: str, function: str, text: str
) -> argparse.ArgumentParser:
    """A command whose first arguments are the project and a transcript of it."""
    parser = on_project(commands, name, function, text)
    parser.add_argument("transcript", metavar="TRANSCRIPT")
    return parser


def listed_as_json(parser: argparse.ArgumentParser) -> None:
    """Give it ``--json``."""
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
