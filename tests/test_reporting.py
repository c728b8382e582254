"""The gap report of the Nes audit: what a control committee reads in it."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from msgspec.structs import replace

from checklist.appraisal import appraise
from checklist.assessment import (
    Document,
    FileReference,
    FileSample,
    SetVerdict,
    VerdictCode,
)
from checklist.criteria import AnswerValue
from checklist.i18n import LANGUAGES, Translator
from checklist.reporting import Appendix, Report, UnknownForm, UnknownTemplate, report_text
from checklist.reporting.templates import FaultyTemplate
from checklist.session import Session

DAY = date(2018, 3, 1)
X = "{http://www.w3.org/1999/xhtml}"


def text_of(
    session: Session,
    form: str,
    language: str = "nb",
    *,
    templates: Path | None = None,
    cache: Path | None = None,
) -> str:
    report = Report(session.appraisal, DAY, Translator(language))
    return report_text(report, form=form, templates=templates, cache=cache)


def page(session: Session) -> Element:
    parser = html5lib.HTMLParser(strict=True)
    document: Element = parser.parse(text_of(session, "html"))
    return document


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def model(session: Session) -> Report:
    return Report(session.appraisal, DAY, Translator("nb"))


@pytest.mark.parametrize("form", ["html", "md"])
def test_it_says_what_the_auditors_concluded(nes: Session, form: str) -> None:
    text = text_of(nes, form)
    if form == "html":
        text = re.sub(r"<[^>]+>", " ", text)
    text = re.sub(r"[\s|]+", " ", text)

    for theme, conclusion in {
        "Koordinerende enhet": "i det alt vesentlige i tråd med kravene",
        "Samhandling i kommunen": "ikke i tilstrekkelig grad i tråd med kravene",
    }.items():
        assert re.search(f"(?i){theme} [◕◐✗] {conclusion}", text), theme
    assert re.search(r"(?i)Koordinator \S ikke avklart", text)
    assert re.search(r"Trekker opp: K\d+", text)
    assert "80 av 395 kontrollpunkter er besvart" in text


def test_the_first_page_maps_every_theme_with_sign_and_word(nes: Session) -> None:
    table = page(nes).find(f".//{X}table[@class='map']")
    assert table is not None
    rows = [[words(cell) for cell in row] for row in table.findall(f".//{X}tr")]

    assert rows[0] == ["Tema", "På plass", "Skriftlig", "Kjent", "Brukes", "Følges opp"]
    assert rows[1][0] == "Koordinerende enhet"
    assert rows[1][2].startswith("○ ikke alt besvart")
    assert rows[1][3].startswith("◐ delvis")
    assert rows[5][3].startswith("✗ nei")
    assert {header.get("scope") for header in table.findall(f".//{X}th")} == {"row", "col"}


def test_every_finding_is_told_once_in_words_and_the_worst_is_first(nes: Session) -> None:
    (told,) = [e for e in page(nes).iter(f"{X}ul") if "found" in (e.get("class") or "")]
    findings = [words(line) for line in told]

    assert len(findings) == len(nes.appraisal.findings)
    assert findings[0].startswith("F1 Lagt til rette for samarbeid ▲ mulig lovbrudd Samarbeider")
    for number, finding in enumerate(findings, start=1):
        assert finding.startswith(f"F{number} ")
        assert re.search(r"\? (Nei|Delvis)\. \w", finding)
        assert re.search(r"Målestokk: .+\. Krav K\d+\.", finding)
        assert "kontrollpunkt" not in finding


def test_the_key_criteria_come_first_among_findings_that_are_equally_serious(nes: Session) -> None:
    found = nes.appraisal.findings
    order = [(c.severity.rank if c.severity else 0, not c.criterion.key) for c in found]
    assert order == sorted(order)


def test_recommendations_are_few_and_each_finding_is_behind_one(nes: Session) -> None:
    report = model(nes)
    asked = {ref.number for group in report.advice for p in group.parts for ref in p.findings}
    left = sum(int(group.left.split()[0]) for group in report.advice if group.left)

    assert 3 <= len(report.advice) <= 6
    assert all(1 <= len(group.parts) <= 3 for group in report.advice)
    assert report.advice[0].severity.code == "possible_breach"
    assert len(asked) <= len(report.findings) <= len(asked) + left
    for group in report.advice:
        assert all(part.what.text.startswith("Kommune") for part in group.parts)


def test_a_recommendation_never_asks_for_what_is_answered_yes(nes: Session) -> None:
    for appraised in nes.appraisal.findings:
        own = {point.checkpoint.recommendation: point.value for point in appraised.asked}
        for part in appraised.advice:
            assert own.get(part) in (None, AnswerValue.NO, AnswerValue.PARTLY)
    meetings = next(f for f in model(nes).findings if f.reference.title.text == "Faste møteplasser")
    assert "ha faste møter" not in meetings.recommendation.text


def test_advice_to_obtain_evidence_is_given_once_with_its_list(nes: Session) -> None:
    for checkpoint, evidence in [(p, e) for p, es in nes.assessment.links.items() for e in es]:
        nes.unlink(evidence, checkpoint)
    report = model(nes)
    lacking = [f for f in report.findings if f.severity.code == "undocumented"]
    text = text_of(nes, "md").partition("## Vedlegg")[0]

    assert len(lacking) > 1
    assert [len(group.criteria) for group in report.advice if group.criteria] == [len(lacking)]
    assert text.count("Kommunen bør skaffe dokumentasjon") == 1
    first, last = lacking[0].reference, lacking[-1].reference
    assert f"bare er påstått. ({first.number}–{last.number})" in text
    assert len(report.found) == len(report.findings) - len(lacking)


def test_questions_nobody_asked_are_counted_and_not_listed(nes: Session) -> None:
    unasked = [
        fact.question.text
        for theme in model(nes).themes
        for criterion in theme.criteria
        for fact in criterion.facts
        if fact.answer.code == "unanswered"
    ]
    text = text_of(nes, "md")
    settling = {asked.question.text for asked in model(nes).not_known.questions}
    listed = {question for question in unasked if question in text}

    assert len(unasked) > 300
    assert len(listed - settling) < 25
    assert "Ikke undersøkt:" in text


@pytest.mark.parametrize("form", ["html", "md"])
def test_the_appendix_stands_with_the_report_apart_or_nowhere(nes: Session, form: str) -> None:
    made = model(nes)
    whole = report_text(made, form=form)
    report = report_text(made.with_appendix(Appendix.APART), form=form)
    none = report_text(made.with_appendix(Appendix.NONE), form=form)
    alone = report_text(made.with_appendix(Appendix.ONLY), form=form)

    for text in (whole, report, none):
        assert "Hva funnene betyr for folk" in text
    for text in (whole, alone):
        assert "Reglene vurderingene følger" in text
    for text in (report, none):
        assert "Reglene vurderingene følger" not in text
    assert "Hva funnene betyr for folk" not in alone
    assert "Vedlegg til gaprapporten" in alone
    assert "Vedlegget er en egen fil." in report
    assert "Vedlegget er ikke med her." in none


def test_no_link_leads_to_a_place_in_another_file(nes: Session) -> None:
    for where in (Appendix.NONE, Appendix.ONLY):
        text = report_text(model(nes).with_appendix(where))
        document = html5lib.HTMLParser(strict=True).parse(text)
        ids = [found for e in document.iter() if (found := e.get("id"))]
        links = {found for e in document.iter(f"{X}a") if (found := e.get("href"))}
        assert len(ids) == len(set(ids))
        assert {link[1:] for link in links if link.startswith("#")} <= set(ids)
        assert "F1" in words(document)


def test_the_cause_an_action_names_stands_with_the_finding(nes: Session, tmp_path: Path) -> None:
    (tmp_path / "tiltak.yaml").write_text(
        "format: 1\n"
        "actions:\n"
        "  - id: skriveregler\n"
        "    criterion: sam-tilrettelegging\n"
        "    what: Avtale hva hver tjeneste skriver\n"
        "    cause: Ingen har sagt hva som skal skrives\n",
        encoding="utf-8",
    )
    nes.apply(tmp_path / "tiltak.yaml")
    with_cause = [finding for finding in model(nes).findings if finding.causes]

    assert [finding.causes for finding in with_cause] == [("Ingen har sagt hva som skal skrives.",)]
    assert "**Årsak:** Ingen har sagt hva som skal skrives." in text_of(nes, "md")
    assert words(page(nes)).count("Årsak: Ingen har sagt hva som skal skrives.") == 1


def test_sentences_have_no_seams(nes: Session) -> None:
    for language in LANGUAGES:
        text = text_of(nes, "md", language)
        assert not re.search(r"[^.]\.\. |\.;|: \.|, \.| \.(?!\w)|  \S", text.replace("\n  ", "\n"))
    text = text_of(nes, "md")
    assert "3 av 4 vurderte skal-krav er oppfylt" in text
    assert "Ikke oppfylt. Et avgjørende kontrollpunkt er nei (brukes)." in text
    assert "2 av 3 svar er ikke godt nok dokumentert." in text


def test_facts_come_with_comment_place_and_evidence(nes: Session) -> None:
    finding = model(nes).findings[0]
    fact = finding.telling[0]

    assert finding.reference.title.text == "Lagt til rette for samarbeid"
    assert (fact.answer.sign, fact.answer.word) == ("✗", "Nei")
    assert fact.place == "kap. 5.3.2 og 5.4.1"
    assert fact.comment.startswith("Kommunalsjefen sier at samarbeidet er litt tilfeldig")
    assert [use.reference.number for use in fact.evidence] == ["D1", "I3", "D4", "I8", "I9"]
    assert fact.evidence[1].reasons == ("uten dato", "sagt av bare én rolle")
    assert finding.others == "Ett annet kontrollpunkt er besvart med «ja» (på plass)."


def test_sources_are_those_in_force_then_and_lead_to_the_section(nes: Session) -> None:
    criterion = model(nes).themes[0].criteria[2]
    labels = [place.label for place in criterion.citations]

    assert labels == [
        "den tidligere forskriften om habilitering, individuell plan og koordinator § 6",
        "helsepersonelloven § 38 a",
        "forskriften om habilitering, rehabilitering og koordinator § 7 første ledd",
    ]
    assert criterion.citations[1].address == (
        "https://lovdata.no/dokument/NL/lov/1999-07-02-64/%C2%A738%20a"
    )


def test_duties_that_came_later_are_named_and_not_counted(nes: Session) -> None:
    report = model(nes)
    reasons = {line.reference.title.text: line.reason for line in report.not_counted}

    assert reasons["Én tjeneste samordner"] == "plikten gjelder fra 1. august 2022"
    assert "Én tjeneste samordner" not in {
        criterion.reference.title.text for theme in report.themes for criterion in theme.criteria
    }


def test_a_person_s_own_verdict_stands_beside_the_derived_one(nes: Session) -> None:
    nes.set_verdict(
        "sam-tilrettelegging", SetVerdict(verdict=VerdictCode.PARTLY, reason="Det er i bedring.")
    )
    finding = next(f for f in model(nes).findings if f.criterion.judgement.own_reason)

    assert finding.criterion.judgement.status.word == "delvis oppfylt"
    assert finding.criterion.judgement.derived.word == "ikke oppfylt"
    for form in ("html", "md"):
        text = text_of(nes, form)
        assert "Det er i bedring." in text
        assert "Rolle: virksomhetsleder." in text
        assert "Regelen gir:" in text


def test_met_by_word_only_is_called_claimed(nes: Session) -> None:
    for checkpoint, evidence in [(p, e) for p, es in nes.assessment.links.items() for e in es]:
        if checkpoint.startswith("sph-avtale"):
            nes.unlink(evidence, checkpoint)
    report = model(nes)
    finding = next(f for f in report.findings if f.severity.code == "undocumented")

    assert finding.reference.title.text == "Samarbeidsavtalen gjelder"
    assert finding.recommendation.text.startswith("Kommunen bør skaffe dokumentasjon")
    assert finding.to_show
    assert report.lacking[0].criterion.title.text == "Samarbeidsavtalen gjelder"
    assert report.lacking[0].claimed
    assert "påstått oppfylt" in text_of(nes, "md")


def test_counts_are_shown_with_what_was_counted(nes: Session) -> None:
    answer = nes.assessment.answer("ip-tilbud-andel")
    assert answer is not None
    nes.set_answer("ip-tilbud-andel", type(answer)(value=AnswerValue.PARTLY, count=1, of=12))
    nes.record_evidence(
        FileSample(id="prove", title="Tolv mapper", date="2017-11", count=1, of=12, period="2017"),
        ["ip-tilbud-andel"],
    )
    text = text_of(nes, "md")

    assert "Brukere med individuell plan: 1 av 12 (blant brukere som får flere tjenester" in text
    assert "| S1 | Tolv mapper (stikkprøve; 1 av 12 saker; periode: 2017) | november 2017 |" in text
    assert "Svaret mangler begrunnelse." in text


def test_people_go_by_role_and_paths_by_file_name(nes: Session) -> None:
    nes.answer("ke-kjent-ansatte", AnswerValue.YES)
    nes.record_evidence(
        Document(
            id="notat",
            title="Notat",
            file=FileReference("/home/kari.nordmann/Skrivebord/notat.pdf", "0" * 64, 1),
        )
    )
    for form in ("html", "md"):
        text = text_of(nes, form)
        assert "virksomhetsleder" in text
        assert "notat.pdf" in text
        assert "Anna" not in text
        assert "kari" not in text


@pytest.mark.parametrize("form", ["html", "md"])
def test_the_same_assessment_and_day_give_the_same_text(
    nes: Session, form: str, tmp_path: Path
) -> None:
    plain = text_of(nes, form)

    assert plain == text_of(nes, form)
    assert plain == text_of(nes, form, cache=tmp_path / "cache")
    assert plain == text_of(nes, form, cache=tmp_path / "cache")
    for file in (tmp_path / "cache").iterdir():
        file.write_bytes(b"not what was compiled")
    assert plain == text_of(nes, form, cache=tmp_path / "cache")
    (tmp_path / "in the way").touch()
    assert plain == text_of(nes, form, cache=tmp_path / "in the way")


def test_the_page_needs_nothing_from_outside(nes: Session) -> None:
    document = page(nes)
    tags = {element.tag for element in document.iter()}
    policy = document.find(f".//{X}meta[@http-equiv='Content-Security-Policy']")
    style = document.find(f".//{X}style")

    assert policy is not None
    assert "default-src 'none'" in (policy.get("content") or "")
    assert not tags & {f"{X}{tag}" for tag in ("script", "link", "img", "iframe", "object")}
    assert style is not None
    assert not re.search(r"url\(|@import", style.text or "")
    assert not [name for e in document.iter() for name in e.attrib if name.startswith("on")]


def test_every_link_in_the_page_leads_somewhere(nes: Session) -> None:
    document = page(nes)
    ids = [found for e in document.iter() if (found := e.get("id"))]
    links = [found for e in document.iter(f"{X}a") if (found := e.get("href"))]
    named = [found for e in document.iter() if (found := e.get("aria-labelledby"))]
    described = " ".join(named).split()

    assert len(ids) == len(set(ids))
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)
    assert set(described) <= set(ids)
    assert all(link.startswith(("#", "https://")) for link in links)


def test_headings_never_skip_a_level(nes: Session) -> None:
    for text in (text_of(nes, "html"), text_of(nes, "md")):
        levels = [int(n) for n in re.findall(r"<h(\d)", text)] or [
            len(marks) for marks in re.findall(r"^(#+) ", text, re.MULTILINE)
        ]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize(("language", "marked"), [("nb", False), ("nn", True), ("en", True)])
def test_text_that_fell_back_to_bokmaal_says_so(
    nes: Session, language: str, *, marked: bool
) -> None:
    themes = nes.criteria_set.themes
    only = replace(themes[0], title="Bare skrevet på bokmål")
    own = replace(nes.criteria_set, themes=(only, *themes[1:]))
    for criteria_set, expected in ((nes.criteria_set, False), (own, marked)):
        report = Report(
            appraise(criteria_set, nes.assessment), date(2018, 3, 1), Translator(language)
        )
        text = report_text(report, template="gap", form="html")
        document = html5lib.HTMLParser(strict=True).parse(text)
        fallen_back = [e for e in document.iter(f"{X}span") if e.get("lang") == "nb"]
        assert document.get("lang") == language
        assert bool(fallen_back) is expected


def test_an_assessment_where_nothing_is_known_claims_nothing(empty: Session) -> None:
    empty.answer("ke-etablert-finnes", AnswerValue.UNKNOWN)
    page(empty)
    text = text_of(empty, "md")

    assert "Svarene er ikke nok til å vurdere noe krav." in text
    assert "Ingen dokumentasjon er registrert, så ingen av svarene er vist." in text
    assert not re.search("[✓◕◐✗] ", text.replace("Tegnene: ✓ ja, ◐ delvis, ± noe nei, ✗ nei,", ""))


def test_what_can_t_be_rendered_is_refused_in_words(nes: Session, tmp_path: Path) -> None:
    with pytest.raises(UnknownForm, match="Velg mellom: html, md"):
        text_of(nes, "pdf")
    with pytest.raises(UnknownTemplate, match=r"Velg mellom: .*gap"):
        report_text(model(nes), template="../gap")
    for fault in ("{% if %}", "{{ report.nothing }}", "{{ report.__class__.__mro__ }}"):
        (tmp_path / "gap.md.j2").write_text(fault, encoding="utf-8")
        with pytest.raises(FaultyTemplate, match="kan ikke brukes"):
            text_of(nes, "md", templates=tmp_path)


def test_a_template_of_one_s_own_is_used_and_can_t_forget_to_escape(
    nes: Session, tmp_path: Path
) -> None:
    nes.give_statement("<b>*Alt* er bra</b>", DAY)
    (tmp_path / "kort.md.j2").write_text("Sagt: {{ report.statement }}", encoding="utf-8")
    (tmp_path / "kort.html.j2").write_text(
        "{% autoescape false %}{{ report.statement }}{% endautoescape %}", encoding="utf-8"
    )

    def short(form: str) -> str:
        return report_text(model(nes), template="kort", form=form, templates=tmp_path)

    assert short("md") == "Sagt: &lt;b&gt;\\*Alt\\* er bra&lt;/b&gt;\n"
    assert short("html") == "&lt;b&gt;*Alt* er bra&lt;/b&gt;\n"


def test_jinja_is_not_imported_before_there_is_a_report_to_make() -> None:
    code = "import sys, checklist.reporting.render; sys.exit('jinja2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
