"""What the tests of PDF, Word and Excel share: an example as a report."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from checklist.i18n import Translator
from checklist.reporting import Report, report_file
from checklist.store import Journal
from tests.conftest import Clock, copied

DAY = date(2026, 11, 23)


@cache
def example(language: str = "nb", name: str = "nes-2018") -> Report:
    """A shipped example as a report in a language, made once."""
    with TemporaryDirectory() as folder, Journal(Path(folder, "a.sqlite3"), Clock()) as journal:
        return Report(copied(journal, name).appraisal, DAY, Translator(language))


def squeezed(text: str) -> str:
    """Without white space: a page breaks lines where it must."""
    return "".join(text.split())


@cache
def made(form: str, language: str = "nb") -> bytes:
    """The gap report of the Nes audit as a file, made once: a Word file takes a second."""
    return report_file(example(language), form=form)
