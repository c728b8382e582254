"""The papers of an audit: who speaks in them, what they say, and what they leave out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from checklist.assessment import Author, VerdictCode
from checklist.audit import (
    KIND,
    Audit,
    AuditConclusion,
    AuditQuestion,
    ChosenCriterion,
    CriterionVerdict,
    EarlierPoint,
    Fact,
    QualityReview,
    ReceivedAssessment,
    Source,
)
from checklist.auditing import AuditSession, audit_paper, begin_audit, received_in
from checklist.cli import main
from checklist.criteria.files import Library
from checklist.i18n import Translator
from checklist.reporting import NothingToSay, UnknownForm, UnknownTemplate, report_file, report_text
from checklist.reporting.audits import AuditPaper
from checklist.resources import folder
from checklist.session import Session
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
    received = received_in(session.audit, receipts)
    return audit_paper(session, received, DAY, Translator(language))


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


def test_an_audit_that_judges_nothing_has_no_verdicts_to_answer_for(tmp_path: Path) -> None:
    with Journal(tmp_path / "samsjekk.sqlite3", kind=KIND) as journal:
        begun = begin_audit(journal, "revisjon", OLA)
        begun.record(AuditQuestion(id="p1", text="Virker det?"))
        assert "Laget av revisjonen med samsjekk." in report(begun)


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


# -- the report -------------------------------------------------------------------------

LOG = """
format: 1
documents:
  - {id: d1, title: Rutine, arrived: "2020"}
  - {id: d2, title: Mandat, never_came: true}
interviews:
  - {id: i-gruppe, role: ansatte i Nav, group: true, people: 4, held: "2020"}
  - {id: i-seint, role: kommunalsjef, planned: "2020"}
emails:
  - {id: e1, role: legevakt, is_answered: true}
  - {id: e2, role: kultur, never_answered: true}
surveys:
  - {id: u1, title: Samarbeid, to: ansatte, sent_to: 40, answered: 30}
observations:
  - {id: o1, title: Møte i ansvarsgruppe, where: Nav}
samples:
  - {id: s1, title: Vedtak, of: 200, number: 10, seed: "42", looked_at: 10, counted: 7}
  - {id: s2, title: Planer, of: 50, number: 5}
"""


def report(session: AuditSession, form: str = "md", template: str = "report") -> str:
    return report_text(paper(session), template=template, form=form).replace("\\", "")


def headings(text: str) -> list[str]:
    return [line.removeprefix("## ") for line in text.splitlines() if line.startswith("## ")]


def test_the_chapters_are_in_the_order_of_a_report_and_an_empty_one_is_not_there(
    session: AuditSession,
) -> None:
    text = report(session)
    assert headings(text) == [
        "1 Sammendrag",
        "2 Bakgrunn",
        "3 Formål og problemstillinger",
        "4 Metode",
        "5 Revisjonskriterier",
        "6 Fakta",
        "7 Revisjonens vurderinger",
        "8 Konklusjoner",
        "9 Anbefalinger",
        "Vedlegg: innsamlede data",
    ]
    lacks = "**Ikke med i denne utgaven:** kommunedirektørens uttalelse, kvalitetssikring."
    assert lacks in text
    assert "Forvaltningsrevisjonen er bestilt (sak 26/17)." in text


@pytest.mark.parametrize("name", ["nes-2018", "ullensaker-2020"])
def test_every_number_leads_to_its_place(tmp_path: Path, name: str) -> None:
    page = shipped(tmp_path, name, "follow-up" if name.startswith("u") else "report", "html")
    led_to = set(re.findall(r'href="#([^"]+)"', page))
    assert led_to - set(re.findall(r' id="([^"]+)"', page)) == set()


def test_from_a_recommendation_the_reader_finds_the_sources(session: AuditSession) -> None:
    text = report(session)
    assert "1. Kommunen bør samhandle. (følger av konklusjon 1)" in text
    assert "Bygger på vurderingen av K1." in text
    assert "**✗ ikke oppfylt** Bygger på intervju. Fakta: F1." in text
    assert "- **F1** Det meldes lite. (Kilder: I1 leder for Nav)" in text
    assert "| I1 | leder for Nav | verifisert |" in text


def test_a_fact_of_another_criterion_is_in_no_span(session: AuditSession) -> None:
    session.record(ChosenCriterion(id="k2", question="p1", text="Det skal virke.", sources="hol"))
    for name, criterion in (("f2", "k2"), ("f3", "samhandling"), ("f4", "samhandling")):
        session.record(Fact(id=name, criterion=criterion, text="Det er sett."))
    assert "Bygger på intervju. Fakta: F1, F3–F4." in report(session)


def test_what_is_asked_for_and_not_here_is_nothing_the_audit_rests_on(tmp_path: Path) -> None:
    with Journal(tmp_path / "samsjekk.sqlite3", kind=KIND) as journal:
        planned = begin_audit(journal, "revisjon", OLA)
        applied(
            planned, tmp_path, "format: 1\ndocuments:\n  - {id: d1, title: Plan, asked: '2020'}"
        )
        text = report(planned)
    assert "Revisjonen har fått 0 av 1 dokument." in text
    assert "Revisjonen bygger på" not in text


def test_with_several_questions_the_criteria_say_which_they_answer(session: AuditSession) -> None:
    assert "Problemstilling 1:" not in report(session)
    session.record(AuditQuestion(id="p2", text="Virker det?"))
    session.record(ChosenCriterion(id="k2", question="p2", text="Det skal virke.", sources="hol"))
    part = report(session).partition("Revisjonskriterier\n")[2]
    said = " ".join(part.split())
    assert said.startswith("- Problemstilling 1: K1 - Problemstilling 2: K2")


def test_the_method_is_written_from_the_log(session: AuditSession, tmp_path: Path) -> None:
    text = report(applied(session, tmp_path, LOG))
    for said in (
        "1 dokument, 2 intervjuer, 1 sett med spørsmål på e-post, 1 spørreundersøkelse",
        "1 observasjon og 1 stikkprøve.",
        "Revisjonen har fått 1 av 2 dokumenter. 1 dokument kom aldri.",
        "Det er holdt 2 intervjuer. 1 av dem er gruppemøte. 1 av 2 er verifisert",
        "ansatte i Nav, gruppemøte, 4 personer",
        "kommunalsjef, planlagt 2020",
        "2 sett med spørsmål på e-post, og 1 av dem er besvart",
        "Samarbeid, sendt til ansatte: 30 av 40 svarte (75 prosent).",
        "Møte i ansvarsgruppe, Nav",
        "Vedtak: 10 av 200 saker, trukket med frø 42. 7 av 10",
        "Planer: 5 av 50 saker. Sakene er ikke gjennomgått.",
    ):
        assert said in text, said


def test_corrections_are_counted_and_those_refused_have_their_reasons(
    session: AuditSession, tmp_path: Path
) -> None:
    applied(
        session,
        tmp_path,
        """
format: 1
fact_check: {sent: 2020-03-01, came: 2020-03-15}
corrections:
  - {id: r1, fact: f1, wanted: noe annet, decided: accepted}
  - {id: r2, fact: f1, wanted: Det meldes mye., decided: refused, reason: Ingen kilde viser det.}
hearing: {role: rådmann, came: 2020-04-01, text: "Vi er enige.\\n\\nTakk."}
""",
    )
    text = report(session)
    assert "Fakta ble sendt til kommunen 1. mars 2020 og kom tilbake 15. mars 2020." in text
    assert "Kommunen ba om 2 rettelser. 1 er tatt til følge. 1 er ikke tatt til følge." in text
    assert "| F1 | Det meldes mye. | ikke tatt til følge | Ingen kilde viser det. |" in text
    assert "> Vi er enige.<br> <br> Takk." in text


def test_the_steps_of_quality_review_are_signed_by_role(session: AuditSession) -> None:
    session.sign_review(QualityReview(id="first", role="fagansvarlig", signed=DAY))
    signed = session.audit.all(QualityReview)["first"].kontrollsum
    text = report(session)
    assert f"- Første trinn: fagansvarlig, 1. mai 2020, kontrollsum {signed}" in text
    assert "kvalitetssikring." not in text.partition("## 1")[0]


def test_the_places_of_gathered_criteria_stand_where_the_auditors_wrote_no_source(
    tmp_path: Path,
) -> None:
    held = Library.shipped().open("psykisk-helse-rus-voksne")
    with Journal(tmp_path / "samsjekk.sqlite3", kind=KIND) as journal:
        session = applied(
            begin_audit(journal, "revisjon", OLA, held),
            tmp_path,
            """
format: 1
criteria:
  - {id: k1, text: Kommunen skal ha en enhet., gathers: [ke-etablert]}
  - {id: k2, text: Kommunen skal samhandle., gathers: [sam-enkeltsak], sources: egen plan}
""",
        )
        text = report(session)
    assert "helse- og omsorgstjenesteloven § 7-3" in text.partition("### K2")[0]
    assert "- egen plan" in text
    assert "## Vedlegg: kravene bak kriteriene" in text
    second = text.partition("## Vedlegg")[0].partition("### K2")[2]
    assert "helse- og omsorgstjenesteloven" not in second


# -- what people wrote is data ----------------------------------------------------------


@pytest.mark.parametrize("template", ["report", "poster"])
def test_text_of_people_is_never_markup(
    session: AuditSession, tmp_path: Path, template: str
) -> None:
    evil = "<script>x</script> {{ 7*7 }} **fet** [a](javascript:b)"
    applied(session, tmp_path, WHOLE.replace("Kommunen bør samhandle.", f"'{evil}'"))
    page = report_text(paper(session), template=template, form="html")
    assert "&lt;script&gt;x&lt;/script&gt; {{ 7*7 }}" in page
    assert "<script" not in page
    text = report_text(paper(session), template=template, form="md")
    assert r"&lt;script&gt;x&lt;/script&gt; {{ 7\*7 }} \*\*fet\*\* \[a\]" in text


def test_in_english_what_the_auditors_wrote_is_marked_as_norwegian(session: AuditSession) -> None:
    page = report_text(paper(session, "en"), template="report", form="html")
    assert '<p class="said" lang="no">Det er ikke nok.</p>' in page
    assert "What the auditors have written is as it was written" in page


# -- poster and follow-up ---------------------------------------------------------------


def test_the_poster_is_one_page_however_much_there_is(
    session: AuditSession, tmp_path: Path
) -> None:
    long = "Dette er en lang tekst om samhandling mellom tjenestene i kommunen. " * 20
    criteria = "".join(
        f"  - {{id: k{n}, question: p{n % 3 + 1}, text: Krav {n}., sources: lov}}\n"
        for n in range(12)
    )
    verdicts = "".join(f"  - {{id: k{n}, verdict: partly, text: '{long}'}}\n" for n in range(12))
    asked = "".join(f"  - {{id: p{n}, text: 'Spørsmål {n}?'}}\n" for n in (2, 3))
    applied(
        session,
        tmp_path,
        f"format: 1\nquestions:\n{asked}criteria:\n{criteria}verdicts:\n{verdicts}",
    )
    made = PdfReader(BytesIO(report_file(paper(session), template="poster", form="pdf")))
    assert len(made.pages) == 1
    text = made.pages[0].extract_text()
    assert "Spørsmål 3?" in text
    assert "står mer i rapporten" in text


def test_the_poster_says_what_is_not_judged_and_how_each_point_was_followed_up(
    session: AuditSession, tmp_path: Path
) -> None:
    session.record(ChosenCriterion(id="k2", question="p1", text="Det skal virke.", sources="hol"))
    session.record(AuditQuestion(id="p2", text="Er det fulgt opp?"))
    applied(session, tmp_path, FOLLOWED.replace("{id: o1, text", "{id: o1, question: p2, text", 1))
    text = report(session, template="poster")
    assert "- **○ Det skal virke.** (ikke vurdert)" in text
    asked = text.partition("## Er det fulgt opp?")[2].partition("\n## ")[0]
    assert "**◐ Samhandle mer.** (delvis fulgt opp) Mye er gjort." in asked
    others = text.partition("## Det kommunen er bedt om")[2].partition("\n## ")[0]
    assert "**○ Avklar taushetsplikten.** (ikke vurdert)" in others


FOLLOWED = """
format: 1
points:
  - {id: o1, text: Samhandle mer., given_by: kommunestyret, given: "2015", case: 24/15}
  - {id: o2, point: forwarded, text: Avklar taushetsplikten.}
follow_ups:
  - {id: o1, verdict: partly, text: Mye er gjort.}
measures:
  - id: t1
    points: [o1]
    group: Tabell 1
    title: Faste møter
    type: meeting
    participants: Nav og helse
    purpose: samordning
    case: 3/20
    planned_in: strategien
    status: done
    said_by: kommunen
    said: "2020"
  - {id: t2, group: Tabell 1, title: Rutine for IP, type: procedure, dated: "2014", kept: continued,
     sources: [{entry: i-nav}]}
"""


def test_the_follow_up_has_the_verdict_of_each_point_and_every_field_of_a_measure(
    session: AuditSession, tmp_path: Path
) -> None:
    text = report(applied(session, tmp_path, FOLLOWED), template="follow-up")
    assert "2 punkter: 1 delvis fulgt opp og 1 ikke vurdert." in text
    assert "Anbefaling · Gitt av: kommunestyret · Dato: 2015 · Sak: 24/15" in text
    assert "**◐ delvis fulgt opp** etter revisjonens vurdering." in text
    row = next(line for line in text.splitlines() if line.startswith("| 1 | Faste møter"))
    for said in (
        "møte",
        "Deltakere: Nav og helse",
        "Sak: 3/20",
        "Planlagt i: strategien",
        "samordning",
        "✓ gjennomført ifølge kommunen, 2020",
        "Punkt: 1",
    ):
        assert said in row, said
    assert "| Rutine for IP | 2014 | videreført | I1 leder for Nav |" in text


@pytest.mark.parametrize("template", ["report", "poster", "follow-up"])
def test_a_paper_that_would_say_nothing_is_refused_with_what_to_do(
    tmp_path: Path, template: str
) -> None:
    with Journal(tmp_path / "samsjekk.sqlite3", kind=KIND) as journal:
        empty = begin_audit(journal, "revisjon", OLA)
        with pytest.raises(NothingToSay, match=r"Begynn med|Skriv minst|Registrer"):
            report(empty, template=template)
        with pytest.raises(NothingToSay):
            report_file(paper(empty), template=template, form="docx")


def test_what_a_municipality_handed_over_is_a_source_and_only_a_hint(
    session: AuditSession, tmp_path: Path, nes: Session
) -> None:
    evidence = next(iter(nes.assessment.evidence.values())).value
    point = next(iter(nes.assessment.answers))
    state = applied(session, tmp_path, FOLLOWED).audit
    for record in (
        ReceivedAssessment(
            id="mottatt-1", kontrollsum="abc-1", municipality=nes.assessment.municipality
        ),
        Fact(
            id="f2",
            text="Det står i rutinen.",
            sources=(
                Source(receipt="mottatt-1", evidence=evidence.id),
                Source(receipt="mottatt-1", checkpoint=point),
            ),
        ),
        EarlierPoint(id="o1", text="Samhandle mer.", checkpoints=(point,)),
    ):
        state = state.with_record(record)
    made = AuditPaper(state, DAY, Translator(), received={"mottatt-1": nes.appraisal})
    text = report_text(made, template="follow-up", form="md").replace("\\", "")
    assert f"Kilder: M1 {evidence.title}; M1 svaret på: " in text
    assert "De er bare et hint. Vurderingen er revisjonens." in text
    assert "(mottak mottatt-1), kontrollsum: abc-1." in text
    # A paper is read by people, also where the receipt has been deleted since.
    without = AuditPaper(state, DAY, Translator(), criteria_set=nes.criteria_set)
    text = report_text(without, template="follow-up", form="md").replace("\\", "")
    assert "M1 dokumentasjon kommunen overleverte (mottaket er ikke her lenger)" in text
    assert "M1 svaret på: " in text


def test_what_is_not_judged_or_answered_is_said_and_no_conclusion_rests_on_it(
    session: AuditSession,
) -> None:
    session.record(AuditQuestion(id="p9", text="Virker det?"))
    session.record(ChosenCriterion(id="k9", question="p9", text="Det skal virke."))
    session.record(ChosenCriterion(id="k10", question="p9", text="Det skal være målt."))
    session.record(CriterionVerdict(id="k10", verdict=VerdictCode.MET))
    number = paper(session).numbers
    asked, unjudged, judged = number.questions["p9"], number.criteria["k9"], number.criteria["k10"]
    left_out = report(session).partition("**Ikke med i denne utgaven:**")[2].partition("\n")[0]
    assert f"konklusjon på problemstilling {asked.number}" in left_out
    assert re.search(rf"vurdering av [^a-z]*{unjudged.number}\b", left_out)
    session.record(AuditConclusion(id="a9", question="p9", text="Det virker."))
    text = report(session)
    assert "konklusjon på problemstilling" not in text
    assert f"Bygger på vurderingen av {judged.number}." in text


def test_the_municipalitys_own_verdict_stands_beside_that_of_the_auditors(nes: Session) -> None:
    state = Audit("revisjon")
    for record in (
        ChosenCriterion(id="k", text="Kravet.", gathers=("ke-etablert",)),
        CriterionVerdict(id="k", verdict=VerdictCode.PARTLY),
    ):
        state = state.with_record(record)
    said = "Etter svarene fra Nes kommune: oppfylt. Revisjonens vurdering er strengere."
    for form in ("md", "html"):
        made = AuditPaper(state, DAY, Translator(), received={"mottatt-1": nes.appraisal})
        assert said in report_text(made, template="report", form=form)
        alone = AuditPaper(state, DAY, Translator())
        assert "Etter svarene fra" not in report_text(alone, template="report", form=form)


def test_two_receipts_of_a_municipality_are_told_apart(nes: Session) -> None:
    state = Audit("revisjon")
    for record in (
        ReceivedAssessment(id="mottatt-1", municipality=nes.assessment.municipality),
        ReceivedAssessment(id="mottatt-2", municipality=nes.assessment.municipality),
        ChosenCriterion(id="k", text="Kravet.", gathers=("ke-etablert",)),
        CriterionVerdict(id="k", verdict=VerdictCode.PARTLY),
    ):
        state = state.with_record(record)
    received = {"mottatt-1": nes.appraisal, "mottatt-2": nes.appraisal}
    text = report_text(
        AuditPaper(state, DAY, Translator(), received=received), template="report", form="md"
    )
    assert "Etter svarene fra Nes kommune (M1): oppfylt." in text
    assert "Etter svarene fra Nes kommune (M2): oppfylt." in text


def test_what_two_wrote_differently_is_said_on_every_paper(session: AuditSession) -> None:
    with Journal(session.journal.path, kind=KIND) as journal:
        other = AuditSession(journal, "revisjon", Author(name="Kari", role="medarbeider"))
        session.record(Fact(id="f1", criterion="samhandling", text="Ett."), touched=["text"])
        other.record(Fact(id="f1", criterion="samhandling", text="Et annet."), touched=["text"])
        other.refresh()
        text = report(other)
    assert "Merk: 1 ting er skrevet ulikt av flere, og det siste står her." in text


# -- the shipped audits -----------------------------------------------------------------


def shipped(tmp_path: Path, name: str, template: str, form: str = "md") -> str:
    held = Library.shipped().open("psykisk-helse-rus-voksne")
    with Journal(tmp_path / "samsjekk.sqlite3", kind=KIND) as journal:
        session = begin_audit(journal, name, OLA, held)
        session.apply(folder("examples") / "audits" / f"{name}.yaml", sure=True)
        return report(session, form, template)


def test_nes_has_what_its_report_has(tmp_path: Path) -> None:
    text = shipped(tmp_path, "nes-2018", "report")
    assert text.count("\n### K") >= 3
    assert "8 intervjuer. Alle er verifisert" in text
    assert "5 sett med spørsmål på e-post, og 3 av dem er besvart" in text
    advice = text.partition("## 11 Anbefalinger")[2].partition("\n## ")[0]
    assert [line[:2] for line in advice.splitlines() if line] == ["1.", "2."]
    summary = text.partition("## 1 Sammendrag")[2].partition("\n## ")[0]
    assert "### Kommunedirektørens uttalelse\n\nUttalelsen kom 26. februar 2018." in summary


def test_every_row_of_the_tables_of_ullensaker_has_its_place(tmp_path: Path) -> None:
    text = shipped(tmp_path, "ullensaker-2020", "follow-up")
    assert "**Ikke med i denne utgaven:** vurdering av punkt 4, 5, kvalitetssikring." in text
    part = text.partition("## 7 Tiltak")[2].partition("\n## ")[0]
    rows = [line for line in part.splitlines() if line.startswith("| ") and "| Nr. |" not in line]
    assert len(rows) == 58
