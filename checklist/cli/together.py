"""Commands for several people: first alone, then together."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from checklist.appraisal.together import Agenda, Compared, Opinion, labels
from checklist.catalogue.model import text_in
from checklist.cli.output import print_wrapped
from checklist.environment import Environment
from checklist.errors import ExitCode
from checklist.i18n import Translator
from checklist.session import Session


def alone(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Begin a round, open it, or print how far people have come."""
    with environment.journal() as journal:
        session = Session(journal, options.id, environment.author, environment.evidence_files)
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
    return ExitCode.DONE


def print_progress(session: Session, _: Translator) -> None:
    """How far each has come in the last round. Says nothing of what they answered."""
    if not session.rounds:
        print(_("Ingen har svart hver for seg."))
        return
    held = session.rounds[-1]
    print(_("Dere svarer hver for seg.") if held.running else _("Svarene er åpnet."))
    names = labels(held.authors.values())
    of = session.appraisal.progress.of
    for author, answered in session.alone_progress():
        words = _("{n} av {of} besvart", n=answered, of=of)
        print_wrapped(f"{names[author.name]}: {words}")
    for name in held.not_begun:
        print_wrapped(f"{name}: {_('har ikke begynt')}")


def together(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Print where people who answered alone differ; with an option, take over what is alike."""
    with environment.journal() as journal:
        session = Session(journal, options.id, environment.author, environment.evidence_files)
        if options.take_over:
            made = session.take_over()
            words = _.plural("{n} likt svar er tatt over.", "{n} like svar er tatt over.", made)
            print(words, file=sys.stderr)
        agenda = session.agenda()
    if options.json:
        print(json.dumps(_as_data(agenda), ensure_ascii=False, indent=2))
    else:
        print_agenda(agenda, _)
        if agenda.alike:
            words = _.plural(
                "{n} likt svar kan tas over med --take-over.",
                "{n} like svar kan tas over med --take-over.",
                len(agenda.alike),
            )
            print(words)
    return ExitCode.DONE


def _as_data(agenda: Agenda) -> dict[str, Any]:
    return {
        "people": [
            {"name": author.name, "role": author.role, "answered": answered, "of": agenda.of}
            for author, answered in agenda.people
        ],
        "not_begun": agenda.not_begun,
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


def print_agenda(agenda: Agenda, _: Translator) -> None:
    """Where people differ, the largest difference first."""
    names = labels(author for author, _answered in agenda.people)
    for author, answered in agenda.people:
        words = _("{n} av {of} besvart", n=answered, of=agenda.of)
        print_wrapped(f"{names[author.name]}: {words}")
    for name in agenda.not_begun:
        print_wrapped(f"{name}: {_('har ikke begynt')}")
    for number, compared in enumerate(agenda.differences, start=1):
        print()
        checkpoint = compared.point.checkpoint
        print_wrapped(f"{number}. {text_in(checkpoint.question, _.language)} [{checkpoint.id}]")
        if compared.distance is not None:
            print_wrapped(f"{_.say(compared.distance.words)}:", "  ")
        for opinion in compared.opinions:
            print_wrapped(opinion_line(opinion, names[opinion.author.name], _), "  ")
    print()
    count = len(agenda.differences)
    print(
        _.plural("{n} ulikhet å avgjøre", "{n} ulikheter å avgjøre", count) + "."
        if count
        else _("Ingen ulikheter å avgjøre.")
    )


def opinion_line(opinion: Opinion, name: str, _: Translator) -> str:
    """Anna: ja. Rutinen er fra 2014."""
    value = _("ikke besvart") if opinion.value is None else _.say(opinion.value.words)
    comment = "" if opinion.answer is None else opinion.answer.comment
    return f"{name}: {value}" + (f". {' '.join(comment.split())}" if comment else "")
