"""Commands that answer, and those that take back and forth what was done."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import msgspec

from checklist.assessment import Answer, typed_number, typed_whole_number
from checklist.cli.arguments import NONE, asking, assessment, codes, sure_argument
from checklist.cli.opened import opened
from checklist.cli.printing import print_warnings
from checklist.criteria import AnswerValue, CriteriaSet, text_in
from checklist.i18n import Translator
from checklist.machine import Environment, expand_home
from checklist.session import Session, is_form, warnings_of_contents
from checklist.words import (
    ANSWER_TAKEN_AWAY,
    Earlier,
    applied_words,
    brought_back,
    emptied_lines,
    taken_back,
    way_back_words,
)


def answer_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `answer` takes."""
    assessment(parser, _)
    parser.add_argument("checkpoint", help=_("kontrollpunktets id"))
    parser.add_argument(
        "value", choices=codes(AnswerValue, NONE), help=_("svaret; none tar svaret bort")
    )
    parser.add_argument("--comment", help=_("begrunnelse"))
    parser.add_argument("--note", help=_("internt notat, som ikke står i noen rapport"))
    parser.add_argument("--place", help=_("sted i dokumentasjonen, for eksempel kap. 5.2"))
    parser.add_argument("--count", help=_("antall"))
    parser.add_argument("--of", help=_("av hvor mange"))
    parser.add_argument("--number", help=_("tall"))
    parser.add_argument("--ask", help=_("rollen som må spørres"))
    parser.add_argument("--evidence", action="append", default=[], help=_("id på dokumentasjon"))


def answer(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Answer one checkpoint, keeping what is not given anew, and print the verdict."""
    with opened(environment, options.id, _, alone=True) as session:
        criterion = session.criterion_of(options.checkpoint)
        given = {
            "comment": options.comment,
            "place": options.place,
            "count": typed_whole_number(options.count or "", _.language),
            "of": typed_whole_number(options.of or "", _.language),
            "number": typed_number(options.number or "", _.language),
            "ask": options.ask,
            "note": options.note,
        }
        typed = {name: value for name, value in given.items() if value is not None}
        before = session.assessment.answer(options.checkpoint) or Answer()
        value = None if options.value == NONE else AnswerValue(options.value)
        after = msgspec.structs.replace(before, value=value, **typed)
        with session.having_seen(session.seen, settles=typed):
            session.set_answer(options.checkpoint, after, rests_on=options.evidence, decides=True)
        appraised = session.appraised(criterion.id)
    verdict, reason = _.say(appraised.verdict.code.words), _.say(appraised.verdict.reason)
    print(
        _.say(ANSWER_TAKEN_AWAY) if value is None else _("Lagret."),
        f"{text_in(criterion.title, _.language)}: {verdict} ({reason})",
        file=sys.stderr,
    )


def apply_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `apply` takes."""
    assessment(parser, _)
    parser.add_argument(
        "file", type=Path, help=_("svarfil i YAML, eller et utfylt skjema (.xlsx, .docx)")
    )
    sure_argument(parser, _)


def apply(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Apply an answer file or a form that came back, all or nothing, and say what it changed."""
    path = expand_home(options.file)
    with opened(environment, options.id, _, alone=True) as session, asking():
        before = session.assessment
        if is_form(path):
            from checklist.session.forms import (  # noqa: PLC0415 - Word and Excel, for forms only
                take_in_form,
            )

            taken = take_in_form(session, path, _)
            lines, apart, made = taken.lines, taken.apart, taken.changed
        else:
            lines, apart, made = (), (), session.apply(path, sure=options.yes)
    recorded = session.assessment.evidence
    new = [told.value for name, told in recorded.items() if name not in before.evidence]
    for line in (*lines, *apart):
        print(line, file=sys.stderr)
    print(applied_words(made, _, left_out=bool(apart)), file=sys.stderr)
    for line in emptied_lines(before, session.appraisal, _):
        print(line, file=sys.stderr)
    print_warnings(warnings_of_contents(session, new), _)


def undo_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `undo` takes."""
    assessment(parser, _)
    parser.add_argument(
        "--to", metavar="event", help=_("gå tilbake til slik alt var etter denne hendelsen")
    )


def undo(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Take back this user's last change and say what it was."""
    with opened(environment, options.id, _, alone=True) as session:
        if options.to is not None:
            way = session.way_back(options.to)
            session.go_back(way)
            words = _(
                "Tok tilbake {changes}. «samsjekk undo {id}» angrer det.",
                changes=way_back_words(way, _),
                id=options.id,
            )
        else:
            words = _.say(taken_back(session.undo(), *_history(session, _)))
    print(words, file=sys.stderr)


redo_arguments = assessment


def redo(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Bring back what this user undid last and say what it was."""
    with opened(environment, options.id, _, alone=True) as session:
        words = _.say(brought_back(session.redo(), *_history(session, _)))
    print(words, file=sys.stderr)


def _history(session: Session, _: Translator) -> tuple[CriteriaSet, str, Earlier]:
    earlier = session.earlier()
    return session.criteria_set, _.language, earlier
