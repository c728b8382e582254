"""What an auditor asks for and asks about, compares, and waits for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.guide import faults_of, nes_audit
from checklist.appraisal import Appraisal
from checklist.assessment import VerdictCode
from checklist.audit import (
    Audit,
    Beside,
    ChosenCriterion,
    ComparedOnly,
    CriterionVerdict,
    DocumentAsked,
    EmailQuestions,
    Fact,
    FactCheckRound,
    GuideRole,
    Hearing,
    Meeting,
    OwnQuestion,
    OwnRequest,
    Prompt,
    Record,
    Survey,
    asked_documents,
    compared_verdicts,
    guide_of,
    reminders,
    request_of,
)
from checklist.audit.guiding import MOST_IN_CORE, MOST_QUESTIONS
from checklist.criteria import AnswerValue, EvidenceKind, text_in
from checklist.i18n import Translator
from checklist.reporting import NothingToSay, report_text
from checklist.reporting.audits import AuditPaper
from checklist.session import Session
from tests.conftest import shipped_set

ADULTS = shipped_set("psykisk-helse-rus-voksne")
TODAY = date(2018, 1, 15)
NB = Translator("nb")
NAV, MHC = "nav-leder", "leder-psykisk-helse-rus"


def audit_of(*records: Record) -> Audit:
    audit = Audit("a")
    for record in records:
        audit = audit.with_record(record)
    return audit


def chosen(*gathers: str) -> ChosenCriterion:
    return ChosenCriterion(id="k-1", text="Kommunen skal samhandle.", gathers=gathers)


def judged(code: VerdictCode, *gathers: str) -> Audit:
    return audit_of(chosen(*gathers), CriterionVerdict(id="k-1", verdict=code))


# -- beside the municipality ------------------------------------------------------------


@pytest.mark.parametrize(
    ("own", "gathers", "beside", "theirs"),
    [
        # Nes: ke-etablert is met, ke-mandat partly met, sam-styring not met.
        (VerdictCode.MET, ["ke-etablert"], Beside.SAME, VerdictCode.MET),
        (VerdictCode.PARTLY, ["ke-etablert"], Beside.STRICTER, VerdictCode.MET),
        (VerdictCode.MET, ["ke-etablert", "ke-mandat"], Beside.MILDER, VerdictCode.PARTLY),
        (VerdictCode.NOT_MET, ["ke-etablert", "sam-styring"], Beside.SAME, VerdictCode.NOT_MET),
        (VerdictCode.MET, ["ke-oversikt"], Beside.INCOMPARABLE, None),
        (VerdictCode.MET, [], Beside.INCOMPARABLE, None),
        (VerdictCode.UNDETERMINED, ["ke-etablert"], Beside.INCOMPARABLE, VerdictCode.MET),
    ],
)
def test_the_worst_that_the_municipality_came_to_is_held_against_the_auditors_verdict(
    nes: Session, own: VerdictCode, gathers: Sequence[str], beside: Beside, theirs: VerdictCode
) -> None:
    (found,) = compared_verdicts(judged(own, *gathers), nes.appraisal)
    assert (found.beside, found.theirs) == (beside, theirs)
    assert [one.criterion.id for one in found.gathered] == list(gathers)


def test_what_is_not_settled_is_said_beside_what_counts(nes: Session) -> None:
    audit = judged(VerdictCode.MET, "ke-etablert", "ke-oversikt")
    (found,) = compared_verdicts(audit, nes.appraisal)
    assert str(found.why) == "1 av 2 krav er oppfylt, og 1 er ikke avklart"


def test_each_filter_shows_its_own(nes: Session) -> None:
    claimed = "eks-nav-plan"
    for point in nes.appraisal.criteria[claimed].asked:
        nes.answer(point.checkpoint.id, AnswerValue.YES)
    agreed = chosen("sam-styring")
    audit = audit_of(
        agreed,
        msgspec.structs.replace(agreed, id="k-2", gathers=(claimed,)),
        msgspec.structs.replace(agreed, id="k-3"),
        CriterionVerdict(id="k-1", verdict=VerdictCode.NOT_MET),
        CriterionVerdict(id="k-2", verdict=VerdictCode.NOT_MET),
        Fact(id="f-1", criterion="k-1", text="Det finnes ikke."),
    )
    shown = {
        only: [one.criterion.id for one in compared_verdicts(audit, nes.appraisal, only)]
        for only in (None, *ComparedOnly)
    }
    assert shown == {
        None: ["k-1", "k-2", "k-3"],
        ComparedOnly.DISAGREE: ["k-2"],
        ComparedOnly.CLAIMED: ["k-2"],
        ComparedOnly.NOT_LOOKED_AT: ["k-3"],
    }


# -- what waits -------------------------------------------------------------------------


def test_what_waits_stands_by_date_and_what_has_no_date_last() -> None:
    audit = audit_of(
        DocumentAsked(id="d-1", title="Plan", role="kommunedirektør", due=date(2018, 1, 10)),
        DocumentAsked(id="d-2", title="Rutine"),
        DocumentAsked(id="d-3", title="Kommet", arrived="2018-01-02"),
        DocumentAsked(id="d-4", title="Aldri", due=date(2018, 1, 1), never_came=True),
        Meeting(id="i-1", role="leder for Nav", held="2017-12"),
        Meeting(id="i-2", role="lege", minutes_sent="2018-01-03", due=date(2018, 1, 20)),
        Meeting(id="i-3", role="rektor", held="2017-11-01", is_confirmed=True),
        Meeting(id="i-4", role="koordinator", planned="2018-01-14"),
        EmailQuestions(id="e-1", role="legevakt", sent="2018-01-01", due=date(2018, 1, 12)),
        EmailQuestions(id="e-2", role="kultur", sent="2018-01-01", never_answered=True),
        Survey(id="u-1", title="Til ansatte", sent="2018-01-05"),
        FactCheckRound(sent="2018-01-13", due=date(2018, 2, 1)),
        Hearing(sent="2018-01-14", due=date(2018, 1, 15)),
    )
    found = [(one.id, one.code, one.day, one.overdue) for one in reminders(audit, TODAY)]
    assert found == [
        ("i-1", "minutes_not_sent", date(2017, 12, 31), False),
        ("u-1", "survey_open", date(2018, 1, 5), False),
        ("d-1", "document_not_come", date(2018, 1, 10), True),
        ("e-1", "email_not_answered", date(2018, 1, 12), True),
        ("i-4", "interview_not_held", date(2018, 1, 14), True),
        ("hearing", "hearing_not_come", date(2018, 1, 15), False),
        ("i-2", "minutes_not_confirmed", date(2018, 1, 20), False),
        ("fact-check", "fact_check_not_come", date(2018, 2, 1), False),
        ("d-2", "document_not_come", None, False),
    ]
    assert str(reminders(audit, TODAY)[2].words) == (
        "Dokumentet «Plan» er ikke kommet fra kommunedirektør."
    )


# -- the request ------------------------------------------------------------------------


def test_the_request_for_nes_asks_for_no_interview_and_nothing_that_lies_there(
    nes: Session,
) -> None:
    audit = nes_audit(ADULTS)
    request = request_of(audit, ADULTS, {"nes": nes.appraisal})
    assert not list(faults_of(request, [nes.appraisal]))
    assert {one.kind for line in request.lines for one in line.wanted} == {
        EvidenceKind.DOCUMENT,
        EvidenceKind.FIGURE,
    }
    fewer = len(request_of(audit, ADULTS, {}).lines) - len(request.lines)
    assert fewer > 0
    assert request.there


def test_what_has_arrived_is_not_asked_for_again_and_what_waits_is_said() -> None:
    audit = audit_of(chosen("ke-mandat"))
    first, second, *_rest = request_of(audit, ADULTS, {}).lines
    there = DocumentAsked(
        id="d-1", title="Noe", arrived="2018-01-02", checkpoints=first.checkpoints
    )
    waiting = DocumentAsked(id="d-2", title=text_in(second.wanted[0].what, "nb"))
    request = request_of(audit.with_record(there).with_record(waiting), ADULTS, {})
    assert first.wanted not in [line.wanted for line in request.lines]
    assert [line.asked for line in request.lines if line.wanted == second.wanted] == [waiting]
    assert request.arrived == (there,)


def test_own_requests_stand_under_their_role_until_they_have_come() -> None:
    own = OwnRequest(id="o-1", role="kommunedirektør", text="Alle delegeringsvedtak")
    audit = audit_of(chosen("ke-mandat"), own)
    asked = {
        line.own: role.role for role in request_of(audit, ADULTS, {}).roles for line in role.lines
    }
    assert getattr(asked[own], "id", None) == "kommunedirektor"
    came = DocumentAsked(id="d-1", title="alle delegeringsvedtak", arrived="2018-01-02")
    assert own not in [line.own for line in request_of(audit.with_record(came), ADULTS, {}).lines]


# -- the guide --------------------------------------------------------------------------


def guide_for(appraisal: Appraisal | None, *records: Record) -> dict[str, list[Prompt]]:
    received = {} if appraisal is None else {"nes": appraisal}
    guide = guide_of(audit_of(*records), ADULTS, received)
    return {role.role.id: [one.prompt for one in role.questions] for role in guide.roles}


def test_the_leader_of_nav_is_asked_at_most_twenty_questions(nes: Session) -> None:
    guide = guide_of(nes_audit(ADULTS, every=True), ADULTS, {"nes": nes.appraisal})
    nav = next(role for role in guide.roles if role.role.id == NAV)
    assert len(nav.questions) == MOST_QUESTIONS
    assert nav.left_out
    assert not {one.checkpoints for one in nav.questions} & {
        one.checkpoints for one in nav.left_out
    }


def test_core_questions_come_first_and_are_the_same_to_all(nes: Session) -> None:
    guide = guide_of(nes_audit(ADULTS), ADULTS, {"nes": nes.appraisal})
    cores = {tuple(q.text for q in role.questions if q.is_core) for role in guide.roles}
    assert len(cores) == 1
    assert 0 < len(cores.pop()) <= MOST_IN_CORE
    for role in guide.roles:
        order = [question.is_core for question in role.questions]
        assert order == sorted(order, reverse=True)
        rest = [question.place for question in role.questions if not question.is_core]
        assert rest == sorted(rest)


@pytest.mark.parametrize(
    ("value", "prompt"),
    [
        (AnswerValue.YES, Prompt.SHOW),
        (AnswerValue.PARTLY, Prompt.MISSING),
        (AnswerValue.NO, Prompt.WHY),
        (AnswerValue.UNKNOWN, Prompt.WHO),
    ],
)
def test_what_the_municipality_answered_decides_what_to_ask(
    nes: Session, value: AnswerValue, prompt: Prompt
) -> None:
    nes.answer("eks-nav-plan-tilbud", value)
    guide = guide_of(
        audit_of(chosen("eks-nav-plan"), GuideRole(id=NAV)), ADULTS, {"nes": nes.appraisal}
    )
    (asked,) = [
        question
        for question in guide.roles[0].questions
        if question.checkpoints == ("eks-nav-plan-tilbud",)
    ]
    assert asked.prompt is prompt
    assert asked.text == "Hvem i Nav tilbyr individuell plan, og når?"
    assert bool(asked.yes_means) == (prompt is Prompt.MISSING)


def test_answers_that_do_not_go_together_are_asked_of_both(nes: Session) -> None:
    """The first contradiction of the set that is about what the two roles are asked."""
    clash = next(
        clash
        for clash in ADULTS.contradictions
        if not any(condition.share_below for condition in clash.when)
    )
    roles = set[str]()
    for condition in clash.when:
        nes.answer(condition.checkpoint, condition.answer[0])
    criteria = []
    for criterion in ADULTS.criteria:
        for point in criterion.checkpoints:
            if point.id in {condition.checkpoint for condition in clash.when}:
                criteria.append(criterion.id)
                roles |= set(point.ask)
    guide = guide_of(
        audit_of(chosen(*criteria), *(GuideRole(id=role) for role in roles)),
        ADULTS,
        {"nes": nes.appraisal},
    )
    told = {
        role.role.id
        for role in guide.roles
        if any(question.clash == clash.says for question in role.questions)
    }
    assert told == roles


def test_without_a_receipt_the_set_asks_and_own_questions_come_with() -> None:
    own = OwnQuestion(id="q-1", role=NAV, text="Hva er annerledes hos dere?")
    to_all = OwnQuestion(id="q-2", text="Hva bør revisjonen se på?", criterion="k-1")
    found = guide_for(
        None, chosen("eks-nav-plan"), own, to_all, GuideRole(id=NAV), GuideRole(id=MHC)
    )
    assert found[NAV].count(Prompt.OWN) == 2
    assert found[MHC] == [Prompt.OWN]
    assert set(found[NAV]) == {Prompt.OWN, Prompt.OPEN}


def test_a_criterion_with_words_only_is_asked_about_in_its_words() -> None:
    own = ChosenCriterion(id="k-1", text="Kommunen skal ha en plan.", sources="kommuneplanen")
    guide = guide_of(audit_of(own, GuideRole(id=NAV)), ADULTS, {})
    assert [str(one.text) for one in guide.roles[0].questions] == [
        "Hvordan sikrer dere dette: Kommunen skal ha en plan."
    ]


def test_what_roles_that_are_not_chosen_would_be_asked_is_counted() -> None:
    guide = guide_of(audit_of(chosen("eks-nav-plan"), GuideRole(id="kommuneoverlege")), ADULTS, {})
    assert [(role.id, count) for role, count in guide.nobody] == [(NAV, 4)]


@given(
    st.sets(st.sampled_from([one.id for one in ADULTS.criteria]), max_size=112),
    st.sets(st.sampled_from([role.id for role in ADULTS.roles])),
    st.integers(0, 30),
)
def test_no_role_is_ever_asked_more_than_twenty_and_nothing_is_lost(
    gathers: set[str], roles: set[str], own: int
) -> None:
    audit = audit_of(
        chosen(*sorted(gathers)),
        *(GuideRole(id=role) for role in sorted(roles)),
        *(OwnQuestion(id=f"q-{n}", text="Hva?") for n in range(own)),
    )
    guide = guide_of(audit, ADULTS, {})
    assert {role.role.id for role in guide.roles} == roles
    for role in guide.roles:
        assert len(role.questions) <= MOST_QUESTIONS
        every = [*role.questions, *role.left_out]
        assert sum(one.prompt is Prompt.OWN for one in every) == own
        named = [name for question in every for name in question.checkpoints]
        assert len(named) == len(set(named))
        to_ask = {
            point.id
            for criterion in ADULTS.criteria
            if criterion.id in gathers
            for point in criterion.checkpoints
            if role.role.id in point.ask
        }
        assert to_ask <= set(named)


# -- on paper ---------------------------------------------------------------------------


def paper(appraisal: Appraisal | None, *more: Record, role: str | None = None) -> AuditPaper:
    audit = nes_audit(ADULTS, every=True)
    for record in more:
        audit = audit.with_record(record)
    received = {} if appraisal is None else {"nes": appraisal}
    return AuditPaper(
        audit, TODAY, Translator("nb"), criteria_set=ADULTS, received=received, role=role
    )


def said(made: AuditPaper, template: str, form: str = "md") -> str:
    return report_text(made, template=template, form=form)


@pytest.mark.parametrize("form", ["md", "html"])
def test_the_guide_for_one_role_is_short_and_has_its_questions_alone(
    nes: Session, form: str
) -> None:
    text = said(paper(nes.appraisal, role=NAV), "guide", form)
    assert "20 spørsmål, omtrent" in text
    assert "Leder for Nav-kontoret" in text
    assert "Kommuneoverlege" not in text
    assert "Kommunen har svart delvis. Hva mangler?" in text
    if form == "md":
        assert len(text.split()) < 900


def test_the_guide_by_mail_is_to_be_sent_and_has_nothing_for_the_auditor(nes: Session) -> None:
    mail = GuideRole(id="leder-legevakt", by_mail=True, note="ring først")
    text = said(paper(nes.appraisal, mail, role="leder-legevakt"), "guide")
    assert "Vi ber om skriftlig svar" in text
    for internal in ("Kommunen har svart", "minutter", "ring først", "Dato og sted", "(K"):
        assert internal not in text


@pytest.mark.parametrize(
    ("asked", "said_there"),
    [
        ({"due": date(2018, 2, 1)}, "\nFrist: 1. februar 2018.\n"),
        ({"due": date(2018, 2, 1), "is_answered": True}, "- Frist: ……"),
        ({}, "- Frist: ……"),
    ],
)
def test_the_guide_by_mail_has_the_deadline_of_the_log(
    asked: dict[str, Any], said_there: str
) -> None:
    role = next(one for one in ADULTS.roles if one.id == "leder-legevakt")
    mail = GuideRole(id=role.id, by_mail=True)
    sent = EmailQuestions(id="e-1", role=text_in(role.title, "nb"), **asked)
    text = said(paper(None, mail, sent, role=role.id), "guide")
    assert said_there in text
    assert text.count("Frist:") == 1


def test_the_request_says_what_is_not_asked_for(nes: Session) -> None:
    text = said(paper(nes.appraisal), "request")
    assert "Kommunen har alt vist til" in text
    assert "Intervju" not in text
    assert "B1 |" in text
    alone = said(paper(nes.appraisal, role=NAV), "request")
    assert "Det vi ikke ber om" not in alone


def test_the_fact_check_has_facts_and_places_and_no_verdict() -> None:
    fact = Fact(id="f-1", criterion="alt", text="Det meldes lite.", place="kap. 5")
    verdict = CriterionVerdict(id="alt", verdict=VerdictCode.NOT_MET, text="Det er for dårlig.")
    text = said(paper(None, fact, verdict), "fact-check")
    assert "| F1 | Det meldes lite. (kap. 5) | ☐ | |" in text
    assert "for dårlig" not in text
    assert "oppfylt" not in text


@pytest.mark.parametrize(
    ("due", "above"),
    [
        (date(2018, 2, 1), "\nFrist: 1. februar 2018.\n"),
        (date(2018, 1, 10), "- Frist: ……"),
        (None, "- Frist: ……"),
    ],
)
def test_a_deadline_stands_in_the_request_until_it_has_passed(due: date | None, above: str) -> None:
    audit = audit_of(chosen("ke-mandat"))
    asked = asked_documents(audit, request_of(audit, ADULTS, {}), "2018-01-02", due)
    made = AuditPaper(audit_of(chosen("ke-mandat"), *asked), TODAY, NB, criteria_set=ADULTS)
    text = said(made, "request")
    assert above in text
    assert text.count("Frist:") == 1
    assert ("bedt om 02.01.2018, frist" in text) is (due is not None)
    half = AuditPaper(audit.with_record(asked[0]), TODAY, NB, criteria_set=ADULTS)
    assert "- Frist: ……" in said(half, "request")


def test_a_deadline_stands_in_the_fact_check() -> None:
    fact = Fact(id="f-1", text="Det meldes lite.")
    assert "- Frist for svar: ……" in said(paper(None, fact), "fact-check")
    text = said(paper(None, fact, FactCheckRound(due=date(2018, 2, 1))), "fact-check")
    assert "\nFrist: 1. februar 2018.\n" in text
    assert "Frist for svar" not in text


@pytest.mark.parametrize("template", ["guide", "request", "fact-check"])
def test_a_paper_that_would_say_nothing_says_what_to_do(template: str) -> None:
    with pytest.raises(NothingToSay, match=r"Velg|Registrer"):
        said(AuditPaper(Audit("a"), TODAY, Translator("nb"), criteria_set=ADULTS), template)
    if template != "fact-check":
        with pytest.raises(NothingToSay, match="Rollen «kokk»"):
            said(paper(None, role="kokk"), template)


@pytest.mark.parametrize("form", ["md", "html"])
def test_what_people_typed_is_text_in_every_paper(form: str) -> None:
    hostile = "<script>alert(1)</script> {{ 7*1007 }} | # [x](y)"
    made = paper(
        None,
        Fact(id="f-1", text=hostile, place=hostile),
        OwnQuestion(id="q-1", text=hostile),
        OwnRequest(id="o-1", role=hostile, text=hostile),
        GuideRole(id=NAV, note=hostile),
    )
    for template in ("guide", "request", "fact-check"):
        text = said(made, template, form)
        assert "<script>" not in text
        assert "7049" not in text
