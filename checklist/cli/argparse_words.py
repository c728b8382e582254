"""The sentences of argparse itself, in the source language of the catalogue."""

from __future__ import annotations

from checklist.i18n import phrase

ARGPARSE = {
    "usage: ": phrase("bruk: "),
    "options": phrase("valg"),
    "positional arguments": phrase("argumenter"),
    "show this help message and exit": phrase("vis denne hjelpen"),
    "the following arguments are required: %s": phrase("dette mangler: %s"),
    "unrecognized arguments: %s": phrase("ukjente argumenter: %s"),
    "invalid choice: %(value)r (choose from %(choices)s)": phrase(
        "ugyldig valg: %(value)r (velg blant %(choices)s)"
    ),
    "argument %(argument_name)s: %(message)s": phrase("%(argument_name)s: %(message)s"),
    "expected one argument": phrase("venter én verdi"),
    "%(prog)s: error: %(message)s\n": phrase("%(prog)s: feil: %(message)s\n"),
}
"""By what argparse calls them in English."""
