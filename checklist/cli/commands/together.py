"""Commands for several people: first alone, then together."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from checklist.appraisal import Agenda, Compared
from checklist.cli.arguments import assessment
from checklist.cli.opened import opened
from checklist.cli.output import json_arguments, put_out_json, wants_json
from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.plain import print_agenda, print_progress
from checklist.words import alike_words


def alone_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `alone` takes."""
    assessment(parser, _)
    parser.add_argument(
        "do",
        choices=["start", "end", "status"],
        help=_("begynn, åpne svarene for alle, eller vis hvor langt folk er kommet"),
    )
    parser.add_argument(
        "--with",
        dest="people",
        action="append",
        default=[],
        metavar="name",
        help=_("navnet på en som skal svare; kan gjentas"),
    )


def alone(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Begin a round, open it, or print how far people have come."""
    with opened(environment, options.id, _) as session:
        match options.do:
            case "start":
                session.start_round(options.people)
                print(
                    _(
                        "Nå svarer dere hver for seg. «samsjekk alone {id} end» åpner svarene.",
                        id=options.id,
                    ),
                    file=sys.stderr,
                )
            case "end":
                session.open_round()
                print(
                    _(
                        "Svarene er åpnet. «samsjekk together {id}» viser hvor dere er uenige.",
                        id=options.id,
                    ),
                    file=sys.stderr,
                )
            case _:
                print_progress(session, _)


def together_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `together` takes."""
    assessment(parser, _)
    json_arguments(parser, _)
    parser.add_argument(
        "--take-over", action="store_true", help=_("la like svar bli egenvurderingens svar")
    )


def together(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Print where people who answered alone differ; with an option, take over what is alike."""
    as_data = wants_json(options)
    with opened(environment, options.id, _) as session:
        if options.take_over:
            made = session.take_over()
            print(_.say(alike_words(made)), file=sys.stderr)
        agenda = session.agenda()
    if as_data:
        put_out_json(_as_data(agenda), options, environment, _)
    else:
        print_agenda(agenda, _)
        if agenda.alike:
            words = _.plural(
                "{n} likt svar kan tas over med --take-over.",
                "{n} like svar kan tas over med --take-over.",
                len(agenda.alike),
            )
            print(words)


def _as_data(agenda: Agenda) -> dict[str, Any]:
    return {
        "people": [
            {"name": author.name, "role": author.role, "answered": answered, "of": agenda.of}
            for author, answered in agenda.people
        ],
        "not_begun": [author.name for author in agenda.not_begun],
        "differences": [_compared(compared) for compared in agenda.differences],
        "decided": [_compared(compared) for compared in agenda.decided],
        "alike": [compared.point.checkpoint.id for compared in agenda.alike],
    }


def _compared(compared: Compared) -> dict[str, Any]:
    return {
        "criterion": compared.criterion.id,
        "checkpoint": compared.point.checkpoint.id,
        "distance": compared.distance,
        "decisive": compared.point.checkpoint.decisive,
        "severity": compared.severity,
        "answer": compared.point.value if compared.decided else None,
        "answers": [
            {
                "name": opinion.author.name,
                "role": opinion.author.role,
                "answer": opinion.value,
                "comment": "" if opinion.answer is None else opinion.answer.comment,
            }
            for opinion in compared.opinions
        ],
    }
