"""`completion`: the script that lets a shell complete the commands."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import shtab

from checklist.cli.argparse_language import argparse_in
from checklist.cli.output import STANDARD_OUTPUT, output_arguments, put_out
from checklist.cli.table import build_parser
from checklist.i18n import Translator
from checklist.machine import Environment

_POWERSHELL = "powershell"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
"""Windows PowerShell 5.1 reads a script as UTF-8 only where the file begins with it."""


def completion_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `completion` takes."""
    parser.add_argument("shell", choices=shtab.SUPPORTED_SHELLS, help=_("skallet du skriver i"))
    output_arguments(parser, _)


def completion(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Print the script: every command, option and choice, with the help in the user's language."""
    with argparse_in(_.language):
        parser = build_parser(_, kind=_InZsh if options.shell == "zsh" else _Completed)
        content = (shtab.complete(parser, options.shell) + "\n").encode()
    if options.shell == _POWERSHELL and options.output != STANDARD_OUTPUT:
        content = _BYTE_ORDER_MARK + content
    put_out(content, options, environment, _)


def _ids_of(command: str) -> dict[str, Any]:
    """Ask the command for the ids there are, when the user completes one.

    zsh has a function of its own: what shtab gives it would ask at the start, for every command.
    """
    asked: dict[str, Any] = shtab.cmd(command)
    name = "_" + command.replace(" ", "_").replace("-", "_")
    function = f'{name}() {{\n  compadd -- ${{(f)"$({command})"}}\n}}'
    return asked | {"zsh": name, "preamble": asked["preamble"] | {"zsh": function}}


class _Completed(argparse.ArgumentParser):
    """A parser whose arguments say what the shell is to complete them with."""

    def add_argument(self, *names: Any, **told: Any) -> argparse.Action:
        """Add it; ids are those there are when the user asks, and files those of the folder."""
        action = super().add_argument(*names, **told)
        complete = None
        if told.get("metavar") == "folder":
            complete = shtab.DIRECTORY
        elif told.get("type") is Path or told.get("metavar") == "file":
            complete = shtab.FILE
        elif names == ("id",) and "nargs" not in told:
            audits = self.prog.startswith("samsjekk audit ")
            complete = _ids_of(f"samsjekk {'audit list' if audits else 'list'} --ids")
        if complete is not None:
            action.complete = complete  # type: ignore[attr-defined]  # where shtab looks for it
        return action


class _InZsh(_Completed):
    """The same for zsh, where shtab offers what stands three words deep after the second too."""

    def add_subparsers(self, **told: Any) -> Any:
        """Leave them out where they would be offered as commands that they are not."""
        if len(self.prog.split()) > len(["samsjekk", "audit"]):
            told["help"] = argparse.SUPPRESS
        return super().add_subparsers(**told)
