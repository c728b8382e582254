"""An auditor's file samples: drawn again they are the same, and no draw is changed unseen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document as WordDocument
from openpyxl import load_workbook

from checklist.assessment import Author, Refused, drawn_numbers
from checklist.audit import (
    KIND,
    AuditQuestion,
    ChosenCriterion,
    FileSampleTaken,
    WantedDraw,
    counts_of,
)
from checklist.auditing import (
    AuditSession,
    begin_audit,
    count_sample,
    draw_sample,
    sample_form,
    take_in_sample,
)
from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.reporting.forms.cases import NothingDrawnYet
from checklist.reporting.forms.filling import FaultyForm, NoForm
from checklist.store import Journal
from tests.conftest import Run
from tests.sampled import FRAME, sampled_set

_ = Translator("nb")
DRAW = WantedDraw("s-1", of=42, number=5, seed="abc", title="Planer")


@pytest.fixture
def audit(home: Path) -> Iterator[AuditSession]:
    with Journal(home / "samsjekk.sqlite3", kind=KIND) as journal:
        session = begin_audit(journal, "revisjon", Author(name="Kari"), sampled_set())
        resting = next(
            criterion.id
            for criterion in sampled_set().criteria
            if any(point.sample == FRAME.id for point in criterion.checkpoints)
        )
        session.record(AuditQuestion(id="p1", text="Virker det?"))
        session.record(ChosenCriterion(id="k1", text="Planene skal virke.", gathers=(resting,)))
        session.record(ChosenCriterion(id="k2", text="Planene er evaluert."))
        yield session


def the_sample(audit: AuditSession) -> FileSampleTaken:
    return audit.audit.all(FileSampleTaken)["s-1"]


# -- drawing ----------------------------------------------------------------------------


def test_the_same_seed_gives_the_same_numbers_as_an_assessment(audit: AuditSession) -> None:
    made = draw_sample(audit, DRAW)
    assert made.numbers == drawn_numbers(5, 42, "abc")
    assert made.drawn == Environment.today().isoformat()
    before = audit.kontrollsum
    assert draw_sample(audit, DRAW) == made
    assert audit.kontrollsum == before


def test_a_frame_gives_title_number_and_the_criteria_that_rest_on_it(audit: AuditSession) -> None:
    made = draw_sample(audit, WantedDraw("s-1", of=42, number=None, seed="", frame=FRAME.id))
    assert (made.title, made.number, made.answers) == (FRAME.title, FRAME.number, ("k1",))
    assert made.seed


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"of": 4}, "number", "5 kan ikke trekkes av 4"),
        ({"of": None}, "of", "hvor mange det er å trekke fra"),
        ({"number": None}, "number", "hvor mange som trekkes"),
        ({"seed": "å"}, "seed", "Frøet må ha"),
        ({"title": ""}, "title", "hva stikkprøven er tatt av"),
    ],
)
def test_what_can_not_be_drawn_is_refused(
    audit: AuditSession, change: dict[str, object], field: str, words: str
) -> None:
    with pytest.raises(Refused, match=words) as refused:
        draw_sample(audit, DRAW._replace(**change))  # type: ignore[arg-type] # any field
    assert field in refused.value.faults


def test_a_new_draw_needs_a_reason_and_has_no_counts(audit: AuditSession) -> None:
    draw_sample(audit, DRAW)
    count_sample(audit, "s-1", 4, 5, "Evaluert? 4 av 5")
    with pytest.raises(Refused, match="trukket fra før: 5 av 42, frø abc"):
        draw_sample(audit, DRAW._replace(seed="abd"))
    assert the_sample(audit).seed == "abc"
    made = draw_sample(audit, DRAW._replace(seed="abd", why="Listen var feil."))
    assert (made.reason, made.counted, made.looked_at, made.found) == (
        "Listen var feil.",
        None,
        None,
        "",
    )
    with pytest.raises(Refused, match="Skriv hvorfor"):
        draw_sample(audit, DRAW._replace(seed="abe"))


def test_a_seed_that_is_changed_afterwards_is_refused(audit: AuditSession) -> None:
    made = draw_sample(audit, DRAW)
    for change in ({"seed": "annet"}, {"seed": "annet", "reason": "x"}, {"numbers": (1, 2, 3)}):
        values = {name: getattr(made, name) for name in made.__struct_fields__} | change
        with pytest.raises(Refused, match="gir andre løpenumre"):
            audit.record(FileSampleTaken(**values))
    with pytest.raises(Refused, match="gir andre løpenumre"):
        audit.record(FileSampleTaken(id="s-2", title="x", of=9, seed="a", numbers=(1, 2)))


def test_a_count_larger_than_what_was_drawn_is_refused(audit: AuditSession) -> None:
    draw_sample(audit, DRAW)
    with pytest.raises(Refused, match="6 saker kan ikke være gjennomgått når 5 er trukket"):
        count_sample(audit, "s-1", 6, 6)
    with pytest.raises(Refused, match="5 treff blant 4"):
        count_sample(audit, "s-1", 5, 4)


def test_a_case_is_as_asked_where_nothing_in_it_is_not() -> None:
    counts = counts_of(
        {
            "1": {"a": True, "b": True},
            "2": {"a": True, "b": False},
            "3": {"a": None, "b": True},
            "4": {"a": None},
            "5": {},
        }
    )
    assert (counts.counted, counts.looked_at) == (2, 3)
    assert counts.questions == {"a": (2, 2), "b": (2, 3)}


# -- the form ---------------------------------------------------------------------------


def form_of(audit: AuditSession, path: Path) -> Path:
    path.write_bytes(sample_form(audit, "s-1", Environment.today(), _, path.suffix)())
    return path


def filled(path: Path, *rows: tuple[str | None, ...]) -> Path:
    """The workbook with what is found in its cases, in order."""
    book = load_workbook(path)
    page = book.worksheets[0]
    head = next(row[0].row for row in page.rows if row[0].value == "Sak")
    for number, values in enumerate(rows, start=head + 1):
        for column, value in enumerate(values, start=2):
            page.cell(number, column, value)
    book.save(path)
    return path


def test_the_form_has_a_row_for_each_case_and_its_counts_come_back(
    audit: AuditSession, tmp_path: Path
) -> None:
    made = draw_sample(audit, DRAW._replace(answers=("k1", "k2")))
    path = form_of(audit, tmp_path / "skjema.xlsx")
    page = load_workbook(path).worksheets[0]
    texts = [[cell.value for cell in row] for row in page.rows]
    head = next(row for row in texts if row[0] == "Sak")
    assert head[:3] == ["Sak", "1. Planene skal virke.", "2. Planene er evaluert."]
    assert [f"Sak {n}" for n in made.numbers] == [r[0] for r in texts[texts.index(head) + 1 :]]
    filled(path, ("Ja", "Ja"), ("Ja", "Nei"), ("gjelder ikke", "✓ ja"), (None, None))
    take_in_sample(audit, path, _)
    counted = the_sample(audit)
    assert (counted.counted, counted.looked_at) == (2, 3)
    assert counted.found == "Planene skal virke. 2 av 2\nPlanene er evaluert. 2 av 3"


def test_of_a_frame_the_questions_are_its_checkpoints(audit: AuditSession, tmp_path: Path) -> None:
    draw_sample(audit, WantedDraw("s-1", of=42, number=3, seed="a", frame=FRAME.id))
    page = load_workbook(form_of(audit, tmp_path / "s.xlsx")).worksheets[0]
    head = next(row for row in page.rows if row[0].value == "Sak")
    resting = [
        point.question
        for criterion in sampled_set().criteria
        for point in criterion.checkpoints
        if point.sample == FRAME.id and criterion.id in the_gathered(audit)
    ]
    assert [cell.value for cell in head[1:]] == [
        f"{n}. {question}" for n, question in enumerate(resting, start=1)
    ]


def the_gathered(audit: AuditSession) -> tuple[str, ...]:
    return audit.audit.all(ChosenCriterion)["k1"].gathers


def test_a_word_form_has_the_cases(audit: AuditSession, tmp_path: Path) -> None:
    made = draw_sample(audit, DRAW)
    path = form_of(audit, tmp_path / "skjema.docx")
    tables = WordDocument(str(path)).tables
    text = [cell.text for table in tables for cell in table.columns[0].cells]
    assert f"Sak {made.numbers[0]}" in " ".join(text)
    with pytest.raises(NoForm, match="Ingen av sakene i skjemaet er fylt ut"):
        take_in_sample(audit, path, _)


def test_what_can_not_be_read_is_said_with_its_cell_and_nothing_is_recorded(
    audit: AuditSession, tmp_path: Path
) -> None:
    draw_sample(audit, DRAW)
    path = filled(
        form_of(audit, tmp_path / "s.xlsx"), ("Ja",), ("kanskje",), ("=1+1",), ("delvis",)
    )
    with pytest.raises(FaultyForm) as refused:
        take_in_sample(audit, path, _)
    told = refused.value.text(_)
    assert "«kanskje» er ikke et svar" in told
    assert "har en formel" in told
    assert "«delvis» er ikke et svar" in told
    assert the_sample(audit).counted is None


def test_a_form_of_an_earlier_draw_or_of_another_audit_is_refused(
    audit: AuditSession, tmp_path: Path
) -> None:
    with pytest.raises(Refused, match="hvor mange"):
        draw_sample(audit, DRAW._replace(of=None))
    audit.record(FileSampleTaken(id="s-1", title="Planer"))
    with pytest.raises(NothingDrawnYet, match="ikke trukket ennå"):
        form_of(audit, tmp_path / "s.xlsx")
    draw_sample(audit, DRAW)
    path = filled(form_of(audit, tmp_path / "s.xlsx"), ("Ja",))
    draw_sample(audit, DRAW._replace(seed="abd", why="Feil liste."))
    with pytest.raises(NoForm, match="trukket på nytt etter at skjemaet ble laget"):
        take_in_sample(audit, path, _)
    other = begin_audit(audit.journal, "annen", Author(name="Kari"))
    with pytest.raises(NoForm, match="en annen revisjon"):
        take_in_sample(other, path, _)


# -- by command -------------------------------------------------------------------------


def test_by_command(run: Run, audit: AuditSession, tmp_path: Path) -> None:
    draw = ("audit", "sample", "revisjon", "--of", "42", "--number", "5", "--title", "Planer")
    code, out, err = run(*draw, "--seed", "abc", "--form", tmp_path / "s.xlsx")
    assert (code, "Trukket 5 av 42, frø abc" in out) == (0, True), err
    filled(tmp_path / "s.xlsx", ("Ja",), ("Nei",))
    code, out, err = run("audit", "sample", "revisjon", "--returned", tmp_path / "s.xlsx")
    assert (code, "1 av 2 gjennomgåtte saker var som de skulle." in out) == (0, True), err
    code, out, err = run("audit", "sample", "revisjon", "s-1", "--counts", "3/5")
    assert (code, "3 av 5 gjennomgåtte" in out) == (0, True), err
    code, _out, err = run("audit", "sample", "revisjon", "s-1", *draw[3:], "--seed", "x")
    assert (code, "Bruk --again." in err) == (2, True)
    for words, says in (
        (("s-1", "--counts", "mange"), "Skriv tallene som 7/10"),
        (("s-9", "--counts", "1/2"), "«s-9»"),
        (("s-1", "--number", "3"), "Skriv hvor mange det er å trekke fra"),
        (("s-1", "--form", tmp_path / "s.pdf"), "Et skjema lages som"),
    ):
        code, _out, err = run("audit", "sample", "revisjon", *words)
        assert (code, says in err) == (2, True), err
    audit.refresh()
    assert the_sample(audit).counted == 3


def test_by_command_for_scripts(run: Run, audit: AuditSession, tmp_path: Path) -> None:
    draw_sample(audit, DRAW)
    code, out, err = run("audit", "sample", "revisjon", "--json")
    assert (code, [one["id"] for one in json.loads(out)]) == (0, ["s-1"]), err
    path = tmp_path / "s.json"
    assert run("audit", "sample", "revisjon", "--json", "--output", path)[0] == 0
    assert path.read_text(encoding="utf-8") == out
    code, _out, err = run("audit", "sample", "revisjon", "--output", path)
    assert (code, "--output hører sammen med --json her." in err) == (2, True)
