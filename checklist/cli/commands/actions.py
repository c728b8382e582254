"""Commands about actions (tiltak): what will be done about a criterion, by whom and when."""

from __future__ import annotations

import argparse
import sys
from datetime import date

import msgspec

from checklist.assessment import Action, ActionStatus, whole_day
from checklist.criteria import text_in
from checklist.errors import ExitCode
from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.plain import print_table
from checklist.session import Session, open_session
from checklist.store import author_of, open_evidence_files, open_journal


def add(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Plan an action and print its id."""
    with open_session(environment, options.id) as session:
        criterion = session.criterion(options.criterion)
        name = session.new_action_id(options.action_id)
        action = _with_options(
            Action(id=name, criterion=criterion.id, what="…"), options, session, _
        )
        session.set_action(action)
    print(action.id)
    return ExitCode.DONE


def change(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Change an action, keeping what is not given."""
    with open_session(environment, options.id) as session:
        before = session.action(options.action)
        after = _with_options(before, options, session, _)
        if after != before:
            session.set_action(after)
    return ExitCode.DONE


def list_actions(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Print the actions by deadline: id, deadline, status, role, criterion, what."""
    with open_journal(environment) as journal:
        session = Session(
            journal, options.id, author_of(environment), open_evidence_files(environment)
        )
    today = environment.today()
    planned = sorted(
        session.assessment.actions.values(), key=lambda a: (a.deadline or date.max, a.id)
    )
    print_table(
        [
            (
                action.id,
                _.short_date(action.deadline) if action.deadline else "–",
                _.say(action.status.words)
                + (", " + _("over fristen") if action.is_overdue(today) else ""),
                action.role or "–",
                action.criterion,
                " ".join(action.what.split()),
            )
            for action in planned
        ]
    )
    return ExitCode.DONE


def withdraw(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Withdraw an action. It stays in the history."""
    with open_session(environment, options.id) as session:
        what = session.action(options.action).what
        session.withdraw_action(options.action)
    print(_("Trukket: {what}", what=what), file=sys.stderr)
    return ExitCode.DONE


def _with_options(
    action: Action, options: argparse.Namespace, session: Session, _: Translator
) -> Action:
    given: dict[str, object] = {
        name: value.strip()
        for name in ("what", "role", "effect", "cause")
        if (value := getattr(options, name)) is not None
    }
    if options.recommended:
        criterion = session.criterion(action.criterion)
        given["what"] = text_in(criterion.recommendation, _.language)
    if options.status is not None:
        given["status"] = ActionStatus(options.status)
    if options.deadline is not None:
        given["deadline"] = None if options.deadline == "none" else whole_day(options.deadline)
    return msgspec.structs.replace(action, **given)
