"""Whether the change report and the follow-up report tell the same of generated pairs.

`python -m benchmarks.over_time [PAIRS]`, 200 when not said. Each pair is two assessments of one
place with a small set: answers are kept, changed, taken away, made "unknown" or "not applicable"
with and without a reason, people set verdicts, evidence comes and goes, and the later set asks
some things otherwise, or not at all. Both papers are written as Markdown and read. It prints how
many findings became what, and every pair where the papers differ, or where something is called
closed or better though an answer it rested on is gone; 1 when there is any.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import TypeVar

from msgspec.structs import replace

from checklist.appraisal import Appraisal, CriterionAppraisal, appraise, differences
from checklist.assessment import (
    Answer,
    Assessment,
    Author,
    Document,
    Municipality,
    Recorded,
    SetVerdict,
    VerdictCode,
)
from checklist.criteria import (
    AnswerValue,
    Aspect,
    Checkpoint,
    Citation,
    CriteriaSet,
    Criterion,
    Force,
    Limit,
    Measure,
    MeasureKind,
    Question,
    Source,
    SourceKind,
    Theme,
    Yardstick,
)
from checklist.i18n import Translator
from checklist.reporting import Report, report_text

T = TypeVar("T")

_SECTIONS = {
    "Lukkede funn": "closed",
    "Funn som ikke kan vurderes nå": "not judged",
    "Funn om krav som ikke gjelder nå": "not judged",
    "Funn som fortsatt står": "stands",
}
_FOLLOWED_UP = {
    "fulgt opp": "closed",
    "kan ikke vurderes": "not judged",
    "delvis fulgt opp": "stands",
    "ikke fulgt opp": "stands",
}
_ORDER = (AnswerValue.NO, AnswerValue.PARTLY, AnswerValue.YES)
_LATER = (*AnswerValue, *(AnswerValue.YES,) * 6)
"""What the later assessment answers: more is in order."""


def pair(draw: random.Random) -> tuple[Appraisal, Appraisal]:
    """An earlier and a later assessment."""
    before = _criteria_set(draw)
    after = _changed_set(draw, before)
    then = _assessment(draw, before, "2024", {})
    now = _assessment(draw, after, "2026", then.answers)
    return appraise(before, then), appraise(after, now)


def _criteria_set(draw: random.Random) -> CriteriaSet:
    criteria = tuple(
        Criterion(
            id=f"krav-{number}",
            theme=f"tema-{number % 2}",
            title=f"Krav {number}",
            requirement=f"Kravet {number} skal holde.",
            force=draw.choice([Force.MUST, Force.MUST, Force.SHOULD]),
            sources=(Citation(source="hol", section="7-3", says="Det skal holde."),),
            why="Fordi.",
            checkpoints=tuple(
                Checkpoint(
                    id=f"k{number}-{place}",
                    aspect=draw.choice(list(Aspect)),
                    question=f"Holder det, {number} og {place}?",
                    yes_means="Det holder.",
                    yardstick=draw.choice([Yardstick.LAW, Yardstick.SET]),
                    decisive=not place or draw.random() < 0.2,
                    link=draw.choice([(AnswerValue.YES,), ()]),
                    measure=Measure(
                        kind=MeasureKind.PERCENT,
                        what="andel",
                        limit=Limit(at_least=50, set_by="loven"),
                    )
                    if draw.random() < 0.2
                    else None,
                )
                for place in range(draw.randint(1, 3))
            ),
            recommendation=f"Kommunen bør holde {number}.",
        )
        for number in range(4)
    )
    return CriteriaSet(
        format=1,
        id="prove",
        version="1",
        title="Prøve",
        purpose="Å prøve.",
        questions=(Question(id="q", text="Er det bra?", themes=("tema-0", "tema-1")),),
        sources=(
            Source(
                id="hol",
                kind=SourceKind.ACT,
                title="Lov",
                short="loven",
                abbreviation="hol",
                checked=date(2026, 7, 2),
                checked_against="teksten",
            ),
        ),
        themes=tuple(Theme(id=f"tema-{n}", title=f"Tema {n}") for n in range(2)),
        criteria=criteria,
    )


def _changed_set(draw: random.Random, criteria_set: CriteriaSet) -> CriteriaSet:
    """The same set, or a later version: criteria and checkpoints go, others are reworded."""
    if draw.random() < 0.5:
        return criteria_set

    def changed(criterion: Criterion) -> Criterion:
        points = [
            replace(point, question=f"{point.question} Nå?") if draw.random() < 0.2 else point
            for point in criterion.checkpoints
            if draw.random() < 0.9
        ]
        ends = date(2025, 1, 1) if draw.random() < 0.1 else None
        return replace(
            criterion, checkpoints=tuple(points) or criterion.checkpoints, applies_to_date=ends
        )

    criteria = tuple(changed(c) for c in criteria_set.criteria if draw.random() < 0.9)
    return replace(criteria_set, version="2", criteria=criteria or criteria_set.criteria)


def _recorded(value: T) -> Recorded[T]:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    return Recorded(value, Author(name="Anna", role="leder"), at, "0" * 26)


def _assessment(
    draw: random.Random,
    criteria_set: CriteriaSet,
    year: str,
    before: Mapping[str, Recorded[Answer]],
) -> Assessment:
    answers: dict[str, Recorded[Answer]] = {}
    for criterion in criteria_set.criteria:
        for point in criterion.checkpoints:
            kept = before.get(point.id)
            if kept is not None and draw.random() < 0.3:
                answers[point.id] = kept
            elif draw.random() < 0.8:
                answers[point.id] = _recorded(
                    Answer(
                        value=draw.choice(_LATER if before else (*AnswerValue, *_ORDER)),
                        comment=draw.choice(["", "Det er slik det er hos oss."]),
                        number=draw.choice([None, 10.0, 90.0]),
                    )
                )
    linked = [name for name in answers if draw.random() < 0.4]
    return Assessment(
        id=year,
        municipality=Municipality(number="3228", name="Nes"),
        criteria_set=criteria_set.version,
        date=date(int(year), 3, 1),
        answers=answers,
        evidence={
            "plan": _recorded(
                Document(
                    id="plan", title="Plan", date=draw.choice([None, year]), address="https://x.no"
                )
            )
        },
        links=dict.fromkeys(linked, ("plan",)),
        verdicts={
            criterion.id: _recorded(
                SetVerdict(verdict=draw.choice(list(VerdictCode)), reason="Vi mener det.")
            )
            for criterion in criteria_set.criteria
            if draw.random() < 0.1
        },
    )


def gone(found: CriterionAppraisal, now: Appraisal) -> list[str]:
    """The answers that were no or partly behind a finding, and that say nothing now."""
    answers = {point.checkpoint.id: point for c in now.criteria.values() for point in c.asked}
    questions = {point.checkpoint.id: point.checkpoint.question for point in answers.values()}
    return [
        point.checkpoint.id
        for point in found.asked
        if point.value in (AnswerValue.NO, AnswerValue.PARTLY)
        if (after := answers.get(point.checkpoint.id)) is None
        or after.value in (None, AnswerValue.UNKNOWN)
        or questions[point.checkpoint.id] != point.checkpoint.question
        or (after.value is AnswerValue.NOT_APPLICABLE and not _comment(after.answer))
        or (after.value is AnswerValue.YES and after.at_odds)
    ]


def _comment(answer: Answer | None) -> str:
    return "" if answer is None else answer.comment


def _improved(found: CriterionAppraisal, now: CriterionAppraisal) -> bool:
    """Whether some no or partly behind a finding is better."""
    answers = {point.checkpoint.id: point.value for point in now.asked}
    return any(
        (after := answers.get(point.checkpoint.id)) in _ORDER
        and point.value in _ORDER[:2]
        and _ORDER.index(after) > _ORDER.index(point.value)
        for point in found.asked
    )


def told_by_change(paper: str) -> dict[str, str]:
    """What the change report says became of each finding, by its title."""
    found = {}
    for heading, became in _SECTIONS.items():
        part = paper.partition(f"### {heading}\n")[2].partition("\n#")[0]
        for title in re.findall(r"^- .*?: \*\*(.*?)\.\*\*", part, re.MULTILINE):
            found[title] = became
    return found


def told_by_follow_up(paper: str) -> dict[str, str]:
    """What the follow-up report says became of each finding, by its title."""
    verdicts = dict(re.findall(r"^\| \[?(P\d+)\b.*?\| \S (\D+?) \|", paper, re.MULTILINE))
    found = r"(?ms)^### (P\d+) .*?^- Står i: funn F\d+: (.*?) \("
    return {title: _FOLLOWED_UP[verdicts[number]] for number, title in re.findall(found, paper)}


def faults(then: Appraisal, now: Appraisal) -> Iterator[str]:
    """Where the two papers differ, or say more than the answers do."""
    day, _ = date(2026, 4, 1), Translator()
    if not (then.findings and then.progress.answered and now.progress.answered):
        return  # there is nothing to follow up, or to compare
    report = Report(now, day, _, baseline=then)
    change = report_text(report, template="change", form="md")
    told = told_by_change(change)
    other = told_by_follow_up(report_text(report, template="follow-up", form="md"))
    titles = {str(found.criterion.title) for found in then.findings}
    if set(told) != titles or set(other) != titles:
        yield f"findings {titles}, change {set(told)}, follow-up {set(other)}"
    for title in titles & told.keys() & other.keys():
        if told[title] != other[title]:
            yield f"{title}: {told[title]} in the change report, {other[title]} in the follow-up"
    up = change.partition("### Har gått opp\n")[2].partition("\n### ")[0].partition("\n## ")[0]
    for found in then.findings:
        title = str(found.criterion.title)
        after = now.criteria.get(found.criterion.id)
        missing = gone(found, now)
        if missing and told.get(title) == "closed":
            yield f"{title} is closed without an answer to {missing}"
        if missing and f"#### {title}\n" in up and (after is None or not _improved(found, after)):
            yield f"{title} is better without an answer to {missing}"
    for theme in now.themes:
        row = re.search(rf"^\| {theme.theme.title} \|.*\| bedre enn sist", change, re.MULTILINE)
        lost = [
            found
            for found in then.findings
            if found.criterion.theme == theme.theme.id
            and told.get(str(found.criterion.title)) == "not judged"
        ]
        if row and lost:
            yield f"{theme.theme.title} is better, though a finding can't be judged"


def main() -> int:
    """Print what became of the findings, and each fault."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    became: Counter[str] = Counter()
    differ = 0
    for seed in range(number):
        then, now = pair(random.Random(seed))  # noqa: S311 - an example, not a secret
        became.update(found.outcome.code.value for found in differences(then, now).findings)
        for fault in faults(then, now):
            differ += 1
            print(f"pair {seed}: {fault}")
    print(f"{number} pairs, {became.total()} findings:", dict(became))
    print(f"{differ} where the change report and the follow-up differ, or say too much")
    return bool(differ)


if __name__ == "__main__":
    sys.exit(main())
