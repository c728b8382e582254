"""Every shipped document of every shipped example in every language, as HTML."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from checklist.assessment.events import Author
from checklist.assessment.files import EvidenceFiles
from checklist.assessment.journal import Journal
from checklist.i18n import LANGUAGES, Translator
from checklist.reporting.render import report_text, template_names
from checklist.reporting.report import Report
from checklist.resources import folder
from checklist.session import Session, copy_example

DAY = date(2026, 11, 25)
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
def example(name: str) -> Iterator[Session]:
    """A fresh copy of an example, in a journal of its own."""
    with tempfile.TemporaryDirectory() as home:
        files = EvidenceFiles(Path(home) / "evidence")
        with Journal(Path(home) / "samsjekk.sqlite3") as journal:
            yield Session(journal, copy_example(journal, files, name), Author(name="Anna"), files)


def documents(
    templates: Collection[str] = (),
    examples: Collection[str] = EXAMPLES,
    languages: Collection[str] = LANGUAGES,
) -> Iterator[Document]:
    """The documents of the named templates, or of all of them."""
    for name in examples:
        with example(name) as session:
            appraisal = session.appraisal
        for language in languages:
            report = Report(appraisal, DAY, Translator(language))
            for template in templates or template_names("html"):
                yield Document(template, name, language, report_text(report, template=template))
