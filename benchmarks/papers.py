"""Print how long the gap report is for its reader: `python -m benchmarks.papers [NAME …]`.

Each shipped example, the Nes example with only what the quick walk asks, an assessment where the
quick walk is answered whole, one that is half answered, and one of a single answer. For each: the
pages of the PDF without and with the appendix, the words on the first two pages, and the sentences
of ours that are too long. Texts that people wrote are not ours.
"""

from __future__ import annotations

import io
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

import html5lib
from pypdf import PdfReader

from benchmarks.documents import EXAMPLES
from benchmarks.names import asked_for
from checklist.assessment import Answer, Answered, Author, Municipality
from checklist.criteria import AnswerValue, CriteriaSet, quick_points
from checklist.criteria.files import Library
from checklist.i18n import Translator
from checklist.reporting import Appendix, Report, report_file, report_text
from checklist.session import Session
from checklist.session.assessments import begin, copy_example
from checklist.store import EvidenceFiles, Journal

DAY = date(2026, 11, 25)
MOST_PAGES = {"nes-2018": 8, "nes-2018 quick": 6, "quick": 6, "half": 12, "one answer": 4}
MOST_WORDS, LONGEST = 600, 30
_OTHERS = 12

_ANSWERS = (
    AnswerValue.YES,
    AnswerValue.PARTLY,
    AnswerValue.YES,
    AnswerValue.NO,
    AnswerValue.YES,
    AnswerValue.UNKNOWN,
)
_COMMENT = (
    "Rutinen er fra 2019 og er ikke gått gjennom siden. Lederne sier at den brukes ulikt fra "
    "avdeling til avdeling, og at nye ansatte ikke kjenner den."
)
_X = "{http://www.w3.org/1999/xhtml}"
_TAGS = "p li dt dd td th caption figcaption h1 h2 h3 h4 h5"
_BLOCKS = frozenset(f"{_X}{tag}" for tag in _TAGS.split())
_WORD = re.compile(r"[^\W\d_]\S*")
_CONTENTS = re.compile(r"^.*(\. ?){4,}.*$", re.MULTILINE)
"""A line of the contents, which nobody reads aloud."""

_NUMBERS = re.compile(r"\b[KF]\d+,?\s*")
_SENTENCE_END = re.compile(r"(?<=[.!?:;…])\s+")


def answered(journal: Journal, files: EvidenceFiles, points: Iterable[str], name: str) -> Session:
    """An assessment with answers of every kind to these checkpoints, and nothing to show them."""
    author = Author(name="Anna", role="leder for psykisk helse og rus")
    made = begin(
        journal,
        author,
        Municipality(number="3228", name="Nes"),
        adults(),
        date(2026, 11, 1),
        title=name,
    )
    journal.append(
        made,
        author,
        *(
            Answered(
                checkpoint=point,
                answer=Answer(
                    value=_ANSWERS[place % len(_ANSWERS)], comment=_COMMENT if place % 2 else ""
                ),
            )
            for place, point in enumerate(points)
        ),
    )
    return Session(journal, made, author, files)


def adults() -> CriteriaSet:
    """The set for adults."""
    return Library.shipped().open("psykisk-helse-rus-voksne")


def assessments(journal: Journal, files: EvidenceFiles) -> dict[str, Callable[[], Session]]:
    """The assessments by name, each made when it is asked for."""
    quick = [point.id for criterion in adults().criteria for point in quick_points(criterion)]
    every = [point.id for criterion in adults().criteria for point in criterion.checkpoints]
    author = Author(name="Anna")

    def example(name: str, only: Iterable[str] | None = None) -> Session:
        session = Session(journal, copy_example(journal, files, name), author, files)
        for point in () if only is None else session.assessment.answers.keys() - set(only):
            session.answer(point, None)
        return session

    return {
        **{name: partial(example, name) for name in EXAMPLES},
        "nes-2018 quick": lambda: example("nes-2018", quick),
        "quick": lambda: answered(journal, files, quick, "quick"),
        "half": lambda: answered(journal, files, every[::2], "half"),
        "one answer": lambda: answered(journal, files, every[:1], "one answer"),
    }


def pages(report: Report) -> list[str]:
    """The text of each page of the PDF."""
    read = PdfReader(io.BytesIO(report_file(report, form="pdf")))
    return [_CONTENTS.sub("", page.extract_text()) for page in read.pages]


def long_sentences(report: Report) -> list[str]:
    """The sentences of ours with too many words, the longest first."""
    document = html5lib.parse(report_text(report))
    theirs = sorted(set(_by_people(report)), key=len, reverse=True)
    found: set[str] = set()
    for element in document.iter():
        if element.tag not in _BLOCKS or any(
            inside.tag in _BLOCKS for inside in element.iter() if inside is not element
        ):
            continue
        text = " ".join("".join(element.itertext()).split())
        for said in theirs:
            text = text.replace(said, "")
        text = _NUMBERS.sub("", text)
        found.update(s for s in _SENTENCE_END.split(text) if len(s.split()) > LONGEST)
    return sorted(found, key=lambda said: -len(said.split()))


def _by_people(report: Report) -> Iterator[str]:
    """What people wrote, on one line."""
    assessment = report.appraisal.assessment
    for recorded in assessment.answers.values():
        yield from _lines(recorded.value.comment)
    for finding in report.found:
        yield from (line for point in finding.points for line in _lines(point.comment))
    for action in assessment.actions.values():
        yield from (line for text in (action.what, action.effect) for line in _lines(text))
    for evidence in assessment.evidence.values():
        yield from (
            line for text in (evidence.value.title, evidence.value.shows) for line in _lines(text)
        )
    for verdict in assessment.verdicts.values():
        yield from _lines(verdict.value.reason)
    if report.statement is not None:
        yield from _lines(report.statement)
    yield from _lines(report.head.origin)


def _lines(text: str) -> Iterator[str]:
    if line := " ".join(text.split()):
        yield line


def main(arguments: list[str]) -> int:
    """Print a line for each assessment; 1 where one is too long."""
    short = 0
    with tempfile.TemporaryDirectory() as home, Journal(Path(home, "a.sqlite3")) as journal:
        files = EvidenceFiles(Path(home, "evidence"))
        made = assessments(journal, files)
        names = asked_for("papers", made, arguments)
        print(f"{'':<18}pages (limit)  with appendix  words on two pages  too long sentences")
        for name in names:
            report = Report(made[name]().appraisal, DAY, Translator())
            alone = pages(report.with_appendix(Appendix.NONE))
            whole = pages(report)
            words = sum(len(_WORD.findall(page)) for page in alone[:2])
            wordy = long_sentences(report)
            limit = MOST_PAGES.get(name, _OTHERS)
            holds = len(alone) <= limit and words <= MOST_WORDS and not wordy
            short += not holds
            print(
                f"{name:<18}{len(alone):>5} ({limit:>2}) {len(whole):>14} {words:>19}"
                f" {len(wordy):>19}  {'holds' if holds else 'FALLS SHORT'}"
            )
            for said in wordy[:5]:
                print(f"    {len(said.split())}: {said}")
    return int(short > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
