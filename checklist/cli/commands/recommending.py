"""Commands about what the municipality was asked to do earlier."""

from __future__ import annotations

import argparse
import sys

import msgspec

from checklist.appraisal import follow_ups
from checklist.assessment import FollowUpCode, Recommendation, SetFollowUp, partial_date
from checklist.cli.arguments import NONE, assessment, codes, filled
from checklist.cli.opened import opened
from checklist.i18n import Translator
from checklist.machine import Environment, print_table
from checklist.words import NO_RECOMMENDATIONS, short_known_date


def add_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `recommendation add` takes."""
    assessment(parser, _)
    parser.add_argument("--text", required=True, help=_("hva kommunen er bedt om, med egne ord"))
    parser.add_argument("--given-by", help=_("hvem som ba om det, for eksempel kommunestyret"))
    parser.add_argument("--date", help=_("dato så langt den er kjent: 2017 eller 2017-11-07"))
    parser.add_argument("--case", help=_("saksnummer, for eksempel 24/15"))
    parser.add_argument("--place", help=_("hvor det står, for eksempel kap. 1.3"))
    parser.add_argument(
        "--checkpoint",
        action="append",
        help=_("kontrollpunkt som viser om det er fulgt opp"),
    )
    parser.add_argument(
        "--as", dest="recommendation_id", type=filled(_), help=_("id for anbefalingen")
    )


def add(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Record a recommendation, or change it when its id is known, and print its id.

    What is not given of one that is known stays as it is.
    """
    with opened(environment, options.id, _) as session:
        name = options.recommendation_id or session.new_recommendation_id()
        before = session.assessment.recommendations.get(name) or Recommendation(id=name)
        wanted = {
            "text": options.text,
            "given_by": options.given_by,
            "date": None if options.date is None else partial_date(options.date),
            "case": options.case,
            "place": options.place,
            "checkpoints": None if options.checkpoint is None else tuple(options.checkpoint),
        }
        given = {field: value for field, value in wanted.items() if value is not None}
        recommendation = msgspec.structs.replace(before, **given)
        with session.having_seen(session.seen, settles=given):
            session.set_recommendation(recommendation)
    print(recommendation.id)


list_recommendations_arguments = assessment


def list_recommendations(
    options: argparse.Namespace, environment: Environment, _: Translator
) -> None:
    """Print the recommendations: id, date, how each was followed up, and its text."""
    with opened(environment, options.id, _) as session:
        appraisal = session.appraisal
    if not session.assessment.recommendations:
        print(_.say(NO_RECOMMENDATIONS), file=sys.stderr)
    print_table(
        [
            (
                point.about.id,
                short_known_date(point.about.date, _) if point.about.date else "–",
                _.say(point.verdict.code.words),
                point.about.text,
            )
            for point in follow_ups(appraisal).points
            if isinstance(point.about, Recommendation)
        ]
    )


def judge_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `recommendation judge` takes."""
    assessment(parser, _)
    parser.add_argument("recommendation", help=_("anbefalingens id"))
    parser.add_argument(
        "verdict",
        choices=codes(FollowUpCode, NONE),
        help=_("oppfølgingen; none tar den bort"),
    )
    parser.add_argument("--reason", default="", help=_("begrunnelse"))


def judge(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Set how a recommendation was followed up, with the reason, or take it back."""
    verdict = None
    if options.verdict != NONE:
        verdict = SetFollowUp(verdict=FollowUpCode(options.verdict), reason=options.reason)
    with opened(environment, options.id, _) as session:
        session.set_follow_up(options.recommendation, verdict)
    said = _("Oppfølgingen følger svarene.") if verdict is None else _("Lagret.")
    print(said, file=sys.stderr)
