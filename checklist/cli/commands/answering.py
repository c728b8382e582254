"""Commands that change an assessment."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

import msgspec

from checklist.appraisal import file_words
from checklist.assessment import (
    Answer,
    Event,
    Evidence,
    evidence_of,
    kind_of,
    partial_date,
    typed_number,
    typed_whole_number,
)
from checklist.criteria import AnswerValue, EvidenceKind
from checklist.errors import ExitCode
from checklist.i18n import Phrase, Translator
from checklist.machine import Environment
from checklist.plain import print_table
from checklist.session import Session
from checklist.store import Journal, author_of, open_evidence_files, open_journal
from checklist.words import Earlier, describe_step, way_back_words


def answer(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Answer one checkpoint, keeping what is not given anew, and print the verdict."""
    with open_journal(environment) as journal:
        session = _open(journal, options, environment)
        criterion = session.criterion_of(options.checkpoint)
        given = {
            "comment": options.comment,
            "place": options.place,
            "count": typed_whole_number(options.count or "", _.language),
            "of": typed_whole_number(options.of or "", _.language),
            "number": typed_number(options.number or "", _.language),
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
        evidence = _evidence(options, session, environment, _)
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
            words = _("Angret: {what}", what=_.say(_step(session.undo(), session, _)))
    print(words, file=sys.stderr)
    return ExitCode.DONE


def redo(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Bring back what this user undid last and say what it was."""
    with open_journal(environment) as journal:
        session = _open(journal, options, environment)
        words = _("Tilbake igjen: {what}", what=_.say(_step(session.redo(), session, _)))
    print(words, file=sys.stderr)
    return ExitCode.DONE


def _open(journal: Journal, options: argparse.Namespace, environment: Environment) -> Session:
    """The assessment as its author answers it: alone while a round is running."""
    return Session(
        journal, options.id, author_of(environment), open_evidence_files(environment), alone=True
    )


def _step(events: Sequence[Event], session: Session, _: Translator) -> Phrase:
    earlier = Earlier.of(line.event for line in session.history())
    return describe_step(events, session.criteria_set, _.language, earlier)


def _evidence(
    options: argparse.Namespace, session: Session, environment: Environment, _: Translator
) -> Evidence:
    """The evidence that the options describe. A file is copied only when nothing else is wrong."""
    kind, today = EvidenceKind(options.kind), environment.today()
    own = {
        EvidenceKind.DOCUMENT: ("address", "archive", "page", "procedure"),
        EvidenceKind.INTERVIEW: ("role", "verified"),
        EvidenceKind.FIGURE: ("value", "unit", "period", "source"),
        EvidenceKind.FILE_SAMPLE: ("of", "count", "period"),
        EvidenceKind.OBSERVATION: ("where",),
    }[kind]
    fields = {name: getattr(options, name) for name in ("title", "shows", *own)}
    for name in ("of", "count"):
        if name in fields:
            fields[name] = typed_whole_number(fields[name] or "", _.language)
    fields["id"] = options.evidence_id or session.new_evidence_id()
    fields["date"] = partial_date(options.date or "")
    before = session.assessment.evidence.get(fields["id"])
    had = None if before is None else before.value
    evidence = evidence_of(kind, fields, today, had)
    if kind is EvidenceKind.DOCUMENT and options.file is not None:
        file = session.record_file(options.file, copy=options.copy)
        evidence = msgspec.structs.replace(evidence, file=file)
    return evidence
