"""The command that writes reports: which document, of what, in which form, and where to."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from checklist.appraisal.appraise import Appraisal, appraise
from checklist.cli.output import print_file
from checklist.environment import Environment
from checklist.errors import ExitCode, SamsjekkError
from checklist.i18n import Phrase, Translator, phrase
from checklist.report_file import write_report
from checklist.reporting.forms import EXTRAS, FORMS, TEXT_FORMS
from checklist.reporting.render import BY_ROLE, report_file
from checklist.reporting.report import Report
from checklist.session import Session


class ImpossibleReport(SamsjekkError):
    """What was asked for can't be combined; the words say what to ask for."""


def report(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Write a report to a file or to standard output."""
    form = options.format or _form_of(options.output)
    to_stdout = options.output == "-"
    _refuse_impossible(options, form, to_stdout=to_stdout)
    with environment.journal() as journal:
        session = Session(journal, options.id, environment.author, environment.evidence_files)
        earlier = None if options.against is None else _earlier(options.against, session)
    if options.role is not None:
        session.role(options.role)
    session.check_files(content=True)
    content = report_file(
        _report(session, earlier, options, environment, _),
        template=options.template,
        form=form,
        templates=options.templates,
        cache=environment.cache,
        word_template=options.word_template,
    )
    if to_stdout:
        print_file(content, text=form in TEXT_FORMS)
    else:
        written = write_report(Path(options.output), content, replace=True)
        print(_("Rapporten er skrevet til {path}", path=written), file=sys.stderr)
    return ExitCode.DONE


def _report(
    session: Session,
    earlier: Session | None,
    options: argparse.Namespace,
    environment: Environment,
    _: Translator,
) -> Report:
    """The report of an assessment, seen against an earlier one where there is one."""
    appraisal, baseline = session.appraisal, None if earlier is None else earlier.appraisal
    left_out: tuple[Phrase, ...] = ()
    if options.publish:
        appraisal, baseline, left_out = _to_publish(session, earlier, _)
        print(
            _(
                "Samsjekk kjenner bare navnene på dem som har svart. Les gjennom før du "
                "publiserer, og se etter andre navn."
            ),
            file=sys.stderr,
        )
    day = options.date or environment.today()
    return Report(appraisal, day, _, baseline=baseline, role=options.role, left_out=left_out)


def _refuse_impossible(options: argparse.Namespace, form: str, *, to_stdout: bool) -> None:
    if options.word_template is not None and form != "docx":
        raise ImpossibleReport(phrase("--word-template gjelder bare Word. Velg --format docx."))
    if to_stdout and form in EXTRAS and sys.stdout.isatty():
        raise ImpossibleReport(
            phrase(
                "{form} kan ikke vises i terminalen. Skriv til en fil: --output rapport.{form}",
                form=form,
            )
        )
    if options.role is not None and options.template not in BY_ROLE:
        raise ImpossibleReport(
            phrase(
                "Rapporten «{name}» er ikke delt etter rolle. Bruk --role sammen med: {names}.",
                name=options.template,
                names=", ".join(BY_ROLE),
            )
        )


def _form_of(output: str) -> str:
    """The form that the suffix of a file asks for; Markdown where it says nothing."""
    suffix = Path(output).suffix.lower().removeprefix(".")
    return {"htm": "html"}.get(suffix, suffix if suffix in FORMS else "md")


def _earlier(name: str, session: Session) -> Session:
    """The earlier assessment that a report looks back to.

    Its files are not looked for: they may have been moved since, and it was judged with them.
    """
    from checklist.appraisal.comparison import refuse_incomparable  # noqa: PLC0415 - rarely needed

    earlier = Session(session.journal, name, session.author, session.files)
    refuse_incomparable(earlier.appraisal, session.appraisal)
    return earlier


def _to_publish(
    session: Session, earlier: Session | None, _: Translator
) -> tuple[Appraisal, Appraisal | None, tuple[Phrase, ...]]:
    """The appraisals without people and files, and what was left out of them."""
    from checklist.reporting.publishing import left_out, published  # noqa: PLC0415 - only used here

    sessions = (session,) if earlier is None else (session, earlier)
    # Those who answered the one may be named in the other. The latest is last.
    people = [line.event.author for each in sessions for line in each.history()][::-1]
    made = [published(each.assessment, people, _) for each in sessions]
    appraisals = [
        appraise(each.criteria_set, one.assessment, each.file_states)
        for each, one in zip(sessions, made, strict=True)
    ]
    return appraisals[0], None if earlier is None else appraisals[1], left_out(*made)
