"""Every form out and back: `python -m benchmarks.forms [SEED]`.

The form of each role in Excel and in Word, the workbook of the report, and a sample form of each
drawn frame, of every set and example in bokmål, nynorsk and English. Each comes back as it went
out, and then with cells filled in at random by another program's hand. It prints how many forms
and cells that was, and each cell that came to something else, or changed though nobody filled it
in; 1 when there is any.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from checklist.assessment import Answer, Author, Municipality
from checklist.criteria import AnswerValue
from checklist.criteria.files import Library
from checklist.i18n import LANGUAGES, Translator
from checklist.reporting import NothingToSay, report_file
from checklist.reporting.forms.questionnaire import NothingDrawn
from checklist.session import Session
from checklist.session.assessments import begin, copy_example, examples
from checklist.session.forms import ENDINGS, role_form_of, sample_form_of, take_in_form
from checklist.session.reports import report_of
from checklist.store import EvidenceFiles, Journal
from checklist.words import answer_status
from tests.filled import Filling, cell_of, filled, filled_document, opened

_DAY = date(2026, 11, 29)
_MOST_CELLS = 12
_TEXTS = (
    "=1+1",
    "+47 er landkoden",
    "-",
    "@alle",
    "_x0041_ og _x000D_",
    "To linjer\nog en til",
    "æøå ÆØÅ čđŋšŧž",
    "😀" * 40,
    "<b>fet</b> & {{ ikke en mal }}",
    "0012",
    "1.2",
    "ja",
    "x" * 5_000,
)

Expected = dict[str, dict[str, Any]]
"""What an answer is to have in its fields, by checkpoint."""


class Form(NamedTuple):
    """A form, its language, the sheet that is filled in, and the same form in Word."""

    name: str
    content: bytes
    translator: Translator
    sheet: str | None = None
    document: bytes | None = None


def main() -> int:
    """Send each form out and take it back; 1 when anything else came of it than was filled in."""
    chance = random.Random(int(sys.argv[1]) if len(sys.argv) > 1 else 16)  # noqa: S311 - no secret
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for session in _sessions(Path(folder)):
            for form in _forms(session):
                wrong += _tried(session, form, chance, counts, Path(folder))
            print(f"{session.assessment.id:<40} {counts['forms']} forms so far", flush=True)
    for fault in wrong:
        print(fault)
    print(
        f"{counts['forms']} forms: {counts['changed']} changes where nothing was filled in; "
        f"{counts['cells']} cells filled in at random, {len(wrong)} faults"
    )
    return int(bool(wrong))


def _sessions(folder: Path) -> Iterator[Session]:
    """Every example, and an assessment of every set with nothing answered and all samples drawn."""
    files, author = EvidenceFiles(folder / "evidence"), Author(name="Anna")
    with Journal(folder / "samsjekk.sqlite3") as journal:
        for example in examples():
            yield Session(journal, copy_example(journal, files, example), author, files)
        library = Library.shipped()
        place = Municipality(number="3228", name="Nes")
        for name in library.names():
            made = begin(journal, author, place, library.open(name), _DAY, name=name)
            session = Session(journal, made, author, files)
            for frame in session.criteria_set.samples:
                session.draw_sample(frame.id, 40, seed="2026")
            yield session


def _forms(session: Session) -> Iterator[Form]:
    for language in LANGUAGES:
        _ = Translator(language)
        for role in session.criteria_set.roles:
            with suppress(NothingToSay):
                both = [role_form_of(session, role.id, _, ending)() for ending in ENDINGS]
                yield Form(f"{role.id} {language}", both[0], _, document=both[1])
        for frame in session.assessment.samples:
            with suppress(NothingDrawn):
                yield Form(f"{frame} {language}", sample_form_of(session, frame, _)(), _)
        book = report_file(report_of(session, _DAY, _), form="xlsx")
        yield Form(f"report {language}", book, _, _("Svar"))


def _tried(
    session: Session, form: Form, chance: random.Random, counts: Counter[str], folder: Path
) -> Iterator[str]:
    filling, expected = _filling(session, form, chance)
    back = filled(form.content, filling, sheet=form.sheet)
    yield from _out_and_back(
        session, form, back, expected, counts=counts, path=folder / "form.xlsx"
    )
    counts["cells"] += len(filling)
    if form.document is not None:
        texts = {place: str(value) for place, value in filling.items()}
        word = form._replace(name=f"{form.name} in Word", content=form.document)
        back = filled_document(form.document, texts)
        yield from _out_and_back(
            session, word, back, expected, counts=counts, path=folder / "form.docx"
        )
        counts["cells"] += len(filling)


def _out_and_back(
    session: Session,
    form: Form,
    back: bytes,
    expected: Expected,
    *,
    counts: Counter[str],
    path: Path,
) -> Iterator[str]:
    name = f"{session.assessment.id}, {form.name}"
    counts["forms"] += 1
    path.write_bytes(form.content)
    if changed := take_in_form(session, path, form.translator).changed:
        counts["changed"] += changed
        yield f"{name}: {changed} changes, and nothing was filled in"
    path.write_bytes(back)
    before = _answers(session)
    take_in_form(session, path, form.translator)
    after = _answers(session)
    for checkpoint in before.keys() | after.keys():
        was, now = before.get(checkpoint, Answer()), after.get(checkpoint, Answer())
        for field in ("value", "comment", "place", "count", "of", "number", "note", "ask"):
            wanted = expected.get(checkpoint, {}).get(field, getattr(was, field))
            if getattr(now, field) != wanted:
                yield f"{name}: {checkpoint}.{field} is {getattr(now, field)!r}, not {wanted!r}"
    if before != after:
        session.undo()
        if _answers(session) != before:
            yield f"{name}: undone, and not as before"


def _answers(session: Session) -> Mapping[str, Answer]:
    return {name: given.value for name, given in session.shared.answers.items()}


def _filling(session: Session, form: Form, chance: random.Random) -> tuple[Filling, Expected]:
    """Some cells that are open, with something else in each than stands there."""
    _book, page, head = opened(form.content, form.sheet)
    headings = {cell.value: cell.column for cell in page[head]}
    rows = [page.cell(n, headings["Id"]).value for n in range(head + 1, page.max_row + 1)]
    filling: dict[tuple[str, str], Any] = {}
    expected: Expected = {}
    for checkpoint in chance.sample(rows, min(len(rows), chance.randint(1, _MOST_CELLS))):
        for heading, field, value, written in _some(session, form, checkpoint, chance):
            if heading not in headings:
                continue
            cell = cell_of(page, head, checkpoint, heading)
            if form.sheet is None and cell.protection.locked:
                continue
            filling[checkpoint, heading] = written
            expected.setdefault(checkpoint, {})[field] = value
    cases = [heading for heading in headings if str(heading).startswith(_case_word(form))]
    for checkpoint in rows if cases else ():
        given = {case: chance.choice((True, False, None)) for case in cases}
        filling |= {
            (checkpoint, case): answer_status(
                AnswerValue.YES if is_so else AnswerValue.NO, form.translator
            ).word
            for case, is_so in given.items()
            if is_so is not None
        }
        looked_at = [is_so for is_so in given.values() if is_so is not None]
        if looked_at:
            counted = {"count": sum(looked_at), "of": len(looked_at)}
            expected.setdefault(checkpoint, {}).update(counted)
    return filling, expected


def _case_word(form: Form) -> str:
    return form.translator("Sak {n}", n="")


def _some(
    session: Session, form: Form, checkpoint: str, chance: random.Random
) -> Iterator[tuple[str, str, Any, Any]]:
    """Heading, field, value, and how it is written, of some fields of a checkpoint."""
    _ = form.translator
    value, text = chance.choice(tuple(AnswerValue)), chance.choice(_TEXTS)
    number, count = chance.randint(0, 100), chance.randint(0, 5)
    written = answer_status(value, Translator(chance.choice(LANGUAGES))).word
    choices = [
        (_("Svar"), "value", value, chance.choice((written, written.upper(), f" {written} "))),
        (_("Begrunnelse"), "comment", text.strip(), text),
        (_("Står i"), "place", text.strip(), text),
    ]
    yield from chance.sample(choices, chance.randint(1, len(choices)))
    point = session.checkpoint(checkpoint)
    if form.sheet is None and point.measure is not None:
        yield _("Antall"), "count", count, chance.choice((count, str(count)))
        yield _("Av"), "of", 5, "5"
        yield _("Tall"), "number", float(number), chance.choice((number, str(number)))


if __name__ == "__main__":
    raise SystemExit(main())
