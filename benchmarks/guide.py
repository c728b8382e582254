"""The request and the guide for the Nes audit: `python -m benchmarks.guide`.

The auditors of Nes (2018) interviewed eight roles about three criteria. The guide is made of their
audit as it is re-played, once with the example of Nes as the municipality's own assessment, once
with no receipt, and once of the whole set. Bars: at most 20 questions to a role, no interview in
the request, and nothing in it that lies in the receipt.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator

from benchmarks.audits import replayed
from benchmarks.replays import example
from checklist.appraisal import Appraisal
from checklist.audit import (
    Audit,
    ChosenCriterion,
    GuideRole,
    Prompt,
    Request,
    guide_of,
    request_of,
)
from checklist.audit.guiding import MOST_QUESTIONS
from checklist.criteria import CriteriaSet, EvidenceKind, text_in
from checklist.i18n import Phrase

LEADER = "nav-leder"
ROLES = (
    "kommunalsjef-helse",
    "kommuneoverlege",
    "leder-tildeling",
    "saksbehandler",
    "koordinerende-enhet",
    "leder-psykisk-helse-rus",
    LEADER,
    "leder-hjemmetjeneste",
)
"""Whom the auditors interviewed (chapter 2.1)."""


def nes_audit(criteria_set: CriteriaSet, *, every: bool = False) -> Audit:
    """The re-played audit of Nes with its roles to interview.

    With `every`, all criteria of the set are chosen instead, and nothing has been collected.
    """
    audit = replayed("nes-2018")
    if every:
        names = tuple(criterion.id for criterion in criteria_set.criteria)
        chosen = ChosenCriterion(id="alt", text="Kommunen skal følge loven.", gathers=names)
        audit = Audit("nes").with_record(chosen)
    for role in ROLES:
        audit = audit.with_record(GuideRole(id=role))
    return audit


def faults_of(request: Request, appraisals: Iterable[Appraisal]) -> Iterator[str]:
    """What is asked for that should not be."""
    shown = {
        point.checkpoint.id
        for appraisal in appraisals
        for criterion in appraisal.criteria.values()
        for point in criterion.checkpoints
        if any(not evidence_is_talk(evidence) for evidence, _weight in point.evidence)
    }
    for line in request.lines:
        if any(one.kind is EvidenceKind.INTERVIEW for one in line.wanted):
            yield f"{line.number} asks for an interview"
        if shown & set(line.checkpoints):
            yield f"{line.number} asks for what lies in the receipt"


def evidence_is_talk(evidence: object) -> bool:
    """Whether a piece of evidence is what somebody said or saw."""
    return type(evidence).__name__ in ("Interview", "Observation")


def main() -> int:
    """Print what each role is asked, and the guide for the leader of the Nav office; 1 at a bar."""
    faults: list[str] = []
    with example("nes-2018") as session:
        criteria_set, appraisal = session.criteria_set, session.appraisal
        cases = {
            "the audit of Nes, with the assessment of Nes": (False, {"nes": appraisal}),
            "the audit of Nes, without a receipt": (False, {}),
            "the whole set, with the assessment of Nes": (True, {"nes": appraisal}),
        }
        for words, (every, received) in cases.items():
            audit = nes_audit(criteria_set, every=every)
            guide = guide_of(audit, criteria_set, received)
            request = request_of(audit, criteria_set, received)
            faults += faults_of(request, received.values())
            print(f"{words}:")
            for role in guide.roles:
                asked = Counter(question.prompt for question in role.questions)
                core = sum(question.is_core for question in role.questions)
                told = ", ".join(f"{asked[prompt]} {prompt}" for prompt in Prompt if asked[prompt])
                print(
                    f"  {role.role.id}: {len(role.questions)} questions ({core} core; {told}),"
                    f" {role.minutes} minutes, {len(role.left_out)} left out"
                )
                if len(role.questions) > MOST_QUESTIONS:
                    faults.append(f"{role.role.id} is asked {len(role.questions)} questions")
            print(f"  of roles not chosen: {sum(count for _role, count in guide.nobody)} points")
            print(
                f"  request: {len(request.lines)} lines to {len(request.roles)} roles,"
                f" {len(request.there)} pieces there already"
            )
        leader = next(
            role
            for role in guide_of(nes_audit(criteria_set), criteria_set, {"nes": appraisal}).roles
            if role.role.id == LEADER
        )
    print(f"\n{text_in(leader.role.title, 'nb')}, {leader.minutes} minutes:")
    for number, question in enumerate(leader.questions, start=1):
        text = question.text
        said = str(text) if isinstance(text, Phrase) else text_in(text, "nb")
        also = "" if question.also is None else f" / {text_in(question.also, 'nb')}"
        print(f"  {number}. [{question.prompt}{', core' if question.is_core else ''}] {said}{also}")
    print(*faults, sep="\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
