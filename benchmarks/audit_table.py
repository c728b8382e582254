"""What the published audits say of themselves, in our words, and where in the report it stands.

The re-played audits in `examples/audits/` are held against these rows. Facts, earlier points and
rows of measures have their place in the file; `PLACES` has it for the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from checklist.appraisal import ConclusionCode
from checklist.assessment import VerdictCode
from checklist.audit import (
    Audit,
    AuditConclusion,
    AuditQuestion,
    AuditRecommendation,
    ChosenCriterion,
    CriterionVerdict,
    Delimitation,
    EmailQuestions,
    Hearing,
    Meeting,
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

STATEMENTS = _NES

PLACES: Mapping[str, Mapping[str, str]] = {
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
}
"""Where a report says what an audit has, by kind, or by kind and id where one stands elsewhere."""

DATES: Mapping[str, Mapping[str, str]] = {
    "nes-2018": {
        "2017": "5.2, 5.2.1: the routines that are cited as of 2017",
        "2017-08-29": "1.1",
        "2017-11-07": "5.3.1",
        "2018-02-26": "summary",
        "2018-02-27": "summary",
    },
}
"""Every date that a re-played audit may have in a field of dates, and where the report has it."""

OWN_BREAKS: Mapping[str, Mapping[tuple[str, str, str], str]] = {"nes-2018": {}}
"""Breaks that a report has itself, and the reason for each."""
