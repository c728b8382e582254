"""The follow-up: point by point what was asked for, what was done, and how it is judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec

from checklist.appraisal import (
    CheckpointAppraisal,
    FollowUp,
    Procedure,
    Standing,
    follow_ups,
)
from checklist.assessment import Action, ActionStatus, FollowUpCode, Recommendation
from checklist.i18n import Translator
from checklist.reporting.model import CriterionSection, EvidenceLine, Fact, Judgement, Reference
from checklist.reporting.report import Report
from checklist.words import Part, Status, Wording, known_date, listed, sentence, status, wording


class Decision(Part, frozen=True, kw_only=True):
    """What is followed up: in which words, by whom it was given, when, and where it stands."""

    reference: Reference
    text: Wording
    given_by: str
    date: str
    case: str
    place: str


class FollowedAction(Part, frozen=True, kw_only=True):
    """What is done about a point. `overdue` is about the day of the report."""

    what: str
    status: Status
    role: str
    deadline: str
    overdue: bool
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

    `remedy` says what to add then. `origin` says what the points are: recorded recommendations, or
    findings of an earlier assessment.
    """

    remedy: str
    origin: str
    lead: tuple[str, ...]
    rule: tuple[str, ...]
    points: tuple[FollowUpPoint, ...]
    procedures_lead: str
    procedures: tuple[ProcedureLine, ...]
    other_actions: tuple[FollowedAction, ...]
    limits: tuple[str, ...]
    criteria: tuple[CriterionSection, ...]
    evidence: tuple[EvidenceLine, ...]


def follow_up(report: Report, _: Translator) -> FollowUpPart:
    """How earlier recommendations, or the findings of the baseline, were followed up."""
    return _Maker(report, _).part()


class _Maker:
    def __init__(self, report: Report, _: Translator) -> None:
        self._report = report
        self._appraisal = appraisal = report.appraisal
        self._ = _
        self._all = follow_ups(appraisal, report.baseline)
        self._criterion_of = {
            point.checkpoint.id: criterion.criterion.id
            for criterion in appraisal.criteria.values()
            for point in criterion.checkpoints
        }
        self._references = [
            Reference(number=f"P{place}", anchor=f"punkt-{place}", title=self._text(each))
            for place, each in enumerate(self._all.points, start=1)
        ]

    def part(self) -> FollowUpPart:
        _ = self._
        points = tuple(
            self._point(each, reference)
            for each, reference in zip(self._all.points, self._references, strict=True)
        )
        return FollowUpPart(
            remedy=""
            if points
            else _(
                "Det er ikke registrert noe å følge opp. Registrer anbefalinger eller "
                "vedtakspunkter med «samsjekk recommendation add» eller under recommendations i "
                "en svarfil, eller velg en tidligere egenvurdering med --against: da følges "
                "funnene i den opp."
            ),
            origin=self._origin(),
            lead=self._lead(),
            rule=self._rule(),
            points=points,
            procedures_lead=self._procedures_lead(self._all.procedures, overall=True),
            procedures=self._procedures(self._all.procedures),
            other_actions=self._actions(self._all.other_actions),
            limits=self._limits(),
            criteria=tuple(
                self._report.sections.criterion(appraised)
                for name, appraised in self._appraisal.criteria.items()
                if name in self._used_criteria()
            ),
            evidence=self._evidence(),
        )

    # -- the whole ----------------------------------------------------------------------

    def _origin(self) -> str:
        _ = self._
        if self._report.baseline is not None and not self._appraisal.assessment.recommendations:
            return _(
                "Ingen anbefalinger fra andre er registrert. Punktene er funnene i kommunens "
                "egenvurdering fra {day}, med anbefalingene som hørte til.",
                day=_.date(self._report.baseline.assessment.date),
            )
        return _(
            "Punktene er det kommunen er bedt om tidligere, gjengitt slik kommunen har registrert "
            "det."
        )

    def _lead(self) -> tuple[str, ...]:
        _ = self._
        by_code = Counter(point.verdict.code for point in self._all.points)
        said = []
        if by_code:
            parts = listed(
                [f"{by_code[c]} {_.say(c.words)}" for c in FollowUpCode if by_code[c]], _
            )
            said.append(
                _.plural(
                    "{n} punkt er undersøkt: {parts}.",
                    "{n} punkter er undersøkt: {parts}.",
                    by_code.total(),
                    parts=parts,
                )
            )
        said.append(
            _(
                "Fulgt opp betyr at kommunen har gjort det den ble bedt om. Det er ikke det samme "
                "som at alle krav i loven er oppfylt."
            )
            if self._all_recommended
            else _(
                "Fulgt opp betyr at svarene som førte til funnet, er blitt ja. Det er ikke det "
                "samme som at alt i anbefalingen er gjort, eller at alle krav i loven er oppfylt."
            )
        )
        return (*said, *self._effect())

    @property
    def _all_recommended(self) -> bool:
        return all(isinstance(point.about, Recommendation) for point in self._all.points)

    def _rule(self) -> tuple[str, ...]:
        _ = self._
        if self._all_recommended:
            return (
                _("Er færre enn halvparten av kontrollpunktene avklart, kan det ikke vurderes."),
                _("Er alle avklarte kontrollpunkter ja, er punktet fulgt opp."),
                _("Er alle avklarte kontrollpunkter nei, er punktet ikke fulgt opp."),
                _("Ellers er punktet delvis fulgt opp."),
            )
        return (
            _(
                "Et funn om manglende dokumentasjon er fulgt opp når kravet er oppfylt og "
                "dokumentert nå, og delvis når det er svakt dokumentert."
            ),
            _("Er færre enn halvparten av svarene bak funnet avklart nå, kan det ikke vurderes."),
            _("Er alle svarene bak funnet blitt ja, er punktet fulgt opp."),
            _("Er ingen av svarene bak funnet blitt bedre, er punktet ikke fulgt opp."),
            _("Ellers er punktet delvis fulgt opp."),
        )

    def _limits(self) -> tuple[str, ...]:
        """What the whole can't say. Only what the evidence itself shows."""
        _ = self._
        return (
            _(
                "Svarene er gitt i en egenvurdering. De viser ikke om noen utenfor kommunen har "
                "kontrollert dem."
            ),
            *self._effect(),
            _(
                "Et tiltak kan være gjennomført uten at brukerne merker det. Om de gjør det, må "
                "undersøkes for seg, for eksempel ved å spørre dem."
            ),
        )

    def _effect(self) -> tuple[str, ...]:
        """That the effect is unknown, where no action under way says how it is looked for."""
        _ = self._
        actions = [action for point in self._all.points for action in point.actions]
        begun = [a for a in actions if a.status is not ActionStatus.PLANNED]
        if not begun or any(action.effect.strip() for action in begun):
            return ()
        return (
            _(
                "Ingen av tiltakene som er i gang eller gjennomført, sier hvordan virkningen skal "
                "undersøkes. Hva de har betydd for brukerne, kan derfor ikke vurderes."
            ),
        )

    def _used_criteria(self) -> set[str]:
        return {
            self._criterion_of[point.checkpoint.id]
            for each in self._all.points
            for point in each.points
        }

    def _evidence(self) -> tuple[EvidenceLine, ...]:
        report = self._report
        used: dict[str, list[Reference]] = {}
        for each, reference in zip(self._all.points, self._references, strict=True):
            for name in dict.fromkeys(p.id for point in each.points for p, _w in point.evidence):
                used.setdefault(self._report.references.evidence[name].number, []).append(reference)
        return tuple(
            msgspec.structs.replace(line, used_in=tuple(used[line.reference.number]))
            for line in (*report.documents, *report.interviews, *report.other_evidence)
            if line.reference.number in used
        )

    # -- one point ----------------------------------------------------------------------

    def _point(self, each: FollowUp, reference: Reference) -> FollowUpPoint:
        return FollowUpPoint(
            decision=self._decision(each, reference),
            judgement=self._judgement(each),
            measures=self._measures(each.actions),
            actions=self._actions(each.actions),
            procedures_lead=self._procedures_lead(each.procedures, overall=False),
            procedures=self._procedures(each.procedures),
            facts=self._facts(each.answered),
            limits=self._point_limits(each),
            open=self._facts(each.open),
        )

    def _text(self, each: FollowUp) -> Wording:
        if isinstance(each.about, Recommendation):
            return Wording(text=each.about.text.strip())
        return wording(each.about.criterion.recommendation, self._.language)

    def _decision(self, each: FollowUp, reference: Reference) -> Decision:
        _ = self._
        about = each.about
        if isinstance(about, Recommendation):
            return Decision(
                reference=reference,
                text=reference.title,
                given_by=about.given_by.strip(),
                date="" if about.date is None else known_date(about.date, _),
                case=about.case.strip(),
                place=about.place.strip(),
            )
        return Decision(
            reference=reference,
            text=reference.title,
            given_by=_("kommunens egenvurdering"),
            date=known_date(each.decided, _),
            case="",
            place=_(
                "funn: {title} ({severity})",
                title=wording(about.criterion.title, _.language),
                severity="" if about.severity is None else _.say(about.severity.words),
            ),
        )

    def _judgement(self, each: FollowUp) -> Judgement:
        _ = self._
        verdict = each.verdict
        own = verdict.set_reason is not None
        derived_reason = sentence(_.say(verdict.reason))
        set_by = (
            self._appraisal.assessment.follow_ups.get(each.about.id)
            if isinstance(each.about, Recommendation)
            else None
        )
        return Judgement(
            status=status(verdict.code, _),
            reason=_("Satt av kommunen, ikke av regelen.") if own else derived_reason,
            derived=status(verdict.derived, _),
            derived_reason=derived_reason,
            own_reason=verdict.set_reason,
            own_role="" if set_by is None else set_by.author.role.strip(),
        )

    def _measures(self, actions: tuple[Action, ...]) -> str:
        _ = self._
        if not actions:
            return _("Ingen tiltak er registrert under dette punktet.")
        by_status = Counter(action.status for action in actions)
        parts = listed(
            [f"{by_status[s]} {_.say(s.words)}" for s in reversed(ActionStatus) if by_status[s]],
            _,
        )
        return _.plural(
            "{n} tiltak er registrert: {parts}.",
            "{n} tiltak er registrert: {parts}.",
            len(actions),
            parts=parts,
        )

    def _actions(self, actions: tuple[Action, ...]) -> tuple[FollowedAction, ...]:
        """The furthest come first."""
        order = list(reversed(ActionStatus))
        return tuple(
            FollowedAction(
                what=action.what.strip(),
                status=status(action.status, self._),
                role=action.role.strip(),
                deadline="" if action.deadline is None else self._.short_date(action.deadline),
                overdue=action.deadline is not None
                and action.deadline < self._report.day
                and action.status is not ActionStatus.DONE,
                effect=action.effect.strip(),
            )
            for action in sorted(actions, key=lambda action: order.index(action.status))
        )

    def _procedures_lead(self, procedures: tuple[Procedure, ...], *, overall: bool) -> str:
        _ = self._
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
            Standing.CONTINUED: _.plural(
                "{n} er videreført", "{n} er videreført", by_standing[Standing.CONTINUED]
            ),
            Standing.UNCERTAIN: _(
                "{n} kan ikke plasseres før eller etter", n=by_standing[Standing.UNCERTAIN]
            ),
            Standing.UNDATED: _.plural(
                "{n} er uten dato", "{n} er uten dato", by_standing[Standing.UNDATED]
            ),
        }
        parts = listed([counted[s] for s in Standing if by_standing[s]], _)
        return _.plural(
            "{n} prosedyre: {parts}.", "{n} prosedyrer: {parts}.", len(procedures), parts=parts
        )

    def _procedures(self, procedures: tuple[Procedure, ...]) -> tuple[ProcedureLine, ...]:
        _ = self._
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
                    for each, reference in zip(self._all.points, self._references, strict=True)
                    if any(own.document.id == procedure.document.id for own in each.procedures)
                ),
            )
            for procedure in procedures
        )

    def _facts(self, points: Iterable[CheckpointAppraisal]) -> tuple[CriterionFacts, ...]:
        by_criterion: dict[str, list[CheckpointAppraisal]] = {}
        for point in points:
            by_criterion.setdefault(self._criterion_of[point.checkpoint.id], []).append(point)
        return tuple(
            CriterionFacts(
                criterion=self._report.references.criteria[name],
                facts=tuple(self._report.sections.fact(point) for point in own),
            )
            for name, own in by_criterion.items()
        )

    def _point_limits(self, each: FollowUp) -> tuple[str, ...]:
        _ = self._
        said = []
        if each.open:
            said.append(
                _.plural(
                    "{n} av {of} kontrollpunkter er ikke avklart. Det er ikke regnet med.",
                    "{n} av {of} kontrollpunkter er ikke avklart. De er ikke regnet med.",
                    len(each.open),
                    of=len(each.applying),
                )
            )
        if each.left_out:
            said.append(
                _.plural(
                    "{n} kontrollpunkt gjaldt ikke på vurderingsdatoen, eller er ikke med i "
                    "kriteriesettet lenger, og er holdt utenfor.",
                    "{n} kontrollpunkter gjaldt ikke på vurderingsdatoen, eller er ikke med i "
                    "kriteriesettet lenger, og er holdt utenfor.",
                    each.left_out,
                )
            )
        if each.without_evidence:
            said.append(
                _.plural(
                    "{n} svar bygger ikke på noe.",
                    "{n} svar bygger ikke på noe.",
                    each.without_evidence,
                )
            )
        if each.oral:
            said.append(
                _.plural(
                    "{n} svar bygger bare på det noen har sagt.",
                    "{n} svar bygger bare på det noen har sagt.",
                    each.oral,
                )
            )
        if each.answered and not each.looked_into:
            said.append(
                _(
                    "Ingen tall, stikkprøver eller observasjoner ligger under svarene. De bygger "
                    "på det som er skrevet og sagt, så praksis er ikke kontrollert."
                )
            )
        return tuple(said)
