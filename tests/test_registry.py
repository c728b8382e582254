"""A tenth document and another form are a row each in the registry, and nothing else."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Input, Select

from checklist.cli import main
from checklist.cli.table import build_parser
from checklist.i18n import Phrase, Translator
from checklist.plain.lines import UnreadableLine
from checklist.plain.looking import PlainLooking
from checklist.reporting import (
    DOCUMENTS,
    FORMS,
    Report,
    ReportDocument,
    ReportForm,
    part_types,
    report_file,
    report_schema,
    report_text,
)
from checklist.reporting.registry import function_named, makers_of_parts
from checklist.resources import folder
from checklist.session import Session
from checklist.tui.lists import LeadingRows
from checklist.tui.report import ReportScreen
from tests.terminal import press
from tests.test_tui_screens import OneScreen

DAY = date(2026, 11, 25)


def letter(report: Report, _: Translator) -> tuple[str, ...]:
    """What stands in the letter."""
    return (_.date(report.day), report.role or "alle", report.head.municipality)


def plain_text(report: Report, html: Callable[[], str]) -> bytes:
    """A form of our own: how long the page is, and whose it is."""
    return f"{report.head.municipality}: {len(html())}".encode()


@pytest.fixture(autouse=True)
def _added(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A row for the letter and one for the form; the templates are in the folder with the rest."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(
        DOCUMENTS,
        "letter",
        ReportDocument(Phrase("Brev"), (f"{__name__}:letter",), by_role=True),
    )
    monkeypatch.setitem(FORMS, "txt", ReportForm("Tekst", f"{__name__}:plain_text"))
    shutil.copytree(folder("templates"), tmp_path / "templates")
    for form, text in (("html", "<p>{{ line }}</p>"), ("md", "{{ line }}\n")):
        (tmp_path / "templates" / f"letter.{form}.j2").write_text(
            "{% for line in report.letter %}" + text + "{% endfor %}", encoding="utf-8"
        )
    monkeypatch.setattr(
        "checklist.reporting.templates.folder", lambda _name: tmp_path / "templates"
    )


def test_a_report_has_the_part_and_every_form_of_it(nes: Session) -> None:
    report = Report(nes.appraisal, DAY, Translator())

    assert report_text(report, template="letter", form="md").splitlines()[2] == "Nes kommune"
    assert report_file(report, template="letter", form="txt").startswith(b"Nes kommune: ")
    assert list(part_types())[-1] == "letter"
    assert report_schema()["properties"]["letter"]["description"] == "What stands in the letter."
    assert json.loads(report_file(report, form="json"))["letter"][1] == "alle"
    with pytest.raises(AttributeError, match="letters"):
        _ = report.letters


def test_a_template_of_one_s_own_may_read_the_part(nes: Session, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "mine.md.j2").write_text(
        "{{ report.letter[1] }}{{ report.role }}", encoding="utf-8"
    )
    (tmp_path / "own" / "kort.md.j2").write_text("{{ report.letter[1] }}", encoding="utf-8")
    report = Report(nes.appraisal, DAY, Translator())

    assert report_text(report, template="kort", form="md", templates=tmp_path / "own") == "alle\n"
    with pytest.raises(Exception, match="kan ikke brukes"):
        report_text(report, template="mine", form="md", templates=tmp_path / "own")


def test_the_commands_offer_and_make_them(
    nes: Session, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name, role = nes.assessment.id, nes.criteria_set.roles[0].id
    made = tmp_path / "brev.md"

    def report(*options: str) -> int:
        return main(["report", name, *options])

    assert report("--template", "letter", "--role", role, "--output", str(made)) == 0
    assert made.read_text(encoding="utf-8").splitlines()[1] == role
    assert report("--template", "letter", "--output", "brev.txt") == 0
    assert (tmp_path / "brev.txt").read_bytes().startswith(b"Nes kommune: ")
    assert report("--template", "all", "--format", "txt", "--output", "alle") == 0
    assert {path.name for path in (tmp_path / "alle").iterdir()} == {
        f"{name}-{document}.txt" for document, row in DOCUMENTS.items() if not row.alone
    } - {f"{name}-follow-up.txt"}
    capsys.readouterr()
    assert main(["templates", "list"]) == 0
    assert "Brev" in capsys.readouterr().out
    build_parser(Translator()).parse_args(["report", name, "--format", "txt"])


def test_line_by_line_offers_and_makes_them(
    nes: Session, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    looking = PlainLooking(nes, Translator())
    looking.take_report("")
    assert "10 Brev" in capsys.readouterr().out
    looking.take_report("10 brev.txt")
    assert (tmp_path / "brev.txt").read_bytes().startswith(b"Nes kommune: ")


def test_line_by_line_says_where_the_appendix_is_to_stand(
    nes: Session, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    looking = PlainLooking(nes, Translator())
    looking.take_report("1 gap.md; vedlegg i egen fil")
    looking.take_report("1 kort.md; uten")
    assert {path.name for path in tmp_path.glob("*.md")} == {
        "gap.md",
        "gap-vedlegg.md",
        "kort.md",
    }
    said = capsys.readouterr().out
    assert "gap-vedlegg.md" in "".join(said.split())
    assert "Vedlegget er ikke med her." in (tmp_path / "kort.md").read_text(encoding="utf-8")
    with pytest.raises(UnreadableLine, match="uten vedlegg"):
        looking.take_report("1 feil.md; kanskje")


async def test_the_screen_offers_and_makes_them(nes: Session, tmp_path: Path) -> None:
    app = OneScreen(ReportScreen(nes, Translator(), DAY))
    async with app.run_test(size=(80, 24)) as pilot:
        papers = app.screen.query_one(LeadingRows)
        papers.highlighted = papers.leads_to.index("letter")
        app.screen.query_one("#form", Select).value = "txt"
        app.screen.query_one("#role", Select).value = ""  # all of them in one file
        await pilot.pause()
        assert app.screen.query_one("#role").display
        assert not app.screen.query_one("#against").display
        app.screen.query_one("#name", Input).value = "brev.md"
        await press(pilot, "ctrl+s")
    assert (tmp_path / "brev.md").read_text(encoding="utf-8").splitlines()[2] == "Nes kommune"


def test_every_row_names_functions_and_templates_that_are_there() -> None:
    for document, row in DOCUMENTS.items():
        for form in ("html", "md"):
            assert (folder("templates") / f"{document}.{form}.j2").exists() or document == "letter"
        for maker in row.parts:
            assert function_named(maker).__doc__
    named = [part for row in DOCUMENTS.values() for part in row.parts]
    assert len(makers_of_parts(DOCUMENTS)) == len(named)
