"""Commands for what people decide themselves: another verdict, and the executive's statement."""

from __future__ import annotations

import argparse
import sys

from checklist.assessment import SetVerdict, VerdictCode
from checklist.cli.arguments import NONE, assessment, assessment_and_criterion, codes, day_of
from checklist.cli.opened import opened
from checklist.i18n import Translator
from checklist.machine import Environment, print_wrapped
from checklist.words import NO_STATEMENT, STATEMENT_STORED, verdict_sentence


def verdict_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `verdict` takes."""
    assessment_and_criterion(parser, _)
    parser.add_argument(
        "verdict",
        choices=codes(VerdictCode, NONE),
        help=_("vurderingen; none følger svarene igjen"),
    )
    parser.add_argument("--reason", default="", help=_("begrunnelse"))


def verdict(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Set another verdict than the answers give, with the reason, or take it back."""
    chosen = None
    if options.verdict != NONE:
        chosen = SetVerdict(verdict=VerdictCode(options.verdict), reason=options.reason)
    with opened(environment, options.id, _) as session:
        session.set_verdict(options.criterion, chosen)
        found = session.appraised(options.criterion).verdict
    print(_.say(verdict_sentence(found.code)), file=sys.stderr)


def statement_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `statement` takes."""
    assessment(parser, _)
    parser.add_argument("--text", help=_("uttalelsen"))
    parser.add_argument("--date", help=_("datoen for uttalelsen (i dag)"))


def statement(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Record the chief municipal executive's statement; without a text, print it."""
    with opened(environment, options.id, _) as session:
        if options.text is not None:
            day = day_of(options, environment)
            session.give_statement(options.text, day)
            print(_.say(STATEMENT_STORED), file=sys.stderr)
        elif (given := session.assessment.statement) is not None:
            print(_.date(given.value.date))
            print_wrapped(given.value.text)
        else:
            print(_.say(NO_STATEMENT), file=sys.stderr)
