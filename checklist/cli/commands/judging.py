"""Commands for what people decide themselves: another verdict, and the executive's statement."""

from __future__ import annotations

import argparse
import sys

from checklist.assessment import SetVerdict, VerdictCode
from checklist.cli.arguments import NONE, assessment, assessment_and_criterion, codes, whole_date
from checklist.errors import SamsjekkError
from checklist.i18n import Translator, phrase
from checklist.machine import Environment
from checklist.plain import print_wrapped
from checklist.session import open_session


class LacksWords(SamsjekkError):
    """What is decided needs words, and there are none."""


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
        if not options.reason.strip():
            raise LacksWords(phrase("Skriv hvorfor med --reason: rapporten viser begrunnelsen."))
        code = VerdictCode(options.verdict)
        chosen = SetVerdict(verdict=code, reason=options.reason.strip())
    with open_session(environment, options.id) as session:
        session.set_verdict(options.criterion, chosen)
        found = session.appraised(options.criterion).verdict
    print(_("Vurdering: {verdict}.", verdict=_.say(found.code.words)), file=sys.stderr)


def statement_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `statement` takes."""
    assessment(parser, _)
    parser.add_argument("--text", help=_("uttalelsen"))
    parser.add_argument("--date", type=whole_date, help=_("datoen for uttalelsen (i dag)"))


def statement(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Record the chief municipal executive's statement; without a text, print it."""
    with open_session(environment, options.id) as session:
        if options.text is not None:
            if not options.text.strip():
                raise LacksWords(phrase("Skriv uttalelsen med --text."))
            session.give_statement(options.text.strip(), options.date or environment.today())
            print(_("Uttalelsen er lagret."), file=sys.stderr)
        elif (given := session.assessment.statement) is not None:
            print(_.date(given.value.date))
            print_wrapped(given.value.text)
        else:
            print(_("Kommunedirektøren har ikke uttalt seg."), file=sys.stderr)
