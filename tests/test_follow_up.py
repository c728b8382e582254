"""Following up: the council's decision of 2015 in Ullensaker, and what the rule makes of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest

from checklist.appraisal import Standing, Strength, follow_ups
from checklist.appraisal.follow_up import derive, standing
from checklist.assessment import (
    Action,
    Document,
    FollowUpCode,
    Recommendation,
    SetFollowUp,
)
from checklist.criteria import AnswerValue
from checklist.errors import SamsjekkError
from checklist.i18n import Translator
from checklist.reporting import NothingToSay, Report, report_text
from checklist.resources import folder
from checklist.session import Session, UnknownName
from checklist.store import Journal
from checklist.words import Earlier, describe
from tests.conftest import copied
from tests.test_reporting_hostile import HOSTILE, INNOCENT, markdown_skeleton, parsed, skeleton
from tests.test_upgrade import opened, point, small_set

DAY = date(2020, 6, 1)
YES, PARTLY, NO = AnswerValue.YES, AnswerValue.PARTLY, AnswerValue.NO
UNKNOWN, NOT_APPLICABLE = AnswerValue.UNKNOWN, AnswerValue.NOT_APPLICABLE

CONCLUSIONS = {
    "samarbeid": "undetermined",
    "plan-og-koordinator": "partly",  # 3.4: partly meets the decision
    "koordinerende-enhet": "partly",  # 3.4 and the summary
}
"""What follows for the three recommendations of 2015; two as the auditors concluded.

They find that the first is followed up (2.4), for measures are taken. The report does not say what
11 of the 18 checkpoints on cooperation ask.
"""


def concluded(session: Session) -> dict[str, str]:
    return {
        point.about.id: point.verdict.code
        for point in follow_ups(session.appraisal).points
        if isinstance(point.about, Recommendation)
    }


def text_of(session: Session, form: str = "md") -> str:
    report = Report(session.appraisal, DAY, Translator())
    return report_text(report, template="follow-up", form=form)


def page(session: Session) -> Element:
    document: Element = html5lib.HTMLParser(strict=True).parse(text_of(session, "html"))
    return document


@pytest.mark.parametrize(
    ("answers", "code", "reason"),
    [
        ([], "undetermined", "ingen kontrollpunkter er valgt"),
        ([NOT_APPLICABLE], "undetermined", "ingen av kontrollpunktene gjelder her"),
        ([None], "undetermined", "kontrollpunktet er ikke avklart"),
        ([None, UNKNOWN], "undetermined", "ingen av kontrollpunktene er avklart"),
        ([YES, None, None], "undetermined", "bare 1 av 3 kontrollpunkter er avklart"),
        ([YES, None], "followed_up", "ja; 1 kontrollpunkt er ikke avklart"),
        ([YES, YES, NOT_APPLICABLE], "followed_up", "alle avklarte kontrollpunkter er ja"),
        ([NO, NO, UNKNOWN], "not_followed_up", "nei; 1 kontrollpunkt er ikke avklart"),
        ([YES, NO], "partly", "av 2 avklarte kontrollpunkter er 1 ja, 0 delvis og 1 nei"),
        ([PARTLY], "partly", "det ene avklarte kontrollpunktet er delvis"),
        ([NO, PARTLY], "partly", "0 ja, 1 delvis og 1 nei"),
    ],
)
def test_the_rule(answers: list[AnswerValue | None], code: str, reason: str) -> None:
    derived, why = derive(answers, Strength.STRONG)
    assert derived == code
    assert reason in str(why)


def test_a_yes_that_nothing_shows_is_only_partly_followed_up() -> None:
    claimed, why = derive([YES, YES, None], Strength.MISSING)
    assert claimed is FollowUpCode.PARTLY
    assert str(why).endswith("ja; påstått, men ikke vist; 1 kontrollpunkt er ikke avklart")

    weak, why = derive([YES], Strength.WEAK)
    assert weak is FollowUpCode.FOLLOWED_UP
    assert str(why).endswith("; dokumentasjonen er svak")


@pytest.mark.parametrize(
    ("written", "decided", "stands"),
    [
        ("2018", "2015-11-17", Standing.NEW),
        ("2014", "2015-11-17", Standing.CONTINUED),
        ("2015", "2015-11-17", Standing.UNCERTAIN),
        ("2015-12", "2015-11-17", Standing.NEW),
        ("2015-11-17", "2015-11-17", Standing.CONTINUED),
        (None, "2015-11-17", Standing.UNDATED),
        ("2018", None, Standing.UNCERTAIN),
        ("2016-02", "2016", Standing.UNCERTAIN),
    ],
)
def test_a_half_known_date_decides_nothing_it_does_not_know(
    written: str | None, decided: str | None, stands: Standing
) -> None:
    assert standing(written, decided) is stands


def test_two_of_the_auditors_three_conclusions_follow(ullensaker: Session) -> None:
    assert concluded(ullensaker) == CONCLUSIONS


@pytest.mark.parametrize(
    ("recommendation", "now", "becomes"),
    [
        ("samarbeid", {"eks-nav-sak-deltar": YES, "eks-nav-kontakt-fast": YES}, "partly"),
        ("samarbeid", {"sam-tilrettelegging-brukes": YES, "sph-avtale-virker": YES}, "partly"),
        ("plan-og-koordinator", {YES: (PARTLY, NO)}, "followed_up"),
        ("plan-og-koordinator", {NO: (PARTLY, YES)}, "not_followed_up"),
        ("koordinerende-enhet", {YES: (PARTLY, NO)}, "followed_up"),
        ("koordinerende-enhet", {NO: (PARTLY, YES)}, "not_followed_up"),
    ],
)
def test_each_conclusion_falls_when_the_answers_that_decide_it_are_turned(
    recommendation: str,
    now: dict[str | AnswerValue, AnswerValue | tuple[AnswerValue, ...]],
    becomes: str,
    ullensaker: Session,
) -> None:
    for name, value in _turned(ullensaker, recommendation, now):
        ullensaker.answer(name, value)
    assert concluded(ullensaker)[recommendation] == becomes


def _turned(
    session: Session,
    recommendation: str,
    now: dict[str | AnswerValue, AnswerValue | tuple[AnswerValue, ...]],
) -> Iterator[tuple[str, AnswerValue]]:
    """Single checkpoints, or all of the recommendation with one of these answers."""
    for key, value in now.items():
        if isinstance(value, AnswerValue):
            yield key, value
            continue
        for name in session.recommendation(recommendation).checkpoints:
            answer = session.assessment.answer(name)
            if answer is not None and answer.value in value:
                yield name, AnswerValue(key)


def test_it_says_what_the_council_decided_and_what_was_done(ullensaker: Session) -> None:
    decision, unit = (
        Report(ullensaker.appraisal, DAY, Translator()).follow_up.points[i] for i in (0, 2)
    )

    assert decision.decision.date == "17. november 2015"
    assert (decision.decision.given_by, decision.decision.case) == ("kommunestyret", "24/15")
    assert decision.measures == "22 tiltak er registrert: 7 gjennomført, 9 i gang og 6 planlagt."
    assert [line.title[:41] for line in unit.procedures] == [
        "Prosedyre for organisering, mål og drift ",
        "Prosedyre for koordinator og individuell ",
    ]
    assert [(line.standing, line.age) for line in unit.procedures] == [
        ("uten dato", ""),
        ("videreført", "6 år"),
    ]


@pytest.mark.parametrize("form", ["md", "html"])
def test_it_says_what_can_not_be_judged(form: str, ullensaker: Session) -> None:
    ullensaker.answer("ke-kjent-ansatte", PARTLY)
    text = text_of(ullensaker, form)

    assert "Hva de har betydd for brukerne, kan derfor ikke vurderes." in text
    assert "11 av 18 kontrollpunkter er ikke avklart. De er ikke regnet med." in text
    assert "1 svar bygger bare på det noen har sagt." in text
    assert "så praksis er ikke kontrollert" in text
    assert (
        "2 er nye eller revidert etter at punktet ble gitt, 4 er videreført, 1 kan ikke plasseres"
        in text
    )


def test_every_link_leads_somewhere_and_no_place_is_named_twice(ullensaker: Session) -> None:
    elements = list(page(ullensaker).iter())
    places = [e.get("id") for e in elements if e.get("id")]
    links = {e.get("href", "")[1:] for e in elements if e.get("href", "").startswith("#")}

    assert len(places) == len(set(places))
    assert links <= set(places)


def test_a_person_may_judge_otherwise_and_both_are_shown(ullensaker: Session) -> None:
    judged = SetFollowUp(verdict=FollowUpCode.NOT_FOLLOWED_UP, reason="Ingen er spurt")
    ullensaker.set_follow_up("samarbeid", judged)

    text = text_of(ullensaker)
    assert "ikke fulgt opp | Satt av en person, ikke av regelen. Ingen er spurt" in text
    assert re.search(r"Regelen gir: \S kan ikke vurderes", text)
    assert "Rolle: virksomhetsleder. Satt 23. november 2026." in text

    ullensaker.undo()
    assert concluded(ullensaker) == CONCLUSIONS


def test_history_tells_of_recommendations_and_undo_takes_them_back(nes: Session) -> None:
    nes.set_recommendation(Recommendation(id="fast-mote", text="Ha faste møter med Nav"))
    nes.set_follow_up("fast-mote", SetFollowUp(verdict=FollowUpCode.PARTLY, reason="Ett møte"))
    lines = nes.history()
    earlier = Earlier.of(line.event for line in lines)
    said = [str(describe(line.event, nes.criteria_set, "nb", earlier)) for line in lines[:2]]

    assert said == [
        "Oppfølgingen av «Ha faste møter med Nav» ble satt til delvis fulgt opp: Ett møte",
        "Anbefaling å følge opp: Ha faste møter med Nav",
    ]
    nes.undo()
    nes.undo()
    assert not nes.assessment.recommendations
    assert not nes.assessment.follow_ups


def test_what_it_names_must_exist(nes: Session) -> None:
    with pytest.raises(UnknownName):
        nes.set_recommendation(Recommendation(id="a", text="b", checkpoints=("ke-finnes-ikke",)))
    with pytest.raises(UnknownName):
        nes.set_action(Action(id="t", criterion="ke-mandat", what="x", recommendation="borte"))
    with pytest.raises(UnknownName):
        nes.set_follow_up("borte", None)


FAULTY = """
format: 1
evidence:
  - {kind: document, id: rutine, title: Rutine, procedure: kanskje}
recommendations:
  - {id: en, text: Gjør noe, date: 2015-02-31, checkpoints: [ke-mandat-skriftli]}
  - {id: en, text: Gjør mer}
follow_ups:
  - {recommendation: to, verdict: partly, reason: Litt}
actions:
  - {id: t, criterion: ke-mandat, what: Skrive mandat, recommendation: tre}
"""


def test_an_answer_file_is_held_to_what_it_names(nes: Session, tmp_path: Path) -> None:
    (tmp_path / "feil.yaml").write_text(FAULTY, encoding="utf-8")
    with pytest.raises(SamsjekkError) as refused:
        nes.apply(tmp_path / "feil.yaml")

    said = refused.value.text(Translator())
    for fault in (
        "«ke-mandat-skriftli» finnes ikke",
        "«en» står to ganger i filen",
        "«to» finnes ikke",
        "«tre» finnes ikke",
        "«2015-02-31» finnes ikke i kalenderen",
        "evidence[rutine].procedure: fant «kanskje»",
    ):
        assert fault in said, said
    assert not nes.assessment.recommendations


def test_applying_a_file_twice_changes_nothing(ullensaker: Session) -> None:
    assert ullensaker.apply(folder("examples") / "ullensaker-2020.yaml") == 0


def test_with_nothing_to_follow_up_it_says_what_to_add(nes: Session) -> None:
    with pytest.raises(NothingToSay) as refused:
        text_of(nes)
    assert "Registrer det kommunen er bedt om" in refused.value.text(Translator())


def hostile(journal: Journal, texts: list[str]) -> Session:
    """Nes with one recommendation, action, procedure and own verdict for each text."""
    session = copied(journal, "nes-2018")
    for number, text in enumerate(texts):
        recommendation = Recommendation(
            id=f"r{number}",
            text=text,
            given_by=text,
            case=text,
            place=text,
            checkpoints=("ke-mandat-skriftlig",),
        )
        session.set_recommendation(recommendation)
        session.set_action(
            Action(
                id=f"t{number}",
                criterion="ke-mandat",
                what=text,
                role=text,
                effect=text,
                recommendation=recommendation.id,
            )
        )
        session.set_follow_up(
            recommendation.id, SetFollowUp(verdict=FollowUpCode.PARTLY, reason=text)
        )
        session.record_evidence(
            Document(id=f"p{number}", title=text[:300], procedure=True), ["ke-mandat-skriftlig"]
        )
    return session


def test_texts_from_people_never_change_how_it_is_built(journal: Journal) -> None:
    written = hostile(journal, list(HOSTILE.values()))
    innocent = hostile(journal, [INNOCENT] * len(HOSTILE))

    assert skeleton(parsed(text_of(written, "html"))) == skeleton(parsed(text_of(innocent, "html")))
    assert markdown_skeleton(text_of(written)) == markdown_skeleton(text_of(innocent))
    assert "\x1b" not in text_of(written)


def test_a_recommendation_goes_with_its_checkpoint_to_a_new_version(
    journal: Journal, home: Path
) -> None:
    session = opened(journal, small_set(point("gammel")), home)
    session.set_recommendation(Recommendation(id="r", text="Lag den", checkpoints=("gammel",)))
    session.answer("gammel", YES)
    session.upgrade(small_set(point("ny", "Finnes den?", "gammel"), version="2", gone=("gammel",)))

    assert concluded(session) == {"r": "partly"}  # nothing shows the yes
