"""From an appraisal to the gap report: what is said, in which order, in the reader's words."""

from __future__ import annotations

from collections import Counter
from datetime import date

from checklist.appraisal.appraise import Appraisal
from checklist.appraisal.findings import Severity
from checklist.appraisal.overview import CellState
from checklist.assessment.events import ActionStatus, VerdictCode
from checklist.catalogue.model import AnswerValue, Aspect
from checklist.i18n import Translator
from checklist.reporting.appendices import Appendices
from checklist.reporting.method import method
from checklist.reporting.model import (
    ActionLine,
    ClashLine,
    Conclusion,
    Finding,
    GapReport,
    Head,
    Summary,
)
from checklist.reporting.references import References, references
from checklist.reporting.sections import Sections
from checklist.reporting.words import cell_status, day_in_table, listed, status, wording

SUMMARISED = 10
"""How many findings the first page names; the rest are counted."""


def gap_report(appraisal: Appraisal, day: date, translator: Translator) -> GapReport:
    """The gap report of an assessment, as it is printed on `day`."""
    _ = translator
    found = references(appraisal, _)
    sections = Sections(appraisal, found, _)
    appendices = Appendices(appraisal, found, sections, _)
    criteria_set = appraisal.criteria_set
    findings = tuple(
        sections.finding(appraised, appraised.severity)
        for appraised in appraisal.findings
        if appraised.severity is not None
    )
    themes = tuple(sections.theme(appraised) for appraised in appraisal.themes)
    questions = tuple(sections.question(appraised) for appraised in appraisal.questions)
    statement = appraisal.assessment.statement
    return GapReport(
        language=_.language,
        head=_head(appraisal, day, _),
        summary=_summary(appraisal, questions, findings, _clashes(appraisal, found, _), _),
        purpose=wording(criteria_set.purpose, _.language),
        applies_to=(
            None
            if criteria_set.applies_to is None
            else wording(criteria_set.applies_to, _.language)
        ),
        aspects=tuple(_.say(aspect.words) for aspect in Aspect),
        legend=tuple(
            cell_status(state, _) for state in CellState if state is not CellState.NOT_APPLICABLE
        ),
        themes=themes,
        method=method(appraisal, _),
        findings=findings,
        actions=_actions(appraisal, found, day, _),
        without_action=tuple(finding.reference for finding in findings if not finding.actions),
        statement=None if statement is None else statement.value.text.strip(),
        statement_date="" if statement is None else _.date(statement.value.date),
        lacking=appendices.lacking(),
        unknown=appendices.unknown(),
        unanswered=appendices.unanswered(),
        without_reason=appendices.without_reason(),
        not_counted=appendices.not_counted(),
        documents=appendices.documents(),
        interviews=appendices.interviews(),
        other_evidence=appendices.other_evidence(),
        sources=appendices.sources(),
        glossary=appendices.glossary(),
    )


def _head(appraisal: Appraisal, day: date, _: Translator) -> Head:
    assessment, criteria_set = appraisal.assessment, appraisal.criteria_set
    return Head(
        municipality=_municipality(appraisal, _),
        number=assessment.municipality.number,
        title=assessment.title.strip(),
        set_title=wording(criteria_set.title, _.language),
        set_id=criteria_set.id,
        set_version=criteria_set.version,
        date=_.date(assessment.date),
        printed=_.date(day),
    )


def _municipality(appraisal: Appraisal, _: Translator) -> str:
    name = appraisal.assessment.municipality.name.strip()
    if name.casefold().endswith("kommune"):
        return name
    return _("{name} kommune", name=name)


def _summary(
    appraisal: Appraisal,
    questions: tuple[Conclusion, ...],
    findings: tuple[Finding, ...],
    clashes: tuple[ClashLine, ...],
    _: Translator,
) -> Summary:
    left = len(findings) - SUMMARISED
    return Summary(
        verdicts=_verdicts(appraisal, _),
        questions=questions,
        findings_lead=_findings_lead(appraisal, _),
        findings=findings[:SUMMARISED],
        findings_left=(
            _.plural("{n} funn til står i kapittel 6.", "{n} funn til står i kapittel 6.", left)
            if left > 0
            else ""
        ),
        clashes=clashes,
        progress=_progress(appraisal, _),
    )


def _clashes(appraisal: Appraisal, found: References, _: Translator) -> tuple[ClashLine, ...]:
    criterion_of = {
        point.id: criterion.id
        for criterion in appraisal.criteria_set.criteria
        for point in criterion.checkpoints
    }
    return tuple(
        ClashLine(
            says=wording(clash.contradiction.says, _.language),
            criteria=tuple(
                found.criteria[name]
                for name in dict.fromkeys(criterion_of[point] for point in clash.checkpoints)
            ),
        )
        for clash in appraisal.clashes
    )


def _verdicts(appraisal: Appraisal, _: Translator) -> tuple[str, ...]:
    counted = [c for c in appraisal.criteria.values() if c.not_in_force is None]
    by_verdict = Counter(c.verdict.code for c in counted)
    claimed = sum(c.claimed for c in counted)
    parts = [f"{by_verdict[code]} {_.say(code.words)}" for code in VerdictCode if by_verdict[code]]
    if not parts:
        return (_("Ingen av kravene gjaldt på datoen vurderingen gjelder for."),)
    all_parts = listed(parts, _)
    said = [
        _.plural(
            "{n} krav er undersøkt: {parts}.",
            "{n} krav inngår i vurderingen: {parts}.",
            len(counted),
            parts=all_parts,
        )
    ]
    if claimed:
        said.append(
            _.plural(
                "{n} av de oppfylte kravene er bare påstått oppfylt: ingenting viser det.",
                "{n} av de oppfylte kravene er bare påstått oppfylt: ingenting viser det.",
                claimed,
            )
        )
    return tuple(said)


def _findings_lead(appraisal: Appraisal, _: Translator) -> str:
    by_severity = Counter(found.severity for found in appraisal.findings)
    if not by_severity:
        return _("Egenvurderingen har ingen funn i det som er besvart.")
    said = _(
        "Egenvurderingen har {n} funn: {parts}.",
        n=by_severity.total(),
        parts=listed([_.say(s.counted(by_severity[s])) for s in Severity if by_severity[s]], _),
    )
    if not by_severity[Severity.POSSIBLE_BREACH]:
        return said
    return (
        said
        + " "
        + _(
            "Mulig lovbrudd betyr at et krav i lov eller forskrift ikke er oppfylt, slik kommunen "
            "selv har svart. Bare en "
            "tilsynsmyndighet eller en domstol kan avgjøre om det er et lovbrudd."
        )
    )


def _progress(appraisal: Appraisal, _: Translator) -> tuple[str, ...]:
    looked = appraisal.progress
    unknown = sum(
        point.value is AnswerValue.UNKNOWN
        for appraised in appraisal.criteria.values()
        for point in appraised.asked
    )
    of_another_time = sum(c.not_in_force is not None for c in appraisal.criteria.values())
    said = [
        _.plural(
            "{answered} av {n} kontrollpunkt er besvart.",
            "{answered} av {n} kontrollpunkter er besvart.",
            looked.of,
            answered=looked.answered,
        )
    ]
    if unknown:
        said.append(
            _.plural(
                "{n} av svarene er «vet ikke» (vedlegg B).",
                "{n} av svarene er «vet ikke» (vedlegg B).",
                unknown,
            )
        )
    if of_another_time:
        said.append(
            _.plural(
                "{n} krav gjaldt ikke på vurderingsdatoen og er holdt utenfor (vedlegg D).",
                "{n} krav gjaldt ikke på vurderingsdatoen og er holdt utenfor (vedlegg D).",
                of_another_time,
            )
        )
    said.append(_("Dette sier hvor mye som er undersøkt, ikke hvor mye som er i orden."))
    return tuple(said)


def _actions(
    appraisal: Appraisal, found: References, day: date, _: Translator
) -> tuple[ActionLine, ...]:
    return tuple(
        ActionLine(
            reference=found.actions[action.id],
            criterion=found.criteria[action.criterion],
            finding=found.findings.get(action.criterion),
            what=action.what.strip(),
            role=action.role.strip(),
            deadline="" if action.deadline is None else day_in_table(action.deadline),
            overdue=(
                action.deadline is not None
                and action.deadline < day
                and action.status is not ActionStatus.DONE
            ),
            status=status(action.status, _),
            effect=action.effect.strip(),
        )
        for action in appraisal.assessment.actions.values()
    )
