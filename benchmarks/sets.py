"""What the shipped sets hold: `python -m benchmarks.sets`.

For each set: criteria and checkpoints; who set the yardsticks; the quick walk by aspect, and how
many of its questions ask for a file sample or are the set's own measure; how many checkpoints
name two roles, an example, a test and a recommendation; and the texts that are in one language
only. 1 when a question of the quick walk is the set's own measure, or there are more than it may
have.
"""

from __future__ import annotations

import sys
from collections import Counter

from checklist.criteria import (
    Aspect,
    CriteriaSet,
    EvidenceKind,
    Force,
    Yardstick,
    effort_of,
    quick_points,
    untranslated,
)
from checklist.criteria.depth import LONGEST_QUICK_WALK
from checklist.criteria.files import Library
from checklist.i18n import Translator
from checklist.words import effort_words


def main() -> int:
    """Print the figures of every set."""
    library = Library.shipped()
    return max([_print_set(library.open(name)) for name in library.names()])


def _print_set(criteria_set: CriteriaSet) -> int:
    today = [c for c in criteria_set.criteria if c.applies_to_date is None]
    points = [point for criterion in today for point in criterion.checkpoints]
    by = Counter(point.yardstick for point in points)
    must = sum(criterion.force is Force.MUST for criterion in today)
    print(f"{criteria_set.id} {criteria_set.version}")
    print(f"  criteria today {len(today)}, of them must {must}; checkpoints {len(points)}")
    print("  yardsticks: " + ", ".join(f"{y.value} {by[y]}" for y in Yardstick))
    quick = [point for criterion in today for point in quick_points(criterion)]
    aspects = Counter(point.aspect for point in quick)
    sampled = sum(any(e.kind is EvidenceKind.FILE_SAMPLE for e in p.evidence) for p in quick)
    own = [point.id for point in quick if point.yardstick is Yardstick.SET]
    print(f"  quick {len(quick)}: " + ", ".join(f"{a.value} {aspects[a]}" for a in Aspect))
    print(f"  of them need a file sample {sampled}, are the set's own measure {len(own)}")
    print(f"  {effort_words(effort_of(quick), Translator())}")
    for name in own:
        print(f"    own measure: {name}")
    print(
        f"  checkpoints with two roles or more {sum(len(p.ask) > 1 for p in points)}, with an "
        f"example {sum(p.example is not None for p in points)}, "
        f"with a test {sum(p.test is not None for p in points)}, "
        f"with a recommendation {sum(p.recommendation is not None for p in points)}"
    )
    print(f"  texts only in bokmål: nn {untranslated(criteria_set, 'nn')}", end=", ")
    print(f"en {untranslated(criteria_set, 'en')}")
    return 1 if own or len(quick) > LONGEST_QUICK_WALK else 0


if __name__ == "__main__":
    sys.exit(main())
