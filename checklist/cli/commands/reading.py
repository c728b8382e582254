"""Commands that show what an assessment says."""

from __future__ import annotations

import argparse
import sys

from checklist.assessment import Names
from checklist.cli.arguments import assessment, assessment_and_criterion
from checklist.cli.opened import history_of, opened
from checklist.cli.output import json_arguments, put_out_json, wants_json
from checklist.cli.status import print_status, status_data
from checklist.criteria import CriteriaSearch, text_in
from checklist.i18n import Translator
from checklist.machine import Environment, print_table, print_wrapped
from checklist.plain import ReadingOut
from checklist.session import History, Session
from checklist.words import (
    NOTHING_FOUND,
    PARTS,
    criterion_of,
    history_words,
    moment_lines,
    part_lines,
)

show_arguments = assessment_and_criterion


def show(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Print one criterion: requirement, law, earlier answers, questions, answers and verdict."""
    with opened(environment, options.id, _, alone=True) as session:
        appraised = session.appraised(options.criterion)
        reading = ReadingOut(session, _)
        reading.print_criterion(appraised)
        reading.print_law(appraised)
        for number, point in enumerate(appraised.asked, start=1):
            reading.print_question(appraised, point, number)
        reading.print_verdict(appraised.criterion.id)
        print()
        reading.print_precedents(appraised)


def search_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `search` takes."""
    assessment(parser, _)
    parser.add_argument("words", nargs="+", metavar="word", help=_("ord i kravet"))


def search(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Print the criteria that hold every word: id, title."""
    with opened(environment, options.id, _) as session:
        criteria_set = session.criteria_set
    found = CriteriaSearch(criteria_set, _.language).find(" ".join(options.words))
    if not found:
        print(_.say(NOTHING_FOUND), file=sys.stderr)
    print_table([(criterion.id, text_in(criterion.title, _.language)) for criterion in found])


def status_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `status` takes."""
    assessment(parser, _)
    json_arguments(parser, _)
    parser.add_argument("--part", choices=list(PARTS), help=_("bare én del av oversikten"))


def status(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Print verdicts, conclusions and progress; with `--json`, to a file where one is named."""
    as_data = wants_json(options)
    with opened(environment, options.id, _) as session:
        session.check_files(content=False)
    if options.part is not None:
        for depth, line in part_lines(options.part, session.appraisal, environment.today(), _):
            print_wrapped(line, "  " * depth)
    elif as_data:
        data = status_data(session.appraisal, session.since_sign_off())
        put_out_json(data, options, environment, _)
    else:
        print_status(session.appraisal, environment.today(), _, session.since_sign_off())
        if session.running is not None:
            print()
            print_wrapped(_("Dere svarer hver for seg nå. Svarene der er ikke med her."))


def history_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `history` takes."""
    assessment(parser, _)
    parser.add_argument("--by", metavar="name", help=_("bare det denne personen har gjort"))
    parser.add_argument("--criterion", help=_("bare det som gjelder dette kravet (id)"))
    parser.add_argument("--ids", action="store_true", help=_("vis også id-en til hendelsene"))
    parser.add_argument(
        "--at", metavar="event", help=_("vis hvordan alt var etter denne hendelsen")
    )


def history(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Print every event, the newest first; those undone are marked."""
    if options.at is not None:
        with opened(environment, options.id, _) as session:
            _print_moment(session, options.at, _)
        return
    for told in history_of(environment, options.id, _):
        _print_history(told, options, _)
        sys.stdout.flush()


def _print_history(told: History, options: argparse.Namespace, _: Translator) -> None:
    wanted = options.criterion
    if wanted is not None:
        Names(told.criteria_set).criterion(wanted)
    for line in told.lines:
        event = line.event
        if options.by not in (None, event.author.name, event.author.role):
            continue
        if wanted is not None and wanted != criterion_of(event, told.criteria_set, told.earlier):
            continue
        said = history_words(
            event, told.criteria_set, told.earlier, _, undone=line.undone, later=line.later
        )
        print(f"{event.id}  {said}" if options.ids else str(said))


def _print_moment(session: Session, event: str, _: Translator) -> None:
    """Print what was answered just after an event, and what is different now."""
    print(_("Slik det var {when}.", when=_.moment(session.moment(event).at)))
    for depth, line, _change in moment_lines(session.at(event), session.appraisal, _):
        print_wrapped(line, "  " * depth)
