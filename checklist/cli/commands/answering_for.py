"""Commands about the assessment as a whole: what it is about, whose it is, who approves it."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from checklist.assessment import find, whole_day
from checklist.cli.arguments import NONE, ImpossibleCommand, asking, assessment, day_of
from checklist.cli.opened import opened
from checklist.i18n import Translator, phrase
from checklist.machine import Environment, print_wrapped
from checklist.session import Session
from checklist.words import CORRECTED, about_lines, approving_lines


def correct_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `correct` takes."""
    assessment(parser, _)
    parser.add_argument("--municipality", help=_("kommunenummer eller navn"))
    parser.add_argument("--name", help=_("kommunens navn, for numre som ikke er i bruk lenger"))
    parser.add_argument("--title", help=_("hva vurderingen gjelder"))
    parser.add_argument("--date", help=_("dato for vurderingen"))
    parser.add_argument("--begins", help=_("første dagen vurderingen ble gjort; none tar den bort"))
    parser.add_argument("--ends", help=_("siste dagen; none tar den bort"))
    parser.add_argument("--yes", action="store_true", help=_("gjør det uten å spørre"))


def correct(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Correct what the assessment is about; what is not named stays as it is."""
    with opened(environment, options.id, _) as session:
        wanted = _corrected(options, session)
        if not wanted:
            for line in about_lines(session.assessment, _):
                print_wrapped(line)
            return
        with asking():
            changed = session.correct(wanted, sure=options.yes)
    print(_.say(CORRECTED) if changed else _("Alt er som før."), file=sys.stderr)


def _corrected(options: argparse.Namespace, session: Session) -> dict[str, Any]:
    wanted: dict[str, Any] = {}
    if options.title is not None:
        wanted["title"] = options.title
    if options.date is not None:
        wanted["date"] = whole_day(options.date)
    for name in ("begins", "ends"):
        if (said := getattr(options, name)) is not None:
            wanted[name] = None if said == NONE else whole_day(said)
    if options.municipality is not None:
        day = wanted.get("date", session.assessment.date)
        wanted["municipality"] = find(options.municipality, day, options.name)
    return wanted


def signoff_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `signoff` takes."""
    assessment(parser, _)
    parser.add_argument("--role", help=_("rollen til den som godkjenner; uten: vis godkjenningene"))
    parser.add_argument("--date", help=_("datoen for godkjenningen (i dag)"))


def signoff(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Approve the assessment as it is; without a role, print who has, and what came since."""
    with opened(environment, options.id, _) as session:
        if options.role is not None:
            day = day_of(options, environment)
            session.sign_off(options.role, day)
        elif options.date is not None:
            raise ImpossibleCommand(phrase("--date hører sammen med --role her."))
        for line in approving_lines(session.appraisal, session.since_sign_off(), _):
            print_wrapped(line)


def claim_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `claim` takes."""
    assessment(parser, _)
    parser.add_argument("name", nargs="?", help=_("navnet; uten: vis navnene du kan ta over"))


def claim(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Say that what was written under another name is one's own."""
    with opened(environment, options.id, _) as session:
        if options.name is None:
            for name in session.claimable():
                print_wrapped(name)
            return
        session.claim(options.name)
        by = session.author.name
    print(
        _("Det «{name}» har skrevet, er nå ditt ({by}).", name=options.name, by=by), file=sys.stderr
    )
