"""Every conclusion the auditors state themselves, and what samsjekk derives for it.

The audits are those of Romerike Revisjon IKS. 004 asks whether a decision of the council was
followed up; its rows are what it concludes on that about the duties themselves.

The examples carry facts from the chapters of facts, and a checkpoint whose yes asks for what nobody
looked at is answered "unknown". So some conclusions are not reached: they are listed with the
reason, and no fact is bent until one is. The limits of the rule (`conclusions:` in the sets) were
chosen with these audits in view, so that a conclusion is reached is no independent proof of them.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from checklist.criteria import AnswerValue

AUDITS = {
    "000": "Lørenskog 2015, poster",
    "001": "Lørenskog 2021, poster",
    "002": "Nes 2018",
    "003": "Lørenskog 2021",
    "004": "Ullensaker 2020, follow-up",
}


class RestsOn(StrEnum):
    """What the answer that decides a row carries.

    A poster has no chapter of facts: what it says is what the auditors came to.
    """

    FACT = "fact"
    CONCLUSION = "conclusion"


class Row(NamedTuple):
    """One conclusion of the auditors, in our words, and where they state it.

    `about` is the criterion, theme or audit question of the example that it is about. `expected`
    has two codes where the auditors' words leave room for two. `fact` is what the example has
    instead of the conclusion, with its chapter.

    A row that is reached rests on the checkpoint `deciding`: answered with `turned` instead, it
    becomes `becomes`. One that is not reached has the reason in `missed`.
    """

    audit: str
    example: str
    concluded: str
    where: str
    about: str
    expected: tuple[str, ...]
    rests_on: RestsOn
    fact: str
    deciding: str = ""
    turned: AnswerValue = AnswerValue.UNKNOWN
    becomes: str = ""
    missed: str = ""


class _Reached(NamedTuple):
    """What a row has beside its audit."""

    concluded: str
    where: str
    about: str
    expected: tuple[str, ...]
    rests_on: RestsOn
    fact: str
    deciding: str
    turned: AnswerValue
    becomes: str


class _Missed(NamedTuple):
    """A row that the facts do not reach, and why."""

    concluded: str
    where: str
    about: str
    expected: tuple[str, ...]
    rests_on: RestsOn
    fact: str
    missed: str


FACT, CONCLUSION = RestsOn.FACT, RestsOn.CONCLUSION
YES, PARTLY, NO = AnswerValue.YES, AnswerValue.PARTLY, AnswerValue.NO
_GOOD = ("in_line", "largely")

# fmt: off
_LORENSKOG_2015: tuple[_Reached | _Missed, ...] = (
    _Reached("cooperation is arranged for to a fairly large degree, with challenges",
        "question on cooperation", "sam-tilrettelegging", ("partly",),
        CONCLUSION, "Nav is not drawn into the work well enough",
        "sam-tilrettelegging-brukes", NO, "not_met"),
    _Reached("Nav: hard to reach, unclear tasks and expectations, too little part in the work",
        "question on cooperation", "eks-nav-sak", ("partly",),
        CONCLUSION, "Nav is not drawn into the work well enough",
        "eks-nav-sak-deltar", NO, "not_met"),
    _Reached("specialist health service: unclear responsibility, disagreement, not as equals",
        "question on cooperation", "sph-ansvar", ("partly",),
        CONCLUSION, "there are grey zones, most so when somebody falls acutely ill",
        "sph-ansvar-avklart", NO, "not_met"),
    _Reached("the agreements the law asks for are adopted",
        "question on the agreement", "sph-avtale", ("met",),
        FACT, "the agreements are adopted, and guidelines entered into",
        "sph-avtale-gjelder", NO, "not_met"),
    _Reached("no full system secures the right to a plan",
        "question on plan and coordinator", "ip-tilbud", ("partly",),
        CONCLUSION, "the system is not full, so something is there",
        "ip-tilbud-gis", NO, "not_met"),
    _Reached("no full system secures the right to a coordinator",
        "question on plan and coordinator", "ko-tilbud", ("partly",),
        CONCLUSION, "the system is not full, so something is there",
        "ko-tilbud-gis", NO, "not_met"),
    _Reached("there is a coordinating unit",
        "question on plan and coordinator", "ke-etablert", ("met",),
        FACT, "there is a coordinating unit",
        "ke-etablert-finnes", NO, "not_met"),
    _Reached("the unit does not fully work as the law asks",
        "question on plan and coordinator", "ke-mandat", ("partly",),
        CONCLUSION, "it does not fully work as the law asks",
        "ke-mandat-gjort", YES, "met"),
    _Reached("written delegation is lacking",
        "question on decisions", "ved-videredelegering", ("not_met",),
        FACT, "written delegation is lacking",
        "ved-videredelegering-skriftlig", PARTLY, "partly"),
    _Missed("responsibility and authority are clear in practice",
        "question on decisions", "ved-ansvar", ("partly",),
        CONCLUSION, "responsibility and authority are clear in practice",
        "yes asks for a sample, and nobody took one"),
    _Missed("written routines exist and must be updated",
        "question on decisions", "ved-rutiner", ("partly",),
        FACT, "there are written routines",
        "the poster does not say what the routines cover"),
)

_LORENSKOG_2021_POSTER: tuple[_Reached | _Missed, ...] = (
    _Missed("the central demands on the coordinating unit are met",
        "main finding 1", "koordinerende-enhet", _GOOD,
        FACT, "4.3.1, 5.3: the unit trains, decides on coordinators and knows who they are",
        "only the auditors' assessment says that the unit follows the plans"),
    _Missed("the central demands on individual plans are met",
        "main finding 1", "individuell-plan", _GOOD,
        FACT, "5.3: those interviewed say that a plan is offered",
        "yes asks for a sample, and nobody took one"),
    _Missed("the central demands on coordinators are met",
        "main finding 1", "koordinator", _GOOD,
        FACT, "5.3: whoever needs two services or more can apply",
        "only the auditors' assessment says that all are offered one"),
    _Missed("cooperation is in all essentials arranged for, with room for more",
        "main finding 2", "samhandling-internt", ("largely",),
        FACT, "5.2: one service comes in late, and who takes part is random in some cases",
        "by the set one service that comes in late is partly; the auditors weigh the system more"),
    _Missed("a review of the services is under way",
        "main finding 3", "st-tiltak", ("partly",),
        FACT, "5.2, appendix 1: a review is under way, a model is tried in twelve cases",
        "the report does not say whether anything has become better"),
)

_NES_2018: tuple[_Reached | _Missed, ...] = (
    _Reached("cooperation between the services is not sufficiently arranged for",
        "5.3.1, 5.4.1, 5.6", "samhandling-internt", ("insufficient",),
        FACT, "5.4.1: well around some users, poorly around others, somewhat at random",
        "sam-tilrettelegging-brukes", YES, "partly"),
    _Reached("steering from the top, across sectors, is called for",
        "5.4.1, 5.6", "sam-styring", ("not_met",),
        FACT, "5.4.1: steering from above is lacking, and several ask for it",
        "sam-styring-foringer", PARTLY, "partly"),
    _Reached("a coordinating unit is established",
        "5.2, 5.6", "ke-etablert", ("met",),
        FACT, "4.3.1, 5.2: the programme and the routine name the unit; one whole post",
        "ke-etablert-finnes", NO, "not_met"),
    _Reached("the unit is in place, with weaknesses",
        "5.2, 5.6", "koordinerende-enhet", ("largely",),
        FACT, "4.3.1, 5.2: a whole post; training delayed by changes of staff and illness",
        "ke-etablert-finnes", NO, "insufficient"),
    _Reached("few have a plan; it can be offered more often",
        "5.2.2, 5.6", "ip-tilbud", ("partly",),
        FACT, "5.2.2: it varies how well the right is secured, and few have a plan",
        "ip-tilbud-gis", NO, "not_met"),
    _Missed("plans can be offered and used more",
        "5.2.2, 5.6", "individuell-plan", ("partly",),
        FACT, "5.2.2: it varies how well the right is secured, and how plans are used",
        "the report says nothing of plans shared with the hospital, which the set asks about too"),
    _Reached("the agreement with the trust works as intended",
        "5.3.2", "sph-avtale", ("met",),
        FACT, "5.3.2: those interviewed point to an agreement in use, and say it works",
        "sph-avtale-gjelder", NO, "not_met"),
    _Reached("people with a right to services wait long for a decision",
        "5.1.1, 5.6", "ved-tid", ("partly",),
        FACT, "5.1.1: a backlog; those with a right wait longer too",
        "ved-tid-framdrift", NO, "not_met"),
    _Missed("not in all cases do people get a whole and coordinated service",
        "5.6", "helhetlig-tilbud", ("partly",),
        FACT, "the facts of the themes below it",
        "two of its four themes are undetermined"),
    _Missed("the unit has an overview of plans and coordinators",
        "5.2, 5.6", "ke-oversikt", ("met",),
        FACT, "5.2: the routine says that the unit shall have an overview",
        "only the auditors' assessment says that the unit has one"),
    _Missed("plan and coordinator can be offered more",
        "5.2.2, 5.6", "koordinator", ("partly",),
        FACT, "5.2.1: the procedure begins with an application",
        "the report does not say who was offered one"),
    _Missed("coordinators are trained, and a fuller programme is delayed",
        "5.2, 5.6", "ko-opplaering", ("partly",),
        FACT, "5.2: the unit has the duty, and a programme is delayed",
        "only the auditors' assessment says that training is held"),
    _Missed("a reorganisation has begun and must give results",
        "5.5, recommendation 2", "st-tiltak", ("partly",),
        FACT, "5.4.1, 5.5: what was told in 2017 is told again; a reorganisation has begun",
        "none of what was known is mended, so it is no; the auditors weigh what has begun"),
)

_LORENSKOG_2021: tuple[_Reached | _Missed, ...] = (
    _Reached("the services must come to know each other better",
        "5.2, 6", "sam-system", ("partly",),
        FACT, "5.2: a better overview of each other's services is wished for",
        "sam-system-virker", YES, "met"),
    _Reached("an agreement with the trust is made, and it works",
        "3.1, 5.2", "sph-avtale", ("met",),
        FACT, "5.2: an agreement with the trust is made, and those interviewed say it works",
        "sph-avtale-gjelder", NO, "not_met"),
    _Reached("there is a coordinating unit",
        "5.3, 6", "ke-etablert", ("met",),
        FACT, "4.3.1, 5.3: the unit has its place in a department, and staff",
        "ke-etablert-finnes", NO, "not_met"),
    _Reached("it receives every application",
        "5.3", "ke-meldinger", ("met",),
        FACT, "5.3: it takes every request for a plan or a coordinator",
        "ke-meldinger-mottak", NO, "not_met"),
    _Reached("the unit trains and guides coordinators",
        "5.3, 6", "ko-opplaering", ("met",),
        FACT, "5.3: the unit holds training",
        "ko-opplaering-gis", NO, "not_met"),
    _Reached("the person can't write in the plan; a digital one is being looked into",
        "5.3, 6", "ip-verktoy", ("partly",),
        FACT, "5.3: a print is posted to whoever was at the meeting",
        "ip-verktoy-bruker", NO, "not_met"),
    _Missed("cooperation is in all essentials arranged for",
        "summary, 5.2, 6", "samhandling-internt", ("largely",),
        FACT, "5.2: one service comes in late, and who takes part is random in some cases",
        "by the set one service that comes in late is partly; the auditors weigh the system more"),
    _Missed("it has an overview of coordinators and plans",
        "5.3, 6", "ke-oversikt", ("met",),
        FACT, "5.3: it has an overview of coordinators",
        "only the auditors' assessment says that it has one of plans"),
    _Missed("the demands of the act on the unit are met",
        "summary, 6", "koordinerende-enhet", _GOOD,
        FACT, "4.3.1, 5.3: the unit trains, decides on coordinators and knows who they are",
        "only the auditors' assessment says that the unit follows the plans"),
    _Missed("a coordinator is offered to all who need one",
        "5.3, 6", "ko-tilbud", ("met",),
        FACT, "5.3: whoever needs two services or more can apply",
        "only the auditors' assessment says that all are offered one"),
    _Missed("the central demands on coordinators are met",
        "summary", "koordinator", _GOOD,
        FACT, "5.3: whoever needs two services or more can apply",
        "only the auditors' assessment says that all are offered one"),
    _Missed("a plan is offered to those with a right to one",
        "5.3, 6", "ip-tilbud", ("met",),
        FACT, "5.3: those interviewed say that a plan is offered",
        "yes asks for a sample, and nobody took one"),
    _Missed("plans are in active use",
        "5.3, 6", "ip-oppdatert", ("met",),
        FACT, "5.3: those interviewed say that plans are used",
        "yes asks for a sample, and nobody took one"),
    _Missed("the central demands on individual plans are met",
        "summary", "individuell-plan", _GOOD,
        FACT, "5.3: those interviewed say that plans are offered and used",
        "yes asks for a sample, and nobody took one"),
    _Missed("whoever knows the child best should be heard more",
        "5.2, 6", "ved-opplyst", ("partly",),
        FACT, "5.2: those who know the child should, say those interviewed, take more part",
        "what is said is a wish; nobody looked at whether needs were mapped well enough"),
    _Missed("the review of the services must give results",
        "5.2, recommendation 2", "st-tiltak", ("partly",),
        FACT, "5.2, appendix 1: a review is under way, a model is tried in twelve cases",
        "the report does not say whether anything has become better"),
)

_ULLENSAKER_2020: tuple[_Reached | _Missed, ...] = (
    _Reached("the decision on cooperation is followed up: there are fixed meetings",
        "2.2, 2.4", "sam-system", ("met",),
        FACT, "2.2, table 1: fixed meetings between many services",
        "sam-system-finnes", NO, "not_met"),
    _Reached("the decision on the coordinating unit is partly followed up",
        "summary, 3.4", "koordinerende-enhet", ("partly",),
        FACT, "3.2: the unit decides and trains; nothing of it on the web site",
        "ke-etablert-finnes", NO, "insufficient"),
    _Reached("the unit is not on the web site; its role should be made visible",
        "3.2.2, 3.4", "ke-kjent", ("not_met",),
        FACT, "3.2.2: nothing about the unit on the web site",
        "ke-kjent-nettside", YES, "undetermined"),
    _Reached("more should have a plan",
        "3.2.1, 3.4", "ip-tilbud", ("partly",),
        FACT, "3.2.1, by telephone: a leader says that more should have one",
        "ip-tilbud-gis", NO, "not_met"),
    _Reached("new and old coordinators are trained regularly",
        "summary, 3.2.2", "ko-opplaering", ("met",),
        FACT, "3.2.2: the municipality answers that all are trained regularly",
        "ko-opplaering-gis", NO, "not_met"),
    _Reached("of three decisions, one is followed up and two partly; effect can't be judged",
        "1.3, 2.4, 3.4", "st-oppfolging", ("met", "partly"),
        FACT, "2.3.2, 3.2: decisions are gathered and training given; procedures not revised",
        "st-oppfolging-gjort", NO, "not_met"),
    _Missed("the decision on cooperation is followed up: it is arranged for",
        "2.2, 2.4", "sam-tilrettelegging", ("met",),
        FACT, "2.2: a strategy, procedures and meetings; one leader says it works",
        "yes asks what the leaders say, and one was asked"),
    _Missed("the decision on cooperation is followed up: a strategy and a stronger staff steer it",
        "2.2.1, 2.4", "sam-styring", ("met",),
        FACT, "2.2.1, 2.2.3: a strategy, and leaders who meet every fortnight",
        "the report does not say whether the leaders follow the strategy up"),
    _Missed("the decision on cooperation is followed up",
        "summary, 2.4", "samhandling-internt", _GOOD,
        FACT, "2.2: a strategy, procedures and meetings; one leader says it works",
        "yes asks what the leaders say, and one was asked"),
    _Missed("the allocation unit makes the decisions",
        "2.3.2", "ved-ansvar", ("met",),
        FACT, "2.3.2: one leader says that the unit or Nav always decides",
        "yes asks for a sample, and nobody took one"),
    _Missed("the procedure of the unit is not revised and should show its duties",
        "3.2.2, 3.4", "ke-mandat", ("not_met", "partly"),
        FACT, "3.2.2: an undated procedure for the unit is in force",
        "only the auditors' assessment says what the procedure lacks"),
    _Missed("the procedure for plans is not revised since they became electronic",
        "3.2.1, 3.4", "ke-rutiner", ("partly",),
        FACT, "3.2.1: the procedure is from 2014 and not revised since",
        "the report does not say what the procedures cover"),
    _Missed("more should have a coordinator",
        "3.2.2, 3.4", "ko-tilbud", ("partly",),
        FACT, "3.2.2: the usual form does not mention a coordinator",
        "only the auditors' assessment says that more should have one"),
    _Missed("the decision on plan and coordinator is partly met",
        "3.4", "koordinator", ("partly",),
        FACT, "3.2.2: the usual form does not mention a coordinator",
        "only the auditors' assessment says that more should have one"),
)
# fmt: on


def _rows() -> tuple[Row, ...]:
    replayed = (
        ("000", "lorenskog-2015", _LORENSKOG_2015),
        ("001", "lorenskog-2021", _LORENSKOG_2021_POSTER),
        ("002", "nes-2018", _NES_2018),
        ("003", "lorenskog-2021", _LORENSKOG_2021),
        ("004", "ullensaker-2020", _ULLENSAKER_2020),
    )
    return tuple(
        Row(audit, example, **line._asdict())
        for audit, example, lines in replayed
        for line in lines
    )


ROWS = _rows()
