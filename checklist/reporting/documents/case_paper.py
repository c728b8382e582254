"""The case paper: what the council is to know and decide, on one page.

Everything follows from the answers. What only the municipality knows (case number, meeting) is
left open to be filled in. As on the poster, what has no room is counted and said.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from checklist.assessment import ActionStatus, VerdictCode
from checklist.criteria import AnswerValue
from checklist.i18n import Translator, phrase, phrases
from checklist.reporting.fitting import (
    BETWEEN,
    ELLIPSIS,
    fitting,
    going_on,
    lines,
    short,
    shortened,
)
from checklist.reporting.model import (
    ActionLine,
    ConclusionPart,
    Finding,
    Reference,
    ReportHead,
)
from checklist.reporting.report import Report
from checklist.words import Part, Status, Wording, by_origin, if_any, sentence

_LINE = 84
"""Average letters in a line of the page."""

_PAGE = 71
_HEAD = 5
_HEADING = 1.7
"""Lines on the page, of its head, and of a heading with the space above it."""

_QUESTIONS = 18.0
_ACTIONS = 9.5
"""Lines of a list at most. The findings get the rest of the page."""

_WHAT = 40
_ROLE = 17
"""Average letters in a line of the columns of the table of actions."""

_REPORTED_YEARLY_SINCE = date(2021, 1, 1)
"""When § 25-2 of the Local Government Act came into force."""


class CaseQuestion(Part, frozen=True, kw_only=True):
    """An audit question with its conclusion and the reason."""

    text: Wording
    status: Status
    reason: str


class CaseFinding(Part, frozen=True, kw_only=True):
    """A finding: its requirement, what was found, and what it was measured with."""

    reference: Reference
    severity: Status
    requirement: Wording
    found: str
    yardstick: str


class CaseAction(Part, frozen=True, kw_only=True):
    """What is done, by which role and by when."""

    what: str
    role: str
    deadline: str
    overdue: bool
    status: Status


class CasePaper(Part, frozen=True, kw_only=True):
    """One page. `to_fill_in` are what the municipality writes itself."""

    to_fill_in: tuple[str, ...]
    municipality: str
    title: str
    about: tuple[str, ...]
    background: tuple[str, ...]
    questions: tuple[CaseQuestion, ...]
    questions_left: str
    findings_lead: str
    findings: tuple[CaseFinding, ...]
    findings_left: str
    actions: tuple[CaseAction, ...]
    actions_said: tuple[str, ...]
    proposals: tuple[str, ...]
    note: str


def case_paper(report: Report, _: Translator) -> CasePaper:
    """The case paper to the council: what has room on one page, and what is left."""
    head, findings, actions = report.head, report.findings, report.actions
    findings_lead = report.summary.findings_lead
    asked = [_question(question) for question in report.questions]
    told_questions, questions_lines = fitting([(o, _question_lines(o)) for o in asked], _QUESTIONS)
    going = going_on(actions, findings)
    rows = [_action(action, _) for action in going]
    told_rows, rows_lines = fitting([(one, _row_lines(one)) for one in rows], _ACTIONS)
    undetermined = sum(
        criterion.judgement.status.code == VerdictCode.UNDETERMINED
        for theme in report.themes
        for criterion in theme.criteria
    )
    without = sum(not finding.actions for finding in findings)
    subject = shortened(head.set_title.text, 1.4 * _LINE)
    title = _.say(
        by_origin(
            report.appraisal.assessment.origin,
            phrase("Egenvurdering: {subject}", subject=subject),
            phrase("Eksempel fra en revisjon: {subject}", subject=subject),
        )
    )
    about = _about(head, report.day, _)
    looked = (report.summary.progress[0], report.method.data[0])
    background = (shortened(report.purpose.text, 3 * _LINE), *looked)
    actions_said = _actions_said(actions, len(rows) - len(told_rows), without, _)
    proposals = _proposals(head, going, without, undetermined, _)
    note = _(
        "Forslaget følger av tallene i gaprapporten. Kommunedirektøren avgjør hva som "
        "legges fram. {sign} betyr at det står mer i gaprapporten.",
        sign=ELLIPSIS,
    )
    # Beside these: the head of the page, and the words that lead in the texts.
    paragraphs = (title, f"Saken gjelder: {' '.join(about)}", f"Bakgrunn: {' '.join(background)}")
    taken = (
        _HEAD
        + 4 * _HEADING
        + sum(
            lines(text, _LINE) + BETWEEN for text in (*paragraphs, findings_lead, *proposals, note)
        )
        + lines(" ".join(actions_said), _LINE)
        + questions_lines
        + rows_lines
    )
    told = [_finding(finding) for finding in findings]
    told_findings, _used = fitting([(one, _finding_lines(one)) for one in told], _PAGE - taken)
    return CasePaper(
        to_fill_in=(_("Saksnummer"), _("Utvalg"), _("Møtedato")),
        municipality=shortened(head.municipality, _LINE / 2),
        title=title,
        about=about,
        background=background,
        questions=told_questions,
        questions_left=if_any(
            phrases(
                "{n} problemstilling til står i gaprapporten.",
                "{n} problemstillinger til står i gaprapporten.",
                len(asked) - len(told_questions),
            ),
            _,
        ),
        findings_lead=findings_lead,
        findings=told_findings,
        findings_left=if_any(
            phrases(
                "{n} funn til står i gaprapporten.",
                "{n} funn til står i gaprapporten.",
                len(findings) - len(told_findings),
            ),
            _,
        ),
        actions=told_rows,
        actions_said=actions_said,
        proposals=proposals,
        note=note,
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


def _question(question: ConclusionPart) -> CaseQuestion:
    return CaseQuestion(
        text=short(question.reference.title, 2.2 * _LINE),
        status=question.status,
        reason=shortened(question.reason, 1.5 * _LINE),
    )


def _finding(finding: Finding) -> CaseFinding:
    # What decided it comes first: there is room for one fact.
    decided = [f for f in finding.telling if f.decisive and f.answer.code == AnswerValue.NO]
    comments = [sentence(f.comment) for f in (*decided, *finding.telling) if f.comment]
    return CaseFinding(
        reference=finding.reference,
        severity=finding.severity,
        requirement=short(finding.criterion.requirement, 1.5 * _LINE),
        found=shortened(comments[0] if comments else finding.criterion.judgement.reason, 2 * _LINE),
        yardstick=finding.yardstick,
    )


def _question_lines(asked: CaseQuestion) -> int:
    # The question is bold and the state has a frame: both are wider than letters.
    return lines(f"{asked.text.text} ◕ {asked.status.word} …… {asked.reason}", _LINE * 0.94)


def _finding_lines(told: CaseFinding) -> int:
    said = (
        f"{told.severity.sign} {told.severity.word} …… {told.reference.number} "
        f"Krav: {told.requirement.text} Funn: {told.found} {told.yardstick}"
    )
    return lines(said, _LINE)


def _action(action: ActionLine, _: Translator) -> CaseAction:
    return CaseAction(
        what=shortened(sentence(action.what), 3 * _WHAT),
        role=shortened(action.role or _("ikke oppgitt"), 2 * _ROLE),
        deadline=action.deadline or _("ikke satt"),
        overdue=action.overdue,
        status=action.status,
    )


def _row_lines(row: CaseAction) -> int:
    return max(lines(row.what, _WHAT), lines(row.role, _ROLE), 2 if row.overdue else 1)


def _actions_said(
    actions: Sequence[ActionLine], left: int, without: int, _: Translator
) -> tuple[str, ...]:
    """What the table doesn't say: that it is empty, what has no room, and what is missing."""
    done = sum(action.status.code == ActionStatus.DONE for action in actions)
    said = [
        _("Ingen tiltak er registrert.") if not actions else "",
        if_any(
            phrases(
                "{n} tiltak til står i tiltaksplanen.", "{n} tiltak til står i tiltaksplanen.", left
            ),
            _,
        ),
        if_any(phrases("{n} tiltak er gjennomført.", "{n} tiltak er gjennomført.", done), _),
        if_any(phrases("{n} funn er uten tiltak.", "{n} funn er uten tiltak.", without), _),
    ]
    return tuple(filter(None, said))


def _proposals(
    head: ReportHead, going: Sequence[ActionLine], without: int, undetermined: int, _: Translator
) -> tuple[str, ...]:
    """What the council can decide: only what the assessment gives reason for."""
    loose = sum(not action.role or not action.deadline for action in going)
    said = [
        _("Kommunestyret tar vurderingen per {day} til orientering.", day=head.date),
        if_any(
            phrases(
                "Kommunestyret ber kommunedirektøren om tiltak, med ansvarlig og frist, for funnet "
                "som er uten tiltak.",
                "Kommunestyret ber kommunedirektøren om tiltak, med ansvarlig og frist, for de {n} "
                "funnene som er uten tiltak.",
                without,
            ),
            _,
        ),
        if_any(
            phrases(
                "Kommunestyret ber kommunedirektøren sette ansvarlig og frist for tiltaket som "
                "mangler ansvarlig eller frist.",
                "Kommunestyret ber kommunedirektøren sette ansvarlig og frist for de {n} tiltakene "
                "som mangler ansvarlig eller frist.",
                loose,
            ),
            _,
        ),
        if_any(
            phrases(
                "Kommunestyret ber kommunedirektøren undersøke kravet som ikke er avklart.",
                "Kommunestyret ber kommunedirektøren undersøke de {n} kravene som ikke er avklart.",
                undetermined,
            ),
            _,
        ),
        _("Kommunestyret ber om å få vite det når tiltakene er gjennomført.") if going else "",
    ]
    return tuple(filter(None, said))
