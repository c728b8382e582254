"""Arguments that many commands take."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from enum import StrEnum

from checklist.assessment import Doubtful, whole_day
from checklist.criteria import Depth
from checklist.errors import SamsjekkError
from checklist.i18n import LANGUAGES, Translator, phrase
from checklist.machine import Environment

NONE = "none"
"""Written in place of a value, it takes away what is there."""


class ImpossibleCommand(SamsjekkError):
    """A command can't do this as it was written; the words say what to write instead."""


def no_arguments(_parser: argparse.ArgumentParser, _: Translator) -> None:
    """What a command takes that takes nothing."""


def assessment(parser: argparse.ArgumentParser, _: Translator) -> None:
    """The assessment a command is about, as `id`: all that many of them take."""
    parser.add_argument("id", help=_("egenvurderingens id"))


def audit(parser: argparse.ArgumentParser, _: Translator) -> None:
    """The audit a command is about, as `id`."""
    parser.add_argument("id", help=_("revisjonens id"))


def depth_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """How deep to ask, as `quick` and `full`; without them, as was last chosen."""
    depth = parser.add_mutually_exclusive_group()
    depth.add_argument("--quick", action="store_true", help=_("bare de viktigste spørsmålene"))
    depth.add_argument("--full", action="store_true", help=_("alle kontrollpunktene"))


def depth_of(options: argparse.Namespace) -> Depth | None:
    """How deep somebody said to ask; None where nobody did."""
    if not (options.quick or options.full):
        return None
    return Depth.QUICK if options.quick else Depth.FULL


def language_argument(parser: argparse.ArgumentParser, _: Translator) -> None:
    """The language of what is made, as `lang`; without it, that of the user."""
    parser.add_argument(
        "--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=_("språk: nb, nn eller en")
    )


def day_of(options: argparse.Namespace, environment: Environment) -> date:
    """The day that was written as `date`; without one, today.

    Raises:
        UnreadableDate: it is no whole day.
    """
    return whole_day(options.date or "") or environment.today()


def assessment_and_evidence(parser: argparse.ArgumentParser, _: Translator) -> None:
    """The assessment, and a piece of evidence as `evidence`."""
    assessment(parser, _)
    parser.add_argument("evidence", help=_("id på dokumentasjon"))


def assessment_and_criterion(parser: argparse.ArgumentParser, _: Translator) -> None:
    """The assessment, and a criterion as `criterion`."""
    assessment(parser, _)
    parser.add_argument("criterion", help=_("kravets id"))


def as_json(parser: argparse.ArgumentParser, _: Translator) -> None:
    """Whether to print for scripts, as `json`."""
    parser.add_argument("--json", action="store_true", help=_("som JSON"))


def ids_argument(parser: argparse.ArgumentParser, _: Translator) -> None:
    """Whether to print the ids alone, as `ids`."""
    parser.add_argument("--ids", action="store_true", help=_("bare id-ene, én på hver linje"))


def sure_argument(parser: argparse.ArgumentParser, _: Translator) -> None:
    """Whether what would be asked about is to be done, as `yes`."""
    parser.add_argument("--yes", action="store_true", help=_("også filer over 100 MB"))


def filled(_: Translator) -> Callable[[str], str]:
    """Reads what names something: an empty text would make a thing without a name."""

    def read(written: str) -> str:
        if not written.strip():
            raise argparse.ArgumentTypeError(_("kan ikke være tom. Skriv noe, eller utelat den."))
        return written

    return read


@contextmanager
def asking() -> Iterator[None]:
    """Let what asks say how to answer.

    Raises:
        Doubtful: it asked.
    """
    try:
        yield
    except Doubtful as error:
        question = phrase("{question} Skriv --yes hvis det er det.", question=error.words)
        raise Doubtful(question) from None


def codes(values: Iterable[StrEnum], *others: str) -> list[str]:
    """The words that stand for the values, and others, to choose among."""
    return [*(value.value for value in values), *others]
