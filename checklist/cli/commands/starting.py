"""Commands that begin assessments and take them away."""

from __future__ import annotations

import argparse
import sys

from checklist.assessment import NoBeginning, Period, find, today_of, whole_day
from checklist.cli.arguments import asking, assessment
from checklist.cli.erasing import removed_from_backups_words
from checklist.cli.opening import open_assessment
from checklist.criteria.files import Library
from checklist.errors import SamsjekkError
from checklist.i18n import Phrase, Translator, phrase
from checklist.machine import Environment
from checklist.session import Session, begin, begin_from, copy_example, copy_of, examples, take_away
from checklist.store import (
    Journal,
    Receipt,
    StoreError,
    Unread,
    author_of,
    backups_with,
    explained,
    open_backups,
    open_evidence_files,
    open_journal,
    open_receipts,
    take_out_of_backups,
)
from checklist.words import carried_words


class NotEmpty(SamsjekkError):
    """The assessment has answers, and nothing says that they may go."""


class Missing(SamsjekkError):
    """What the new assessment is about is not said."""


def example_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `example` takes."""
    parser.add_argument("name", nargs="?", help=_("navnet på eksemplet; uten navn: vis alle"))
    parser.add_argument("--as", dest="id", help=_("lag en ny kopi med denne id-en"))
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
        open_assessment(made, environment, _)
    else:
        print(made)


def new_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `new` takes."""
    parser.add_argument("--municipality", help=_("kommunenummer, for eksempel 3228, eller navn"))
    parser.add_argument(
        "--from",
        dest="earlier",
        metavar="ID",
        help=_("begynn fra en tidligere egenvurdering: alt må bekreftes før det teller"),
    )
    parser.add_argument("--name", help=_("kommunens navn, for numre som ikke er i bruk lenger"))
    parser.add_argument("--criteria", help=_("kriteriesett: id eller fil"))
    parser.add_argument("--date", help=_("dato for vurderingen (i dag)"))
    parser.add_argument("--begins", help=_("første dagen vurderingen ble gjort"))
    parser.add_argument("--ends", help=_("siste dagen; dokumentasjon fra senere styrker den ikke"))
    parser.add_argument("--title", default="", help=_("hva vurderingen gjelder"))
    parser.add_argument(
        "--yes", action="store_true", help=_("datoen er riktig, også der den er uvanlig")
    )
    parser.add_argument("--as", dest="id", help=_("id for egenvurderingen"))


def new(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Begin an assessment, empty or from an earlier one, and print its id."""
    day = whole_day(options.date or "") or environment.today()
    beginning = {
        "title": options.title,
        "period": Period(
            begins=whole_day(options.begins or ""), ends=whole_day(options.ends or "")
        ),
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
            criteria_set = library.open(options.criteria or earlier.criteria_set.id)
            made, found = begin_from(earlier, municipality, criteria_set, day, **beginning)
            told = carried_words(found, _)
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


def remove_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `remove` takes."""
    assessment(parser, _)
    parser.add_argument(
        "--with-answers",
        action="store_true",
        help=_("også når noe er svart: svar, kopier og historikk blir borte"),
    )
    parser.add_argument(
        "--from-backups", action="store_true", help=_("ta den bort fra sikkerhetskopiene også")
    )


def remove(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Take an assessment, or what was received, away for good; only when told so."""
    backups = open_backups(environment)
    receipt = open_receipts(environment).named(options.id)
    with explained(backups.directory):
        with_receipt = backups.with_receipt(options.id)
    is_receipt = receipt is not None or bool(options.from_backups and with_receipt)
    if receipt is not None:
        _remove_receipt(receipt, options, environment)
        print(_("«{id}» er tatt bort.", id=options.id), file=sys.stderr)
    elif not is_receipt:
        _remove_assessment(options, environment, _)
    if options.from_backups:
        if is_receipt:
            with explained(backups.directory):
                held = len(backups.take_out_receipt(options.id))
        else:
            held = len(take_out_of_backups(options.id, backups))
        said = removed_from_backups_words(held, backups.directory, _)
    else:
        held = len(with_receipt if is_receipt else backups_with(options.id, backups))
        said = _.plural(
            "{n} sikkerhetskopi i {folder} har den fortsatt. Skriv «samsjekk remove {id} "
            "--from-backups» for å ta den bort der også.",
            "{n} sikkerhetskopier i {folder} har den fortsatt. Skriv «samsjekk remove {id} "
            "--from-backups» for å ta den bort der også.",
            held,
            folder=backups.directory,
            id=options.id,
        )
    print(said, file=sys.stderr)


def _remove_assessment(
    options: argparse.Namespace, environment: Environment, _: Translator
) -> None:
    """Remove it, unless it is only in backups and is to be removed from them."""
    with open_journal(environment) as journal:
        named = {entry.id for entry in journal.entries()}
        is_here = options.id in named.union(journal.damaged_entries())
        in_backups = options.from_backups and backups_with(options.id, open_backups(environment))
        if is_here or not in_backups:
            _remove_here(journal, options, environment)
            print(_("«{id}» er tatt bort.", id=options.id), file=sys.stderr)


def _remove_receipt(
    receipt: Receipt, options: argparse.Namespace, environment: Environment
) -> None:
    from checklist.handover import (  # noqa: PLC0415 - slow, and only needed here
        listed_receipt,
        question_before_removal,
        remove_receipt,
    )

    if not options.with_answers:
        raise NotEmpty(
            phrase(
                "{question} Skriv --with-answers hvis det er det du vil.",
                question=question_before_removal(listed_receipt(receipt)),
            )
        )
    remove_receipt(open_receipts(environment), receipt)


def _remove_here(journal: Journal, options: argparse.Namespace, environment: Environment) -> None:
    files = open_evidence_files(environment)
    try:
        session = Session(journal, options.id, author_of(environment), files)
    except Unread:
        raise
    except (NoBeginning, StoreError) as error:
        if not options.with_answers:
            raise NotEmpty(_of_damaged(error)) from error
        take_away(journal, files, options.id)
        return
    if len(session.history()) > 1 and not options.with_answers:
        words = phrase(
            "«{id}» er ikke tom: {answered} av {of} kontrollpunkter er besvart. Svar, kopier "
            "av dokumentasjon og all historikk blir borte, og det kan ikke angres. Skriv "
            "--with-answers hvis det er det du vil.",
            id=options.id,
            answered=session.appraisal.progress.answered,
            of=session.appraisal.progress.of,
        )
        raise NotEmpty(words)
    take_away(journal, files, options.id)


def _of_damaged(error: SamsjekkError) -> Phrase:
    return phrase(
        "Egenvurderingen er skadet og kan ikke åpnes. {reason} Skriv --with-answers hvis du vil "
        "ta den bort likevel.",
        reason=error.words,
    )
