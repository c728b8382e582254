"""Commands for what people decide themselves: another verdict, and the executive's statement."""

from __future__ import annotations

import argparse
import sys

from checklist.assessment import SetVerdict, VerdictCode, whole_day
from checklist.errors import ExitCode
from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.plain import print_wrapped
from checklist.session import open_session


def verdict(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Set another verdict than the answers give, with the reason, or take it back."""
    chosen = None
    if options.verdict != "none":
        chosen = SetVerdict(verdict=VerdictCode(options.verdict), reason=options.reason)
    with open_session(environment, options.id) as session:
        session.set_verdict(options.criterion, chosen)
        found = session.appraised(options.criterion).verdict
    print(_("Vurdering: {verdict}.", verdict=_.say(found.code.words)), file=sys.stderr)
    return ExitCode.DONE


def statement(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Record the chief municipal executive's statement; without a text, print it."""
    with open_session(environment, options.id) as session:
        if options.text is not None:
            day = whole_day(options.date or "") or environment.today()
            session.give_statement(options.text, day)
            print(_("Uttalelsen er lagret."), file=sys.stderr)
        elif (given := session.assessment.statement) is not None:
            print(_.date(given.value.date))
            print_wrapped(given.value.text)
        else:
            print(_("Kommunedirektøren har ikke uttalt seg."), file=sys.stderr)
    return ExitCode.DONE
