"""Two assessments of Nes: what differs, and what can't be compared."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from checklist.appraisal import Appraisal, Direction, Incomparable, differences, follow_ups
from checklist.assessment import (
    Action,
    ActionStatus,
    Answer,
    Document,
    Municipality,
    Recommendation,
    SetVerdict,
    VerdictCode,
)
from checklist.criteria import AnswerValue
from checklist.i18n import Translator
from checklist.reporting import DOCUMENTS, MissingBaseline, Report, report_text
from checklist.resources import folder
from checklist.session import Session
from checklist.session.assessments import begin
from checklist.store import EvidenceFiles, Journal
from tests.conftest import ANNA, copied, shipped_set
from tests.test_reporting_hostile import HOSTILE, INNOCENT, markdown_skeleton, parsed, skeleton
from tests.test_upgrade import opened, point, small_set

DAY = date(2024, 3, 1)
Begin = Callable[..., Session]


@pytest.fixture
def another(journal: Journal, home: Path) -> Begin:
    """Nes again on another day, with the same answers to begin with."""

    def begun(
        day: date = date(2024, 2, 1),
        number: str = "3228",
        name: str = "Nes",
        criteria: str = "psykisk-helse-rus-voksne",
    ) -> Session:
        files = EvidenceFiles(home / "evidence")
        place = Municipality(number=number, name=name)
        made = begin(journal, ANNA, place, shipped_set(criteria), day)
        return Session(journal, made, ANNA, files)

    return begun


@pytest.fixture
def later(another: Begin) -> Session:
    """Nes in 2024: a plan is offered to fewer, cooperation is better, the rest as it was."""
    session = another()
    session.apply(folder("examples") / "nes-2018.yaml")
    session.set_answer("ip-tilbud-gis", Answer(value=AnswerValue.NO, comment="Færre får tilbud."))
    session.answer("ip-innhold-planer", AnswerValue.YES)
    for asked in session.appraised("ke-mandat").asked:
        session.answer(asked.checkpoint.id, AnswerValue.YES)
    session.record_evidence(Document(id="mandat-23", title="Nytt mandat", date="2023-03"))
    session.remove_evidence(next(iter(session.assessment.evidence)))
    return session


def text_of(then: Session, now: Session, form: str = "md", template: str = "change") -> str:
    report = Report(now.appraisal, DAY, Translator(), baseline=then.appraisal)
    return report_text(report, template=template, form=form)


def test_what_went_up_and_down_is_told_with_the_answers_that_decided(
    nes: Session, later: Session
) -> None:
    changes = differences(nes.appraisal, later.appraisal)

    went = {
        direction: [change.now.criterion.id for change in changes.went(direction)]
        for direction in Direction
    }
    assert "ip-tilbud" in went[Direction.DOWN]
    assert "ke-mandat" in went[Direction.UP]
    assert "ip-innhold" in went[Direction.SETTLED]

    text = text_of(nes, later)
    assert "◐ delvis oppfylt → ✗ ikke oppfylt. Et avgjørende kontrollpunkt er nei (brukes)." in text
    assert "- ◐ Delvis → ✗ Nei. **Brukes:** Har alle som får hjelp fra" in text
    assert "Færre får tilbud." in text
    assert re.search(
        r"\| Individuell plan \| \? ikke avklart \(undersøkt \d+ av \d+\) \| ✗ ikke i "
        "tilstrekkelig",
        text,
    )
    assert "avklart siden sist" in text


@pytest.mark.parametrize("template", ["change", "follow-up"])
def test_an_earlier_assessment_of_what_is_now_a_part_says_so(template: str, another: Begin) -> None:
    skedsmo = another(date(2018, 5, 1), "0231", "Skedsmo")
    lillestrom = another(date(2024, 2, 1), "3205", "Lillestrøm")
    for asked in skedsmo.appraised("ke-mandat").asked:
        skedsmo.answer(asked.checkpoint.id, AnswerValue.NO)
        lillestrom.answer(asked.checkpoint.id, AnswerValue.YES)
    text = text_of(skedsmo, lillestrom, template=template)
    assert "Skedsmo er i dag en del av Lillestrøm." in text


def test_findings_come_and_go(nes: Session, later: Session) -> None:
    text = text_of(nes, later)
    closed = text[text.index("### Lukkede funn") : text.index("### Funn som fortsatt står")]

    assert (
        "**Enheten kjenner oppgavene.** Svarene bak funnet er blitt ja; dokumentasjonen er svak."
        in closed
    )
    assert "**Tilbud om plan.** Mer alvorlig enn sist (svakhet)." in text


def test_a_finding_without_an_answer_now_is_not_called_closed(nes: Session, later: Session) -> None:
    later.answer("ip-oppdatert-brukes", None)
    changes = differences(nes.appraisal, later.appraisal)

    assert "ip-oppdatert" in [found.then.criterion.id for found in changes.unsettled]
    assert "ip-oppdatert" not in [found.then.criterion.id for found in changes.closed]
    assert "funn fra sist kan ikke vurderes nå, fordi svarene mangler." in text_of(nes, later)


def test_a_requirement_with_a_finding_then_and_now_stands_in_one_place(
    nes: Session, later: Session
) -> None:
    """Its old answers are gone, and another answer makes it a finding: it is not new."""
    later.answer("ip-tilbud-rutine", None)
    later.answer("ip-tilbud-gis", None)
    later.answer("ip-tilbud-andel", AnswerValue.NO)
    later.set_verdict(
        "ip-tilbud", SetVerdict(verdict=VerdictCode.NOT_MET, reason="Det gjøres ikke.")
    )
    changes = differences(nes.appraisal, later.appraisal)

    assert "ip-tilbud" in [found.then.criterion.id for found in changes.unsettled]
    assert "ip-tilbud" not in [found.criterion.id for found in changes.new_findings]
    text = text_of(nes, later)
    assert "Ett av dem gjelder et krav som har et funn nå også" in text
    assert "Nå er kravet ikke oppfylt." in text[text.index("### Funn som ikke kan vurderes") :]


def test_a_duty_that_has_ceased_closes_nothing(nes: Session, later: Session) -> None:
    changes = differences(nes.appraisal, later.appraisal)

    assert {found.then.criterion.id for found in changes.lapsed} == {"sam-tilrettelegging"}
    assert "sam-tilrettelegging" not in {found.then.criterion.id for found in changes.closed}
    text = text_of(nes, later)
    assert "1 funn fra sist er om et krav som ikke gjelder nå." in text
    assert "Plikten gjaldt til 31. juli 2022." in text[text.index("### Funn om krav") :]


def test_evidence_and_actions_that_changed_are_named(nes: Session, later: Session) -> None:
    first = next(iter(later.assessment.actions.values()))
    later.set_action(
        Action(id=first.id, criterion=first.criterion, what=first.what, status=ActionStatus.DONE)
    )
    text = text_of(nes, later)

    assert "- Nytt mandat (Dokument, mars 2023)" in text
    assert "1 er ikke med lenger." in text
    assert "### 1 tiltak er gjennomført siden sist." in text
    assert first.what[:30] in text[text.index("gjennomført siden sist.") :]


def test_law_that_came_between_is_not_held_against_either(nes: Session, later: Session) -> None:
    changes = differences(nes.appraisal, later.appraisal)
    begun = {found.criterion.id for found in changes.law.begun}

    assert {"ip-ansvar", "sam-samordning"} <= begun
    assert not begun & {c.now.criterion.id for c in changes.criteria}
    assert "- Forskrift om pasientjournal (nye steder i 4 krav)" in text_of(nes, later)


@pytest.mark.parametrize("template", [name for name, row in DOCUMENTS.items() if row.looks_back])
def test_pages_are_whole(template: str, nes: Session, later: Session) -> None:
    document = parsed(text_of(nes, later, "html", template))
    elements = list(document.iter())
    places = [e.get("id") for e in elements if e.get("id")]
    links = {e.get("href", "")[1:] for e in elements if e.get("href", "").startswith("#")}

    assert len(places) == len(set(places))
    assert links <= set(places)


def test_without_recommendations_the_earlier_findings_are_followed_up(
    nes: Session, later: Session
) -> None:
    found = {
        point.about.criterion.id: point.verdict.code
        for point in follow_ups(later.appraisal, nes.appraisal).points
        if not hasattr(point.about, "given_by")
    }

    assert len(found) == len(nes.appraisal.findings)
    assert found["ke-mandat"] == "followed_up"
    assert found["ip-tilbud"] == "not_followed_up"
    text = text_of(nes, later, template="follow-up")
    assert "Punktene er funnene i vurderingen fra 27. februar 2018 (lest inn fra en" in text
    assert re.search(r"funn F\d+: Enheten kjenner oppgavene \(svakhet\)", text)


def test_the_recommendation_is_quoted_as_it_was_given(nes: Session, later: Session) -> None:
    """Not as the set words it now, nor where the finding was only of missing documentation."""
    now = later.appraisal
    reworded = {
        name: replace(
            found, criterion=replace(found.criterion, recommendation="Kommunen bør noe annet.")
        )
        for name, found in now.criteria.items()
    }
    changed = Appraisal(now.criteria_set, now.assessment, reworded)
    given = Report(nes.appraisal, DAY, Translator()).findings
    part = Report(changed, DAY, Translator(), baseline=nes.appraisal).follow_up

    assert [point.decision.text for point in part.points] == [f.recommendation for f in given]
    assert {point.decision.given_by for point in part.points} == {"gaprapporten, av svarene da"}
    assert max(len(point.decision.brief.text.split()) for point in part.points) <= 31
    assert all(
        point.decision.place.startswith(f"funn {found.reference.number}: ")
        for point, found in zip(part.points, given, strict=True)
    )


def test_a_finding_says_who_decided_what_about_it_and_when(nes: Session, later: Session) -> None:
    behind = next(
        point.checkpoint.id
        for point in nes.appraised("ip-oppdatert").asked
        if point.value in (AnswerValue.NO, AnswerValue.PARTLY)
    )
    later.set_recommendation(
        Recommendation(
            id="vedtak",
            text="Kommunestyret ber om planer som er oppdatert.",
            given_by="kommunestyret",
            date="2018-06-19",
            case="41/18",
            checkpoints=(behind,),
        )
    )
    nes.give_statement("Vi tar funnene på alvor.", date(2018, 3, 20))
    text = text_of(nes, later, template="follow-up")

    assert "- Vedtak: kommunestyret, 19\\. juni 2018, sak 41/18 (P1)" in text
    assert text.count("- Vedtak: ") == 1
    found = len(nes.appraisal.findings)
    assert text.count("Ingen vedtak om dette funnet er registrert.") == found - 1
    said = text[text.index("### Uttalelsen til den tidligere vurderingen") :]
    assert said.index("Vi tar funnene på alvor.") < said.index("20\\. mars 2018")


def test_what_was_asked_for_before_is_still_followed_up(nes: Session, later: Session) -> None:
    """In the words it was given then, also where they are written otherwise now."""
    asked = Recommendation(id="mote", text="Ha faste møter.", checkpoints=("ke-mandat-skriftlig",))
    nes.set_recommendation(asked)
    nes.set_recommendation(replace(asked, id="plan", text="Lage en plan."))
    later.set_recommendation(replace(asked, text="Møtes.", given_by="kommunestyret"))
    points = follow_ups(later.appraisal, nes.appraisal).points
    said = [p.about for p in points if isinstance(p.about, Recommendation)]

    assert [(each.text, each.given_by) for each in said] == [
        ("Ha faste møter.", "kommunestyret"),
        ("Lage en plan.", ""),
    ]


def test_whether_a_deadline_is_passed_is_said_with_its_day(nes: Session, later: Session) -> None:
    late = Action(id="t", criterion="ip-oppdatert", what="Oppdatere", deadline=date(2024, 2, 29))
    later.set_action(late)

    text = text_of(nes, later, template="follow-up")
    assert "Frist: 29. februar 2024. Over fristen per 1. mars 2024." in text
    assert "- Skrevet ut: 1. mars 2024" in text
    before = Report(later.appraisal, date(2024, 2, 29), Translator(), baseline=nes.appraisal)
    assert "Frist: 29. februar 2024. Over" not in report_text(
        before, template="follow-up", form="md"
    )


def test_the_same_twice_has_no_changes(nes: Session, another: Begin) -> None:
    same = another(day=date(2018, 2, 27))
    same.apply(folder("examples") / "nes-2018.yaml")
    text = text_of(nes, same)

    assert "Ingen krav har fått en annen vurdering." in text
    assert "Dokumentasjonen er den samme." in text
    assert "Tiltakene står som sist." in text
    assert "De samme kravene, med de samme kildene, gjaldt begge ganger." in text


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"name": "Hurdal", "number": "3242"}, "av samme kommune"),
        ({"name": "Herøy", "number": "1818"}, "av samme kommune"),
        ({"criteria": "psykisk-helse-rus-barn-unge"}, "tjenester til ulike grupper"),
        ({"criteria": "oppfolging"}, "ingen spørsmål felles"),
        ({"day": date(2017, 1, 1)}, "er nyere enn"),
    ],
)
def test_what_can_not_be_compared_is_refused_in_words(
    other: dict[str, object], said: str, nes: Session, another: Begin
) -> None:
    with pytest.raises(Incomparable) as refused:
        differences(nes.appraisal, another(**other).appraisal)
    assert said in refused.value.text(Translator())


def test_nothing_is_compared_with_itself(nes: Session) -> None:
    with pytest.raises(Incomparable):
        differences(nes.appraisal, nes.appraisal)


def test_without_an_earlier_one_it_says_what_to_add(nes: Session) -> None:
    with pytest.raises(MissingBaseline) as refused:
        report_text(Report(nes.appraisal, DAY, Translator()), template="change")
    assert "--against" in refused.value.text(Translator())


def test_lorenskog_of_2015_and_2021_are_two_sets(journal: Journal) -> None:
    """One is of adults, the other of children: they are not each other's baseline."""
    adults, children = copied(journal, "lorenskog-2015"), copied(journal, "lorenskog-2021")
    with pytest.raises(Incomparable):
        differences(adults.appraisal, children.appraisal)


def test_a_set_of_ones_own_is_compared_with_the_one_it_builds_on(journal: Journal) -> None:
    """The same people and the same questions, and some that are its own."""
    own = shipped_set(str(folder("criteria") / "overlays" / "lorenskog-helseplan.yaml"))
    then = copied(journal, "lorenskog-2021")
    place = then.assessment.municipality
    made = begin(journal, ANNA, place, own, date(2024, 2, 1))
    now = Session(journal, made, ANNA, then.files)
    now.answer("ip-tilbud-gis", AnswerValue.NO)
    text = text_of(then, now)

    assert "Kriteriesettet er et annet enn sist. Bare det som er felles, er sammenlignet." in text
    assert "krav er bare med i kriteriesettet som er brukt nå." in text
    assert (
        "Sist ble kriteriesettet psykisk-helse-rus-barn-unge brukt, nå lorenskog-helseplan." in text
    )


def test_texts_from_people_never_change_how_it_is_built(nes: Session, another: Begin) -> None:
    def written(texts: list[str]) -> Session:
        session = another()
        session.apply(folder("examples") / "nes-2018.yaml")
        points = [p.checkpoint.id for c in session.appraisal.criteria.values() for p in c.asked]
        for number, text in enumerate(texts):
            answer = Answer(value=AnswerValue.NO, comment=text, place=text)
            session.set_answer(points[number], answer)
            # Titles that differ: one title is one document.
            title = f"{number} {text}"[:300]
            session.record_evidence(Document(id=f"d{number}", title=title))
            session.set_action(Action(id=f"t{number}", criterion="ke-mandat", what=text, role=text))
        return session

    hostile, innocent = written(list(HOSTILE.values())), written([INNOCENT] * len(HOSTILE))
    assert skeleton(parsed(text_of(nes, hostile, "html"))) == skeleton(
        parsed(text_of(nes, innocent, "html"))
    )
    assert markdown_skeleton(text_of(nes, hostile)) == markdown_skeleton(text_of(nes, innocent))


def test_two_versions_of_a_set_are_told_apart(journal: Journal, home: Path) -> None:
    first = small_set(point("a"), point("b"))
    (criterion,) = first.criteria
    reworded = small_set(point("a", "Er den på plass?"), point("b"), version="2")
    second = replace(
        reworded,
        criteria=(
            *reworded.criteria,
            replace(criterion, id="nytt-krav", title="Nytt krav", checkpoints=(point("c"),)),
        ),
    )
    then, now = (opened(journal, each, home) for each in (first, second))
    for session in (then, now):
        session.answer("a", AnswerValue.YES)
    text = text_of(then, now)

    assert "### 1 krav er bare med i kriteriesettet som er brukt nå.\n\n- Nytt krav\n" in text
    assert "### 1 kontrollpunkt har fått en annen ordlyd.\n\n- Krav (Er den på plass?)\n" in text
    assert "Sist ble utgave 1 av kriteriesettet brukt, nå utgave 2." in text
