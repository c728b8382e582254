"""The four papers on the way: what a health manager, a colleague and an auditor read in them."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest

from checklist.appraisal import Strength
from checklist.assessment import Action, Answer, Document
from checklist.criteria import AnswerValue
from checklist.i18n import Translator
from checklist.reporting import Report, report_text
from checklist.reporting.documents.interview import FollowUpQuestion, RoleTalk
from checklist.session import Session
from tests.conftest import shipped_set

DAY = date(2018, 3, 1)
PAPERS = ("prepare", "request", "interview", "fact-check")
X = "{http://www.w3.org/1999/xhtml}"


def model(session: Session, *, role: str | None = None, language: str = "nb") -> Report:
    return Report(session.appraisal, DAY, Translator(language), role=role)


def page(report: Report, paper: str) -> Element:
    text = report_text(report, template=paper, form="html")
    document: Element = html5lib.HTMLParser(strict=True).parse(text)
    return document


def words(element: Element | None) -> str:
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def follow_ups(talk: RoleTalk) -> list[FollowUpQuestion]:
    return [f for theme in talk.themes for c in theme.criteria for f in c.follow_ups]


def aloud(talk: RoleTalk) -> list[str]:
    """Everything said to a role, and everything it is asked to show."""
    said: list[str] = []
    for theme in talk.themes:
        for clash in theme.clashes:
            said += [ask.says.text for ask in clash.asks] + [clash.settle]
        for criterion in theme.criteria:
            said += [ask.says.text for ask in criterion.asks]
            for follow in criterion.follow_ups:
                said += [follow.says.split("?")[0], *(thing.what.text for thing in follow.show)]
    return said


# -- all four ---------------------------------------------------------------------------------


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_they_are_whole_pages_for_those_who_listen_too(
    nes: Session, paper: str, language: str
) -> None:
    document = page(model(nes, language=language), paper)
    ids = Counter(found for e in document.iter() if (found := e.get("id")))
    links = [found for e in document.iter(f"{X}a") if (found := e.get("href"))]
    named = [found for e in document.iter() if (found := e.get("aria-labelledby"))]
    levels = [int(e.tag[-1]) for e in document.iter() if re.fullmatch(rf"{X}h\d", e.tag)]

    assert document.get("lang") == language
    assert set(ids.values()) == {1}
    assert {link[1:] for link in links if link.startswith("#")} | set(named) <= set(ids)
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert {e.get("scope") for e in document.iter(f"{X}th")} <= {"row", "col"}
    for table in document.iter(f"{X}div"):
        if table.get("class") == "wide":
            assert (table.get("role"), table.get("tabindex")) == ("region", "0")


@pytest.mark.parametrize("paper", ["prepare", "interview"])
def test_an_empty_assessment_gives_papers_that_say_so(empty: Session, paper: str) -> None:
    page(model(empty), paper)
    text = report_text(model(empty), template=paper, form="md")

    assert ("Ingen kontrollpunkter er besvart ennå" in text) is (paper != "prepare")
    assert not re.search("[✓◐✗] ", text)


def test_a_checkpoint_has_the_same_number_in_all_of_them(nes: Session) -> None:
    question = "Har enheten noen som faktisk gjør oppgavene i dag?"
    for paper in PAPERS:
        text = report_text(model(nes), template=paper, form="md")
        assert re.search(rf"K1\.2[^K]*{re.escape(question)}", text), paper


# -- preparation ------------------------------------------------------------------------------


@pytest.mark.parametrize("session", ["empty", "nes"])
def test_every_question_stands_in_full_under_one_role(
    session: str, request: pytest.FixtureRequest
) -> None:
    opened: Session = request.getfixturevalue(session)
    paper = model(opened).preparation
    numbers = [q.number for role in paper.roles for c in role.criteria for q in c.questions]

    assert len(numbers) == len(set(numbers)) == opened.appraisal.progress.of
    assert sum(role.asked for role in paper.roles) == len(numbers)
    assert sum(role.decisive for role in paper.roles) == sum(
        point.checkpoint.decisive for c in opened.appraisal.criteria.values() for point in c.asked
    )


def test_whom_to_ask_first_is_the_first_role_the_set_names(empty: Session) -> None:
    # Not the first in the alphabet: the user representative has no housing plans to look up.
    shipped = shipped_set("psykisk-helse-rus-voksne")
    first = {p.id: next(iter(p.ask)) for c in shipped.criteria for p in c.checkpoints}
    asked = [p for c in empty.appraisal.criteria.values() for p in c.asked]

    assert {p.checkpoint.id: empty.appraisal.whom_to_ask(p) for p in asked} == {
        p.checkpoint.id: first[p.checkpoint.id] for p in asked
    }


def test_a_colleague_sees_what_yes_means_and_what_to_find(empty: Session) -> None:
    text = report_text(model(empty, role="koordinerende-enhet"), template="prepare", form="md")

    assert (
        "- ☐ Dokument: **Mandat eller rutine som lister opp oppgavene** "
        "(datert fra 1. november 2024 til 1. november 2026; K2.1)"
    ) in text
    assert "**K2.1 Er enhetens oppgaver skrevet ned?**" in text
    assert "Ja betyr: Et mandat eller en gjeldende rutine nevner alle fire oppgavene" in text
    assert "☐ Ja ☐ Delvis ☐ Nei ☐ Vet ikke ☐ Gjelder ikke" in text
    assert "Tall: meldinger som er vurdert …………… av …………… meldinger mottatt" in text
    assert "## Kommunedirektør" not in text


def test_a_role_is_given_its_own_samples_and_its_own_time(empty: Session) -> None:
    alone = model(empty, role="nav-leder").preparation
    everyone = model(empty).preparation

    own = {sample.title.text for sample in alone.samples}
    assert own < {sample.title.text for sample in everyone.samples}
    (role,) = alone.roles
    assert f"Anslag for {role.asked} spørsmål: om lag" in " ".join(alone.says)


# -- request ----------------------------------------------------------------------------------


def test_what_is_too_weak_is_asked_for_once_and_says_why(nes: Session) -> None:
    paper = model(nes).requests
    lines = {line.number: line for role in paper.roles for line in role.requested}
    routine = next(line for line in lines.values() if "D3" in str(line.present))

    assert list(lines) == [f"B{n}" for n in range(1, len(lines) + 1)]
    assert sum(len(line.points) for line in lines.values()) == len(nes.appraisal.lacking_evidence)
    assert [(use.reference.number, use.reasons) for use in routine.present] == [
        ("D3", ("uten dato", "sier ikke hvor det er, eller hvem som har det"))
    ]
    assert routine.wanted[0].age.startswith("datert fra 27. februar 2016 til 27. februar 2018")
    assert not any(
        thing.kind == "Intervju"
        for line in lines.values()
        if not line.note
        for thing in line.wanted
    )


def test_one_role_s_request_has_the_numbers_of_the_whole(nes: Session) -> None:
    whole = {role.role.text: role.requested for role in model(nes).requests.roles}
    alone = model(nes, role="kommuneoverlege").requests.roles

    assert [(role.role.text, role.requested) for role in alone] == [
        ("Kommuneoverlege", whole["Kommuneoverlege"])
    ]


def test_a_file_that_is_gone_and_a_document_that_is_old_are_asked_for_anew(
    nes: Session, tmp_path: Path
) -> None:
    file = tmp_path / "mandat.pdf"
    file.write_text("mandat", encoding="utf-8")
    nes.unlink("rutine-ip-koordinator", "ke-mandat-skriftlig")
    kept = nes.record_file(file, copy=False)
    for evidence in (
        Document(id="borte", title="Mandat på fil", date="2017", file=kept),
        Document(id="gammelt", title="Mandat fra 2009", date="2009", archive="2009/1"),
    ):
        nes.record_evidence(evidence, ["ke-mandat-skriftlig"])
    file.unlink()
    nes.check_files(content=True)
    requested = [line for role in model(nes).requests.roles for line in role.requested]
    [mandate] = [line for line in requested if line.points[0].number == "K2.1"]

    assert [(use.reference.title.text, use.reasons) for use in mandate.present] == [
        ("Mandat på fil", ("filen finnes ikke lenger",)),
        ("Mandat fra 2009", ("eldre enn 2 år",)),
    ]


# -- interview --------------------------------------------------------------------------------


def test_a_yes_that_nothing_shows_is_asked_to_be_shown(nes: Session) -> None:
    nes.answer("ke-meldinger-kjent", AnswerValue.YES)
    nes.answer("ke-rutiner-oppdatert", AnswerValue.YES)
    for evidence in nes.assessment.links.get("ke-rutiner-oppdatert", ()):
        nes.unlink(evidence, "ke-rutiner-oppdatert")
    [talk] = model(nes, role="koordinerende-enhet").interview_guide.roles
    shown = [f for f in follow_ups(talk) if f.label == "Vis oss" and "registrert" in f.says]

    assert [f.says for f in shown] == [
        "Hva viser at svaret på K6.3 er ja? Nå er ingenting registrert."
    ]
    assert [thing.kind for thing in shown[0].show] == ["Dokument"]
    assert "**Vis oss:** Hva viser at svaret på K6.3 er ja?" in report_text(
        model(nes, role="koordinerende-enhet"), template="interview", form="md"
    )


def test_what_is_well_shown_is_left_alone_and_the_rest_is_not(nes: Session) -> None:
    nes.answer("ke-kjent-ansatte", AnswerValue.UNKNOWN)
    asked = {
        point.number
        for talk in model(nes).interview_guide.roles
        for theme in talk.themes
        for criterion in theme.criteria
        for point in criterion.points
    }
    well_shown = {
        f"K{n}.{place}"
        for n, appraised in enumerate(nes.appraisal.criteria.values(), start=1)
        for place, point in enumerate(appraised.asked, start=1)
        if point.value is AnswerValue.YES and point.strength is Strength.STRONG
    }

    assert len(asked) + len(well_shown) == nes.appraisal.progress.of
    assert not asked & well_shown


def test_a_partly_asks_what_it_would_take_and_an_unknown_who_knows(nes: Session) -> None:
    nes.answer("ke-meldinger-vurdert", AnswerValue.UNKNOWN)
    [talk] = model(nes, role="koordinerende-enhet").interview_guide.roles
    partly = next(f for f in follow_ups(talk) if f.label == "Hva mangler")
    unknown = next(f for f in follow_ups(talk) if f.label == "Vet ikke")

    assert re.fullmatch(r"Hva må til for at svaret på K[\d., og K]+ skal bli ja\?", partly.says)
    assert partly.yes_means[0].means.text
    assert unknown.says == "Hva vet du om K4.1, og hvem kan vite mer?"


def test_a_no_asks_why_and_how_far_what_is_planned_has_come(nes: Session) -> None:
    nes.answer("ti-dokumentasjon-skrives", AnswerValue.NO)
    nes.set_action(Action(id="ansett", criterion="ved-tid", what="Ansette én til"))
    [talk] = model(nes, role="leder-tildeling").interview_guide.roles
    why = [f for f in follow_ups(talk) if f.label == "Hvorfor"]

    assert why[0].says == "Hva er grunnen til at svaret på K97.4 er nei, og hva er planlagt?"
    assert why[1].actions == ("Ansette én til (planlagt)",)
    assert "hvor langt er tiltakene kommet" in why[1].says


def test_answers_that_clash_are_put_to_both(nes: Session) -> None:
    nes.set_answer("ke-etablert-finnes", Answer(value=AnswerValue.NO, comment="Lagt ned."))
    nes.answer("ke-kjent-ansatte", AnswerValue.YES)
    clashes = {
        talk.role.text: clash
        for talk in model(nes).interview_guide.roles
        for theme in talk.themes
        for clash in theme.clashes
        if clash.says.text.startswith("Det finnes ingen koordinerende enhet, men ansatte vet")
    }
    clash = clashes["Kommunalsjef for helse og omsorg"]

    assert list(clashes) == [
        "Kommunalsjef for helse og omsorg",
        "Leder eller fagkonsulent i koordinerende enhet",
        "Leder for psykisk helse og rus",
        "Leder for hjemmetjeneste eller miljøarbeidertjeneste",
        "Leder for Nav-kontoret",
    ]
    assert [point.number for point in clash.points] == ["K1.1", "K7.2"]
    assert clash.settle == "Hva er riktig for K1.1 og K7.2, og hva viser det?"


@pytest.mark.parametrize("session", ["nes", "empty", "ullensaker"])
def test_nobody_is_asked_the_same_thing_twice(session: str, request: pytest.FixtureRequest) -> None:
    for talk in model(request.getfixturevalue(session)).interview_guide.roles:
        twice = [said for said, times in Counter(aloud(talk)).items() if times > 1]
        assert not twice, talk.role.text


def test_the_most_serious_comes_first_and_the_unanswered_last(nes: Session) -> None:
    [talk] = model(nes, role="leder-tildeling").interview_guide.roles
    answers = [[p.fact.answer.code for p in c.points] for c in talk.themes[0].criteria]

    assert answers[0][0] == "no"
    for theme in talk.themes:
        nothing = [
            all(p.fact.answer.code == "unanswered" for p in c.points) for c in theme.criteria
        ]
        assert nothing == sorted(nothing)


# -- fact check -------------------------------------------------------------------------------


def test_what_is_not_answered_is_counted_and_not_listed(nes: Session) -> None:
    text = report_text(model(nes), template="fact-check", form="md")

    assert "315 kontrollpunkter er ikke besvart. Arket sier ikke noe om dem." in text
    assert "Ikke besvart" not in text


@pytest.mark.parametrize("session", ["nes", "ullensaker"])
@pytest.mark.parametrize("form", ["html", "md"])
def test_facts_come_without_what_they_amount_to(
    session: str, form: str, request: pytest.FixtureRequest
) -> None:
    opened: Session = request.getfixturevalue(session)
    text = report_text(model(opened), template="fact-check", form=form)
    if form == "html":
        text = re.sub(r"<style>.*?</style>|<[^>]+>", " ", text, flags=re.DOTALL)
    # What people wrote, and what the set asks, is theirs.
    for answer in opened.assessment.answers.values():
        text = text.replace(answer.value.comment, "")
    for criterion in opened.criteria_set.criteria:
        for asked in (criterion.title, *(point.question for point in criterion.checkpoints)):
            text = text.replace(str(asked), "")
    for word in (
        *("oppfylt", "lovbrudd", "svakhet", "forbedring", "avklart", "i tråd med", "tilstrekkelig"),
        *("vesentlige", "funn", "konklu", "anbefal", "bør", "påstått", "avgjørende", "sterk"),
        *("svak", "krav", "mangler dokumentasjon", "alvorlig"),
    ):
        assert word not in text.lower().replace("under krav k3", ""), word
    assert not re.search("[✓◕◐✗▲△◇⚐⚑]", text)


def test_every_answer_is_there_to_be_confirmed_or_corrected(nes: Session) -> None:
    document = page(model(nes), "fact-check")
    tables = [t for t in document.iter(f"{X}table") if t.get("class") == "check"]
    rows = [row for table in tables for row in table.findall(f"{X}tbody/{X}tr")]

    assert len(rows) == nes.appraisal.progress.answered == 80
    assert [words(cell) for cell in tables[0].iter(f"{X}th")][:4] == [
        *("Nr.", "Fakta", "Riktig", "Rettes til")
    ]
    assert words(rows[0]).startswith("K1.1 Har kommunen en koordinerende enhet")
    assert "Svar: Ja Handlingsprogrammet og rutinen viser" in words(rows[0])
    assert "Dokumentasjon: I6, D2 · Sted i dokumentasjonen: kap. 4.3.1 og 5.2" in words(rows[0])
    assert "Frist for svar:" in words(document.find(f".//{X}ul[@class='blanks']"))


def test_a_number_stands_without_the_limit_it_is_held_against(nes: Session) -> None:
    nes.set_answer("ip-tilbud-andel", Answer(value=AnswerValue.PARTLY, count=1, of=12))
    facts = [
        fact
        for theme in model(nes).fact_check.themes
        for criterion in theme.criteria
        for fact in criterion.facts
        if fact.figures
    ]

    assert any("1 av 12" in fact.figures for fact in facts)
    assert not any(re.search("Grense|Loven setter", fact.figures) for fact in facts)
