"""Commands about actions (tiltak): what will be done about a criterion, by whom and when."""

from __future__ import annotations

import argparse
import sys
from datetime import date

import msgspec

from checklist.assessment import Action, ActionStatus, whole_day
from checklist.cli.arguments import NONE, assessment, assessment_and_criterion, codes, filled
from checklist.cli.opened import opened
from checklist.criteria import text_in
from checklist.i18n import Translator
from checklist.machine import Environment, print_table
from checklist.session import Session
from checklist.words import advice_words, overdue_words, withdrawn_words


def add_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `action add` takes."""
    assessment_and_criterion(parser, _)
    parser.add_argument("--as", dest="action_id", type=filled(_), help=_("id for tiltaket"))
    _fields(parser, _, what_is_required=True)


def add(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Plan an action and print its id."""
    with opened(environment, options.id, _) as session:
        criterion = session.criterion(options.criterion)
        name = session.new_action_id(options.action_id)
        action = Action(id=name, criterion=criterion.id)
        action = msgspec.structs.replace(action, **_given(action, options, session, _))
        session.set_action(action)
    print(action.id)


def change_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `action set` takes."""
    withdraw_arguments(parser, _)
    _fields(parser, _, what_is_required=False)


def change(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Change an action, keeping what is not given."""
    with opened(environment, options.id, _) as session:
        before = session.action(options.action)
        given = _given(before, options, session, _)
        with session.having_seen(session.seen, settles=given):
            session.set_action(msgspec.structs.replace(before, **given))


list_actions_arguments = assessment


def list_actions(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Print the actions by deadline: id, deadline, status, role, criterion, what."""
    with opened(environment, options.id, _) as session:
        actions = session.assessment.actions.values()
        titles = {c.id: text_in(c.title, _.language) for c in session.criteria_set.criteria}
    today = environment.today()
    planned = sorted(actions, key=lambda a: (a.deadline or date.max, a.id))
    print_table(
        [
            (
                action.id,
                _.short_date(action.deadline) if action.deadline else "–",
                ", ".join(
                    filter(None, (_.say(action.status.words), overdue_words(action, today, _)))
                ),
                action.role or "–",
                titles.get(action.criterion, action.criterion),
                " ".join(action.what.split()),
            )
            for action in planned
        ]
    )


def withdraw_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `action withdraw` takes."""
    assessment(parser, _)
    parser.add_argument("action", help=_("tiltakets id"))


def withdraw(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Withdraw an action. It stays in the history."""
    with opened(environment, options.id, _) as session:
        what = session.action(options.action).what
        session.withdraw_action(options.action)
    print(_.say(withdrawn_words(what)), file=sys.stderr)


def _fields(parser: argparse.ArgumentParser, _: Translator, *, what_is_required: bool) -> None:
    """What an action says: what `_given` reads."""
    what = parser.add_mutually_exclusive_group(required=what_is_required)
    what.add_argument("--what", help=_("hva som skal gjøres"))
    what.add_argument(
        "--recommended", action="store_true", help=_("bruk kravets anbefaling som tekst")
    )
    parser.add_argument("--role", help=_("rollen som har ansvaret"))
    parser.add_argument("--deadline", help=_("frist, for eksempel 2027-06-01; none: ingen"))
    parser.add_argument("--status", choices=codes(ActionStatus), help=_("hvor langt det er kommet"))
    parser.add_argument("--effect", help=_("hvordan dere ser at det virker"))
    parser.add_argument("--cause", help=_("årsaken til at det ble slik"))
    parser.add_argument("--note", help=_("internt notat, som ikke står i noen rapport"))


def _given(
    action: Action, options: argparse.Namespace, session: Session, _: Translator
) -> dict[str, object]:
    given: dict[str, object] = {
        name: value.strip()
        for name in ("what", "role", "effect", "cause", "note")
        if (value := getattr(options, name)) is not None
    }
    if options.recommended:
        given["what"] = advice_words(
            session.appraisal.criteria[session.criterion(action.criterion).id], _
        )
    if options.status is not None:
        given["status"] = ActionStatus(options.status)
    if options.deadline is not None:
        given["deadline"] = None if options.deadline == NONE else whole_day(options.deadline)
    return given
