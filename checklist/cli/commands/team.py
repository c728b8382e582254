"""Commands about a shared database: made ready, looked over, let into, and handed over through."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from checklist.cli.arguments import ImpossibleCommand, no_arguments
from checklist.cli.watching import telling_so_far
from checklist.errors import ExitCode
from checklist.handover import exchange_receipts, read_hand_over
from checklist.i18n import Translator, phrase
from checklist.machine import Environment, ServerAddress, expand_home, print_wrapped
from checklist.store import NotAllowed, open_receipts
from checklist.store.postgres import (
    SCHEMA_VERSION,
    check_database,
    hand_over,
    make_invitation,
    make_schema,
    reached,
)
from checklist.text import visible

init_arguments = no_arguments


def init(_options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Make the tables and the roles, or bring those that are there to this version."""
    try:
        with reached(_address(environment), is_ready=False) as connection:
            before = make_schema(connection)
    except NotAllowed as error:
        raise ImpossibleCommand(
            phrase(
                "{reason} Bruk en bruker som eier databasen og får lage roller (CREATEROLE), eller "
                "be den som drifter den om det. docs/drift.md sier hva som trengs.",
                reason=error.words,
            )
        ) from error
    if before > SCHEMA_VERSION:
        print(_("Tabellene er laget av en nyere samsjekk. Ingenting er endret."))
    elif before == SCHEMA_VERSION:
        print(_("Databasen var klar fra før. Ingenting er endret."))
    elif before:
        print(_("Tabellene er nå av versjon {version}.", version=SCHEMA_VERSION))
    else:
        print(_("Databasen er klar."))
        print(_("Slipp inn den første med: samsjekk team invite KOMMUNE --owner"), file=sys.stderr)


def invite_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `team invite` takes."""
    parser.add_argument(
        "group", metavar="name", help=_("kommunen eller revisjonen, med små bokstaver: nes")
    )
    parser.add_argument(
        "--auditor", action="store_true", help=_("det er en revisjon, ikke en kommune")
    )
    parser.add_argument(
        "--owner", action="store_true", help=_("får også slette tekster og ta bort vurderinger")
    )


def invite(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Make a login, and print the line that the person sets."""
    with reached(_address(environment)) as connection:
        made = make_invitation(
            connection, options.group, auditor=options.auditor, owner=options.owner
        )
    print(f"SAMSJEKK_DATABASE={made.address}")
    print(
        _(
            "Gi linjen til den det gjelder, på en trygg måte: passordet står i den, og vises ikke "
            "igjen."
        ),
        file=sys.stderr,
    )
    if made.made:
        return ExitCode.DONE
    print(
        _(
            "Linjen virker ikke ennå: brukeren i SAMSJEKK_DATABASE får ikke lage roller. Be den "
            "som drifter databasen om å kjøre dette i den; passordet står ikke i det:"
        ),
        file=sys.stderr,
    )
    print(visible(made.script), file=sys.stderr)
    return ExitCode.REFUSED


def send_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `team send` takes."""
    parser.add_argument("file", type=Path, help=_("overleveringsfilen, laget med samsjekk export"))
    parser.add_argument("auditor", metavar="name", help=_("navnet på revisjonen i databasen"))


def send(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Hand a file over to an auditor's office through the database."""
    path = expand_home(options.file)
    manifest = read_hand_over(path).manifest
    with reached(_address(environment)) as connection:
        hand_over(
            connection,
            path,
            options.auditor,
            genesis=manifest.of,
            heads=manifest.heads,
            at=environment.now(),
            watch=telling_so_far(_),
        )
    print(
        _(
            "Overlevert til {name}. Kontrollsum: {kontrollsum}.",
            name=options.auditor,
            kontrollsum=manifest.kontrollsum,
        )
    )


collect_arguments = no_arguments


def collect(_options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Receive what was handed over through the database, or received by colleagues; print it.

    What is received here already is shared with them.
    """
    _address(environment)
    code, is_new = ExitCode.DONE, False
    for one in exchange_receipts(open_receipts(environment), watch=telling_so_far(_)):
        is_new = True
        name, sender = visible(one.offered.name), visible(one.offered.sender)
        said = _("{name}, fra {sender}", name=name, sender=sender) if sender else name
        if one.receipt is not None:
            print(one.receipt.id)
        elif one.why is not None:
            code, said = ExitCode.FAULTS, f"{said}: {visible(_.say(one.why))}"
        print(said, file=sys.stderr)
    if not is_new:
        print(_("Ingenting nytt er overlevert."), file=sys.stderr)
    return code


check_arguments = no_arguments


def check(_options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Look the database over, and print a line for each thing: fine, or what to do."""
    with reached(_address(environment), is_ready=False) as connection:
        found = check_database(connection, environment.now)
    marks = {True: _("i orden"), False: _("gjør noe"), None: _("spør")}
    for one in found:
        print_wrapped(f"{marks[one.fine]}: {_.say(one.words)}")
    return ExitCode.FAULTS if any(one.fine is False for one in found) else ExitCode.DONE


def _address(environment: Environment) -> ServerAddress:
    if environment.database is not None:
        return environment.database
    raise ImpossibleCommand(
        phrase(
            "Si hvilken database det gjelder: sett SAMSJEKK_DATABASE til adressen, "
            "postgresql://bruker:passord@tjener/database."
        )
    )
