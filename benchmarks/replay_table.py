"""Every conclusion the auditors state themselves, and what samsjekk is to derive for it.

The audits are those of Romerike Revisjon IKS. 004 asks whether a decision of the council was
followed up; its rows are what it concludes on that about the duties themselves.
"""

from __future__ import annotations

from dataclasses import dataclass

from checklist.criteria import AnswerValue

AUDITS = {
    "000": "Lørenskog 2015, poster",
    "001": "Lørenskog 2021, poster",
    "002": "Nes 2018",
    "003": "Lørenskog 2021",
    "004": "Ullensaker 2020, follow-up",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One conclusion of the auditors, in our words, and where they state it.

    `about` is the criterion, theme or audit question of the example that it is about. `expected`
    has two codes where the auditors' words leave room for two. The row rests on the checkpoint
    `deciding`: answered with `turned` instead, it becomes `becomes`.
    """

    audit: str
    example: str
    concluded: str
    where: str
    about: str
    expected: tuple[str, ...]
    deciding: str
    turned: AnswerValue
    becomes: str


YES, PARTLY, NO = AnswerValue.YES, AnswerValue.PARTLY, AnswerValue.NO
_GOOD = ("in_line", "largely")
_Line = tuple[str, str, str, tuple[str, ...], str, AnswerValue, str]

# fmt: off
_LORENSKOG_2015: tuple[_Line, ...] = (
    ("cooperation is arranged for to a fairly large degree, with challenges",
     "question on cooperation",
     "sam-tilrettelegging", ("partly",), "sam-tilrettelegging-brukes", NO, "not_met"),
    ("Nav: hard to reach, unclear tasks and expectations, too little part in the work",
     "question on cooperation",
     "eks-nav-sak", ("partly",), "eks-nav-sak-deltar", NO, "not_met"),
    ("specialist health service: unclear responsibility, disagreement, not as equals",
     "question on cooperation",
     "sph-ansvar", ("partly",), "sph-ansvar-avklart", NO, "not_met"),
    ("the agreements the law asks for are adopted",
     "question on the agreement",
     "sph-avtale", ("met",), "sph-avtale-gjelder", NO, "not_met"),
    ("no full system secures the right to a plan",
     "question on plan and coordinator",
     "ip-tilbud", ("not_met",), "ip-tilbud-gis", PARTLY, "partly"),
    ("no full system secures the right to a coordinator",
     "question on plan and coordinator",
     "ko-tilbud", ("not_met",), "ko-tilbud-gis", PARTLY, "partly"),
    ("there is a coordinating unit",
     "question on plan and coordinator",
     "ke-etablert", ("met",), "ke-etablert-finnes", NO, "not_met"),
    ("the unit does not fully work as the law asks",
     "question on plan and coordinator",
     "ke-mandat", ("partly",), "ke-mandat-gjort", YES, "met"),
    ("responsibility and authority are clear in practice",
     "question on decisions",
     "ved-ansvar", ("partly",), "ved-ansvar-praksis", NO, "not_met"),
    ("written delegation is lacking",
     "question on decisions",
     "ved-videredelegering", ("not_met",), "ved-videredelegering-skriftlig", PARTLY, "partly"),
    ("written routines exist and must be updated",
     "question on decisions",
     "ved-rutiner", ("partly",), "ved-rutiner-oppdatert", YES, "met"),
)

_LORENSKOG_2021_POSTER: tuple[_Line, ...] = (
    ("the central demands on the coordinating unit are met",
     "main finding 1",
     "koordinerende-enhet", _GOOD, "ke-etablert-finnes", NO, "insufficient"),
    ("the central demands on individual plans are met",
     "main finding 1",
     "individuell-plan", _GOOD, "ip-tilbud-gis", NO, "insufficient"),
    ("the central demands on coordinators are met",
     "main finding 1",
     "koordinator", _GOOD, "ko-tilbud-gis", NO, "insufficient"),
    ("cooperation is in all essentials arranged for, with room for more",
     "main finding 2",
     "samhandling-internt", ("largely",), "sam-tilrettelegging-brukes", NO, "insufficient"),
    ("a review of the services is under way",
     "main finding 3",
     "st-tiltak", ("partly",), "st-tiltak-rettet", NO, "not_met"),
)

_NES_2018: tuple[_Line, ...] = (
    ("cooperation between the services is not sufficiently arranged for",
     "5.3.1, 5.4.1, 5.6",
     "samhandling-internt", ("insufficient",), "sam-tilrettelegging-brukes", YES, "partly"),
    ("steering from the top, across sectors, is called for",
     "5.4.1, 5.6",
     "sam-styring", ("not_met",), "sam-styring-foringer", PARTLY, "partly"),
    ("a coordinating unit is established",
     "5.2, 5.6",
     "ke-etablert", ("met",), "ke-etablert-finnes", NO, "not_met"),
    ("the unit is in place, with weaknesses",
     "5.2, 5.6",
     "koordinerende-enhet", ("largely",), "ke-etablert-finnes", NO, "insufficient"),
    ("the unit has an overview of plans and coordinators",
     "5.2, 5.6",
     "ke-oversikt", ("met",), "ke-oversikt-planer", NO, "not_met"),
    ("few have a plan; it can be offered more often",
     "5.2.2, 5.6",
     "ip-tilbud", ("partly",), "ip-tilbud-gis", NO, "not_met"),
    ("plans can be offered and used more",
     "5.2.2, 5.6",
     "individuell-plan", ("partly",), "ip-tilbud-gis", NO, "insufficient"),
    ("plan and coordinator can be offered more",
     "5.2.2, 5.6",
     "koordinator", ("partly",), "ko-tilbud-gis", NO, "insufficient"),
    ("coordinators are trained, and a fuller programme is delayed",
     "5.2, 5.6",
     "ko-opplaering", ("partly",), "ko-opplaering-plan", YES, "met"),
    ("the agreement with the trust works as intended",
     "5.3.2",
     "sph-avtale", ("met",), "sph-avtale-gjelder", NO, "not_met"),
    ("people with a right to services wait long for a decision",
     "5.1.1, 5.6",
     "ved-tid", ("partly",), "ved-tid-opphold", NO, "not_met"),
    ("a reorganisation has begun and must give results",
     "5.5, recommendation 2",
     "st-tiltak", ("partly",), "st-tiltak-rettet", NO, "not_met"),
    ("not in all cases do people get a whole and coordinated service",
     "5.6",
     "helhetlig-tilbud", ("partly",), "ke-etablert-finnes", NO, "insufficient"),
)

_LORENSKOG_2021: tuple[_Line, ...] = (
    ("cooperation is in all essentials arranged for",
     "summary, 5.2, 6",
     "samhandling-internt", ("largely",), "sam-tilrettelegging-ordning", NO, "insufficient"),
    ("the services must come to know each other better",
     "5.2, 6",
     "sam-system", ("partly",), "sam-system-virker", YES, "met"),
    ("an agreement with the trust is made, and it works",
     "3.1, 5.2",
     "sph-avtale", ("met",), "sph-avtale-gjelder", NO, "not_met"),
    ("there is a coordinating unit",
     "5.3, 6",
     "ke-etablert", ("met",), "ke-etablert-finnes", NO, "not_met"),
    ("it receives every application",
     "5.3",
     "ke-meldinger", ("met",), "ke-meldinger-mottak", NO, "not_met"),
    ("it has an overview of coordinators and plans",
     "5.3, 6",
     "ke-oversikt", ("met",), "ke-oversikt-planer", NO, "not_met"),
    ("the demands of the act on the unit are met",
     "summary, 6",
     "koordinerende-enhet", _GOOD, "ke-etablert-finnes", NO, "insufficient"),
    ("the unit trains and guides coordinators",
     "5.3, 6",
     "ko-opplaering", ("met",), "ko-opplaering-gis", NO, "not_met"),
    ("a coordinator is offered to all who need one",
     "5.3, 6",
     "ko-tilbud", ("met",), "ko-tilbud-gis", NO, "not_met"),
    ("the central demands on coordinators are met",
     "summary",
     "koordinator", _GOOD, "ko-tilbud-gis", NO, "insufficient"),
    ("a plan is offered to those with a right to one",
     "5.3, 6",
     "ip-tilbud", ("met",), "ip-tilbud-gis", NO, "not_met"),
    ("plans are in active use",
     "5.3, 6",
     "ip-oppdatert", ("met",), "ip-oppdatert-brukes", NO, "not_met"),
    ("the central demands on individual plans are met",
     "summary",
     "individuell-plan", _GOOD, "ip-tilbud-gis", NO, "insufficient"),
    ("the person can't write in the plan; a digital one is being looked into",
     "5.3, 6",
     "ip-verktoy", ("partly",), "ip-verktoy-bruker", NO, "not_met"),
    ("whoever knows the child best should be heard more",
     "5.2, 6",
     "ved-opplyst", ("partly",), "ved-opplyst-grunnlag", NO, "not_met"),
    ("the review of the services must give results",
     "5.2, recommendation 2",
     "st-tiltak", ("partly",), "st-tiltak-rettet", NO, "not_met"),
)

_ULLENSAKER_2020: tuple[_Line, ...] = (
    ("the decision on cooperation is followed up: it is arranged for",
     "2.2, 2.4",
     "sam-tilrettelegging", ("met",), "sam-tilrettelegging-ordning", NO, "not_met"),
    ("the decision on cooperation is followed up: there are fixed meetings",
     "2.2, 2.4",
     "sam-system", ("met",), "sam-system-finnes", NO, "not_met"),
    ("the decision on cooperation is followed up: a strategy and a stronger staff steer it",
     "2.2.1, 2.4",
     "sam-styring", ("met",), "sam-styring-foringer", NO, "not_met"),
    ("the decision on cooperation is followed up",
     "summary, 2.4",
     "samhandling-internt", _GOOD, "sam-tilrettelegging-ordning", NO, "insufficient"),
    ("the allocation unit makes the decisions",
     "2.3.2",
     "ved-ansvar", ("met",), "ved-ansvar-praksis", NO, "not_met"),
    ("the decision on the coordinating unit is partly followed up",
     "summary, 3.4",
     "koordinerende-enhet", ("partly",), "ke-etablert-finnes", NO, "insufficient"),
    ("the procedure of the unit is not revised and should show its duties",
     "3.2.2, 3.4",
     "ke-mandat", ("not_met", "partly"), "ke-mandat-skriftlig", YES, "met"),
    ("the procedure for plans is not revised since they became electronic",
     "3.2.1, 3.4",
     "ke-rutiner", ("partly",), "ke-rutiner-oppdatert", YES, "met"),
    ("the unit is not on the web site; its role should be made visible",
     "3.2.2, 3.4",
     "ke-kjent", ("not_met",), "ke-kjent-nettside", YES, "partly"),
    ("more should have a plan",
     "3.2.1, 3.4",
     "ip-tilbud", ("partly",), "ip-tilbud-gis", NO, "not_met"),
    ("more should have a coordinator",
     "3.2.2, 3.4",
     "ko-tilbud", ("partly",), "ko-tilbud-gis", NO, "not_met"),
    ("the decision on plan and coordinator is partly met",
     "3.4",
     "koordinator", ("partly",), "ko-tilbud-gis", NO, "insufficient"),
    ("new and old coordinators are trained regularly",
     "summary, 3.2.2",
     "ko-opplaering", ("met",), "ko-opplaering-gis", NO, "not_met"),
    ("of three decisions, one is followed up and two partly; effect can't be judged",
     "1.3, 2.4, 3.4",
     "st-oppfolging", ("met", "partly"), "st-oppfolging-gjort", NO, "not_met"),
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
    return tuple(Row(audit, example, *line) for audit, example, lines in replayed for line in lines)


ROWS = _rows()
