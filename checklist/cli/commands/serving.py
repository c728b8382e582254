"""The program in the browser of this machine."""

from __future__ import annotations

import argparse
import gc
import os
import socket
import sys
from html import escape
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from checklist.cli.arguments import ImpossibleCommand
from checklist.i18n import Translator, phrase
from checklist.machine import (
    IN_BROWSER,
    Environment,
    folder_until_the_end,
    open_in_its_program,
    write_file,
)
from checklist.store import open_journal

if TYPE_CHECKING:
    from checklist.serving import Guard

_LAST_PORT = 65535


def serve_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `serve` takes."""
    parser.add_argument(
        "--port", type=_port, default=0, metavar="number", help=_("port; uten: en som er ledig")
    )
    parser.add_argument(
        "--open",
        action=argparse.BooleanOptionalAction,
        default=True,
        help=_("åpne nettleseren med det samme"),
    )


def serve(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Show the program in the browser of this machine until somebody stops it."""
    if find_spec("textual_serve") is None:
        raise ImpossibleCommand(
            phrase(
                "Det som trengs for nettleseren, er ikke installert. Skriv «{line}», og prøv "
                "igjen.",
                line='pip install "samsjekk[web]"',
            )
        )
    # What is wrong with the store is said here, and not in every tab.
    open_journal(environment).close()
    serving = import_module("checklist.serving")
    with _listening(options.port, serving.LOOPBACK) as listening:
        guard = serving.Guard(listening.getsockname()[1], serving.new_token())
        os.environ[IN_BROWSER] = "1"
        command = serving.command_of_a_tab(options.lang)
        server = serving.BrowserServer(guard, command, environment, options.lang)
        _say_where(guard, _)
        gc.enable()  # until somebody stops it
        if options.open:
            _open_browser(guard, _)
        server.serve_on(listening)
    print(_("Stoppet. Alt som er svart, er lagret."), file=sys.stderr)


def _port(text: str) -> int:
    number = int(text)
    if not 0 < number <= _LAST_PORT:
        raise ValueError
    return number


def _listening(port: int, host: str) -> socket.socket:
    try:
        return socket.create_server((host, port))
    except OSError as error:
        raise ImpossibleCommand(
            phrase(
                "Port {port} kan ikke brukes ({reason}). Velg en annen, eller la være å velge.",
                port=port,
                # Python adds the address, which is said already.
                reason=str(error.strerror or error).partition(" (while")[0],
            )
        ) from error


def _say_where(guard: Guard, _: Translator) -> None:
    print(_("samsjekk er klar i nettleseren på denne maskinen:"), file=sys.stderr)
    print(guard.address, flush=True)
    words = _(
        "Adressen har en nøkkel som er bare din, og gjelder til du stopper. Trykk ctrl+c her for å "
        "stoppe."
    )
    print(words, file=sys.stderr, flush=True)


def _open_browser(guard: Guard, _: Translator) -> None:
    """Open the browser by a file that only the user can read.

    Others on the machine may see what programs are begun with, and the address has the key.
    """
    address = escape(guard.address)
    page = (
        f'<!doctype html><meta charset="utf-8"><title>samsjekk</title>'
        f'<meta http-equiv="refresh" content="0; url={address}"><a href="{address}">samsjekk</a>'
    )
    try:
        file = folder_until_the_end() / "samsjekk.html"
        write_file(Path(file), page.encode())
        open_in_its_program(file)
    except OSError:
        words = _("Nettleseren kunne ikke åpnes herfra. Kopier adressen inn i den selv.")
        print(words, file=sys.stderr, flush=True)
