"""Every shipped document of every example and audit, and municipalities side by side, as HTML."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.side_by_side import example_to_vary, receipt_of, receipts_in
from checklist.assessment import Author
from checklist.assessment.municipalities import places
from checklist.audit import KIND, GuideRole, set_side_by_side
from checklist.auditing import (
    AuditSession,
    audit_examples,
    audit_paper,
    copy_audit_example,
    handed_over,
)
from checklist.criteria import AnswerValue
from checklist.i18n import LANGUAGES, Translator
from checklist.reporting import AUDIT_DOCUMENTS, NothingToSay, Report, report_text, template_names
from checklist.reporting.audits import beside_file
from checklist.resources import folder
from checklist.session import Session
from checklist.session.assessments import copy_example
from checklist.store import EvidenceFiles, Journal

DAY = date(2026, 11, 25)
AUDIT = "audit-"
"""What the name of a paper of an audit begins with here."""

COMPARED = "compare"
"""What municipalities side by side are called here."""

_MUNICIPALITIES = 6
_ROLES = 8
"""How many roles the guide of an audit has here: the auditors of Nes interviewed as many."""

EXAMPLES = tuple(path.stem for path in sorted(folder("examples").glob("*.yaml")))


@dataclass(frozen=True, slots=True)
class Document:
    """One document, by what it was made from."""

    template: str
    example: str
    language: str
    html: str

    @property
    def name(self) -> str:
        """What it is called in a line of figures."""
        return f"{self.template} {self.example} {self.language}"


@contextmanager
def example(name: str) -> Iterator[tuple[Session, Session]]:
    """A fresh copy of an example, and an earlier assessment of the same place to look back to.

    The earlier one is another copy where every third answer was no, so that much has changed.
    """
    with tempfile.TemporaryDirectory() as home:
        files = EvidenceFiles(Path(home) / "evidence")
        with Journal(Path(home) / "samsjekk.sqlite3") as journal:
            then, now = (
                Session(
                    journal, copy_example(journal, files, name, copy), Author(name="Anna"), files
                )
                for copy in ("then", "now")
            )
            for checkpoint in sorted(then.assessment.answers)[::3]:
                then.answer(checkpoint, AnswerValue.NO)
            yield then, now


def documents(
    templates: Collection[str] = (),
    examples: Collection[str] = EXAMPLES,
    languages: Collection[str] = LANGUAGES,
) -> Iterator[Document]:
    """The documents of the named templates, or of all of them."""
    for name in examples:
        with example(name) as (then, now):
            before, appraisal = then.appraisal, now.appraisal
        for language in languages:
            report = Report(appraisal, DAY, Translator(language), baseline=before)
            for template in templates or template_names("html"):
                yield Document(template, name, language, report_text(report, template=template))


def audit_documents(templates: Collection[str]) -> Iterator[Document]:
    """The papers of every audit that is shipped, those that it has something to say in."""
    with tempfile.TemporaryDirectory() as home:
        for name in audit_examples():
            with Journal(Path(home) / f"{name}.sqlite3", kind=KIND) as journal:
                made = copy_audit_example(journal, name)
                session = AuditSession(journal, made, Author(name="Anna"))
                if session.criteria_set is not None:
                    roles = session.criteria_set.roles[:_ROLES]
                    session.record_all([GuideRole(id=role.id) for role in roles])
                for language in LANGUAGES:
                    paper = audit_paper(session, {}, DAY, Translator(language))
                    for template in templates or AUDIT_DOCUMENTS:
                        with suppress(NothingToSay):
                            html = report_text(paper, template=template)
                            yield Document(f"{AUDIT}{template}", name, language, html)


def compared_documents(languages: Collection[str] = LANGUAGES) -> Iterator[Document]:
    """Some municipalities side by side, under their names and without."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        receipts, like = receipts_in(home), example_to_vary(home)
        for variant, place in enumerate(places()[:_MUNICIPALITIES]):
            receipt_of(home, receipts, like, place.municipality, variant)
        given = tuple(handed_over(receipts.all()))
    for kind in ("named", "anonymous"):
        side = set_side_by_side(given, anonymous=kind == "anonymous")
        for language in languages:
            html = beside_file(side, "html", Translator(language)).decode()
            yield Document(COMPARED, kind, language, html)


def every_document(names: Collection[str] = ()) -> Iterator[Document]:
    """The documents that are named, or all of them."""
    audits = [name.removeprefix(AUDIT) for name in names if name.startswith(AUDIT)]
    own = [name for name in names if not name.startswith(AUDIT) and name != COMPARED]
    if own or not names:
        yield from documents(own)
    if audits or not names:
        yield from audit_documents(audits)
    if COMPARED in names or not names:
        yield from compared_documents()
