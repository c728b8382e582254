"""Commands that show what an assessment says."""

from __future__ import annotations

import argparse
import sys

from checklist.cli.arguments import as_json, assessment, assessment_and_criterion
from checklist.cli.printing import print_json
from checklist.cli.status import print_status, status_data
from checklist.criteria import CriteriaSearch, text_in
from checklist.errors import ExitCode
from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.plain import ReadingOut, print_table, print_wrapped
from checklist.session import Session, open_session
from checklist.store import open_journal
from checklist.words import (
    PARTS,
    Earlier,
    criterion_of,
    history_words,
    moment_lines,
    part_lines,
)

show_arguments = assessment_and_criterion


def show(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Print one criterion: requirement, law, earlier answers, questions, answers and verdict."""
    with open_session(environment, options.id, alone=True) as session:
        appraised = session.appraised(options.criterion)
        reading = ReadingOut(session, _)
        reading.print_criterion(appraised)
        reading.print_law(appraised)
        for point in appraised.asked:
            reading.print_checkpoint(appraised, point)
            reading.print_answer(point)
        reading.print_verdict(appraised.criterion.id)
        print()
        reading.print_precedents(appraised)


def search_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `search` takes."""
    assessment(parser, _)
    parser.add_argument("words", nargs="+", metavar="word", help=_("ord i kravet"))


def search(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Print the criteria that hold every word: id, title."""
    with open_session(environment, options.id) as session:
        criteria_set = session.criteria_set
    found = CriteriaSearch(criteria_set, _.language).find(" ".join(options.words))
    if not found:
        print(_("Ingen krav har disse ordene. Prøv færre eller kortere ord."), file=sys.stderr)
    print_table([(criterion.id, text_in(criterion.title, _.language)) for criterion in found])


def status_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `status` takes."""
    assessment(parser, _)
    as_json(parser, _)
    parser.add_argument("--part", choices=list(PARTS), help=_("bare én del av oversikten"))


def status(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Print verdicts, conclusions and progress."""
    with open_session(environment, options.id) as session:
        session.check_files(content=False)
    if options.part is not None:
        for depth, line in part_lines(options.part, session.appraisal, environment.today(), _):
            print_wrapped(line, "  " * depth)
    elif options.json:
        print_json(status_data(session.appraisal))
    else:
        print_status(session.appraisal, _)
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
    with open_session(environment, options.id) as session:
        if options.at is not None:
            _print_moment(session, options.at, _)
            return
    if options.criterion is not None:
        session.criterion(options.criterion)
    lines = session.history()
    earlier = Earlier.of(line.event for line in lines)
    for line in lines:
        event = line.event
        if options.by not in (None, event.author.name, event.author.role):
            continue
        about = criterion_of(event, session.criteria_set, earlier)
        if options.criterion not in (None, about):
            continue
        said = history_words(event, session.criteria_set, earlier, _, undone=line.undone)
        print(f"{event.id}  {said}" if options.ids else str(said))


def _print_moment(session: Session, event: str, _: Translator) -> None:
    """Print what was answered just after an event, and what is different now."""
    print(_("Slik det var {when}.", when=_.moment(session.moment(event).at)))
    for depth, line in moment_lines(session.at(event), session.appraisal, _):
        print_wrapped(line, "  " * depth)


verify_arguments = assessment


def verify(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Check that no event is missing or changed, and that evidence files are as recorded."""
    with open_journal(environment) as journal:
        checked = journal.verify(options.id)
    with open_session(environment, options.id) as session:
        session.check_files(content=True)
    wrong = {name: state for name, state in session.file_states.items() if state != "as_recorded"}
    print(_.plural("{n} hendelse er sjekket.", "{n} hendelser er sjekket.", checked))
    for name, state in wrong.items():
        title = session.assessment.evidence[name].value.title
        if state == "unreadable":
            print(_("Filen til «{title}» kunne ikke leses nå.", title=title))
            continue
        print(_("Filen til «{title}» ({id}) er borte eller endret.", title=title, id=name))
    return ExitCode.FAULTS if wrong else ExitCode.DONE
