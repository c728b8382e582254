"""Whether a set for another field is walked, reported and upgraded with no word of the usual one.

`python -m benchmarks.any_field` makes an assessment with `examples/sets/kommunal-beredskap.yaml`,
answers every checkpoint in turn yes, partly, no and unknown, goes over to a later version of the
set, makes every document in every language, and looks for words that belong to mental-health and
substance-use services. 1 when the strict check of the set finds anything, or a word is found.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path

from checklist.assessment import Author, Municipality
from checklist.criteria import AnswerValue, CriteriaSet
from checklist.criteria.checks import examine
from checklist.criteria.files import Library, lint, load_bytes
from checklist.i18n import LANGUAGES, Translator
from checklist.reporting import DOCUMENTS, report_text
from checklist.session import Session
from checklist.session.assessments import begin
from checklist.session.reports import report_of
from checklist.store import EvidenceFiles, Journal

SET = Path(__file__).parents[1] / "examples" / "sets" / "kommunal-beredskap.yaml"
WORDS_OF_THE_OTHER_FIELD = (
    "psykisk", "psykisk helse", "psykiske", "mental", "rus", "ruslidelse", "rusmiddel",
    "avhengighet", "individuell plan", "koordinerende enhet", "barnekoordinator", "koordinator",
    "ansvarsgruppe", "ambulant", "substance", "mental health", "coordinating unit",
    "individual plan", "koordinerande eining", "oppfølgingstjeneste",
)  # fmt: skip
"""Said of services to people with mental-health and substance-use needs, and of nothing here."""
_SHORT = ("FACT", "DPS", "BUP", "LAR", "IP")
"""Its abbreviations, which are ordinary words in small letters."""
_LONG = "|".join(map(re.escape, WORDS_OF_THE_OTHER_FIELD))
_WORD = re.compile(rf"(?<!\w)(?:(?i:{_LONG})|{'|'.join(_SHORT)})(?!\w)")
_FROM, _LATER = date(2026, 6, 1), date(2026, 11, 1)


def made_session(folder: Path, criteria_set: CriteriaSet) -> Session:
    """An assessment in which each kind of answer is given, later than one that is like it."""
    journal = Journal(folder / "samsjekk.sqlite3")
    author = Author(name="Anna", role="beredskapsansvarlig")
    place = Municipality(number="3228", name="Nes")
    session: Session | None = None
    for day, shift in ((_FROM, 1), (_LATER, 0)):
        name = begin(journal, author, place, criteria_set, day, sure=True)
        session = Session(journal, name, author, EvidenceFiles(folder / "evidence"))
        values = cycle((AnswerValue.YES, AnswerValue.PARTLY, AnswerValue.NO, AnswerValue.UNKNOWN))
        for _skipped in range(shift):
            next(values)
        for criterion in criteria_set.criteria:
            for point in criterion.checkpoints:
                session.answer(point.id, next(values))
    assert session is not None  # noqa: S101 - two were made
    return session


def later_version(content: bytes) -> CriteriaSet:
    """The set as a later version has it, with a question that asks otherwise."""
    text = content.decode().replace('version: "1"', 'version: "2"')
    return load_bytes(text.replace("det siste året?", "det siste halvåret?").encode(), SET.name)


def texts(session: Session, _: Translator) -> Iterator[tuple[str, str]]:
    """Every document by its name, as Markdown and HTML."""
    earlier = next(e.id for e in session.journal.entries() if e.id != session.shared.id)
    report = report_of(session, _LATER + timedelta(days=1), _, against=earlier)
    for name in DOCUMENTS:
        for form in ("md", "html"):
            yield f"{name}.{form} {_.language}", report_text(report, template=name, form=form)


def found_words(documents: Mapping[str, str]) -> dict[str, set[str]]:
    """The words of the other field, by document."""
    found = {name: set(_WORD.findall(_seen(text))) for name, text in documents.items()}
    return {name: words for name, words in found.items() if words}


def _seen(text: str) -> str:
    """What a reader sees: styles and tags are no words."""
    without_styles = re.sub(r"<style.*?</style>", " ", text, flags=re.DOTALL)
    return re.sub(r"<[^>]*>", " ", without_styles)


def main() -> int:
    """Print what was found."""
    content = SET.read_bytes()
    faults = examine(content, SET.name).faults
    advice = lint(content, SET.name, date.today())  # noqa: DTZ011 - the day of whoever runs it
    criteria_set = Library.shipped().open(str(SET))
    print(f"{SET.name}: {len(criteria_set.criteria)} criteria,", end=" ")
    print(f"{sum(len(c.checkpoints) for c in criteria_set.criteria)} checkpoints")
    print(f"check --strict: {len(faults)} faults, {len(advice)} advice")
    documents: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        session = made_session(Path(folder), criteria_set)
        compared = session.upgrade(later_version(content))
        print(f"upgraded: {len(compared.kept)} kept, {len(compared.confirm)} to confirm")
        for language in LANGUAGES:
            documents |= dict(texts(session, Translator(language)))
        session.journal.close()
    found = found_words(documents)
    for name, words in found.items():
        print(f"  {name}: {', '.join(sorted(words))}")
    looked_for = len(WORDS_OF_THE_OTHER_FIELD) + len(_SHORT)
    print(
        f"{len(documents)} documents, {looked_for} words of the other field:",
        f"{sum(map(len, found.values()))} found",
    )
    return 1 if faults or advice or found else 0


if __name__ == "__main__":
    sys.exit(main())
