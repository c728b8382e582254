"""Replay the published audits as audits: `python -m benchmarks.audits`.

Each of `examples/audits/` is held against the table of what its report says: what it has, and that
it has nothing the report has no place for. Ten breaks are planted in a made audit. From each
recommendation the way goes back to its sources.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path
from string import ascii_lowercase

from benchmarks.audit_table import (
    DATES,
    OWN_BREAKS,
    PLACES,
    ROWS_OF_MEASURES,
    STATEMENTS,
    Statement,
)
from checklist.assessment import Author
from checklist.audit import (
    KIND,
    Audit,
    AuditFile,
    AuditRecommendation,
    Break,
    Fact,
    Measure,
    Record,
    breaks,
    chain_of,
    is_text,
    types_of,
)
from checklist.auditing import begin_audit
from checklist.criteria.files import Library
from checklist.criteria.yaml import read, read_bytes
from checklist.resources import folder
from checklist.store import Journal

FOLLOW_UP = "ullensaker-2020"
"""The example that has tables of measures."""

WITHOUT_FACTS = {"lorenskog-2015"}
"""The example of a poster, which has no facts to go back to."""

PLANTED_IN = """
format: 1
questions:
  - {id: p1, text: "Har kommunen en plan?"}
  - {id: p2, text: "Møtes tjenestene?"}
criteria:
  - {id: plan, question: p1, text: Kommunen skal ha en plan., sources: hol § 3-1}
  - {id: rutine, question: p1, text: Kommunen skal ha en rutine.}
  - {id: moter, question: p2, text: Kommunen skal ha møter., sources: hol § 3-4}
interviews:
  - {id: i-leder, role: leder for tjenesten}
facts:
  - {id: f1, criterion: plan, text: Planen er vedtatt.}
  - {id: f2, criterion: plan, text: Planen er kjent., sources: [{entry: i-leder}]}
  - {id: f3, criterion: plan, text: Planen er trykt., sources: [{entry: d-borte}]}
verdicts:
  - {id: plan, verdict: met}
  - {id: rutine, verdict: not_met, basis: [interview]}
conclusions:
  - {id: ko1, question: p1, criteria: [moter], text: Ja.}
recommendations:
  - {id: a1, text: Lag en plan.}
"""
"""A made audit that ten breaks are planted in."""

PLANTED = {
    ("recommendation", "a1", "recommendation_without_conclusion"),
    ("question", "p2", "question_without_conclusion"),
    ("conclusion", "ko1", "conclusion_without_verdict"),
    ("criterion", "moter", "criterion_without_verdict"),
    ("criterion", "rutine", "criterion_without_source"),
    ("verdict", "plan", "verdict_without_basis"),
    ("verdict", "rutine", "verdict_without_fact"),
    ("fact", "f1", "fact_without_source"),
    ("fact", "f2", "interview_not_confirmed"),
    ("fact", "f3", "source_gone"),
}


def examples() -> tuple[str, ...]:
    """The names of the audits that are re-played."""
    return tuple(sorted(path.stem for path in (folder("examples") / "audits").glob("*.yaml")))


def path_of(name: str) -> Path:
    """The file of an example."""
    return folder("examples") / "audits" / f"{name}.yaml"


@cache
def replayed(name: str) -> Audit:
    """A fresh audit that an example has been applied to."""
    return applied(path_of(name))


def applied(path: Path) -> Audit:
    """A fresh audit that a file has been applied to, over the criteria set that the file names."""
    named = read(read_bytes(path), AuditFile, str(path)).value.criteria_set
    criteria_set = Library.shipped().open(named) if named else None
    with (
        tempfile.TemporaryDirectory() as made,
        Journal(Path(made) / "samsjekk.sqlite3", kind=KIND) as journal,
    ):
        author = Author(name="replay", role="revisor")
        session = begin_audit(journal, "replayed", author, criteria_set)
        session.apply(path)
        return session.audit


def place_of(name: str, record: Record) -> str:
    """Where in the report a thing stands; empty where nothing says so."""
    places = PLACES[name]
    own = getattr(record, "place", "")
    return own or places.get(f"{record.KIND}/{record.id}") or places.get(record.KIND, "")


def without_place(name: str) -> tuple[str, ...]:
    """Things of an example that the report has no place for."""
    return tuple(
        f"{record.KIND} {record.id}"
        for records in replayed(name).records.values()
        for record in records.values()
        if not place_of(name, record)
    )


def dates_of(audit: Audit) -> Iterator[str]:
    """Every date that stands in a field of dates."""
    for records in audit.records.values():
        for record in records.values():
            for field, held in types_of(type(record)).items():
                value = getattr(record, field)
                if isinstance(value, date):
                    yield value.isoformat()
                elif isinstance(value, str) and not is_text(held) and value[:4].isdigit():
                    yield value


def without_a_date(name: str) -> tuple[str, ...]:
    """Dates of an example that the report does not have."""
    return tuple(sorted(set(dates_of(replayed(name))) - DATES[name].keys()))


def of_its_own(name: str) -> tuple[Break, ...]:
    """Breaks in an example that the report does not have itself."""
    own = OWN_BREAKS[name]
    return tuple(one for one in breaks(replayed(name)) if (one.kind, one.id, one.code) not in own)


def planted_found() -> int:
    """How many of the planted breaks are found; -1 where something else is found too."""
    with tempfile.TemporaryDirectory() as made:
        path = Path(made) / "planted.yaml"
        path.write_text(PLANTED_IN, encoding="utf-8")
        found = {(one.kind, one.id, one.code) for one in breaks(applied(path))}
    return len(found & PLANTED) if found <= PLANTED else -1


def rows_found(measures: Iterable[Measure]) -> int:
    """How many rows of the tables of measures have a measure of their own, in their own place."""
    at = {(measure.group, measure.number): measure.title for measure in measures}
    return sum(
        word in at.get((table, number), "")
        for table, words in ROWS_OF_MEASURES.items()
        for number, word in zip(_numbers(table), words, strict=False)
    )


def _numbers(table: str) -> Iterable[str]:
    """What the rows of a table are called: letters in table 4."""
    return ascii_lowercase if table == "Tabell 4" else map(str, count(1))


def line(row: Statement) -> str:
    """A statement of a report on one line, and whether the re-played audit has it."""
    had = "has it" if row.is_had(replayed(row.audit)) else "LACKS IT"
    return f"{row.audit} · {row.where} · {row.says} · {had}"


def chains(name: str) -> Iterator[tuple[bool, str]]:
    """For each recommendation whether it reaches a fact, and the way on one line."""
    audit = replayed(name)
    for recommendation in audit.all(AuditRecommendation).values():
        chain = chain_of(audit, recommendation)
        way = (
            f"{name} {recommendation.id}: {len(chain.conclusions)} conclusions, "
            f"{len(chain.verdicts)} verdicts, {len(chain.facts)} facts, "
            f"{len(chain.sources)} sources"
        )
        yield bool(chain.sources), way


def main() -> int:
    """Print every line and the sums; 1 when anything is otherwise than the table says."""
    wrong = 0
    for name in examples():
        rows = [row for row in STATEMENTS if row.audit == name]
        had = sum(row.is_had(replayed(name)) for row in rows)
        placeless, dates, own = without_place(name), without_a_date(name), of_its_own(name)
        wrong += len(rows) - had + len(placeless) + len(dates) + len(own)
        print(*map(line, rows), sep="\n")
        print(f"{name}: {had} of {len(rows)} statements; {len(replayed(name).all(Fact))} facts")
        print(f"{name}: {len(placeless)} without a place in the report", *placeless)
        print(f"{name}: {len(dates)} dates that the report does not have", *dates)
        print(f"{name}: {len(own)} breaks that the report does not have itself", *own)
        for (kind, thing, code), reason in OWN_BREAKS[name].items():
            print(f"{name}: {kind} {thing} · {code} · in the report itself: {reason}")
        for reached, way in chains(name):
            print(way)
            wrong += not reached and name not in WITHOUT_FACTS
        print()
    measures = replayed(FOLLOW_UP).all(Measure).values()
    rows_there, of = rows_found(measures), sum(map(len, ROWS_OF_MEASURES.values()))
    wrong += (rows_there, len(measures)) != (of, of)
    print(f"{FOLLOW_UP}: {rows_there} of {of} rows of tables 1 to 4 have a place of their own")
    found = planted_found()
    wrong += found != len(PLANTED)
    print(f"{found} of {len(PLANTED)} planted breaks are found")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
