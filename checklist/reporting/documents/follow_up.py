"""The follow-up: point by point what was asked for, what was done, and how it is judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import msgspec

from checklist.appraisal import (
    CheckpointAppraisal,
    CriterionAppraisal,
    FollowUp,
    FollowUps,
    Procedure,
    Severity,
    Standing,
    follow_ups,
)
from checklist.assessment import Action, ActionStatus, FollowUpCode, Recommendation
from checklist.i18n import Phrase, Translator, one_or_many, phrases
from checklist.reporting.model import (
    CriterionSection,
    EvidenceLine,
    Fact,
    Finding,
    Judgement,
    Reference,
)
from checklist.reporting.references import references
from checklist.reporting.report import Report
from checklist.reporting.sections import Sections, judgement
from checklist.words import (
    Part,
    Status,
    Wording,
    kinship_sentence,
    known_date,
    listed,
    overdue_words,
    sentence,
    shortened,
    status,
    what_there_is,
    whose,
    wording,
)


class Decided(Part, frozen=True, kw_only=True):
    """What somebody decided about a finding: who, when, and in which case."""

    reference: Reference
    given_by: str
    date: str
    case: str


class Decision(Part, frozen=True, kw_only=True):
    """What is followed up: in which words, by whom it was given, when, and where it stands.

    `brief` is no longer than a table has room for, and the title of `reference` than a heading has.
    `decided` are the recorded decisions about the same checkpoints as a finding; `undecided` says
    that there is none.
    """

    reference: Reference
    text: Wording
    brief: Wording
    given_by: str
    date: str
    case: str
    place: str
    decided: tuple[Decided, ...] = ()
    undecided: str = ""


class FollowedAction(Part, frozen=True, kw_only=True):
    """What is done about a point. `late` says that the deadline has passed, and on which day."""

    what: str
    status: Status
    role: str
    deadline: str
    overdue: bool
    late: str
    effect: str


class ProcedureLine(Part, frozen=True, kw_only=True):
    """A procedure beside the decision. `age` is in words, or empty."""

    title: str
    date: str
    standing: str
    age: str
    points: tuple[Reference, ...]


class CriterionFacts(Part, frozen=True, kw_only=True):
    """The facts that belong to one criterion."""

    criterion: Reference
    facts: tuple[Fact, ...]


class FollowUpPoint(Part, frozen=True, kw_only=True):
    """One point: decision, measures, procedures, facts, verdict, and what can't be judged.

    `measures` and `procedures_lead` are sentences; they are there also where there is nothing.
    """

    decision: Decision
    judgement: Judgement
    measures: str
    actions: tuple[FollowedAction, ...]
    procedures_lead: str
    procedures: tuple[ProcedureLine, ...]
    facts: tuple[CriterionFacts, ...]
    limits: tuple[str, ...]
    open: tuple[CriterionFacts, ...]


class FollowUpPart(Part, frozen=True, kw_only=True):
    """The whole follow-up. `points` is empty where there is nothing to follow up.

    `remedy` says what to add then. `origin` says what the points are: recorded recommendations,
    findings of an earlier assessment, or both. `rule` is how recommendations are judged, and
    `rule_of_findings` how findings are; each is empty where there are none. `earlier_statement` is
    what the chief municipal executive said of the earlier assessment, or empty.
    """

    remedy: str
    origin: str
    lead: tuple[str, ...]
    rule: tuple[str, ...]
    rule_of_findings: tuple[str, ...]
    points: tuple[FollowUpPoint, ...]
    procedures_lead: str
    procedures: tuple[ProcedureLine, ...]
    other_actions: tuple[FollowedAction, ...]
    limits: tuple[str, ...]
    criteria: tuple[CriterionSection, ...]
    evidence: tuple[EvidenceLine, ...]
    earlier_statement: str
    earlier_statement_date: str


_TITLE, _BRIEF = 14, 30
"""How many words of a recommendation a heading and a table have room for."""

Points = Sequence[tuple[FollowUp, Reference]]
"""What is followed up, each with its number."""


def follow_up(report: Report, _: Translator) -> FollowUpPart:
    """How earlier recommendations, or the findings of the baseline, were followed up."""
    found = follow_ups(report.appraisal, report.baseline)
    then = _findings_then(report, _)
    points = [
        (each, Reference(number=f"P{place}", anchor=f"punkt-{place}", title=_title(each, _)))
        for place, each in enumerate(found.points, start=1)
    ]
    criterion_of = report.appraisal.criterion_of
    used = {criterion_of(point.checkpoint.id) for each in found.points for point in each.points}

    def facts(answers: Iterable[CheckpointAppraisal]) -> tuple[CriterionFacts, ...]:
        by_criterion: dict[str, list[CheckpointAppraisal]] = {}
        for point in answers:
            by_criterion.setdefault(criterion_of(point.checkpoint.id), []).append(point)
        return tuple(
            CriterionFacts(
                criterion=report.references.criteria[name],
                facts=tuple(report.sections.fact(point) for point in own),
            )
            for name, own in by_criterion.items()
        )

    said = None if report.baseline is None else report.baseline.assessment.statement
    return FollowUpPart(
        remedy=""
        if points
        else _(
            "Det er ikke registrert noe å følge opp. Registrer det kommunen er bedt om, eller velg "
            "en tidligere egenvurdering."
        ),
        origin=_origin(report, found, _),
        lead=tuple(filter(None, (report.head.origin, _of_a_part(report), *_lead(found, _)))),
        rule=_rule(found, _),
        rule_of_findings=_rule_of_findings(found, _),
        points=tuple(
            FollowUpPoint(
                decision=_decision(each, reference, then, points, _),
                judgement=_judgement(each, report, _),
                measures=_measures(each, report, _),
                actions=_actions(each.actions, report.day, _),
                procedures_lead=_procedures_lead(each.procedures, _, overall=False),
                procedures=_procedures(each.procedures, points, _),
                facts=facts(each.answered),
                limits=_limits_of(each, _),
                open=facts(each.open),
            )
            for each, reference in points
        ),
        procedures_lead=_procedures_lead(found.procedures, _, overall=True),
        procedures=_procedures(found.procedures, points, _),
        other_actions=_actions(found.other_actions, report.day, _),
        limits=_limits(report, found, _),
        criteria=tuple(
            report.sections.criterion(appraised)
            for name, appraised in report.appraisal.criteria.items()
            if name in used
        ),
        evidence=_evidence(report, points),
        earlier_statement="" if said is None else said.value.text.strip(),
        earlier_statement_date="" if said is None else _.date(said.value.date),
    )


# -- the whole ------------------------------------------------------------------------------


def _kinds(found: FollowUps) -> tuple[bool, bool]:
    """Whether recommendations are followed up, and whether findings of an earlier assessment."""
    of_findings = [isinstance(point.about, CriterionAppraisal) for point in found.points]
    return not all(of_findings), any(of_findings)


def _origin(report: Report, found: FollowUps, _: Translator) -> str:
    recommended, findings = _kinds(found)
    asked = _("Punktene er det kommunen er bedt om tidligere, gjengitt slik det er registrert.")
    if report.baseline is None or not findings:
        return asked
    told = {
        "day": _.date(report.baseline.assessment.date),
        "whose": _.say(whose(report.baseline.assessment.origin)),
    }
    if recommended:
        return _(
            "Punktene er det kommunen er bedt om tidligere, gjengitt slik det er registrert. "
            "Etter dem kommer funnene i vurderingen fra {day} ({whose}), med anbefalingene slik "
            "de ble gitt.",
            **told,
        )
    return _(
        "Ingen anbefalinger fra andre er registrert. Punktene er funnene i vurderingen fra "
        "{day} ({whose}), med anbefalingene slik de ble gitt.",
        **told,
    )


def _of_a_part(report: Report) -> str:
    if report.baseline is None:
        return ""
    earlier, later = report.baseline.assessment, report.appraisal.assessment
    return kinship_sentence(earlier.municipality, later.municipality, report.translator)


def _lead(found: FollowUps, _: Translator) -> tuple[str, ...]:
    by_code = Counter(point.verdict.code for point in found.points)
    parts = listed([f"{by_code[c]} {_.say(c.words)}" for c in FollowUpCode if by_code[c]], _)
    recommended, findings = _kinds(found)
    said: tuple[str | Phrase, ...] = (
        phrases(
            "{n} punkt er undersøkt: {parts}.",
            "{n} punkter er undersøkt: {parts}.",
            by_code.total(),
            parts=parts,
        ),
        _("Fulgt opp betyr at kommunen har gjort det den ble bedt om, og at noe viser det.")
        if recommended
        else "",
        _("Et funn er fulgt opp når svarene som førte til det, er blitt ja, og noe viser det.")
        if findings
        else "",
        _(
            "Det er ikke det samme som at alt i anbefalingen er gjort, eller at alle krav i loven "
            "er oppfylt."
        )
        if findings
        else _("Det er ikke det samme som at alle krav i loven er oppfylt."),
        *_effect(found, _),
    )
    return what_there_is(said, _)


def _rule(found: FollowUps, _: Translator) -> tuple[str, ...]:
    if not _kinds(found)[0]:
        return ()
    return (
        _("Er færre enn halvparten av kontrollpunktene avklart, kan det ikke vurderes."),
        _(
            "Er alle avklarte kontrollpunkter ja, er punktet fulgt opp, men bare delvis når det er "
            "påstått og ikke vist."
        ),
        _("Er alle avklarte kontrollpunkter nei, er punktet ikke fulgt opp."),
        _("Ellers er punktet delvis fulgt opp."),
    )


def _rule_of_findings(found: FollowUps, _: Translator) -> tuple[str, ...]:
    if not _kinds(found)[1]:
        return ()
    return (
        _("Gjelder kravet ikke nå, kan funnet ikke vurderes."),
        _(
            "Har en person satt vurderingen av kravet, da eller nå, avgjør den, så lenge ingen "
            "svar bak funnet mangler."
        ),
        _(
            "Er noe svar bak funnet fortsatt nei eller delvis, står funnet. Det er delvis fulgt "
            "opp når et annet svar er blitt bedre, ellers ikke fulgt opp."
        ),
        _(
            "Mangler noe svar bak funnet nå, eller er kravet ikke avklart, kan funnet ikke "
            "vurderes."
        ),
        _(
            "Er alle svarene bak funnet blitt ja, er det fulgt opp, men bare delvis når det er "
            "påstått og ikke vist."
        ),
        _(
            "Et funn om manglende dokumentasjon er fulgt opp når kravet er dokumentert, og delvis "
            "når det er svakt dokumentert."
        ),
    )


def _limits(report: Report, found: FollowUps, _: Translator) -> tuple[str, ...]:
    """What the whole can't say. Only what the evidence itself shows."""
    return (
        report.head.origin
        or _(
            "Svarene er gitt i en egenvurdering. De viser ikke om noen utenfor kommunen har "
            "kontrollert dem."
        ),
        *_effect(found, _),
        _(
            "Et tiltak kan være gjennomført uten at brukerne merker det. Om de gjør det, må "
            "undersøkes for seg, for eksempel ved å spørre dem."
        ),
    )


def _effect(found: FollowUps, _: Translator) -> tuple[str, ...]:
    """That the effect is unknown, where no action under way says how it is looked for."""
    actions = [action for point in found.points for action in point.actions]
    begun = [a for a in actions if a.status is not ActionStatus.PLANNED]
    if not begun or any(action.effect.strip() for action in begun):
        return ()
    return (
        _(
            "Ingen av tiltakene som er i gang eller gjennomført, sier hvordan virkningen skal "
            "undersøkes. Hva de har betydd for brukerne, kan derfor ikke vurderes."
        ),
    )


def _evidence(report: Report, points: Points) -> tuple[EvidenceLine, ...]:
    used: dict[str, list[Reference]] = {}
    for each, reference in points:
        for name in dict.fromkeys(p.id for point in each.points for p, _w in point.evidence):
            used.setdefault(report.references.evidence[name].number, []).append(reference)
    return tuple(
        msgspec.structs.replace(line, used_in=tuple(used[line.reference.number]))
        for line in (*report.documents, *report.interviews, *report.other_evidence)
        if line.reference.number in used
    )


# -- one point ------------------------------------------------------------------------------


def _findings_then(report: Report, _: Translator) -> dict[str, Finding]:
    """The findings of the earlier assessment, as its own report said them."""
    then = report.baseline
    if then is None:
        return {}
    sections = Sections(then, references(then, _), _)
    return {
        found.criterion.id: sections.finding(found, found.severity)
        for found in then.findings
        if found.severity is not None
    }


def _title(each: FollowUp, _: Translator) -> Wording:
    if isinstance(each.about, Recommendation):
        return Wording(text=shortened(each.about.text, _TITLE))
    return wording(each.about.criterion.title, _.language)


def _brief(text: Wording) -> Wording:
    return msgspec.structs.replace(text, text=shortened(text.text, _BRIEF))


def _decision(
    each: FollowUp,
    reference: Reference,
    then: Mapping[str, Finding],
    points: Points,
    _: Translator,
) -> Decision:
    about = each.about
    if isinstance(about, Recommendation):
        text = Wording(text=about.text.strip())
        return Decision(
            reference=reference,
            text=text,
            brief=_brief(text),
            given_by=about.given_by.strip(),
            date="" if about.date is None else known_date(about.date, _),
            case=about.case.strip(),
            place=about.place.strip(),
        )
    # Only a finding of an earlier assessment comes here, and then there is one.
    found = then[about.criterion.id]
    title = wording(about.criterion.title, _.language)
    # What to do about what nothing shows is the same for all such findings.
    alike = found.severity.code == Severity.UNDOCUMENTED
    brief = Wording(text=f"{title.text}: {found.recommendation.text}", language=title.language)
    decided = tuple(_decided(each, points, _))
    return Decision(
        reference=reference,
        text=found.recommendation,
        brief=_brief(brief if alike else found.recommendation),
        given_by=_("gaprapporten, av svarene da"),
        date=known_date(each.decided, _),
        case="",
        place=_(
            "funn {number}: {title} ({severity}). {yardstick}",
            number=found.reference.number,
            title=title,
            severity=found.severity.word,
            yardstick=found.yardstick.removesuffix("."),
        ),
        decided=decided,
        undecided="" if decided else _("Ingen vedtak om dette funnet er registrert."),
    )


def _decided(finding: FollowUp, points: Points, _: Translator) -> Iterator[Decided]:
    """The recorded decisions that ask for what a finding rests on."""
    behind = {point.checkpoint.id for point in finding.points}
    for each, reference in points:
        if isinstance(each.about, Recommendation) and behind.intersection(each.about.checkpoints):
            yield Decided(
                reference=reference,
                given_by=each.about.given_by.strip(),
                date="" if each.about.date is None else known_date(each.about.date, _),
                case=each.about.case.strip(),
            )


def _judgement(each: FollowUp, report: Report, _: Translator) -> Judgement:
    # What was set of a recommendation; a finding of the baseline has only what is derived.
    set_by = (
        report.appraisal.assessment.follow_ups.get(each.about.id)
        if isinstance(each.about, Recommendation)
        else None
    )
    return judgement(each.verdict, each.verdict.set_reason, set_by, _)


def _measures(each: FollowUp, report: Report, _: Translator) -> str:
    actions = each.actions
    if not actions and not isinstance(each.about, Recommendation):
        about = each.about.criterion.id
        waiting = report.appraisal.assessment.actions_that_wait.values()
        if number := sum(action.criterion == about for action in waiting):
            return _.one_or_many("{n} tiltak fra sist er ikke bekreftet ennå.", number)
    if not actions:
        return _("Ingen tiltak er registrert under dette punktet.")
    by_status = Counter(action.status for action in actions)
    parts = listed(
        [f"{by_status[s]} {_.say(s.words)}" for s in reversed(ActionStatus) if by_status[s]],
        _,
    )
    return _.one_or_many("{n} tiltak er registrert: {parts}.", len(actions), parts=parts)


def _actions(actions: tuple[Action, ...], day: date, _: Translator) -> tuple[FollowedAction, ...]:
    """The furthest come first."""
    order = list(reversed(ActionStatus))
    return tuple(
        FollowedAction(
            what=action.what.strip(),
            status=status(action.status, _),
            role=action.role.strip(),
            deadline="" if action.deadline is None else _.date(action.deadline),
            overdue=action.is_overdue(day),
            late=sentence(late) if (late := overdue_words(action, day, _)) else "",
            effect=action.effect.strip(),
        )
        for action in sorted(actions, key=lambda action: order.index(action.status))
    )


def _procedures_lead(procedures: tuple[Procedure, ...], _: Translator, *, overall: bool) -> str:
    if not procedures:
        return (
            _("Ingen dokumenter er merket som prosedyrer.")
            if overall
            else _("Svarene bygger ikke på noe dokument som er merket som prosedyre.")
        )
    by_standing = Counter(procedure.standing for procedure in procedures)
    counted = {
        Standing.NEW: _.plural(
            "{n} er ny eller revidert etter at punktet ble gitt",
            "{n} er nye eller revidert etter at punktet ble gitt",
            by_standing[Standing.NEW],
        ),
        Standing.CONTINUED: _.one_or_many("{n} er videreført", by_standing[Standing.CONTINUED]),
        Standing.UNCERTAIN: _(
            "{n} kan ikke plasseres før eller etter", n=by_standing[Standing.UNCERTAIN]
        ),
        Standing.UNDATED: _.one_or_many("{n} er uten dato", by_standing[Standing.UNDATED]),
    }
    parts = listed([counted[s] for s in Standing if by_standing[s]], _)
    return _.plural(
        "{n} prosedyre: {parts}.", "{n} prosedyrer: {parts}.", len(procedures), parts=parts
    )


def _procedures(
    procedures: tuple[Procedure, ...], points: Points, _: Translator
) -> tuple[ProcedureLine, ...]:
    return tuple(
        ProcedureLine(
            title=procedure.document.title,
            date=known_date(procedure.document.date, _),
            standing=_.say(procedure.standing.words),
            age=""
            if procedure.years is None
            else _("under 1 år")
            if not procedure.years
            else _("1 år")
            if procedure.years == 1
            else _("{n} år", n=procedure.years),
            points=tuple(
                reference
                for each, reference in points
                if any(own.document.id == procedure.document.id for own in each.procedures)
            ),
        )
        for procedure in procedures
    )


def _limits_of(each: FollowUp, _: Translator) -> tuple[str, ...]:
    """What can't be said of a point, and what its answers rest on."""
    counted = (
        phrases(
            "{n} av {of} kontrollpunkter er ikke avklart. Det er ikke regnet med.",
            "{n} av {of} kontrollpunkter er ikke avklart. De er ikke regnet med.",
            len(each.open),
            of=len(each.applying),
        ),
        phrases(
            "{n} kontrollpunkt gjaldt ikke på vurderingsdatoen, eller er ikke med i "
            "kriteriesettet lenger, og er holdt utenfor.",
            "{n} kontrollpunkter gjaldt ikke på vurderingsdatoen, eller er ikke med i "
            "kriteriesettet lenger, og er holdt utenfor.",
            each.left_out,
        ),
        one_or_many("{n} svar bygger ikke på noe.", each.without_evidence),
        one_or_many("{n} svar bygger bare på det noen har sagt.", each.oral),
    )
    not_looked_into = _(
        "Ingen tall, stikkprøver eller observasjoner ligger under svarene. De bygger "
        "på det som er skrevet og sagt, så praksis er ikke kontrollert."
    )
    return (
        *what_there_is(counted, _),
        *((not_looked_into,) if each.answered and not each.looked_into else ()),
    )
