"""Forms out and back: only what was filled in changes anything, and nothing is lost by it."""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from checklist.assessment import Author, Refused
from checklist.criteria import AnswerValue
from checklist.i18n import Translator
from checklist.reporting import Report, report_file
from checklist.reporting.forms.filling import FaultyForm, NoForm, excel_form
from checklist.reporting.forms.filling.marks import NoMarks, unpacked
from checklist.reporting.forms.questionnaire import NothingDrawn, role_content
from checklist.session import Session
from checklist.session.assessments import begin
from checklist.session.forms import (
    DOCUMENT,
    WORKBOOK,
    TakenIn,
    role_form_of,
    sample_form_of,
    take_in_form,
)
from checklist.session.reports import report_of
from checklist.store import EvidenceFiles, Journal
from checklist.tables import UnreadableTable
from tests.conftest import NES, Clock, Run
from tests.filled import cell_of, filled, filled_document, opened
from tests.sampled import ALSO_SAMPLED, FRAME, SAMPLED, sampled_set
from tests.test_upgrade import point, small_set

NB = Translator("nb")
BO = Author(name="Bo", role="leder for Nav-kontoret")
NAV = "nav-leder"
UNANSWERED, ANSWERED = "ke-kjent-ansatte", "ip-oppdatert-brukes"
TITLE = "Enheten er lett å finne"
"""Of the criterion of what is unanswered."""

"""Two checkpoints that the leader of the Nav office is asked; the second is answered «Delvis»."""
COUNTED = "ip-innhold-planer"


def taken(session: Session, tmp_path: Path, content: bytes, ending: str = WORKBOOK) -> TakenIn:
    path = tmp_path / f"nav{ending}"
    path.write_bytes(content)
    return take_in_form(session, path, NB)


def faults_of(session: Session, tmp_path: Path, content: bytes, ending: str = WORKBOOK) -> str:
    before = session.history()
    with pytest.raises(FaultyForm) as told:
        taken(session, tmp_path, content, ending)
    assert session.history() == before
    return told.value.text(NB)


@pytest.fixture
def form(nes: Session) -> bytes:
    return role_form_of(nes, NAV, NB)()


def rewritten(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook with one of its parts changed."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as before, ZipFile(made, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            held = before.read(name)
            after.writestr(name, change(held) if name == part else held)
    return made.getvalue()


# -- out --------------------------------------------------------------------------------


def test_only_the_cells_to_fill_in_are_open_and_answers_are_chosen_from_a_list(
    form: bytes,
) -> None:
    _book, page, head = opened(form)
    headings = [cell.value for cell in page[head]]
    assert headings[:4] == ["Nr.", "Krav", "Spørsmål", "Ja betyr"]
    assert page.protection.sheet
    row = {cell.value: page.cell(head + 1, cell.column) for cell in page[head]}
    is_open = {heading for heading, cell in row.items() if not cell.protection.locked}
    assert is_open == {"Svar", "Begrunnelse", "Står i"}
    assert row["Begrunnelse"].number_format == "@"
    lists = {str(each.sqref): each.formula1 for each in page.data_validations.dataValidation}
    choices = lists[row["Svar"].coordinate]
    assert choices == '"Ja,Delvis,Nei,Vet ikke,Gjelder ikke"'


def test_it_is_in_the_language_that_was_chosen(nes: Session) -> None:
    _book, page, _head = opened(role_form_of(nes, NAV, Translator("en"))())
    said = [str(cell.value) for row in page.iter_rows() for cell in row if cell.value]
    assert {"Answer", "Reason", "Found in", "Partly"} <= set(said)
    assert any("Choose the answer" in text for text in said)


def test_what_the_assessment_before_answered_stands_beside_the_empty_answer(
    run: Run, nes_id: str, tmp_path: Path
) -> None:
    path = tmp_path / "nav.xlsx"
    run("new", "--from", nes_id, "--date", "2026-06-01", "--as", "ny")
    assert run("questionnaire", "ny", "--role", NAV, "--output", path)[0] == 0
    _book, page, head = opened(path.read_bytes())
    assert cell_of(page, head, ANSWERED, "Svar").value is None
    before = cell_of(page, head, ANSWERED, "Forrige vurdering")
    assert before.value.startswith("Delvis\nTjenestene mener")
    assert before.protection.locked
    path.write_bytes(filled(path.read_bytes(), {(ANSWERED, "Svar"): "Delvis"}))
    assert "1 endring lagret" in run("apply", "ny", path)[2]


# -- and back ---------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_where_nothing_is_filled_in_nothing_changes(
    nes: Session, tmp_path: Path, language: str
) -> None:
    _ = Translator(language)
    for content in (
        role_form_of(nes, NAV, _)(),
        report_file(report_of(nes, date(2026, 11, 29), _), form="xlsx"),
    ):
        assert taken(nes, tmp_path, content) == TakenIn((), (), 0)


def test_what_is_filled_in_is_stored_and_no_more(nes: Session, tmp_path: Path, form: bytes) -> None:
    before = nes.assessment.answers
    content = filled(
        form, {(UNANSWERED, "Svar"): "nei", (ANSWERED, "Begrunnelse"): "=SUM(A1) er ikke fylt ut"}
    )
    found = taken(nes, tmp_path, content)
    assert found.changed == 2
    assert re.match(
        rf"{TITLE}, [A-Z]+[0-9]+ \({UNANSWERED}\): Svar: fra tomt til nei$", found.lines[0]
    )
    now = nes.assessment.answers
    changed = {name for name in now if now[name] != before.get(name)}
    assert changed == {UNANSWERED, ANSWERED}
    assert now[UNANSWERED].value.value is AnswerValue.NO
    kept = before[ANSWERED].value
    assert (now[ANSWERED].value.value, now[ANSWERED].value.place) == (kept.value, kept.place)
    assert now[ANSWERED].value.comment == "=SUM(A1) er ikke fylt ut"
    assert taken(nes, tmp_path, content).changed == 0
    out = role_form_of(nes, NAV, NB)()
    _book, page, head = opened(out)
    cell = cell_of(page, head, ANSWERED, "Begrunnelse")
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert taken(nes, tmp_path, out).changed == 0


def test_a_cell_that_is_emptied_takes_the_answer_away(
    nes: Session, tmp_path: Path, form: bytes
) -> None:
    found = taken(nes, tmp_path, filled(form, {(ANSWERED, "Svar"): None}))
    assert "fra Delvis til tomt" in found.lines[0]
    answer = nes.assessment.answer(ANSWERED)
    assert answer is not None
    assert answer.value is None
    assert answer.comment


def test_the_workbook_of_the_report_comes_back_the_same_way(nes: Session, tmp_path: Path) -> None:
    content = report_file(report_of(nes, date(2026, 11, 29), NB), form="xlsx")
    found = taken(
        nes,
        tmp_path,
        filled(
            content, {(ANSWERED, "Svar"): "Ja", (ANSWERED, "Tall"): "3 av 5"}, sheet="Alle svar"
        ),
    )
    answer = nes.assessment.answer(ANSWERED)
    assert answer is not None
    assert answer.value is AnswerValue.YES
    assert found.changed == 1
    (apart,) = found.apart
    assert "kolonnen «Tall» leses ikke inn" in apart


def test_columns_and_rows_may_be_moved(nes: Session, tmp_path: Path, form: bytes) -> None:
    def turn_around(page: Any, head: int) -> None:
        rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=head)]
        page.delete_rows(1, page.max_row)
        heads, *others = rows
        for row in [heads, *others[::-1]]:
            page.append([None, *row[::-1]])

    content = filled(form, {(UNANSWERED, "Svar"): "Ja"}, then=turn_around)
    assert taken(nes, tmp_path, content).changed == 1
    answer = nes.assessment.answer(UNANSWERED)
    assert answer is not None
    assert answer.value is AnswerValue.YES


def test_a_column_that_is_missing_is_named(nes: Session, tmp_path: Path, form: bytes) -> None:
    def rename(page: Any, head: int) -> None:
        for cell in page[head]:
            if cell.value in ("Svar", "Står i"):
                cell.value = f"Mitt {cell.value}"

    said = faults_of(nes, tmp_path, filled(form, {}, then=rename))
    assert "mangler: «Svar», «Står i»" in said


def test_every_fault_is_told_with_its_cell_and_nothing_is_read_in(
    nes: Session, tmp_path: Path, form: bytes
) -> None:
    def merge(page: Any, head: int) -> None:
        row, column = head + 12, cell_of(page, head, UNANSWERED, "Svar").column_letter
        page.merge_cells(f"{column}{row}:{column}{row + 2}")

    assert "cellene er slått sammen" in faults_of(nes, tmp_path, filled(form, {}, then=merge))
    content = filled(
        form,
        {
            (UNANSWERED, "Svar"): "kanskje",
            (UNANSWERED, "Står i"): 45000,
            (ANSWERED, "Begrunnelse"): "ny",
        },
        then=lambda page, head: setattr(cell_of(page, head, ANSWERED, "Svar"), "value", "=1+1"),
    )
    *lines, to_do = faults_of(nes, tmp_path, content).splitlines()
    assert to_do.startswith("Ingenting er lest inn. Rett dette i filen")
    assert all(re.match(r"[A-Z]+[0-9]+: ", line) for line in lines)
    said = "\n".join(lines)
    assert "«kanskje» er ikke et svar. Bruk et av disse: Ja, Delvis, Nei" in said
    assert "et tall eller en dato" in said
    assert "cellen har en formel" in said


def test_a_number_that_can_not_be_right_is_refused_with_its_checkpoint(
    nes: Session, tmp_path: Path
) -> None:
    content = role_form_of(nes, "koordinerende-enhet", NB)()
    before = nes.history()
    with pytest.raises(Refused, match=f"{COUNTED}: 12 av 10 kan ikke være riktig"):
        taken(nes, tmp_path, filled(content, {(COUNTED, "Antall"): 12, (COUNTED, "Av"): "10"}))
    assert nes.history() == before


def test_a_national_identity_number_is_refused_with_its_cell(
    nes: Session, tmp_path: Path, form: bytes
) -> None:
    content = filled(form, {(UNANSWERED, "Begrunnelse"): "Gjelder 01010750160"})
    assert "fødselsnummer" in faults_of(nes, tmp_path, content)


# -- what others answered meanwhile -----------------------------------------------------


@pytest.fixture
def bo(nes: Session) -> Iterator[Session]:
    """The same assessment as Bo has it open, in a program of his own."""
    with Journal(nes.journal.path, Clock()) as journal:
        yield Session(journal, nes.assessment.id, BO, nes.files)


def test_what_another_answered_meanwhile_stands_beside_it(
    nes: Session, bo: Session, tmp_path: Path, form: bytes
) -> None:
    bo.answer(UNANSWERED, AnswerValue.YES)
    found = taken(nes, tmp_path, filled(form, {(UNANSWERED, "Svar"): "Nei"}))
    differ = nes.assessment.disagreement(UNANSWERED)
    assert {given.value.value for given in differ} == {AnswerValue.YES, AnswerValue.NO}
    (apart,) = found.apart
    assert "ulike svar står til noen avgjør" in apart


def test_what_another_answered_meanwhile_is_left_alone_where_nothing_was_filled_in(
    nes: Session, bo: Session, tmp_path: Path, form: bytes
) -> None:
    bo.answer(ANSWERED, AnswerValue.YES)
    bo.comment(UNANSWERED, "Sett i dag")
    assert taken(nes, tmp_path, filled(form, {(UNANSWERED, "Svar"): "Nei"})).apart == ()
    answer, kept = nes.assessment.answer(UNANSWERED), nes.assessment.answer(ANSWERED)
    assert answer is not None
    assert kept is not None
    assert (answer.value, answer.comment) == (AnswerValue.NO, "Sett i dag")
    assert kept.value is AnswerValue.YES


def test_ones_own_later_answer_is_not_replaced(nes: Session, tmp_path: Path, form: bytes) -> None:
    nes.answer(UNANSWERED, AnswerValue.YES)
    found = taken(
        nes, tmp_path, filled(form, {(UNANSWERED, "Svar"): "Nei", (ANSWERED, "Svar"): "Ja"})
    )
    answer = nes.assessment.answer(UNANSWERED)
    assert answer is not None
    assert answer.value is AnswerValue.YES
    (apart,) = found.apart
    assert "Nei. Ikke lest inn" in apart
    assert found.changed == 1


# -- other assessments and versions -----------------------------------------------------


def test_a_form_of_another_assessment_is_refused(run: Run, nes_id: str, tmp_path: Path) -> None:
    run("example", "ullensaker-2020")
    path = tmp_path / "nav.xlsx"
    assert run("questionnaire", nes_id, "--role", NAV, "--output", path)[0] == 0
    code, _out, err = run("apply", "ullensaker-2020", path)
    assert code == 2
    assert "hører til en annen egenvurdering enn Ullensaker " in err


def test_a_form_for_an_earlier_version_is_read_as_far_as_the_set_knows(
    journal: Journal, home: Path, tmp_path: Path
) -> None:
    before = small_set(point("same"), point("changed"), point("old"), point("gone"), point("a"))
    name = begin(journal, BO, NES, before, date(2026, 11, 1))
    session = Session(journal, name, BO, EvidenceFiles(home / "evidence"))
    of, _heads, _writes = journal.heads(name)
    report = Report(session.appraisal, date(2026, 11, 2), NB, role="", journal=of)
    content = excel_form(role_content(report, NB), NB)
    session.upgrade(
        small_set(
            point("same"),
            point("changed", "Er den skrevet?"),
            point("new", "Er den ny?", "old"),
            point("a-1", "Finnes den?", "a"),
            point("a-2", "Finnes den?", "a"),
            version="2",
            gone=("old", "gone", "a"),
        )
    )
    names = ("same", "changed", "old", "gone", "a")
    found = taken(session, tmp_path, filled(content, {(each, "Svar"): "Ja" for each in names}))
    assert {name for name, each in session.assessment.answers.items() if each.value.value} == {
        "same",
        "changed",
        "new",
    }
    points = {each.checkpoint.id: each for each in session.appraisal.criteria["krav"].checkpoints}
    assert [name for name in points if points[name].outdated] == ["changed", "new"]
    said = "\n".join(found.apart)
    assert said.count("må bekreftes") == 2
    assert "ikke med i utgave 2" in said
    assert "delt eller slått sammen" in said


# -- samples ----------------------------------------------------------------------------


@pytest.fixture
def sampled(journal: Journal, home: Path) -> Session:
    name = begin(journal, BO, NES, sampled_set(), date(2026, 11, 1))
    session = Session(journal, name, BO, EvidenceFiles(home / "evidence"))
    session.draw_sample(FRAME.id, 40, seed="2026")
    return session


def test_a_sample_form_comes_back_as_counts(sampled: Session, tmp_path: Path) -> None:
    content = sample_form_of(sampled, FRAME.id, NB)()
    numbers = sampled.assessment.samples[FRAME.id].value.numbers
    assert taken(sampled, tmp_path, content) == TakenIn((), (), 0)
    yes, no, neither = numbers[:6], numbers[6:9], numbers[9:]
    content = filled(
        content,
        {
            **{(SAMPLED, f"Sak {case}"): "Ja" for case in yes},
            **{(SAMPLED, f"Sak {case}"): "Nei" for case in no},
            **{(SAMPLED, f"Sak {case}"): "Gjelder ikke" for case in neither},
            (ALSO_SAMPLED, "Begrunnelse"): "Ikke sett på ennå",
        },
    )
    taken(sampled, tmp_path, content)
    counted, noted = sampled.assessment.answer(SAMPLED), sampled.assessment.answer(ALSO_SAMPLED)
    assert counted is not None
    assert noted is not None
    assert (counted.count, counted.of, counted.value) == (6, 9, None)
    assert (noted.count, noted.comment) == (None, "Ikke sett på ennå")
    assert len(sampled.assessment.evidence_for(SAMPLED)) == 1
    assert taken(sampled, tmp_path, content).changed == 0


def test_a_sample_form_is_for_the_draw_it_was_made_of(sampled: Session, tmp_path: Path) -> None:
    content = sample_form_of(sampled, FRAME.id, NB)()
    case = sampled.assessment.samples[FRAME.id].value.numbers[0]
    wrong = filled(content, {(SAMPLED, f"Sak {case}"): "Delvis"})
    assert "en sak kan bare ha ja, nei" in faults_of(sampled, tmp_path, wrong)
    sampled.draw_sample(FRAME.id, 50, why="Flere planer")
    with pytest.raises(NoForm, match="trukket på nytt"):
        taken(sampled, tmp_path, content)


def test_a_sample_that_is_not_drawn_has_no_form(nes: Session) -> None:
    with pytest.raises(NothingDrawn, match="Trekk det først"):
        sample_form_of(nes, "personer-med-plan", NB)()


# -- in Word ----------------------------------------------------------------------------


@pytest.fixture
def document(nes: Session) -> bytes:
    return role_form_of(nes, NAV, NB, DOCUMENT)()


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_word_form_comes_back_as_it_went_out(nes: Session, tmp_path: Path, language: str) -> None:
    content = role_form_of(nes, NAV, Translator(language), DOCUMENT)()
    assert content == role_form_of(nes, NAV, Translator(language), DOCUMENT)()
    assert taken(nes, tmp_path, content, DOCUMENT) == TakenIn((), (), 0)


def test_what_is_filled_in_in_word_is_stored_and_no_more(
    nes: Session, tmp_path: Path, document: bytes
) -> None:
    given = {
        (UNANSWERED, "Svar"): "Nei",
        (UNANSWERED, "Begrunnelse"): "=Første linje\nandre linje",
        (ANSWERED, "Svar"): "Velg svar",
    }
    content = filled_document(document, given)
    found = taken(nes, tmp_path, content, DOCUMENT)
    assert f"{TITLE}, {UNANSWERED}, «Svar»: Svar: fra Velg svar til Nei" in found.lines
    answer, emptied = nes.assessment.answer(UNANSWERED), nes.assessment.answer(ANSWERED)
    assert answer is not None
    assert emptied is not None
    assert (answer.value, answer.comment) == (AnswerValue.NO, "=Første linje\nandre linje")
    assert (emptied.value, bool(emptied.comment)) == (None, True)
    assert taken(nes, tmp_path, content, DOCUMENT).changed == 0


def test_faults_in_word_are_told_by_row_and_heading(
    nes: Session, tmp_path: Path, document: bytes
) -> None:
    content = filled_document(
        document, {(UNANSWERED, "Svar"): "kanskje", (ANSWERED, "Begrunnelse"): "01010750160"}
    )
    said = faults_of(nes, tmp_path, content, DOCUMENT)
    assert f"{UNANSWERED}, «Svar»: «kanskje» er ikke et svar" in said
    assert f"{ANSWERED}, «Begrunnelse»: teksten ser ut til å inneholde" in said


def test_what_was_deleted_with_changes_tracked_is_not_read(
    nes: Session, tmp_path: Path, document: bytes
) -> None:
    content = filled_document(document, {(UNANSWERED, "Begrunnelse"): "BYTT"})
    tracked = (
        b'<w:del w:id="1"><w:r><w:delText>gammel</w:delText></w:r></w:del>'
        b'<w:ins w:id="2"><w:r><w:t>ny</w:t></w:r></w:ins>'
    )
    changed = rewritten(
        content,
        "word/document.xml",
        lambda part: re.sub(rb"<w:r>(?:(?!<w:r>).)*?BYTT</w:t></w:r>", tracked, part),
    )
    taken(nes, tmp_path, changed, DOCUMENT)
    answer = nes.assessment.answer(UNANSWERED)
    assert answer is not None
    assert answer.comment == "ny"


@pytest.mark.parametrize(
    "change",
    [
        lambda part: re.sub(rb"samsjekk-1 .{80}", b"samsjekk-1 ", part),
        lambda part: part.replace(b"samsjekk-1 ", b""),
    ],
)
def test_a_word_form_without_its_marks_is_refused(
    nes: Session, tmp_path: Path, document: bytes, change: Callable[[bytes], bytes]
) -> None:
    with pytest.raises(NoForm, match="Filen er ikke et skjema som kan leses inn"):
        taken(nes, tmp_path, rewritten(document, "word/document.xml", change), DOCUMENT)


def test_marks_that_unpack_to_far_too_much_are_refused() -> None:
    bomb = base64.b64encode(zlib.compress(b" " * 50_000_000)).decode()
    with pytest.raises(NoMarks):
        unpacked(f"samsjekk-1 {bomb}")


# -- files that are no forms ------------------------------------------------------------


SHEET_1, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"


def with_entity(part: bytes) -> bytes:
    declared = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    return re.sub(rb"(<sst|<worksheet)", declared + rb"\1", part, count=1)


@pytest.mark.parametrize(
    ("part", "change"),
    [
        (STRINGS, with_entity),
        (SHEET_1, with_entity),
        (SHEET_1, lambda part: part[: len(part) // 2]),
        (SHEET_1, lambda part: re.sub(rb'r="[A-Z]+(\d+)"', rb'r="\1"', part)),
        (SHEET_1, lambda part: re.sub(rb"<v>\d+</v>", b"<v>99999999</v>", part)),
        ("xl/workbook.xml", lambda _part: b""),
        ("xl/_rels/workbook.xml.rels", lambda _part: b"<Relationships/>"),
        ("_rels/.rels", lambda _part: b"<Relationships/>"),
    ],
)
def test_a_workbook_that_is_broken_is_refused_in_words(
    nes: Session, tmp_path: Path, form: bytes, part: str, change: Callable[[bytes], bytes]
) -> None:
    with pytest.raises(UnreadableTable):
        taken(nes, tmp_path, rewritten(form, part, change))


@pytest.mark.parametrize(
    "limit",
    [
        "package._MOST_PARTS",
        "package.MOST_BYTES",
        "package._MOST_ELEMENTS",
        "workbook.MOST_ROWS",
        "workbook.MOST_COLUMNS",
        "workbook.MOST_CELLS",
        "workbook.LONGEST_TEXT",
    ],
)
def test_a_workbook_that_is_far_too_large_is_refused_in_words(
    nes: Session, tmp_path: Path, form: bytes, limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"checklist.tables.{limit}", 7)
    with pytest.raises(UnreadableTable, match="for stor til å bli lest"):
        taken(nes, tmp_path, form)


def test_files_of_other_kinds_are_refused_in_words(run: Run, nes_id: str, tmp_path: Path) -> None:
    text, old = tmp_path / "svar.xlsx", tmp_path / "svar.xls"
    text.write_text("ja", encoding="utf-8")
    old.write_bytes(b"")
    assert "Filen kan ikke leses. Åpne den" in run("apply", nes_id, text)[2]
    assert "leses inn som .xlsx, .docx" in run("apply", nes_id, old)[2]
    assert "filen finnes ikke" in run("apply", nes_id, tmp_path / "borte.xlsx")[2]
    public = tmp_path / "offentlig.xlsx"
    run("report", nes_id, "--publish", "--output", public)
    code, _out, err = run("apply", nes_id, public)
    assert code == 2
    assert "Filen er ikke et skjema som kan leses inn" in err


def test_a_form_goes_out_and_comes_back_by_command(run: Run, nes_id: str, tmp_path: Path) -> None:
    path = tmp_path / "nav.xlsx"
    assert run("questionnaire", nes_id, "--role", NAV, "--output", path)[0] == 0
    assert "Ingenting å endre" in run("apply", nes_id, path)[2]
    path.write_bytes(filled(path.read_bytes(), {(UNANSWERED, "Svar"): "Vet ikke"}))
    code, _out, err = run("apply", nes_id, path)
    assert code == 0
    assert f"({UNANSWERED}): Svar: fra tomt til Vet ikke" in err
    assert "1 endring lagret" in err
    assert run("undo", nes_id)[0] == 0
    assert run("answer", nes_id, UNANSWERED, "yes")[0] == 0
    err = run("apply", nes_id, path)[2]
    assert "Ikke lest inn" in err
    assert err.endswith("Ingenting er endret.\n"), "not: all of it is stored"
    code, _out, err = run("questionnaire", nes_id, "--role", "nav-ledr", "--output", path)
    assert "Mente du «nav-leder»?" in err
    word = tmp_path / "nav.docx"
    assert run("questionnaire", nes_id, "--role", NAV, "--output", word)[0] == 0
    assert "Ingenting å endre" in run("apply", nes_id, word)[2]
    code, _out, err = run("questionnaire", nes_id, "--sample", "felles-saker", "--output", word)
    assert code == 2
    assert "bare som .xlsx" in err
    assert (
        "lages som .xlsx, .docx"
        in run("questionnaire", nes_id, "--role", NAV, "--output", tmp_path / "nav.pdf")[2]
    )
