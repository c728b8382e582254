"""The first page: how it went, the most serious findings, and how much was looked at."""

from __future__ import annotations

from collections import Counter

from checklist.appraisal import Appraisal, Examined, HowFar, Severity, how_far
from checklist.assessment import VerdictCode
from checklist.criteria import AnswerValue
from checklist.i18n import Translator, one_or_many, phrase, phrases
from checklist.reporting.model import ClashLine, ConclusionPart, Finding, Summary
from checklist.reporting.references import References
from checklist.words import (
    by_origin,
    claimed_words,
    clash_says,
    listed,
    progress_sentence,
    to_confirm_sentence,
    what_there_is,
)

SUMMARISED = 10
"""How many findings the first page names; the rest are counted."""


def summary_part(
    appraisal: Appraisal,
    questions: tuple[ConclusionPart, ...],
    findings: tuple[Finding, ...],
    clashes: tuple[ClashLine, ...],
    _: Translator,
) -> Summary:
    """The first page."""
    return Summary(
        verdicts=_verdicts(appraisal, _),
        questions=questions,
        findings_counted=_findings_counted(appraisal, _),
        findings_lead=_findings_lead(appraisal, _),
        findings=findings[:SUMMARISED],
        clashes=clashes,
        progress=_progress(appraisal, _),
        lead=_lead(appraisal, _),
    )


def _lead(appraisal: Appraisal, _: Translator) -> str:
    origin = appraisal.assessment.origin
    own = phrase(
        "Kommunen har selv vurdert tjenestene mot lover, forskrifter og veiledere. "
        "Det som ikke er besvart, er ikke vurdert."
    )
    typed_in = phrase(
        "Konklusjonene følger av svarene og reglene i samsjekk. De er ikke revisorenes. "
        "Det revisjonen ikke sier noe om, er ikke besvart og ikke vurdert."
    )
    return _.say(by_origin(origin, own, typed_in))


def clash_notes(appraisal: Appraisal, found: References, _: Translator) -> tuple[ClashLine, ...]:
    """Answers that don't go together."""
    return tuple(
        ClashLine(
            says=clash_says(clash, _),
            criteria=tuple(
                found.criteria[name]
                for name in dict.fromkeys(map(appraisal.criterion_of, clash.checkpoints))
            ),
        )
        for clash in appraisal.clashes
    )


def _verdicts(appraisal: Appraisal, _: Translator) -> tuple[str, ...]:
    counted = [c for c in appraisal.criteria.values() if c.not_in_force is None]
    by_verdict = Counter(c.verdict.code for c in counted)
    claimed, met = sum(c.claimed for c in counted), by_verdict[VerdictCode.MET]
    parts = [f"{by_verdict[code]} {_.say(code.words)}" for code in VerdictCode if by_verdict[code]]
    if not parts:
        return (_("Ingen av kravene gjaldt på datoen vurderingen gjelder for."),)
    all_parts = listed(parts, _)
    counted_words = (
        one_or_many("{n} krav inngår i vurderingen: {parts}.", len(counted), parts=all_parts),
        phrases(
            "Det oppfylte kravet er bare påstått oppfylt: ingenting viser det.",
            "Alle de {n} oppfylte kravene er bare påstått oppfylt: ingenting viser det.",
            claimed,
        )
        if claimed == met
        else one_or_many(
            "{n} av de {met} oppfylte kravene er bare påstått oppfylt: ingenting viser det.",
            claimed,
            met=met,
        ),
    )
    return what_there_is(counted_words, _)


def _say_nothing_found(appraisal: Appraisal, _: Translator) -> str:
    """That there are no findings, or that there can't be any: nothing is judged."""
    judged = (VerdictCode.MET, VerdictCode.PARTLY, VerdictCode.NOT_MET)
    if any(found.verdict.code in judged for found in appraisal.criteria.values()):
        return _("Det som er besvart, gir ingen funn.")
    return _("Svarene er ikke nok til å vurdere noe krav. Derfor er det ingen funn.")


def _findings_counted(appraisal: Appraisal, _: Translator) -> str:
    by_severity = Counter(found.severity for found in appraisal.findings)
    if not by_severity:
        return _say_nothing_found(appraisal, _)
    parts = listed([_.say(s.counted(by_severity[s])) for s in Severity if by_severity[s]], _)
    if len(by_severity) == 1:
        return _("Svarene gir {parts} og ingen andre funn.", parts=parts)
    return _("Svarene gir {n} funn: {parts}.", n=by_severity.total(), parts=parts)


def _findings_lead(appraisal: Appraisal, _: Translator) -> str:
    said = _findings_counted(appraisal, _)
    if all(found.severity is not Severity.POSSIBLE_BREACH for found in appraisal.findings):
        return said
    return (
        said
        + " "
        + _(
            "Mulig lovbrudd betyr at et krav i lov eller forskrift ikke er oppfylt etter svarene. "
            "Bare en tilsynsmyndighet eller en domstol kan avgjøre om det er et lovbrudd."
        )
    )


def _examined_words(examined: int, answered: int, _: Translator) -> str:
    """How many of the answers say something of practice; empty where all do."""
    if examined == answered:
        return ""
    return _.one_or_many("{n} av dem er undersøkt, med svaret ja, delvis eller nei.", examined)


def _progress(appraisal: Appraisal, _: Translator) -> tuple[str, ...]:
    unknown = sum(point.value is AnswerValue.UNKNOWN for point in appraisal.asked.values())
    of_another_time = sum(c.not_in_force is not None for c in appraisal.criteria.values())
    examined = sum((c.examined for c in appraisal.criteria.values()), Examined())
    # What no paper can leave out: how much, and how much of it nothing shows.
    looked = " ".join(
        filter(
            None,
            (
                progress_sentence(appraisal.progress, _),
                _examined_words(examined.answered, appraisal.progress.answered, _),
                claimed_words(examined, _),
                to_confirm_sentence(len(appraisal.to_confirm), _),
            ),
        )
    )
    said = (
        looked,
        one_or_many("{n} av svarene er «vet ikke».", unknown),
        one_or_many(
            "{n} krav gjaldt ikke på vurderingsdatoen og er holdt utenfor.", of_another_time
        ),
        _quick(how_far(appraisal), _),
        _("Dette sier hvor mye som er undersøkt, ikke hvor mye som er i orden."),
    )
    return what_there_is(said, _)


def _quick(far: HowFar, _: Translator) -> str:
    """How much of the quick walk is taken, and how much more; empty where it is a full one."""
    if far.quick is None:
        return ""
    if far.beyond_quick:
        return _(
            "Vurderingen bygger på en rask gjennomgang og noen spørsmål til: {answered} av de {of} "
            "viktigste spørsmålene er besvart, og {n} av de andre. Resten er ikke undersøkt.",
            answered=far.quick.answered,
            of=far.quick.of,
            n=far.beyond_quick,
        )
    return _(
        "Vurderingen bygger på en rask gjennomgang: {answered} av de {of} viktigste spørsmålene er "
        "besvart. Resten er ikke undersøkt.",
        answered=far.quick.answered,
        of=far.quick.of,
    )
