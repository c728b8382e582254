"""The papers of an audit: who speaks in them, what they say, and what they leave out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from checklist.assessment import Author
from checklist.audit import KIND
from checklist.auditing import AuditSession, audit_paper, begin_audit
from checklist.cli import main
from checklist.i18n import Translator
from checklist.reporting import AuditPaper, UnknownForm, UnknownTemplate, report_file, report_text
from checklist.store import Journal, Receipts
from tests.test_audit import WHOLE

OLA = Author(name="Ola", role="prosjektleder")
DAY = date(2020, 5, 1)
BY = "Østre Revisjon IKS"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[AuditSession]:
    with Journal(tmp_path / "samsjekk.sqlite3", kind=KIND) as journal:
        yield applied(begin_audit(journal, "revisjon", OLA), tmp_path, WHOLE)


def applied(session: AuditSession, folder: Path, text: str) -> AuditSession:
    path = folder / "revisjon.yaml"
    path.write_text(text, encoding="utf-8")
    session.apply(path, sure=True)
    return session


def by_auditors(session: AuditSession, folder: Path) -> AuditSession:
    return applied(session, folder, WHOLE.replace("{title:", f"{{by: {BY}, title:"))


def paper(session: AuditSession, language: str = "nb") -> AuditPaper:
    receipts = Receipts(session.journal.path.parent / "receipts", lambda: datetime.now(UTC))
    return audit_paper(session, receipts, DAY, Translator(language))


# -- who speaks -------------------------------------------------------------------------


def test_every_page_says_which_auditor_and_audit_it_is_from(
    session: AuditSession, tmp_path: Path
) -> None:
    by_auditors(session, tmp_path)
    made = paper(session)
    foot = f"{BY} · Nes kommune · Psykisk helse og rus"

    word = docx.Document(BytesIO(report_file(made, template="report", form="docx")))
    assert word.sections[-1].footer.paragraphs[0].text.startswith(foot)
    assert word.core_properties.author == BY
    pdf = PdfReader(BytesIO(report_file(made, template="report", form="pdf")))
    assert foot in pdf.pages[0].extract_text()


@pytest.mark.parametrize("form", ["html", "md"])
def test_a_paper_of_an_audit_is_the_auditors_and_has_its_kontrollsum(
    session: AuditSession, tmp_path: Path, form: str
) -> None:
    by_auditors(session, tmp_path)
    text = report_text(paper(session), template="report", form=form)
    assert f"Vurderingene er gjort av {BY}." in text
    assert str(session.kontrollsum) in text.replace("\\", "")
    assert "egenvurdering" not in text.lower()


def test_an_audit_is_no_workbook_and_has_no_gap_report(session: AuditSession) -> None:
    with pytest.raises(UnknownForm, match="En revisjon kan ikke skrives som xlsx"):
        report_file(paper(session), template="report", form="xlsx")
    with pytest.raises(UnknownTemplate, match="gap"):
        report_file(paper(session), template="gap", form="md")


def test_the_command_writes_word_where_nothing_else_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("SAMSJEKK_HOME", str(home))
    with Journal(home / "samsjekk.sqlite3", kind=KIND) as journal:
        applied(begin_audit(journal, "revisjon", OLA), tmp_path, WHOLE)

    assert main(["audit", "report", "revisjon"]) == 0
    assert docx.Document(BytesIO(capsysbinary.readouterr().out)).paragraphs
    made = tmp_path / "rapport.html"
    assert main(["audit", "report", "revisjon", "--output", str(made), "--lang", "en"]) == 0
    assert "Performance audit report" in made.read_text(encoding="utf-8")
    capsysbinary.readouterr()
    assert main(["report", "revisjon", "--template", "audit-report"]) == 2
