"""What the published audits say of themselves, in our words, and where in the report it stands.

The re-played audits in `examples/audits/` are held against these rows. Facts, earlier points and
rows of measures have their place in the file; `PLACES` has it for the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from checklist.appraisal import ConclusionCode
from checklist.assessment import FollowUpCode, VerdictCode
from checklist.audit import (
    Audit,
    AuditConclusion,
    AuditQuestion,
    AuditRecommendation,
    ChosenCriterion,
    Correction,
    CriterionVerdict,
    Delimitation,
    DocumentAsked,
    EarlierPoint,
    EmailQuestions,
    Fact,
    FactCheckRound,
    Hearing,
    Meeting,
    PointKind,
    PointVerdict,
    Record,
    is_confirmed,
)

Check = Callable[[Audit], bool]


class Statement(NamedTuple):
    """Something that a report says, where it says it, and whether an audit has it."""

    audit: str
    says: str
    where: str
    is_had: Check


def _has(kind: type[Record], name: str) -> Check:
    return lambda audit: audit.find(kind, name) is not None


def _has_verdict(name: str, verdict: VerdictCode) -> Check:
    return lambda audit: audit.all(CriterionVerdict)[name].verdict is verdict


def _concludes(name: str, code: ConclusionCode | None) -> Check:
    return lambda audit: audit.all(AuditConclusion)[name].code is code


def _counts(kind: type[Record], number: int) -> Check:
    return lambda audit: len(audit.all(kind)) == number


def _are_confirmed(number: int) -> Check:
    return lambda audit: sum(map(is_confirmed, audit.all(Meeting).values())) == number


def _are_answered(yes: int, no: int) -> Check:
    def check(audit: Audit) -> bool:
        sets = audit.all(EmailQuestions).values()
        return (sum(s.is_answered for s in sets), sum(s.never_answered for s in sets)) == (yes, no)

    return check


def _has_points(kind: PointKind, number: int) -> Check:
    return lambda audit: sum(p.point is kind for p in audit.all(EarlierPoint).values()) == number


def _is_followed_up(name: str, verdict: FollowUpCode) -> Check:
    return lambda audit: audit.all(PointVerdict)[name].verdict is verdict


def _of(audit: str, rows: Iterable[tuple[str, str, Check]]) -> tuple[Statement, ...]:
    return tuple(Statement(audit, *row) for row in rows)


_NES = _of(
    "nes-2018",
    (
        (
            "ordered by the control committee 29.8.2017, case 26/17",
            "1.1",
            lambda a: (a.commission.ordered, a.commission.case) == ("2017-08-29", "26/17"),
        ),
        ("reported 27.2.2018", "summary", lambda a: a.commission.reported == "2018-02-27"),
        (
            "one audit question, on a whole and coordinated service",
            "1.3",
            _has(AuditQuestion, "p1"),
        ),
        ("no other audit question", "1.3", _counts(AuditQuestion, 1)),
        ("adults from 23 years only", "1.3", _has(Delimitation, "voksne")),
        ("criterion: cooperation is arranged for", "3.2.2", _has(ChosenCriterion, "samhandling")),
        (
            "criterion: a coordinating unit",
            "3.2.2",
            _has(ChosenCriterion, "koordinerende-enhet"),
        ),
        (
            "criterion: plan and coordinator are offered",
            "3.2.2",
            _has(ChosenCriterion, "plan-og-koordinator"),
        ),
        ("no other criterion", "3.2.2", _counts(ChosenCriterion, 3)),
        ("eight interviews", "2.1", _counts(Meeting, 8)),
        ("all eight verified", "2.1", _are_confirmed(8)),
        ("five sets of questions by e-mail", "2.1", _counts(EmailQuestions, 5)),
        ("three of the five were answered", "2.1", _are_answered(3, 2)),
        (
            "cooperation is not sufficiently arranged for",
            "5.6",
            _has_verdict("samhandling", VerdictCode.NOT_MET),
        ),
        (
            "a coordinating unit is established",
            "5.6",
            _has_verdict("koordinerende-enhet", VerdictCode.MET),
        ),
        (
            "few have a plan; it can be offered and used more",
            "5.6",
            _has_verdict("plan-og-koordinator", VerdictCode.PARTLY),
        ),
        (
            "not in all cases a whole and coordinated service",
            "5.6",
            _concludes("ko1", ConclusionCode.PARTLY),
        ),
        ("recommendation 1: cooperation", "summary", _has(AuditRecommendation, "a1")),
        ("recommendation 2: the reorganisation", "summary", _has(AuditRecommendation, "a2")),
        ("no other recommendation", "summary", _counts(AuditRecommendation, 2)),
        (
            "the statement came 26.2.2018",
            "summary",
            lambda a: a.single(Hearing).came == "2018-02-26",
        ),
    ),
)

_ULLENSAKER = _of(
    "ullensaker-2020",
    (
        (
            "ordered by the control committee 23.1.2020, case 3/20",
            "1.1",
            lambda a: (a.commission.ordered, a.commission.case) == ("2020-01-23", "3/20"),
        ),
        ("the decision became three audit questions", "1.3, 2, 3", _counts(AuditQuestion, 3)),
        ("no audit criteria", "1.3", _counts(ChosenCriterion, 0)),
        ("effects for users are not measured", "1.3", _has(Delimitation, "virkning")),
        ("three recommendations from 2015", "1.3", _has_points(PointKind.RECOMMENDATION, 3)),
        ("one decision of the council, 24/15", "1.3", _has_points(PointKind.DECISION, 1)),
        ("one oversendelsesforslag", "1.3", _has_points(PointKind.FORWARDED, 1)),
        (
            "documents came 13.2.2020 and 13.3.2020",
            "1.3",
            lambda a: (
                {d.arrived for d in a.all(DocumentAsked).values()} >= {"2020-02-13", "2020-03-13"}
            ),
        ),
        ("questions were answered in writing", "1.3", _are_answered(2, 0)),
        (
            "a telephone call 3.4.2020, of which no confirmed minutes are told",
            "1.3",
            lambda a: (
                [(m.held, is_confirmed(m)) for m in a.all(Meeting).values()]
                == [("2020-04-03", False)]
            ),
        ),
        (
            "cooperation: followed up",
            "summary, 2.4",
            _is_followed_up("samarbeid", FollowUpCode.FOLLOWED_UP),
        ),
        (
            "plan and coordinator: partly",
            "3.4",
            _is_followed_up("plan-og-koordinator", FollowUpCode.PARTLY),
        ),
        (
            "coordinating unit: partly",
            "summary, 3.4",
            _is_followed_up("koordinerende-enhet", FollowUpCode.PARTLY),
        ),
        ("no other verdict", "2.4, 3.4", _counts(PointVerdict, 3)),
        ("no recommendation", "the whole", _counts(AuditRecommendation, 0)),
        (
            "the facts came back 4.5.2020",
            "summary, literature",
            lambda a: a.single(FactCheckRound).came == "2020-05-04",
        ),
        (
            "the statement came 5.5.2020",
            "summary, literature",
            lambda a: a.single(Hearing).came == "2020-05-05",
        ),
    ),
)

_LORENSKOG_2021 = _of(
    "lorenskog-2021",
    (
        (
            "decided by the control committee 10.12.2020, case 40/20",
            "1.1",
            lambda a: (a.commission.ordered, a.commission.case) == ("2020-12-10", "40/20"),
        ),
        ("reported 12.8.2021", "summary", lambda a: a.commission.reported == "2021-08-12"),
        (
            "one audit question, on a whole and coordinated service",
            "1.2",
            _has(AuditQuestion, "p1"),
        ),
        ("no other audit question", "1.2", _counts(AuditQuestion, 1)),
        ("up to 23 years, with a known need", "1.2.1", _has(Delimitation, "alder")),
        ("what users think is left out", "1.2.1", _has(Delimitation, "brukernes-syn")),
        ("criterion: cooperation is arranged for", "3.2", _has(ChosenCriterion, "samhandling")),
        ("criterion: a coordinating unit", "3.2", _has(ChosenCriterion, "koordinerende-enhet")),
        (
            "criterion: plan and coordinator are offered",
            "3.2",
            _has(ChosenCriterion, "plan-og-koordinator"),
        ),
        ("no other criterion", "3.2", _counts(ChosenCriterion, 3)),
        ("19 roles gave information", "2.1", _counts(Meeting, 19)),
        ("all who were interviewed confirmed the minutes", "2.1", _are_confirmed(19)),
        ("no questions by e-mail", "2.1", _counts(EmailQuestions, 0)),
        (
            "the demands on a coordinating unit are met",
            "6",
            _has_verdict("koordinerende-enhet", VerdictCode.MET),
        ),
        (
            "the demands on plan and coordinator are met",
            "summary, 6",
            _has_verdict("plan-og-koordinator", VerdictCode.MET),
        ),
        (
            "cooperation is in all essentials arranged for, with room for more",
            "6",
            _concludes("ko1", ConclusionCode.LARGELY),
        ),
        ("recommendation 1: more cooperation", "6", _has(AuditRecommendation, "a1")),
        ("recommendation 2: the review of services", "6", _has(AuditRecommendation, "a2")),
        ("no other recommendation", "6", _counts(AuditRecommendation, 2)),
        ("three of the municipality's corrections are told", "4.3.1, 5.2", _counts(Correction, 3)),
        (
            "the statement came 2.7.2021",
            "summary",
            lambda a: a.single(Hearing).came == "2021-07-02",
        ),
    ),
)

_LORENSKOG_2015 = _of(
    "lorenskog-2015",
    (
        ("four audit questions", "poster", _counts(AuditQuestion, 4)),
        (
            "cooperation is arranged for to a fairly large degree, with challenges",
            "poster",
            _concludes("ko-samhandling", ConclusionCode.PARTLY),
        ),
        (
            "the agreements the law asks for are adopted",
            "poster",
            _concludes("ko-avtale", ConclusionCode.IN_LINE),
        ),
        (
            "no full system secures plan and coordinator",
            "poster",
            _concludes("ko-plan", ConclusionCode.INSUFFICIENT),
        ),
        (
            "responsibility is clear in practice; written delegation is lacking",
            "poster",
            _concludes("ko-vedtak", ConclusionCode.PARTLY),
        ),
        ("four recommendations", "poster", _counts(AuditRecommendation, 4)),
        ("no facts and no method", "poster", lambda a: not a.all(Fact) and not a.all(Meeting)),
    ),
)

STATEMENTS = _LORENSKOG_2015 + _NES + _ULLENSAKER + _LORENSKOG_2021

ROWS_OF_MEASURES: Mapping[str, tuple[str, ...]] = {
    "Tabell 1": (
        "2018–2022 for psykiske lidelser",
        "risikoutsatte",
        "legetjenesten",
        "Søknadsskjema",
        "psykisk helse for voksne",
        "tildeling innen rus",
        "forpliktende",
        "henvisninger",
        "Myrvegen",
        "SLT",
        "Drøftingsteam",
        "kommunale boliger",
        "risikogravide",
        "BRUS",
        "ARA",
        "LAR",
        "Boliggruppe",
        "fastlegene",
        "BTI",
        "Samhandlingskoordinator",
        "rask psykisk helsehjelp",
        "Fontenehus",
        "aktivitetstiltak",
        "pakkeforløp",
    ),
    "Tabell 2": (
        "folkehelseprosjekt",
        "ABC",
        "trivsel",
        "oversikt",
        "Bymisjon",
        "jobbstøtte",
        "Fontenehus",
        "egen helse",
        "Inn på tunet",
        "i system",
        "pakkeforløpene",
        "Brukerplan",
        "Åpen dialog",
        "digitale",
        "organisasjonsstruktur",
        "modell",
        "Omsorgsboliger",
        "boligstrategien",
    ),
    "Tabell 3": (
        "Ny enhet",
        "arbeidsprosesser",
        "lokaler",
        "Ledelse",
        "Nye prosedyrer",
        "saksbehandling",
        "Ny avdeling",
    ),
    "Tabell 4": (
        "tildele koordinator",
        "Prosedyre for koordinator",
        "rus og psykisk helsevern",
        "Håndbok",
        "koordinerende enhet",
        "Søknad",
        "ACOS",
        "Brukerplan",
        "FIT",
    ),
}
"""A word of every row in tables 1 to 4 of the follow-up in Ullensaker, in the report's order."""

PLACES: Mapping[str, Mapping[str, str]] = {
    "lorenskog-2015": {
        "commission": "poster: title and purpose",
        "question": "poster",
        "conclusion": "poster",
        "recommendation": "poster: recommendations",
    },
    "lorenskog-2021": {
        "commission": "1.1, 1.2 and the summary",
        "team": "2.1 and signature",
        "question": "1.2",
        "criterion": "3.2, sources in 3.1 and 3.2",
        "delimitation": "1.2.1",
        "document/d-rutiner": "2.1",
        "document/d-metodebok": "5.1, literature",
        "document/d-tilbakemelding": "summary",
        "document/d-ruskontrakter": "appendix 1, literature",
        "interview": "2.1, literature",
        "verdict": "6",
        "conclusion": "summary, 6",
        "recommendation": "6",
        "chapter/summary": "summary and poster",
        "chapter/background": "1.1",
        "chapter/organisation": "4",
        "chapter/method": "2.1, 2.2",
        "literature/l-fhi": "1.2.1",
        "literature/l-helsedir-2012": "1.2.1, 3.2",
        "literature/l-nettsted": "4.1",
        "literature": "3, literature",
        "fact-check": "summary",
        "correction/r1": "4.3.1",
        "correction/r2": "5.2, footnote 7",
        "correction/r3": "5.2",
        "hearing": "summary",
    },
    "nes-2018": {
        "commission": "1.1, 1.3 and the front page",
        "team": "summary, signature",
        "question": "1.3",
        "criterion": "3.2.2, sources in 3.1 and 3.2",
        "delimitation": "1.3",
        "document/d-prosedyrer-tildeling": "5.3.1",
        "document/d-kvalitetshandbok": "2.1, 5.1.1",
        "document/d-rutine-ip": "2.1, 5.2.1",
        "document/d-redegjorelse": "4.3.2",
        "interview": "2.1",
        "email": "2.1, answers in 4.3.7, 4.3.8 and 4.4.1",
        "verdict": "5.6",
        "conclusion": "5.6",
        "recommendation": "summary",
        "chapter/summary": "summary",
        "chapter/background": "1.1",
        "chapter/organisation": "4.2 to 4.4",
        "chapter/method": "2.1, 2.2",
        "chapter/closing": "5.6",
        "literature/l-fafo": "4.1, 5.4.1",
        "literature/l-folkehelse": "4.1",
        "literature/l-handlingsprogram": "4.2",
        "literature/l-rusplan": "4.3.2",
        "literature/l-nes-2016c": "4.3.6",
        "literature/l-nes-2017a": "4.3.8",
        "literature/l-organisasjonskart": "4.2",
        "literature/l-helsedir-2012": "3.2.2",
        "literature": "3",
        "hearing": "summary",
    },
    "ullensaker-2020": {
        "commission": "1.1 and the front page",
        "question": "2, 3",
        "delimitation": "1.3",
        "document/d-epost-tqm": "2.2",
        "document/d-pros-ansvar": "2.2, footnote 6",
        "document/d-pros-tildeling-ip": "table 4 a",
        "document/d-pros-ip": "table 4 b",
        "document/d-pros-enhet": "table 4 e, 3.2.2",
        "document": "1.3, literature",
        "interview": "1.3, literature",
        "email": "1.3, 3.2.2, 3.3.3",
        "observation": "3.2.2",
        "measure": "tables 1 to 4",
        "follow-up": "summary, 2.4, 3.4",
        "chapter/summary": "summary",
        "chapter/background": "1.1, 1.2",
        "chapter/method": "1.3",
        "literature": "literature",
        "fact-check": "summary, literature",
        "hearing": "summary, literature",
    },
}
"""Where a report says what an audit has, by kind, or by kind and id where one stands elsewhere."""

DATES: Mapping[str, Mapping[str, str]] = {
    "lorenskog-2015": {"2015-06": "poster: title"},
    "lorenskog-2021": {
        "2015": "literature: the year of the method book",
        "2018": "literature: the report on contracts",
        "2020-12-10": "1.1",
        "2021-07-02": "summary",
        "2021-08-12": "summary",
    },
    "nes-2018": {
        "2017": "5.2, 5.2.1: the routines that are cited as of 2017",
        "2017-08-29": "1.1",
        "2017-11-07": "5.3.1",
        "2018-02-26": "summary",
        "2018-02-27": "summary",
    },
    "ullensaker-2020": {
        "2014": "table 4",
        "2015": "1.3, table 1",
        "2015-11-17": "1.3",
        "2016": "literature",
        "2018": "table 1, literature",
        "2019": "table 1, 2.2.5, literature",
        "2020": "literature",
        "2020-01-23": "1.1",
        "2020-02-06": "2.2",
        "2020-02-13": "1.3",
        "2020-03": "table 2",
        "2020-03-13": "1.3",
        "2020-04-03": "1.3",
        "2020-05-04": "literature",
        "2020-05-05": "summary, literature",
    },
}
"""Every date that a re-played audit may have in a field of dates, and where the report has it."""

_CALL = "the report does not say that the minutes of the telephone call were confirmed"
_NO_VERDICT = "the report judges the three recommendations, and gives this no verdict of its own"

_POSTER = "the poster has what the auditors came to, and neither criteria nor facts"
_OF_THE_POSTER = ("samhandling", "avtale", "plan", "vedtak")

OWN_BREAKS: Mapping[str, Mapping[tuple[str, str, str], str]] = {
    "lorenskog-2015": {
        ("question", name, "question_without_criterion"): _POSTER for name in _OF_THE_POSTER
    }
    | {
        ("conclusion", f"ko-{name}", "conclusion_without_verdict"): _POSTER
        for name in _OF_THE_POSTER
    },
    "lorenskog-2021": {},
    "nes-2018": {},
    "ullensaker-2020": {
        ("fact", "f-telefon-plan", "interview_not_confirmed"): _CALL,
        ("fact", "f-telefon-enhet", "interview_not_confirmed"): _CALL,
        ("fact", "f-telefon-tilbud", "interview_not_confirmed"): _CALL,
        ("fact", "f-telefon-fit", "interview_not_confirmed"): _CALL,
        ("point", "vedtak", "point_without_verdict"): _NO_VERDICT,
        ("point", "oversendelsesforslag", "point_without_verdict"): _NO_VERDICT,
    },
}
"""Breaks that a report has itself, and the reason for each."""
