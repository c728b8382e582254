"""Commands that change an assessment."""

from __future__ import annotations

import argparse
import sys

import msgspec

from checklist.appraisal import file_words
from checklist.assessment import (
    Answer,
    Document,
    Evidence,
    Figure,
    FileSample,
    Interview,
    Observation,
    checked,
    kind_of,
    partial_date,
)
from checklist.criteria import AnswerValue, CriteriaSet
from checklist.errors import ExitCode, SamsjekkError
from checklist.i18n import Translator, phrase
from checklist.machine import Environment
from checklist.plain import print_table
from checklist.session import Session
from checklist.store import Journal, author_of, open_evidence_files, open_journal
from checklist.words import Earlier, brought_back, taken_back, way_back_words


class MissingOption(SamsjekkError):
    """An option that this kind of evidence needs was not given."""


def answer(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Answer one checkpoint, keeping what is not given anew, and print the verdict."""
    with open_journal(environment) as journal:
        session = _open(journal, options, environment)
        criterion = session.criterion_of(options.checkpoint)
        for name in options.evidence:
            session.evidence(name)
        if options.ask is not None:
            session.role(options.ask)
        given = {
            "comment": options.comment,
            "place": options.place,
            "count": options.count,
            "of": options.of,
            "number": options.number,
            "ask": options.ask,
        }
        before = session.assessment.answer(options.checkpoint) or Answer()
        if options.value == "none":
            after = Answer()
        else:
            after = msgspec.structs.replace(
                before,
                value=AnswerValue(options.value),
                **{name: value for name, value in given.items() if value is not None},
            )
        session.set_answer(options.checkpoint, after, rests_on=options.evidence, decides=True)
        appraised = session.appraised(criterion.id)
    print(
        _(
            "Lagret. {criterion}: {verdict} ({reason})",
            criterion=criterion.id,
            verdict=_.say(appraised.verdict.code.words),
            reason=_.say(appraised.verdict.reason),
        ),
        file=sys.stderr,
    )
    return ExitCode.DONE


def add_evidence(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Record evidence and print its id."""
    with open_journal(environment) as journal:
        session = _open(journal, options, environment)
        for name in options.checkpoint:
            session.criterion_of(name)
        evidence = _evidence(options, session)
        session.record_evidence(evidence, options.checkpoint)
    print(evidence.id)
    return ExitCode.DONE


def list_evidence(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Print the evidence: id, kind, date, how many answers rest on it, title, state of the file."""
    with open_journal(environment) as journal:
        session = _open(journal, options, environment)
    session.check_files(content=True)
    print_table(
        [
            (
                name,
                _.say(kind_of(item.value).words),
                item.value.date or "–",
                _.plural("{n} svar", "{n} svar", len(session.rest_on(name))),
                item.value.title,
                _.say(words) if (words := file_words(session.file_states.get(name))) else "",
            )
            for name, item in session.assessment.evidence.items()
        ]
    )
    return ExitCode.DONE


def link_evidence(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Let an answer rest on evidence already recorded."""
    with open_journal(environment) as journal:
        session = _open(journal, options, environment)
        session.link(options.evidence, options.checkpoint)
    return ExitCode.DONE


def unlink_evidence(
    options: argparse.Namespace, environment: Environment, _: Translator
) -> ExitCode:
    """Stop letting an answer rest on evidence."""
    with open_journal(environment) as journal:
        session = _open(journal, options, environment)
        session.unlink(options.evidence, options.checkpoint)
    return ExitCode.DONE


def remove_evidence(
    options: argparse.Namespace, environment: Environment, _: Translator
) -> ExitCode:
    """Take evidence out of the assessment."""
    with open_journal(environment) as journal:
        session = _open(journal, options, environment)
        session.remove_evidence(options.evidence)
    return ExitCode.DONE


def apply(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Apply an answer file, all or nothing, and say how much it changed."""
    with open_journal(environment) as journal:
        session = _open(journal, options, environment)
        made = session.apply(options.file)
    print(
        _.plural("{n} endring lagret.", "{n} endringer lagret.", made)
        if made
        else _("Ingenting å endre: alt i filen er lagret fra før."),
        file=sys.stderr,
    )
    return ExitCode.DONE


def undo(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Take back this user's last change and say what it was."""
    with open_journal(environment) as journal:
        session = _open(journal, options, environment)
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
    return ExitCode.DONE


def redo(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Bring back what this user undid last and say what it was."""
    with open_journal(environment) as journal:
        session = _open(journal, options, environment)
        words = _.say(brought_back(session.redo(), *_history(session, _)))
    print(words, file=sys.stderr)
    return ExitCode.DONE


def _open(journal: Journal, options: argparse.Namespace, environment: Environment) -> Session:
    """The assessment as its author answers it: alone while a round is running."""
    return Session(
        journal, options.id, author_of(environment), open_evidence_files(environment), alone=True
    )


def _history(session: Session, _: Translator) -> tuple[CriteriaSet, str, Earlier]:
    earlier = Earlier.of(line.event for line in session.history())
    return session.criteria_set, _.language, earlier


def _evidence(options: argparse.Namespace, session: Session) -> Evidence:
    common = {
        "id": options.evidence_id or session.new_evidence_id(),
        "title": options.title,
        "date": None if options.date is None else partial_date(options.date),
        "shows": options.shows,
    }
    match options.kind:
        case "document":
            made: dict[str, object] = {
                "address": options.address,
                "archive": options.archive,
                "page": options.page,
                "procedure": options.procedure,
            }
            if options.file is not None:
                made["file"] = session.record_file(options.file, copy=options.copy)
            kind: type[Evidence] = Document
        case "interview":
            made = {"role": _needed(options, "role"), "verified": options.verified}
            kind = Interview
        case "figure":
            made = {name: _needed(options, name) for name in ("value", "unit", "period", "source")}
            kind = Figure
        case "file_sample":
            made = {name: _needed(options, name) for name in ("count", "of", "period")}
            kind = FileSample
        case _:
            made = {"where": options.where}
            kind = Observation
    return checked(kind, {**common, **made})


def _needed(options: argparse.Namespace, name: str) -> object:
    value = getattr(options, name)
    if value is None:
        raise MissingOption(
            phrase("Denne typen dokumentasjon trenger --{option}.", option=name.replace("_", "-"))
        )
    return value
