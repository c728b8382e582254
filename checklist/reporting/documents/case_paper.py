"""The case paper: what the council is to know and decide, on one page.

Everything follows from the answers, the proposal too. What only the municipality knows (case
number, meeting) is left open to be filled in.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from checklist.appraisal import ConclusionCode
from checklist.assessment import ActionStatus
from checklist.i18n import Translator, one_or_many, phrase, phrases
from checklist.reporting.cards import LEAST, Cards, QuestionCard, Room
from checklist.reporting.fitting import (
    ELLIPSIS,
    Columns,
    going_on,
    short,
    shortened,
)
from checklist.reporting.model import ActionLine, Finding, ReportHead
from checklist.reporting.report import Report
from checklist.words import (
    Part,
    Status,
    Wording,
    by_origin,
    if_any,
    listed,
    sentence,
    what_there_is,
)

_SIZES = (11.0, 10.5, 10.0, 9.5, 9.0, 8.5)


class _RestRoom(NamedTuple):
    """What the page has room for beside the questions: how many of each, and letters of a text."""

    purpose: int = 0
    actions: int = 0
    letters: int = 0
    advice: int = 0
    advised: int = 0


_ALL = Room(points=3, comment=400, advice=0, leaning=4, known=3, settling=5, named=True)
_THREE = Room(comment=200, advice=0, leaning=1, known=1, settling=2)
_TWO = Room(findings=2, comment=200, advice=0, leaning=1, known=0, settling=0)
_SHORT = _TWO._replace(comment=150, leaning=0)

_LADDER = (
    (_ALL._replace(why=True), _RestRoom(600, 8, 300, 8, 300)),
    (_ALL._replace(comment=300, leaning=3, known=2, settling=4), _RestRoom(600, 8, 300, 8, 300)),
    (_ALL._replace(points=2, leaning=2, known=2, settling=3), _RestRoom(400, 6, 250, 7, 300)),
    (_THREE._replace(points=2, leaning=2, named=True), _RestRoom(400, 6, 250, 7, 300)),
    (_THREE._replace(named=True), _RestRoom(300, 5, 200, 6, 300)),
    (_THREE._replace(settling=1), _RestRoom(300, 5, 200, 6, 300)),
    (_THREE._replace(comment=150, known=0, settling=1), _RestRoom(300, 4, 160, 5, 250)),
    (_THREE._replace(comment=120, known=0, settling=1), _RestRoom(300, 4, 160, 5, 250)),
    (_TWO._replace(settling=1), _RestRoom(300, 4, 160, 5, 250)),
    (_TWO, _RestRoom(260, 3, 120, 4, 200)),
    (_SHORT, _RestRoom(260, 3, 120, 4, 200)),
    (_SHORT._replace(comment=110), _RestRoom(200, 3, 100, 3, 160)),
    (_SHORT._replace(comment=80), _RestRoom(200, 2, 100, 3, 160)),
    (_SHORT._replace(comment=50, measured=False), _RestRoom(120, 2, 80, 3, 120)),
    (_SHORT._replace(comment=0, measured=False), _RestRoom(0, 2, 80, 2, 100)),
    (LEAST._replace(findings=1, points=1), _RestRoom(0, 1, 60, 1, 80)),
    (LEAST._replace(findings=1), _RestRoom(0, 1, 60, 1, 80)),
    (LEAST._replace(question=100), _RestRoom()),
)
"""What is said of a question on each rung, and beside it the rest of the page: least last."""

_ENOUGH = 9
"""The rung that letters are made smaller for."""

_REPORTED_YEARLY_SINCE = date(2021, 1, 1)
"""When § 25-2 of the Local Government Act came into force."""


class CaseAction(Part, frozen=True, kw_only=True):
    """What is done about which finding, by which role and by when; empty where it has none."""

    finding: str
    what: str
    role: str
    deadline: str
    late: str
    status: Status


class AdviceFor(Part, frozen=True, kw_only=True):
    """What should be done, and the findings that ask for it: F1, F4."""

    findings: str
    text: Wording


class Proposal(Part, frozen=True, kw_only=True):
    """What the council can decide.

    Attributes:
        advice: what is to be done, where the proposal asks for that.
        more: how much more there is to do, or empty.
    """

    text: str
    advice: tuple[AdviceFor, ...] = ()
    more: str = ""


class CasePaper(Part, frozen=True, kw_only=True):
    """One page.

    Attributes:
        to_fill_in: what the municipality writes itself.
        not_examined: the themes that nothing was answered in, in a sentence; empty where none.
        actions_said: what the table of actions does not say.
        points: how large the letters are on paper.
        note: that the municipality decides, and what the sign of a shortened text means.
    """

    to_fill_in: tuple[str, ...]
    municipality: str
    title: str
    about: tuple[str, ...]
    background: tuple[str, ...]
    questions: tuple[QuestionCard, ...]
    findings_lead: str
    not_examined: str
    actions: tuple[CaseAction, ...]
    actions_said: tuple[str, ...]
    proposals: tuple[Proposal, ...]
    points: float
    note: str


def columns(report: Report) -> Columns:
    """What may give way on the case paper: one column, of the questions and the rest."""
    return Columns(
        sizes=_SIZES,
        cards=(len(report.appraisal.questions) + 1,),
        enough=_ENOUGH,
        last=len(_LADDER) - 1,
    )


def case_paper(report: Report, _: Translator) -> CasePaper:
    """The case paper, with as much as there is space for; enough, where that isn't said."""
    head, findings, made = report.head, report.findings, Cards(report)
    asked = report.appraisal.questions
    space = report.space or columns(report).plain()
    # The rest holds the proposal, so it is the first card, which is the last to give way.
    (first, *rungs) = space.rungs[0]
    rest = _LADDER[first][1]
    going = going_on(report.actions, findings)
    shown = [_action(action, rest.letters, _) for action in going[: rest.actions]]
    without = [finding for finding in findings if not finding.actions]
    title = _.say(
        by_origin(
            report.appraisal.assessment.origin,
            phrase("Egenvurdering: {subject}", subject=shortened(head.set_title.text, 120)),
            phrase(
                "Eksempel fra en revisjon: {subject}", subject=shortened(head.set_title.text, 120)
            ),
        )
    )
    # What the set is for is said of a municipality that examines itself.
    told = rest.purpose and not head.origin
    purpose = (shortened(report.purpose.text, rest.purpose),) if told else ()
    return CasePaper(
        to_fill_in=(_("Saksnummer"), _("Utvalg"), _("Møtedato")),
        municipality=shortened(head.municipality, 50),
        title=title,
        about=_about(head, report.day, _),
        background=(*purpose, report.summary.progress[0], report.method.data[0]),
        questions=tuple(
            made.card(question, _LADDER[rung][0])
            for question, rung in zip(asked, rungs, strict=True)
        ),
        findings_lead=report.summary.findings_lead,
        not_examined=_not_examined(report, _),
        actions=tuple(shown),
        actions_said=_actions_said(report.actions, len(going) - len(shown), len(without), _),
        proposals=_proposals(report, without, going, rest, _),
        points=space.points,
        note=_(
            "Forslaget følger av funnene i gaprapporten. Kommunedirektøren avgjør hva som "
            "legges fram. {sign} betyr at det står mer i gaprapporten.",
            sign=ELLIPSIS,
        ),
    )


def _about(head: ReportHead, day: date, _: Translator) -> tuple[str, ...]:
    if head.origin:
        return (_("Dette er et eksempel på et saksframlegg."), head.origin)
    said = [
        _(
            "Kommunen har selv vurdert tjenestene mot krav i lover, forskrifter og veiledere, "
            "slik de var {day}. Saken legger fram resultatet som en del av rapporteringen om "
            "internkontroll.",
            day=head.date,
        )
    ]
    if day >= _REPORTED_YEARLY_SINCE:
        said.append(
            _(
                "Kommunedirektøren skal rapportere til kommunestyret om internkontroll minst én "
                "gang i året (kommuneloven § 25-2)."
            )
        )
    return tuple(said)


def _not_examined(report: Report, _: Translator) -> str:
    """The themes that nothing is known of, and how much is known of the others."""
    concluded = [theme.conclusion for theme in report.themes if theme.conclusion.applying]
    unseen = [one.reference.title.text for one in concluded if not one.examined]
    seen = [one for one in concluded if one.examined]
    if not unseen:
        return ""
    quoted = [_("«{title}»", title=title) for title in unseen]
    named = _("Ikke undersøkt: {themes}.", themes=listed(quoted, _))
    if not seen:
        return named
    others = _(
        "I de andre temaene er {n} av {of} kontrollpunkter undersøkt.",
        n=sum(one.examined for one in seen),
        of=sum(one.applying for one in seen),
    )
    return f"{named} {others}"


def _action(action: ActionLine, letters: float, _: Translator) -> CaseAction:
    return CaseAction(
        finding="" if action.finding is None else action.finding.number,
        what=shortened(sentence(action.what), letters),
        role=shortened(action.role or _("ikke oppgitt"), 50),
        deadline=action.deadline or _("ikke satt"),
        late=action.late,
        status=action.status,
    )


def _actions_said(
    actions: Sequence[ActionLine], left: int, without: int, _: Translator
) -> tuple[str, ...]:
    """What the table doesn't say: that it is empty, what has no room, and what is missing."""
    done = sum(action.status.code == ActionStatus.DONE for action in actions)
    said = (
        _("Ingen tiltak er registrert.") if not actions else "",
        one_or_many("{n} tiltak til står i tiltaksplanen.", left),
        one_or_many("{n} tiltak er gjennomført.", done),
        one_or_many("{n} funn er uten tiltak.", without),
    )
    return what_there_is(said, _)


def _proposals(
    report: Report,
    without: Sequence[Finding],
    going: Sequence[ActionLine],
    rest: _RestRoom,
    _: Translator,
) -> tuple[Proposal, ...]:
    """What the council can decide: only what the assessment gives reason for."""
    loose = sum(not action.role or not action.deadline for action in going)
    open_questions = [
        question
        for question in report.questions
        if question.status.code == ConclusionCode.UNDETERMINED
    ]
    said = (
        _("Kommunestyret tar vurderingen per {day} til orientering.", day=report.head.date),
        one_or_many(
            "Kommunestyret ber kommunedirektøren sette ansvarlig og frist der det mangler, i "
            "{n} tiltak.",
            loose,
        ),
        phrases(
            "Kommunestyret ber kommunedirektøren undersøke det som mangler for å svare på "
            "problemstillingen som ikke er avklart.",
            "Kommunestyret ber kommunedirektøren undersøke det som mangler for å svare på de "
            "{n} problemstillingene som ikke er avklart.",
            len(open_questions),
        ),
        _("Kommunestyret ber om å få vite det når tiltakene er gjennomført.")
        if going or without
        else "",
    )
    proposals = [Proposal(text=text) for text in what_there_is(said, _)]
    if without:
        proposals.insert(1, _to_do(without, rest, _))
    return tuple(proposals)


def _to_do(without: Sequence[Finding], rest: _RestRoom, _: Translator) -> Proposal:
    """What is to be done about the findings that nothing is planned for, the gravest first."""
    asked_for: dict[Wording, list[str]] = {}
    for finding in without:
        asked_for.setdefault(finding.recommendation, []).append(finding.reference.number)
    return Proposal(
        text=_(
            "Kommunestyret ber kommunedirektøren sette ansvarlig og frist for dette, det mest "
            "alvorlige først:"
        ),
        advice=tuple(
            AdviceFor(findings=", ".join(numbers), text=short(text, rest.advised))
            for text, numbers in list(asked_for.items())[: rest.advice]
        ),
        more=if_any(
            phrases(
                "{n} anbefaling til står i gaprapporten.",
                "{n} anbefalinger til står i gaprapporten.",
                len(asked_for) - rest.advice,
            ),
            _,
        ),
    )
