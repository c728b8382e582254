"""The command for what a user chooses once: name, role, language, colours."""

from __future__ import annotations

import argparse
import sys

from checklist.i18n import LANGUAGES, Translator
from checklist.machine import Environment, keep_settings, print_table


def habits_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `settings` takes."""
    parser.add_argument("--name", help=_("navnet ditt"))
    parser.add_argument("--role", help=_("rollen din, det rapportene viser"))
    parser.add_argument("--language", choices=LANGUAGES, help=_("språk: nb, nn eller en"))


def habits(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Print the settings, or change those that are given."""
    given = {
        name: value.strip()
        for name in ("name", "role", "language")
        if (value := getattr(options, name)) is not None
    }
    if given:
        environment = environment.with_settings(keep_settings(environment.home, given))
        print(_("Lagret."), file=sys.stderr)
    print_table(
        [
            (_("Navn"), environment.name),
            (_("Rolle"), environment.role or "–"),
            (_("Språk"), environment.language),
        ]
    )
    if environment.set_outside:
        print(
            _("Miljøvariabler (SAMSJEKK_NAME, SAMSJEKK_ROLE, SAMSJEKK_LANG) går foran."),
            file=sys.stderr,
        )
