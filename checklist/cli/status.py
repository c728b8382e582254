"""The status of an assessment, for people and for scripts."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from checklist.appraisal import (
    Appraisal,
    Conclusion,
    CriterionAppraisal,
    FollowUp,
    follow_ups,
    map_row,
)
from checklist.assessment import Recommendation, SinceSignOff
from checklist.criteria import text_in
from checklist.i18n import Translator
from checklist.machine import print_wrapped
from checklist.words import (
    clash_lines,
    conclusion_line,
    disagreement_lines,
    field_difference_lines,
    finding_reason,
    ladder_entries,
    lines_of,
    origin_sentence,
    progress_sentences,
    settling_words,
    sign_off_lines,
    stops_words,
    worst_entries,
)

_WORST = 3
"""Findings named before the list of all."""


def status_data(appraisal: Appraisal, since: SinceSignOff | None) -> dict[str, Any]:
    """The status that scripts read: code words only, no language.

    `since` is what was changed after the last sign-off; None where nobody has signed.
    """
    assessment = appraisal.assessment
    return {
        "assessment": assessment.id,
        "municipality": {
            "number": assessment.municipality.number,
            "name": assessment.municipality.name,
        },
        "criteria_set": {
            "id": appraisal.criteria_set.id,
            "version": appraisal.criteria_set.version,
        },
        "date": assessment.date.isoformat(),
        "origin": msgspec.to_builtins(assessment.origin),
        "progress": {
            "answered": appraisal.progress.answered,
            "of": appraisal.progress.of,
        },
        "to_confirm": len(appraisal.to_confirm),
        "questions": [
            {
                "id": q.question.id,
                "conclusion": q.conclusion.code,
                "reason": str(q.conclusion.reason),
                "examined": _examined(q.conclusion),
            }
            for q in appraisal.questions
        ],
        "themes": [
            {
                "id": theme.theme.id,
                "conclusion": theme.conclusion.code,
                "reason": str(theme.conclusion.reason),
                "examined": _examined(theme.conclusion),
                "pulled_down_by": theme.conclusion.pulled_down_by,
                "not_assessed": theme.conclusion.not_assessed,
                "settled_by": [point.checkpoint.id for point in theme.settled_by],
            }
            for theme in appraisal.themes
        ],
        "contradictions": [
            {"id": clash.id, "checkpoints": clash.checkpoints} for clash in appraisal.clashes
        ],
        "recommendations": [
            _recommendation(point, point.about)
            for point in follow_ups(appraisal).points
            if isinstance(point.about, Recommendation)
        ],
        "disagreements": [
            {
                "checkpoint": name,
                "answers": [
                    {
                        "name": given.author.name,
                        "role": given.author.role,
                        "answer": given.value.value,
                    }
                    for given in answers
                ],
            }
            for name, answers in assessment.disagreements.items()
        ],
        "field_disagreements": [
            {
                "kind": thing.kind,
                "id": thing.id,
                "field": field,
                "values": [
                    {
                        "name": given.author.name,
                        "role": given.author.role,
                        "value": msgspec.to_builtins(given.value),
                    }
                    for given in standing
                ],
            }
            for thing in assessment.fields
            for field, standing in assessment.unsettled(thing).items()
        ],
        "sign_offs": [
            {
                "role": signed.value.role,
                "date": signed.value.date.isoformat(),
                "kontrollsum": signed.value.kontrollsum,
            }
            for signed in assessment.sign_offs
        ],
        "changed_after_sign_off": [
            {"kind": thing.kind, "id": thing.id} for thing in (since.things if since else ())
        ],
        "criteria": [_criterion(criterion) for criterion in appraisal.criteria.values()],
    }


def _recommendation(point: FollowUp, recommendation: Recommendation) -> dict[str, Any]:
    return {
        "id": recommendation.id,
        "text": recommendation.text,
        "given_by": recommendation.given_by,
        "date": recommendation.date,
        "case": recommendation.case,
        "verdict": point.verdict.code,
        "derived_verdict": point.verdict.derived,
        "reason": str(point.verdict.reason),
        "checkpoints": recommendation.checkpoints,
        "actions": [action.id for action in point.actions],
    }


def _examined(conclusion: Conclusion) -> dict[str, int]:
    seen = conclusion.examined
    return {"answered": seen.answered, "of": seen.of, "yes": seen.yes, "claimed": seen.claimed}


def _criterion(appraised: CriterionAppraisal) -> dict[str, Any]:
    return {
        "id": appraised.criterion.id,
        "theme": appraised.criterion.theme,
        "force": appraised.criterion.force,
        "applicable": appraised.applicable,
        "verdict": appraised.verdict.code,
        "derived_verdict": appraised.verdict.derived,
        "severity": appraised.severity,
        "yardstick": appraised.yardsticks.yardstick,
        "places": [
            {"source": place.source, "section": place.section, "paragraph": place.paragraph}
            for place in appraised.yardsticks.places
        ],
        "evidence": appraised.weight.strength,
        "checkpoints": [
            {
                "id": point.checkpoint.id,
                "aspect": point.checkpoint.aspect,
                "answer": point.value,
                "evidence": point.strength,
            }
            for point in appraised.checkpoints
        ],
    }


def print_status(
    appraisal: Appraisal, today: date, _: Translator, since: SinceSignOff | None
) -> None:
    """The status for people: where duties stop, what is worst, then each theme with its criteria.

    A criterion with a finding says where it stops; the others, why they have their verdict.
    """
    assessment = appraisal.assessment
    answered = progress_sentences(appraisal, _)
    print_wrapped(f"{assessment.municipality.name}, {_.date(assessment.date)}. {answered}")
    signed = () if since is None else sign_off_lines(assessment, since, _)
    for line in filter(None, (origin_sentence(assessment.origin, _), *signed)):
        print_wrapped(line)
    if appraisal.has_begun:
        print()
        for entries in (ladder_entries(appraisal, _), worst_entries(appraisal, today, _, _WORST)):
            for depth, line in lines_of(entries, in_short=True):
                print_wrapped(line, "  " * depth)
    for theme in appraisal.themes:
        print()
        print_wrapped(conclusion_line(theme, _))
        if settled := settling_words(theme, _):
            print_wrapped(settled, "  ")
        for appraised in theme.criteria:
            title = text_in(appraised.criterion.title, _.language)
            print_wrapped(f"{title}: {_outcome(appraised, _)}", "  ")
    for line in (
        *clash_lines(appraisal, _),
        *disagreement_lines(appraisal, _),
        *field_difference_lines(appraisal, _),
    ):
        print()
        print_wrapped(line)


def _outcome(appraised: CriterionAppraisal, _: Translator) -> str:
    verdict = _.say(appraised.verdict.code.words)
    if appraised.severity is None:
        return f"{verdict} ({_.say(appraised.verdict.reason)})"
    stops = stops_words(map_row([appraised]), _) or finding_reason(appraised, _)
    return ", ".join(filter(None, (verdict, _.say(appraised.severity.words), stops)))
