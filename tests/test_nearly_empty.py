"""Every document of an assessment with next to nothing in it: refused, or an honest page."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from checklist.assessment import Answer, Recommendation
from checklist.criteria import AnswerValue, quick_points
from checklist.i18n import Translator
from checklist.reporting import DOCUMENTS, NothingToSay, Report, report_text
from checklist.session import Session
from checklist.session.assessments import begin
from checklist.store import Journal
from tests.conftest import ANNA, NES

DAY = date(2026, 11, 20)
COMMAND = re.compile(r"--[a-z]|«?samsjekk [a-z]+ ?(?:ID|add|list|ny|«)|answer ID")
"""What a reader would have to type."""


def points_of(session: Session) -> list[str]:
    return [p.checkpoint.id for c in session.appraisal.criteria.values() for p in c.asked]


def one_answer(session: Session) -> None:
    session.answer(points_of(session)[0], AnswerValue.NO)


def all_unknown(session: Session) -> None:
    for name in points_of(session):
        session.answer(name, AnswerValue.UNKNOWN)


def all_not_applicable(session: Session) -> None:
    for name in points_of(session):
        reasoned = Answer(value=AnswerValue.NOT_APPLICABLE, comment="Ingen bruker det her.")
        session.set_answer(name, reasoned)


def only_a_statement(session: Session) -> None:
    session.give_statement("Vi følger opp.", date(2026, 11, 2))


def three_quick_answers(session: Session) -> None:
    quick = [p.id for c in session.criteria_set.criteria for p in quick_points(c)]
    asked = [name for name in quick if name in points_of(session)]
    for name, value in zip(
        asked, (AnswerValue.YES, AnswerValue.NO, AnswerValue.PARTLY), strict=False
    ):
        session.answer(name, value)


UNASSESSED = "så rapporten har ingenting å si"
TO_FOLLOW_UP = "ikke registrert noe å følge opp"
NOTHING_MISSING = "så det er ingenting å bestille"
EMPTY = {
    "gap": f"Ingen kontrollpunkter er besvart ennå, {UNASSESSED}. Svar på noen av dem først.",
    "poster": UNASSESSED,
    "case-paper": UNASSESSED,
    "request": "ingen svar å be om dokumentasjon for. Forberedelsesarket viser",
    "fact-check": "så det er ingen fakta å bekrefte. Svar på noen",
    "follow-up": TO_FOLLOW_UP,
    "change": "Endringsrapporten sammenligner med en tidligere egenvurdering",
}
SPARSE = {
    "request": NOTHING_MISSING,
    "follow-up": TO_FOLLOW_UP,
    "change": EMPTY["change"],
}

STATES: dict[str, tuple[Callable[[Session], None], dict[str, str]]] = {
    "nothing answered": (lambda _session: None, EMPTY),
    "only a statement": (only_a_statement, EMPTY),
    "one answer": (one_answer, SPARSE),
    "all unknown": (
        all_unknown,
        {**SPARSE, "fact-check": "Alle svarene er «vet ikke», så det er ingen fakta"},
    ),
    "all not applicable": (
        all_not_applicable,
        {
            **SPARSE,
            "gap": "gjelder ingen av kravene her, så rapporten har ingenting å si. Stemmer",
            "poster": UNASSESSED,
            "case-paper": UNASSESSED,
            "interview": "Ingen av svarene gir noe å spørre om",
        },
    ),
    "quick with three answers": (
        three_quick_answers,
        {"follow-up": TO_FOLLOW_UP, "change": EMPTY["change"]},
    ),
}
"""How each is made, and what is said of the documents that are refused."""


@pytest.mark.parametrize("form", ["md", "html"])
@pytest.mark.parametrize("state", STATES)
def test_every_document_is_refused_or_honest(state: str, form: str, empty: Session) -> None:
    make, refusals = STATES[state]
    make(empty)
    report = Report(empty.appraisal, DAY, Translator())

    refused = {}
    for document in DOCUMENTS:
        try:
            text = report_text(report, template=document, form=form)
        except NothingToSay as error:
            refused[document] = error.text(Translator())
        else:
            assert not COMMAND.search(_visible(text)), document
    assert refused.keys() == refusals.keys()
    for document, words in refusals.items():
        assert words in refused[document]


def _visible(text: str) -> str:
    """Without styles and marks, where there are any."""
    return re.sub(r"(?s)<style.*?</style>|<script.*?</script>|<[^>]*>", "", text)


def test_answers_that_judge_nothing_are_not_called_free_of_findings(empty: Session) -> None:
    all_unknown(empty)
    text = report_text(Report(empty.appraisal, DAY, Translator()), template="poster", form="md")

    assert "Det som er besvart, gir ingen funn." not in text
    assert "Svarene er ikke nok til å vurdere noe krav. Derfor er det ingen funn." in text


def test_questions_never_asked_are_counted_in_the_fact_check(empty: Session) -> None:
    one_answer(empty)
    text = report_text(Report(empty.appraisal, DAY, Translator()), template="fact-check", form="md")

    left = empty.appraisal.progress.of - 1
    assert f"{left} kontrollpunkter er ikke besvart. Arket sier ikke noe om dem." in text
    assert "### K2 " not in text


def test_nothing_is_compared_with_an_assessment_without_answers(
    journal: Journal, empty: Session
) -> None:
    made = begin(journal, ANNA, NES, empty.criteria_set, date(2026, 11, 10))
    later = Session(journal, made, ANNA, empty.files)
    one_answer(later)
    report = Report(later.appraisal, DAY, Translator(), baseline=empty.appraisal)

    with pytest.raises(NothingToSay) as refused:
        report_text(report, template="change")
    assert "i vurderingen fra 1. november 2026" in refused.value.text(Translator())
    with pytest.raises(NothingToSay) as refused:
        report_text(report, template="follow-up")
    assert "Vurderingen fra 1. november 2026 har ingen funn" in refused.value.text(Translator())


def test_nothing_answered_says_nothing_of_what_was_followed_up(empty: Session) -> None:
    empty.set_recommendation(Recommendation(id="mote", text="Ha faste møter"))
    report = Report(empty.appraisal, DAY, Translator())

    with pytest.raises(NothingToSay) as refused:
        report_text(report, template="follow-up")
    assert "så det kan ikke sies hva som er fulgt opp" in refused.value.text(Translator())
