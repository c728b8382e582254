"""Commands that begin assessments."""

from __future__ import annotations

import argparse
import sys

from checklist.appraisal import Selection
from checklist.assessment import Period, find, today_of, whole_day
from checklist.cli.arguments import asking, day_of, filled
from checklist.cli.opening import has_terminal, open_terminal_ui
from checklist.cli.watching import telling_so_far
from checklist.criteria import Depth
from checklist.criteria.files import Library
from checklist.errors import SamsjekkError
from checklist.i18n import Translator, phrase
from checklist.machine import Environment
from checklist.plain import show
from checklist.session import Session, remember_walk
from checklist.session.assessments import (
    begin,
    begin_from,
    copy_example,
    copy_of,
    examples,
    set_after,
)
from checklist.store import author_of, open_evidence_files, open_journal
from checklist.words import carried_words


class Missing(SamsjekkError):
    """What the new assessment is about is not said."""


def example_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `example` takes."""
    parser.add_argument("name", nargs="?", help=_("navnet på eksemplet; uten navn: vis alle"))
    parser.add_argument("--as", dest="id", type=filled(_), help=_("lag en ny kopi med denne id-en"))
    parser.add_argument("--open", action="store_true", help=_("åpne kopien med en gang"))


def example(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Print the id of a copy of a shipped example, made where there is none or it is named.

    Without the name of an example, print the names.
    """
    if options.name is None:
        print("\n".join(examples()))
        return
    with open_journal(environment) as journal:
        here = None if options.id else copy_of(journal, options.name)
        files = open_evidence_files(environment)
        made = here or copy_example(journal, files, options.name, options.id)
    if here:
        print(
            _(
                "«{id}» er kopien som er her fra før, slik den er nå. Skriv --as og en ny id for "
                "å lage en kopi til.",
                id=here,
            ),
            file=sys.stderr,
        )
    if options.open:
        _open(made, environment, _)
    else:
        print(made)


def _open(assessment: str, environment: Environment, _: Translator) -> None:
    """Open the terminal UI on an assessment; without a terminal, show it line by line."""
    if has_terminal(environment):
        open_terminal_ui(environment, _, assessment)
    else:
        words = _(
            "Skjermbildene kan ikke vises her, så «{id}» vises linje for linje.", id=assessment
        )
        print(words, file=sys.stderr)
        show(assessment, environment, _)


def new_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `new` takes."""
    parser.add_argument(
        "--municipality", type=filled(_), help=_("kommunenummer, for eksempel 3228, eller navn")
    )
    parser.add_argument(
        "--from",
        dest="earlier",
        metavar="ID",
        help=_("begynn fra en tidligere egenvurdering: alt må bekreftes før det teller"),
    )
    parser.add_argument("--name", help=_("kommunens navn, for numre som ikke er i bruk lenger"))
    parser.add_argument("--criteria", type=filled(_), help=_("kriteriesett: id eller fil"))
    parser.add_argument("--date", help=_("dato for vurderingen (i dag)"))
    parser.add_argument("--begins", help=_("første dagen vurderingen ble gjort"))
    parser.add_argument("--ends", help=_("siste dagen; dokumentasjon fra senere styrker den ikke"))
    parser.add_argument("--title", default="", help=_("hva vurderingen gjelder"))
    parser.add_argument(
        "--quick",
        action="store_true",
        help=_("be alle om bare de viktigste spørsmålene, til den enkelte velger noe annet"),
    )
    parser.add_argument(
        "--yes", action="store_true", help=_("datoen er riktig, også der den er uvanlig")
    )
    parser.add_argument("--as", dest="id", type=filled(_), help=_("id for egenvurderingen"))


def new(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Begin an assessment, empty or from an earlier one, and print its id."""
    day = day_of(options, environment)
    beginning = {
        "title": options.title,
        "period": Period(
            begins=whole_day(options.begins or ""), ends=whole_day(options.ends or "")
        ),
        "depth": Depth.QUICK if options.quick else Depth.FULL,
        "name": options.id,
        "sure": options.yes,
    }
    author, library = author_of(environment), Library.shipped(environment.own_criteria)
    with open_journal(environment) as journal, asking():
        if options.earlier is None:
            _refuse_missing(options)
            criteria_set = library.open(options.criteria)
            municipality = find(options.municipality, day, options.name)
            made = begin(journal, author, municipality, criteria_set, day, **beginning)
            told: tuple[str, ...] = ()
        else:
            earlier = Session(journal, options.earlier, author, open_evidence_files(environment))
            municipality = (
                find(options.municipality, day, options.name)
                if options.municipality
                else today_of(earlier.assessment.municipality, day)
            )
            criteria_set = (
                library.open(options.criteria)
                if options.criteria
                else set_after(earlier.criteria_set, library)
            )
            made, found = begin_from(
                earlier, municipality, criteria_set, day, watch=telling_so_far(_), **beginning
            )
            told = carried_words(found, _)
    if options.quick:
        # Chosen here, as on screen: it stays so when somebody answers more than that.
        remember_walk(environment.home, made, Selection(depth=Depth.QUICK))
    print(made)
    for words in told:
        print(words, file=sys.stderr)


def _refuse_missing(options: argparse.Namespace) -> None:
    """Stop where neither an earlier assessment nor what a new one is about is named.

    Raises:
        Missing: the words say what is.
    """
    if not (options.municipality and options.criteria):
        raise Missing(
            phrase("Oppgi --municipality og --criteria, eller --from og en tidligere vurdering.")
        )
