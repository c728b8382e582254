"""Commands about what the municipality was asked to do earlier."""

from __future__ import annotations

import argparse
import sys

from checklist.appraisal import follow_ups
from checklist.assessment import FollowUpCode, Recommendation, SetFollowUp, partial_date
from checklist.errors import ExitCode
from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.plain import print_table
from checklist.session import Session, open_session
from checklist.store import author_of, open_evidence_files, open_journal


def add(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Record a recommendation, or change it when its id is known, and print its id."""
    with open_session(environment, options.id) as session:
        recommendation = Recommendation(
            id=options.recommendation_id or session.new_recommendation_id(),
            text=options.text,
            given_by=options.given_by,
            date=partial_date(options.date or ""),
            case=options.case,
            place=options.place,
            checkpoints=tuple(options.checkpoint),
        )
        session.set_recommendation(recommendation)
    print(recommendation.id)
    return ExitCode.DONE


def list_recommendations(
    options: argparse.Namespace, environment: Environment, _: Translator
) -> ExitCode:
    """Print the recommendations: id, date, how each was followed up, and its text."""
    with open_journal(environment) as journal:
        session = Session(
            journal, options.id, author_of(environment), open_evidence_files(environment)
        )
    if not session.assessment.recommendations:
        print(_("Ingen anbefalinger er registrert."), file=sys.stderr)
    print_table(
        [
            (
                point.about.id,
                point.about.date or "–",
                _.say(point.verdict.code.words),
                point.about.text,
            )
            for point in follow_ups(session.appraisal).points
            if isinstance(point.about, Recommendation)
        ]
    )
    return ExitCode.DONE


def judge(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Set how a recommendation was followed up, with the reason, or take it back."""
    verdict = None
    if options.verdict != "none":
        verdict = SetFollowUp(verdict=FollowUpCode(options.verdict), reason=options.reason)
    with open_session(environment, options.id) as session:
        session.set_follow_up(options.recommendation, verdict)
    print(_("Lagret."), file=sys.stderr)
    return ExitCode.DONE
