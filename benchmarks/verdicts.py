"""What the rules never say, over every set and many generated assessments.

`python -m benchmarks.verdicts [--rounds N]`. For each shipped set and the example of an own plan,
at dates under different law, answers and numbers are drawn from a seed; the same checks are made
of them as in `tests/test_yardsticks.py`. It prints how many verdicts were looked at, and how many
broke a rule: a possible breach without a place in law, a "met" that its own number refutes, a
conclusion of "insufficient" without a duty in law that is not met. Last, the decisive
checkpoints that say neither what partly means nor let the number decide. 1 when any is above 0.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime

from checklist.appraisal import Appraisal, ConclusionCode, Severity, appraise
from checklist.appraisal.numbers import refuted
from checklist.assessment import Answer, Assessment, Author, Municipality, Recorded, VerdictCode
from checklist.criteria import AnswerValue, CriteriaSet, Force, MeasureKind, Yardstick
from checklist.criteria.files import Library
from checklist.resources import folder

DATES = (
    date(2018, 2, 27),
    date(2021, 6, 1),
    date(2026, 6, 30),
    date(2026, 11, 28),
    date(2027, 1, 1),
)
_AT = datetime(2026, 11, 28, tzinfo=UTC)


def sets() -> Iterator[CriteriaSet]:
    """Every shipped set, and the example of a municipality's own plan."""
    library = Library.shipped()
    yield from (library.open(name) for name in library.names())
    for path in sorted((folder("criteria") / "overlays").glob("*.yaml")):
        yield library.open(str(path))


def drawn(criteria_set: CriteriaSet, on: date, seed: str) -> Assessment:
    """An assessment with answers and numbers drawn from a seed, some of them no more than no."""
    draw = random.Random(seed)  # noqa: S311 - an example, not a secret
    values = [*AnswerValue, None]
    weights = [draw.random() ** 2 for _ in values]
    answers = {}
    for criterion in criteria_set.criteria:
        for point in criterion.checkpoints:
            (value,) = draw.choices(values, weights)
            of = draw.randint(1, 12)
            count = draw.randint(0, of)
            counts = point.measure is not None and point.measure.kind is MeasureKind.COUNT
            given = Answer(
                value=value,
                count=count if counts else None,
                of=of if counts else None,
                number=None if counts else float(draw.randint(0, 120)),
            )
            answers[point.id] = Recorded(given, Author(name="x"), _AT, "e")
    nes = Municipality(number="3228", name="Nes")
    return Assessment("a", nes, criteria_set.id, on, answers=answers)


def broken(appraisal: Appraisal) -> Iterator[str]:
    """The rules that an appraisal breaks, with where."""
    on = appraisal.assessment.date
    for name, appraised in appraisal.criteria.items():
        if appraised.severity is Severity.POSSIBLE_BREACH:
            noes = [
                point.checkpoint
                for point in appraised.asked
                if point.value is AnswerValue.NO and point.checkpoint.yardstick is Yardstick.LAW
            ]
            placed = [
                place
                for place in appraised.yardsticks.places
                if (place.in_force_from or on) <= on <= (place.in_force_to or on)
            ]
            if not noes or not placed or appraised.criterion.force is not Force.MUST:
                yield f"a breach without a law: {name}"
        if appraised.verdict.code is VerdictCode.MET and any(
            refuted(point.checkpoint, point.answer) for point in appraised.asked
        ):
            yield f"met against its number: {name}"
    for theme in appraisal.themes:
        duties = any(c.criterion.force is Force.MUST for c in theme.criteria)
        by_law = any(
            c.yardsticks.places for c in theme.criteria if c.verdict.code is VerdictCode.NOT_MET
        )
        if theme.conclusion.code is ConclusionCode.INSUFFICIENT and duties and not by_law:
            yield f"insufficient without a law: {theme.theme.id}"


def unsaid(criteria_set: CriteriaSet) -> Iterator[str]:
    """Decisive checkpoints that don't say what partly means, and those without a yardstick."""
    for criterion in criteria_set.criteria:
        for point in criterion.checkpoints:
            counted = point.measure is not None and point.measure.decides
            if point.yardstick is None or (
                point.decisive and point.partly_means is None and not counted
            ):
                yield point.id


def main(arguments: list[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.verdicts")
    parser.add_argument("--rounds", type=int, default=40, help="assessments a set and date (40)")
    options = parser.parse_args(arguments)
    looked = breaches = 0
    found: Counter[str] = Counter()
    without: list[str] = []
    for criteria_set in sets():
        without += unsaid(criteria_set)
        for on in DATES:
            for number in range(options.rounds):
                assessment = drawn(criteria_set, on, f"{criteria_set.id} {on} {number}")
                appraisal = appraise(criteria_set, assessment)
                looked += len(appraisal.criteria)
                breaches += sum(
                    c.severity is Severity.POSSIBLE_BREACH for c in appraisal.criteria.values()
                )
                found.update(fault.split(":")[0] for fault in broken(appraisal))
    print(f"{looked} verdicts, {breaches} of them possible breaches")
    for rule in ("a breach without a law", "met against its number", "insufficient without a law"):
        print(f"{rule}: {found[rule]}")
    print(f"checkpoints that don't say their yardstick, or what partly means: {len(without)}")
    for name in without:
        print(f"  {name}")
    return 1 if found or without else 0


if __name__ == "__main__":
    sys.exit(main())
