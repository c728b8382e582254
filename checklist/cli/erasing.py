"""What was erased here and is in backups too: said, or erased there when that is asked for."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from checklist.assessment import Doubtful, NothingToErase
from checklist.i18n import Translator, phrase
from checklist.machine import Environment
from checklist.store import (
    ASSESSMENT,
    Places,
    author_of,
    backups_to_erase_in,
    erase_in_backups,
    open_backups,
)


def from_backups_argument(parser: argparse.ArgumentParser, _: Translator) -> None:
    """Whether to erase in the backups too, as `from_backups`."""
    parser.add_argument(
        "--from-backups", action="store_true", help=_("slett i sikkerhetskopiene også")
    )


def add_erasing(parser: argparse.ArgumentParser, _: Translator) -> None:
    """Why a text is erased, whether to do it unasked, and whether in the backups too."""
    parser.add_argument("--reason", default="", help=_("hvorfor den slettes"))
    parser.add_argument("--yes", action="store_true", help=_("slett uten å spørre"))
    from_backups_argument(parser, _)


def is_in_backups(
    assessment: str, places: Places, environment: Environment, kind: str = ASSESSMENT
) -> bool:
    """Whether a backup holds what is to be erased; `kind` is what it is to be erased in."""
    return bool(backups_to_erase_in(assessment, places, open_backups(environment), kind))


def erase_texts(
    erase: Callable[[], int],
    options: argparse.Namespace,
    places: Places,
    environment: Environment,
    _: Translator,
    kind: str = ASSESSMENT,
) -> None:
    """Erase texts and say how many they were; that there is none is no fault where backups have it.

    Raises:
        Doubtful: `--yes` was not written.
        NothingToErase: there is no such text, nor in a backup that it is to be erased in.
    """
    if not options.yes:
        raise Doubtful(
            phrase(
                "Teksten slettes for godt, også i historikken. Sikkerhetskopier og filer du "
                "har sendt fra deg, kan fortsatt ha den. Skriv --yes hvis det er det du vil."
            )
        )
    try:
        number = erase()
    except NothingToErase:
        if not (options.from_backups and is_in_backups(options.id, places, environment, kind)):
            raise
    else:
        print(_.plural("{n} tekst er slettet.", "{n} tekster er slettet.", number))


def removed_from_backups_words(held: int, folder: Path, _: Translator) -> str:
    """From how many backups something was taken away."""
    return _.plural(
        "Den er tatt bort fra {n} sikkerhetskopi i {folder}. Kopier andre steder må du ta bort "
        "selv.",
        "Den er tatt bort fra {n} sikkerhetskopier i {folder}. Kopier andre steder må du ta "
        "bort selv.",
        held,
        folder=folder,
    )


def erase_in_backups_too(
    options: argparse.Namespace,
    places: Places,
    environment: Environment,
    _: Translator,
    kind: str = ASSESSMENT,
) -> None:
    """Erase in the backups, or say how many hold it yet and how to erase there."""
    backups = open_backups(environment)
    if options.from_backups:
        held = erase_in_backups(options.id, author_of(environment), places, backups, kind)
        said = _.plural(
            "Det er slettet i {n} sikkerhetskopi i {folder}. Kopier andre steder må du ta hånd om "
            "selv.",
            "Det er slettet i {n} sikkerhetskopier i {folder}. Kopier andre steder må du ta hånd "
            "om selv.",
            len(held),
            folder=backups.directory,
        )
    else:
        held = backups_to_erase_in(options.id, places, backups, kind)
        said = _.plural(
            "{n} sikkerhetskopi i {folder} har det fortsatt. Skriv det samme med --from-backups "
            "for å slette det der også.",
            "{n} sikkerhetskopier i {folder} har det fortsatt. Skriv det samme med --from-backups "
            "for å slette det der også.",
            len(held),
            folder=backups.directory,
        )
    if held:
        print(said, file=sys.stderr)
